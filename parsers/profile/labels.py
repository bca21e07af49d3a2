"""A follow-up's labels to enums, by the words of the profiles; a new wording goes into a profile's TOML and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache

from msgspec import Struct

from parsers.model import late_regex as regex
from parsers.model.records import Funding
from parsers.profile.patterns import pattern, printed_words
from parsers.profile.titles import numbered_title
from parsers.profile.vocabulary import ProfileWords, key_of, vocabulary

__all__ = [
    "DRAFT",
    "NO_FUNDING",
    "RESPONSIBLE_LABEL",
    "STATUS_LABEL",
    "TIME_WORDS",
    "USUAL_FORM",
    "ColumnRole",
    "Labelled",
    "Labels",
    "Responsible",
    "RowLabel",
    "funding",
    "further_columns",
    "header_columns",
    "heads_all",
    "heads_milestones",
    "is_person_column",
    "is_title_row",
    "labels",
    "responsible_parts",
    "row_label",
    "status_blocks",
    "title_and_funding",
]


class RowLabel(StrEnum):
    """What a table row is, told by its first cell."""

    MILESTONE = "milestone"
    ECONOMY = "economy"
    LATEST_STATUS = "latest_status"


class ColumnRole(StrEnum):
    """What a column holds, told by the header row: its first cell names the initiative, its second the funding."""

    LABEL = "label"
    TEXT = "text"
    DUE = "due"
    SMILEY = "smiley"


ROLES = {"funding": ColumnRole.TEXT, "due": ColumnRole.DUE, "status": ColumnRole.SMILEY}


class Labels(Struct, frozen=True, eq=False):
    """A vocabulary's headings and labels by what they are; all by their key."""

    headers: Mapping[str, ColumnRole]
    initiatives: frozenset[str]  # headings of a first column that name no initiative
    further: frozenset[str]  # of columns beside a follow-up's own, which are set aside
    persons: frozenset[str]  # of these, the ones whose cells are stored nowhere
    rows: Mapping[str, RowLabel]
    initials: frozenset[str]  # with which those begin
    funding: Mapping[str, Funding]


@cache
def _labels_of(words: ProfileWords) -> Labels:
    headings = words.headings
    return Labels(
        headers={heading: ROLES[role] for heading, role in headings.items() if role in ROLES},
        initiatives=frozenset(heading for heading, role in headings.items() if role == "title"),
        further=words.set_aside | words.persons,
        persons=words.persons,
        rows={label: RowLabel(role) for label, role in words.labels.items()},
        initials=frozenset(label[:1] for label in words.labels),
        funding={label: Funding(kind) for label, kind in words.funding.items()},
    )


def labels() -> Labels:
    """The headings and labels that are looked for now."""
    return _labels_of(vocabulary())


USUAL_FORM = (ColumnRole.LABEL, ColumnRole.TEXT, ColumnRole.DUE, ColumnRole.SMILEY)
TIME_WORDS = printed_words("broken_times")  # of every table: a narrow column breaks them, and they stand whole nowhere in the document
LONGEST_LABEL = 40  # letters
ROW_NUMBER = regex.compile(r"\s\d{1,2}\Z")  # "Milepæl 2"
NO_FUNDING = printed_words("no_funding")[0]


def row_label(text: str) -> RowLabel | None:
    """`"Milepæl"`, `"Milepæl 2"`, `"Økonomi:"`, `"SENESTE STATUS"` to the kind of row they begin."""
    if len(text) >= LONGEST_LABEL:
        return None
    known = labels()
    if text.lstrip()[:1].casefold()[:1] not in known.initials:  # as most
        return None
    key = key_of(text)
    return known.rows.get(key) or known.rows.get(ROW_NUMBER.sub("", key))


def funding(text: str) -> Funding | None:
    return labels().funding.get(key_of(text)) if len(text) < 20 else None


def further_columns(texts: Sequence[str], columns: Mapping[int, ColumnRole]) -> frozenset[int]:
    """The positions in a header row of columns that are known, but are none of a follow-up's own: "Ansvarlig", "Bemærkninger"."""
    further = labels().further
    return frozenset(at for at, text in enumerate(texts) if at not in columns and (key_of(text) in further or is_person_column(text)))


def is_person_column(text: str) -> bool:
    """Whether a header names persons: "Ansvarlig", "Sagsbehandler:"; also with one behind it, "Ansvarlig: Mette Hansen"."""
    label, _, _ = text.partition(":")
    return len(label) <= 30 and key_of(label) in labels().persons


def header_columns(texts: Sequence[str]) -> dict[int, ColumnRole] | None:
    """The columns a header row names, by position; None when the row is no header.

    A header is told by two of its three words: the funding, "Tid" and "Smiley"; the third column may have lost its own.
    Where other words stand for those two, a numbered title beside the funding is the header of a table in the usual form.
    """
    columns: dict[int, ColumnRole] = {}
    known = labels()
    for position, text in enumerate(texts):
        if len(text) > 20:
            continue
        key = key_of(text)
        column = ColumnRole.TEXT if key in known.funding and len(text) < 20 else known.headers.get(key)
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
    unnamed = [position for position, text in enumerate(texts) if position not in columns and key_of(text) not in known.further]
    first = next((position for position in unnamed if texts[position]), *unnamed[:1]) if unnamed else None
    if first is not None:
        unnamed.remove(first)
        milestones = not unnamed and ColumnRole.TEXT not in columns.values() and row_label(texts[first]) is RowLabel.MILESTONE
        columns[first] = ColumnRole.TEXT if milestones else ColumnRole.LABEL
    if len(unnamed) == 1:
        lost = [column for column in USUAL_FORM if column not in columns.values()]
        if len(lost) == 1 and (lost == [ColumnRole.TEXT] or not texts[unnamed[0]]):
            columns[unnamed[0]] = lost[0]
    return columns


def heads_all(texts: Sequence[str], columns: Mapping[int, ColumnRole]) -> bool:
    """Whether a header names its first column "Indsats" and no initiative: titles stand above it, or in rows of their own below."""
    names = labels().initiatives
    return any(column is ColumnRole.LABEL and key_of(texts[at]) in names for at, column in columns.items() if at < len(texts))


def heads_milestones(columns: Mapping[int, ColumnRole]) -> bool:
    """Whether a header reads "Milepæl", "Tid", "Smiley": its rows bear no labels, and its initiative stands above it."""
    return ColumnRole.LABEL not in columns.values()


def is_title_row(texts: Sequence[str], columns: Mapping[int, ColumnRole]) -> bool:
    """Whether a row below a header over all initiatives begins one: a numbered title, its funding, and nothing else."""
    by_column = {columns.get(at): text for at, text in enumerate(texts) if text}
    named = by_column.keys() == {ColumnRole.LABEL, ColumnRole.TEXT}
    return named and funding(by_column[ColumnRole.TEXT]) is not None and numbered_title(by_column[ColumnRole.LABEL]) is not None


def is_header(texts: Sequence[str]) -> bool:
    return header_columns(texts) is not None


@cache
def _title_and_funding(words: ProfileWords) -> regex.Pattern[str]:
    return regex.compile(rf"(?P<title>.*\S)\s+(?P<funding>{'|'.join(word.capitalize() for word in words.funding)})")


def title_and_funding(title: str) -> tuple[str, Funding] | None:
    """`"Ny legeplads Anlæg"` to both, for a header whose cells ran together; None when the title ends in no such word."""
    match = _title_and_funding(vocabulary()).fullmatch(title)
    return (match["title"], labels().funding[key_of(match["funding"])]) if match else None


STATUS_LABEL = pattern("status_label", regex.VERBOSE)
LIST_MARKS = "•▪◦‣●■ \t\n"


class Labelled(Struct, frozen=True):
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
    notes = tuple((match.group().strip(LIST_MARKS), text[match.end() : end].strip()) for match, end in zip(matches, ends, strict=True))
    return Labelled(text[: matches[0].start()].strip(), notes)


class Responsible(StrEnum):
    CENTER = "center"
    COMMITTEE = "committee"
    CONTRIBUTORS = "contributors"


RESPONSIBLE_LABEL = pattern("responsible", regex.IGNORECASE)


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
