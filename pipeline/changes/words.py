"""Two entries of one promise in, what differs in their words out.

A difference is told once, where it belongs: words that moved to another time are neither removed there nor added here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.changes.pair import Difference, Pair, cell, comes_or_goes, economy_pairs
from pipeline.promises.milestones import MilestoneStep
from pipeline.promises.same_text import same, squashed
from pipeline.promises.signs import BAD
from pipeline.promises.standing import smiley, standing
from pipeline.schema.changes import Change
from pipeline.schema.rows import Row

__all__ = ["words"]

# Where one side is empty because it was lost in reading, a finding says so; that is no change of the promise.
ONLY_WHERE_BOTH_ARE_PRINTED = {
    "number": Change.INITIATIVE_RENUMBERED,
    "title": Change.INITIATIVE_RENAMED,
    "theme": Change.THEME_CHANGED,
    "funding": Change.FUNDING_CHANGED,
}
CELLS = {
    "responsible_center": Change.RESPONSIBLE_CHANGED,
    "responsible_committee": Change.RESPONSIBLE_CHANGED,
    "description": Change.DESCRIPTION_CHANGED,
    "latest_status": Change.STATUS_NOTE_CHANGED,
}


def words(pair: Pair, steps: Sequence[MilestoneStep]) -> Iterator[Difference]:
    """What was renamed, reworded, moved, added, removed or said again, in a pair of which both sides are printed."""
    if pair.old is None or pair.new is None:
        return
    yield from _initiative(pair, pair.old.initiative, pair.new.initiative)
    for one in steps:
        yield from _milestone_change(pair, one)
        yield from _notes(pair, one)
    yield from _last_words(pair, steps)
    yield from _economy_words(pair)


def _initiative(pair: Pair, old: Row, new: Row) -> Iterator[Difference]:
    for column, change in ONLY_WHERE_BOTH_ARE_PRINTED.items():
        if old.get(column) and new.get(column) and not same(old[column], new[column]):
            yield pair.difference(change, column, (old[column], new[column]))
    for column, change in CELLS.items():
        if not same(old.get(column), new.get(column)):
            yield pair.difference(change, column, (old.get(column), new.get(column)))
    # The cell after "Væsentlig bidragsyder:" is one: where only its division differs, nothing has changed.
    if not same(*(" ".join(filter(None, (row.get("contributors"), row.get("remarks")))) for row in (old, new))):
        for column, change in (("contributors", Change.RESPONSIBLE_CHANGED), ("remarks", Change.DESCRIPTION_CHANGED)):
            if not same(old.get(column), new.get(column)):
                yield pair.difference(change, column, (old.get(column), new.get(column)))


def _milestone_change(pair: Pair, one: MilestoneStep) -> Iterator[Difference]:
    """What became of a milestone's words: moved, reworded, added, removed."""
    before, after = one.before, one.after
    old_text, new_text = cell(before, "text"), cell(after, "text")
    was = smiley(before) if before else None
    if after is not None and one.moved_from is not None:
        origin = one.moved_from
        yield pair.difference(
            Change.MILESTONE_MOVED,
            "due_label",
            (origin.get("due_label"), after.get("due_label")),
            (origin, after),
            pairing=one.pairing if origin is before else None,
            was=smiley(origin),
            earlier=origin,
            words=origin.get("text"),
        )
    if same(old_text, new_text):
        return
    # Words that came from or went to another time have been told; the rest of the cell has not.
    came = _rest(new_text, one.moved_from)
    gone = None if one.moved_to is not None else old_text
    if same(gone, came):
        return
    change = Change.MILESTONE_ADDED if not gone else Change.MILESTONE_REMOVED if not came else Change.MILESTONE_REWORDED
    yield pair.difference(
        change, "text", (gone or None, came or None), (before, after), pairing=one.pairing, was=was, words=old_text or new_text
    )


def _rest(text: str | None, moved: Row | None) -> str | None:
    """A cell without the words that moved into it, which may be all of it."""
    if text is None or moved is None:
        return text
    gone = {squashed(line) for line in (moved.get("text") or "").split("\n")}
    return "\n".join(line for line in text.split("\n") if squashed(line) not in gone) or None


def _notes(pair: Pair, one: MilestoneStep) -> Iterator[Difference]:
    before, after = one.before, one.after
    if comes_or_goes(before, after):
        return  # its note comes or goes with it
    old_note, new_note = cell(before, "status_note"), cell(after, "status_note")
    if not same(old_note, new_note):
        yield pair.difference(Change.STATUS_NOTE_CHANGED, "status_note", (old_note, new_note), (before, after), pairing=one.pairing)
    elif before and after and new_note and pair.later and smiley(after) in BAD:
        yield pair.difference(Change.STATUS_NOTE_UNCHANGED, "status_note", (old_note, new_note), (before, after), pairing=one.pairing)


def _last_words(pair: Pair, steps: Sequence[MilestoneStep]) -> Iterator[Difference]:
    """A new row that reports a bad sign in the very words that the promise's newest row had last time."""
    assert pair.old is not None
    assert pair.new is not None
    last, now = standing(pair.old).row, standing(pair.new).row
    if last is None or now is None or not pair.later or smiley(now) not in BAD or not now.get("status_note"):
        return
    if any(one.before is last and one.after is now for one in steps) or not same(last.get("status_note"), now["status_note"]):
        return
    yield pair.difference(Change.STATUS_NOTE_UNCHANGED, "status_note", (last["status_note"], now["status_note"]), (last, now))


def _economy_words(pair: Pair) -> Iterator[Difference]:
    for before, after in economy_pairs(pair):
        for column in ("text", "status_note"):
            old, new = cell(before, column), cell(after, column)
            if not same(old, new):
                yield pair.difference(Change.ECONOMY_TEXT_CHANGED, f"economy_{column}", (old, new), (before, after))
