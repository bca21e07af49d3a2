"""What may change between two documents, and how much it matters: the nouns of the diff."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["MILESTONE_CHANGES", "Change", "Weight", "weight"]


class Weight(StrEnum):
    """How much a change matters to a reader, from least to most."""

    INFO = "info"
    NOTICE = "notice"
    ALARM = "alarm"


class Change(StrEnum):
    STANDING_WORSENED = "standing_worsened"
    STANDING_IMPROVED = "standing_improved"
    SMILEY_SET = "smiley_set"
    SMILEY_WORSENED = "smiley_worsened"
    SMILEY_IMPROVED = "smiley_improved"
    SMILEY_REMOVED = "smiley_removed"
    ECONOMY_SET = "economy_set"
    ECONOMY_WORSENED = "economy_worsened"
    ECONOMY_IMPROVED = "economy_improved"
    ECONOMY_REMOVED = "economy_removed"
    PRINTED_HISTORY_CHANGED = "printed_history_changed"
    GLAD_WITHOUT_WORD = "glad_without_word"
    TURNED_NOT_GLAD = "turned_not_glad"
    WORDS_CONTRADICT_SMILEY = "words_contradict_smiley"
    MILESTONE_REWORDED = "milestone_reworded"
    MILESTONE_MOVED = "milestone_moved"
    MILESTONE_ADDED = "milestone_added"
    MILESTONE_REMOVED = "milestone_removed"
    MONEY_MOVED = "money_moved"
    DEFERRAL_TOLD = "deferral_told"
    INITIATIVE_ADDED = "initiative_added"
    INITIATIVE_DISAPPEARED = "initiative_disappeared"
    INITIATIVE_RENUMBERED = "initiative_renumbered"
    INITIATIVE_RENAMED = "initiative_renamed"
    THEME_CHANGED = "theme_changed"
    RESPONSIBLE_CHANGED = "responsible_changed"
    FUNDING_CHANGED = "funding_changed"
    DESCRIPTION_CHANGED = "description_changed"
    STATUS_NOTE_CHANGED = "status_note_changed"
    STATUS_NOTE_UNCHANGED = "status_note_unchanged"
    ECONOMY_TEXT_CHANGED = "economy_text_changed"
    AMOUNT_CHANGED = "amount_changed"
    NOW_READ = "now_read"
    NO_LONGER_READ = "no_longer_read"
    ISSUE_DISAGREES = "issue_disagrees"


WEIGHTS = {
    Change.STANDING_WORSENED: Weight.ALARM,
    Change.STANDING_IMPROVED: Weight.INFO,
    Change.SMILEY_SET: Weight.INFO,
    Change.SMILEY_WORSENED: Weight.ALARM,
    Change.SMILEY_IMPROVED: Weight.NOTICE,
    Change.SMILEY_REMOVED: Weight.ALARM,
    Change.ECONOMY_SET: Weight.INFO,
    Change.ECONOMY_WORSENED: Weight.ALARM,
    Change.ECONOMY_IMPROVED: Weight.INFO,
    Change.ECONOMY_REMOVED: Weight.NOTICE,
    Change.PRINTED_HISTORY_CHANGED: Weight.ALARM,
    Change.GLAD_WITHOUT_WORD: Weight.ALARM,
    Change.TURNED_NOT_GLAD: Weight.ALARM,
    Change.WORDS_CONTRADICT_SMILEY: Weight.NOTICE,
    Change.MILESTONE_REWORDED: Weight.NOTICE,
    Change.MILESTONE_MOVED: Weight.NOTICE,
    Change.MILESTONE_ADDED: Weight.NOTICE,
    Change.MILESTONE_REMOVED: Weight.NOTICE,
    Change.MONEY_MOVED: Weight.NOTICE,
    Change.DEFERRAL_TOLD: Weight.NOTICE,
    Change.INITIATIVE_ADDED: Weight.NOTICE,
    Change.INITIATIVE_DISAPPEARED: Weight.ALARM,
    Change.NOW_READ: Weight.NOTICE,
    Change.NO_LONGER_READ: Weight.NOTICE,
    Change.ISSUE_DISAGREES: Weight.NOTICE,
}
MILESTONE_CHANGES = frozenset({Change.MILESTONE_REWORDED, Change.MILESTONE_MOVED, Change.MILESTONE_ADDED, Change.MILESTONE_REMOVED})


def weight(change: Change, *, was_bad: bool = False) -> Weight:
    """How much a change matters; milestone that were moved after the milestone was not reached are an alarm."""
    if was_bad and change in MILESTONE_CHANGES:
        return Weight.ALARM
    return WEIGHTS.get(change, Weight.INFO)
