"""A folder of published tables, made of the samples or of rows that a test has written itself."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet as pq

from pipeline.export.writing import published
from pipeline.ingest.merge import Chunk
from pipeline.publish.output import MANIFEST, Output, json_bytes
from pipeline.publish.store import publish_chunks
from pipeline.run import Options, run
from pipeline.schema.ids import dataset_id
from pipeline.schema.package import arrow_table, data_package
from pipeline.schema.tables import ALL_TABLES, TABLES

Rows = Mapping[str, Sequence[dict[str, Any]]]

SAMPLES = Path(__file__).parents[1] / "data" / "raw"
# In any field: markup, formulas, a mark that turns the writing round, what a library might take for its own, and far too much.
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '=HYPERLINK("https://example.org";"klik her")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "'=1+1",
    "''",
    "\u202e=1+1\u202c baglæns \u200f",
    "<r><t>ikke en celle</t></r>",
    "<r>",
    "]]>&amp;<!--",
    "_x0041_ og &#65;",
    "1.10",
    "31.12.2031",
    "en linje\nog en til",
    'semikolon; komma, "anførsel"',
    "{=cmd}",
    "x" * 1_000_000,
)


@cache
def sample_rows() -> dict[str, list[dict[str, Any]]]:
    """The tables of data/raw, with what changed and how it stands. Not to be altered."""
    with TemporaryDirectory() as folder:
        run(Options([SAMPLES], Path(folder), pages=False))
        return {name: table.to_pylist() for name, table in published(Path(folder)).items()}


def publish(rows: Rows, folder: Path) -> Path:
    """Published as `milepael run` does it, whatever stands in the rows."""
    folder.mkdir(parents=True, exist_ok=True)
    declared = {table.name: table for table in ALL_TABLES if table.name in rows}
    for name, table in declared.items():
        pq.write_table(arrow_table(table, list(rows[name])), folder / f"{name}.parquet")
    package = data_package(declared)
    for resource in package["resources"]:
        resource["sha256"] = hashlib.sha256((folder / resource["path"]).read_bytes()).hexdigest()
    package["id"] = dataset_id({resource["name"]: resource["sha256"] for resource in package["resources"]})
    (folder / MANIFEST).write_bytes(json_bytes(package))
    return folder


def publish_set(rows: Rows, output: Output, beside: Mapping[str, bytes]) -> None:
    """Published to a held output, as the merge does it."""
    publish_chunks((Chunk(name, arrow_table(table, list(rows[name]))) for name, table in TABLES.items()), output, lambda: beside)


def row(table: str, **cells: Any) -> dict[str, Any]:
    """A row of `table`: the given cells, and nothing in the others."""
    declared = next(one for one in ALL_TABLES if one.name == table)
    assert cells.keys() <= {column.name for column in declared.columns}, cells.keys()
    return {column.name: None for column in declared.columns} | cells


def hostile_rows() -> dict[str, list[dict[str, Any]]]:
    """Two rounds of one initiative a hostile word, with that word in every field where words of the documents may stand."""
    rows: dict[str, list[dict[str, Any]]] = {table.name: [] for table in ALL_TABLES}
    for document_id, number in (("a" * 16, 1), ("b" * 16, 2)):
        rows["files"].append(row("files", path=f"{document_id}.pdf", file_id=document_id, state="read"))
        rows["documents"].append(
            row("documents", document_id=document_id, file_id=document_id, municipality="ballerup", kind="followup", title=HOSTILE[0])
            | {"agreement_year": 2031, "followup_number": number, "draft": False, "state": "parsed"}
        )
        for ordinal, word in enumerate(HOSTILE):
            promise = f"2031/{ordinal}"
            key = {"document_id": document_id, "initiative_id": promise}
            named = dict.fromkeys(("number", "title", "theme", "responsible_committee", "responsible_center", "description"), word)
            rows["initiatives"].append(row("initiatives", **key, promise_id=promise, agreement_year=2031, **named, page=ordinal + 1))
            rows["responsibilities"].append(row("responsibilities", **key, role="committee", ordinal=1, name=word))
            told = {"milestone_id": f"{promise}/m1", "text": word, "due_label": word, "status_note": word, "smiley_sign": word}
            rows["milestones"].append(row("milestones", **key, **told, ordinal=1, smiley="sur", carried_forward=False))
            rows["standings"].append(
                row("standings", **key, municipality="ballerup", agreement_year=2031, promise_id=promise, followup_number=number)
                | {"milestone_id": f"{promise}/m1", "smiley": "mellem_eller_sur", "absent": False, "contradicted": False}
                | {"rounds_not_glad": number, "page": ordinal + 1}
            )
    rows["changes"] = [
        row("changes", change_id=f"{ordinal:016x}", municipality="ballerup", agreement_year=2031, promise_id=f"2031/{ordinal}")
        | {"initiative_id": f"2031/{ordinal}", "from_document_id": "a" * 16, "to_document_id": "b" * 16, "from_followup": 1}
        | {"to_followup": 2, "change": "initiative_renamed", "severity": "info", "column": "title", "from_page": 1, "to_page": 2}
        | {"before": word, "after": word, "sentence": word}
        for ordinal, word in enumerate(HOSTILE)
    ]
    return rows
