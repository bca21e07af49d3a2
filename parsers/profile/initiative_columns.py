"""The headings of tables with one row an initiative: what each column holds by a profile's words, and what heads such a table."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from parsers.model import late_regex as regex
from parsers.profile.form import Profile, RowsAre
from parsers.profile.vocabulary import ProfileWords, key_of, vocabulary

__all__ = ["LONGEST_HEADING", "InitiativeColumn", "columns_headed", "heading_words", "is_headed_by", "is_status", "needed_by"]

LONGEST_HEADING = 80  # characters
MANY = frozenset({"text", "status_text", "set_aside", "persons", "committee", "center"})  # there may be several columns of these
TIME = regex.compile(r"(?:\p{L}[\p{L}.]*\s){0,2}\d{1,2}[./-]\s?\d{1,2}(?:[./-]\s?(?:20)?\d\d)?\.?")  # "31.03", "Status 30.06.2034"


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


@cache
def headings_of(profile: Profile) -> dict[str, InitiativeColumn]:
    """Every heading of the profile's table, by its key."""
    columns = profile.table.columns
    return {key_of(word): role for role in InitiativeColumn for word in getattr(columns, role.value)}


@cache
def needed_by(profile: Profile) -> frozenset[InitiativeColumn]:
    return frozenset(map(InitiativeColumn, profile.table.needs))


def columns_headed(profile: Profile, texts: Sequence[str]) -> dict[int, InitiativeColumn] | None:
    """The columns that cells name, by position; None where two name one that there is but one of."""
    known = headings_of(profile)
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
    return roles


def is_headed_by(texts: Sequence[str]) -> dict[int, InitiativeColumn] | None:
    """The columns of a row that heads a table of one of the profiles that are spoken; None where it heads none.

    Where a status' column is missing, one for a time may stand for it: "31.03".
    """
    for profile in vocabulary().profiles:
        if profile.table.rows_are is not RowsAre.INITIATIVES:
            continue
        roles = columns_headed(profile, texts)
        if not roles or len(roles) < min(2, len(texts)):
            continue
        missing = needed_by(profile).difference(roles.values())
        timed = [at for at, text in enumerate(texts) if at not in roles and TIME.fullmatch(text)]
        if not missing or (missing == {InitiativeColumn.STATUS} and timed):
            return {**dict.fromkeys(timed, InitiativeColumn.STATUS), **roles}
    return None


@cache
def _words_of(words: ProfileWords) -> tuple[frozenset[str], frozenset[str]]:
    tables = [one for one in words.profiles if one.table.rows_are is RowsAre.INITIATIVES]
    columns = {word: role for one in tables for word, role in headings_of(one).items()}
    firsts = {word.split()[0] for word, role in columns.items() if role is InitiativeColumn.TITLE}
    return frozenset(columns), frozenset(
        f"{form}{end}" for word in firsts for form in (word.capitalize(), word.upper()) for end in ("", ":")
    )


def heading_words() -> tuple[frozenset[str], frozenset[str]]:
    """The headings of all such tables that are looked for now, by their keys; and, as printed, the first words of a title's headings."""
    return _words_of(vocabulary())


def is_status(text: str) -> bool:
    """Whether a profile that is spoken knows the words as a status."""
    return key_of(text) in vocabulary().statuses
