"""Profiles in, the words that readers look for out: those of all profiles while tables are sought, of one alone for what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache

import msgspec

from parsers.profile.form import Body, Profile, RowsAre
from parsers.profile.loading import shipped
from parsers.profile.patterns import DEFAULT_PROFILE
from parsers.profile.rounds import Rounds

__all__ = ["ProfileWords", "key_of", "speaking", "vocabulary"]


@lru_cache(4_096)  # headers and labels come again and again
def key_of(text: str) -> str:
    """A label without case, space around it, or the colon behind it: `"Ikke  nået."` and `"ikke nået"` are one."""
    return " ".join(text.casefold().split()).rstrip(" :.")


class ProfileWords(msgspec.Struct, frozen=True, eq=False):
    """The words of some profiles. Equal only to itself, so that what is made of it can be kept.

    Headings and labels are by their key, of the profiles whose rows are milestones; `persons` are of all.
    """

    profiles: tuple[Profile, ...]
    rounds: Rounds  # of the one profile; of several the default one's
    known: frozenset[str]  # headings of any column, of all profiles
    headings: Mapping[str, str]  # to the column's name: title, due, status, funding
    set_aside: frozenset[str]
    persons: frozenset[str]
    labels: Mapping[str, str]  # that begin rows, to milestone, economy, latest_status
    funding: Mapping[str, str]
    page_words: tuple[str, ...]
    statuses: Mapping[str, str]
    colours: Mapping[str, str]
    committees: tuple[Body, ...]
    centers: tuple[Body, ...]


@cache
def of_profiles(profiles: tuple[Profile, ...]) -> ProfileWords:
    tables = [profile.table for profile in profiles if profile.table.rows_are is RowsAre.MILESTONES]
    return ProfileWords(
        profiles,
        rounds=(profiles[0] if len(profiles) == 1 else next(one for one in shipped() if one.slug == DEFAULT_PROFILE)).rounds,
        known=frozenset(key_of(word) for one in profiles for words in msgspec.structs.astuple(one.table.columns) for word in words),
        headings={
            key_of(word): role for role in ("funding", "due", "status", "title") for one in tables for word in getattr(one.columns, role)
        },
        set_aside=frozenset(key_of(word) for one in tables for word in one.columns.set_aside),
        persons=frozenset(key_of(word) for profile in profiles for word in profile.table.columns.persons),
        labels={
            key_of(word): role for role in ("milestone", "economy", "latest_status") for one in tables for word in getattr(one.rows, role)
        },
        funding={key_of(word): kind.value for one in tables for word, kind in one.funding.items()},
        page_words=tuple(dict.fromkeys(word for one in tables for word in one.page_words)),
        statuses=_statuses(profiles),
        colours={hue: meaning.value for profile in profiles for hue, meaning in profile.colours.items()},
        committees=_bodies(profile.committees for profile in profiles),
        centers=_bodies(profile.centers for profile in profiles),
    )


def _statuses(profiles: Iterable[Profile]) -> dict[str, str]:
    """What each status means where all profiles that have it agree: between them a word may be glad for one and sour for another."""
    found: dict[str, set[str]] = {}
    for profile in profiles:
        for printed, meaning in profile.statuses.items():
            for form in _forms(printed):
                found.setdefault(form, set()).add(meaning.value)
    return {form: meanings.pop() for form, meanings in found.items() if len(meanings) == 1}


def _forms(printed: str) -> set[str]:
    """`"1. Implementeret"` is also printed "1" and "Implementeret"."""
    number, dot, words = printed.partition(".")
    forms = {key_of(printed)}
    return forms | {key_of(number), key_of(words)} if dot and number.strip().isdigit() and words.strip() else forms


def _bodies(of_each: Iterable[tuple[Body, ...]]) -> tuple[Body, ...]:
    return tuple(dict.fromkeys(body for bodies in of_each for body in bodies))


_SPOKEN: ContextVar[ProfileWords | None] = ContextVar("vocabulary", default=None)


def vocabulary() -> ProfileWords:
    """The words that are looked for now: those of the shipped profiles, unless others were named."""
    return _SPOKEN.get() or _of_shipped()


@cache
def _of_shipped() -> ProfileWords:
    return of_profiles(shipped())


@contextmanager
def speaking(profiles: tuple[Profile, ...]) -> Iterator[ProfileWords]:
    """These profiles' words are looked for, until it ends."""
    token = _SPOKEN.set(of_profiles(profiles))
    try:
        yield vocabulary()
    finally:
        _SPOKEN.reset(token)
