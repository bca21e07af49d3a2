"""A municipality's slug in, its name and its rounds out: as told with the tables in hand, else as its profile has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from parsers.profile.patterns import DEFAULT_PROFILE, printed_words
from parsers.profile.rounds import Rounds
from parsers.profile.vocabulary import vocabulary

__all__ = ["Municipality", "knowing", "municipality_name", "municipality_of", "rounds_of"]

UNIT = printed_words("municipality_units")[0]  # what a name ends with that nothing tells


class Municipality(NamedTuple):
    """What readers are told of one."""

    name: str
    rounds: Rounds


_KNOWN: ContextVar[Mapping[str, Municipality] | None] = ContextVar("municipalities", default=None)


@contextmanager
def knowing(municipalities: Mapping[str, Municipality]) -> Iterator[None]:
    """These are named and counted so, by slug, until it ends."""
    token = _KNOWN.set({**(_KNOWN.get() or {}), **municipalities})
    try:
        yield
    finally:
        _KNOWN.reset(token)


def municipality_of(slug: str, printed: str | None = None, profile: str | None = None) -> Municipality:
    """One by its slug; `printed` is its name as its papers print it, `profile` that by which they were read, where it has none itself."""
    if (known := (_KNOWN.get() or {}).get(slug)) is not None:
        return known
    by_slug = {one.slug: one for one in vocabulary().profiles}
    own = by_slug.get(slug)
    if own is not None and own.any_municipality:
        own = None
    read_by = own or by_slug.get(profile or "") or by_slug.get(DEFAULT_PROFILE)
    name = own.name if own is not None else f"{printed or ' '.join(map(str.capitalize, slug.split('-')))} {UNIT}"
    return Municipality(name, read_by.rounds if read_by is not None else Rounds())


def municipality_name(slug: str) -> str:
    """The name that is shown wherever a municipality is named.

    Examples:
        >>> municipality_name("fredensborg")
        'Fredensborg Kommune'
        >>> municipality_name("sankt-annes")
        'Sankt Annes Kommune'
    """
    return municipality_of(slug).name


def rounds_of(slug: str) -> Rounds:
    """The rounds of its year.

    Examples:
        >>> rounds_of("fredensborg").count
        3
    """
    return municipality_of(slug).rounds
