"""What an Arrow stream is made of, before any of it is read: plain batches alone, for a compressed one can ask for any memory.

The places of the fields are those of the Arrow format's Message.fbs: `Message.header` is the third, `RecordBatch.compression` the fourth.
"""

from __future__ import annotations

import struct
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["END_OF_STREAM", "ends_of_plain_batches", "holds_plain_batches"]

END_OF_STREAM = b"\xff\xff\xff\xff\0\0\0\0"  # a message of no length
BEFORE_A_MESSAGE = 8  # bytes: that it goes on, and its length

HEADER = 2
COMPRESSION = 3
OFFSET, BACK, SHORT = struct.Struct("<I").unpack_from, struct.Struct("<i").unpack_from, struct.Struct("<H").unpack_from


def holds_plain_batches(stream: pa.Buffer) -> bool:
    """Whether only a schema and batches without compression stand in it. Raises pyarrow.ArrowException, OSError and ValueError."""
    return ends_of_plain_batches(stream) is not None


def ends_of_plain_batches(stream: pa.Buffer) -> list[int] | None:
    """Where each batch ends; None where anything else stands in it. Raises pyarrow.ArrowException, OSError and ValueError."""
    import pyarrow.ipc

    messages = list(pyarrow.ipc.MessageReader.open_stream(stream))
    kinds = [message.type for message in messages]
    if kinds[:1] != ["schema"] or any(kind != "record batch" for kind in kinds[1:]):
        return None
    try:
        if any(_is_compressed(memoryview(message.metadata)) for message in messages[1:]):
            return None
    except struct.error as error:
        raise ValueError("a message whose fields lie outside of it") from error
    return list(accumulate(BEFORE_A_MESSAGE + message.metadata.size + message.body.size for message in messages))[1:]


def _is_compressed(message: memoryview) -> bool:
    header = _field(message, OFFSET(message)[0], HEADER)
    if header is None:
        raise ValueError("a message without a header")
    return _field(message, header + OFFSET(message, header)[0], COMPRESSION) is not None


def _field(message: memoryview, table: int, slot: int) -> int | None:
    """Where a table of a flat buffer has a field; None where it is left out."""
    declared = table - BACK(message, table)[0]
    at = 4 + 2 * slot
    if declared < 0:
        raise ValueError("a table declared outside of its message")
    offset = SHORT(message, declared + at)[0] if at < SHORT(message, declared)[0] else 0
    return table + offset if offset else None
