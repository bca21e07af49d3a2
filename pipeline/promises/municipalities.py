"""Documents in, the municipalities they are of out, each with its name and its year's rounds; and known again from their tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from parsers.profile.municipalities import Municipality, knowing, municipality_of
from parsers.profile.rounds import Rounds
from pipeline.schema.rows import MunicipalityRow, RoundRow, Rows, Tables, rows_in

__all__ = ["add_municipalities", "known_from"]


def add_municipalities(tables: Rows, printed: Mapping[str, str]) -> None:
    """Adds each municipality with its rounds; `printed` are names as papers print them, by slug.

    Of several profiles by which a municipality's papers were read, that of most of them tells its rounds.
    """
    profiles: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows_in(tables, "documents"):
        read_by = profiles[row["municipality"]]
        if profile := row.get("profile"):
            read_by[profile] += 1
    for slug, counts in sorted(profiles.items()):
        profile = min(counts, key=lambda each: (-counts[each], each), default=None)
        one = municipality_of(slug, printed.get(slug), profile)
        tables.setdefault("municipalities", []).append({"municipality": slug, "name": one.name, "rounds": one.rounds.count})
        tables.setdefault("rounds", []).extend(_rounds(slug, one.rounds))


def _rounds(slug: str, rounds: Rounds) -> Iterator[RoundRow]:
    if not (rounds.names or rounds.days):
        return
    for number in range(1, rounds.count + 1):
        day = rounds.days[number - 1] if rounds.days else None
        yield {"municipality": slug, "round": number, "name": rounds.name_of(number), "reports_on": day}


@contextmanager
def known_from(tables: Tables) -> Iterator[None]:
    """Municipalities are named, and their rounds counted, as the tables tell, until it ends."""
    told: dict[str, list[RoundRow]] = defaultdict(list)
    for row in rows_in(tables, "rounds"):
        told[row["municipality"]].append(row)
    with knowing({row["municipality"]: _known(row, told[row["municipality"]]) for row in rows_in(tables, "municipalities")}):
        yield


def _known(row: MunicipalityRow, rounds: list[RoundRow]) -> Municipality:
    ordered = sorted(rounds, key=lambda one: one["round"])
    names = tuple(one["name"] for one in ordered if one["name"] is not None)
    return Municipality(row["name"], Rounds(names, tuple(one["reports_on"] for one in ordered if one["reports_on"] is not None)))
