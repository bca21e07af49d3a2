from __future__ import annotations

import json
from pathlib import Path

import pytest


def test_every_column_has_its_field_and_every_file_its_sum(published_set: Path) -> None:
    told = json.loads((published_set / "croissant.json").read_text("utf-8"))
    package = json.loads((published_set / "datapackage.json").read_text("utf-8"))
    declared = {
        one["name"]: [field["name"] for field in one["schema"]["fields"]] for one in package["resources"] if one["format"] == "parquet"
    }
    fields = {one["name"]: [field["source"]["extract"]["column"] for field in one["field"]] for one in told["recordSet"]}
    assert fields == declared
    assert {one["@id"]: one["sha256"] for one in told["distribution"]} == {one["path"]: one["sha256"] for one in package["resources"]}


@pytest.mark.slow
def test_mlcroissant_reads_every_record(published_set: Path) -> None:
    mlcroissant = pytest.importorskip("mlcroissant", reason="mlcroissant is not installed: pip install '.[dev]'")
    package = json.loads((published_set / "datapackage.json").read_text("utf-8"))
    dataset = mlcroissant.Dataset(str(published_set / "croissant.json"))
    assert dataset.metadata.ctx.issues.report() == ""
    rows = {one["name"]: one["rows"] for one in package["resources"] if one["format"] == "parquet" and one["rows"]}
    assert {name: sum(1 for _ in dataset.records(name)) for name in rows} == rows
