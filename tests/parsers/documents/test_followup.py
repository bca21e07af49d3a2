"""Plans and follow-ups, one story a document: each fixture is read and held against the answer beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from parsers.model.content import Symbol, SymbolForm
from parsers.model.records import Kind, Severity, Smiley
from parsers.model.rows import Cell, Place, Row, RowKind
from parsers.reading import documents, read_file
from tests.answers import FIXTURES, SHARED, gold, gold_fields, read, read_fields

STORIES = sorted((FIXTURES / "text").glob("*.txt"))


def story(name: str) -> Path:
    return FIXTURES / "text" / f"{name}.txt"


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_every_field_of_a_story_is_read_as_its_answer_says(path: Path) -> None:
    answer = gold(path.with_suffix(".gold.json"))
    reading = read(path)
    assert read_fields(reading) == gold_fields(answer)
    first = reading.documents[0]
    assert (first.kind, first.followup_number, first.agreement_year, first.front.title) == (
        answer["kind"],
        answer["followup"],
        answer["year"],
        answer["title"],
    )


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_story_is_doubted_where_its_answer_expects_a_doubt_and_nowhere_else(path: Path) -> None:
    expect = gold(path.with_suffix(".gold.json")).get("expect", {})
    documents = read(path).documents
    document, findings = documents[0], [finding for each in documents for finding in each.findings]
    for code in expect.get("findings", []):
        assert any(finding.code == code for finding in findings)
    if "scope" in expect:
        assert document.scope == expect["scope"]
    if "revised_date" in expect:
        assert document.front.revised_date is not None
        assert document.front.revised_date.isoformat() == expect["revised_date"]
    assert document.draft is expect.get("draft", False)
    assert any(finding.code == "cut_row" for finding in findings) is expect.get("cut", False)
    assert sum(finding.severity is Severity.ERROR for finding in findings) == expect.get("errors", 0 if document.initiatives else 1)
    if "carried_forward" in expect:
        carried = [[i.number, m.ordinal] for i in document.initiatives for m in i.milestones if m.carried_forward]
        assert carried == expect["carried_forward"]
    if "words_against_sign" in expect:
        against = [finding.subject for finding in document.findings if finding.code == "words_against_sign"]
        assert [[i.number, m.ordinal] for i in document.initiatives for m in i.milestones if m in against] == expect["words_against_sign"]


def test_a_glad_smiley_with_nothing_to_follow_up_is_carried_forward_only_after_a_glad_one() -> None:
    document = read(story("empty_milestone_glad_after_glad_and_after_sour")).documents[0]
    empty = [m for i in document.initiatives for m in i.milestones if m.smiley.value is Smiley.GLAD and not m.text and not m.status_note]
    assert sorted(m.carried_forward for m in empty) == [False, True]


def test_a_dump_that_lost_its_smileys_is_unknown_where_a_status_was_due_and_silent_elsewhere() -> None:
    document = read(story("lost_signs")).documents[0]
    values = {(m.due.round, m.smiley.value) for i in document.initiatives for m in i.milestones}
    assert values == {(1, Smiley.UNKNOWN), (2, Smiley.UNKNOWN), (3, None), (4, None)}
    assert [finding.code for finding in document.findings if finding.severity is Severity.ERROR] == ["signs_lost"]


def test_the_doubled_sign_of_a_legend_is_either_on_a_milestone_and_sour_on_the_economy() -> None:
    document = read(story("one_sign_for_middle_and_sour")).documents[0]
    milestones = {m.smiley.value for i in document.initiatives for m in i.milestones} - {None}
    assert Smiley.MIDDLE_OR_SOUR in milestones
    assert not milestones & {Smiley.MIDDLE, Smiley.SOUR}
    sour = read(story("economy_sour")).documents[0]
    assert Smiley.SOUR in {e.smiley.value for i in sour.initiatives for e in i.economy}


def test_a_bullet_in_the_colour_of_the_sign_behind_it_is_no_sign_of_the_legend() -> None:
    def row(text: str, *symbols: Symbol) -> Row:
        return Row(RowKind.TEXT, [Cell(text, symbols)], [Place(1, None, 50, 100, 500, 110)])

    def symbol(char: str, x: float, colour: tuple[int, int, int]) -> Symbol:
        return Symbol(SymbolForm.GLYPH, x, 100, x + 8, 108, (SymbolForm.GLYPH, "Signs", char, colour), char, "Signs")

    meanings = {
        ("☺", (0, 160, 0)): (": Milepælen er nået.", Smiley.GLAD),
        ("😐", (220, 180, 0)): (": Milepælen er ikke fuldt nået, men målet er fortsat realistisk at nå.", Smiley.MIDDLE),
        ("☹", (200, 0, 0)): (": Milepælen er ikke nået, og det vurderes ikke realistisk, at den nås.", Smiley.SOUR),
    }
    lines = [row(text, symbol("●", 52, colour), symbol(face, 64, colour)) for (face, colour), (text, _) in meanings.items()]
    title = row("Anden opfølgning på Aftale om budget 2031 for Ballerup Kommune")
    (document,) = documents([title, row("Definition af smileys på indsats:"), *lines], {}, is_text=False)
    assert [(entry.sign, entry.smiley) for entry in document.legend] == [(face, value) for (face, _), (_, value) in meanings.items()]
    assert "legend_line_unread" not in {finding.code for finding in document.findings}


@pytest.mark.parametrize(("key", "told"), [("a sign", True), ("a letterhead", False)])
def test_a_sign_of_the_tables_that_stands_beside_them_is_told_of_the_initiative_it_is_printed_behind(key: str, told: bool) -> None:
    def symbol(key: str, top: float) -> Symbol:
        return Symbol(SymbolForm.PICTURE, 480, top, 492, top + 12, key)

    def row(top: float, *texts: str, signs: tuple[Symbol, ...] = ()) -> Row:
        cells = [Cell(text, signs if at == 3 else (), at) for at, text in enumerate(texts)]
        return Row(RowKind.TABLE, cells, [Place(1, None, 50, top, 500, top + 12)])

    rows = [
        Row(RowKind.TEXT, [Cell("Anden opfølgning på Aftale om budget 2031 for Ballerup Kommune")], [Place(1, None, 50, 50, 500, 60)]),
        row(100, "1.1. Grønne tage", "Drift", "Tid", "Smiley"),
        row(112, "Tagene skal være grønne.", "Ansvarligt center: By", "", ""),
        row(124, "Milepæl", "Planen er skrevet.", "1. budgetopfølgning 2031", "", signs=(symbol("a sign", 124),)),
        row(136, "Økonomi", "Der er afsat 1 mio. kr.", "", ""),
        Row(RowKind.FURNITURE, [Cell("", (symbol(key, 160),))], [Place(1, None, 480, 160, 492, 172)]),
    ]
    (document,) = documents(rows, {}, is_text=False)
    assert [found.subject for found in document.findings if found.code == "stray_sign"] == document.initiatives * told


@pytest.mark.parametrize("spoilt", ["1.2. Natlys\tDrft\tTd\tSmly", "1.2. Natlys"], ids=["in_the_table", "out_of_it"])
def test_milestones_under_a_spoilt_heading_are_not_those_of_the_initiative_above(spoilt: str) -> None:
    printed = story("economy_sour").read_text("utf-8")
    heading = next(line for line in printed.splitlines() if line.startswith("1.2. "))
    whole = read_file(printed.encode(), "text/plain").documents[0]
    broken = read_file(printed.replace(heading, spoilt).encode(), "text/plain").documents[0]
    assert broken.initiatives == [initiative for initiative in whole.initiatives if initiative.number != "1.2"]
    unread = [found.text or "" for found in broken.findings if found.code == "unread_row"]
    lost = next(initiative for initiative in whole.initiatives if initiative.number == "1.2")
    assert all(any(milestone.text in words for words in unread) for milestone in lost.milestones if milestone.text)


@pytest.mark.parametrize("apart", ["\n", "\t\t\t\n"], ids=["a_line_above_the_table", "a_row_of_the_table"])
def test_a_title_may_stand_above_the_words_of_its_header(apart: str) -> None:
    printed = story("economy_sour").read_text("utf-8")
    parted = re.sub(r"(?m)^(\d\.\d\. [^\t]*)\t(Drift|Anlæg)\t", lambda found: f"{found[1]}{apart}\t{found[2]}\t", printed)
    whole, read = (read_file(words.encode(), "text/plain").documents[0] for words in (printed, parted))
    assert [(i.number, i.title, i.funding, i.theme) for i in read.initiatives] == [
        (i.number, i.title, i.funding, i.theme) for i in whole.initiatives
    ]
    assert [len(i.milestones) for i in read.initiatives] == [len(i.milestones) for i in whole.initiatives]


@pytest.mark.parametrize("above", [False, True], ids=["titles_in_rows_below", "titles_above_the_tables"])
def test_a_header_may_stand_over_all_initiatives_and_name_its_first_column(above: bool) -> None:
    printed = story("economy_sour").read_text("utf-8")
    over = r"\1\nIndsats\t\2\tTid\tSmiley\n" if above else r"Indsats\tDrift/anlæg\tTid\tSmiley\n\1\t\2\t\t\n"
    changed = re.sub(r"(?m)^(\d\.\d\. [^\t]*)\t(Drift|Anlæg)\t.*\n", over, printed)
    numbered = re.sub(r"(?m)^Milepæl\t", "Milepæl 1\t", changed)
    whole, *others = (read_file(words.encode(), "text/plain").documents[0] for words in (printed, changed, numbered))
    for document in others:
        assert [(i.number, i.title, i.funding, i.theme, len(i.milestones)) for i in document.initiatives] == [
            (i.number, i.title, i.funding, i.theme, len(i.milestones)) for i in whole.initiatives
        ]


def test_contact_lines_are_set_aside_without_their_text() -> None:
    document = read(story("separator_row")).documents[0]
    lines = [finding for finding in document.findings if finding.code == "contact_line"]
    assert len(lines) == 3
    assert all(finding.text is None for finding in lines)


def test_two_labels_in_one_cell_are_two_notes_each_with_its_round() -> None:
    document = read(story("two_labels_in_one_cell")).documents[0]
    cells = [record for i in document.initiatives for record in (*i.milestones, *i.economy) if len(record.status_notes) > 1]
    assert cells
    assert all([note.from_round for note in cell.status_notes] == [1, 2] for cell in cells)
    together = read(story("one_label_for_two_rounds")).documents[0]
    spans = {(note.from_round, note.to_round) for i in together.initiatives for r in (*i.milestones, *i.economy) for note in r.status_notes}
    assert (1, 2) in spans


@pytest.mark.corpus
def test_the_second_followup_of_2019_counts_as_plain_expressions_count_it() -> None:
    path = SHARED / "seeds" / "anden-opfoelgning-2019.txt"
    lines = path.read_text(encoding="utf-8").split("\n")
    rows = [[re.sub(r"<[^>]+>", " ", cell).strip() for cell in line.split("\t")] for line in lines if "\t" in line]
    milestones = [row for row in rows if row[0] == "Milepæl"]
    label = re.compile(r"(?:^|\s)Status(?: ved [^:.]*opfølgning)?\s*:")
    noted = [row for row in milestones if label.search(row[1])]
    read_milestones = [m for document in read(path).documents for i in document.initiatives for m in i.milestones]

    assert len(milestones) == len(read_milestones) == 360
    assert len(noted) == sum(m.status_note is not None for m in read_milestones) == 37
    bare = [row for row in noted if label.match(row[1])]
    assert len(bare) == sum(m.status_note is not None and m.text is None for m in read_milestones) == 5
    worded = [row for row in milestones if row[1].startswith("Status") and not label.match(row[1])]
    assert len(worded) == sum((m.text or "").startswith("Status") for m in read_milestones) == 11
    assert sum(bool(label.search(row[1])) for row in worded) == 1

    glad = "☺😊"
    carried = glad_again = 0
    before = ""
    for row in rows:
        if row[0] not in ("Milepæl",):
            before = "" if row[-1] == "Smiley" else before
            continue
        sign = row[3].rstrip("\ufe0f")
        if sign and sign in glad and not row[1]:
            glad_again += 1
            carried += bool(before) and before in glad
        before = sign or before
    assert (glad_again, carried) == (12, 9)
    assert sum(m.carried_forward for m in read_milestones) == 9


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["anden-opfoelgning-2019", "udmoentning-2018"])
def test_the_real_texts_are_read_field_by_field(name: str) -> None:
    answer = gold(SHARED / "gold" / f"{name}.gold.json")
    assert read_fields(read(SHARED / "seeds" / f"{name}.txt")) == gold_fields(answer)


@pytest.mark.corpus
def test_the_extra_followup_inside_the_second_of_2019_is_a_document_of_its_own() -> None:
    main, extra = read(SHARED / "seeds" / "anden-opfoelgning-2019.txt").documents
    assert (main.kind, main.agreement_year, len(main.initiatives)) == (Kind.FOLLOWUP, 2019, 86)
    assert (extra.kind, extra.agreement_year, extra.followup_number, len(extra.initiatives)) == (Kind.EXTRA, 2018, 5, 4)
    assert sum(bool(i.latest_status) for i in extra.initiatives) == 4
