"""What no list of words describes, as the default profile has it: regular expressions and short word lists by name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from parsers.model import late_regex as regex
from parsers.model.records import SectionKind
from parsers.profile.form import AgendaPart, FrontKind, Profile
from parsers.profile.loading import shipped
from parsers.profile.rounds import Rounds

__all__ = [
    "DEFAULT_PROFILE",
    "agenda_parts",
    "default_rounds",
    "front_labels",
    "pattern",
    "pattern_text",
    "printed_words",
    "section_headings",
]

DEFAULT_PROFILE = "ballerup"  # whose papers may print no municipality's name


@cache
def _default() -> Profile:
    return next(profile for profile in shipped() if profile.slug == DEFAULT_PROFILE)


def default_rounds() -> Rounds:
    """Those of the default profile's year."""
    return _default().rounds


def pattern(name: str, flags: int = 0) -> regex.Pattern[str]:
    """The expression of that name; `flags` as `regex.compile` takes them. Raises KeyError."""
    return regex.compile(_default().patterns[name], flags)


def pattern_text(name: str) -> str:
    """The expression of that name, to stand in another. Raises KeyError."""
    return _default().patterns[name]


def printed_words(name: str) -> tuple[str, ...]:
    """The words of that name. Raises KeyError."""
    return _default().words[name]


def section_headings() -> Mapping[SectionKind, tuple[str, ...]]:
    """The headings of an item's sections, as printed, by what the section is."""
    return _default().agenda_headings


def agenda_parts(part: AgendaPart) -> tuple[str, ...]:
    """The lines that announce a part of an agenda, or who was there. Raises KeyError."""
    return _default().agenda_parts[part]


def front_labels() -> Mapping[FrontKind, tuple[str, ...]]:
    """The labels that stand before a paper's title, by what they say."""
    return _default().front_labels
