"""The values that a column may take, where no reader of a document has them."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["DocumentState", "Method", "PanelFlag", "PrintedRow", "StandingBasis"]


class DocumentState(StrEnum):
    PARSED = "parsed"
    PARTIAL = "partial"
    RECOGNISED = "recognised"


class StandingBasis(StrEnum):
    """Which documents tell how a promise stood in a round."""

    OWN = "own"  # the round's own
    LATER = "later"  # only one of a later round, which prints that round's sign
    BOTH = "both"


class PanelFlag(StrEnum):
    """What is to be known of a promise in a round beside its sign; in `panel.flags` in this order, with blanks between."""

    ABSENT = "absent"  # no longer printed, which is not done
    LATE = "late"  # not glad after the round it was first due in
    MOVED = "moved"  # due later than first told
    REWORDED = "reworded"  # its milestone says something else than in the round before
    GLAD_WITHOUT_WORD = "glad_without_word"
    HISTORY_CHANGED = "history_changed"  # an earlier round's sign is printed otherwise than it was
    CONTRADICTED = "contradicted"  # its own words say otherwise than its sign
    ISSUES_DISAGREE = "issues_disagree"  # two documents of the round differ
    AMBIGUOUS = "ambiguous"  # one sign for two meanings
    UNREAD = "unread"  # a sign that could not be told
    CARRIED_FORWARD = "carried_forward"  # glad by the reading guide's rule alone
    DRAFT = "draft"
    PARTIAL = "partial"  # something in its document could not be read


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
