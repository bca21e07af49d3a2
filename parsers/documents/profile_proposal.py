"""Sample documents' rows to what a profile of them would say: titles, headings, statuses with counts; and what stayed unread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct, field

from parsers.documents.issuer import municipality_printed
from parsers.documents.reported_day import reported_days
from parsers.language import dates
from parsers.model import late_regex as regex
from parsers.model.rows import Row, RowKind
from parsers.profile.form import Profile
from parsers.profile.initiative_columns import InitiativeColumn
from parsers.profile.labels import is_person_column
from parsers.profile.patterns import DEFAULT_PROFILE, printed_words
from parsers.profile.vocabulary import key_of

__all__ = ["Proposal", "propose"]

LONGEST_HEADING = 60  # characters
FEWEST_ROWS = 2  # below a header
MOST_STATUSES = 12  # different ones in a column
LONGEST_STATUS = 40  # characters
LONG_TEXT = 40  # characters, on the whole: a column of texts
TITLE_ROWS = 12
LONGEST_CODE = 2  # characters: "A", "1"
DEFINED = regex.compile(r"(?<![\p{L}\d])(?P<status>\p{Lu}|\d)\s*[=:–]\s*(?P<words>\p{L}[^,;=\n]{2,40})")  # "A = gennemført, B = i gang"
HEADING_TIME = regex.compile(r"(?<![\d.])\d{1,2}[./-]\d{1,2}(?:[./-](?:19|20)?\d\d)?(?!\d)")
HEADING_DAY = regex.compile(r"(?<!\d)(?P<day>\d{1,2})[./-](?P<month>\d{1,2})")
YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
ROUND = regex.compile(rf"\b(?:{'|'.join(printed_words('ordinals'))})\b|(?<!\S)\d{{1,2}}\.(?=\s)", regex.IGNORECASE)
NUMBER = regex.compile(r"(?:\p{Lu}{1,4}[\s-]?)?\d{1,3}(?:[./-]\d{1,3}){0,3}[.a-z]?")


class Proposal(Struct):
    """What was met. Headings are by the column they seem to head, with the rows below them; statuses with how often each is printed."""

    names: list[str] = field(default_factory=list)  # of municipalities, as printed
    titles: list[str] = field(default_factory=list)  # as patterns
    headings: dict[InitiativeColumn, Counter[str]] = field(default_factory=dict)
    unknown: Counter[str] = field(default_factory=Counter)  # headings whose column nothing tells
    statuses: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)  # first cells that come again and again: rows under an initiative's heading
    defined: dict[str, str] = field(default_factory=dict)  # what the papers say that a letter or a number means
    days: set[str] = field(default_factory=set)  # that documents report on, "06-30"
    tables: int = 0
    rows: int = 0


def propose(files: Sequence[Sequence[Row]], known: Sequence[Profile]) -> Proposal:
    """What the rows of some sample files have in common; `known` are the profiles whose headings may be met here too."""
    found = Proposal()
    headings = _known_headings(known)
    base = next(profile for profile in known if profile.slug == DEFAULT_PROFILE)
    for rows in files:
        found.days |= {f"{day:%m-%d}" for text in reported_days("", rows) if (day := dates.date_of(text)) is not None}
        found.names += [name for name in municipality_printed(rows) if name not in found.names]
        found.titles += [title for title in _titles(rows) if title not in found.titles]
        texts = [row.text for row in rows if row.kind is RowKind.TEXT]
        found.defined |= {match["status"]: match["words"].strip() for text in texts for match in DEFINED.finditer(text)}
        for header, below in _tables(rows):
            found.tables += 1
            found.rows += len(below)
            _take_table(found, header, below, headings, base)
    return found


def _known_headings(known: Sequence[Profile]) -> dict[str, InitiativeColumn]:
    return {key_of(word): role for profile in known for role in InitiativeColumn for word in getattr(profile.table.columns, role.value)}


def _titles(rows: Sequence[Row]) -> Iterator[str]:
    """The first lines that name a year, with what changes as slots: "Status på budgetaftale {year} pr. {day}"."""
    texts = [row.text for row in rows if row.kind is RowKind.TEXT][:TITLE_ROWS]
    for text in texts:
        if (
            YEAR.search(text)
            and len(text) <= LONGEST_HEADING * 2
            and any(map(str.isalpha, text))
            and not text.casefold().startswith("dato")
        ):
            pattern = dates.DATE.sub("{day}", " ".join(text.split()))
            yield ROUND.sub("{round}", YEAR.sub("{year}", pattern))
            return


def _tables(rows: Sequence[Row]) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Each table's header and the rows below it; the header is its first row of short cells that names no time."""
    header: list[str] | None = None
    below: list[list[str]] = []
    for row in [*rows, Row(RowKind.TEXT, [], [])]:
        texts = [cell.text for cell in row.cells] if row.kind is RowKind.TABLE else None
        if texts is not None and header is None and _may_head(texts):
            header = texts
        elif texts is not None and header is not None and texts != header:
            below.append(texts)
        elif row.kind is RowKind.TEXT:
            if header is not None and len(below) >= FEWEST_ROWS:
                yield header, below
            header, below = None, []


def _may_head(texts: Sequence[str]) -> bool:
    """Short cells, none a time: but for a status' column headed by the time that it tells of, "Status 31.03.2034"."""
    filled = [text for text in texts if text.strip()]
    if len(filled) < 2 or any(len(text) > LONGEST_HEADING for text in filled):
        return False
    return not any(dates.due(text) for text in filled if not _without_time(text)) or sum(_is_time(text) for text in filled) > 1


def _without_time(heading: str) -> str:
    """`"Status 31.03.2034"` to `"Status"`, `"31.03"` to `""`."""
    return regex.sub(r"\s*(?:\bpr\.?|\bper)?\s*\Z", "", HEADING_TIME.sub("", heading)).strip(" :")


def _is_time(text: str) -> bool:
    return HEADING_TIME.search(text) is not None and not _without_time(text)


def _take_table(
    found: Proposal, header: Sequence[str], below: Sequence[Sequence[str]], known: dict[str, InitiativeColumn], base: Profile
) -> None:
    headed = [at for at, heading in enumerate(header) if heading.strip()]
    columns = {at: [row[at] for row in below if at < len(row) and row[at].strip()] for at in headed}
    timed = {at for at in headed if HEADING_TIME.search(header[at])}
    roles = {at: InitiativeColumn.STATUS if at in timed else known.get(key_of(header[at])) or _likely(header[at], base) for at in headed}
    for at, cells in columns.items():
        if roles[at] is None:
            roles[at] = _told_by_cells(cells, set(roles.values()))
    lengths = {at: sum(map(len, cells)) / max(len(cells), 1) for at, cells in columns.items()}
    several = sorted([at for at, role in roles.items() if role is InitiativeColumn.STATUS and at not in timed], key=lengths.__getitem__)
    roles.update(dict.fromkeys(several if timed else several[1:], InitiativeColumn.STATUS_TEXT))  # a status is short, its text is not
    for at, cells in columns.items():
        heading, role = _without_time(header[at]) if at in timed else header[at], roles[at]
        printed = " ".join(heading.split()).partition(":")[0] if is_person_column(heading) else " ".join(heading.split())
        if role is None:
            found.unknown[printed] += len(cells)
            continue
        if printed:
            found.headings.setdefault(role, Counter())[printed] += len(cells)
        if role is InitiativeColumn.STATUS:
            found.statuses.update(" ".join(cell.split()) for cell in cells if len(cell) <= LONGEST_STATUS)
            if at in timed and (day := HEADING_DAY.search(header[at])):
                found.days.add(f"{int(day['month']):02}-{int(day['day']):02}")
    first = Counter(key_of(row[0]) for row in below if row and row[0].strip() and len(row[0]) <= LONGEST_HEADING)
    found.labels.update({label: count for label, count in first.items() if count > FEWEST_ROWS and not any(map(str.isdigit, label))})


def _likely(heading: str, base: Profile) -> InitiativeColumn | None:
    """What a column seems to hold by the words of its heading."""
    if is_person_column(heading):
        return InitiativeColumn.PERSONS
    found = (role for role, words in base.likely_headings.items() if regex.search(words, heading, regex.IGNORECASE))
    role = next(found, None)
    return InitiativeColumn(role) if role is not None else None


def _told_by_cells(cells: Sequence[str], taken: Collection[InitiativeColumn | None]) -> InitiativeColumn | None:
    """What a column holds whose heading tells nothing."""
    if not cells:
        return None
    if sum(dates.due(cell) is not None for cell in cells if len(cell) <= dates.LONGEST_DUE) > len(cells) / 2:
        return InitiativeColumn.DUE
    if InitiativeColumn.STATUS not in taken and len(set(cells)) <= MOST_STATUSES and max(map(len, cells)) <= LONGEST_CODE:
        return InitiativeColumn.STATUS
    if all(NUMBER.fullmatch(cell.strip()) for cell in cells):
        return InitiativeColumn.NUMBER
    long = sum(map(len, cells)) / len(cells) > LONG_TEXT
    if InitiativeColumn.TITLE not in taken and not long and len(set(cells)) == len(cells):
        return InitiativeColumn.TITLE
    return InitiativeColumn.TEXT if long else None
