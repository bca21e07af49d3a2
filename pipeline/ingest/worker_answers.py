"""The line that a worker answers with in; what it says out, held to its form: it is trusted with nothing."""

from __future__ import annotations

import json
import select
from dataclasses import dataclass

from pipeline.schema.reasons import FileCode

__all__ = ["ANSWER_BYTES", "understood"]

ANSWER_BYTES = select.PIPE_BUF  # as much is written whole or not at all


@dataclass(frozen=True, slots=True)
class WorkerAnswer:
    """What a worker says of its job; an `errno` where what the job made could not be written."""

    code: FileCode | None = None
    detail: str | None = None
    trace: str | None = None
    peak: int | None = None  # bytes
    errno: int | None = None


def understood(answer: bytes) -> WorkerAnswer | None:
    """A worker's answer, held to its form; None for anything else."""
    if not answer.endswith(b"\n") or len(answer) > ANSWER_BYTES:
        return None
    try:
        told = json.loads(answer)
        if isinstance(told["errno"], int):
            return WorkerAnswer(errno=told["errno"])
        code = None if told["code"] is None else FileCode(told["code"])
        words = {name: told[name] for name in ("detail", "trace")}
        if all(value is None or isinstance(value, str) for value in words.values()) and isinstance(told["peak"], int | None):
            return WorkerAnswer(code, peak=told["peak"], **words)
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    return None
