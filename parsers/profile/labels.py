"""The source's Danish labels to enums. A new wording goes here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import regex

from parsers.model.records import Funding
from parsers.profile.titles import numbered_title

__all__ = [
    "DRAFT",
    "FUNDING",
    "FURTHER_HEADERS",
    "HEADERS",
    "NO_FUNDING",
    "RESPONSIBLE_LABEL",
    "ROW_LABELS",
    "TABLE_WORDS",
    "TIME_WORDS",
    "ColumnRole",
    "Labelled",
    "Responsible",
    "RowLabel",
    "funding",
    "further_columns",
    "header_columns",
    "heads_all",
    "is_person_column",
    "is_title_row",
    "responsible_parts",
    "row_label",
    "status_blocks",
    "title_and_funding",
]


class RowLabel(StrEnum):
    """What a table row is, told by its first cell."""

    MILESTONE = "Milepæl"
    ECONOMY = "Økonomi"
    LATEST_STATUS = "Seneste status"


class ColumnRole(StrEnum):
    """What a column holds, told by the header row: its first cell names the initiative, its second the funding."""

    LABEL = "label"
    TEXT = "text"
    DUE = "due"
    SMILEY = "smiley"


ROW_LABELS = {
    "milepæl": RowLabel.MILESTONE,
    "milepæle": RowLabel.MILESTONE,
    "økonomi": RowLabel.ECONOMY,
    "seneste status": RowLabel.LATEST_STATUS,
}
FUNDING = {
    "drift": Funding.OPERATION,
    "anlæg": Funding.CAPITAL,
}
HEADERS = {
    **dict.fromkeys(("drift/anlæg", "drift / anlæg", "drift el. anlæg"), ColumnRole.TEXT),  # over the funding of all initiatives below
    "tid": ColumnRole.DUE,
    "tidsfrist": ColumnRole.DUE,
    "frist": ColumnRole.DUE,
    "tidspunkt": ColumnRole.DUE,
    "tidsplan": ColumnRole.DUE,
    "termin": ColumnRole.DUE,
    "deadline": ColumnRole.DUE,
    "smiley": ColumnRole.SMILEY,
    "smileys": ColumnRole.SMILEY,
    **dict.fromkeys(("smil", "smile"), ColumnRole.SMILEY),  # the first line of it in a narrow column
    "status": ColumnRole.SMILEY,
}
INITIATIVE_HEADERS = frozenset({"indsats", "indsatser", "initiativ", "initiativer", "indsats/milepæl", "titel", "nr. og titel"})
# Columns that some prints have beside those of a follow-up: known for what they are, and set aside; those of persons without their text.
PERSON_HEADERS = frozenset(
    {
        *("ansvarlig", "ansvarlige", "ansvarlig person", "ansvarlig medarbejder", "kontakt", "kontaktperson", "sagsbehandler"),
        *("projektleder", "tovholder", "projektejer", "saksbehandler", "ansvarlig for opgaven", "hvem"),
    }
)
FURTHER_HEADERS = PERSON_HEADERS | {"bemærkning", "bemærkninger", "kommentar", "kommentarer", "note", "noter"}
USUAL_FORM = (ColumnRole.LABEL, ColumnRole.TEXT, ColumnRole.DUE, ColumnRole.SMILEY)
# Words that a page must hold one of before a table of ours can begin on it.
TABLE_WORDS = frozenset({"Milepæl", "Milepæle", "Økonomi", "Tid", "Smiley", "Smileys", "Drift", "Anlæg", "Seneste", "Tidsfrist"})
TIME_WORDS = ("budgetopfølgning",)  # of every table: a narrow column breaks them, and they stand whole nowhere in the document
ROW_NUMBER = regex.compile(r"\s\d{1,2}\Z")  # "Milepæl 2"
NO_FUNDING = "der er ikke afsat økonomi"


def _key(text: str) -> str:
    """A label without case, space around it, or the colon behind it."""
    return " ".join(text.casefold().split()).rstrip(" :.")


def row_label(text: str) -> RowLabel | None:
    """`"Milepæl"`, `"Milepæl 2"`, `"Økonomi:"`, `"SENESTE STATUS"` to the kind of row they begin."""
    if len(text) >= 40:
        return None
    key = _key(text)
    return ROW_LABELS.get(key) or ROW_LABELS.get(ROW_NUMBER.sub("", key))


def funding(text: str) -> Funding | None:
    return FUNDING.get(_key(text)) if len(text) < 20 else None


def further_columns(texts: Sequence[str], columns: Mapping[int, ColumnRole]) -> frozenset[int]:
    """The positions in a header row of columns that are known, but are none of a follow-up's own: "Ansvarlig", "Bemærkninger"."""
    return frozenset(at for at, text in enumerate(texts) if at not in columns and (_key(text) in FURTHER_HEADERS or is_person_column(text)))


def is_person_column(text: str) -> bool:
    """Whether a header names persons: "Ansvarlig", "Sagsbehandler:"; also with one behind it, "Ansvarlig: Mette Hansen"."""
    label, _, _ = text.partition(":")
    return len(label) <= 30 and _key(label) in PERSON_HEADERS


def header_columns(texts: Sequence[str]) -> dict[int, ColumnRole] | None:
    """The columns a header row names, by position; None when the row is no header.

    A header is told by two of its three words: the funding, "Tid" and "Smiley"; the third column may have lost its own.
    Where other words stand for those two, a numbered title beside the funding is the header of a table in the usual form.
    """
    columns: dict[int, ColumnRole] = {}
    for position, text in enumerate(texts):
        if len(text) > 20:
            continue
        key = _key(text)
        column = ColumnRole.TEXT if key in FUNDING and len(text) < 20 else HEADERS.get(key)
        if column is None:
            continue
        if column in columns.values():
            return None
        columns[position] = column
    if len(columns) < 2:
        usual = columns == {1: ColumnRole.TEXT} and len(texts) == len(USUAL_FORM) and all(len(text) <= 20 for text in texts[2:])
        return dict(enumerate(USUAL_FORM)) if usual and numbered_title(texts[0]) is not None else None
    if ColumnRole.TEXT not in columns.values() and ColumnRole.DUE not in columns.values():
        return None
    unnamed = [position for position, text in enumerate(texts) if position not in columns and _key(text) not in FURTHER_HEADERS]
    first = next((position for position in unnamed if texts[position]), *unnamed[:1]) if unnamed else None
    if first is not None:
        columns[first] = ColumnRole.LABEL
        unnamed.remove(first)
    if len(unnamed) == 1:
        lost = [column for column in USUAL_FORM if column not in columns.values()]
        if len(lost) == 1 and (lost == [ColumnRole.TEXT] or not texts[unnamed[0]]):
            columns[unnamed[0]] = lost[0]
    return columns


def heads_all(texts: Sequence[str], columns: Mapping[int, ColumnRole]) -> bool:
    """Whether a header names its first column "Indsats" and no initiative: titles stand above it, or in rows of their own below."""
    return any(column is ColumnRole.LABEL and _key(texts[at]) in INITIATIVE_HEADERS for at, column in columns.items() if at < len(texts))


def is_title_row(texts: Sequence[str], columns: Mapping[int, ColumnRole]) -> bool:
    """Whether a row below a header over all initiatives begins one: a numbered title, its funding, and nothing else."""
    by_column = {columns.get(at): text for at, text in enumerate(texts) if text}
    named = by_column.keys() == {ColumnRole.LABEL, ColumnRole.TEXT}
    return named and funding(by_column[ColumnRole.TEXT]) is not None and numbered_title(by_column[ColumnRole.LABEL]) is not None


def is_header(texts: Sequence[str]) -> bool:
    return header_columns(texts) is not None


TITLE_AND_FUNDING = regex.compile(r"(?P<title>.*\S)\s+(?P<funding>Drift|Anlæg)")


def title_and_funding(title: str) -> tuple[str, Funding] | None:
    """`"Ny legeplads Anlæg"` to both, for a header whose cells ran together; None when the title ends in no such word."""
    match = TITLE_AND_FUNDING.fullmatch(title)
    return (match["title"], FUNDING[_key(match["funding"])]) if match else None


STATUS_LABEL = regex.compile(
    r"""
    (?<= \s ) Status :   # with its colon at once it is a label wherever it stands
    | (?<= \s ) STATUS :
    | (?: (?<= \A | \n ) | (?<= [.!?:;)"”»] \s ) | (?<= [.!?)"”] ) )
    (?: Seneste \s++ status | [Ss]tatus | STATUS ) (?: beskrivelse | tekst | bemærkning(?:er)? )?
    (?: \s++ (?: ved | efter | for | til | på | pr\. | i | fra )? \s*+      # ved første og anden opfølgning
        (?: [\wæøå.,/-]++ \s++ ){0,6}?
        (?: (?:budget)? opfølgning(?:en|er|erne)? | BO \s? [1-4]? | kvartal | halvår | indsatsen | milepælen
          | \d{1,2}[./-]\d{1,2}[./-]\d{2,4}
          | (?:\d{1,2}\.\s)? (?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*+\.? )
        (?: \s++ 20\d\d )?
    )?
    \s*+ :
    """,
    regex.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """The text before the first status label, then each label with what follows it."""

    text: str
    notes: tuple[tuple[str, str], ...]  # (label, words)


def status_blocks(text: str) -> Labelled:
    """`"Plan er lagt. Status ved anden opfølgning: Udsat."` to the text and its labelled notes.

    A label stands first in a paragraph or behind a full stop, and ends in a colon:
    "Status på arbejdet forelægges udvalget" is a milestone.
    """
    if "tatus" not in text and "STATUS" not in text:
        return Labelled(text.strip(), ())
    matches = list(STATUS_LABEL.finditer(text))
    if not matches:
        return Labelled(text.strip(), ())
    ends = [match.start() for match in matches[1:]] + [len(text)]
    notes = tuple((match.group().strip(), text[match.end() : end].strip()) for match, end in zip(matches, ends, strict=True))
    return Labelled(text[: matches[0].start()].strip(), notes)


class Responsible(StrEnum):
    CENTER = "center"
    COMMITTEE = "committee"
    CONTRIBUTORS = "contributors"


RESPONSIBLE_LABEL = regex.compile(
    r"(?:[•▪◦]\s*)?(?:(?P<center>Ansvarlig[et]*\s+center\s*:)|(?P<committee>Ansvarlig[et]*\s+udvalg\s*:)|(?P<contributors>Væsentlig[et]*\s+bidragsydere?\s*:))",
    regex.IGNORECASE,
)


def responsible_parts(text: str) -> tuple[str, dict[Responsible, str]]:
    """What stands before the first label of a responsible cell, and what follows each label (the first of each)."""
    matches = list(RESPONSIBLE_LABEL.finditer(text))
    if not matches:
        return text.strip(), {}
    parts: dict[Responsible, str] = {}
    ends = [match.start() for match in matches[1:]] + [len(text)]
    for match, end in zip(matches, ends, strict=True):
        role = Responsible(match.lastgroup or "")
        words = text[match.end() : end].strip()
        parts[role] = f"{parts[role]}\n{words}".strip() if role in parts else words
    return text[: matches[0].start()].strip(), parts


DRAFT = regex.compile(r"u\s*d\s*k\s*a\s*s\s*t", regex.IGNORECASE)
