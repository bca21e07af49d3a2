"""One document's print of a promise in, what stands inside it out: a sign that turned, words against a sign, money deferred."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.model.records import Smiley
from pipeline.changes.money import deferrals
from pipeline.changes.pair import Difference, Pair
from pipeline.promises.model import Edition, Entry, History
from pipeline.promises.signs import BAD
from pipeline.promises.standing import contradicted, smiley
from pipeline.schema.changes import Change
from pipeline.schema.rows import Row

__all__ = ["inside"]


def inside(history: History, edition: Edition, entry: Entry) -> Iterator[Difference]:
    """What one document tells by itself: its rounds stand beside one another in it."""
    pair = Pair(history.agreement, history.promise_id, edition, edition, entry, entry)
    yield from _turns(pair, entry)
    for row in entry.milestones:
        cue = contradicted(entry, row)
        if cue is not None:
            yield pair.difference(Change.WORDS_CONTRADICT_SMILEY, "status_note", (smiley(row), cue.words), (row, row))
    yield from deferrals(pair)


def _turns(pair: Pair, entry: Entry) -> Iterator[Difference]:
    """Each sign against the one before it: glad without a word where it was not, and not glad where it was."""
    last: Row | None = None
    for row in entry.milestones:
        sign, before = smiley(row), smiley(last) if last else None
        if sign is Smiley.GLAD and before in BAD and not row.get("text") and not row.get("status_note"):
            yield pair.difference(Change.GLAD_WITHOUT_WORD, "smiley", (before, sign), (row, row), earlier=last)
        if sign in BAD and before is Smiley.GLAD:
            yield pair.difference(Change.TURNED_NOT_GLAD, "smiley", (before, sign), (row, row), earlier=last)
        last = row if sign is not None else last
