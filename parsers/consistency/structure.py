"""Each initiative of a document held against the others: what most of them have and one has not was probably lost in the reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from parsers.model import late_regex as regex
from parsers.model.findings import Code, finding
from parsers.model.records import Document, Finding, Initiative, Role
from parsers.model.rows import Place
from parsers.profile.labels import Labels, labels
from parsers.profile.organisation import body_of

__all__ = ["unlike_the_others"]

FEWEST = 3  # initiatives: with fewer there are no others to be unlike
MOST = 0.6  # of the initiatives share what is then asked of them all
FEWEST_THEMES = 4  # initiatives that bear their theme's number: fewer may do so by chance
NUMBER = regex.compile(r"\s*(\d{1,2})(?:\.|\s)")


@cache
def _label_first(known: Labels) -> regex.Pattern[str]:
    words = "|".join([*known.rows, *known.headers])
    return regex.compile(rf"\s*(?:{words}|ansvarligt|væsentlig bidragsyder)\b", regex.IGNORECASE)


class _Trait(NamedTuple):
    """What is asked of each initiative: a value that most share, and how one that has another is told.

    Where most have nothing, nothing is asked.
    """

    of: Callable[[Initiative, int | None], Hashable]  # the agreement's year beside it
    told: Callable[[Initiative], str]
    places: Callable[[Initiative], Sequence[Place]]


def unlike_the_others(document: Document, beside: Sequence[Document] = ()) -> Iterator[Finding]:
    """A finding for each initiative and each trait in which it differs from what most have.

    `beside` are the other documents of the file: the one or two initiatives of an extra block are held against theirs.
    """
    own = [(initiative, document.agreement_year) for initiative in document.initiatives]
    others = own
    if len(own) < FEWEST:
        others = own + [(initiative, other.agreement_year) for other in beside for initiative in other.initiatives]
    if len(others) < FEWEST:
        return
    for trait in TRAITS:
        usual = _usual([trait.of(*other) for other in others])
        for initiative, year in own:
            if usual and trait.of(initiative, year) != usual:
                yield _unlike(initiative, trait.told(initiative), trait.places(initiative))
    if len(own) >= FEWEST:
        yield from _numbers(document.initiatives)
        yield from _themes(document.initiatives)


def _usual(values: Sequence[Hashable]) -> Hashable:
    """The value that most share; None when there is none."""
    value, count = Counter(values).most_common(1)[0]
    return value if count >= max(2, MOST * len(values)) else None


def _unlike(initiative: Initiative, told: str, places: Sequence[Place]) -> Finding:
    place = next(iter(places or initiative.places), None)
    return finding(Code.UNLIKE_THE_OTHERS, initiative.title, place, initiative, told=told)


def _dues(initiative: Initiative, year: int | None) -> Hashable:
    """Its times, the years counted from the agreement's."""
    dues = [milestone.due for milestone in initiative.milestones]
    return tuple((due.year - (year or 0) if due.year else None, due.round, due.day and (due.day.month, due.day.day)) for due in dues)


def _dues_said(initiative: Initiative) -> str:
    if not initiative.milestones:
        return "den har ingen milepæle"
    return f"dens tider er {', '.join(milestone.due.label or 'ingen' for milestone in initiative.milestones)}"


def _economy_said(initiative: Initiative) -> str:
    return f"den har {len(initiative.economy)} økonomirækker" if initiative.economy else "den har ingen økonomirække"


def _has_known(role: Role) -> Callable[[Initiative, int | None], bool]:
    """Whether all that stands in the role's field are bodies that are known."""

    def known(initiative: Initiative, _: int | None) -> bool:
        names = [named.name for named in initiative.responsibilities if named.role is role]
        return all(body_of(name, role) is not None for name in names)

    return known


def _described(initiative: Initiative) -> Sequence[Place]:
    return initiative.description_places


TRAITS = (
    _Trait(_dues, _dues_said, lambda initiative: [place for milestone in initiative.milestones for place in milestone.places]),
    _Trait(lambda initiative, _: len(initiative.economy), _economy_said, lambda initiative: [e.places[0] for e in initiative.economy[1:]]),
    _Trait(lambda initiative, _: bool(initiative.description), lambda _: "den har ingen beskrivelse", _described),
    _Trait(_has_known(Role.CENTER), lambda i: f"dens ansvarlige center er {i.responsible_center or 'ikke nævnt'}", _described),
    _Trait(_has_known(Role.COMMITTEE), lambda i: f"dens ansvarlige udvalg er {i.responsible_committee or 'ikke nævnt'}", _described),
    _Trait(lambda initiative, _: bool(initiative.responsible_center), lambda _: "den har intet ansvarligt center", _described),
    _Trait(lambda initiative, _: bool(initiative.responsible_committee), lambda _: "den har intet ansvarligt udvalg", _described),
)


def _numbers(initiatives: Sequence[Initiative]) -> Iterator[Finding]:
    """ "4.01.2" among "3.9" and "4.9": numbers filled up with zeros are another agreement's, whose heading was lost."""
    padded = [(initiative, padding) for initiative in initiatives if (padding := _is_padded(initiative.number)) is not None]
    usual = _usual([padding for _, padding in padded]) if padded else None
    for initiative, padding in padded:
        if usual is not None and padding is not usual:
            yield _unlike(initiative, f"dens nummer skrives {initiative.number}", initiative.places)


def _is_padded(number: str | None) -> bool | None:
    """None when no part behind the first is small enough to tell."""
    small = [part for part in (number or "").split(".")[1:] if part.isdigit() and int(part) < 10]
    return any(part.startswith("0") for part in small) if small else None


def _themes(initiatives: Sequence[Initiative]) -> Iterator[Finding]:
    numbered = _usual([_theme_number(initiative) is not None for initiative in initiatives])
    following = sum(_theme_number(initiative) == _first_number(initiative) for initiative in initiatives)
    follow = following >= max(FEWEST_THEMES, len(initiatives) / 2)
    themes = {initiative.theme for initiative in initiatives if initiative.theme}  # one number has one, or several with words of their own
    for initiative in initiatives:
        theme, number = initiative.theme, _theme_number(initiative)
        if theme and number and any(other.startswith(theme) and other[len(theme) :][:1].isalpha() for other in themes):
            yield _unlike(initiative, f"dens tema ender midt i et ord: {theme}", initiative.places)
        elif theme is not None and _label_first(labels()).match(theme):
            yield _unlike(initiative, f"dens tema er en rækkes ord: {theme}", initiative.places)
        elif numbered and number is None:
            yield _unlike(
                initiative, f"dens tema er uden nummer: {theme}" if theme else "den står ikke under noget tema", initiative.places
            )
        elif follow and number is not None and number != _first_number(initiative):
            yield finding(Code.THEME_OF_OTHER_NUMBER, theme, next(iter(initiative.places), None), initiative)


def _theme_number(initiative: Initiative) -> str | None:
    match = NUMBER.match(initiative.theme or "")
    return match[1].lstrip("0") if match else None


def _first_number(initiative: Initiative) -> str | None:
    return initiative.number.split(".")[0].lstrip("0") if initiative.number else None
