"""Whose meeting it was, when and where: never the day of printing, never a longer name cut short."""

from datetime import date

import pytest

from parsers.documents.meeting_head import known_body
from parsers.model.findings import Code
from parsers.model.records import Document, Outcome
from parsers.profile.loading import shipped
from parsers.profile.vocabulary import speaking
from parsers.reading import TEXT, read_file

ITEM = "Punkt 1 Bænke\n\nSammendrag\n\nDer er nyt.\n\n"
DECIDED = ITEM + "Beslutning\n\nGodkendt\n"


def agenda(head: str, items: str = DECIDED) -> Document:
    (document,) = read_file(f"{head}\n\n{items}".encode(), TEXT).documents
    return document


@pytest.mark.parametrize(
    "aside", ["Udskriftsdato: 04-04-2031", "Offentliggjort den 4. april 2031", "Printet 4. april 2031", "Frist: 4. april 2031"]
)
@pytest.mark.parametrize("said", ["Mødedato: 23-01-2031", "Referat fra møde den 23. januar 2031", "Torsdag den 23. januar 2031 kl. 8"])
@pytest.mark.parametrize("first", [True, False])
def test_the_meetings_day_is_the_one_that_is_said_to_be_it(aside: str, said: str, first: bool) -> None:
    lines = [aside, "Økonomiudvalget", said] if first else [said, "Økonomiudvalget", aside]
    assert agenda("\n".join(lines)).front.document_date == date(2031, 1, 23)


@pytest.mark.parametrize("aside", ["Godkendt på mødet den 20. februar 2031", "Næste møde: 20.02.2031"])
def test_another_meetings_day_is_not_this_ones(aside: str) -> None:
    assert agenda(f"{aside}\nØkonomiudvalget\n23. januar 2031").front.document_date == date(2031, 1, 23)


@pytest.mark.parametrize(
    ("printed", "body"),
    [
        ("Klima-, Teknik- og Miljøudvalget", None),
        ("Teknik- og Miljøudvalget", "Teknik- og Miljøudvalget"),
        ("Byråd 2022-2025", "Kommunalbestyrelsen"),
        ("Økonomiudvalget 2022", "Økonomiudvalget"),
        (".Spørgsmål / Svar til Byrådet 2022-2025", None),
    ],
)
def test_a_committee_is_kept_as_printed_and_the_known_body_stands_beside_it(printed: str, body: str | None) -> None:
    document = agenda(f"{printed}\nReferat\n05-09-2024 kl. 08:00\nTrappetårn 5 sal")
    assert [(item.committee, item.body) for item in document.agenda_items] == [(printed, body)]
    assert (Code.UNKNOWN_COMMITTEE in [finding.code for finding in document.findings]) == (body is None)
    assert document.place == "Trappetårn 5 sal"


def test_minutes_and_agendas_are_told_apart_by_what_was_decided() -> None:
    assert agenda("Økonomiudvalget\n3. marts 2032").meeting_kind == "referat"
    assert agenda("Økonomiudvalget\nDagsorden\n3. marts 2032", ITEM + "Indstilling\n\nDen godkendes.\n").meeting_kind == "dagsorden"
    earlier = ITEM + "Beslutning fra Kultur- og Fritidsudvalget den 2. februar 2032\n\nAnbefales.\n"
    assert agenda("Økonomiudvalget\nDagsorden\n3. marts 2032", earlier).meeting_kind == "dagsorden"


def test_a_cancelled_meeting_says_so() -> None:
    assert agenda("Økonomiudvalget\n3. marts 2032\nMødet er AFLYST").cancelled
    assert agenda("Økonomiudvalget\n3. marts 2032").cancelled is None


def test_years_behind_a_name_are_no_part_of_the_body() -> None:
    assert known_body("Byrådet 2022-2025") == "Kommunalbestyrelsen"
    assert known_body("Stirådet") is None


def test_whose_body_it_is_does_not_hang_on_what_was_read_before() -> None:
    assert known_body("Byrådet") == "Kommunalbestyrelsen"
    with speaking(tuple(profile for profile in shipped() if profile.slug == "vedtak")):
        assert known_body("Byrådet") is None
    assert known_body("Byrådet") == "Kommunalbestyrelsen"


def test_what_a_page_of_one_item_recommends_names_no_meeting_but_who_decided_that_day_does() -> None:
    page = "Mødedato: 22.04.2032, kl. 17:30\n\nBænke i parken\n\nIndstilling\n\n1. at Socialudvalget godkender bænkene.\n\n"
    decision = "Beslutning\n\nDagsordenspunkt 10: Bænke i parken\n\nByrådets beslutning i mødet den 22. april 2032\n\nForkastet."
    (document,) = read_file(f"{page}{decision}".encode(), TEXT).documents
    assert {item.committee for item in document.agenda_items} == {"Byrådet"}
    assert {str(item.meeting_date) for item in document.agenda_items} == {"2032-04-22"}
    assert [each.outcome for item in document.agenda_items for each in item.decisions] == [Outcome.NOT_APPROVED]


def test_a_papers_title_is_no_items_heading() -> None:
    (document,) = read_file(f"BESLUTNINGER\n\nForretningsudvalget\nMandag den 5. januar 2032\n\n{DECIDED}".encode(), TEXT).documents
    assert (document.scope, document.front.document_date) == ("Forretningsudvalget", date(2032, 1, 5))


def test_the_decisions_tell_whose_meeting_it_was_where_no_head_does() -> None:
    decided = f"{ITEM}Beslutning i Økonomiudvalget den 2. marts 2032\n\nAnbefales\n\nBeslutning i Byrådet den 9. marts 2032\n\nGodkendt\n"
    document = agenda("Mødedato: 9. marts 2032\nForslag til nye lokaludvalg", decided)
    assert (document.agenda_items[0].committee, document.agenda_items[0].decision) == ("Byrådet", "Godkendt")
    assert agenda("Forslag til nye lokaludvalg", decided).agenda_items[0].committee is None  # it may be either's


def test_a_council_decides_under_its_bare_name() -> None:
    decided = f"{ITEM}Beslutning i Byrådet den 9. marts 2032\n\nForkastet\n"
    document = agenda("Nordby Byråd\nDagsorden\n9. marts 2032", decided)
    assert (document.meeting_kind, document.agenda_items[0].decision) == ("referat", "Forkastet")
    earlier = agenda("Nordby Byråd\nDagsorden\n10. marts 2032", decided)
    assert (earlier.meeting_kind, earlier.agenda_items[0].decision) == ("dagsorden", None)


def test_a_month_between_hyphens_is_a_day() -> None:
    assert agenda("Byrådet\nDato: Onsdag den 15-maj-2032").front.document_date == date(2032, 5, 15)


@pytest.mark.parametrize(
    "line", ["Mødested: Rådhuset, Borgerrepræsentationens mødesal", "Socialudvalget skal tage stilling til en gave til byen."]
)
def test_a_place_and_a_sentence_name_no_meeting(line: str) -> None:
    assert agenda(f"Referat\nMødedato: 3. maj 2031\n{line}").agenda_items[0].committee is None
