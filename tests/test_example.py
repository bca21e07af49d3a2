from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from docs.make_example import CELLS, NOTEBOOK
from pipeline.run import Options, run

ROOT = Path(__file__).parents[1]


def cells() -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    return made


def test_the_notebook_is_the_one_its_script_makes() -> None:
    assert ["".join(cell["source"]) for cell in cells()] == CELLS, "run: python docs/make_example.py"


def test_every_code_cell_was_run_and_shows_something() -> None:
    assert all(cell["outputs"] for cell in cells() if cell["cell_type"] == "code")


def test_the_notebook_still_runs_from_its_first_cell_to_its_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(Options([ROOT / "data" / "raw"], tmp_path / "data" / "parsed"))
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for cell in CELLS:
        if not cell.startswith("#"):
            exec(cell, names)
    assert not names["late"].empty
    counted = names["by_committee"].query("agreement_year == 2030 and followup_number == 5 and name == 'Teknik- og Miljøudvalget'")
    assert ((counted["smiley"] <= "mellem").sum(), len(counted)) == (2, 4)  # and not 4 of 8: the round is there as a PDF and as a text
