"""What no list of words describes, as the default profile has it: regular expressions and short word lists by name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from parsers.model import late_regex as regex
from parsers.model.records import SectionKind
from parsers.profile.form import AgendaPart, FrontKind, Profile
from parsers.profile.loading import shipped

__all__ = ["DEFAULT_PROFILE", "agenda_parts", "front_labels", "pattern", "printed_words", "section_headings"]

DEFAULT_PROFILE = "ballerup"  # whose papers may print no municipality's name


@cache
def _default() -> Profile:
    return next(profile for profile in shipped() if profile.slug == DEFAULT_PROFILE)


def pattern(name: str, flags: int = 0) -> regex.Pattern[str]:
    """The expression of that name; `flags` as `regex.compile` takes them. Raises KeyError."""
    return regex.compile(_default().patterns[name], flags)


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
