"""Columns and labels of persons in a table ("Ansvarlig", "Saksbehandler: …"): set aside before anything is read, and stored nowhere."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from parsers.model import late_regex as regex
from parsers.model.records import Role
from parsers.model.rows import Cell, Row
from parsers.profile.labels import is_person_column
from parsers.profile.organisation import body_of, committees_in
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
# A name that nothing parts from the unit behind it, "Mette Hansen Center for Skole"; and three words that stand bare side by side,
# as no unit's do ("Teknisk Forvaltning", "Center for Børn og Unge") but those of a name beside one.
BEFORE_A_CENTRE = regex.compile(
    r"(?:\A|(?<=[\n;/(]))[^\S\n]*+(?P<before>[^\s;,/()](?:[^\n;,/()]*?\S)?)\s++(?=cent(?:er|ret)\s+for\b)", regex.IGNORECASE
)
BARE_WORDS = regex.compile(r"(?<![\p{L}-])(?:\p{Lu}(?:\p{Ll}+(?:-\p{Lu}\p{Ll}+)?|\.)[^\S\n]+){2}\p{Lu}\p{Ll}+(?![\p{L}-])")
JOINER = regex.compile(r"\s+(?:og|samt)\Z", regex.IGNORECASE)
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
    if in_column:
        unit = _unit_in(cell.text)
        if unit != cell.text:
            return replace(cell, text=unit)
    if ":" not in cell.text:
        return cell
    if not any(word in said for said in (cell.text.casefold(),) for word in vocabulary().persons):
        return cell  # as nearly every cell
    text = "\n".join(kept for line in cell.text.split("\n") if (kept := _line_without(line)) is not None)
    return cell if text == cell.text else replace(cell, text=text)


def _line_without(line: str) -> str | None:
    """The line, "Ansvarlig: …" with the unit alone; None where it names a person and no unit."""
    match = LABELLED_LINE.fullmatch(line.strip())
    if match is None or not is_person_column(match["label"]):
        return line
    label, colon, said = line.partition(":")
    unit = _unit_in(said)
    return f"{label}{colon}{unit if unit == said else f' {unit}'}" if unit else None


def _unit_in(text: str) -> str:
    """The text, or what is left of it without the name of a person beside a unit's; "" where no unit is named."""
    if not _is_unit(text):
        return ""
    if _is_known(text):
        return text
    unit = BEFORE_A_CENTRE.sub(lambda match: match[0] if _is_unit(JOINER.sub("", match["before"])) else "", text)
    first = min(committees_in(unit), key=lambda mention: mention.start, default=None)
    if first is not None and unit[: first.start].strip() and not _is_unit(JOINER.sub("", unit[: first.start].strip(" ,;/"))):
        unit = unit[first.start :]
    return "" if BARE_WORDS.search(unit) else unit


def _is_unit(text: str) -> bool:
    parts = [part for part in PARTS.split(text) if part.strip()]
    if len(parts) > 1 and UNIT.search(parts[0]) and " og " in parts[-1]:
        parts = [part for part in parts if not LISTED.fullmatch(part)]
    return all(map(UNIT.search, parts)) or _is_known(text)


def _is_known(text: str) -> bool:
    return any(body_of(" ".join(text.split()), role) is not None for role in (Role.CENTER, Role.COMMITTEE))
