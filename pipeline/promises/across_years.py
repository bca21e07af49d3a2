"""Promises of several years in, which of them may be one out: suggestions for people to judge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from pipeline.promises.keys import long_description, printed_title, title_key
from pipeline.promises.model import Entry, History
from pipeline.promises.titles import ALIKE, near_titles
from pipeline.schema.enums import Method
from pipeline.schema.rows import Row

__all__ = ["suggestions"]


def suggestions(followed: Iterable[History]) -> list[Row]:
    """Promises of different years that may be one, for people to judge: exactly or nearly the same title, vetoes kept.

    Each promise is taken as it was last printed. Nothing is merged by this.
    """
    last: dict[str, dict[int, dict[str, Entry]]] = defaultdict(lambda: defaultdict(dict))
    for history in followed:
        entry = next(round_entry.entry for round_entry in reversed(history.round_entries) if round_entry.entry is not None)
        last[history.agreement.municipality][history.agreement.year][history.promise_id] = entry
    return [
        row
        for municipality, years in sorted(last.items())
        for earlier, later in combinations(sorted(years), 2)
        for row in _year_suggestions(municipality, earlier, years[earlier], later, years[later])
    ]


def _year_suggestions(municipality: str, earlier: int, old: Mapping[str, Entry], later: int, new: Mapping[str, Entry]) -> Iterator[Row]:
    ours, theirs = list(old.items()), list(new.items())
    scores = {
        places: score
        for places, score in near_titles([printed_title(one) for _, one in ours], [printed_title(one) for _, one in theirs]).items()
        if score >= ALIKE
    }
    titles: dict[str, list[int]] = defaultdict(list)
    for place, (_, other) in enumerate(theirs):
        titles[title_key(other)].append(place)
    exact = {(place, twin) for place, (_, entry) in enumerate(ours) if title_key(entry) for twin in titles[title_key(entry)]}
    for one, two in sorted(scores.keys() | exact):
        (promise_id, entry), (other_id, other) = ours[one], theirs[two]
        described = long_description(entry)
        yield {
            "municipality": municipality,
            "agreement_year": earlier,
            "promise_id": promise_id,
            "other_agreement_year": later,
            "other_promise_id": other_id,
            "method": (Method.TITLE if (one, two) in exact else Method.FUZZY).value,
            "score": 1.0 if (one, two) in exact else round(scores[one, two] / 100, 4),
            "same_description": described is not None and described == long_description(other),
            "title": entry.initiative.get("title"),
            "other_title": other.initiative.get("title"),
        }
