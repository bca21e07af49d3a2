from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.ingest import table_spool
from pipeline.ingest.table_spool import TableSpool

SCHEMA = pa.schema([("item", pa.string()), ("ordinal", pa.int32()), ("text", pa.string())])
KEYS = st.tuples(st.text("129å", max_size=3), st.integers(0, 3))


def spooled(portions: list[list[tuple[str, int]]], folder: Path) -> list[dict[str, object]]:
    spool = TableSpool(lambda: SCHEMA, ["item", "ordinal"], folder)
    for portion in portions:
        rows: list[dict[str, object]] = [{"item": item, "ordinal": ordinal, "text": f"{item}/{ordinal}"} for item, ordinal in portion]
        spool.add(rows)
        assert not rows
    return [row for batch in spool.batches() for row in batch.to_pylist()]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.lists(KEYS, unique=True, max_size=30), cuts=st.lists(st.integers(0, 30), max_size=3))
def test_rows_come_out_in_the_order_of_their_key_however_they_were_added(
    keys: list[tuple[str, int]], cuts: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_spool, "BATCH", 4)
    monkeypatch.setattr(table_spool, "SORTED_BATCH", 3)
    ends = [0, *sorted(cuts), len(keys)]
    portions = [keys[begin:end] for begin, end in pairwise(ends)]
    assert [(row["item"], row["ordinal"]) for row in spooled([part for part in portions if part], tmp_path)] == sorted(keys)
    assert not list(tmp_path.iterdir())


def test_a_key_in_two_portions_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="stands twice: item, ordinal"):
        spooled([[("1", 1), ("1", 2)], [("1", 1)]], tmp_path)
