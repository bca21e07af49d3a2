"""A data set and its files in, `datapackage.json` (Data Package v2) out: what frictionless and R's packages read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.export.dataset.data_files import CSV, DATASET_COLUMN, PARQUET
from pipeline.export.dataset.model import NAME, DataFile, Dataset
from pipeline.schema.package import created, data_package, resource
from pipeline.schema.rights import RIGHTS
from pipeline.schema.tables import TABLES

__all__ = ["package"]


def package(dataset: Dataset, files: Sequence[DataFile]) -> dict[str, object]:
    told = {
        **data_package(),
        "name": NAME,
        "id": dataset.id,
        "created": created(dataset.created),
        "rights": RIGHTS["en"],
        **({"homepage": dataset.base_url} if dataset.base_url else {}),
    }
    publisher = {"title": dataset.publisher, "roles": ["publisher"]}
    contributors: Any = told["contributors"]
    return {**told, "contributors": [*contributors, publisher], "resources": [_resource(file) for file in files]}


def _resource(file: DataFile) -> dict[str, object]:
    written = {"path": file.path, "format": file.format, "mediatype": file.media_type, "sha256": file.sha256, "rows": file.rows}
    if file.table is None:
        name = file.path.lower().replace(".", "-")
        return {"name": name, "description": file.title, **{key: value for key, value in written.items() if value is not None}}
    declared: dict[str, object] = resource(TABLES[file.table])
    if file.format == CSV[0]:
        schema: Any = declared["schema"]
        declared = {**declared, "name": f"{file.table}-csv", "encoding": "utf-8", "schema": _in_csv(schema)}
    assert file.format in (CSV[0], PARQUET[0]), "a table is one of the two"
    return {**declared, **written}


def _in_csv(schema: dict[str, object]) -> dict[str, object]:
    """As declared, with the id's column behind; the tables that keys lead to are held by the Parquet files' schemas."""
    whose = {"name": DATASET_COLUMN, "type": "string", "description": "The data set that the row was taken from"}
    fields: Any = schema["fields"]
    return {**{key: value for key, value in schema.items() if key != "foreignKeys"}, "fields": [*fields, whose]}
