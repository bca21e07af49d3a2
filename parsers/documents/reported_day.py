"""The lines above a follow-up's table to the days that it says it reports on: "Status pr. 30.06.2034"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from parsers.model import late_regex as regex
from parsers.model.rows import Row, RowKind

__all__ = ["reported_days"]

REPORTED = regex.compile(
    r"(?:\bpr\.?|\bper|\bstatus|\bden|\bdato:?)\s+"
    r"(?P<day>\d{1,2}\.?[\s/.-]{0,2}(?:\p{L}{3,9}|\d{1,2})[\s/.-]{1,2}(?:19|20)\d\d)",
    regex.IGNORECASE,
)
LONGEST_FRONT = 200  # characters of a line that says of which day a follow-up is


def reported_days(title: str, rows: Sequence[Row]) -> list[str]:
    """As printed, in order, those of the title first."""
    above = (row.text for row in takewhile(lambda row: row.kind is not RowKind.TABLE, rows) if len(row.text) <= LONGEST_FRONT)
    return [match["day"] for text in (title, *above) for match in REPORTED.finditer(text)]
