"""What stands outside the tables."""

from __future__ import annotations

from parsers.model.rows import RowKind
from parsers.pages.rows import page_rows
from tests.drawn_pages import (
    lines,
    of_kind,
    page,
    smiley,
)


def test_a_title_over_two_lines_is_one_heading() -> None:
    title = ["Anden opfølgning på Aftale om budget 2032 for", "Ballerup Kommune"]
    body = ["Brødteksten er mindre og fylder hele linjen ud helt til kanten, som den skal her.", "Kort linje."]
    words = [*lines(title, 60, 100, bold=True, size=18), *lines(body, 60, 200)]
    rows = page_rows([page(words)])
    assert of_kind(rows, RowKind.TEXT)[0] == [" ".join(title)]
    assert [row.heading for row in rows] == [True, False]


def test_each_line_of_a_legend_is_a_row_with_its_sign() -> None:
    words = [*lines(["Definition af smileys på indsats:"], 60, 100), *lines([": Milepælen er nået.", ": Milepælen er ikke nået."], 80, 120)]
    rows = page_rows([page(words, symbols=[smiley(62, 119), smiley(62, 131)])])
    assert [(row.text, len(row.cells[0].symbols)) for row in rows] == [
        ("Definition af smileys på indsats:", 0),
        (": Milepælen er nået.", 1),
        (": Milepælen er ikke nået.", 1),
    ]


def test_the_next_scale_begins_a_row_though_the_line_above_it_is_full() -> None:
    full = ": Milepælen er ikke nået, og det vurderes ikke realistisk, at den nås i tide."
    words = [
        *lines([full], 80, 100),
        *lines(["Definition af smileys på økonomi:"], 60, 112),
        *lines([": Budgettet er overholdt."], 80, 124),
    ]
    rows = page_rows([page(words, symbols=[smiley(62, 99), smiley(62, 123)])])
    assert [row.text for row in rows] == [full, "Definition af smileys på økonomi:", ": Budgettet er overholdt."]
