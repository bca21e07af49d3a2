"""Streams whose batches are plain, and all that may be put in their place."""

from __future__ import annotations

import contextlib

import pyarrow as pa
import pyarrow.ipc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.arrow_messages import holds_plain_batches

ROWS = pa.RecordBatch.from_pylist([{"words": "ord " * 20, "number": 1}] * 50)


def stream(batch: pa.RecordBatch = ROWS, codec: str | None = None) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema, options=pa.ipc.IpcWriteOptions(compression=codec)) as writer:
        writer.write_batch(batch)
    return bytes(sink.getvalue().to_pybytes())


def test_a_stream_as_it_is_written_holds_plain_batches() -> None:
    assert holds_plain_batches(pa.py_buffer(stream()))


@pytest.mark.parametrize("codec", ["lz4", "zstd"])
def test_a_compressed_batch_is_none(codec: str) -> None:
    assert not holds_plain_batches(pa.py_buffer(stream(codec=codec)))


def test_a_dictionary_is_none() -> None:
    assert not holds_plain_batches(pa.py_buffer(stream(pa.record_batch({"words": pa.array(["a", "b"]).dictionary_encode()}))))


@given(at=st.integers(0, 799), byte=st.integers(0, 255))
def test_whatever_stands_in_its_head_it_is_answered_or_refused(at: int, byte: int) -> None:
    damaged = bytearray(stream())
    damaged[at] = byte
    with contextlib.suppress(pa.ArrowException, OSError, ValueError):
        assert holds_plain_batches(pa.py_buffer(bytes(damaged))) in (True, False)
