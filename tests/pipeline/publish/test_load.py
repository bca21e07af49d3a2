from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from parsers.model.records import Basis, Reading, Smiley
from pipeline import load
from pipeline.cli import main
from pipeline.errors import TablesError
from pipeline.ingest.rows import tables_of
from pipeline.publish.load import Backend
from pipeline.publish.output import Output
from pipeline.schema.tables import TABLES
from tests.carried import publish_set
from tests.made_documents import document, file, initiative

SIGNS = (Smiley.GLAD, Smiley.MIDDLE, Smiley.MIDDLE_OR_SOUR, Smiley.SOUR, Smiley.UNKNOWN, None)


def publish_promises(folder: Path, *numbers: str) -> Path:
    promises = []
    for number in numbers:
        promise = initiative(number)
        first = promise.milestones[0]
        promise.milestones = []
        for ordinal, smiley in enumerate(SIGNS, 1):
            milestone = type(first)(ordinal, first.due, first.text, smiley=Reading(smiley, "☺", Basis.LEGEND, 1.0), places=first.places)
            promise.milestones.append(milestone)
        promises.append(promise)
    output = Output(folder)
    with output.held():
        publish_set(tables_of([file(document(*promises))]), output, {})
    return folder


@pytest.fixture(scope="module")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_promises(tmp_path_factory.mktemp("parsed"), "1.1", "1.2")


def test_each_table_is_an_attribute_and_is_read_once(parsed: Path) -> None:
    tables = load(parsed)
    assert tables.names == list(TABLES)
    assert {"milestones", "findings"} <= set(dir(tables))
    assert len(tables.milestones) == 12
    assert tables.milestones is tables.milestones


def test_smileys_can_be_compared_and_what_is_unknown_compares_with_none(parsed: Path) -> None:
    milestones = load(parsed).milestones
    smiley = milestones["smiley"]
    assert list(smiley.cat.categories) == ["sur", "mellem_eller_sur", "mellem", "glad"]
    assert ((smiley <= "mellem").sum(), (smiley == "glad").sum(), smiley.isna().sum()) == (6, 2, 4)
    assert milestones["smiley_unknown"].sum() == 2


def test_dates_and_numbers_are_real_and_empty_ones_are_missing(parsed: Path) -> None:
    tables = load(parsed)
    assert tables.documents["document_date"].dt.year.tolist() == [2031]
    assert str(tables.milestones["due_year"].dtype) == "Int16"
    assert tables.milestones["page"].isna().all()
    assert str(tables.milestones["carried_forward"].dtype) == "boolean"


def test_other_enums_are_categories_without_an_order(parsed: Path) -> None:
    kind = load(parsed).documents["kind"]
    assert not kind.cat.ordered
    assert "followup" in kind.cat.categories


@pytest.mark.parametrize(("backend", "kind"), [("arrow", "pyarrow.lib.Table"), ("polars", "DataFrame"), ("duckdb", "DuckDBPyRelation")])
def test_other_backends_give_the_tables_as_published(parsed: Path, backend: Backend, kind: str) -> None:
    milestones: Any = load(parsed, backend).milestones
    assert f"{type(milestones).__module__}.{type(milestones).__name__}".endswith(kind)
    assert len(milestones) == 12
    assert list(getattr(milestones, "column_names", None) or milestones.columns) == [c.name for c in TABLES["milestones"].columns]


def test_an_unknown_backend_or_table_is_refused_by_name(parsed: Path) -> None:
    with pytest.raises(ValueError, match="'spark', not one of pandas, arrow, polars, duckdb"):
        load(parsed, "spark")  # type: ignore[arg-type]
    with pytest.raises(AttributeError, match="there is no table 'smileys'"):
        _ = load(parsed).smileys


def test_a_folder_without_tables_says_how_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(TablesError, match="milepael run PATH --out"):
        load(tmp_path)


def test_tables_of_another_schema_are_refused(tmp_path: Path) -> None:
    publish_promises(tmp_path, "1.1")
    package = json.loads((tmp_path / "datapackage.json").read_bytes())
    (tmp_path / "datapackage.json").write_text(json.dumps(package | {"schema_version": "0.9.0"}), encoding="utf-8")
    with pytest.raises(TablesError, match=r"schema 0\.9\.0"):
        load(tmp_path)


def test_frames_of_two_different_sets_are_never_mixed(tmp_path: Path) -> None:
    tables = load(publish_promises(tmp_path, "1.1"))
    assert len(tables.initiatives) == 1
    publish_promises(tmp_path, "1.1", "1.2")
    assert len(tables.documents) == 1, "the set before stays until the next run"
    publish_promises(tmp_path, "1.1", "1.2", "1.3")
    with pytest.raises(TablesError, match="Load again"):
        _ = tables.milestones


def test_importing_the_pipeline_imports_no_pandas() -> None:
    code = "import sys, pipeline; print('pandas' in sys.modules, 'pyarrow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False False\n"


def test_the_pipeline_has_no_other_attributes() -> None:
    import pipeline

    with pytest.raises(AttributeError, match="'laod'"):
        _ = pipeline.laod


def test_a_table_that_is_a_folder_is_read_exported_and_compared_as_one_that_is_a_file(tmp_path: Path) -> None:
    def milepael(*arguments: object) -> int:
        return CliRunner().invoke(main, [str(one) for one in arguments]).exit_code

    small = tmp_path / "raw"
    small.mkdir()
    for path in Path("data/raw").glob("*.txt"):
        shutil.copy(path, small)
    assert milepael("run", small, "--out", tmp_path / "files", "--no-report", "-q") == 0
    assert milepael("run", small, "--out", tmp_path / "folders", "--no-report", "-q", "--partition-rows", 10) == 0
    folder = tmp_path / "folders" / "milestones"
    assert (folder / "municipality=ballerup" / "agreement_year=2031" / "part-000.parquet").is_file()
    files, folders = (load(tmp_path / name, "arrow") for name in ("files", "folders"))
    assert folders.names == files.names
    assert all(getattr(folders, name).equals(getattr(files, name)) for name in files.names)
    assert milepael("compare", tmp_path / "files", tmp_path / "folders") == 0
    assert milepael("export", "csv", "--from", tmp_path / "folders", "--out", tmp_path / "csv") == 0
    assert milepael("report", small, "--from", tmp_path / "folders", "--out", tmp_path / "pages") == 0
    assert milepael("run", small, "--out", tmp_path / "folders", "--no-report", "-q", "--partition-rows", 10) == 0
    assert milepael("run", tmp_path / "folders", "--out", tmp_path / "none", "--no-report", "-q") == 3, "what was published is no input"
    assert milepael("run", small, "--out", tmp_path / "folders", "--no-report", "-q") == 0
    assert not folder.exists()
    assert not folder.is_symlink()
    assert data_files(tmp_path / "folders") == data_files(tmp_path / "files")


def data_files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.parquet")}
