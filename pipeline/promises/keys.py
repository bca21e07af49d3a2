"""An initiative as one document prints it in, what it can be known by elsewhere out."""

from __future__ import annotations

from pipeline.promises.model import Entry
from pipeline.promises.same_text import key, squashed

__all__ = ["long_description", "number", "number_and_title", "printed_title", "title_key"]

LONG_ENOUGH = 40  # letters: shorter descriptions may be alike by chance


def number(entry: Entry) -> str | None:
    """The number with its count where it was printed twice, `4.12#2`; None when it was lost, for `?1` here is not `?1` there."""
    return entry.id.partition("/")[2] if entry.initiative.get("number") else None


def title_key(entry: Entry) -> str:
    return key(entry.initiative.get("title") or "").casefold()


def number_and_title(entry: Entry) -> tuple[str, str] | None:
    numbered, titled = number(entry), title_key(entry)
    return (numbered, titled) if numbered and titled else None


def printed_title(entry: Entry) -> str:
    return squashed(entry.initiative.get("title") or "")


def long_description(entry: Entry) -> str | None:
    description = key(entry.initiative.get("description") or "")
    return description if len(description) >= LONG_ENOUGH else None
