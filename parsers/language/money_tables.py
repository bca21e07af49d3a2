"""Small tables in running text: a header line in, the sums of the lines below it out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from parsers.language.dates import NUMBER, YEAR, decimal
from parsers.language.money_kind import kind_words
from parsers.language.money_sums import CENT, scale_of
from parsers.language.money_years import EVERY_YEAR
from parsers.model import late_regex as regex
from parsers.model.records import Amount, MoneyKind, MoneyStanding

__all__ = ["MoneyTable", "table_header"]

# "Initiativ Årlig beløb i kr.", "(mio. kr.) 2020 2021 2022", "i 1.000 kr. 2014 2015"
_UNIT_HEADER = regex.compile(
    rf"""
    (?P<unit> \( (?:i\s)? (?P<scale>1\.000|mio|mia|t)?\.?\s?kr\.? \) | \bi\s(?:hele\s)?(?P<scale2>1\.000|mio|mia|t)?\.?\s?kr\.? )
    (?P<years>(?:\s++{YEAR}){{0,12}}+) \s*+ \Z
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_YEAR_ALONE = regex.compile(YEAR)
_NUMBERS_LAST = regex.compile(rf"(?:\s[-−]?{NUMBER}){{1,12}}+\s*+\Z")
_NUMBER_LAST = regex.compile(rf"{NUMBER}\s?\Z")
_ENDS = ("kr", "kr.", "Kr", "Kr.", "KR", "KR.", ")")
_LONGEST_HEADER, _LONGEST_LABEL = 90, 151  # characters: longer is running text


class MoneyTable(Struct, frozen=True):
    """What the header of a table without rules says of the numbers under it."""

    unit: str
    factor: int
    years: tuple[int, ...]
    kind: MoneyKind | None
    every_year: bool

    def amounts(self, line: str, kind: MoneyKind, standing: MoneyStanding | None) -> list[Amount]:
        """The sums of one line: 'Rosenhaven 90.000' is one; a line with a number for each year gives each its year.

        With fewer numbers than years, nothing tells which year each is for: they are read without one. `kind` and `standing` are those of
        the line that announces the table, for what neither its header nor the line tells.
        """
        match = _NUMBERS_LAST.search(line, 1) if line.rstrip()[-1:].isdecimal() else None
        if match is None or match.start() > _LONGEST_LABEL or line[0].isspace():
            return []
        printed = match[0].split()
        if any(_YEAR_ALONE.fullmatch(number) for number in printed):
            return []  # another header: "Arkitekter 2022"
        years: Sequence[int | None] = self.years if len(printed) == len(self.years) else [None] * len(printed)
        kind = _kind_of(line[: match.start()]) or self.kind or kind
        values = [decimal(number) for number in printed]
        return [
            Amount(raw, (value * self.factor).quantize(CENT), kind, year, year, self.every_year, unit_note=self.unit, standing=standing)
            for raw, value, year in zip(printed, values, years, strict=True)
            if value is not None
        ]


def table_header(line: str) -> MoneyTable | None:
    """The table that a line heads; None for running text and for a line that ends in a number."""
    if len(line) > _LONGEST_HEADER or "kr" not in line:
        return None
    end = line.rstrip()
    return _header(line) if end.endswith(_ENDS) or end[-1:].isdecimal() else None


@lru_cache(maxsize=2**8)  # a table's header comes again in each item with a table
def _header(line: str) -> MoneyTable | None:
    match = _UNIT_HEADER.search(line)
    if match is None or _NUMBER_LAST.search(line[: match.start()]):
        return None
    scale = match["scale"] or match["scale2"]
    return MoneyTable(
        unit=match["unit"].strip("()"),
        factor=1000 if scale == "1.000" else scale_of(scale),
        years=tuple(int(year) for year in match["years"].split()),
        kind=_kind_of(line),
        every_year=bool(EVERY_YEAR.search(line)),
    )


@lru_cache(maxsize=2**10)  # a table's few labels come again in the next
def _kind_of(label: str) -> MoneyKind | None:
    told = kind_words(label)
    return told[-1].kind if told else None
