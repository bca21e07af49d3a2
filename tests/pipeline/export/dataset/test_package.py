from __future__ import annotations

import json
from pathlib import Path

import frictionless


def test_frictionless_finds_nothing_wrong_with_any_file(published_set: Path) -> None:
    told = frictionless.validate(str(published_set / "datapackage.json"))
    assert told.valid, told.flatten(["name", "type", "note"])[:5]
    assert len(told.tasks) > 40


def test_it_tells_terms_apart_and_whom_to_thank(published_set: Path) -> None:
    package = json.loads((published_set / "datapackage.json").read_text("utf-8"))
    assert [one["name"] for one in package["licenses"]] == ["MIT", "notspecified"]
    assert "municipality" in package["licenses"][1]["title"]
    assert [one["roles"] for one in package["contributors"]] == [["creator", "wrangler"], ["publisher"]]
    assert package["created"] == "2031-09-02T00:00:00Z"  # the newest document, in place of the clock


def test_rows_are_stated_and_a_wrong_number_is_found(published_set: Path, tmp_path: Path) -> None:
    package = json.loads((published_set / "datapackage.json").read_text("utf-8"))
    (panel,) = (one for one in package["resources"] if one["name"] == "panel-csv")
    package["resources"] = [panel | {"rows": panel["rows"] + 1}]
    (tmp_path / "csv").mkdir()
    (tmp_path / panel["path"]).write_bytes((published_set / panel["path"]).read_bytes())
    (tmp_path / "datapackage.json").write_text(json.dumps(package))
    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid
