from __future__ import annotations

import csv
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.export.csv_files import write
from pipeline.wording.spreadsheets import GUARD, RUN_BY_SPREADSHEETS, guarded
from tests.carried import HOSTILE


@pytest.fixture(autouse=True)
def _long_cells() -> None:
    csv.field_size_limit(sys.maxsize)


def unguarded(cell: str) -> str:
    """What `guarded` was given: nothing is lost by it."""
    return cell[1:] if cell.startswith(GUARD) and guarded(cell[1:]) == cell else cell


def read(path: Path, *, danish: bool) -> list[list[str]]:
    with path.open(encoding="utf-8-sig" if danish else "utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=";" if danish else ","))


def test_hostile_words_arrive_as_they_were_printed(tmp_path: Path) -> None:
    write(tmp_path / "t.csv", pa.table({"text": HOSTILE}))
    assert read(tmp_path / "t.csv", danish=False) == [["text"], *([word] for word in HOSTILE)]


def test_no_cell_of_the_danish_file_is_run_and_each_can_be_had_back(tmp_path: Path) -> None:
    write(tmp_path / "t.csv", pa.table({"text": HOSTILE}), danish=True)
    cells = [row[0] for row in read(tmp_path / "t.csv", danish=True)[1:]]
    assert not [cell for cell in cells if cell.lstrip().startswith(RUN_BY_SPREADSHEETS)]
    assert [unguarded(cell) for cell in cells] == list(HOSTILE)


def test_numbers_days_and_empty_cells_are_written_as_each_reader_wants_them(tmp_path: Path) -> None:
    table = pa.table(
        {
            "day": [date(2031, 12, 31), None],
            "dkk": pa.array([Decimal("-1500000.50"), None], pa.decimal128(18, 2)),
            "share": [0.95, None],
            "year": pa.array([2031, None], pa.int16()),
            "draft": [True, None],
        }
    )
    write(tmp_path / "t.csv", table)
    write(tmp_path / "d.csv", table, danish=True)
    assert read(tmp_path / "t.csv", danish=False)[1:] == [["2031-12-31", "-1500000.50", "0.95", "2031", "true"], [""] * 5]
    assert read(tmp_path / "d.csv", danish=True)[1:] == [["2031-12-31", "-1500000,50", "0,95", "2031", "true"], [""] * 5]


def test_the_danish_file_says_that_it_is_utf8(tmp_path: Path) -> None:
    write(tmp_path / "d.csv", pa.table({"text": ["æøå"]}), danish=True)
    assert (tmp_path / "d.csv").read_bytes() == b"\xef\xbb\xbftext\r\n\xc3\xa6\xc3\xb8\xc3\xa5\r\n"


@given(st.text(alphabet="'=+-@ \t\r\nab＝", max_size=8) | st.text())
@example("'\r")
def test_the_guard_can_always_be_taken_away(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).lstrip().startswith(RUN_BY_SPREADSHEETS)
