"""A change in, what people call it out, in Danish: short enough for a heading, a filter or a feed."""

from __future__ import annotations

from pipeline.schema.changes import Change, Weight
from pipeline.schema.rows import Row
from pipeline.wording.sentences import sign

__all__ = ["CHANGES", "cell", "change_name", "weight_name"]

WEIGHTS = {Weight.ALARM: "vigtig", Weight.NOTICE: "bemærk", Weight.INFO: "oplysning"}
CHANGES = {
    Change.STANDING_WORSENED: "Indsatsen blev værre",
    Change.STANDING_IMPROVED: "Indsatsen blev bedre",
    Change.SMILEY_SET: "Fik et tegn",
    Change.SMILEY_WORSENED: "Milepælens tegn blev værre",
    Change.SMILEY_IMPROVED: "Milepælens tegn blev bedre",
    Change.SMILEY_REMOVED: "Milepælens tegn blev fjernet",
    Change.ECONOMY_SET: "Økonomien fik et tegn",
    Change.ECONOMY_WORSENED: "Økonomien blev værre",
    Change.ECONOMY_IMPROVED: "Økonomien blev bedre",
    Change.ECONOMY_REMOVED: "Økonomiens tegn blev fjernet",
    Change.PRINTED_HISTORY_CHANGED: "Tidligere rundes tegn ændret",
    Change.GLAD_WITHOUT_WORD: "Blev glad uden et ord",
    Change.TURNED_NOT_GLAD: "Ikke længere glad",
    Change.WORDS_CONTRADICT_SMILEY: "Ord mod tegn",
    Change.MILESTONE_REWORDED: "Milepæl omformuleret",
    Change.MILESTONE_MOVED: "Milepæl flyttet",
    Change.MILESTONE_ADDED: "Ny milepæl",
    Change.MILESTONE_REMOVED: "Milepæl fjernet",
    Change.MONEY_MOVED: "Nyt om udskydelse af penge",
    Change.DEFERRAL_TOLD: "Udskydelse af penge omtalt",
    Change.INITIATIVE_ADDED: "Ny indsats",
    Change.INITIATIVE_DISAPPEARED: "Forsvundet",
    Change.INITIATIVE_RENUMBERED: "Nyt nummer",
    Change.INITIATIVE_RENAMED: "Ny titel",
    Change.THEME_CHANGED: "Nyt tema",
    Change.RESPONSIBLE_CHANGED: "Nyt ansvar",
    Change.FUNDING_CHANGED: "Drift eller anlæg ændret",
    Change.DESCRIPTION_CHANGED: "Beskrivelse ændret",
    Change.STATUS_NOTE_CHANGED: "Bemærkning ændret",
    Change.STATUS_NOTE_UNCHANGED: "Samme bemærkning som sidst",
    Change.ECONOMY_TEXT_CHANGED: "Tekst om økonomien ændret",
    Change.AMOUNT_CHANGED: "Beløb ændret",
    Change.NOW_READ: "Kan nu læses",
    Change.NO_LONGER_READ: "Kan ikke længere læses",
    Change.ISSUE_DISAGREES: "To udgaver er uenige",
}


def change_name(change: str) -> str:
    return CHANGES[Change(change)]


def weight_name(severity: str) -> str:
    return WEIGHTS[Weight(severity)]


def cell(change: Row, side: str) -> str | None:
    """What stood (`before`) or stands (`after`) in the cell that a change is about: a sign as ☹ (mellem eller sur), words as printed."""
    value: str | None = change[side]
    return sign(value) if value is not None and str(change["column"]).endswith("smiley") else value
