"""Columns of a dump that begin elsewhere on the next page, or below a description that spans them."""

from __future__ import annotations

from parsers.model.records import Initiative
from parsers.reading import TEXT, read_file

TITLE = "Anden opfølgning på Aftale om budget 2031\nEksempel – opdigtede indsatser\n\n1. Cykler\n"


def initiative(dump: str) -> Initiative:
    (document,) = read_file((TITLE + dump).encode(), TEXT).documents
    (read,) = document.initiatives
    return read


def words(*texts: str | None) -> str:
    return " ".join(" ".join(filter(None, texts)).split())


def milestones(dump: str) -> list[tuple[str, str, str | None]]:
    return [(words(row.text), words(row.status_note), row.due.label) for row in initiative(dump).milestones]


NARROWER = """\
1.1. Lånecykler                      Drift                                         Tid                   Smiley
Byen vil have flere lånecykler.      Ansvarligt center: By, Erhverv og Miljø
Milepæl                                                                            1. budgetopfølgning   ☺
                                                                                   2031
\f{again}Milepæl             Cyklerne er indkøbt.      2. budgetopfølgning   ☺
                    Status:                   2031
                    Arbejdet er forsinket.
Milepæl             Status:                   3. budgetopfølgning
                    Arbejdet er               2031
                    forsinket.
Økonomi             Der er ikke afsat økonomi.
"""
READ = [
    ("", "", "1. budgetopfølgning 2031"),
    ("Cyklerne er indkøbt.", "Arbejdet er forsinket.", "2. budgetopfølgning 2031"),
    ("", "Arbejdet er forsinket.", "3. budgetopfølgning 2031"),
]


def test_a_header_printed_again_tells_where_columns_begin_on_its_page() -> None:
    again = "1.1. Lånecykler     Drift                     Tid                   Smiley\n"
    assert milestones(NARROWER.format(again=again)) == READ


def test_where_no_header_is_printed_again_the_cells_known_by_their_words_tell() -> None:
    assert milestones(NARROWER.format(again="")) == READ


def test_who_answers_may_stand_below_a_description_in_the_same_cell() -> None:
    read = initiative("""\
1.1. Lånecykler                  Drift                                         Tid                   Smiley
Byen vil have flere lånecykler, og de skal stå ved alle stationer, så de fleste kan nå dem til fods.
Ansvarligt center: By, Erhverv og Miljø
Væsentlig bidragsyder: Ejendomme og de boligforeninger, der har plads til cykler ved
deres skure.
Milepæl                          Cyklerne er indkøbt.                          1. budgetopfølgning   ☺
                                                                               2031
Økonomi                          Der er ikke afsat økonomi.
""")
    assert read.description.endswith("kan nå dem til fods.")
    assert read.responsible_center == "By, Erhverv og Miljø"
    assert words(read.contributors, read.remarks) == "Ejendomme og de boligforeninger, der har plads til cykler ved deres skure."


def test_a_description_that_spans_columns_goes_on_so_on_the_next_page() -> None:
    read = initiative("""\
1.1. Lånecykler            Drift                                               Tid                   Smiley
Byen vil have flere lånecykler, og de skal stå      Ansvarligt center: By, Erhverv og Miljø
ved stationerne,                                    Væsentlig bidragsyder:
\f
så alle kan nå dem, også de der kommer med          Ejendomme samt
toget om aftenen.                                   boligforeningerne
Milepæl                    Cyklerne er indkøbt.                                1. budgetopfølgning   ☺
                                                                               2031
Økonomi                    Der er ikke afsat økonomi.
""")
    whole = "Byen vil have flere lånecykler, og de skal stå ved stationerne, så alle kan nå dem, også de der kommer med toget om aftenen."
    assert words(read.description) == whole
    assert words(read.contributors, read.remarks) == "Ejendomme samt boligforeningerne"
