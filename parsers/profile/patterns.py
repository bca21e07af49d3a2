"""What no list of words describes, as the default profile has it: regular expressions and short word lists by name."""

from __future__ import annotations

from functools import cache

import regex

from parsers.profile.loading import shipped

__all__ = ["DEFAULT_PROFILE", "pattern", "printed_words"]

DEFAULT_PROFILE = "ballerup"  # whose papers may print no municipality's name


@cache
def _of_default() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    profile = next(profile for profile in shipped() if profile.slug == DEFAULT_PROFILE)
    return profile.patterns, profile.words


def pattern(name: str, flags: int = 0) -> regex.Pattern[str]:
    """The expression of that name; `flags` as `regex.compile` takes them. Raises KeyError."""
    return regex.compile(_of_default()[0][name], flags)


def printed_words(name: str) -> tuple[str, ...]:
    """The words of that name. Raises KeyError."""
    return _of_default()[1][name]
