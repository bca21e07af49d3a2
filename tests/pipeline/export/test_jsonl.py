from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from pipeline.export.jsonl import write
from tests.carried import HOSTILE


def test_one_row_is_one_line_whatever_stands_in_it(tmp_path: Path) -> None:
    write(tmp_path / "t.jsonl", pa.table({"text": HOSTILE}))
    lines = (tmp_path / "t.jsonl").read_text("utf-8").split("\n")
    assert [json.loads(line) for line in lines[:-1]] == [{"text": word} for word in HOSTILE]
    assert lines[-1] == ""


def test_days_sums_and_empty_cells(tmp_path: Path) -> None:
    sums = pa.array([Decimal("1234567890123.45"), None], pa.decimal128(18, 2))
    write(tmp_path / "t.jsonl", pa.table({"day": [date(2031, 1, 2), None], "dkk": sums}))
    assert (tmp_path / "t.jsonl").read_text() == '{"day": "2031-01-02", "dkk": 1234567890123.45}\n{"day": null, "dkk": null}\n'
