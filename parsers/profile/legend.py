"""What the reading guide prints: its headings, scales and meanings."""

from __future__ import annotations

from typing import NamedTuple

from parsers.model import late_regex as regex
from parsers.model.records import Scale, Smiley
from parsers.profile.patterns import pattern, printed_words
from parsers.profile.vocabulary import key_of

__all__ = ["defined_status", "is_guide_heading", "legend_blocks", "legend_meaning", "legend_scale", "legend_words"]

LEGEND_HEADING = pattern("legend_heading", regex.IGNORECASE)


GUIDE_HEADINGS = frozenset(printed_words("guide_headings"))


def is_guide_heading(text: str) -> bool:
    """Whether it heads the reading guide, and so no section of the agreement."""
    return key_of(text) in GUIDE_HEADINGS


LEGEND_BULLET = regex.compile(r"^[\s\-–—•*·:]+")


DEFINED_STATUS = regex.compile(r"(?P<status>[^:]{1,30}?)\s*+(?::|[=–]\s)\s*+(?P<words>\S.*)", regex.DOTALL)
ACHIEVED = regex.compile(r"\b(?:nået|opfyldt|overholdt|opnået|gennemført|opnås|nås)\b", regex.IGNORECASE)


def legend_scale(text: str) -> Scale | None:
    """`"Definition af smileys på økonomi:"` to the scale whose lines follow."""
    return next((scale for scale, _ in legend_blocks(text)), None)


def legend_blocks(text: str) -> list[tuple[Scale, str]]:
    """Each legend heading of a paragraph with what follows it: a dump may run a whole reading guide together."""
    headings = list(LEGEND_HEADING.finditer(text))
    ends = [*(heading.start() for heading in headings), len(text)][1:]
    return [
        (Scale.ECONOMY if heading["scale"].casefold().startswith("økonomi") else Scale.INITIATIVE, text[heading.end() : end].strip())
        for heading, end in zip(headings, ends, strict=True)
    ]


def legend_words(text: str) -> str:
    """A legend line's definition without its bullet and the colon behind the sign."""
    return LEGEND_BULLET.sub("", text).strip()


class DefinedStatus(NamedTuple):
    """What a legend line prints in place of a sign, its definition, and what that means."""

    status: str
    words: str
    meaning: Smiley


def defined_status(text: str, scale: Scale) -> DefinedStatus | None:
    """`"Delvist nået: Milepælen er ikke fuldt nået …"` to its status and definition; None for any other line."""
    match = DEFINED_STATUS.match(text)
    meaning = legend_meaning(match["words"], scale) if match else None
    return DefinedStatus(match["status"], match["words"], meaning) if match and meaning is not None else None


def legend_meaning(words: str, scale: Scale) -> Smiley | None:
    """What a legend line defines: `"Milepælen er ikke fuldt nået, men det er fortsat realistisk …"` is the middle smiley.

    None when the words define no smiley.
    """
    said = words.casefold()
    if ACHIEVED.search(said) is None:
        return None
    if "ikke" not in said:
        return Smiley.MIDDLE if scale is Scale.INITIATIVE and "delvis" in said else Smiley.GLAD
    if scale is Scale.ECONOMY or "ikke realistisk" in said:
        return Smiley.SOUR
    if "ikke fuldt" in said or "realistisk" in said or "delvis" in said:
        return Smiley.MIDDLE
    return Smiley.SOUR
