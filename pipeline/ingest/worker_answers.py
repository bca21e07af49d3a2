"""The line that a worker answers with in; what it says out, held to its form: it is trusted with nothing."""

from __future__ import annotations

import select

import msgspec

from pipeline.schema.reasons import FileCode

__all__ = ["ANSWER_BYTES", "understood"]

ANSWER_BYTES = select.PIPE_BUF  # as much is written whole or not at all


class WorkerAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a worker says of its job; an `errno` where what the job made could not be written."""

    code: FileCode | None = None
    detail: str | None = None
    trace: str | None = None
    errno: int | None = None


def understood(answer: bytes) -> WorkerAnswer | None:
    """A worker's answer, held to its form; None for anything else."""
    if not answer.endswith(b"\n") or len(answer) > ANSWER_BYTES:
        return None
    try:
        return msgspec.json.decode(answer, type=WorkerAnswer)
    except (msgspec.MsgspecError, RecursionError):
        return None
