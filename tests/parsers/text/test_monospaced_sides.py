"""Two pages on a sheet, dumped side by side, are the pages they were; a wide table is no two pages."""

from __future__ import annotations

from itertools import zip_longest

from parsers.model.records import Document
from parsers.reading import TEXT, read_file

LEFT = """\
Anden opfølgning på Aftale om budget 2031
Eksempel – opdigtede indsatser.
1. Plads til alle
1.1. Ladcykler            Drift                             Tid                        Smiley
Parterne vil prøve        Ansvarligt center: Sundhed
ladcykler i byen.
Milepæl                   Cyklerne er købt.                 1. budgetopfølgning 2031   ☺
Milepæl                   Cyklerne er i brug.               2. budgetopfølgning 2031   ☹
Økonomi                   Der er afsat 0,4 mio. kr.                                    ☺
"""
RIGHT = """\
2. Grøn by
2.1. Nye træer            Anlæg                             Tid                        Smiley
Der plantes træer.        Ansvarligt center: Ejendomme
Milepæl                   Steder er valgt.                  1. budgetopfølgning 2031   ☺
Milepæl                   Træerne er plantet.               31.12.2031
Økonomi                   Der er ikke afsat økonomi.
"""


def beside(left: str, right: str) -> str:
    return "".join(f"{one:<100}{other}".rstrip() + "\n" for one, other in zip_longest(left.splitlines(), right.splitlines(), fillvalue=""))


def read(text: str) -> Document:
    [document] = read_file(text.encode(), TEXT).documents
    return document


def test_pages_side_by_side_are_read_one_below_the_other() -> None:
    document, plain = read(beside(LEFT, RIGHT)), read(f"{LEFT}\f{RIGHT}")
    assert [(each.number, each.theme) for each in document.initiatives] == [("1.1", "1. Plads til alle"), ("2.1", "2. Grøn by")]
    for ours, theirs in zip(document.initiatives, plain.initiatives, strict=True):
        assert (ours.title, ours.description, ours.responsible_center) == (theirs.title, theirs.description, theirs.responsible_center)
        assert [(row.text, row.due.label, row.smiley.value) for row in ours.milestones] == [
            (row.text, row.due.label, row.smiley.value) for row in theirs.milestones
        ]


def test_each_row_leads_back_to_the_line_in_which_it_was_printed() -> None:
    [left, right] = read(beside(LEFT, RIGHT)).initiatives
    assert left.milestones[0].places[0].line == 7
    assert right.milestones[0].places[0].line == 4


def test_a_centers_name_in_a_column_far_to_the_right_makes_no_second_page() -> None:
    named = LEFT.replace("☺\n", "☺        Økonomi\n").replace("☹\n", "☹        Økonomi\n")
    assert [len(each.milestones) for each in read(named).initiatives] == [2]


def test_a_heading_across_both_pages_is_not_cut_in_two() -> None:
    heading = "Anden opfølgning på Aftale om budget 2031 for Ballerup Kommune"
    below = "Her står en linje.\n" * 30
    document = read(f"{heading:>130}\n{beside(LEFT + below, RIGHT)}")
    assert heading in " ".join(found.text or "" for found in document.findings)
