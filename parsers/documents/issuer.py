"""Which municipality a paper says it is of: in its title, alone on a line at its front or margin, or in its pages' heads and feet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from parsers.model import late_regex as regex
from parsers.model.rows import Row, RowKind
from parsers.profile.patterns import printed_words

__all__ = ["municipality_printed", "slug_of"]

FRONT_LINES = 15  # of text: a letterhead stands among them
TITLE_LINES = 4
LONGEST_LINE = 160  # characters
# "Lyngby-Taarbæk Kommune", "Høje Taastrup Kommune", "Nordvik kommune", "Nordby Byråd", "NORDBY KOMMUNE", "Kommune: Nordby"; alone on a
# line, or behind a title's "for"
UNITS = "|".join(printed_words("municipality_units"))
PLACE = r"\p{Lu}\p{Ll}[\p{L}-]*(?:\s\p{Lu}\p{Ll}[\p{L}-]*){0,2}"
NAME = rf"(?P<name>{PLACE})\s(?:{UNITS}|{UNITS.lower()})"
PAGE = r"[Ss]ide\s\d"
IN_CAPITALS = rf"(?P<name>\p{{Lu}}{{3,}}(?:[\s-]\p{{Lu}}{{2,}}){{0,2}})\s(?:{UNITS.upper()})"
ALONE = regex.compile(
    rf"\s*(?:{NAME}s?|{IN_CAPITALS}|(?:{UNITS}|{UNITS.upper()})\s*:\s*(?P<name>{PLACE}))(?:\s*[-–|·,•:].*|\s+\d+|\s+{PAGE}.*)?\s*\Z"
)
BEHIND_TITLE = regex.compile(rf".*(?:\s(?:for|i)\s|\s[-–|]\s){NAME}\.?\s*\Z")
DIGITS = regex.compile(r"\d+")
TELLING = regex.compile(UNITS, regex.IGNORECASE)
NO_NAMES = frozenset(printed_words("before_kommune"))
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "u", "é": "e"})


def municipality_printed(rows: Sequence[Row], title: str | None = None, beside: Sequence[str] = ()) -> list[str]:
    """The names of municipalities that a paper prints as its own, in printed order: `["Nordby"]`; none where it prints no such line.

    `beside` are lines printed beside its rows: along its margin, at a saved page's foot.
    """
    told = chain(_names(rows, title), (match["name"] for line in beside if (match := ALONE.match(line))))
    names = (name.title() if name.isupper() else name for name in told)
    return list(dict.fromkeys(name for name in names if name.split()[0] not in NO_NAMES))


def _names(rows: Sequence[Row], title: str | None) -> Iterator[str]:
    if title and (match := BEHIND_TITLE.match(" ".join(title.split()))):
        yield match["name"]
    lines, feet = 0, _feet(rows)
    for row in rows:
        if row.kind not in (RowKind.TEXT, RowKind.FURNITURE) or len(row.text) > LONGEST_LINE:
            continue
        lines += row.kind is RowKind.TEXT
        if row.kind is RowKind.TEXT and lines > FRONT_LINES and id(row) not in feet:
            continue
        text = row.text
        if TELLING.search(text) and (match := ALONE.match(text) or (BEHIND_TITLE.match(text) if lines <= TITLE_LINES else None)):
            yield match["name"]


def _feet(rows: Sequence[Row]) -> set[int]:
    """The last line of the paper, and that of each page where half of them end with the same one: no page's head or foot repeats it."""
    last: dict[int | None, Row] = {}
    for row in rows:
        if row.places:
            last[row.places[-1].page] = row
    texts = Counter(DIGITS.sub("0", row.text) for row in last.values())
    return {id(row) for row in last.values() if row.kind is RowKind.TEXT and 2 * texts[DIGITS.sub("0", row.text)] >= len(last)}


def slug_of(name: str) -> str:
    """`"Høje Taastrup"` to `"hoeje-taastrup"`; the genitive that Danish puts before "Kommune" stays: `"Københavns"` is `"koebenhavns"`."""
    plain = name.casefold().translate(LETTERS)
    return "-".join(part for part in regex.split(r"[^a-z0-9]+", plain) if part)
