"""Agendas and minutes: whose meeting, which items, what was decided, and what is asked for next."""

import sys
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.documents import agenda
from parsers.documents.decisions import asks_for
from parsers.documents.meeting_head import Meeting
from parsers.documents.mentions import amounts_of
from parsers.documents.references import links_of
from parsers.model.findings import Code
from parsers.model.records import AgendaItem, Document, Finding, Kind, LinkKind, Outcome
from parsers.model.rows import Cell, Place, Row, RowKind
from parsers.reading import HTML, TEXT, read_file
from parsers.text import reader as text_reader
from parsers.text.rows import text_rows

sys.path.insert(0, str(Path(__file__).parents[2] / "fixtures"))
from make_agenda import ITEMS, Item, printed


def read(text: str) -> tuple[Meeting, list[AgendaItem], list[Finding]]:
    return agenda.read_agenda(text_rows(text_reader.read_text(text.encode())))


def paragraphs(*texts: str) -> list[Row]:
    """Rows as a PDF gives them: whole paragraphs, with a page and no line."""
    return [Row(RowKind.TEXT, [Cell(text)], [Place(page=1, top=float(at))]) for at, text in enumerate(texts)]


def joined(texts: list[str]) -> str | None:
    return "\n".join(texts) or None


def assert_reads_back(items: list[Item], page: int) -> None:
    _, found, _ = read(printed(items, page))
    assert [item.item_number for item in found] == [str(number) for number in range(1, len(items) + 1)]
    for meant, item in zip(items, found, strict=True):
        assert item.title == meant.title
        assert item.previous_treatment == joined(meant.previous)
        assert item.background == joined(meant.background)
        assert item.case_text == joined(meant.case)
        assert item.economic_consequences == joined(meant.economy)
        assert item.decision == joined(meant.decision)
        assert [decision.text for decision in item.decisions] == meant.decision
        points = [f"{at}. {point}" for at, point in enumerate(meant.points, 1)]
        if meant.messages:
            assert item.summary == joined([f"{at}. {message}" for at, (message, _) in enumerate(meant.messages, 1)])
            assert item.annex_count == (sum(annexes for _, annexes in meant.messages) or None)
        else:
            assert item.summary == joined(meant.summary)
            assert item.annex_count == meant.annexes
            assert item.recommendation == joined([meant.proposer, *points])


@pytest.mark.parametrize("page", [1000, 46, 31, 17])
def test_minutes_read_back_as_they_were_meant_wherever_a_page_ends(page: int) -> None:
    assert_reads_back(ITEMS, page)


WORDS = ("ord", "og", "tal", "om", "bænke")
SENTENCE = st.integers(3, 45).map(lambda count: " ".join(["Der", *(WORDS[at % 5] for at in range(count))]) + ".")
ITEM = st.builds(Item, st.just("Bænke"), summary=st.lists(SENTENCE, min_size=1, max_size=1), points=st.lists(SENTENCE, max_size=4))


@given(st.lists(ITEM, min_size=1, max_size=4))
def test_points_of_any_length_get_their_thrown_numbers_back(items: list[Item]) -> None:
    assert_reads_back(items, page=10_000)


REFERENCE = st.sampled_from(
    ["jf. pkt. ", "bilag 2.", "§ 1.", "i kraft 1.", "budgetaftalens pkt. 4.", "nr. ", "stk.", "kl. 12.", "forholdet 2:"]
)


@given(REFERENCE, st.integers(1, 39))
def test_a_number_that_ends_a_reference_was_not_thrown(reference: str, number: int) -> None:
    points = [f"{at}. Bænk." for at in range(1, number)]
    rows = paragraphs("Punkt 1 Søen", "Indstilling", *[f"Bænk.{at}." for at in range(1, number)], f"Den males, {reference}{number}.")
    _, (item,), _ = agenda.read_agenda(rows)
    assert item.recommendation == "\n".join([*points, f"Den males, {reference}{number}."])


def test_a_decision_that_ends_in_a_reference_keeps_its_outcome() -> None:
    _, (item,), _ = read("Punkt 1 Søen\n\nBeslutning\n\nIndstillingen godkendt, jf. pkt. 1.1.\n")
    assert [(each.text, each.outcome) for each in item.decisions] == [("Indstillingen godkendt, jf. pkt. 1.1.", Outcome.APPROVED)]


@pytest.mark.parametrize(
    ("printed", "point"),
    [
        ("Søen renses i 2031.1.", "1. Søen renses i 2031."),
        ("Rapporten tages til efterretning.1.", "1. Rapporten tages til efterretning."),
        ("Rapporten godkendes. 1.", "1. Rapporten godkendes."),
        ("Der ydes 2 mio. kr.1.", "1. Der ydes 2 mio. kr."),
        (
            "Der holdes møde om renseanlægget på rådhuset den 21.1.\napril 2032.",
            "1. Der holdes møde om renseanlægget på rådhuset den 21. april 2032.",
        ),
    ],
)
def test_a_number_behind_a_sentences_end_or_a_day_that_goes_on_was_thrown(printed: str, point: str) -> None:
    _, (item,), _ = read(f"Punkt 1 Søen\n\nIndstilling\n\n{printed}\n")
    assert item.recommendation == point


def test_the_address_at_the_end_names_the_meeting() -> None:
    meeting, items, _ = read(printed(ITEMS))
    assert (meeting.committee, meeting.day, meeting.kind) == ("Økonomiudvalget", date(2032, 3, 3), "referat")
    assert {(item.committee, item.meeting_date) for item in items} == {("Økonomiudvalget", date(2032, 3, 3))}


def test_a_page_head_names_the_meeting_and_its_place() -> None:
    meeting, _, _ = read("Klima- og Miljøudvalget\n18.02.2025 kl. 17:00\nLokale 2\n\nPunkt 1 Søen\n\nBeskrivelse\n\nDen er ren.\n")
    assert (meeting.committee, meeting.day, meeting.place) == ("Klima- og Miljøudvalget", date(2025, 2, 18), "Lokale 2")
    assert meeting.kind == "dagsorden"


def test_those_present_are_set_aside_without_a_name() -> None:
    head = "Deltagere\n• Medlem Et (A) - Deltog\nAFBUD/FRAVÆRENDE\n• Medlem To (V)\nÅben dagsorden\n\n"
    _, items, findings = read(f"{head}Punkt 1 A\n\nIndhold\n\nOrd.\n")
    present = [finding for finding in findings if finding.code == Code.ATTENDANCE_LIST]
    assert len(present) == 4
    assert all(finding.text is None for finding in present)
    assert [item.summary for item in items] == ["Ord."]


def test_who_was_absent_is_told_in_a_line_of_its_own_below_a_decision() -> None:
    decided = "Udvalget besluttede at sende sagen om de nye bænke ved søen i høring hos naboerne i maj,\nog den kommer igen.\n"
    filled = "Udvalget besluttede at sende sagen om de nye bænke ved søen i høring hos naboerne."
    _, (first, second), findings = read(
        f"Punkt 1 A\n\nBeslutning\n{decided}Afbud: Navn Navnesen (A)\n\nPunkt 2 B\n\nBeslutning\n{filled}\nFraværende: Navn To (V)\n"
    )
    assert (first.decision, second.decision) == (decided.strip().replace("\n", " "), filled)
    assert [finding.text for finding in findings if finding.code == Code.ATTENDANCE_LIST] == [None, None]


def test_a_text_below_a_heading_that_lists_have_too_stays() -> None:
    text = "Deltagere\n\nForløbet har haft fyrre unge, og de er kommet fra fire af byens bydele."
    _, (item,), findings = read(f"Punkt 1 Søen\n\nSagsfremstilling\n\nDer er et forløb.\n\n{text}\n\nBeslutning\n\nGodkendt\n")
    assert item.case_text == "Der er et forløb.\nDeltagere\nForløbet har haft fyrre unge, og de er kommet fra fire af byens bydele."
    assert Code.ATTENDANCE_LIST not in [finding.code for finding in findings]


def test_a_list_within_an_item_ends_where_its_text_goes_on() -> None:
    text = "Afbud\n\n• Navn Navnesen (A)\n\nNavn To (V)\n\nSagen drøftes."
    _, (item,), findings = read(f"Punkt 1 Søen\n\nSagsfremstilling\n\n{text}\n\nBeslutning\n\nGodkendt\n")
    assert item.case_text == "Sagen drøftes."
    assert [finding.text for finding in findings if finding.code == Code.ATTENDANCE_LIST] == [None] * 3


def test_a_sentence_among_those_present_is_told_as_it_stands() -> None:
    opening = "Formanden bød velkommen til udvalgets første møde i det nye år."
    _, _, findings = read(f"Deltagere\n\nNavn Navnesen (A)\n\n{opening}\n\nNavn To (V)\n\nPunkt 1 Søen\n\nIndhold\n\nOrd.\n")
    assert [finding.text for finding in findings if finding.code != Code.MEETING_UNKNOWN] == [None, None, opening, None]


def test_a_reference_to_an_item_is_no_item() -> None:
    told = "Sagen blev udsat, se\nPunkt 2 i sidste referat om den, og det blev\nPunkt 3 Nye stier, der kom først."
    _, items, _ = read(f"Punkt 1 Søen\n\nSagsfremstilling\n\n{told}\n\nBeslutning\n\nGodkendt\n")
    assert [item.title for item in items] == ["Søen"]


def test_an_item_without_a_number_is_an_item_with_a_doubt() -> None:
    text = "Åben dagsorden\n\nSammendrag\n\nEn.\n\nBeslutning\n\nGodkendt\n\nSammendrag\n\nTo.\n\nBeslutning\n\nIntet\n"
    _, items, findings = read(text)
    assert [(item.item_number, item.summary, item.decision) for item in items] == [("?1", "En.", "Godkendt"), ("?2", "To.", "Intet")]
    assert [finding.code for finding in findings].count(Code.ITEM_NUMBER_LOST) == 2


def test_a_decision_ends_an_item_without_a_number_whatever_heading_comes_next() -> None:
    text = (
        "Sammendrag\n\nEn.\n\nBeslutning\n\nGodkendt\n\nBilag\n\n1 bilag\n\nBaggrund\n\nTo.\n\nBeslutning\n\nIntet\n\nBeslutning\n\nUdsat\n"
    )
    _, items, _ = read(text)
    assert [(item.summary, item.background, item.annex_count, item.decision) for item in items] == [
        ("En.", None, 1, "Godkendt"),
        (None, "To.", None, "Intet"),
        (None, None, None, "Udsat"),
    ]


OLD = """Økonomiudvalget
Tirsdag den 5. marts 2030

1. Godkendelse af dagsorden

Beslutning
Godkendt

2. Bænke ved søen

Resume
Der er fem bænke:
1. Ved broen
2. Ved åen

Indstilling
Forvaltningen indstiller,
1. at bænkene godkendes,
2. Bordet flyttes

Beslutning:
1. Godkendt
2. Ikke godkendt

3. Regnskab

Baggrund
Det er klar.

Beslutning
Udsat
"""


def test_numbered_lines_of_older_pages_are_titles_and_points_of_lists_are_not() -> None:
    _, items, _ = read(OLD)
    assert [(item.item_number, item.title, item.decision) for item in items] == [
        ("1", "Godkendelse af dagsorden", "Godkendt"),
        ("2", "Bænke ved søen", "1. Godkendt\n2. Ikke godkendt"),
        ("3", "Regnskab", "Udsat"),
    ]
    assert items[1].summary == "Der er fem bænke:\n1. Ved broen\n2. Ved åen"
    assert [decision.point for decision in items[1].decisions] == ["1", "2"]


def test_numbered_lines_below_a_section_are_no_titles() -> None:
    _, items, _ = read("Åben dagsorden\n\nSammendrag\n\nEn.\n\nBeslutning\n\n1. Godkendt\n\nSammendrag\n\nTo.\n\nBeslutning\n\nUdsat\n")
    assert [(item.item_number, item.summary) for item in items] == [("?1", "En."), ("?2", "To.")]


def test_a_year_and_a_heading_glued_to_it_are_pulled_apart() -> None:
    _, (item,), _ = read("Punkt 1 Meddelelser\n\nBeskrivelse\nRegnskab for 2032.Bilag\n2 bilag\n\nBeslutning\n\nIntet\n")
    assert (item.summary, item.annex_count) == ("Regnskab for 2032.", 2)


def test_a_table_of_two_columns_is_read_line_by_line() -> None:
    _, (item,), _ = read("Punkt 1 Søen\n\nSagsfremstilling\n\nSted\tBeløb\nNord\t10.000 kr.\nSyd\t20.000 kr.\n\nBeslutning\n\nIntet\n")
    assert item.case_text == "Sted Beløb\nNord 10.000 kr.\nSyd 20.000 kr."


def test_a_fixed_heading_at_the_top_of_many_pages_is_no_page_furniture() -> None:
    head = [Row(RowKind.FURNITURE, [Cell(text)], [Place(page=2)]) for text in ("Indstilling", "Ballerup Kommune")]
    _, (item,), findings = agenda.read_agenda([*paragraphs("Punkt 1 Søen", "Indhold", "Den er ren."), *head, *paragraphs("1. Godkendes.")])
    assert item.recommendation == "1. Godkendes."
    assert [finding.text for finding in findings if finding.code == Code.FURNITURE] == ["Ballerup Kommune"]


def test_whole_paragraphs_from_a_pdf_read_alike() -> None:
    rows = paragraphs("Punkt 1 Søen", "Indhold", "Den er ren.", "Indstilling", "Center X indstiller, at", "1. Søen tages til efterretning.")
    _, (item,), _ = agenda.read_agenda(rows)
    assert (item.title, item.summary) == ("Søen", "Den er ren.")
    assert item.recommendation == "Center X indstiller, at\n1. Søen tages til efterretning."


def test_each_point_of_a_recommendation_has_its_own_outcome() -> None:
    answers = "Indstillingens punkt 1: Indstilles til godkendelse. Indstillingens punkt 2: Indstilles ikke til godkendelse."
    _, (item,), _ = read(f"Punkt 1 Porte\n\nBeslutning\n\n{answers}\n")
    assert [(each.point, each.outcome) for each in item.decisions] == [("1", Outcome.RECOMMENDED), ("2", Outcome.NOT_RECOMMENDED)]


def test_points_answered_together_are_as_many_decisions() -> None:
    _, (item,), _ = read("Punkt 1 Porte\n\nBeslutning\n\nPkt. 1 og 2 godkendt. Pkt. 3 ikke godkendt. Pkt. 4-5 udsat.\n")
    assert [(each.ordinal, each.point, each.outcome) for each in item.decisions] == [
        (1, "1", Outcome.APPROVED),
        (2, "2", Outcome.APPROVED),
        (3, "3", Outcome.NOT_APPROVED),
        (4, "4", Outcome.POSTPONED),
        (5, "5", Outcome.POSTPONED),
    ]
    assert [each.text for each in item.decisions][1:3] == ["Pkt. 1 og 2 godkendt.", "Pkt. 3 ikke godkendt."]


def test_a_list_of_outcomes_answers_the_points_and_a_list_of_remarks_does_not() -> None:
    _, (item,), _ = read("Punkt 1 Porte\n\nBeslutning\n\n1. Godkendt\n2. Ikke godkendt\n3. Porten males blå.\n")
    assert [(each.point, each.outcome) for each in item.decisions] == [
        ("1", Outcome.APPROVED),
        ("2", Outcome.NOT_APPROVED),
        (None, None),
    ]


@pytest.mark.parametrize(
    "line", ["På punktet deltager konsulent Navn Navnesen.", "Under punktet deltog Navn N. Navnesen", "Deltagere: Navn Navnesen"]
)
def test_a_line_that_names_who_attends_is_set_aside_without_the_name(line: str) -> None:
    _, (item,), findings = read(f"Punkt 1 Søen\n\nIndhold\n\n{line}\n\nDen er ren.\n")
    assert item.summary == "Den er ren."
    assert [(finding.code, finding.text) for finding in findings if finding.code == Code.ATTENDANCE_LIST] == [(Code.ATTENDANCE_LIST, None)]


def test_each_line_of_a_list_is_accounted_for_though_it_wraps() -> None:
    entry = "Navn Navnesen (A) (formand for det stedlige råd og suppleant for et andet medlem, som havde\nmeldt sig syg) - Deltog"
    text = f"Økonomiudvalget\n3. marts 2032\n\nDeltagere\n\n{entry}\n\nPunkt 1 Søen\n\nIndhold\n\nDen er ren.\n"
    _, _, findings = read(text)
    assert [finding.place.line for finding in findings if finding.code == Code.ATTENDANCE_LIST] == [4, 6, 7]


@pytest.mark.parametrize(
    "text",
    [
        "På mødet deltager 40 borgere fra byen.",
        "På mødet deltager Ballerup Kommune",
        "På mødet deltager Navn Navnesen. Udvalget ser på søen.",
    ],
)
def test_running_text_about_who_attends_stays_as_printed(text: str) -> None:
    _, (item,), _ = read(f"Punkt 1 Søen\n\nIndhold\n\n{text}\n")
    assert item.summary == text


def test_a_decision_that_asks_for_more_is_a_new_promise() -> None:
    assert asks_for("Godkendt. Udvalget ønsker opfølgning i andet kvartal 2033.") == "Udvalget ønsker opfølgning i andet kvartal 2033."
    assert asks_for("Sagen sendes videre.") is None
    assert asks_for("Godkendt. Der bygges et nyt bad ved søen.") is None
    assert asks_for("Udsat. Sagen genoptages i august 2033.") == "Sagen genoptages i august 2033."


def test_each_point_of_a_list_that_is_asked_for_is_a_new_promise() -> None:
    points = "• en status i maj 2033,\n• et notat om søen.\n\nSagen sendes til høring."
    _, (item,), _ = read(f"Punkt 1 Søen\n\nBeslutning\n\nGodkendt.\n\nUdvalget ønsker:\n{points}\n")
    assert [each.asks_for for each in item.decisions] == [
        None,
        "Udvalget ønsker:",
        "• en status i maj 2033,",
        "• et notat om søen.",
        None,
    ]


@pytest.mark.parametrize("worst", ["Punkt 1 ", "1.", "Bilag", "x" * 99 + "\n", "Indstillingens punkt 1: ", "ønsker. "])
def test_no_pattern_runs_away_on_its_worst_text(worst: str) -> None:
    began = time.process_time()
    read("Punkt 1 A\n\nBeslutning\n" + worst * (100_000 // len(worst)))
    assert time.process_time() - began < 10


# ---------------------------------------------------------------- the real minutes


@pytest.fixture(scope="module")
def real(shared: Path) -> Document:
    _, items, findings = agenda.read_agenda(text_rows(text_reader.read_text((shared / "seeds" / "referat-2020-03-03.txt").read_bytes())))
    return Document(Kind.AGENDA, agenda_items=items, findings=findings)


@pytest.mark.corpus
def test_the_real_minutes_have_their_twelve_items_and_every_decision(real: Document) -> None:
    items = real.agenda_items
    assert [item.item_number for item in items] == [str(number) for number in range(1, 13)]
    assert all(item.title and not item.title.endswith((" ", "-", " i", " på", " og")) for item in items)
    assert [len(item.places) for item in items] == [1, 1, 1, 1, 1, 1, 2, 1, 2, 2, 1, 2]  # four titles wrap
    noted, approved, recommended = Outcome.NOTED, Outcome.APPROVED, Outcome.RECOMMENDED
    first = [noted, noted, noted, noted, approved, approved, approved, approved, approved, noted, recommended, recommended]
    assert [item.decisions[0].outcome for item in items] == first
    assert [(each.point, each.outcome) for each in items[10].decisions[:2]] == [("1", recommended), ("2", Outcome.NOT_RECOMMENDED)]
    points = [len([line for line in (item.recommendation or "").split("\n") if line[:1].isdigit()]) for item in items]
    assert points == [1, 0, 1, 1, 1, 2, 2, 1, 1, 1, 2, 1]
    assert [item.annex_count for item in items] == [0, 4, 0, 1, 0, 7, 1, 1, 2, 1, 0, 0]
    assert [bool(each.asks_for) for each in items[3].decisions] == [False, True, True]
    assert {finding.code for finding in real.findings} == {Code.ATTENDANCE_LIST, Code.OUTCOME_UNREAD, Code.HEADING}


@pytest.mark.corpus
def test_the_real_minutes_sums_in_tables_and_references_are_all_there(real: Document) -> None:
    amounts = amounts_of(real)
    by_item = {item.item_number: [amount for amount in amounts if amount.subject is item] for item in real.agenda_items}
    homes = [amount.dkk for amount in by_item["5"] if amount.column == "case_text" and amount.raw.endswith("000 kr.")]
    assert (sum(homes[:-1]), homes[-1]) == (500_000, 500_000)  # the column adds up to its printed total
    listed = [amount.dkk for amount in by_item["8"] if amount.unit_note == "i kr."]
    assert (sum(listed[:-1]), listed[-1]) == (480_325, 480_325)
    grid = [(amount.dkk, amount.year_from) for amount in by_item["12"] if amount.unit_note == "mio. kr."]
    assert grid == [(4_000_000, 2020), (2_000_000, 2021), (0, 2022), (0, 2023), (0, 2024)]
    links = links_of(real)
    points = {(link.agreement_year, link.number) for link in links if link.kind is LinkKind.AGREEMENT_POINT}
    assert points == {(2020, "1.12"), (2020, "1.13")}
    meetings = {(link.meeting_date, link.item_number) for link in links if link.item_number}
    assert meetings == {
        (date(2019, 11, 26), "2"),
        (date(2020, 1, 21), "24"),
        (date(2019, 8, 13), "2.4"),
        (date(2019, 11, 19), "22"),
        (date(2020, 1, 28), "7"),
    }


def test_a_title_that_wraps_on_paper_is_whole_where_the_next_line_is_right_below_it() -> None:
    printed = [
        ("Punkt 1 Nye bænke ved søen i", 10, 20),
        ("Nordvang", 21, 31),
        ("Den er ren.", 45, 55),
        ("Indstilling", 68, 78),
        ("At.", 90, 100),
    ]
    rows = [Row(RowKind.TEXT, [Cell(text)], [Place(page=1, top=top, bottom=bottom)]) for text, top, bottom in printed]
    _, (item,), _ = agenda.read_agenda(rows)
    assert (item.title, item.summary) == ("Nye bænke ved søen i Nordvang", "Den er ren.")


ITEM = "Punkt 1 Bænke\n\nIndstilling\n\nCenter for Ejendomme indstiller, at\n\nBænke godkendes.1.\n\nBeslutning\n\nGodkendt\n"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Referat\nØkonomiudvalget\n3. marts 2032\nSted: Rådhuset, mødelokale 2\n", "Økonomiudvalget"),
        ("Dagsorden for Økonomiudvalgets møde den 3. marts 2032\n", "Dagsorden for Økonomiudvalgets møde den 3. marts 2032"),
        ("Økonomiudvalget den 3. marts 2032 i rådhussalen\n\n", "Økonomiudvalget den 3. marts 2032 i rådhussalen"),
        ("Åben dagsorden\nØkonomiudvalget\nDato: 3. marts 2032\n", "Økonomiudvalget"),
    ],
)
def test_the_head_of_the_first_page_tells_whose_meeting_it_was_and_when(head: str, title: str) -> None:
    (document,) = read_file((head + ITEM).encode(), TEXT).documents
    assert (document.front.title, document.scope, document.front.document_date) == (title, "Økonomiudvalget", date(2032, 3, 3))
    assert [(item.item_number, item.committee, item.meeting_date) for item in document.agenda_items] == [
        ("1", "Økonomiudvalget", date(2032, 3, 3))
    ]


def test_a_heading_is_the_title_of_a_meeting_nobody_knows_and_a_plain_line_is_not() -> None:
    (document,) = read_file(f"Referat\n# Stirådet\n3. marts 2032\n{ITEM}".encode(), TEXT).documents
    assert (document.front.title, document.scope) == ("Stirådet", "Stirådet")
    assert Code.UNKNOWN_COMMITTEE in [finding.code for finding in document.findings]
    (torn,) = read_file(f"Taget til efterretning\n\n{ITEM}".encode(), TEXT).documents
    assert torn.front.title is None


def test_an_earlier_treatment_at_the_top_of_a_torn_dump_does_not_name_the_meeting() -> None:
    (document,) = read_file(f"Økonomiudvalget den 5. marts 2031 Punkt 12\n\n{ITEM}".encode(), TEXT).documents
    assert (document.front.title, document.scope, document.front.document_date) == (None, None, None)


# ---------------------------------------------------------------- damage and odd forms that others made


def reported(shared: Path, name: str) -> list[Document]:
    path = shared / "abroad" / "reports" / name
    return read_file(path.read_bytes(), HTML if path.suffix == ".html" else TEXT).documents


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("12_addendum_restarts.txt", ["1", "2", "3", "1#2", "2#2"]),
        ("12_lettered.txt", ["1", "2", "2a", "2 B", "3"]),
        ("12b_same_number_twice.txt", ["1", "2", "2#2", "3"]),
    ],
)
def test_odd_numbers_are_items_each_with_its_own_decision(shared: Path, name: str, numbers: list[str]) -> None:
    (document,) = reported(shared, name)
    assert [item.item_number for item in document.agenda_items] == numbers
    assert all(item.title and item.decision and "\n" not in item.decision for item in document.agenda_items)


@pytest.mark.corpus
def test_two_meetings_in_one_file_are_two_documents(shared: Path) -> None:
    first, second = reported(shared, "13_two_meetings.txt")
    assert [(each.scope, each.front.document_date, len(each.agenda_items)) for each in (first, second)] == [
        ("Økonomiudvalget", date(2031, 1, 23), 2),
        ("Kommunalbestyrelsen", date(2031, 1, 30), 2),
    ]


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["14_print_date", "14b_dates_1a", "14b_dates_1b", "14b_dates_4a", "14b_dates_4b"])
def test_the_day_of_printing_is_no_meetings_day(shared: Path, name: str) -> None:
    (document,) = reported(shared, f"{name}.txt")
    assert document.front.document_date == date(2031, 1, 23)


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["15b_html_del.html", "15b_html_inline_none.html"])
def test_what_a_page_hides_or_strikes_out_is_not_read(shared: Path, name: str) -> None:
    (document,) = reported(shared, name)
    (item,) = document.agenda_items
    assert "Udkast" not in (item.summary or "")
    assert "2" not in (item.summary or "")
    assert item.decision == "Godkendt"


REFUSED = ["1", "2", "3", "5", "6", "13", "15", "17"]


@pytest.mark.corpus
def test_no_refusal_reads_as_an_approval(shared: Path) -> None:
    (document,) = reported(shared, "16_decision_negations.txt")
    told = {item.item_number: [(each.point, each.outcome) for each in item.decisions] for item in document.agenda_items}
    assert {number: told[number] for number in REFUSED} == {number: [(None, Outcome.NOT_APPROVED)] for number in REFUSED}
    assert told["4"] == [(None, Outcome.APPROVED), ("2", Outcome.NOT_APPROVED)]
    assert [told[number] for number in ("7", "8", "9", "10")] == [
        *([(None, Outcome.WITHDRAWN)],) * 2,
        *([(None, Outcome.NOT_RECOMMENDED)],) * 2,
    ]
    assert [told[number] for number in ("11", "12", "14", "16", "18")] == [
        *([(None, Outcome.RECOMMENDED)],) * 2,
        [(None, Outcome.NOTED)],
        [(None, Outcome.APPROVED)],
        [(None, Outcome.RECOMMENDED)],
    ]


def test_two_columns_that_were_read_across_are_told_to_be_mixed() -> None:
    def printed(*texts: str) -> list[Finding]:
        rows = [Row(RowKind.TEXT, [Cell(text)], [Place(page=1, top=20.0 * at, bottom=20.0 * at + 10)]) for at, text in enumerate(texts)]
        return [found for found in agenda.read_agenda(rows).findings if found.code == Code.COLUMNS_MIXED]

    mixed = printed("Punkt 1 Bænke", "Indstilling", "at de males. Beslutning", "Beslutning", "Godkendt. Indstilling", "Ikke godkendt.")
    assert [found.text for found in mixed] == ["at de males. Beslutning"]
    assert not printed("Punkt 1 Bænke", "Indstilling", "at de males.", "Beslutning", "Godkendt som i den tidligere Beslutning")


def test_a_decision_stands_though_it_runs_on_from_the_list_of_those_away() -> None:
    text = "Referat\nTeknik- og Miljøudvalget\nMødedato: 3. marts 2032\n\nPunkt 1 Bænke\n\nBeslutning\n{}\n"
    for decision in ("Ikke til stede: Navn Navnesen (A), Navn Tosen (V)\nForkastet.", "Fraværende: Ingen. Forkastet."):
        (document,) = read_file(text.format(decision).encode(), TEXT).documents
        (item,) = document.agenda_items
        assert (item.decision, [each.outcome for each in item.decisions]) == ("Forkastet.", [Outcome.NOT_APPROVED])
