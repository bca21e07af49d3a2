"""A status in words, letters or numbers to what it means, as a profile says."""

from __future__ import annotations

from typing import NamedTuple

import regex

from parsers.model.records import Smiley

__all__ = ["is_share", "key_of", "status_meaning"]

SHARE = regex.compile(r"\d{1,3}(?:,\d{1,2})?\s?(?:%|pct\.?)")


class Meaning(NamedTuple):
    """What a printed status means: a smiley, or None where no smiley says it (not begun, given up)."""

    smiley: Smiley | None


STATUSES = {
    **dict.fromkeys(("nået", "opfyldt", "gennemført", "helt nået", "fuldt nået"), Meaning(Smiley.GLAD)),
    **dict.fromkeys(("delvist nået", "delvis nået", "delvist opfyldt", "delvis opfyldt"), Meaning(Smiley.MIDDLE)),
    **dict.fromkeys(("ikke nået", "ikke opfyldt"), Meaning(Smiley.SOUR)),
}


def key_of(words: str) -> str:
    """`"Delvist  nået."` and `"delvist nået"` are one status."""
    return " ".join(words.casefold().split()).strip(" .:;")


def status_meaning(words: str) -> Meaning | None:
    """What a status means; None for words that are none the profile knows."""
    return STATUSES.get(key_of(words))


def is_share(words: str) -> bool:
    """Whether the words are a share, `"70 %"`: printed as a status, and no sign without a rule."""
    return SHARE.fullmatch(words.strip()) is not None
