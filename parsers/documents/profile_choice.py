"""A file's rows to the profile of the municipality that printed them, and to the documents that are read by it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parsers.documents.agenda_form import is_agenda
from parsers.documents.classify import spans
from parsers.documents.initiative_table import columns_of
from parsers.documents.issuer import municipality_printed, slug_of
from parsers.documents.reported_day import reported_days
from parsers.documents.span import Span
from parsers.model.records import FOLLOWUPS, Kind
from parsers.model.rows import Place, Row, RowKind
from parsers.profile.form import Profile, RowsAre
from parsers.profile.profiles import Profiles
from parsers.profile.title_patterns import read_title
from parsers.profile.titles import Title

__all__ = ["issued"]

TITLE_LINES = 3
FRONT_ROWS = 60  # the first of the documents bound in a file has its title among them
ANY_YEAR = 2000  # for a heading "29.02" while it is not known of which year a table is
LONGEST_TITLE = 200


def issued(rows: Sequence[Row], profiles: Profiles, beside: Sequence[str] = ()) -> Iterator[Span]:
    """The documents bound in a file, each with the profile it is read by and whose it says it is.

    A follow-up that prints another municipality's name than its profile's is none that we can read, unless its folder says so;
    nor is one that several profiles fit.
    """
    fit = [] if is_agenda(rows) else fitting_profiles(rows, profiles, beside)
    profile = fit[0] if len(fit) == 1 else None
    for span in spans(rows) if profile is None else initiative_spans(rows, profile):
        own = profile or profiles.of(span.title.profile if span.title else None) or profiles.default
        printed = municipality_printed(span.rows, span.title.text if span.title else None, beside)
        others = [] if any(is_name_of(own, name) for name in printed) else printed
        if others and not own.any_municipality and span.kind in FOLLOWUPS and profiles.chosen is None:
            span = Span(Kind.OTHER, sorted([*span.title_rows, *span.rows], key=_place))
        span.profile = own
        if len(fit) > 1 and span.kind not in FOLLOWUPS:
            span.contenders = tuple(one.slug for one in fit)
        if others:
            span.municipality, span.municipality_printed = slug_of(others[0]), others[0]
        elif profile is not None or (span.title is not None and span.title.profile is not None):
            span.municipality = own.slug
        yield span


def _place(row: Row) -> tuple[int, int]:
    first = row.places[0] if row.places else Place()
    return first.page or 0, first.line or 0


def fitting_profiles(rows: Sequence[Row], profiles: Profiles, beside: Sequence[str] = ()) -> list[Profile]:
    """The profiles whose rows are initiatives that the rows fit: by a title or a municipality's name, and by a table.

    The folder's own comes before all; of several the one that the paper names alone.
    """
    named = profiles.of(profiles.chosen)
    if named is not None:
        candidates: tuple[Profile, ...] = (named,)
    else:
        candidates = profiles.known
    printed = municipality_printed(rows, beside=beside)
    found: list[tuple[bool, Profile]] = []
    for profile in candidates:
        if profile.table.rows_are is not RowsAre.INITIATIVES:
            continue
        own = any(is_name_of(profile, name) for name in printed)
        if printed and not own and named is None and not profile.any_municipality:
            continue
        titled = own or next(_titles(rows[:FRONT_ROWS], profile), None) is not None
        if titled and _has_table(rows, profile):
            found.append((own, profile))
    by_name = [profile for own, profile in found if own]
    return by_name if len(by_name) == 1 else [profile for _, profile in found]


def is_name_of(profile: Profile, name: str) -> bool:
    """Whether a printed name is the profile's municipality: "Nordby" of "Nordby Kommune"."""
    own = {profile.slug, *(slug_of(each).removesuffix("-kommune") for each in (profile.name, *profile.names))}
    return slug_of(name).removesuffix("-kommune") in own


def initiative_spans(rows: Sequence[Row], profile: Profile) -> list[Span]:
    """The documents bound in a file of this profile: each from its title to the next that has a table below it."""
    starts: list[tuple[int, int, Title]] = []
    for each in _titles(rows, profile):
        if not starts or not _is_printed_again(rows, starts[-1], each):
            starts.append(each)
    headed = [
        (start, end, title)
        for number, (start, end, title) in enumerate(starts)
        if _has_table(rows[end : starts[number + 1][0] if number + 1 < len(starts) else len(rows)], profile)
    ]
    if not headed:
        return [Span(Kind.FOLLOWUP, list(rows))]
    spans = []
    for number, (start, end, title) in enumerate(headed):
        stop = headed[number + 1][0] if number + 1 < len(headed) else len(rows)
        before = list(rows[:start]) if number == 0 else []
        spans.append(Span(title.kind, [*before, *rows[end:stop]], title, list(rows[start:end])))
    return spans


def _is_printed_again(rows: Sequence[Row], before: tuple[int, int, Title], title: tuple[int, int, Title]) -> bool:
    """Whether a title is that of the document it stands in, as its next page prints it: the same words, and no other day below."""
    days = [reported_days("", rows[end:]) for _, end, _ in (before, title)]
    return before[2].text.casefold() == title[2].text.casefold() and (not days[1] or days[0] == days[1])


def _titles(rows: Sequence[Row], profile: Profile) -> Iterator[tuple[int, int, Title]]:
    """The rows `start` to `end` that hold a title of the profile's: the most that make one, for a title may wrap."""
    at = 0
    while at < len(rows):
        found: tuple[int, int, Title] | None = None
        words = ""
        for end in range(at + 1, min(at + TITLE_LINES, len(rows)) + 1):
            row = rows[end - 1]
            if row.kind is not RowKind.TEXT or len(words) + len(row.text) > LONGEST_TITLE:
                break
            words = f"{words} {row.text}".strip()
            title = read_title(profile, words)
            if title is not None and (found is None or (found[2].year is None and title.year is not None)):
                found = at, end, title
        if found is not None:
            yield found
        at = found[1] if found is not None else at + 1


def _has_table(rows: Sequence[Row], profile: Profile) -> bool:
    return any(row.kind is RowKind.TABLE and columns_of(profile, [cell.text for cell in row.cells], ANY_YEAR) is not None for row in rows)
