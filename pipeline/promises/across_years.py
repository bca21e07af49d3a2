"""Promises of several years in, which of them may be one out: suggestions for people to judge."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import log

from pipeline.promises.keys import long_description, printed_title, title_key
from pipeline.promises.model import Entry, History
from pipeline.promises.titles import ALIKE, content_words, near_titles, title_likeness
from pipeline.schema.enums import Method
from pipeline.schema.rows import SamePromiseRow

__all__ = ["suggestions"]


def suggestions(followed: Iterable[History]) -> list[SamePromiseRow]:
    """Promises of different years that may be one, for people to judge: exactly or nearly the same title, or one whose words all
    stand in the other's, a rare one among them. Vetoes are kept.

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


def _year_suggestions(
    municipality: str, earlier: int, old: Mapping[str, Entry], later: int, new: Mapping[str, Entry]
) -> Iterator[SamePromiseRow]:
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
    rare = {places: score for places, score in _sharing_rare_words(ours, theirs).items() if places not in exact and places not in scores}
    for one, two in sorted(scores.keys() | exact | rare.keys()):
        (promise_id, entry), (other_id, other) = ours[one], theirs[two]
        described = long_description(entry)
        yield {
            "municipality": municipality,
            "agreement_year": earlier,
            "promise_id": promise_id,
            "other_agreement_year": later,
            "other_promise_id": other_id,
            "method": (Method.TITLE if (one, two) in exact else Method.FUZZY if (one, two) in scores else Method.RARE_WORDS).value,
            "score": 1.0 if (one, two) in exact else round(scores[one, two] / 100, 4) if (one, two) in scores else rare[one, two],
            "same_description": described is not None and described == long_description(other),
            "title": entry.initiative.get("title"),
            "other_title": other.initiative.get("title"),
        }


def _sharing_rare_words(ours: Sequence[tuple[str, Entry]], theirs: Sequence[tuple[str, Entry]]) -> dict[tuple[int, int], float]:
    """Titles of which one has all the other's words, and that share a word which no further title has: "Pårørendepolitik" and
    "Implementering af pårørendepolitik". By their places, with the part of the longer title's rarity that the two share."""
    titles = [[printed_title(entry) for _, entry in year] for year in (ours, theirs)]
    words = [[content_words(title) for title in year] for year in titles]
    holders = [_holders(year) for year in words]
    held = Counter(word for year in words for title in year for word in title)
    rarity = {word: log(1 + len(ours) + len(theirs)) - log(number) for word, number in held.items()}
    found = {}
    for word in holders[0].keys() & holders[1].keys():
        one, two = holders[0][word], holders[1][word]
        if len(one) == len(two) == 1:
            mine, other = words[0][one[0]], words[1][two[0]]
            if (mine <= other or other <= mine) and title_likeness(titles[0][one[0]], titles[1][two[0]]) is not None:
                shared, whole = (sum(rarity[word] for word in some) for some in (mine & other, mine | other))
                found[one[0], two[0]] = round(shared / whole, 4)
    return found


def _holders(titles: Sequence[frozenset[str]]) -> dict[str, list[int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for place, words in enumerate(titles):
        for word in words:
            holders[word].append(place)
    return holders
