"""A value in, the same value as a CSV file or a spreadsheet may hold it out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

__all__ = ["csv_cell"]

# A text that begins with one of these, blanks aside, is run by a spreadsheet; the wide ones by some.
RUN_BY_SPREADSHEETS = tuple("=+-@＝＋－＠")
GUARD = "'"


def guarded(text: str) -> str:
    """`=1+1` to `'=1+1`; a text that begins with the guard itself gets one more, so that it can be taken away."""
    bare = text.lstrip(GUARD)
    return GUARD + text if bare.lstrip().startswith(RUN_BY_SPREADSHEETS) or bare.startswith(("\t", "\r")) else text


def csv_cell(value: object, *, danish: bool) -> str:
    """Empty for null, days as 2019-12-31, true and false; `danish`: decimal commas, and texts guarded."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float | Decimal):
        plain = f"{value:f}" if isinstance(value, Decimal) else str(value)
        return plain.replace(".", ",") if danish else plain
    return guarded(value) if danish and isinstance(value, str) else str(value)
