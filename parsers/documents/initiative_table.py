"""A header row to what its columns hold, where each row below is an initiative of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from parsers.language.printed_times import due_in
from parsers.model import late_regex as regex
from parsers.model.records import Due
from parsers.profile.form import Profile
from parsers.profile.initiative_columns import LONGEST_HEADING, InitiativeColumn, columns_headed, needed_by

__all__ = ["TableColumns", "columns_of"]

TIME = regex.compile(r"\d")


class TableColumns(Struct, frozen=True):
    """The columns of a table by position; `times` are those of status columns that each tell of another time: "31.03", "30.06"."""

    roles: Mapping[int, InitiativeColumn]
    times: Mapping[int, Due]

    def at(self, column: InitiativeColumn) -> list[int]:
        return [position for position, role in self.roles.items() if role is column]


def columns_of(profile: Profile, texts: Sequence[str], year: int | None) -> TableColumns | None:
    """The columns a header row names; None when the row is no header of this profile's table.

    `year` is the document's, for a heading "31.03". Headings that the profile does not know hold nothing that is read.
    """
    roles = columns_headed(profile, texts)
    if not roles:
        return None
    missing = needed_by(profile).difference(roles.values())
    if missing - {InitiativeColumn.STATUS}:
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
