"""Changes in, the JSON that `milepael diff --json` prints out, and the JSON Schema that promises its shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.schema.changes import Weight
from pipeline.schema.columns import Column, Type
from pipeline.schema.ids import promise_key
from pipeline.schema.rows import Row
from pipeline.schema.tables import ALL_TABLES, SCHEMA_VERSION

__all__ = ["diff_json", "json_schema", "summary"]

CHANGES = next(table for table in ALL_TABLES if table.name == "changes")
SIDE = ("document_id", "municipality", "kind", "title", "agreement_year", "followup_number", "scope")
JSON_TYPES = {Type.BOOLEAN: "boolean", Type.FLOAT64: "number", Type.INT8: "integer", Type.INT16: "integer", Type.INT32: "integer"}


def diff_json(before: Sequence[Row], after: Sequence[Row], changes: Sequence[Row]) -> dict[str, object]:
    """`before` and `after` are rows of `documents`, `changes` rows of `changes`."""
    return {
        "schema_version": SCHEMA_VERSION,
        "from": [{name: row.get(name) for name in SIDE} for row in before],
        "to": [{name: row.get(name) for name in SIDE} for row in after],
        "summary": summary(changes),
        "changes": [{column.name: row.get(column.name) for column in CHANGES.columns} for row in changes],
    }


def summary(changes: Sequence[Row]) -> dict[str, int]:
    """How many changes, in how many promises, and how many of each severity."""
    weights = Counter(row["severity"] for row in changes)
    promises = {promise_key(row) for row in changes}
    return {"changes": len(changes), "promises": len(promises)} | {weight.value: weights[weight.value] for weight in Weight}


def json_schema() -> dict[str, object]:
    """The shape of `diff_json`, from the declaration of the table `changes`."""
    documents = next(table for table in ALL_TABLES if table.name == "documents")
    sides = {
        "type": "array",
        "items": _object({name: _type(documents.column(name), documents.nullable(documents.column(name))) for name in SIDE}),
    }
    count = {"type": "integer", "minimum": 0}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "milepael diff",
        "description": "What changed between two documents, two rounds of an agreement, or two folders of tables.",
        **_object(
            {
                "schema_version": {"type": "string", "description": "The version of the tables' schema"},
                "from": sides | {"description": "The documents of the earlier side"},
                "to": sides | {"description": "The documents of the later side"},
                "summary": _object(dict.fromkeys(summary([]), count)),
                "changes": {
                    "type": "array",
                    "items": _object({column.name: _type(column, CHANGES.nullable(column)) for column in CHANGES.columns}),
                },
            }
        ),
    }


def _object(properties: Mapping[str, object]) -> dict[str, object]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _type(column: Column, nullable: bool) -> dict[str, object]:
    name = JSON_TYPES.get(column.type, "string")
    told: dict[str, object] = {"type": [name, "null"] if nullable else name, "description": column.description}
    if column.enum:
        told["enum"] = [*column.enum, None] if nullable else list(column.enum)
    return told
