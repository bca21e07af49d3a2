"""A story's dump, printed once more in another converter's form: the same records must come of it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import asdict

from parsers.model.records import Document, Initiative, Kind, Smiley
from parsers.reading import read_file
from tests.answers import FIXTURES

STORY = (FIXTURES / "text" / "one_sign_for_middle_and_sour.txt").read_text("utf-8")
DEFINITION = re.compile(r"- (☺|☹): (.*)")


def documents(text: str) -> list[Document]:
    return read_file(text.encode(), "text/plain").documents


def said(initiatives: list[Initiative]) -> list[dict[str, Any]]:
    """The records without where they stand."""

    def plain(value: Any) -> Any:
        if isinstance(value, Struct):
            value = asdict(value)
        if isinstance(value, dict):
            return {name: plain(each) for name, each in value.items() if not name.endswith("places")}
        return [plain(each) for each in value] if isinstance(value, list) else value

    return [plain(initiative) for initiative in initiatives]


def codes(document: Document) -> list[str]:
    return [found.code for found in document.findings]


@pytest.mark.parametrize(
    ("printed", "joint"),
    [(r"- \2 \1", "\n"), (r"- Smiley \1: \2", "\n"), (r"\1 \2", " "), (r"\2 \1", " ")],
    ids=["behind_the_words", "among_the_words", "on_one_line", "on_one_line_behind_the_words"],
)
@pytest.mark.parametrize("gap", ["\n\n", " "], ids=["below_the_heading", "behind_the_heading"])
def test_each_sign_of_a_legend_keeps_its_own_meaning_wherever_it_is_printed(printed: str, joint: str, gap: str) -> None:
    def guide(lines: re.Match[str]) -> str:
        return gap + joint.join(DEFINITION.sub(printed, line) for line in lines[0].strip().split("\n")) + "\n"

    whole, read = documents(STORY)[0], documents(re.sub(r"\n\n(?:- [☺☹]: .*\n)+", guide, STORY))[0]
    assert [(entry.scale, entry.smiley, entry.sign) for entry in read.legend] == [
        (entry.scale, entry.smiley, entry.sign) for entry in whole.legend
    ]
    assert said(read.initiatives) == said(whole.initiatives)
    assert Smiley.MIDDLE_OR_SOUR in {m.smiley.value for i in read.initiatives for m in i.milestones}


@pytest.mark.parametrize(
    "ends",
    [
        "\n{page}\n\f",
        "\n- {page} -\n\n",
        "\n\nSide {page} af 9\n\n{title}\n\n",
        "\n\nBallerup Kommune\nCenter for Økonomi\nside {page}/9\n",
        "\n{page}\n\f{title}\n\n---------\t--\t--\t---\n",
    ],
    ids=["number", "dashes", "title", "footer", "title_and_rule"],
)
@pytest.mark.parametrize("torn", [False, True], ids=["between_rows", "in_a_cell"])
def test_what_a_page_prints_at_its_end_is_neither_a_theme_nor_a_part_of_the_cell_it_tore(ends: str, torn: bool) -> None:
    """At every third row, and so above some headers too."""
    whole = documents(STORY)[0]
    rows = 0

    def with_page_end(row: re.Match[str]) -> str:
        nonlocal rows
        rows += 1
        if rows % 3:
            return row[0]
        end = ends.format(page=rows // 3 + 1, title=whole.front.title)
        label, text, rest = row[0].split("\t", 2)
        words = text.split(" ")
        if not torn or len(words) < 4 or "<" in text:
            return f"{end}{row[0]}"
        return f"{label}\t{' '.join(words[:2])}{end}{' '.join(words[2:])}\t{rest}"

    read = documents(re.sub(r"(?m)^.+\t.+$", with_page_end, STORY))
    assert len(read) == 1
    assert [[*map(squashed, said([i]))] for i in read[0].initiatives] == [[*map(squashed, said([i]))] for i in whole.initiatives]
    assert "stray_text" not in codes(read[0])


def squashed(record: Any) -> str:
    return re.sub(r"(?:\\n|\s)+", " ", repr(record))


def test_words_that_cells_torn_over_lines_repeat_are_no_furniture() -> None:
    row = "Milepæl\tPlanen er forelagt for\nSocial- og Sundhedsudvalget\nog vedtaget der.\t2. budgetopfølgning 2031\t☺\n"
    text = re.sub(r"(?m)^Milepæl\t.*\n", lambda _: row, STORY)
    texts = {m.text for i in documents(text)[0].initiatives for m in i.milestones}
    assert texts == {"Planen er forelagt for\nSocial- og Sundhedsudvalget og vedtaget der."}


def test_notes_that_torn_cells_repeat_a_paragraph_at_a_time_are_no_furniture() -> None:
    row = "Milepæl\tStien er bygget.\n\nStatus ved anden opfølgning:\n\nIkke gennemført\n\t2. budgetopfølgning 2031\t☺\n"
    read = documents(re.sub(r"(?m)^Milepæl\t.*\n", lambda _: row, STORY))[0]
    assert {m.status_note for i in read.initiatives for m in i.milestones} == {"Ikke gennemført"}
    assert "words_against_sign" in codes(read)


@pytest.mark.parametrize("number", ["400", "2033"])
def test_a_number_alone_on_the_line_of_a_torn_cell_is_no_page_number(number: str) -> None:
    row = f"Milepæl\tFlere cykler til\n{number}\nelever i alt.\t2. budgetopfølgning 2031\t☺\n"
    text = re.sub(r"(?m)^Milepæl\t.*\n", lambda _: row, STORY, count=1)
    text = re.sub(r"(?m)^Økonomi\t.*\n", lambda match: f"\n12\n\n{match[0]}", text, count=2)
    milestone = documents(text)[0].initiatives[0].milestones[0]
    assert " ".join((milestone.text or "").split()) == f"Flere cykler til {number} elever i alt."


def test_a_sign_that_its_words_may_have_meant_is_none_of_the_row() -> None:
    row = "Milepæl\tAlle børn er glade ☺\t2. budgetopfølgning 2031\t\n"
    read = documents(re.sub(r"(?m)^Milepæl\t.*\n", lambda _: row, STORY, count=1))[0]
    milestone = read.initiatives[0].milestones[0]
    assert (milestone.smiley.value, milestone.text) == (None, "Alle børn er glade ☺")
    assert "due_without_status" in codes(read)


def test_whom_to_ask_is_set_aside_whole_however_long_the_line() -> None:
    line = "Kontakt: Navn Navnesen, Center for Økonomi og Styring, Hold-an Vej 7, 2750 Ballerup, træffes bedst mandag til torsdag"
    line += " mellem 9 og 14 på telefon 12 34 56 78 og navn.navnesen@eksempel.dk"
    read = documents(re.sub(r"(?m)^(?=Sagsid)", f"{line}\n", STORY))[0]
    assert "contact_line" in codes(read)
    assert "12 34 56 78" not in repr(read)


def test_a_reading_guide_run_together_with_whom_to_ask_is_kept() -> None:
    whole = documents(STORY)[0]
    read = documents(re.sub(r"(?m)^(?=Sagsid)", "Kontakt: Navn Navnesen Læsevejledning Opfølgningen sker fire gange årligt.\n", STORY))[0]
    assert "Læsevejledning Opfølgningen sker fire gange årligt." in [found.text for found in read.findings]
    assert "Navnesen" not in repr(read)
    assert said(read.initiatives) == said(whole.initiatives)


HEADER = re.compile(r"(?m)^(?P<number>\d\.\d+)\. (?P<title>[^\t\n]*)\t(?P<funding>Drift|Anlæg)\tTid\tSmiley$")


@pytest.mark.parametrize(
    "header",
    [
        r"\g<number>) \g<title>\t\g<funding>\tTid\tSmiley",
        r"\g<number> - \g<title>\t\g<funding>\tTid\tSmiley",
        r"Nr. \g<number>: \g<title>\t\g<funding>\tTid\tSmiley",
        r"Punkt \g<number>. \g<title>\t\g<funding>\tTid\tSmiley",
        r"\g<number>. \g<title> \g<funding>\t\tTid\tSmiley",
        r"\g<number>. \g<title>\t\g<funding>\tTidspunkt\tSmiley",
        r"\g<number>. \g<title>\t\g<funding>\t\tSmiley",
        r"\g<number>. \g<title>\t\g<funding>\tTid\t",
        r"\g<number>. \g<title>\t\g<funding>\t\t",
        r"\g<number>. \g<title>\t\g<funding>\tHvornår\tTrafiklys",
    ],
)
def test_an_initiative_is_told_though_its_header_is_printed_otherwise(header: str) -> None:
    assert said(documents(HEADER.sub(header, STORY))[0].initiatives) == said(documents(STORY)[0].initiatives)


def test_a_number_with_spaces_behind_its_dots_is_the_same_number() -> None:
    spaced = re.sub(r"(?m)^(\d)\.(\d+)\. (?=.*\t)", r"\1. \2. ", STORY)
    assert said(documents(spaced)[0].initiatives) == said(documents(STORY)[0].initiatives)


@pytest.mark.parametrize("written", ["Drift/anlæg", ""])
def test_a_funding_that_cannot_be_told_leaves_the_texts_of_its_column_in_place(written: str) -> None:
    whole, read = documents(STORY)[0], documents(re.sub(r"\t(?:Drift|Anlæg)\t", f"\t{written}\t", STORY))[0]
    assert [i.milestones for i in read.initiatives] == [i.milestones for i in whole.initiatives]
    assert codes(read).count("funding_unread") == len(whole.initiatives)


@pytest.mark.parametrize("joint", [" ", ""])
def test_a_theme_that_runs_into_the_first_title_is_still_its_theme(joint: str) -> None:
    glued = re.sub(r"(?m)^(\d\. .*)\n\n(?=\d\.\d+\. .*\t)", rf"\1{joint}", STORY)
    assert said(documents(glued)[0].initiatives) == said(documents(STORY)[0].initiatives)


def test_an_extra_block_whose_title_runs_into_its_theme_is_a_document_of_its_own() -> None:
    last_year = STORY[STORY.index("1. Plads til alle") :].replace("2031", "2030")
    block = f"Ekstra opfølgning på Aftale om budget 2030{last_year}"
    main, extra = documents(f"{STORY}\n{block}")
    assert (extra.kind, extra.agreement_year) == (Kind.EXTRA, 2030)
    assert [(i.number, i.theme, len(i.milestones)) for i in extra.initiatives] == [
        (i.number, i.theme, len(i.milestones)) for i in main.initiatives
    ]


def test_a_followup_goes_on_behind_a_block_of_last_years_agreement_within_it() -> None:
    """The block ends where times name this year again; its last theme is then the follow-up's."""
    at = STORY.index("2. En by i bevægelse")
    block = STORY[STORY.index("1.3. Mentorer") : at].replace("2031", "2030")
    text = f"{STORY[:at]}Ekstra opfølgning på Aftale om budget 2030\n\n9. Sidste år\n\n{block}{STORY[at:]}"
    whole = documents(STORY)[0]
    main, extra = documents(text)
    assert said(main.initiatives) == said(whole.initiatives)
    assert [(i.number, i.theme) for i in extra.initiatives] == [("1.3", "9. Sidste år")]


def test_tables_above_the_first_title_that_is_read_are_a_document_of_their_own() -> None:
    title = "Anden opfølgning på Aftale om budget 2031 for Ballerup Kommune"
    block = STORY[STORY.index("1.3. Mentorer") : STORY.index("2. En by i bevægelse")].replace("2031", "2030")
    lost, extra = documents(f"{STORY.replace(title, 'Anden opf')}\nEkstra opfølgning på Aftale om budget 2030\n\n{block}")
    assert (lost.kind, lost.agreement_year, lost.followup_number) == (Kind.FOLLOWUP, 2031, None)
    assert {"title_lost", "year_lost"} <= set(codes(lost))
    assert said(lost.initiatives) == said(documents(STORY)[0].initiatives)
    assert [i.number for i in extra.initiatives] == ["1.3"]


def test_a_guide_without_a_theme_below_it_is_no_theme() -> None:
    without = STORY.replace("1. Plads til alle\n", "").replace("Aftalens indsatser får", "Læsevejledning\n\nAftalens indsatser får")
    guide = without[without.index("Læsevejledning") : without.index("1.3. Mentorer")]
    assert documents(without.replace(guide, "Læsevejledning\n\n"))[0].initiatives[0].theme is None


def test_a_row_with_a_time_is_a_milestone_whatever_became_of_its_label() -> None:
    whole, read = documents(STORY)[0], documents(STORY.replace("Milepæl\t", "M lep l\t"))[0]
    assert said(read.initiatives) == said(whole.initiatives)
    lost = [found.text or "" for found in read.findings if found.code == "label_lost"]
    assert len(lost) == sum(len(i.milestones) for i in whole.initiatives)
    assert all("M lep l" in words for words in lost)


def test_a_row_that_is_not_read_keeps_its_sign_in_the_finding() -> None:
    document = documents(STORY.replace("Økonomi\t", "???\t"))[0]
    unread = [found.text or "" for found in document.findings if found.code == "unread_row"]
    assert sum("☺" in words or "☹" in words for words in unread) == len(unread) == 2


def test_an_empty_column_at_the_left_is_no_label() -> None:
    shifted = re.sub(r"(?m)^(?=.*\t)", "\t", STORY)
    assert said(documents(shifted)[0].initiatives) == said(documents(STORY)[0].initiatives)


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n3\n\n"], ids=["line", "page", "page_number"])
def test_a_word_that_a_lines_end_broke_within_a_cell_is_whole_again(gap: str) -> None:
    broken = STORY.replace("en voksen, der", f"en vok-{gap}sen, der").replace("Otte skoler", f"Otte sko-{gap}ler")
    assert broken != STORY
    assert said(documents(broken)[0].initiatives) == said(documents(STORY)[0].initiatives)


def test_a_title_that_wraps_into_its_header_row_is_one_title() -> None:
    wrapped = re.sub(r"(?m)^(\d\.\d+\. \S+) (?=[^\t\n]+\t(?:Drift|Anlæg))", r"\1\n", STORY)
    assert wrapped.count("\n") > STORY.count("\n")
    assert said(documents(wrapped)[0].initiatives) == said(documents(STORY)[0].initiatives)


def test_a_sign_that_slipped_into_the_time_is_the_rows_sign() -> None:
    slipped = re.sub(r"(?m)\t([☺☹])$", r" \1\t", STORY)
    assert [i.milestones for i in documents(slipped)[0].initiatives] == [i.milestones for i in documents(STORY)[0].initiatives]


def test_a_row_without_the_cell_of_its_empty_text_keeps_its_time_and_its_sign() -> None:
    short = STORY.replace("Milepæl\t\t", "Milepæl\t")
    assert short != STORY
    assert said(documents(short)[0].initiatives) == said(documents(STORY)[0].initiatives)


def lost(text: str, characters: str) -> str:
    return re.sub(f"[{characters}]", "", text)


@pytest.mark.parametrize("characters", ["☺☹", "☺☹0-9"], ids=["signs", "signs_and_digits"])
def test_a_transcript_without_signs_is_unknown_wherever_something_may_have_been_due(characters: str) -> None:
    """Transcripts leave out what is no letter: the signs, and in some the digits with them."""
    document = documents(lost(STORY, characters))[0]
    whole = documents(STORY)[0]
    read, printed = ([m for i in p.initiatives for m in i.milestones] for p in (document, whole))
    assert len(read) == len(printed)
    assert all(one.smiley.value is Smiley.UNKNOWN for one, other in zip(read, printed, strict=True) if other.smiley.value is not None)
    assert codes(document).count("signs_lost") == 1


def test_a_plan_that_lost_its_digits_lost_no_status() -> None:
    plan = lost(STORY.replace("Anden opfølgning på", "Udmøntning af"), "☺☹0-9")
    assert all(m.smiley.value is None for i in documents(plan)[0].initiatives for m in i.milestones)
    assert "signs_lost" not in codes(documents(plan)[0])


def test_a_transcript_of_a_paragraph_a_page_is_said_to_be_a_followup_that_was_not_read() -> None:
    document = documents(" ".join(STORY.split()))[0]
    assert (document.kind, document.initiatives) == (Kind.FOLLOWUP, [])
    assert {"no_initiatives", "title_lost"} <= set(codes(document))
    assert "Skolekøkken på hjul" in " ".join(found.text or "" for found in document.findings)


@pytest.mark.parametrize("margin", [r"\t\g<0>", r"\g<0>\t"], ids=["begin", "end"])
def test_a_tab_at_each_line_makes_no_table_of_the_text(margin: str) -> None:
    whole, read = documents(STORY)[0], documents(re.sub(r"(?m)^.+$", margin, STORY))[0]
    assert (read.front, read.followup_number) == (whole.front, whole.followup_number)
    assert said(read.initiatives) == said(whole.initiatives)


def test_an_economy_that_names_its_year_keeps_its_text_when_the_empty_cells_behind_it_are_gone() -> None:
    assert said(documents(re.sub(r"(?m)\t+$", "", STORY))[0].initiatives) == said(documents(STORY)[0].initiatives)


def test_a_sign_at_the_end_of_its_rows_words_is_the_rows_sign() -> None:
    slipped = re.sub(r"(?m)^(Milepæl\t[^\t]*)(\t[^\t]*)\t([☺☹])$", r"\1 \3\2\t", STORY.replace("</p>", "").replace("<p>", ""))
    plain = STORY.replace("</p>", "").replace("<p>", "")
    assert said(documents(slipped)[0].initiatives) == said(documents(plain)[0].initiatives)


def test_a_row_with_neither_label_nor_time_is_no_milestone_though_it_has_a_sign() -> None:
    """An economy that lost its label: its sign must not become the promise's."""
    whole, read = documents(STORY)[0], documents(STORY.replace("Økonomi\t", "\t"))[0]
    assert [i.milestones for i in read.initiatives] == [i.milestones for i in whole.initiatives]
    assert codes(read).count("unread_row") == sum(len(i.economy) for i in whole.initiatives)


def test_rounds_without_a_year_are_those_of_the_agreements_year_unless_another_names_one() -> None:
    bare = STORY.replace("budgetopfølgning 2031", "budgetopfølgning")
    assert {m.due.year for i in documents(bare)[0].initiatives for m in i.milestones} == {2031}
    mixed = STORY.replace("1. budgetopfølgning 2031", "1. budgetopfølgning")
    assert {m.due.year for i in documents(mixed)[0].initiatives for m in i.milestones} == {2031, None}


def test_an_initiatives_heading_without_a_table_is_no_theme_of_the_next() -> None:
    spoilt = STORY.replace("2.1. Skolekøkken på hjul\t", "2.9. Uden tabel\n\n2.1. Skolekøkken på hjul\t")
    document = documents(spoilt)[0]
    assert [i.theme for i in document.initiatives] == [i.theme for i in documents(STORY)[0].initiatives]
    assert any(found.text == "2.9. Uden tabel" for found in document.findings)


LONG = "\n".join([STORY, STORY[STORY.index("1. Plads til alle") :].replace("\n1.", "\n3.").replace("\n2.", "\n4.")])


@pytest.mark.parametrize("ending", ["4.1. Skolekøkken på hjul", "Milepæl\tOtte skoler", "3. budgetopfølgning 2031\t\n"])
def test_a_dump_that_ends_in_a_heading_or_before_an_economy_breaks_off(ending: str) -> None:
    """What may have stood behind is then not said to have disappeared."""
    whole = documents(LONG)[0]
    assert len(whole.initiatives) > 3
    assert "cut_row" not in codes(whole)
    cut = documents(LONG[: LONG.rindex(ending) + len(ending)])[0]
    assert codes(cut).count("cut_row") == 1


def test_a_second_copy_with_its_own_front_matter_is_a_document_of_its_own() -> None:
    first, second = documents(f"{STORY}\n{STORY}")
    assert said(first.initiatives) == said(second.initiatives) == said(documents(STORY)[0].initiatives)
    assert first.front == second.front


@pytest.mark.parametrize("letter", ["\ufffd", "?"])
def test_a_dump_that_lost_its_danish_letters_keeps_its_rows_its_times_and_its_signs(letter: str) -> None:
    whole, read = documents(STORY)[0], documents(re.sub("[æøåÆØÅ]", letter, STORY))[0]
    assert (read.kind, read.agreement_year, read.followup_number) == (whole.kind, whole.agreement_year, whole.followup_number)
    assert [(i.number, i.funding, [(m.due, m.smiley) for m in i.milestones], [e.smiley for e in i.economy]) for i in read.initiatives] == [
        (i.number, i.funding, [(m.due, m.smiley) for m in i.milestones], [e.smiley for e in i.economy]) for i in whole.initiatives
    ]
    assert f"r{letter}varer" in (read.initiatives[1].description or "")


def test_who_answers_is_kept_from_each_cell_that_says_it() -> None:
    label = "\t<p>Ansvarligt center: Børne- og Unge"
    twice = STORY.replace(label, f"\tVæsentlig bidragsyder: Ejendomme{label}", 1)
    assert twice != STORY
    one, other = documents(STORY)[0].initiatives[0], documents(twice)[0].initiatives[0]
    assert (other.responsible_center, other.responsible_committee) == (one.responsible_center, one.responsible_committee)
    assert f"{other.contributors} {other.remarks}" == f"Ejendomme {one.contributors}"


def test_a_title_behind_the_front_matter_on_one_line_is_not_set_aside_with_the_contact() -> None:
    line = "Dato: 6. august 2031 Kontakt: Center for Økonomi Anden opf på Aftale om budget 2031"
    document = documents(STORY.replace("Dato: 6. august 2031", line))[0]
    assert any("Anden opf på Aftale" in (found.text or "") for found in document.findings)
    assert not any("Center for Økonomi" in (found.text or "") for found in document.findings)
