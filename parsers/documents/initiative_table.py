"""A header row to what its columns hold, where each row below is an initiative of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import regex

from parsers.language.printed_times import due_in
from parsers.model.records import Due
from parsers.profile.form import Profile
from parsers.profile.vocabulary import key_of

__all__ = ["InitiativeColumn", "TableColumns", "columns_of"]

LONGEST_HEADING = 80  # characters
MANY = frozenset({"text", "status_text", "set_aside", "persons", "committee", "center"})  # there may be several columns of these
TIME = regex.compile(r"\d")


class InitiativeColumn(StrEnum):
    """What a column of a one-row-an-initiative table holds; the values are the keys of a profile's `table.columns`."""

    NUMBER = "number"
    TITLE = "title"
    TEXT = "text"
    THEME = "theme"
    FUNDING = "funding"
    COMMITTEE = "committee"
    CENTER = "center"
    DUE = "due"
    STATUS = "status"
    STATUS_TEXT = "status_text"
    DECISION = "decision"
    PERSONS = "persons"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class TableColumns:
    """The columns of a table by position; `times` are those of status columns that each tell of another time: "31.03", "30.06"."""

    roles: Mapping[int, InitiativeColumn]
    times: Mapping[int, Due]

    def at(self, column: InitiativeColumn) -> list[int]:
        return [position for position, role in self.roles.items() if role is column]


@cache
def _headings(profile: Profile) -> dict[str, InitiativeColumn]:
    columns = profile.table.columns
    return {key_of(word): role for role in InitiativeColumn for word in getattr(columns, role.value)}


@cache
def _needed(profile: Profile) -> frozenset[InitiativeColumn]:
    return frozenset(map(InitiativeColumn, profile.table.needs))


def columns_of(profile: Profile, texts: Sequence[str], year: int | None) -> TableColumns | None:
    """The columns a header row names; None when the row is no header of this profile's table.

    `year` is the document's, for a heading "31.03". Headings that the profile does not know hold nothing that is read.
    """
    known = _headings(profile)
    roles: dict[int, InitiativeColumn] = {}
    for at, text in enumerate(texts):
        if not text or len(text) > LONGEST_HEADING:
            continue
        role = known.get(key_of(text)) or (known.get(key_of(text.partition(":")[0])) if ":" in text else None)
        if role is None:
            continue
        if role in roles.values() and role not in MANY:
            return None
        roles[at] = role
    missing = _needed(profile).difference(roles.values())
    if missing - {InitiativeColumn.STATUS} or not roles:
        return None  # as nearly every row, before times are looked for in it
    times: dict[int, Due] = {}
    for at, text in enumerate(texts):
        if at not in roles and 0 < len(text) <= LONGEST_HEADING and (dated := _dated_status(profile, text, year)) is not None:
            roles[at], times[at] = InitiativeColumn.STATUS, dated
    return None if missing and not times else TableColumns(dict(sorted(roles.items())), times)


def _dated_status(profile: Profile, text: str, year: int | None) -> Due | None:
    """A heading that is a time, alone or behind a status' own heading: "31.03", "Status 30.06.2034", "1. revision"."""
    if TIME.search(text) is None:
        return None
    rest = text
    for word in profile.table.columns.status:
        rest = regex.sub(rf"^\s*{regex.escape(word)}\b\s*(?:pr\.?|per)?\s*", "", rest, flags=regex.IGNORECASE)
    due = due_in(profile, rest, year)
    return due if due is not None and due.round is not None else None
