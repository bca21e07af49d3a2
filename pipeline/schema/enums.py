"""The values that a column may take, where no reader of a document has them."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["DocumentState", "Method", "PrintedRow", "StandingBasis"]


class DocumentState(StrEnum):
    PARSED = "parsed"
    PARTIAL = "partial"
    RECOGNISED = "recognised"


class StandingBasis(StrEnum):
    """Which documents tell how a promise stood in a round."""

    OWN = "own"  # the round's own
    LATER = "later"  # only one of a later round, which prints that round's sign
    BOTH = "both"


class PrintedRow(StrEnum):
    """The row on paper that a place belongs to: an initiative is printed in up to three of them."""

    HEADING = "heading"
    DESCRIPTION = "description"
    LATEST_STATUS = "latest_status"
    MILESTONE = "milestone"
    ECONOMY = "economy"
    ITEM = "item"  # of an agenda, a strategy status or a memo


class Method(StrEnum):
    """How two rows were found to be the same, surest first."""

    HUMAN = "human"
    NUMBER = "number"
    TITLE = "title"
    DESCRIPTION = "description"
    FUZZY = "fuzzy"
    RARE_WORDS = "rare_words"  # titles that share a word no other title of either year has
    DUE = "due"  # a milestone: the same ordinal and time, or the only one of that time
    TEXT = "text"  # a milestone: the same words under another time
