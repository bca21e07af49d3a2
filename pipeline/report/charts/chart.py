"""What every chart has: a title that says the finding, what it is drawn of, and its figures as a table and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.wording.spreadsheets import csv_cell

__all__ = ["Chart"]

FIGURES = "tal"  # the folder of the CSV files
BOM = "\ufeff"  # a Danish spreadsheet tells UTF-8 by it


@dataclass(frozen=True, slots=True)
class Chart:
    """`drawing` is what its template draws, `rows` the same in words and numbers; `twin` is where these stand on the page already."""

    kind: str  # its template in templates/charts
    slug: str
    title: str
    about: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Any]]
    drawing: Any = None
    twin: str | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def figures(self) -> str:
        """The address of its CSV file in the report."""
        return f"{FIGURES}/{self.slug}.csv"

    @property
    def csv(self) -> str:
        """Its rows as a Danish spreadsheet wants them: semicolons and decimal commas."""
        text = io.StringIO()
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow(self.heads)
        writer.writerows([csv_cell(_in_one_line(value), danish=True) for value in row] for row in self.rows)
        return BOM + text.getvalue()


def _in_one_line(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value
