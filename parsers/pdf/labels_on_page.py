"""A page's text in, whether a table of ours may begin on it out."""

from __future__ import annotations

import re
from functools import cache

from parsers.profile.vocabulary import ProfileWords, vocabulary

__all__ = ["has_label"]


def has_label(text: str) -> bool:
    """Whether a page's text holds a label of these tables, as it must where one begins."""
    return _label(vocabulary()).search(text) is not None


@cache
def _label(words: ProfileWords) -> re.Pattern[str]:
    """The words of which a page holds one where a table of ours begins on it.

    Each begins with a letter that `re` can skip to: what stands before a label is looked at after it.
    """
    forms = [(form, starred) for word in words.page_words for starred in (word.endswith("*"),) for form in _cases(word.rstrip("*"))]
    anywhere = tuple(form for form, starred in forms if starred)  # "Milepælen er nået" is a line of the reading guide
    whole = sorted(form for form, starred in forms if not form.startswith(anywhere or ("\0",)))
    return re.compile("|".join([*anywhere, *[rf"{form}(?<!\w{form})\b" for form in whole]]) or r"(?!)")


def _cases(word: str) -> tuple[str, str]:
    return word, word.upper()
