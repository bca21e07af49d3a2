"""Invented papers that are no follow-ups, though most have a status and times: as text, as a page, and as print with rules and without."""

from __future__ import annotations

import io
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

__all__ = ["FORMS", "PAPERS", "WITHOUT_TIMES", "OtherPaper"]


class OtherPaper(NamedTuple):
    """What it says above its table, and the table, its header first."""

    lines: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]


def _as_text(paper: OtherPaper) -> bytes:
    return "\n".join([*paper.lines, "", *("\t".join(row) for row in paper.table), ""]).encode()


def _as_page(paper: OtherPaper) -> bytes:
    head, *rows = [[escape(cell) for cell in row] for row in paper.table]
    table = f"<tr><th>{'<th>'.join(head)}</tr>" + "".join(f"<tr><td>{'<td>'.join(row)}</tr>" for row in rows)
    said = "".join(f"<p>{escape(line)}</p>" for line in paper.lines)
    return f"<!doctype html><html><body>{said}<table>{table}</table></body></html>".encode()


def _as_print(paper: OtherPaper, *, ruled: bool) -> bytes:
    normal = getSampleStyleSheet()["Normal"]
    cells = [[Paragraph(escape(cell), normal) for cell in row] for row in paper.table]
    style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if ruled else []
    stream = io.BytesIO()
    story = [Paragraph(escape(line), normal) for line in paper.lines]
    SimpleDocTemplate(stream, invariant=1).build([*story, Spacer(1, 10), Table(cells, [480 / len(cells[0])] * len(cells[0]), style=style)])
    return stream.getvalue()


FORMS = {
    "text": ("text/plain", _as_text),
    "page": ("text/html", _as_page),
    "ruled": ("application/pdf", lambda paper: _as_print(paper, ruled=True)),
    "open": ("application/pdf", lambda paper: _as_print(paper, ruled=False)),
}


def _papers() -> Iterator[tuple[str, OtherPaper]]:
    text = Path(__file__).with_suffix(".txt").read_text("utf-8")
    for block in text.removeprefix("== ").split("\n\n== "):
        above, _, table = block.strip().partition("\n\n")
        name, *lines = above.splitlines()
        yield name, OtherPaper(tuple(lines), tuple(tuple(row.split("\t")) for row in table.splitlines()))


PAPERS = dict(_papers())
WITHOUT_TIMES = ("service_levels", "budget_proposals", "key_figures", "budget_figures")
