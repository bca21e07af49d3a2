"""A line of a page in, the page's number out: "Side 3 af 12", "3/12", "- 3 -", and "3" where it is known to be one."""

from __future__ import annotations

from parsers.model import late_regex as regex

__all__ = ["is_page_number", "page_number"]

PAGE_NUMBER = regex.compile(
    r"(?:side|page|s\.)\s*(?P<page>\d{1,4})(?:\s*(?:af|of|/|ud\ af)\s*\d{1,4})? | (?P<page>\d{1,4})\s*(?:af|of|/|ud\ af)\s*\d{1,4}"
    r" | [-–]\s*(?P<page>\d{1,4})\s*[-–]",
    regex.IGNORECASE | regex.VERBOSE,
)
DASHES = frozenset("-–")
MOST_DIGITS = 4


def is_page_number(text: str) -> bool:
    """Whether a line is a page's number and can be nothing else: "Side 3 af 12", "- 3 -"."""
    return (text[-1:].isdecimal() or text[-1:] in DASHES) and PAGE_NUMBER.fullmatch(text) is not None


def page_number(text: str) -> int | None:
    """The number that a line prints, if it is one of a page's or may be: "3"."""
    if text.isdecimal() and len(text) <= MOST_DIGITS:
        return int(text)
    match = PAGE_NUMBER.fullmatch(text)
    return int(match["page"]) if match else None
