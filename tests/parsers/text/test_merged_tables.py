"""Markdown whose converter joined rows and cells, as pdf-inspector does: every initiative is there, and what is torn is said on its row."""

from __future__ import annotations

import pytest

from parsers.model.content import Line
from parsers.model.records import Document, Initiative, Smiley
from parsers.reading import TEXT, read_file
from parsers.text.merged_tables import merged_tables

MERGED = """\
# Anden opfølgning på Aftale om budget 2031 for Ballerup Kommune

Eksempel – opdigtede indsatser. Definition af smileys på indsats:

- ☺: Milepælen er nået.
- ☹: Milepælen er ikke nået.
## 1. Plads til alle

|1.1. Ladcykler Parterne vil prøve ladcykler i to distrikter.|Drift Ansvarligt center: Social og Sundhed Ansvarligt udvalg:|Tid|Smiley|
|---|---|---|---|
|Milepæl|Cyklerne er købt. Status: Arbejdet er forsinket.|1. budgetopfølgning 2031|☹|

### Side 1 af 2

|1.1. Ladcykler|Drift|Tid|Smiley|
|---|---|---|---|
|Milepæl||2. budgetopfølgning 2031|☺|
|Milepæl Milepæl Økonomi|Erfaringerne er samlet. Der er afsat 0,3 mio. kr. 2. Grøn by|3. budgetopfølgning 2031 31.12.2031||
|2.3. Byhaver Foreninger kan låne jord.|Anlæg Ansvarligt center: By|Tid|Smiley|
|Milepæl Milepæl||1. budgetopfølgning 2031 2. budgetopfølgning 2031|☺ ☹|
|Milepæl||3. budgetopfølgning|
|Milepæl Milepæl|er udlagt. Haverne er i brug.|2031 31.12.2031|
|Økonomi 3. Byens skoler|Der er ikke afsat økonomi.|||

### 3.2. Læsesteder Drift Tid Smiley i klubberne

Klubberne får læsesteder Ansvarligt center: Skoler og bøger, som børnene Ansvarligt udvalg: Børneudvalget selv vælger.

Milepæl Steder er valgt. 1. budgetopfølgning☺ Status: Milepæl Bøger er købt. 31.12.2031

### Økonomi Der er afsat 0,1 mio. kr.
"""


@pytest.fixture(scope="module")
def document() -> Document:
    [read] = read_file(MERGED.encode(), TEXT).documents
    return read


def signs(initiative: Initiative) -> list[str | None]:
    return [row.smiley.value for row in (*initiative.milestones, *initiative.economy)]


def doubted(document: Document, words: str) -> bool:
    return any(found.code == "cells_met" and words in (found.text or "") for found in document.findings)


def test_every_initiative_is_there_once_below_its_section(document: Document) -> None:
    assert [(each.number, each.theme) for each in document.initiatives] == [
        ("1.1", "1. Plads til alle"),
        ("2.3", "2. Grøn by"),
        ("3.2", "3. Byens skoler"),
    ]


def test_a_title_that_is_printed_again_is_parted_from_its_description(document: Document) -> None:
    assert document.initiatives[0].title == "Ladcykler"
    assert document.initiatives[0].description == "Parterne vil prøve ladcykler i to distrikter."


def test_one_that_is_not_is_whole_and_said_to_be_doubtful(document: Document) -> None:
    assert document.initiatives[1].title == "Byhaver Foreninger kan låne jord."
    assert document.initiatives[1].description is None
    assert doubted(document, "2.3. Byhaver Foreninger")


def test_joined_rows_have_their_times_and_their_words_are_none_of_theirs(document: Document) -> None:
    first, second, *_ = document.initiatives
    assert [row.due.label for row in first.milestones][2:] == ["3. budgetopfølgning 2031", "31.12.2031"]
    assert [row.text for row in first.milestones][2:] == [None, None]
    assert [row.text for row in first.economy] == [None]
    assert doubted(document, "Erfaringerne er samlet.")
    assert [row.due.label for row in second.milestones][2:] == ["3. budgetopfølgning 2031", None, None]  # two rows, one time: whose?


def test_signs_of_joined_rows_are_nobodys(document: Document) -> None:
    assert signs(document.initiatives[0])[:2] == ["sur", "glad"]
    assert signs(document.initiatives[1])[:2] == ["ukendt", "ukendt"]


def test_a_row_without_a_column_for_signs_has_one_that_is_not_told(document: Document) -> None:
    assert signs(document.initiatives[1])[2:4] == ["ukendt", "ukendt"]


def test_rows_of_a_paragraph_are_rows_and_columns_that_ran_together_are_told_as_nothing(document: Document) -> None:
    last = document.initiatives[2]
    assert last.title == "Læsesteder i klubberne"
    assert (last.description, last.responsible_center) == (None, None)
    assert doubted(document, "Klubberne får læsesteder Ansvarligt center")
    assert [row.due.label for row in last.milestones] == ["1. budgetopfølgning", "31.12.2031"]
    assert [row.text for row in last.economy] == ["Der er afsat 0,1 mio. kr."]


def test_letters_of_wingdings_are_signs_where_the_legend_says_so() -> None:
    lettered = MERGED.replace("☺", "J").replace("☹", "L")
    [read] = read_file(lettered.encode(), TEXT).documents
    assert signs(read.initiatives[0])[:2] == ["sur", "glad"]


def test_a_heading_is_looked_for_at_a_cells_end_and_not_in_all_of_its_words() -> None:
    words = "1. A " * 40_000
    lines = [*MERGED.splitlines()[8:10], f"|Milepæl Milepæl|{words}|1. budgetopfølgning 2031|", "|2.1. Byhaver|Drift|Tid|Smiley|"]
    made, doubted = merged_tables([Line(number, text) for number, text in enumerate(lines, 1)])
    assert [line.text.split("\t")[0] for line in made][-1] == "2.1. Byhaver"
    assert doubted[3].startswith("Milepæl Milepæl 1. A 1. A")


def test_a_sign_in_a_line_of_its_own_is_told_and_of_no_row() -> None:
    torn = MERGED.replace("### Side 1 af 2", "☹\n\n### Side 1 af 2")
    [read] = read_file(torn.encode(), TEXT).documents
    assert signs(read.initiatives[0])[:2] == ["sur", "glad"]
    assert [found.text for found in read.findings if found.code == "stray_text"] == ["☹"]


def test_a_sign_beside_a_second_time_is_not_given_to_the_row_above() -> None:
    torn = MERGED.replace("|Milepæl||2. budgetopfølgning 2031|☺|", "|Milepæl||2. budgetopfølgning 2031||\n||Ruten er åben.|31.12.2031|☺|")
    [read] = read_file(torn.encode(), TEXT).documents
    assert signs(read.initiatives[0])[1] == "ukendt"
    assert doubted(read, "Ruten er åben.")


def test_where_the_signs_are_lost_one_in_a_torn_row_is_unknown_though_it_is_not_due() -> None:
    bare = MERGED.translate(str.maketrans("", "", "☺☹"))
    (read,) = read_file(bare.encode(), TEXT).documents
    first = read.initiatives[0].milestones
    assert [row.due.label for row in first][2:] == ["3. budgetopfølgning 2031", "31.12.2031"]
    assert {row.smiley.value for row in first} == {Smiley.UNKNOWN}
