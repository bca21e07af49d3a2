"""Dumps whose columns are set apart by spaces: a small invented one, and poppler's of PDFs with known answers."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from parsers.model.records import Document, Smiley
from parsers.reading import TEXT, read_file
from tests.answers import SHARED, gold, gold_fields, read_fields, same_round

PDFTOTEXT = shutil.which("pdftotext")
SIGNS = "smiley"
LOOKS = ["lo-wing-2019-2", "lo-emoji-2019-2", "wp-glyph-2019-2", "cr-svg-2019-2", "rl-wing-2019-2", "lo-png-2020-3"]
DUMP = """Anden opfølgning på Aftale om budget 2031
Eksempel – opdigtede indsatser
Definition af smileys på indsats:
 ☺: Milepælen er nået.
 ☹: Milepælen er ikke nået, og det er ikke realistisk, at milepælen nås.

1. Cykler
1.1. Lånecykler i alle bydele        Drift                                         Tid                   Smiley
Byen vil have flere lånecykler,      Ansvarligt center: By, Erhverv og Miljø
og de skal stå ved stationerne, så alle Ansvarligt udvalg: Teknik- og Miljøudvalget
kan nå dem.                          Væsentlig bidragsyder:
Milepæl                              Cyklerne er indkøbt.                           1.                     ☺
                                                                                    budgetopfølgning
                                                                                    2031
Milepæl                              Cyklerne står ved de tre stationer, og 2. budgetopfølgning 2031 ☹
                                     der er skilte.


Side 1 af 2
\f1.1. Lånecykler i alle bydele      Drift                                       Tid                   Smiley
                                   Status:
                                   Skiltene er forsinket.
Milepæl                                                                             3. budgetopfølgning
                                                                                    2031
Milepæl                            Ordningen er evalueret.                          31.12.2031
Økonomi                            Der er afsat 2 mio. kr.                                                ☺

2. Haver
2.1. En have ved biblioteket         Anlæg                                        Tid                   Smiley
Der anlægges en have.                Ansvarligt center: Ejendomme
Milepæl                              Haven er tegnet.                             1. budgetopfølgning     ☺
                                                                                  2031
Økonomi                              Der er ikke afsat økonomi.


Side 2 af 2
"""


def document(text: str) -> Document:
    (read,) = read_file(text.encode(), TEXT).documents
    return read


def test_cells_stand_in_their_columns_though_letters_pushed_them_aside() -> None:
    first, second = document(DUMP).initiatives
    assert (first.number, first.title, first.theme) == ("1.1", "Lånecykler i alle bydele", "1. Cykler")
    assert [milestone.due.label for milestone in first.milestones if milestone.due] == [
        "1. budgetopfølgning 2031",
        "2. budgetopfølgning 2031",
        "3. budgetopfølgning 2031",
        "31.12.2031",
    ]
    assert [milestone.smiley.value for milestone in first.milestones] == [Smiley.GLAD, Smiley.SOUR, None, None]
    assert (second.number, second.theme, second.economy[0].text) == ("2.1", "2. Haver", "Der er ikke afsat økonomi.")


def test_a_row_split_by_a_pages_end_is_one_row_and_a_header_printed_again_is_set_aside() -> None:
    second = document(DUMP).initiatives[0].milestones[1]
    assert (second.text or "").split() == ["Cyklerne", "står", "ved", "de", "tre", "stationer,", "og", "der", "er", "skilte."]
    assert second.status_note == "Skiltene er forsinket."


def test_two_cells_that_met_are_parted_at_the_label_that_begins_the_second() -> None:
    first = document(DUMP).initiatives[0]
    assert (
        " ".join((first.description or "").split()) == "Byen vil have flere lånecykler, og de skal stå ved stationerne, så alle kan nå dem."
    )
    assert first.responsible_committee == "Teknik- og Miljøudvalget"


def test_who_answers_may_stand_below_another_column_than_the_milestones_text() -> None:
    aside = {
        "Byen vil have flere lånecykler,      Ansvarligt": f"{'Byen vil have flere lånecykler,':84}Ansvarligt",
        "og de skal stå ved stationerne, så alle Ansvarligt": f"{'og de skal stå ved stationerne, så alle':84}Ansvarligt",
        "Teknik- og Miljøudvalget\n": f"Teknik- og\n{'':84}Miljøudvalget\n",
        "kan nå dem.                          Væsentlig": f"{'kan nå dem.':84}Væsentlig",
    }
    dump = DUMP
    for printed, moved in aside.items():
        assert printed in dump
        dump = dump.replace(printed, moved, 1)
    described, moved = (document(each).initiatives[0] for each in (DUMP, dump))
    assert [named.name for named in moved.responsibilities] == [named.name for named in described.responsibilities]
    assert " ".join((moved.description or "").split()) == " ".join((described.description or "").split())


def test_words_of_a_justified_line_stay_in_their_column_up_to_where_the_next_begins() -> None:
    justified = "stationerne    og   ved  biblioteket"  # one blank before the next column
    dump = DUMP.replace("kan nå dem.                          Væ", f"{justified}\nkan nå dem.                          Væ", 1)
    first = document(dump).initiatives[0]
    assert justified.split() == (first.description or "").split()[-7:-3]
    assert [named.name for named in first.responsibilities] == [named.name for named in document(DUMP).initiatives[0].responsibilities]


def test_one_label_may_stand_for_several_milestones() -> None:
    dump = DUMP.replace("Milepæl                              Cyklerne står", "                                     Cyklerne står")
    assert [one.due and one.due.label for one in document(dump).initiatives[0].milestones][:2] == [
        "1. budgetopfølgning 2031",
        "2. budgetopfølgning 2031",
    ]


def test_letters_whose_bytes_were_swapped_are_letters_again() -> None:
    assert document(DUMP.replace("ti", "琀椀").replace("ft", "昀琀")).initiatives[1].title == "En have ved biblioteket"


def test_a_value_leads_back_to_its_line_in_the_dump() -> None:
    lines = DUMP.split("\n")
    for initiative in document(DUMP).initiatives:
        for milestone in initiative.milestones:
            line = milestone.places[0].line
            assert line is not None
            assert lines[line - 1].startswith("Milepæl")


def test_where_two_words_could_begin_a_cell_the_row_says_so() -> None:
    doubtful = DUMP.replace("kan nå dem.                          Væsentlig", "kan nå dem, og de er en gave til os alle Væsentlig").replace(
        "så alle Ansvarligt udvalg: Teknik- og Miljøudvalget", "så de kan i en by Teknik- og Miljøudvalget"
    )
    assert [finding.text for finding in document(doubtful).findings if finding.code == "cells_met"] == [
        "og de skal stå ved stationerne, så de kan i en by Teknik- og Miljøudvalget"
    ]


def test_a_drafts_mark_that_climbs_behind_the_page_is_no_word_of_it() -> None:
    first, _, second = DUMP.partition("\f")
    above = ["Milepæl", "Økonomi", "2. Haver", "Der anlægges", "Milepæl                              Haven er"]
    for letters, line, right in zip(("ST", "A", "K", "D", "U"), above, range(90, 40, -10), strict=True):
        second = second.replace(line, f"\n\n{' ' * right}{letters}\n\n{line}", 1)
    plain, draft = document(DUMP), document(f"{first}\f{second}")
    assert [[milestone.text for milestone in each.milestones] for each in draft.initiatives] == [
        [milestone.text for milestone in each.milestones] for each in plain.initiatives
    ]
    assert "UDKAST" in [finding.text for finding in draft.findings]


def test_a_line_that_a_pages_end_cut_through_and_both_pages_print_is_one() -> None:
    """wkhtmltopdf breaks a page within a line's letters: half of them stand on each page, and a dump has them twice."""
    twice = DUMP.replace("der er skilte.\n", "der er skilte.\n                                     Status:\n")
    milestone = document(twice).initiatives[0].milestones[1]
    assert (milestone.status_label, milestone.status_note) == ("Status:", "Skiltene er forsinket.")


@pytest.mark.corpus
@pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext is not installed: apt-get install poppler-utils")
@pytest.mark.parametrize("name", LOOKS)
def test_popplers_dump_of_a_follow_up_reads_as_the_follow_up(name: str) -> None:
    assert PDFTOTEXT is not None
    path = next((SHARED / "corpus").glob(f"*/{name}.pdf"))
    dump = subprocess.run([PDFTOTEXT, "-layout", path, "-"], capture_output=True, check=True).stdout
    answer = gold(SHARED / "gold" / f"{name}.gold.json")
    right, made = gold_fields(answer), read_fields(same_round(read_file(dump, TEXT), answer))
    assert [each["number"] for each in made] == [each["number"] for each in right]
    own = [field for field in right[0] if field not in ("milestones", "economy")]
    fields = [(ours[field], theirs[field]) for ours, theirs in zip(made, right, strict=True) for field in own]
    rows = [
        (ours.get(field), theirs[field])
        for mine, their in zip(made, right, strict=True)
        for ours, theirs in zip(mine["milestones"], their["milestones"], strict=False)
        for field in theirs
        if field != SIGNS
    ]
    assert sum(one == other for one, other in fields + rows) >= 0.97 * len(fields + rows)
    signs = [
        (ours[SIGNS], theirs[SIGNS])
        for mine, their in zip(made, right, strict=True)
        for ours, theirs in zip(mine["milestones"], their["milestones"], strict=False)
    ]
    assert {one for one, other in signs if one != other} <= {Smiley.UNKNOWN}


@pytest.mark.parametrize(("above", "sign"), [("\n", "glad"), (f"{'':37}Hegnet er sat.\n", "ukendt")])
def test_a_sign_in_a_line_of_its_own_is_that_of_the_row_below_unless_none_can_tell(above: str, sign: str) -> None:
    row = "Milepæl                              Haven er tegnet.                             1. budgetopfølgning     "
    lone = DUMP.replace(f"{row}☺\n", f"{above}{'':104}☺\n{row.rstrip()}\n")
    assert document(lone).initiatives[1].milestones[0].smiley.value == sign


def test_a_header_over_all_initiatives_is_followed_by_rows_that_begin_one() -> None:
    heads = "Indsats                              Drift/anlæg                                   Tid                   Smiley\n"
    dump = DUMP.replace(
        "1.1. Lånecykler i alle bydele        Drift                                         Tid                   Smiley\n", heads
    )
    dump = dump.replace(
        "\f1.1. Lånecykler i alle bydele      Drift                                       Tid                   Smiley\n", "\f"
    )
    dump = dump.replace("Byen vil have", "1.1. Lånecykler i alle bydele        Drift\nByen vil have", 1)
    assert [initiative.title for initiative in document(dump).initiatives] == ["Lånecykler i alle bydele", "En have ved biblioteket"]


def codes(text: str) -> list[str]:
    return [finding.code for document in read_file(text.encode(), TEXT).documents for finding in document.findings]


def initiatives(text: str) -> int:
    return sum(len(document.initiatives) for document in read_file(text.encode(), TEXT).documents)


def test_times_that_ran_into_the_words_are_an_error_and_no_rows_are_made_of_them() -> None:
    """pdfplumber's `extract_text(layout=True)` puts words where there was room."""
    met = re.sub(r" {2,}(?=\d\.|31\.12\.|budgetopf|2031)", " og ", DUMP)
    assert met != DUMP
    assert initiatives(met) == 0
    assert codes(met).count("columns_apart") == 1


def test_another_documents_front_ends_a_table() -> None:
    bound = f"{DUMP}\fDato: 4. november 2031\nSagsid: 00.30.10-S00-3-31\n\n{DUMP.replace('Anden', 'Tredje', 1)}"
    one, other = read_file(bound.encode(), TEXT).documents
    assert (one.followup_number, other.followup_number) == (2, 3)
    assert one.initiatives[-1].economy[-1].text == document(DUMP).initiatives[-1].economy[-1].text


def test_a_title_may_stand_above_its_header_in_lines_of_its_own() -> None:
    whole = document(DUMP)
    above = DUMP.replace(
        "1.1. Lånecykler i alle bydele        Drift  ", "1.1. Lånecykler i alle\nbydele\n\n                                     Drift  ", 1
    )
    assert above != DUMP
    assert [one.title for one in document(above).initiatives] == [one.title for one in whole.initiatives]


def test_words_that_slipped_into_a_lost_signs_cell_do_not_hide_that_all_are_lost() -> None:
    lost = DUMP.replace("☺", " ").replace(" ☹:", " :").replace("☹", "    uvist")
    one = document(lost)
    assert "signs_lost" in [finding.code for finding in one.findings]
    assert one.initiatives[0].milestones[0].smiley.value is Smiley.UNKNOWN


def test_a_stamp_in_the_margin_of_most_pages_is_no_word_of_the_line_that_it_stands_in() -> None:
    page = """\
     {n}.1. Cykler i bydel {n}      Drift                          Tid                 Smiley
     Byen vil have cykler.   Ansvarligt center: By, Erhverv
Dok.nr. 2031-0{n}            og Miljø
     Milepæl                 Cyklerne er købt.              1. budgetopfølgning
Side                                                        2031
     Økonomi                 Der er ikke afsat økonomi.
"""
    read = document("Anden opfølgning på Aftale om budget 2031\n\n" + "\f".join(page.format(n=n) for n in range(1, 5)))
    assert [each.responsible_center for each in read.initiatives] == ["By, Erhverv og Miljø"] * 4


def test_a_table_below_another_documents_title_begins_anew_though_its_header_is_the_last_ones_words() -> None:
    head = "Indsats                      Drift/anlæg                    Tid                 Smiley\n"
    rows = """\
{number}. Cykler i bydelen       Drift
Byen vil have cykler.        Ansvarligt center: By
Milepæl                      Cyklerne er købt.              1. budgetopfølgning
                                                            {year}
Økonomi                      Der er ikke afsat økonomi.
"""
    first, second = rows.format(number="1.1", year=2031), rows.format(number="4.2", year=2030)
    dump = f"Anden opfølgning på Aftale om budget 2031\n\n{head}{first}\nEkstra opfølgning på Aftale om budget 2030\n\f{head}{second}"
    read = read_file(dump.encode(), TEXT).documents
    assert [[each.number for each in one.initiatives] for one in read] == [["1.1"], ["4.2"]]


def test_a_header_below_another_title_is_not_the_last_one_printed_again() -> None:
    head = "                             Drift                          Tid                 Smiley\n"
    rows = "Byen vil have cykler.        Ansvarligt center: By\nMilepæl                      Cyklerne er købt.              31.12.2031\n"
    dump = f"Anden opfølgning på Aftale om budget 2031\n\n1.1. Cykler i byen\n{head}{rows}\n1.2. Cykler på landet\n\f{head}{rows}"
    assert [each.title for each in document(dump).initiatives] == ["Cykler i byen", "Cykler på landet"]


def test_a_title_that_was_spread_over_its_column_is_whole() -> None:
    dump = """Anden opfølgning på Aftale om budget 2031

1.1.    Cykler      til Drift                              Tid                 Smiley
bydelene
Byen    vil   få         Ansvarligt center: By
flere cykler.
Milepæl                  Cyklerne er købt.                 31.12.2031
Økonomi                  Der er ikke afsat økonomi.
"""
    (read,) = document(dump).initiatives
    assert (read.title, read.funding, " ".join((read.description or "").split())) == (
        "Cykler til bydelene",
        "drift",
        "Byen vil få flere cykler.",
    )


SHEET = """\
    A                        B                            C                   D
1   Anden opfølgning på Aftale om budget 2031
2   1.1. Cykler i bydelene   Drift                        Tid                 Smiley
3   Byen vil have cykler.    Ansvarligt center: By
4   Milepæl                  Cyklerne er købt.            1. budgetopfølgning
                                                          2031
5   Milepæl                  Cyklerne er ude.             2. budgetopfølgning
                                                          2031
6   Milepæl                  Cyklerne er talt.            31.12.2031
7   Økonomi                  Der er ikke afsat økonomi.
"""
TORN = """\
    A                        B                            C                   D
1   Anden opfølgning på Aftale om budget 2031
2   1.1. Cykler i bydelene   Drift                        Tid                 Smiley
    Byen vil have cykler.    Ansvarligt center: By        1. budgetopfølgning
3   Milepæl                  Cyklerne er købt.
                                                          2031                ☺
                                                          2. budgetopfølgning
4   Milepæl                  Cyklerne er ude.
                                                          2031                ☹
                                                          3. budgetopfølgning
5   Milepæl                  Cyklerne er talt.
                                                          2031
6   Økonomi                  Der er ikke afsat økonomi.
"""


def test_a_spreadsheets_headings_are_set_aside_and_where_times_left_their_labels_nothing_is_made() -> None:
    (read,) = document(SHEET).initiatives
    assert [row.due.label for row in read.milestones] == ["1. budgetopfølgning 2031", "2. budgetopfølgning 2031", "31.12.2031"]
    assert (initiatives(TORN), codes(TORN).count("columns_apart")) == (0, 1)


def test_lines_filled_up_to_one_width_are_an_error_for_their_words_stand_where_there_was_room() -> None:
    padded = "\n".join(line.ljust(140) if line.strip() else line for line in DUMP.replace("\f", "").splitlines())
    assert (initiatives(padded), codes(padded).count("columns_apart")) == (0, 1)


@pytest.mark.parametrize("mark", ["Side 1 af 2", ""], ids=["page_marks", "no_marks"])
def test_without_form_feeds_a_header_printed_again_begins_no_second_initiative(mark: str) -> None:
    """As `pdftotext -layout -nopgbrk` and Ghostscript's txtwrite leave pages."""
    dump = DUMP.replace("\f", "").replace("Side 1 af 2", mark).replace("Side 2 af 2", mark.replace("1", "2", 1))
    assert [each.number for each in document(dump).initiatives] == ["1.1", "2.1"]
    assert [[m.due.label for m in each.milestones] for each in document(dump).initiatives] == [
        [m.due.label for m in each.milestones] for each in document(DUMP).initiatives
    ]
