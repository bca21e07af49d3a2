"""A memo's figures held against its words: a table "i 1.000 kr." whose figures the words give in millions."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from parsers.model import late_regex as regex
from parsers.model.findings import Code, finding
from parsers.model.records import Document, Finding, MemoFigure

__all__ = ["units"]

FEWEST = 2  # figures of a table that the words give in another unit: one may be there by chance
THOUSANDS = regex.compile(r"\b1\.?000\s?kr", regex.IGNORECASE)
MILLIONS = regex.compile(r"(?<![\d.,])(\d{1,3},\d+)\s?mio\b", regex.IGNORECASE)


def units(document: Document) -> Iterator[Finding]:
    """A finding for each table of thousands with figures that the running text gives as so many millions."""
    words = {Decimal(number.replace(",", ".")) for note in document.memo_notes for number in MILLIONS.findall(note.text)}
    tables: dict[tuple[str | None, str | None], list[MemoFigure]] = {}
    for figure in document.memo_figures:
        tables.setdefault((figure.table_title, figure.unit), []).append(figure)
    for (_, unit), figures in tables.items():
        told = {figure.value for figure in figures if figure.value in words and figure.value % 1}
        if unit is not None and THOUSANDS.search(unit) and len(told) >= FEWEST:
            first = next(figure for figure in figures if figure.value in told)
            yield finding(Code.UNIT_DISAGREES, first.printed, next(iter(first.places), None), first, unit=unit, number=first.printed)
