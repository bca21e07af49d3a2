from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.model import long_rows
from parsers.model.long_rows import LongRows, made_of, rows_from
from parsers.model.rows import Cell, Place, Row, RowKind


def row(number: int) -> Row:
    return Row(RowKind.TEXT, [Cell(str(number))], [Place(line=number)])


def long(sizes: list[int]) -> tuple[LongRows, list[Row]]:
    begins = [sum(sizes[:number]) for number in range(len(sizes))]
    made = LongRows(lambda number: [row(begins[number] + at) for at in range(sizes[number])], sizes)
    return made, [row(number) for number in range(sum(sizes))]


def doubled(rows: Iterable[Row]) -> Iterator[Row]:
    for each in rows:
        yield from (each, each)


@pytest.fixture(autouse=True)
def slices_stay_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_rows, "SHORT", 2)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=6), st.integers(0, 30), st.integers(0, 30), st.integers(-3, 20))
def test_long_rows_are_the_rows_however_they_are_asked_for(sizes: list[int], start: int, stop: int, at: int) -> None:
    rows, plain = long(sizes)
    assert (len(rows), list(rows)) == (len(plain), plain)
    assert list(rows[start:stop]) == plain[start:stop]
    assert list(rows[start:][: stop // 2]) == plain[start:][: stop // 2]
    assert list(rows_from(rows, start, [row(-1)])) == [row(-1), *plain[start:]]
    assert list(rows_from(rows[start:], 1, [row(-1)])[1:]) == plain[start + 1 :]
    assert list(made_of(rows[start:stop], doubled)) == list(doubled(plain[start:stop]))
    if -len(plain) <= at < len(plain):
        assert rows[at] == plain[at]
    else:
        with pytest.raises(IndexError):
            rows[at]
