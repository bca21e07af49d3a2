"""What may be wrong with what a job makes: where it is made, and where it is looked at."""

from __future__ import annotations

__all__ = ["UnsoundError", "WriteError"]


class UnsoundError(Exception):
    """What a job made is not what it should have made."""


class WriteError(Exception):
    """What a job made could not be written; raised in a worker, it ends all jobs as an OSError: the file is not to blame."""
