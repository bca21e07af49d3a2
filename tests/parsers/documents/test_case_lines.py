"""Lines below an item's title that tell of its case, and of whether it is closed."""

from __future__ import annotations

import pytest

from parsers.documents.case_lines import take_case_line
from parsers.model.findings import Code
from parsers.model.records import AgendaItem
from parsers.model.rows import Cell, Place, Row, RowKind
from parsers.reading import TEXT, read_file


def line(text: str) -> Row:
    return Row(RowKind.TEXT, [Cell(text)], [Place(line=1)])


@pytest.mark.parametrize(
    ("printed", "case"),
    [
        ("Sagsnr.: 31/1234", "31/1234"),
        ("Sags ID: EMN-2031-01111", "EMN-2031-01111"),
        ("2031-045678", "2031-045678"),
        ("EMN-2031-01111", "EMN-2031-01111"),
        ("J.nr. : 05.01.08-P20-1-31", "05.01.08-P20-1-31"),
    ],
)
def test_a_number_below_a_title_is_its_case(printed: str, case: str) -> None:
    item = AgendaItem("1", "Bænke")
    assert take_case_line(line(printed), item, below_title=True) == []
    assert item.case_number == case


def test_within_an_items_text_a_bare_number_is_text() -> None:
    for printed in ("2031-045678", "ÅBENT", "Lukket punkt"):
        item = AgendaItem("1", "Bænke")
        assert take_case_line(line(printed), item, below_title=False) is None
        assert (item.case_number, item.closed) == (None, False)


@pytest.mark.parametrize(
    ("printed", "closed"), [("ÅBENT", False), ("Åbent punkt", False), ("(Åben)", False), ("Lukket punkt", True), ("LUKKET", True)]
)
def test_whether_an_item_is_closed_is_told_below_its_title(printed: str, closed: bool) -> None:
    item = AgendaItem("1", "Bænke")
    found = take_case_line(line(printed), item, below_title=True)
    assert found is not None
    assert [(each.code, each.text) for each in found] == [(Code.HEADING, printed)]
    assert item.closed == closed


def test_groups_of_items_belong_to_no_decision() -> None:
    text = """By- og Kulturudvalget
Tirsdag den 20. maj 2031
Referat

A: Sager til afgørelse i udvalget

1. Ny legeplads

ÅBENT

BESLUTNING
Udvalget kan ikke godkende indstillingen.

B: Sager til afgørelse i byrådet

2. Årsregnskab

ÅBENT

BESLUTNING
Udvalget anbefaler byrådet at godkende indstillingen.

C: Sager til drøftelse
"""
    (document,) = read_file(text.encode(), TEXT).documents
    assert [(item.item_number, item.title, item.decision) for item in document.agenda_items] == [
        ("1", "Ny legeplads", "Udvalget kan ikke godkende indstillingen."),
        ("2", "Årsregnskab", "Udvalget anbefaler byrådet at godkende indstillingen."),
    ]


def test_whose_decision_it_is_may_stand_below_its_heading() -> None:
    text = """Referat
Teknik- og Miljøudvalget den 5. maj 2031

Punkt 1. Stien
Sags ID: EMN-2031-02222

Beslutninger:
Teknik- og Miljøudvalget, den 5. maj 2031

1. dot: Anbefales.
2. dot: Anbefales ikke.
"""
    (document,) = read_file(text.encode(), TEXT).documents
    (item,) = document.agenda_items
    assert item.case_number == "EMN-2031-02222"
    assert [(each.body, each.point, str(each.outcome)) for each in item.decisions] == [
        ("Teknik- og Miljøudvalget", "1", "indstilles til godkendelse"),
        ("Teknik- og Miljøudvalget", "2", "indstilles ikke til godkendelse"),
    ]
