"""A standing in, the mark a reader sees out: a shape, a word and a colour that mean the same."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, NamedTuple

from parsers.records import Smiley

Row = dict[str, Any]


class Mark(StrEnum):
    """What may stand for one promise in one round; the value is the shape's name in the pages."""

    GLAD = "g"
    MIDDLE = "m"
    SOUR = "s"
    EITHER = "e"
    UNREAD = "u"
    NO_SIGN = "n"
    NOT_DUE = "d"
    ABSENT = "a"
    NOTHING = "o"


class Words(NamedTuple):
    """`short` stands in the strip, `full` wherever there is room."""

    short: str
    full: str


WORDS = {
    Mark.GLAD: Words("glad", "☺ (glad)"),
    Mark.MIDDLE: Words("mellem", "😐 (mellem)"),
    Mark.SOUR: Words("sur", "☹ (sur)"),
    Mark.EITHER: Words("mellem/sur", "☹ (mellem eller sur)"),
    Mark.UNREAD: Words("ulæst", "et tegn, der ikke kan læses"),
    Mark.NO_SIGN: Words("uden tegn", "intet tegn, selv om milepælen er forfalden"),
    Mark.NOT_DUE: Words("ikke forfalden", "ingen forfalden milepæl"),
    Mark.ABSENT: Words("forsvundet", "indsatsen står her ikke længere"),
    Mark.NOTHING: Words("–", "intet dokument, der dækker indsatsen"),
}
OF_SMILEY = {
    Smiley.GLAD: Mark.GLAD,
    Smiley.MIDDLE: Mark.MIDDLE,
    Smiley.SOUR: Mark.SOUR,
    Smiley.MIDDLE_OR_SOUR: Mark.EITHER,
    Smiley.UNKNOWN: Mark.UNREAD,
}
# A due milestone has one of these: together they are the denominator of every count.
DUE = (Mark.GLAD, Mark.MIDDLE, Mark.EITHER, Mark.SOUR, Mark.UNREAD, Mark.NO_SIGN)


def mark_of_sign(smiley: str | None) -> Mark | None:
    """The mark of a smiley cell; None when the cell is empty, which says nothing."""
    return OF_SMILEY[Smiley(smiley)] if smiley else None


def mark_of_standing(standing: Row | None) -> Mark:
    """How a promise stands in a round. A milestone that is not due is no bad mark, and a missing document is no mark at all."""
    if standing is None:
        return Mark.NOTHING
    if standing["absent"]:
        return Mark.ABSENT
    if standing["milestone_id"] is None:
        return Mark.NOT_DUE
    return mark_of_sign(standing["smiley"]) or Mark.NO_SIGN
