"""A colour's name as legends print it: grøn, gul, rød."""

from __future__ import annotations

import colorsys
from enum import StrEnum

__all__ = ["Hue", "hue_named", "hue_of", "is_coloured"]

LEAST_SATURATION, LEAST_VALUE = 0.35, 0.25


class Hue(StrEnum):
    GREEN = "grøn"
    YELLOW = "gul"
    RED = "rød"


NAMES = {
    **dict.fromkeys(("grøn", "grønt", "grønne", "grøn farve", "grønt lys", "green"), Hue.GREEN),
    **dict.fromkeys(("gul", "gult", "gule", "gul farve", "gult lys", "yellow"), Hue.YELLOW),
    **dict.fromkeys(("rød", "rødt", "røde", "rød farve", "rødt lys", "red"), Hue.RED),
}


def hue_named(words: str) -> Hue | None:
    """`"Grøn"` to green; None for words that name no such colour."""
    return NAMES.get(" ".join(words.casefold().split()).strip(" .:"))


def is_coloured(colour: tuple[int, int, int]) -> bool:
    """Whether it is neither grey, black nor a tint."""
    most, least = max(colour), min(colour)
    return most >= LEAST_VALUE * 255 and most - least >= LEAST_SATURATION * most


def hue_of(colour: tuple[int, int, int] | None) -> Hue | None:
    """Green, yellow or red; None for any other colour and for none."""
    if colour is None or not is_coloured(colour):
        return None
    degrees = colorsys.rgb_to_hsv(*(part / 255 for part in colour))[0] * 360
    if degrees < 18 or degrees > 340:
        return Hue.RED
    if 30 <= degrees <= 65:
        return Hue.YELLOW
    return Hue.GREEN if 80 <= degrees <= 170 else None
