"""The rows that are to be counted: the same from Python, from SQL, and by the columns that say so."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from pipeline import load
from pipeline.export.formats import FORMATS
from pipeline.export.writing import Export, export, published
from pipeline.publish.current import left_out
from pipeline.publish.load import PublishedTables
from tests.carried import Rows, publish, sample_rows


def _partly(rows: Rows) -> Rows:
    """As the samples, but the text of the second follow-up stands for 2031/1.1 alone and the PDF for all else."""
    texts = {row["document_id"] for row in rows["documents"] if row["first_page"] is None and row["followup_number"] == 2}
    pdfs = {row["document_id"] for row in rows["documents"] if row["first_page"] is not None and row["followup_number"] == 2}
    turned = {(name, "2031/1.1") for name in texts | pdfs}
    promised = [{**row, "current": row["current"] != ((row["document_id"], row["initiative_id"]) in turned)} for row in rows["initiatives"]]
    documents = [{**row, "current": row["current"] or row["document_id"] in texts} for row in rows["documents"]]
    return {**rows, "initiatives": promised, "documents": documents}


@pytest.fixture(scope="module", params=["the samples", "a document that counts in part"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = sample_rows() if request.param == "the samples" else _partly(sample_rows())
    return publish(rows, tmp_path_factory.mktemp("tables"))


def test_python_and_sql_count_the_same_rows(folder: Path, tmp_path: Path) -> None:
    (path,) = export(FORMATS["duckdb"], Export(folder, published(folder), tmp_path))
    tables: PublishedTables = load(folder, "arrow")
    with duckdb.connect(str(path), read_only=True) as connection:
        for name in tables.names:
            told = connection.sql(f"FROM current.{name}")
            counted = getattr(tables.current, name).to_pylist()
            assert sorted(map(str, counted)) == sorted(str(dict(zip(told.columns, row, strict=True))) for row in told.fetchall()), name


def test_no_promise_is_told_twice_in_a_round(folder: Path) -> None:
    now = load(folder).current
    told = now.initiatives.merge(now.documents, on="document_id")
    assert not told.duplicated(["municipality", "agreement_year_x", "promise_id", "followup_number"]).any()
    assert len(told) == len(load(folder).panel.query("basis != 'later' and flags != 'absent'"))


def test_every_row_belongs_to_what_is_counted(folder: Path) -> None:
    now = load(folder, "arrow").current
    initiatives = set(zip(now.initiatives["document_id"].to_pylist(), now.initiatives["initiative_id"].to_pylist(), strict=True))
    for name in ("milestones", "economy_notes", "responsibilities"):
        table = getattr(now, name)
        assert set(zip(table["document_id"].to_pylist(), table["initiative_id"].to_pylist(), strict=True)) <= initiatives
    keys = {"milestones": "milestone_id", "economy_notes": "economy_id", "initiatives": "initiative_id"}
    known = {(name, row["document_id"], row[key]) for name, key in keys.items() for row in getattr(now, name).to_pylist()}
    placed = {(row["source_table"], row["document_id"], row["source_key"]) for row in now.places.to_pylist() if row["source_table"] in keys}
    assert placed <= known
    assert {row["document_id"] for row in now.places.to_pylist()} <= set(now.documents["document_id"].to_pylist())


def test_tables_that_do_not_say_what_is_current_are_refused() -> None:
    with pytest.raises(KeyError):
        left_out(pa.table({"document_id": ["a"], "file_id": ["a"]}), pa.table({"document_id": ["a"], "initiative_id": ["2031/1.1"]}))
