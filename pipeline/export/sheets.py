"""Published tables in, the four sheets of the book out: what is late, what changed, how it stands, and every milestone.

A sheet's column is a column of the tables with a Danish heading; what it means is said once, in `pipeline.schema.tables`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from pipeline.promises.late import late
from pipeline.schema.columns import Column
from pipeline.schema.package import meaning
from pipeline.schema.rows import Row, Tables
from pipeline.schema.tables import TABLES
from pipeline.wording.names import cell, change_name, weight_name
from pipeline.wording.sentences import ROUNDS, sign

Joined = Mapping[str, Row]  # by table: the rows that one line of a sheet is made of

BEFORE = "documents before"  # the earlier of a change's two documents

NARROW, MIDDLE, WIDE = 10, 24, 60  # characters of a column's width


class Field(NamedTuple):
    """One column of a sheet: its Danish heading, and the table and column that fill it."""

    heading: str
    table: str
    column: str
    width: int = NARROW
    wrapped: bool = False

    @property
    def declared(self) -> Column:
        return TABLES[self.table.split()[0]].column(self.column)

    @property
    def note(self) -> str:
        """Where the column comes from and what it means."""
        return f"{self.table.split()[0]}.{self.column}: {meaning(self.declared)}"

    def value(self, joined: Joined) -> Any:
        """The cell as people read it: a sign as ☹ (mellem eller sur), a round and a change by its Danish name."""
        row = joined.get(self.table, {})
        value = row.get(self.column)
        if value is None:
            return None
        if self.column in SIDES:
            return cell(row, self.column)
        return NAMES[self.column](value) if self.column in NAMES else value


def _round_name(number: int) -> str:
    return ROUNDS[number] if number < len(ROUNDS) else str(number)


# What is not shown as it stands in the tables.
NAMES: dict[str, Callable[[Any], str]] = {
    "change": change_name,
    "severity": weight_name,
    **dict.fromkeys(("smiley", "economy_smiley"), sign),
    **dict.fromkeys(("followup_number", "from_followup", "to_followup", "first_not_glad_round"), _round_name),
}


class Link(NamedTuple):
    """A column of links: to the promise's page in the report, or to the page of `table`'s document."""

    heading: str
    table: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    fields: tuple[Field, ...]
    links: tuple[Link, ...]
    lines: Callable[[Tables], Iterable[Joined]]


SIDES = ("before", "after")

PROMISE = (
    Field("Aftale", "standings", "agreement_year"),
    Field("Nr.", "initiatives", "number"),
    Field("Indsats", "initiatives", "title", 40, wrapped=True),
)
OWNERS = (
    Field("Udvalg", "initiatives", "responsible_committee", MIDDLE),
    Field("Center", "initiatives", "responsible_center", MIDDLE),
    Field("Drift/anlæg", "initiatives", "funding"),
    Field("Tema", "initiatives", "theme", MIDDLE),
)
SOURCE = (
    Field("Dokument", "documents", "title", MIDDLE),
    Field("Dato", "documents", "document_date", 12),
)
LINKS = (Link("Rapport"), Link("Kilde", "documents"))

STANDING = (
    Field("Opfølgning", "standings", "followup_number", 18),
    Field("Står", "standings", "smiley", 22),
    Field("Økonomi", "standings", "economy_smiley", 14),
    Field("Milepæl", "milestones", "text", WIDE, wrapped=True),
    Field("Tid", "milestones", "due_label", MIDDLE),
    Field("Bemærkning", "milestones", "status_note", WIDE, wrapped=True),
    Field("Først lovet til runde", "standings", "original_due_round"),
    Field("Nu lovet til runde", "standings", "current_due_round"),
    Field("Runder uden glad", "standings", "rounds_not_glad"),
    Field("Ikke glad fra", "standings", "first_not_glad_round", 18),
    Field("Ordene siger andet", "standings", "contradicted"),
)
WHOSE = Field("Kommune", "standings", "municipality")
PLACE = (Field("Side", "standings", "page"), Field("Linje", "milestones", "line"))


def book(tables: Tables) -> Iterator[tuple[Sheet, list[Joined]]]:
    """The four sheets with their lines."""
    for sheet in SHEETS:
        yield sheet, list(sheet.lines(tables))


def _late(tables: Tables) -> Iterator[Joined]:
    return _standing_lines(tables, late(tables["standings"]))


def _standings(tables: Tables) -> Iterator[Joined]:
    return _standing_lines(tables, tables["standings"])


def _standing_lines(tables: Tables, standings: Iterable[Row]) -> Iterator[Joined]:
    index = _Index(tables)
    milestones = {(row["document_id"], row["milestone_id"]): row for row in tables["milestones"]}
    for row in standings:
        yield index.joined("standings", row) | {"milestones": milestones.get((row["document_id"], row["milestone_id"]), {})}


def _changes(tables: Tables) -> Iterator[Joined]:
    """Alarms first, the newest documents first among them."""
    index = _Index(tables)
    scale = TABLES["changes"].column("severity").scale
    joined = [index.change(row) for row in tables["changes"]]

    def order(line: Joined) -> tuple[Any, ...]:
        dated, change = line["documents"].get("document_date"), line["changes"]
        return -scale.index(change["severity"]), -(dated.toordinal() if dated else 0), change["change_id"]

    return iter(sorted(joined, key=order))


def _milestones(tables: Tables) -> Iterator[Joined]:
    index = _Index(tables)
    return (index.joined("milestones", row) for row in tables["milestones"])


class _Index:
    """The initiative and the document of a row, wherever it stands."""

    def __init__(self, tables: Tables) -> None:
        self.documents = {row["document_id"]: row for row in tables["documents"]}
        self.initiatives = {(row["document_id"], row["initiative_id"]): row for row in tables["initiatives"]}
        # A promise that is absent is named by the form in which it was last printed.
        self.promises = {
            (self.documents[row["document_id"]]["municipality"], row["promise_id"]): row
            for row in sorted(tables["initiatives"], key=self._round)
        }

    def _round(self, row: Row) -> tuple[int, str]:
        return self.documents[row["document_id"]]["followup_number"] or 0, row["document_id"]

    def joined(self, table: str, row: Row) -> dict[str, Row]:
        document = self.documents.get(row["document_id"] or "", {})
        initiative = self.initiatives.get((row["document_id"], row["initiative_id"]))
        if initiative is None:
            initiative = self.promises.get((row.get("municipality"), row.get("promise_id")), {})
        return {table: row, "initiatives": initiative, "documents": document}

    def change(self, row: Row) -> dict[str, Row]:
        """A change stands in the later document; what disappeared is named by the earlier one."""
        initiative = self.initiatives.get((row["to_document_id"], row["initiative_id"]))
        if initiative is None:
            initiative = self.initiatives.get((row["from_document_id"], row["initiative_id"]))
        if initiative is None:
            initiative = self.promises.get((row["municipality"], row["promise_id"]), {})
        return {
            "changes": row,
            "initiatives": initiative,
            "documents": self.documents.get(row["to_document_id"] or "", {}),
            BEFORE: self.documents.get(row["from_document_id"] or "", {}),
        }


SHEETS = (
    Sheet("Forsinket (late)", (WHOSE, *PROMISE, *STANDING, *OWNERS, *SOURCE, *PLACE), LINKS, _late),
    Sheet(
        "Ændringer (changes)",
        (
            Field("Kommune", "changes", "municipality"),
            Field("Aftale", "changes", "agreement_year"),
            *PROMISE[1:],
            Field("Vægt", "changes", "severity"),
            Field("Hvad skete der", "changes", "sentence", WIDE, wrapped=True),
            Field("Ændring", "changes", "change", MIDDLE),
            Field("Felt", "changes", "column", 18),
            Field("Før", "changes", "before", 40, wrapped=True),
            Field("Nu", "changes", "after", 40, wrapped=True),
            Field("Fra opfølgning", "changes", "from_followup", 18),
            Field("Til opfølgning", "changes", "to_followup", 18),
            *OWNERS,
            Field("Dokument før", BEFORE, "title", MIDDLE),
            Field("Side før", "changes", "from_page"),
            *SOURCE,
            Field("Side", "changes", "to_page"),
            Field("change_id", "changes", "change_id", 18),
        ),
        (Link("Rapport"), Link("Kilde før", BEFORE), Link("Kilde", "documents")),
        _changes,
    ),
    Sheet(
        "Stillinger (standings)",
        (
            WHOSE,
            *PROMISE,
            *STANDING[:2],
            Field("Forsvundet", "standings", "absent"),
            *STANDING[2:],
            *OWNERS,
            *SOURCE,
            *PLACE,
            Field("promise_id", "standings", "promise_id", 14),
        ),
        LINKS,
        _standings,
    ),
    Sheet(
        "Milepæle (milestones)",
        (
            Field("Kommune", "documents", "municipality"),
            Field("Aftale", "initiatives", "agreement_year"),
            *PROMISE[1:],
            Field("Opfølgning", "documents", "followup_number", 18),
            Field("Tid", "milestones", "due_label", MIDDLE),
            Field("År", "milestones", "due_year"),
            Field("Runde", "milestones", "due_round"),
            Field("Dag", "milestones", "due_date", 12),
            Field("Milepæl", "milestones", "text", WIDE, wrapped=True),
            Field("Står", "milestones", "smiley", 22),
            Field("Tegn", "milestones", "smiley_sign"),
            Field("Læst af", "milestones", "smiley_basis"),
            Field("Sikkerhed", "milestones", "smiley_confidence"),
            Field("Bemærkning", "milestones", "status_note", WIDE, wrapped=True),
            Field("Videreført", "milestones", "carried_forward"),
            *OWNERS,
            *SOURCE,
            Field("Side", "milestones", "page"),
            Field("Linje", "milestones", "line"),
            Field("milestone_id", "milestones", "milestone_id", 16),
        ),
        LINKS,
        _milestones,
    ),
)
