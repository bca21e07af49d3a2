"""A published table in, its rows that are to be counted out: what `documents.current` and `initiatives.current` say, for every table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.schema.tables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["LeftOut", "current_rows_sql", "left_out"]

# One row a promise in each round, or a change, as it is: what they tell of is chosen already.
CHOSEN = frozenset({"standings", "panel", "changes", "same_promise_as", "answers"})
# Rows of these are named by keys that begin with the initiative they belong to.
OF_INITIATIVES = ("initiatives", "responsibilities", "milestones", "economy_notes")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is not current: whole documents and files, and the initiatives of a document that stands for others."""

    documents: frozenset[str]
    files: frozenset[str]
    initiatives: dict[str, frozenset[str]]

    def without(self, name: str, table: pa.Table) -> pa.Table:
        """The rows of the table called `name` that remain, in their order."""
        if name in CHOSEN:
            return table
        import pyarrow as pa

        return table.filter(pa.array(list(self._kept(table)), pa.bool_()))

    def _kept(self, table: pa.Table) -> Iterator[bool]:
        names = ("file_id", "document_id", "initiative_id", "source_table", "source_key")
        columns = [table[name].to_pylist() if name in table.column_names else [None] * table.num_rows for name in names]
        for file_id, document_id, initiative_id, source_table, source_key in zip(*columns, strict=True):
            initiatives = self.initiatives.get(document_id, frozenset())
            yield not (
                document_id in self.documents
                or (document_id is None and file_id in self.files)
                or initiative_id in initiatives
                or (source_table in OF_INITIATIVES and any(_belongs(source_key, one) for one in initiatives))
            )


def left_out(documents: pa.Table, initiatives: pa.Table) -> LeftOut:
    """Of the two tables that say what is current. Raises KeyError for tables of an earlier version."""
    told = documents.select(["document_id", "file_id", "current"]).to_pylist()
    gone = frozenset(row["document_id"] for row in told if row["current"] is False)
    kept = {row["file_id"] for row in told if row["document_id"] not in gone}
    others: dict[str, set[str]] = defaultdict(set)
    for row in initiatives.select(["document_id", "initiative_id", "current"]).to_pylist():
        if row["current"] is False and row["document_id"] not in gone:
            others[row["document_id"]].add(row["initiative_id"])
    return LeftOut(gone, frozenset({row["file_id"] for row in told} - kept), {name: frozenset(each) for name, each in others.items()})


def _belongs(key: str, initiative_id: str) -> bool:
    return key == initiative_id or key.startswith(f"{initiative_id}/")


def current_rows_sql(name: str) -> str:
    """The same rows of the table called `name` as SQL, for a database whose schema `main` holds all tables."""
    columns = {column.name for column in TABLES[name].columns}
    wanted = []
    if name not in CHOSEN and "document_id" in columns:
        wanted.append("document_id IS NULL OR document_id NOT IN (SELECT document_id FROM main.documents WHERE NOT current)")
        others = "SELECT 1 FROM main.initiatives AS other WHERE NOT other.current AND other.document_id = this.document_id"
        if "initiative_id" in columns:
            wanted.append(f"NOT EXISTS ({others} AND other.initiative_id = this.initiative_id)")
        elif "source_key" in columns:
            of_initiatives = ", ".join(f"'{table}'" for table in OF_INITIATIVES)
            belongs = "this.source_key = other.initiative_id OR starts_with(this.source_key, other.initiative_id || '/')"
            wanted.append(
                f"this.source_table NOT IN ({of_initiatives}) OR this.source_table IS NULL OR NOT EXISTS ({others} AND ({belongs}))"
            )
    elif name == "files":
        gone = "SELECT file_id FROM main.documents GROUP BY file_id HAVING NOT bool_or(current)"
        wanted.append(f"file_id IS NULL OR file_id NOT IN ({gone})")
    return f"SELECT * FROM main.{name} AS this" + (f" WHERE {' AND '.join(f'({one})' for one in wanted)}" if wanted else "")
