"""Many fragments opened as one say what each of them says, and a false one among them speaks for nobody."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.ipc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.ingest.arrow_messages import END_OF_STREAM
from pipeline.ingest.fragment_batches import FragmentBatch, batches_of
from pipeline.ingest.fragments import MAGIC, Fragment, FragmentError, FragmentHeader, Key, fragment_schema, write_fragment
from pipeline.ingest.rows import rows_of
from tests.made_documents import document, file, initiative

FILES = [
    file(document(initiative(), initiative("1.2")), path="a.txt"),
    file(document(initiative(), number=4), path="b.txt"),
    file(document(), document(initiative("2.1"), number=2), path="c.txt"),
]
Body = Callable[[bytes], bytes]


@pytest.fixture(params=["few", "many", "first few", "first many"])
def places(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Fragments written as few rows are, as many, or the first unlike the others."""
    for number, one in enumerate(FILES):
        as_few = {"few": True, "many": False, "first few": number == 0, "first many": number > 0}[request.param]
        monkeypatch.setattr("pipeline.ingest.fragments.MOST_ROWS", 1000 if as_few else 0)
        sha256 = one.source.sha256 or ""
        write_fragment(tmp_path / one.source.path, FragmentHeader(sha256, Key("1", "2", "3"), "text"), rows_of(one))
    return [tmp_path / one.source.path for one in FILES]


def told_apart(places: list[Path], name: str) -> list[tuple[int, object]]:
    return [(at, row) for at, place in enumerate(places) for row in Fragment(place).table(name).to_pylist()]


def told_together(places: list[Path], name: str) -> list[tuple[int, object]]:
    table, numbers = FragmentBatch([Fragment(place) for place in places]).table(name)
    return list(zip(numbers.to_pylist(), table.to_pylist(), strict=True))


def written_anew(place: Path, name: str, change: Body, rows: int | None = None) -> None:
    """The stream of a table made another, with hashes that are true."""
    content = place.read_bytes()
    head, _, body = content[len(MAGIC) :].partition(b"\n")
    told = json.loads(head)
    count, begin, end = told["tables"][name]
    new = change(body[begin:end])
    told["tables"] = {name: [count if rows is None else rows, 0, len(new)]}
    told["body"] = hashlib.sha256(new).hexdigest()
    place.write_bytes(MAGIC + json.dumps(told).encode() + b"\n" + new)


def test_tables_together_are_those_of_each_one_behind_another(places: list[Path]) -> None:
    for name in FragmentBatch([Fragment(place) for place in places]).names:
        assert told_together(places, name) == told_apart(places, name)


@pytest.mark.parametrize("places", ["few", "many"], indirect=True)
def test_no_fragment_is_opened_one_by_one_where_all_are_sound_and_alike(places: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    batch = FragmentBatch([Fragment(place) for place in places])
    monkeypatch.setattr(Fragment, "table", None)
    assert batch.table("initiatives")[0].num_rows == 4


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_one_of_them_is_made_of_the_batch_refuses_it_or_says_what_each_says(places: list[Path], data: st.DataObject) -> None:
    place = places[data.draw(st.integers(0, 2))]
    whole = place.read_bytes()

    def changed(stream: bytes) -> bytes:
        at = data.draw(st.integers(0, len(stream) - 1))
        flipped = stream[:at] + bytes([stream[at] ^ data.draw(st.integers(1, 255))]) + stream[at + 1 :]
        return data.draw(st.sampled_from([flipped, stream[:at], stream[at:], stream[:at] + stream]))

    written_anew(place, "initiatives", changed)
    try:
        together, refused = told_together(places, "initiatives"), None
    except FragmentError as error:
        together, refused = [], error.place
    if refused is None:
        assert together == told_apart(places, "initiatives")
    else:
        assert refused == place
        with pytest.raises(FragmentError):
            Fragment(place).table("initiatives")
    place.write_bytes(whole)


@pytest.mark.parametrize("places", ["many"], indirect=True)
def test_a_false_fragment_cannot_swallow_the_next_one_and_speak_in_its_name(places: list[Path]) -> None:
    """It brings the rows of the next, and a last message whose body is said to be as long as all that the next one has."""
    first, second, _third = places
    schema = fragment_schema("initiatives")
    begin = len(schema.serialize().to_pybytes())
    theirs = Fragment(second).stream("initiatives")[begin : -len(END_OF_STREAM)]
    forged_rows = pa.Table.from_pylist(
        [row | {"title": "forged"} for row in Fragment(second).table("initiatives").to_pylist()], schema=schema
    )
    forged = forged_rows.to_batches()[0].serialize().to_pybytes()
    nothing = pa.RecordBatch.from_pylist([], schema=schema).serialize().to_pybytes()
    length = pa.ipc.read_message(nothing).body.size
    swallowing = bytearray(nothing)
    at = nothing.find(length.to_bytes(8, "little"))
    swallowing[at : at + 8] = (length + len(theirs)).to_bytes(8, "little")
    assert pa.ipc.read_message(bytes(swallowing) + theirs).body.size == length + len(theirs)
    written_anew(first, "initiatives", lambda stream: stream[: -len(END_OF_STREAM)] + forged + bytes(swallowing) + END_OF_STREAM)
    with pytest.raises(FragmentError) as refused:
        told_together(places, "initiatives")
    assert refused.value.place == first


@pytest.mark.parametrize("places", ["few", "many"], indirect=True)
def test_as_many_are_opened_together_as_are_small(places: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.ingest.fragment_batches.MOST_FRAGMENTS", 2)
    assert [len(batch) for batch in batches_of(map(Fragment, places))] == [2, 1]
    monkeypatch.setattr("pipeline.ingest.fragment_batches.MOST_BYTES", 1)
    assert [len(batch) for batch in batches_of(map(Fragment, places))] == [1, 1, 1]


@pytest.mark.parametrize("places", ["first few", "first many"], indirect=True)
def test_those_that_are_written_alike_are_opened_together(places: list[Path]) -> None:
    batches = [[fragment.place for fragment in batch] for batch in batches_of(map(Fragment, places))]
    assert sorted(batches, key=len) == [places[:1], places[1:]]
