"""A profile's title patterns ("{round} status på budgetaftale {year}[ for {scope}]") to what a printed title says."""

from __future__ import annotations

from functools import cache, lru_cache

import regex
from msgspec.structs import replace

from parsers.model.records import Kind
from parsers.profile.form import Profile, RowsAre
from parsers.profile.titles import Title
from parsers.profile.vocabulary import ProfileWords, vocabulary

__all__ = ["own_title", "read_title", "titled_profiles"]

LONGEST = 200  # characters: longer is a sentence
LONGEST_TAIL = 60  # behind the pattern: " - Nordby Kommune", "(revideret)"
PIECE = regex.compile(r"(?P<slot>\{[a-z]+\})|(?P<open>\[)|(?P<close>\])|(?P<space>\s+)|(?P<words>[^\s{}\[\]]+)")
YEAR = r"(?P<year>(?:19|20)\d\d)(?:\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d))?"
DAY = r"(?P<day>\d{1,2}\.?[\s/-]{0,2}(?:\p{L}{3,9}\.?|\d{1,2})[\s./-]{1,2}(?:(?:19|20)\d\d|\d\d)(?!\d))"
SCOPE = r"(?P<scope>\p{Lu}[\p{L}\s,.-]{2,60}?)"


@cache
def _compiled(profile: Profile) -> tuple[tuple[Kind, regex.Pattern[str]], ...]:
    return tuple((Kind(one.kind), _pattern(text, profile)) for one in profile.titles for text in one.patterns)


@cache
def _telling(profile: Profile) -> frozenset[str]:
    """Of each pattern the longest word that always stands in it; "" where none does."""
    patterns = [regex.sub(r"\[[^\]]*\]|\{[a-z]+\}", " [] ", text) for one in profile.titles for text in one.patterns]
    words = [[word for word in regex.split(r"\S*\[\]\S*|\s+", text.casefold()) if word] for text in patterns]
    return frozenset(max(each, key=len, default="") for each in words)


def _pattern(text: str, profile: Profile) -> regex.Pattern[str]:
    slots = {"{year}": YEAR, "{day}": DAY, "{scope}": SCOPE, "{round}": _round_slot(profile)}
    parts = []
    for piece in PIECE.finditer(text):
        match piece.lastgroup:
            case "slot":
                parts.append(slots.get(piece[0], regex.escape(piece[0])))
            case "open":
                parts.append("(?:")
            case "close":
                parts.append(")?+" if "scope" not in parts[-1] else ")?")
            case "space":
                parts.append(r"\s*")
            case _:
                parts.append(regex.escape(piece[0]))
    return regex.compile(rf"[\s\"”“»«]*{''.join(parts)}(?P<tail>(?:[^\p{{L}}\d].*)?)\Z", regex.IGNORECASE | regex.DOTALL)


def _round_slot(profile: Profile) -> str:
    names = [regex.escape(name).replace(r"\ ", r"\s+") for name in profile.rounds.names]
    forms = "|".join([*names, *_ordinals(profile), r"\d{1,2}\."])
    return f"(?P<round>{forms})"


def read_title(profile: Profile, text: str) -> Title | None:
    """`"2. status på budgetaftale 2034 for Nordby"` to its kind, year, round and scope; None when it is no title of the profile's.

    `followup_number` is 0 for a plan, and None where no round and no day is printed.
    """
    if len(text) > LONGEST:
        return None
    said = text.casefold()
    if not any(word in said for word in _telling(profile)):
        return None  # as nearly every line
    printed = " ".join(text.split())
    for kind, pattern in _compiled(profile):
        match = pattern.match(printed)
        if match is None or len(match["tail"]) > LONGEST_TAIL:
            continue
        found = match.groupdict()
        day = found.get("day")
        year = int(found["year"]) if found.get("year") else _day_year(day) if day else None
        number = {Kind.PLAN: 0, Kind.EXTRA: profile.rounds.extra}.get(kind)
        if number is None and found.get("round"):
            number = round_named(profile, found["round"])
        return Title(printed, kind, year, number, (found.get("scope") or "").strip() or None)
    return None


def _day_year(day: str) -> int:
    year = int(regex.search(r"\d+\Z", day)[0])  # type: ignore[index]
    return year if year > 99 else 2000 + year


def titled_profiles() -> list[Profile]:
    """The profiles that are known, have titles of their own, and whose rows are milestones."""
    return _titled(vocabulary())


@lru_cache(maxsize=16)
def _titled(words: ProfileWords) -> list[Profile]:
    return [profile for profile in words.profiles if profile.titles and profile.table.rows_are is RowsAre.MILESTONES]


def own_title(text: str) -> Title | None:
    """A title by the patterns of the profiles that are known and whose rows are milestones, with the profile's slug."""
    for profile in titled_profiles():
        if (title := read_title(profile, text)) is not None:
            return replace(title, profile=profile.slug)
    return None


def round_named(profile: Profile, words: str) -> int | None:
    """`"2. status"` and `"anden"` to 2; None for words that name no round of the profile's."""
    said = " ".join(words.casefold().split())
    for number, name in enumerate(profile.rounds.names, 1):
        if said == " ".join(name.casefold().split()):
            return number
    ordinals = _ordinals(profile)
    number = ordinals.index(said) + 1 if said in ordinals else int(said[:-1]) if said[:-1].isdigit() and said[-1] == "." else 0
    return number if 0 < number <= profile.rounds.count else None


def _ordinals(profile: Profile) -> tuple[str, ...]:
    """Words for the first, the second …, in the profile's language."""
    return profile.words.get("ordinals", ())[: profile.rounds.count]
