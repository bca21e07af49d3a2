"""A municipality's slug in, its name out: as its profile has it, else made of the slug, for the tables hold no other name."""

from __future__ import annotations

from parsers.profile.vocabulary import vocabulary

__all__ = ["municipality_name"]

UNIT = "Kommune"  # what a name that no profile has ends with


def municipality_name(slug: str) -> str:
    """The name that is shown wherever a municipality is named.

    Examples:
        >>> municipality_name("fredensborg")
        'Fredensborg Kommune'
        >>> municipality_name("sankt-annes")
        'Sankt Annes Kommune'
    """
    own = next((one for one in vocabulary().profiles if one.slug == slug and not one.any_municipality), None)
    return own.name if own is not None else f"{' '.join(map(str.capitalize, slug.split('-')))} {UNIT}"
