"""A header that no profile knows, for those who write one."""

from __future__ import annotations

from dataclasses import replace

from parsers.documents.profile_proposal import propose
from parsers.model.rows import RowKind
from parsers.profile.initiative_columns import InitiativeColumn
from parsers.profile.loading import shipped
from parsers.reading import rows_of_file
from tests.profiles.open_tables import made, printed

PDF = "application/pdf"


def test_a_print_without_vertical_rules_and_with_unknown_headings_gives_a_proposal() -> None:
    table = made(1)
    rows = [{name: row[name] for name in ("title", "due", "status")} for row in table.rows]
    headings = dict(zip(("title", "due", "status"), ("Opgave", "Slutdato", "Stade"), strict=True))
    read = rows_of_file(printed(replace(table, headings=headings, rows=rows, widths=[4.0, 2.0, 2.0])), PDF)
    assert sum(row.kind is RowKind.TABLE for row in read) == len(rows) + 1
    proposal = propose([read], shipped())
    assert {role: set(found) for role, found in proposal.headings.items()} == {
        InitiativeColumn.TITLE: {"Opgave"},
        InitiativeColumn.DUE: {"Slutdato"},
        InitiativeColumn.STATUS: {"Stade"},
    }
    assert sum(proposal.statuses.values()) == len(rows)
