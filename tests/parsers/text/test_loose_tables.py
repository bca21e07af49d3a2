"""Text whose tables lost their form: cells or printed lines, one after the other, are a table again; columns apart are an error."""

from __future__ import annotations

import pytest

from parsers.model.records import Document, Reading
from parsers.reading import TEXT, read_file

FRONT = """\
Anden opfølgning på Aftale om budget 2031 for Ballerup Kommune
Eksempel – opdigtede indsatser. Intet heri er besluttet nogen steder.
Definition af smileys på indsats:
☺: Milepælen er nået.
😐: Milepælen er ikke fuldt nået, men det er fortsat realistisk, at målet nås.
1. Plads til alle
"""
ONE_A_LINE = """\
1.1. Ladcykler til
hjemmeplejen
Drift
Tid
Smiley
Parterne vil prøve ladcykler i
to distrikter.
Ansvarligt center: Social og Sundhed
Ansvarligt udvalg: Social- og
Sundhedsudvalget
Milepæl
Cyklerne er købt.
Status:
Arbejdet er forsinket.
1.
budgetopfølgning
2031
☺
Side 1 af 2
Milepæl
2. budgetopfølgning 2031
😐
Økonomi
Der er afsat 0,4 mio. kr.
☺
2. Grønne veje
2.1. Nye træer
Anlæg
Tid
Smiley
Der plantes træer.
Ansvarligt center: Ejendomme
Milepæl
Træerne er plantet.
31.12.2031
Økonomi
Der er ikke afsat økonomi.
"""
BEHIND_EACH_OTHER = """\
1.1. Ladcykler til
hjemmeplejen
Drift Tid Smiley
Parterne vil prøve ladcykler i
to distrikter.
Ansvarligt center: Social og Sundhed
Ansvarligt udvalg: Social- og
Sundhedsudvalget
Milepæl Cyklerne er købt.
Status:
Arbejdet er forsinket. 1.
budgetopfølgning 2031
☺
Milepæl 2. budgetopfølgning 2031 😐
Økonomi Der er afsat 0,4 mio. kr.
☺
2. Grønne veje
2.1. Nye træer Anlæg Tid Smiley
Der plantes træer.
Ansvarligt center: Ejendomme
Milepæl Træerne er plantet. 31.12.2031
Økonomi Der er ikke afsat økonomi.
"""
ACROSS_THE_PAGE = """\
1.1. Ladcykler til Drift Tid Smiley
hjemmeplejen
Parterne vil prøve ladcykler i Ansvarligt center: Social og Sundhed
to distrikter. Ansvarligt udvalg: Social- og Sundhedsudvalget
Milepæl Cyklerne er købt. 1. ☺
Status: budgetopfølgning
Arbejdet er forsinket. 2031
Milepæl 2. budgetopfølgning 😐
2031
Økonomi Der er afsat 0,4 mio. kr. ☺
2. Grønne veje
2.1. Nye træer Anlæg Tid Smiley
Der plantes træer. Ansvarligt center: Ejendomme
Milepæl Træerne er plantet. 31.12.2031
Økonomi Der er ikke afsat økonomi.
"""
SOME_WITH_BARS = """\
| 1.1. Ladcykler til | Drift | Tid | Smiley |
| ------------------ | ----- | --- | ------ |
hjemmeplejen
| Parterne vil prøve ladcykler i | Ansvarligt center: Social og Sundhed           |     |     |
| ------------------------------ | ---------------------------------------------- | --- | --- |
| to distrikter.                 | Ansvarligt udvalg: Social- og Sundhedsudvalget |     |     |
Milepæl Cyklerne er købt. 1. ☺
| | Status:                | budgetopfølgning | |
|-| ---------------------- | ---------------- |-|
| | Arbejdet er forsinket. | 2031             | |
| Milepæl |     | 2. budgetopfølgning | 😐 |
| ------- | --- | ------------------- | --- |
2031
| Økonomi | Der er afsat 0,4 mio. kr. | | ☺ |
| ------- | ------------------------- |-|-|
2. Grønne veje
2.1. Nye træer Anlæg Tid Smiley
Der plantes træer. Ansvarligt center: Ejendomme
| Milepæl | Træerne er plantet.        | 31.12.2031 | |
| ------- | -------------------------- | ---------- |-|
| Økonomi | Der er ikke afsat økonomi. |            | |
"""
LINES_IN_CELLS = """\
|**1.1. Ladcykler til**<br>**hjemmeplejen**|**Drift**<br>**Tid**|**Smiley**|
|---|---|---|
|Parterne vil prøve ladcykler i|Ansvarligt center: Social og Sundhed<br>Ansvarligt udvalg: Social- og<br>Sundhedsudvalget||

Side 1 af 2

|to distrikter.|||
|---|---|---|
|Milepæl|Cyklerne er købt.<br>Status:<br>Arbejdet er forsinket.<br>1.<br>budgetopfølgning<br>2031|☺|
|Milepæl|2. budgetopfølgning|😐|

|||2031||
|---|---|---|---|
|Økonomi|Der er afsat 0,4 mio. kr.||☺|

## **2. Grønne veje**

|**2.1. Nye træer**|**Anlæg**|**Tid**|**Smiley**|
|---|---|---|---|
|Der plantes træer.|Ansvarligt center: Ejendomme|||
|Milepæl|Træerne er plantet.|31.12.2031||
|Økonomi|Der er ikke afsat økonomi.|||
"""
COLUMN_BY_COLUMN = """\
1.1. Ladcykler til
hjemmeplejen
Parterne vil prøve ladcykler i
to distrikter.
Milepæl
Milepæl
Økonomi
2.1. Nye træer
Anlæg
Tid
Smiley
Der plantes træer.
Milepæl
Milepæl
Drift
Tid
Smiley
Cyklerne er købt.
1. budgetopfølgning 2031
2. budgetopfølgning 2031
"""


def read(table: str) -> Document:
    [document] = read_file((FRONT + table).encode(), TEXT).documents
    return document


def told(document: Document) -> list[tuple[object, ...]]:
    def sign(smiley: Reading) -> str | None:
        return smiley.value and smiley.value.value

    return [
        (
            *(each.number, each.title, each.theme, each.description, [named.name for named in each.responsibilities]),
            *((one.text, one.status_note, one.due and one.due.label, sign(one.smiley)) for one in each.milestones),
            *((one.text, sign(one.smiley)) for one in each.economy),
        )
        for each in document.initiatives
    ]


EXPECTED = [
    (
        *("1.1", "Ladcykler til hjemmeplejen", "1. Plads til alle", "Parterne vil prøve ladcykler i to distrikter."),
        ["Social og Sundhed", "Social- og Sundhedsudvalget"],
        ("Cyklerne er købt.", "Arbejdet er forsinket.", "1. budgetopfølgning 2031", "glad"),
        (None, None, "2. budgetopfølgning 2031", "mellem"),
        ("Der er afsat 0,4 mio. kr.", "glad"),
    ),
    (
        *("2.1", "Nye træer", "2. Grønne veje", "Der plantes træer.", ["Ejendomme"]),
        ("Træerne er plantet.", None, "31.12.2031", None),
        ("Der er ikke afsat økonomi.", None),
    ),
]


@pytest.mark.parametrize("table", [ONE_A_LINE, BEHIND_EACH_OTHER, ACROSS_THE_PAGE, SOME_WITH_BARS, LINES_IN_CELLS])
def test_each_form_is_the_same_table_again(table: str) -> None:
    assert told(read(table)) == EXPECTED


def test_columns_that_stand_apart_are_an_error_that_says_what_to_ask_for() -> None:
    document = read(COLUMN_BY_COLUMN)
    assert not any(each.milestones for each in document.initiatives)
    assert [finding.severity.value for finding in document.findings if finding.code == "columns_apart"] == ["error"]


def test_words_whose_points_stand_in_lines_of_their_own_are_no_table() -> None:
    parted = (
        LINES_IN_CELLS.replace("1.1. Ladcykler til**", "1 1 Ladcykler til**<br>. .")
        .replace("2031|", "2031<br>.|")
        .replace("kr.|", "kr<br>.|")
    )
    document = read(parted.replace("træer.|", "træer<br>.|"))
    assert not document.initiatives
    assert "columns_apart" in {finding.code for finding in document.findings}


def test_a_cell_that_was_cut_within_a_word_is_said() -> None:
    document = read(LINES_IN_CELLS.replace("Sundhedsudvalget||", "Sundhedsudval|get|"))
    assert "cells_met" in {finding.code for finding in document.findings}


def test_what_stands_behind_a_time_was_torn_off_and_is_said() -> None:
    document = read(ONE_A_LINE.replace("☺\nSide 1 af 2\n", "☺\nSide 1 af 2\nDe står i distrikterne.\n"))
    first = document.initiatives[0].milestones[0]
    assert first.status_note == "Arbejdet er forsinket. De står i distrikterne."
    assert "cells_met" in {finding.code for finding in document.findings}


def test_what_follows_who_answers_on_a_new_page_may_be_the_descriptions_and_is_said() -> None:
    torn = ONE_A_LINE.replace("Milepæl\nCyklerne", "\fDe prøves et år.\nMilepæl\nCyklerne")
    assert "cells_met" in {finding.code for finding in read(torn).findings}
    assert "cells_met" not in {finding.code for finding in read(torn.replace("\f", "")).findings}


def test_what_a_pages_end_tore_off_into_a_header_printed_again_is_the_rows_above() -> None:
    again = "|**1.1. Ladcykler til**<br>**hjemmeplejen**|**Drift**<br>Cyklerne er kørt ind.|**Tid**|**Smiley**|\n|---|---|---|---|\n"
    document = read(
        LINES_IN_CELLS.replace("|**Drift**<br>**Tid**|", "|**Drift**|**Tid**|").replace(
            "|Økonomi|Der er afsat", f"{again}|Økonomi|Der er afsat"
        )
    )
    assert [each.number for each in document.initiatives] == ["1.1", "2.1"]
    assert "Cyklerne er kørt ind." in (document.initiatives[0].milestones[1].text or "")
    assert "cells_met" in {finding.code for finding in document.findings}


def test_letters_of_a_drafts_mark_among_a_cells_lines_are_said() -> None:
    document = read(LINES_IN_CELLS.replace("Træerne er plantet.", "**KAST**<br>Træerne er plantet."))
    assert [found.text for found in document.findings if found.code == "cells_met"] == ["KAST"]


def test_a_line_that_two_cells_may_hold_is_said() -> None:
    document = read(ACROSS_THE_PAGE.replace("Milepæl Cyklerne", "og på en ø\nMilepæl Cyklerne"))
    assert document.initiatives[0].description == "Parterne vil prøve ladcykler i to distrikter.\nog på en ø"
    assert "cells_met" in {finding.code for finding in document.findings}


@pytest.mark.parametrize(("above", "sign"), [("Milepæl Kontrakten er skrevet. 1. budgetopfølgning 2031", "ukendt"), ("", "glad")])
@pytest.mark.parametrize("description", [ACROSS_THE_PAGE, BEHIND_EACH_OTHER], ids=["across the page", "behind each other"])
def test_a_sign_between_two_rows_is_nobodys_unless_only_one_can_bear_it(description: str, above: str, sign: str) -> None:
    rows = "\n".join(filter(None, [above, "☺", "Milepæl Cyklerne er købt. 2. budgetopfølgning 2031"]))
    table = description[: description.index("Milepæl")] + rows + "\nØkonomi Der er afsat 0,4 mio. kr. ☺\n"
    assert {one.smiley.value for one in read(table).initiatives[0].milestones} == {sign}


def test_a_sign_below_a_rows_last_words_may_be_of_the_row_below() -> None:
    begin, end = BEHIND_EACH_OTHER.index("Milepæl"), BEHIND_EACH_OTHER.index("Økonomi")
    rows = "Milepæl Cyklerne er 1. budgetopfølgning 2031\nkøbt.\n☺\nMilepæl Cyklerne er hentet. 2. budgetopfølgning 2031\n"
    table = read(BEHIND_EACH_OTHER[:begin] + rows + BEHIND_EACH_OTHER[end:])
    assert [(one.text, one.smiley.value) for one in table.initiatives[0].milestones] == [
        ("Cyklerne er købt.", "ukendt"),
        ("Cyklerne er hentet.", "ukendt"),
    ]


def test_the_letters_of_a_drafts_mark_are_no_signs() -> None:
    letters = ONE_A_LINE.replace("☺", "J").replace("😐", "K")
    front = FRONT.replace("☺", "J").replace("😐", "K")
    for mark, sign in (("", "glad"), ("U\nT\n", "ukendt")):
        [document] = read_file((front + letters.replace("2. Grønne", f"{mark}2. Grønne")).encode(), TEXT).documents
        assert document.initiatives[0].milestones[0].smiley.value == sign


def test_columns_in_another_order_are_not_read_as_if_they_stood_in_the_usual_one() -> None:
    document = read(ACROSS_THE_PAGE.replace("Drift Tid Smiley", "Tid Drift Smiley").replace("Anlæg Tid Smiley", "Tid Anlæg Smiley"))
    assert not any(each.milestones for each in document.initiatives)


def test_rows_that_a_converter_made_one_of_have_their_own_times_and_no_sign_is_guessed() -> None:
    """pymupdf4llm 2.0: "|Milepæl<br>Milepæl|Cyklerne er købt.|1.<br>budgetopfølgning<br>2031<br>2.<br>budgetopfølgning<br>2031|☺|"."""
    first, second = LINES_IN_CELLS.index("|Milepæl|"), LINES_IN_CELLS.index("|Økonomi|")
    merged = "|Milepæl<br>Milepæl|Cyklerne er købt.|1.<br>budgetopfølgning<br>2031<br>2.<br>budgetopfølgning<br>2031|☺|\n"
    document = read(LINES_IN_CELLS[:first] + merged + LINES_IN_CELLS[second:])
    rows = document.initiatives[0].milestones
    assert [row.due.label for row in rows] == ["1. budgetopfølgning 2031", "2. budgetopfølgning 2031"]
    assert (rows[0].text, rows[0].smiley.value) == ("Cyklerne er købt.", "ukendt")
    assert "cells_met" in {finding.code for finding in document.findings}


def test_a_sign_among_a_rows_words_is_not_told_as_its_own() -> None:
    document = read(ONE_A_LINE.replace("Cyklerne er købt.", "☺\nCyklerne er købt.").replace("2031\n☺", "2031", 1))
    assert document.initiatives[0].milestones[0].smiley.value == "ukendt"


def test_a_signs_letter_behind_a_sentence_is_the_sign() -> None:
    [document] = read_file((FRONT + ACROSS_THE_PAGE).replace("☺", "J").replace("😐", "K").encode(), TEXT).documents
    assert [note.smiley.value for each in document.initiatives for note in each.economy] == ["glad", None]


PAGES = ONE_A_LINE.replace("Side 1 af 2\n", "").replace("Milepæl\n", "\fMilepæl\n")


def test_labels_that_every_page_begins_with_begin_rows() -> None:
    assert PAGES.count("\f") > 2
    whole, paged = read(ONE_A_LINE), read(PAGES)
    assert [len(each.milestones) for each in paged.initiatives] == [len(each.milestones) for each in whole.initiatives]


def test_what_every_page_ends_with_is_set_aside_by_name_and_of_no_row() -> None:
    pages = PAGES.split("\f")
    footed = read("\f".join(f"{page}Eksempelby - Sagsnr. 12\n{number} / {len(pages)}\n" for number, page in enumerate(pages, 1)))
    aside = [finding.text for finding in footed.findings if finding.code == "furniture"]
    assert aside == [text for number in range(1, 5) for text in ("Eksempelby - Sagsnr. 12", f"{number} / 4")]


def test_a_sentence_that_ends_page_after_page_is_a_cells() -> None:
    pages = PAGES.split("\f")
    told = read("\f".join(f"{page}Der er ikke afsat økonomi.\n" for page in pages))
    assert not [finding.text for finding in told.findings if finding.code == "furniture"]


def test_a_header_that_ends_page_after_page_heads_its_table() -> None:
    paged = BEHIND_EACH_OTHER.replace("Drift Tid Smiley\n", "Drift Tid Smiley\n1\n\f", 1).replace("Anlæg Tid", "\nDrift Tid", 1)
    document = read(paged.replace("Drift Tid Smiley\nDer", "Drift Tid Smiley\n2\n\fDer") + "3\n")
    assert [(each.number, len(each.milestones)) for each in document.initiatives] == [("1.1", 2), ("2.1", 1)]


def test_a_sign_that_neither_row_beside_it_can_bear_is_said() -> None:
    begin = BEHIND_EACH_OTHER.index("Milepæl")
    rows = "😐\nMilepæl Cyklerne er købt. 1. budgetopfølgning 2031 ☺\nØkonomi Der er afsat 0,4 mio. kr. ☺\n"
    document = read(BEHIND_EACH_OTHER[:begin] + rows)
    assert document.initiatives[0].milestones[0].smiley.value == "glad"
    assert "cells_met" in {finding.code for finding in document.findings}


def test_a_header_below_which_a_page_ends_and_that_comes_again_heads_one_table() -> None:
    end = BEHIND_EACH_OTHER.index("Parterne")
    document = read(BEHIND_EACH_OTHER[:end] + "\f" + BEHIND_EACH_OTHER)
    assert [(each.number, len(each.milestones)) for each in document.initiatives] == [("1.1", 2), ("2.1", 1)]
