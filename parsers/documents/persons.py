"""Columns and labels of persons in a table ("Ansvarlig", "Saksbehandler: …"): set aside before anything is read, and stored nowhere."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import regex

from parsers.model.records import Role
from parsers.model.rows import Cell, Row
from parsers.profile.labels import is_person_column
from parsers.profile.organisation import body_of
from parsers.profile.vocabulary import vocabulary

__all__ = ["header_without_persons", "person_columns", "without_persons"]

# What answers and is no person: a unit's name has one of these words, or is a known committee or centre.
# "Skoleleder Mette Hansen" and "Mette Hansen, Center for Skole" are none; "Center for Børn, Unge og Familie" is one.
UNIT = regex.compile(
    r"\b(?:cent(?:er|ret|re)|\p{L}*(?:forvaltning|afdeling|avdeling|sekretariat|udvalg|utvalg|styre|styrelse|stab|direktion|skole|område|enhed|enhet))"
    r"(?:e?[nt])?\b",
    regex.IGNORECASE,
)
PARTS = regex.compile(r"[\n,;/(]|\s[-–]\s")
LISTED = regex.compile(r"\s*\p{L}+(?:\s+og\s+\p{L}+\s*)?\)?\s*")  # in a unit's name: "Unge og Familie"
LABELLED_LINE = regex.compile(r"(?P<label>[^\n:]{3,30}):[^\n]*")


def person_columns(texts: Sequence[str]) -> frozenset[int]:
    """The positions in a header row of columns that hold persons."""
    return frozenset(at for at, text in enumerate(texts) if text and is_person_column(text))


def header_without_persons(row: Row, columns: Collection[int]) -> Row:
    """The header row with the labels alone in columns of persons: "Ansvarlig: Mette Hansen" names one."""
    return replace(row, cells=[replace(cell, text=cell.text.partition(":")[0]) if cell.column in columns else cell for cell in row.cells])


def without_persons(row: Row, columns: Collection[int]) -> tuple[Row, bool]:
    """The row without the persons in `columns` and in lines like "Ansvarlig: …", and whether there were any; a unit's name is none."""
    cells = [_without(cell, in_column=cell.column in columns) for cell in row.cells]
    return (row, False) if all(one is other for one, other in zip(cells, row.cells, strict=True)) else (replace(row, cells=cells), True)


def _without(cell: Cell, *, in_column: bool) -> Cell:
    if not cell.text:
        return cell
    if in_column and not _is_unit(cell.text):
        return replace(cell, text="")
    if ":" not in cell.text:
        return cell
    if not any(word in said for said in (cell.text.casefold(),) for word in vocabulary().persons):
        return cell  # as nearly every cell
    kept = [line for line in cell.text.split("\n") if not _names_a_person(line)]
    text = "\n".join(kept)
    return cell if text == cell.text else replace(cell, text=text)


def _names_a_person(line: str) -> bool:
    match = LABELLED_LINE.fullmatch(line.strip())
    return match is not None and is_person_column(match["label"]) and not _is_unit(line.partition(":")[2])


def _is_unit(text: str) -> bool:
    parts = [part for part in PARTS.split(text) if part.strip()]
    if len(parts) > 1 and UNIT.search(parts[0]) and " og " in parts[-1]:
        parts = [part for part in parts if not LISTED.fullmatch(part)]
    return all(map(UNIT.search, parts)) or any(body_of(" ".join(text.split()), role) is not None for role in (Role.CENTER, Role.COMMITTEE))
