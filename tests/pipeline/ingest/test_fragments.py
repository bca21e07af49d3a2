from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.ipc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.ingest.fragments import (
    BOUND,
    MADE_LATER,
    MAGIC,
    Fragment,
    FragmentError,
    FragmentHeader,
    Key,
    bound_rows,
    read_header,
    write_fragment,
)
from pipeline.ingest.rows import rows_of
from pipeline.schema.reasons import FileCode
from pipeline.schema.tables import TABLES
from tests.made_documents import document, file, initiative

KEY = Key("1", "2", "3")
FILE = file(document(initiative(), initiative("1.2")), path="a.txt")


@pytest.fixture(params=["few", "many"])
def place(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fragment, written as few rows are, and as many."""
    if request.param == "many":
        monkeypatch.setattr("pipeline.ingest.fragments.MOST_ROWS", 0)
    made = tmp_path / "a.fragment"
    write_fragment(made, FragmentHeader(FILE.source.sha256 or "", KEY, "text", 3), rows_of(FILE))
    return made


def test_what_was_written_is_what_is_read_bound_to_where_the_file_lies_now(place: Path) -> None:
    made = bound_rows(Fragment(place), "elsewhere/b.txt", "fredensborg")
    expected = {name: rows for name, rows in rows_of(FILE).items() if rows and name not in MADE_LATER}
    moved = {"path": "elsewhere/b.txt", "municipality": "fredensborg"}
    for name, rows in expected.items():
        empty = {column.name: None for column in TABLES[name].columns}  # some are filled when documents are compared
        wanted = [empty | dict(row) | {column: moved[column] for column in BOUND.get(name, ())} for row in rows]
        key = lambda row, table=TABLES[name]: tuple(str(row[column]) for column in table.key)  # noqa: E731
        assert sorted(made[name], key=key) == sorted(wanted, key=key)
    assert made.keys() == expected.keys()


def test_a_header_is_read_without_its_rows(place: Path) -> None:
    header = read_header(place)
    assert (header.sha256, header.key, header.engine, header.page_count) == (FILE.source.sha256, KEY, "text", 3)
    assert header.tables["milestones"][0] == 4


def test_a_failure_is_a_fragment_without_rows(tmp_path: Path) -> None:
    write_fragment(tmp_path / "f", FragmentHeader("0" * 64, KEY, code=FileCode.TIMEOUT, attempts=2, limits=(5.0, 7)), {})
    header = read_header(tmp_path / "f")
    assert (header.code, header.attempts, header.limits) == (FileCode.TIMEOUT, 2, (5.0, 7))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_damaged_it_is_refused_or_says_the_same(place: Path, data: st.DataObject) -> None:
    whole = place.read_bytes()
    offset = data.draw(st.integers(0, len(whole) - 1))
    damaged = data.draw(
        st.sampled_from([whole[:offset], whole[:offset] + bytes([whole[offset] ^ data.draw(st.integers(1, 255))]) + whole[offset + 1 :]])
    )
    other = place.with_name("damaged")
    other.write_bytes(damaged)
    try:
        rows = bound_rows(Fragment(other), "a.txt", "b")
    except FragmentError:
        return
    assert rows == bound_rows(Fragment(place), "a.txt", "b")


def forged(place: Path, change: Callable[[dict[str, Any]], None]) -> Fragment:
    content = place.read_bytes()
    end = content.index(b"\n", len(MAGIC))
    told = json.loads(content[len(MAGIC) : end])
    change(told)
    place.write_bytes(MAGIC + json.dumps(told).encode() + content[end:])
    return Fragment(place)


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told.update(code="no_such_code"),
        lambda told: told.update(code="timeout"),  # a failure with rows
        lambda told: told.update(engine=["text"]),
        lambda told: told.update(page_count=-1),
        lambda told: told.update(page_count=10**400),
        lambda told: told.update(more=1),
        lambda told: told["tables"].update({"../documents": [1, 0, 10]}),
        lambda told: told["tables"].update(files=[1, 0, 10]),
        lambda told: told["key"].update(secret=1),
    ],
)
def test_a_header_that_says_what_none_may_is_refused(place: Path, change: Callable[[dict[str, Any]], None]) -> None:
    with pytest.raises(FragmentError):
        forged(place, change)


@pytest.mark.parametrize("span", [[2, 0, 10], [2, -8, 100], [2, 0, 10**12], [999, 0, 0]])
def test_a_table_that_lies_elsewhere_is_refused(place: Path, span: list[int]) -> None:
    fragment = forged(place, lambda told: told["tables"].update(initiatives=span))
    with pytest.raises(FragmentError):
        fragment.table("initiatives")


def test_rows_of_another_file_are_refused(place: Path) -> None:
    fragment = forged(place, lambda told: told.update(sha256="f" * 64))
    with pytest.raises(FragmentError, match="another file"):
        fragment.table("initiatives")


@pytest.mark.parametrize("codec", ["zstd", "lz4"])
def test_a_small_fragment_cannot_ask_for_much_memory(place: Path, codec: str) -> None:
    """A worker that was taken over may write what no worker of ours does; its hashes are then true."""
    schema = Fragment(place).table("initiatives").schema
    row = Fragment(place).table("initiatives").to_pylist()[0]
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema, options=pa.ipc.IpcWriteOptions(compression=codec)) as writer:
        writer.write_batch(pa.RecordBatch.from_pylist([row | {"title": "x" * 2**20}] * 64, schema=schema))
    body = sink.getvalue().to_pybytes()
    assert len(body) < 2**20
    told = json.loads(place.read_bytes()[len(MAGIC) :].split(b"\n", 1)[0])
    told |= {"tables": {"initiatives": [64, 0, len(body)]}, "body": hashlib.sha256(body).hexdigest(), "few": False}
    place.write_bytes(MAGIC + json.dumps(told).encode() + b"\n" + body)
    before = pa.total_allocated_bytes()
    with pytest.raises(FragmentError, match="compressed"):
        Fragment(place).table("initiatives")
    assert pa.total_allocated_bytes() - before < 2**20


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows[0].pop(),
        lambda rows: rows[0].append(None),
        lambda rows: rows[0].__setitem__(0, 7),
        lambda rows: rows[0].__setitem__(-1, 2**40),  # a line
        lambda rows: rows[0].__setitem__(-1, 2**80),
        lambda rows: rows[0].__setitem__(-1, "7"),
        lambda rows: rows.pop(),
        lambda rows: rows.append({"title": "x"}),
    ],
)
def test_few_rows_that_fit_no_table_are_refused(tmp_path: Path, change: Callable[[list[Any]], None]) -> None:
    place = tmp_path / "a.fragment"
    write_fragment(place, FragmentHeader(FILE.source.sha256 or "", KEY, "text", 3), rows_of(FILE))
    fragment = forged_rows(place, change)
    with pytest.raises(FragmentError, match="milestones"):
        fragment.table("milestones")


def forged_rows(place: Path, change: Callable[[list[Any]], None]) -> Fragment:
    head, _, body = place.read_bytes()[len(MAGIC) :].partition(b"\n")
    told = json.loads(head)
    count, begin, end = told["tables"]["milestones"]
    rows = json.loads(body[begin:end])
    change(rows)
    new = json.dumps(rows).encode()
    told |= {"tables": {"milestones": [count, 0, len(new)]}, "body": hashlib.sha256(new).hexdigest()}
    place.write_bytes(MAGIC + json.dumps(told).encode() + b"\n" + new)
    return Fragment(place)


def test_few_rows_that_are_long_are_none(tmp_path: Path) -> None:
    """Ten million empty lists would take a hundred times their bytes."""
    place = tmp_path / "a.fragment"
    write_fragment(place, FragmentHeader(FILE.source.sha256 or "", KEY, "text", 3), rows_of(FILE))
    with pytest.raises(FragmentError, match="too long"):
        forged_rows(place, lambda rows: rows.extend([[]] * 2**20)).table("milestones")


def test_rows_are_written_as_few_up_to_a_number_and_a_length(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "a.fragment"
    count = sum(map(len, (rows for name, rows in rows_of(FILE).items() if name not in MADE_LATER)))
    for name, most, few in (("MOST_ROWS", count, True), ("MOST_ROWS", count - 1, False), ("MOST_BYTES", 100, False)):
        with monkeypatch.context() as patched:
            patched.setattr(f"pipeline.ingest.fragments.{name}", most)
            write_fragment(place, FragmentHeader(FILE.source.sha256 or "", KEY, "text", 3), rows_of(FILE))
        assert read_header(place).few is few
