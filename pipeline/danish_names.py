"""A change in, what people call it out, in Danish: short enough for a heading, a filter or a feed."""

from __future__ import annotations

from typing import Any

from pipeline.changes import Change, Weight
from pipeline.sentences import sign

WEIGHTS = {Weight.ALARM: "alarm", Weight.NOTICE: "bemærk", Weight.INFO: "oplysning"}
CHANGES = {
    Change.STANDING_WORSENED: "indsatsen står dårligere",
    Change.STANDING_IMPROVED: "indsatsen står bedre",
    Change.SMILEY_SET: "milepæl fik smiley",
    Change.SMILEY_WORSENED: "milepæl står dårligere",
    Change.SMILEY_IMPROVED: "milepæl står bedre",
    Change.SMILEY_REMOVED: "smiley fjernet",
    Change.ECONOMY_SET: "økonomien fik smiley",
    Change.ECONOMY_WORSENED: "økonomien står dårligere",
    Change.ECONOMY_IMPROVED: "økonomien står bedre",
    Change.ECONOMY_REMOVED: "økonomiens smiley fjernet",
    Change.GLAD_WITHOUT_WORD: "glad uden et ord",
    Change.WORDS_CONTRADICT_SMILEY: "ordene siger andet end smileyen",
    Change.MILESTONE_REWORDED: "milepæl omformuleret",
    Change.MILESTONE_MOVED: "milepæl flyttet",
    Change.MILESTONE_ADDED: "milepæl tilføjet",
    Change.MILESTONE_REMOVED: "milepæl fjernet",
    Change.MONEY_MOVED: "penge flyttet",
    Change.INITIATIVE_ADDED: "indsats kommet til",
    Change.INITIATIVE_DISAPPEARED: "indsats forsvundet",
    Change.INITIATIVE_RENUMBERED: "indsats fik nyt nummer",
    Change.INITIATIVE_RENAMED: "indsats fik ny titel",
    Change.THEME_CHANGED: "tema ændret",
    Change.RESPONSIBLE_CHANGED: "ansvarlig ændret",
    Change.FUNDING_CHANGED: "drift/anlæg ændret",
    Change.DESCRIPTION_CHANGED: "beskrivelse ændret",
    Change.STATUS_NOTE_CHANGED: "bemærkning ændret",
    Change.STATUS_NOTE_UNCHANGED: "samme bemærkning som sidst",
    Change.ECONOMY_TEXT_CHANGED: "økonomitekst ændret",
    Change.AMOUNT_CHANGED: "beløb ændret",
    Change.NOW_READ: "kan nu læses",
    Change.NO_LONGER_READ: "kan ikke længere læses",
    Change.ISSUE_DISAGREES: "to udgaver er uenige",
}


def change_name(change: str) -> str:
    return CHANGES[Change(change)]


def weight_name(severity: str) -> str:
    return WEIGHTS[Weight(severity)]


def cell(change: dict[str, Any], side: str) -> str | None:
    """What stood (`before`) or stands (`after`) in the cell that a change is about: a sign as ☹ (mellem eller sur), words as printed."""
    value: str | None = change[side]
    return sign(value) if value is not None and str(change["column"]).endswith("smiley") else value
