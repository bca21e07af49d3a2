"""A text in, the same text as a spreadsheet may hold it out."""

from __future__ import annotations

__all__ = ["guarded"]

# A text that begins with one of these, blanks aside, is run by a spreadsheet; the wide ones by some.
RUN_BY_SPREADSHEETS = tuple("=+-@＝＋－＠")
GUARD = "'"


def guarded(text: str) -> str:
    """`=1+1` to `'=1+1`; a text that begins with the guard itself gets one more, so that it can be taken away."""
    bare = text.lstrip(GUARD)
    return GUARD + text if bare.lstrip().startswith(RUN_BY_SPREADSHEETS) or bare.startswith(("\t", "\r")) else text
