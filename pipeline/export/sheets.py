"""Published tables in, the sheets of the book out: what is late, what changed, how it stands, every milestone, and what was answered.

A sheet's column is a column of the tables with a Danish heading; what it means is said once, in `pipeline.schema.tables`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from parsers.model.records import Smiley
from parsers.profile.municipalities import municipality_name, rounds_of
from pipeline.changes.news import news
from pipeline.promises.late import is_overdue, late
from pipeline.promises.signs import BAD
from pipeline.schema.columns import Column
from pipeline.schema.package import meaning
from pipeline.schema.rows import Row, Tables, rows_in
from pipeline.schema.tables import TABLES
from pipeline.wording.names import cell, change_name, weight_name
from pipeline.wording.rounds import round_name
from pipeline.wording.sentences import sign
from pipeline.wording.workbook import BASES, FIELDS

__all__ = ["SHEETS", "Joined", "LinkColumn", "SheetLayout", "book", "reached", "standing_lines"]

Joined = Mapping[str, Row]  # by table: the rows that one line of a sheet is made of

BEFORE = "documents before"  # the earlier of a change's two documents

NARROW, MIDDLE, WIDE = 10, 24, 60  # characters of a column's width


class DataColumn(NamedTuple):
    """One column of a sheet: its Danish heading, and the table and column that fill it."""

    heading: str
    table: str
    column: str
    width: int = NARROW
    wrapped: bool = False
    shown: Callable[[Row], str | None] | None = None  # where it is told from more than its own column

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
        if self.shown is not None:
            return self.shown(row)
        value = row.get(self.column)
        if value is None:
            return None
        if self.column in SIDES:
            return cell(row, self.column)
        if self.column in ROUND_COLUMNS:
            return round_name(value, rounds_of(row["municipality"]))
        return NAMES[self.column](value) if self.column in NAMES else value


def reached(standing: Row) -> str | None:
    """A sign in words: 😐 is not late, and an ambiguous ☹ is not told as either."""
    return REACHED.get(standing["smiley"])


def _late_for_its_first_round(standing: Row) -> str | None:
    """Late is what is not reached when the round it was first promised for has passed."""
    return ("ja" if is_overdue(standing) else "nej") if standing["smiley"] in BAD else None


REACHED: dict[str | None, str] = {
    Smiley.GLAD: "nået",
    Smiley.MIDDLE: "delvist",
    Smiley.SOUR: "ikke nået",
    Smiley.MIDDLE_OR_SOUR: "ikke nået eller kun delvist",
    Smiley.UNKNOWN: "kan ikke læses",
}
# What is not shown as it stands in the tables.
NAMES: dict[str, Callable[[Any], str]] = {
    "change": change_name,
    "severity": weight_name,
    **dict.fromkeys(("smiley", "economy_smiley"), sign),
    "smiley_basis": BASES.__getitem__,
    "column": lambda name: FIELDS.get(name, name),
    "municipality": municipality_name,
}
ROUND_COLUMNS = frozenset({"followup_number", "from_followup", "to_followup", "first_not_glad_round"})


class LinkColumn(NamedTuple):
    """A column of links: to the promise's page in the report, or to the page of `table`'s document."""

    heading: str
    table: str | None = None


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """One sheet of the book: its columns, its columns of links, and what gives it its lines."""

    name: str
    fields: tuple[DataColumn, ...]
    links: tuple[LinkColumn, ...]
    lines: Callable[[Tables], Iterable[Joined]]
    pages: int  # that it may take in print
    always: bool = True  # whether it is there without a line


SIDES = ("before", "after")

PROMISE = (
    DataColumn("Aftale", "standings", "agreement_year"),
    DataColumn("Nr.", "initiatives", "number"),
    DataColumn("Indsats", "initiatives", "title", 40, wrapped=True),
)
OWNERS = (
    DataColumn("Udvalg", "initiatives", "responsible_committee", MIDDLE),
    DataColumn("Center", "initiatives", "responsible_center", MIDDLE),
    DataColumn("Drift/anlæg", "initiatives", "funding"),
    DataColumn("Tema", "initiatives", "theme", MIDDLE),
)
SOURCE = (
    DataColumn("Dokument", "documents", "title", MIDDLE),
    DataColumn("Dato", "documents", "document_date", 12),
)
LINKS = (LinkColumn("Rapport"), LinkColumn("Kilde", "documents"))

STANDING = (
    DataColumn("Opfølgning", "standings", "followup_number", 18),
    DataColumn("Står", "standings", "smiley", 22),
    DataColumn("Nået", "standings", "smiley", 22, shown=reached),
    DataColumn("Forsinket", "standings", "original_due_round", shown=_late_for_its_first_round),
    DataColumn("Økonomi", "standings", "economy_smiley", 14),
    DataColumn("Milepæl", "milestones", "text", WIDE, wrapped=True),
    DataColumn("Tid", "milestones", "due_label", MIDDLE),
    DataColumn("Bemærkning", "milestones", "status_note", WIDE, wrapped=True),
    DataColumn("Først lovet til runde", "standings", "original_due_round"),
    DataColumn("Nu lovet til runde", "standings", "current_due_round"),
    DataColumn("Runder uden glad", "standings", "rounds_not_glad"),
    DataColumn("Ikke glad fra", "standings", "first_not_glad_round", 18),
    DataColumn("Ordene siger andet", "standings", "contradicted"),
)
WHOSE = DataColumn("Kommune", "standings", "municipality", 18)
PLACE = (DataColumn("Side", "standings", "page"), DataColumn("Linje", "milestones", "line"))


def book(tables: Tables) -> Iterator[tuple[SheetLayout, list[Joined]]]:
    """The sheets with their lines."""
    for sheet in SHEETS:
        lines = list(sheet.lines(tables))
        if lines or sheet.always:
            yield sheet, lines


def _late(tables: Tables) -> Iterator[Joined]:
    return standing_lines(tables, late(tables["standings"]))


def _standings(tables: Tables) -> Iterator[Joined]:
    return standing_lines(tables, tables["standings"])


def standing_lines(tables: Tables, standings: Iterable[Row]) -> Iterator[Joined]:
    index = _Index(tables)
    milestones = {(row["document_id"], row["milestone_id"]): row for row in tables["milestones"]}
    for row in standings:
        yield index.joined("standings", row) | {"milestones": milestones.get((row["document_id"], row["milestone_id"]), {})}


def _changes(tables: Tables) -> Iterator[Joined]:
    """What is new in each document: alarms first, the newest documents first among them."""
    index = _Index(tables)
    scale = TABLES["changes"].column("severity").scale
    joined = [index.change(row) for row in news(rows_in(tables, "changes"))]

    def order(line: Joined) -> tuple[Any, ...]:
        dated, change = line["documents"].get("document_date"), line["changes"]
        return -scale.index(change["severity"]), -(dated.toordinal() if dated else 0), change["change_id"]

    return iter(sorted(joined, key=order))


def _milestones(tables: Tables) -> Iterator[Joined]:
    """Of the documents that are to be counted: a round may be there as a PDF and as a text."""
    index = _Index(tables)
    lines = (index.joined("milestones", row) for row in tables["milestones"])
    return (line for line in lines if line["initiatives"].get("current") is not False)


def _answers(tables: Tables) -> Iterator[Joined]:
    """What the municipality answered, the newest first, each with the change that it is about."""
    index = _Index(tables)
    changes = {row["change_id"]: row for row in rows_in(tables, "changes")}
    for row in sorted(rows_in(tables, "answers"), key=lambda row: (-row["answered_on"].toordinal(), row["promise_id"], row["ordinal"])):
        change = changes.get(row["change_id"] or "")
        yield {"answers": row, **(index.change(change) if change is not None else index.promise(row))}


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

    def promise(self, row: Row) -> dict[str, Row]:
        """As it was last printed."""
        initiative = self.promises.get((row["municipality"], row["promise_id"]), {})
        return {"initiatives": initiative, "documents": self.documents.get(initiative.get("document_id") or "", {})}

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
    SheetLayout("Ikke nået (late)", (WHOSE, *PROMISE, *STANDING, *OWNERS, *SOURCE, *PLACE), LINKS, _late, 1),
    SheetLayout(
        "Ændringer (changes)",
        (
            DataColumn("Kommune", "changes", "municipality", 18),
            DataColumn("Aftale", "changes", "agreement_year"),
            *PROMISE[1:],
            DataColumn("Vægt", "changes", "severity"),
            DataColumn("Hvad skete der", "changes", "sentence", WIDE, wrapped=True),
            DataColumn("Ændring", "changes", "change", MIDDLE),
            DataColumn("Felt", "changes", "column", 18),
            DataColumn("Før", "changes", "before", 40, wrapped=True),
            DataColumn("Nu", "changes", "after", 40, wrapped=True),
            DataColumn("Fra opfølgning", "changes", "from_followup", 18),
            DataColumn("Til opfølgning", "changes", "to_followup", 18),
            *OWNERS,
            DataColumn("Dokument før", BEFORE, "title", MIDDLE),
            DataColumn("Side før", "changes", "from_page"),
            *SOURCE,
            DataColumn("Side", "changes", "to_page"),
            DataColumn("change_id", "changes", "change_id", 18),
        ),
        (LinkColumn("Rapport"), LinkColumn("Kilde før", BEFORE), LinkColumn("Kilde", "documents")),
        _changes,
        2,
    ),
    SheetLayout(
        "Stillinger (standings)",
        (
            WHOSE,
            *PROMISE,
            *STANDING[:2],
            DataColumn("Forsvundet", "standings", "absent"),
            *STANDING[2:],
            *OWNERS,
            *SOURCE,
            *PLACE,
            DataColumn("promise_id", "standings", "promise_id", 14),
        ),
        LINKS,
        _standings,
        2,
    ),
    SheetLayout(
        "Milepæle (milestones)",
        (
            DataColumn("Kommune", "documents", "municipality", 18),
            DataColumn("Aftale", "initiatives", "agreement_year"),
            *PROMISE[1:],
            DataColumn("Opfølgning", "documents", "followup_number", 18),
            DataColumn("Tid", "milestones", "due_label", MIDDLE),
            DataColumn("År", "milestones", "due_year"),
            DataColumn("Runde", "milestones", "due_round"),
            DataColumn("Dag", "milestones", "due_date", 12),
            DataColumn("Milepæl", "milestones", "text", WIDE, wrapped=True),
            DataColumn("Står", "milestones", "smiley", 22),
            DataColumn("Tegn", "milestones", "smiley_sign"),
            DataColumn("Læst af", "milestones", "smiley_basis"),
            DataColumn("Sikkerhed", "milestones", "smiley_confidence"),
            DataColumn("Bemærkning", "milestones", "status_note", WIDE, wrapped=True),
            DataColumn("Videreført", "milestones", "carried_forward"),
            *OWNERS,
            *SOURCE,
            DataColumn("Side", "milestones", "page"),
            DataColumn("Linje", "milestones", "line"),
            DataColumn("milestone_id", "milestones", "milestone_id", 16),
        ),
        LINKS,
        _milestones,
        2,
    ),
    SheetLayout(
        "Svar fra kommunen (answers)",
        (
            DataColumn("Kommune", "answers", "municipality", 18),
            DataColumn("Aftale", "answers", "agreement_year"),
            *PROMISE[1:],
            DataColumn("Svaret den", "answers", "answered_on", 12),
            DataColumn("Svaret af", "answers", "answered_by", MIDDLE),
            DataColumn("Svar", "answers", "text", WIDE, wrapped=True),
            DataColumn("Hvad skete der", "changes", "sentence", WIDE, wrapped=True),
            DataColumn("change_id", "answers", "change_id", 18),
        ),
        LINKS,
        _answers,
        1,
        always=False,
    ),
)
