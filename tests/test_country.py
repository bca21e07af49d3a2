"""The synthetic country: what was put into it is what a run finds, and no more."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from benchmarks.country import Country, KnownChange, lay, written
from pipeline.cli import main
from pipeline.publish.load import load

SMALL = Country(60, 6, order="PFMFMFMFMM")


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[KnownChange], dict[str, list[dict[str, object]]]]:
    place = tmp_path_factory.mktemp("country")
    known = set(lay(place / "papers", SMALL))
    assert CliRunner().invoke(main, ["run", str(place / "papers"), "--out", str(place / "out"), "--no-report", "-q"]).exit_code == 0
    found = load(place / "out", "arrow")
    return known, {name: getattr(found, name).to_pylist() for name in ("documents", "initiatives", "changes", "files")}


def test_a_run_finds_the_changes_that_were_put_in_and_none_beside_them(
    tables: tuple[set[KnownChange], dict[str, list[dict[str, object]]]],
) -> None:
    known, rows = tables
    titles = {(row["document_id"], row["initiative_id"]): row["title"] for row in rows["initiatives"]}
    found = {
        (
            row["municipality"],
            row["agreement_year"],
            row["to_followup"],
            row["change"],
            titles.get((row["to_document_id"], row["initiative_id"])) or titles[row["from_document_id"], row["initiative_id"]],
        )
        for row in rows["changes"]
        if row["change"] in {one.change for one in known}
    }
    assert len(known) == 16
    assert found == known


def test_every_form_is_read_and_whose_it_is(tables: tuple[set[KnownChange], dict[str, list[dict[str, object]]]]) -> None:
    _, rows = tables
    assert {row["state"] for row in rows["files"]} == {"read", "skipped"}
    told = {(row["municipality"], row["kind"]) for row in rows["documents"]}
    assert {name for name, kind in told if kind == "followup"} == {"alby", "broby", "dybby", "egnby", "falby", "gravby"}
    assert {name for name, kind in told if kind == "agenda"} == {"alby", "broby", "dybby", "egnby", "falby", "gravby"}


def test_the_same_country_is_the_same_bytes() -> None:
    once, again = ([(one.path, one.content) for one in written(SMALL)] for _ in range(2))
    assert once == again
