"""Two signs in, what became of the first out: worsened, improved, set, removed, or not to be told."""

from __future__ import annotations

from enum import StrEnum

from parsers.model.records import Smiley

__all__ = ["BAD", "Turn", "last_sign", "step", "turn"]

BAD = frozenset({Smiley.MIDDLE, Smiley.SOUR, Smiley.MIDDLE_OR_SOUR})
# What a sign may mean, from least to most; a sign the legend gives to two meanings may be either.
MEANINGS = {
    Smiley.SOUR: frozenset({0}),
    Smiley.MIDDLE: frozenset({1}),
    Smiley.MIDDLE_OR_SOUR: frozenset({0, 1}),
    Smiley.GLAD: frozenset({2}),
}


class Turn(StrEnum):
    SET = "set"
    WORSENED = "worsened"
    IMPROVED = "improved"
    REMOVED = "removed"
    NOW_READ = "now_read"
    NO_LONGER_READ = "no_longer_read"


def last_sign(before: Smiley | None, now: Smiley | None) -> Smiley | None:
    """The last sign that was told for certain: an ambiguous sign that may mean the same as the one before adds nothing to it."""
    if now is None or now is Smiley.UNKNOWN:
        return before
    if before is not None and MEANINGS[before] <= MEANINGS[now]:
        return before
    return now


def step(before: Smiley, after: Smiley) -> Turn | None:
    """Worse or better, between two signs that were read; None where they may mean the same."""
    if MEANINGS[before] & MEANINGS[after]:
        return None
    return Turn.IMPROVED if min(MEANINGS[after]) > max(MEANINGS[before]) else Turn.WORSENED


def turn(before: Smiley | None, after: Smiley | None, *, before_blind: bool = False, after_blind: bool = False) -> Turn | None:
    """What became of a cell's sign. A doubt on either side is never a change of status.

    A blind document lost all its signs: an empty cell in it says nothing.
    """
    unread_before = before is Smiley.UNKNOWN or (before is None and before_blind)
    unread_after = after is Smiley.UNKNOWN or (after is None and after_blind)
    if before == after or (unread_before and unread_after):
        return None
    if unread_after:
        return Turn.NO_LONGER_READ if before is not None or after is Smiley.UNKNOWN else None
    if unread_before:
        return Turn.NOW_READ if after is not None or before is Smiley.UNKNOWN else None
    if before is None:
        return Turn.SET
    if after is None:
        return Turn.REMOVED
    return step(before, after)
