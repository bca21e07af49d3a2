"""Published tables in, the first and the last sheet of the book out: promises with a column each round, and what the words mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from parsers.profile.municipalities import municipality_name, rounds_of
from pipeline.export.sheets import SHEETS, Joined, reached, standing_lines
from pipeline.promises.late import is_overdue
from pipeline.schema.ids import PromiseKey, natural, promise_key
from pipeline.schema.rows import Row, Tables
from pipeline.wording.rounds import round_name
from pipeline.wording.sentences import sign
from pipeline.wording.workbook import HEADINGS, VALUES

__all__ = ["OverviewSheet", "dictionary", "matrix"]


class OverviewSheet(NamedTuple):
    """A plain sheet: its headings with their widths, its lines, and which promise each line is of."""

    name: str
    columns: Sequence[tuple[str, int]]
    lines: list[list[Any]]
    promises: list[PromiseKey]


def matrix(tables: Tables) -> OverviewSheet:
    """One line a promise, one column a round that any promise has a sign in; the newest agreement first."""
    by_promise: dict[PromiseKey, dict[int, Joined]] = defaultdict(dict)
    heads: dict[str, tuple[bool, int]] = {}  # the rounds' names, to their order: municipalities count differently, extra ones come last
    for joined in standing_lines(tables, tables["standings"]):
        row = joined["standings"]
        number = row["followup_number"]
        by_promise[promise_key(row)][number] = joined
        if number:
            heads[_head(row)] = number >= rounds_of(row["municipality"]).extra, number
    rounds = sorted(heads, key=lambda head: heads[head])
    columns = [("Kommune", 18), ("Aftale", 7), ("Nr.", 8), ("Indsats", 44), ("Udvalg", 30)]
    columns += [(head, 17) for head in rounds]
    columns += [("Økonomi", 12), ("Runder uden glad", 9), ("Forsinket", 10)]
    keys = sorted(by_promise, key=lambda key: (key[0], -key[1], natural(key[2])))
    return OverviewSheet("Forløb (panel)", columns, [_line(by_promise[key], rounds) for key in keys], keys)


def _head(row: Row) -> str:
    return round_name(row["followup_number"], rounds_of(row["municipality"]))


def _line(told: dict[int, Joined], rounds: Sequence[str]) -> list[Any]:
    newest = told[max(told)]
    by_head = {_head(joined["standings"]): joined["standings"] for joined in told.values()}
    row, initiative = newest["standings"], newest["initiatives"]
    late = is_overdue(row)
    named = [
        municipality_name(row["municipality"]),
        row["agreement_year"],
        initiative.get("number"),
        initiative.get("title"),
        initiative.get("responsible_committee"),
    ]
    economy = sign(row["economy_smiley"]) if row["economy_smiley"] else None
    return [
        *named,
        *(_cell(by_head.get(head)) for head in rounds),
        economy,
        row["rounds_not_glad"],
        "ja" if late else None,
    ]


def _cell(row: Row | None) -> str | None:
    if row is None:
        return None
    return "forsvundet" if row["absent"] else reached(row)


def dictionary() -> OverviewSheet:
    """Each heading of the book, what it means and where it comes from; then the words that cells hold."""
    seen: dict[str, str] = {}
    for sheet in SHEETS:
        for field in sheet.fields:
            seen.setdefault(field.heading, f"{field.table.split()[0]}.{field.column}")
    lines: list[list[Any]] = [[heading, HEADINGS[heading], source] for heading, source in seen.items()]
    lines += [[value, meaning, "værdi"] for value, meaning in VALUES.items()]
    return OverviewSheet("Ordbog", [("Ord", 28), ("Betydning", 90), ("Står i tabellerne som", 34)], lines, [])
