"""Profiles as TOML in, typed out: those shipped in `data/`, and a user's own beside them."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple, TypeAlias, get_args, get_type_hints

import msgspec

from parsers.model import late_regex as regex
from parsers.model.records import Funding
from parsers.profile.form import Body, ColumnHeadings, Expect, Meaning, Profile, RowLabels, RowsAre, TableForm, TitlePatterns
from parsers.profile.rounds import Rounds

__all__ = ["ProfileError", "ProfileText", "digest", "load_profiles", "shipped"]

ALLOWED = {
    "": Profile.__struct_fields__,
    "table": TableForm.__struct_fields__,
    "table.columns": ColumnHeadings.__struct_fields__,
    "table.rows": RowLabels.__struct_fields__,
    "rounds": Rounds.__struct_fields__,
    "titles": TitlePatterns.__struct_fields__,
    "expect": Expect.__struct_fields__,
    "committees": Body.__struct_encode_fields__,
    "centers": Body.__struct_encode_fields__,
}
VALUES: Mapping[str, Iterable[str]] = {
    "table.rows_are": RowsAre,
    "table.funding": Funding,
    "titles.kind": get_args(get_type_hints(TitlePatterns)["kind"]),
    "statuses": Meaning,
    "colours": Meaning,
    "colours key": ("green", "yellow", "red"),
    "titles.patterns": ("{year}", "{round}", "{day}", "{scope}", "[…]"),
}
INDEX = regex.compile(r"\[[^]]*\]")
ITS_OWN = frozenset({"any_municipality", "experimental", "names"})  # of a profile: not of those that extend it
BASES = ("danish", "norwegian")  # what several profiles share; no municipality's


TomlTable: TypeAlias = Mapping[str, object]


class ProfileError(Exception):
    """A profile that cannot be understood: which file, which key, and what is allowed there."""


class ProfileText(NamedTuple):
    """A user's profile as it was written, with the name of its file."""

    name: str
    text: str


@cache
def _shipped_tables() -> Mapping[str, TomlTable]:
    folder = files("parsers.profile").joinpath("data")
    paths = [path for path in folder.iterdir() if path.name.endswith(".toml")]
    return {path.name.removesuffix(".toml"): tomllib.loads(path.read_text("utf-8")) for path in paths}


@cache
def shipped() -> tuple[Profile, ...]:
    """The profiles that come with milepael, by their slugs."""
    tables = _shipped_tables()
    return tuple(_typed(f"{name}.toml", table, tables) for name, table in sorted(tables.items()) if name not in BASES)


@lru_cache(maxsize=8)
def load_profiles(own: tuple[ProfileText, ...] = ()) -> tuple[Profile, ...]:
    """The shipped profiles and a user's own; an own one of the same slug takes a shipped one's place. Raises ProfileError."""
    tables = dict(_shipped_tables())
    for name, text in own:
        try:
            tables[name.removesuffix(".toml")] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise ProfileError(f"{name}: this is no TOML: {error}. Keys with æ, ø, å or blanks stand in quotes.") from error
    profiles = {profile.slug: profile for profile in shipped()}
    met: dict[str, str] = {}
    for name, _ in own:
        profile = _typed(name, tables[name.removesuffix(".toml")], tables)
        if profile.slug in met:
            raise ProfileError(f'{name}: `slug = "{profile.slug}"` is that of {met[profile.slug]} too; each profile has its own.')
        met[profile.slug] = name
        profiles[profile.slug] = profile
    return tuple(profile for _, profile in sorted(profiles.items()))


def digest(own: Sequence[ProfileText]) -> str:
    """Of all that profiles say; the shipped ones change with the package alone, whose code has a digest of its own."""
    return hashlib.sha256(repr(tuple(own)).encode()).hexdigest()[:16]


def _typed(name: str, table: TomlTable, tables: Mapping[str, TomlTable]) -> Profile:
    try:
        profile = msgspec.convert(_merged(name, table, tables, ()), Profile)
    except msgspec.ValidationError as error:
        raise ProfileError(f"{name}: {error}.{_allowed(str(error))}") from error
    if told := _rounds_at_odds(profile.rounds):
        raise ProfileError(f"{name}: {told}")
    unknown = sorted(set(profile.table.needs) - set(profile.table.columns.__struct_fields__))
    if unknown:
        allowed = ", ".join(profile.table.columns.__struct_fields__)
        raise ProfileError(f"{name}: `table.needs` names {', '.join(unknown)}; allowed are {allowed}.")
    missing = [each for each in profile.table.needs if not getattr(profile.table.columns, each)]
    if missing and profile.table.rows_are == "initiatives":
        raise ProfileError(f"{name}: `table.columns.{missing[0]}` has no heading, but `table.needs` names it. Add the headings seen.")
    return profile


def _rounds_at_odds(rounds: Rounds) -> str | None:
    if rounds.names and rounds.days and len(rounds.names) != len(rounds.days):
        return f"`rounds` has {len(rounds.names)} names and {len(rounds.days)} days; give as many of one as of the other, first to last."
    if list(rounds.days) != sorted(set(rounds.days)):
        return "`rounds.days` are not in the order of the year, each once."
    return None


def _allowed(error: str) -> str:
    """What may stand at the key that an error names."""
    path = INDEX.sub("", error.rpartition("`$")[2].rstrip("`").strip("."))
    values = VALUES.get(f"{path} key" if "`key`" in error else path)
    if "unknown field" not in error and values:
        return f" Allowed are {', '.join(values)}."
    return f" Keys there are {', '.join(ALLOWED[path])}." if path in ALLOWED else ""


def _merged(name: str, table: TomlTable, tables: Mapping[str, TomlTable], below: tuple[str, ...]) -> TomlTable:
    """The profile laid over the one it extends: tables key by key, all else in the place of what was there."""
    base = table.get("extends")
    if base is None:
        return table
    if not isinstance(base, str) or base not in tables or base in below:
        known = ", ".join(sorted(tables))
        raise ProfileError(f'{name}: `extends = "{base}"` names no other profile. Known are {known}.')
    under = {key: value for key, value in _merged(base, tables[base], tables, (*below, base)).items() if key not in ITS_OWN}
    return _laid_over(under, table)


def _laid_over(under: TomlTable, over: TomlTable) -> TomlTable:
    both = {}
    for key, below in under.items():
        above = over.get(key)
        if isinstance(below, dict) and isinstance(above, dict):
            both[key] = _laid_over(below, above)
    return {**under, **over, **both}
