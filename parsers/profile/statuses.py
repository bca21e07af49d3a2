"""A status in words, letters or numbers to what it means, as the profiles say."""

from __future__ import annotations

from typing import NamedTuple

from parsers.model import late_regex as regex
from parsers.model.records import Smiley
from parsers.profile.form import Meaning
from parsers.profile.vocabulary import key_of, vocabulary

__all__ = ["colour_meaning", "is_share", "status_meaning"]

SHARE = regex.compile(r"\d{1,3}(?:,\d{1,2})?\s?(?:%|pct\.?)")
SMILEYS = {
    Meaning.GLAD: Smiley.GLAD,
    Meaning.DONE: Smiley.GLAD,
    Meaning.MIDDLE: Smiley.MIDDLE,
    Meaning.SOUR: Smiley.SOUR,
}


class StatusMeaning(NamedTuple):
    """What a printed status means: a smiley, or None where no smiley says it (not begun, given up)."""

    smiley: Smiley | None


def status_meaning(words: str) -> StatusMeaning | None:
    """What a status means; None for words that are none the profiles know."""
    meaning = vocabulary().statuses.get(key_of(words).strip(" .;"))
    return StatusMeaning(SMILEYS.get(Meaning(meaning))) if meaning is not None else None


def colour_meaning(colour: str) -> StatusMeaning | None:
    """What a cell's colour, "green", means; None where the profiles say nothing of it."""
    meaning = vocabulary().colours.get(colour)
    return StatusMeaning(SMILEYS.get(Meaning(meaning))) if meaning is not None else None


def is_share(words: str) -> bool:
    """Whether the words are a share, `"70 %"`: printed as a status, and no sign without a rule."""
    return SHARE.fullmatch(words.strip()) is not None
