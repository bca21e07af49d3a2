"""Items told by the list of contents in front: '41. Bænke' stands there and, with no word before it, again above its text."""

from __future__ import annotations

from parsers.model.findings import Code
from parsers.model.records import Document, Outcome
from parsers.reading import HTML, TEXT, read_file

CONTENTS = """Miljøudvalget

Torsdag den 8. maj 2031 kl. 17.00

Referat

Åbne sager
{0} Meddelelser{1}
{2} Ny sti langs åen{1}
Lukkede sager
{3} Køb af en mark{1}

41. Meddelelser

Beslutning: Drøftet.

42. Ny sti langs åen

Forvaltningen indstiller, at stien anlægges.

Beslutning:
Ikke godkendt.
{4}"""
CLOSED = "\n43. Køb af en mark\nLukket sag\n"


def read(text: str) -> Document:
    (document,) = read_file(text.encode(), TEXT).documents
    return document


def test_what_the_list_names_and_the_text_has_again_is_an_item() -> None:
    for numbers in (("41.", "42.", "43."), ("41", "42", "43")):
        for leader in ("", " ............ 3", "    4"):
            document = read(CONTENTS.format(numbers[0], leader, *numbers[1:], CLOSED))
            items = document.agenda_items
            told = [(item.item_number, item.title, item.closed, [each.outcome for each in item.decisions]) for item in items]
            assert told == [
                ("41", "Meddelelser", False, [Outcome.DISCUSSED]),
                ("42", "Ny sti langs åen", False, [Outcome.NOT_APPROVED]),
                ("43", "Køb af en mark", True, []),
            ]


def test_the_closed_part_of_a_list_closes_nothing_below_it() -> None:
    document = read(CONTENTS.format("41.", "", "42.", "43.", ""))
    assert [(item.item_number, item.closed) for item in document.agenda_items] == [("41", False), ("42", False)]


def test_the_lists_lines_are_set_aside_by_name() -> None:
    document = read(CONTENTS.format("41.", "", "42.", "43.", CLOSED))
    assert [each.text for each in document.findings if each.code == Code.CONTENTS_LIST] == [
        "41. Meddelelser",
        "42. Ny sti langs åen",
        "43. Køb af en mark",
    ]


def test_points_that_a_decision_prints_again_are_no_items() -> None:
    text = """Referat
Miljøudvalget den 8. maj 2031

Punkt 1. Ny sti

Indstilling
1. Stien anlægges
2. Porten males

Beslutning
1. Stien anlægges
2. Porten males
"""
    assert [item.item_number for item in read(text).agenda_items] == ["1"]


def test_a_list_of_titles_below_their_numbers_names_the_same_items() -> None:
    text = """Byrådet
Mødet den 14.04.2031, kl. 13.00
Referat

Punkt 1. Bro over åen ........ 2
Punkt 2. Støj fra vejen ........ 4

Punkt 1.
Bro over åen
2031-045678
Udvalget indstiller, at der bygges en bro.

Beslutning:
Ikke godkendt.

Punkt 2.
Støj fra vejen
2031-055555
Beslutning:
Udsat.
"""
    told = [(item.item_number, item.title, item.case_number) for item in read(text).agenda_items]
    assert told == [("1", "Bro over åen", "2031-045678"), ("2", "Støj fra vejen", "2031-055555")]


def test_a_list_of_annexes_between_the_contents_and_the_items_is_no_section() -> None:
    text = """Referat
Byrådet
Mødedato: Mandag den 27. januar 2031

Indholdsfortegnelse
1. Godkendelse af dagsorden
2. Regnskab for hallen

Bilagsoversigt

1. Godkendelse af dagsorden

00.22.02-G01-1-31

Beslutning
Godkendt.

2. Regnskab for hallen

82.00.00.S00   31/124

Beslutning
Ikke godkendt.

Bilagsoversigt

2. Regnskab for hallen
"""
    told = [(item.item_number, item.title, item.case_number, item.decision) for item in read(text).agenda_items]
    assert told == [
        ("1", "Godkendelse af dagsorden", "00.22.02-G01-1-31", "Godkendt."),
        ("2", "Regnskab for hallen", "82.00.00.S00", "Ikke godkendt."),
    ]


def test_a_long_title_may_be_cut_in_the_list_or_above_its_item() -> None:
    text = """Referat
Teknisk Udvalg den 10. juni 2031

1   Godkendelse af dagsorden
2   Bro over åen ved den gamle mølle og en sti langs med jernbanen til byen
3   Lukket: Køb af en mark
4   Eventuelt

1 Godkendelse af dagsorden

Beslutning
Godkendt.

2 Bro over åen ved den gamle mølle og en sti langs med
jernbanen til byen

Beslutning
Forkastet.

Bilag
Tegning

3 Lukket: Køb af en mark

4 Eventuelt

Beslutning
Intet.
"""
    whole = "Bro over åen ved den gamle mølle og en sti langs med jernbanen til byen"
    told = [(item.item_number, item.title, item.closed) for item in read(text).agenda_items]
    assert told == [
        ("1", "Godkendelse af dagsorden", False),
        ("2", whole, False),
        ("3", "Lukket: Køb af en mark", True),
        ("4", "Eventuelt", False),
    ]


def test_the_closed_part_of_a_list_closes_no_item_that_a_page_marks_as_a_heading() -> None:
    page = """<h1>Økonomiudvalget</h1><p>Referat, 2. juni 2031</p><p>Åbne punkter:</p><p>41 Dagsorden</p>
<p>42 Bad</p><p>Lukkede punkter:</p><p>43 Køb</p>
<h2>41. Dagsorden</h2><p>Åbent punkt</p><h3>Beslutning</h3><p>Godkendt.</p>
<h2>42. Bad</h2><h3>Beslutning</h3><p>Udsat.</p><h2>43. Køb</h2><p>Lukket punkt</p>"""
    (document,) = read_file(page.encode(), HTML).documents
    assert [(item.item_number, item.closed) for item in document.agenda_items] == [("41", False), ("42", False), ("43", True)]


def test_a_number_alone_in_the_papers_head_is_no_list_of_contents() -> None:
    text = """Lukket dagsorden
Teknisk Udvalg den 9. april 2031
Sag nr. 7

Punkt 1. Køb af en mark
Beslutning
Godkendt.
"""
    assert [(item.item_number, item.closed) for item in read(text).agenda_items] == [("1", True)]
