"""Two titles in, how alike they are out, unless a number, a year or a name forbids that they are the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from parsers.model import late_regex as regex
from pipeline.promises.same_text import squashed

__all__ = ["ALIKE", "MARGIN", "content_words", "near_titles", "title_likeness"]

ALIKE = 85.0  # of 100: a true rename scored 86, "svømmehal i Nordbyen" for "Sydbyen" 89, so the vetoes below decide first
MARGIN = 5.0  # to the runner-up: less and both may be meant
LEAST, LIKENESS = ALIKE - MARGIN, fuzz.token_sort_ratio
SAME_STEM = 70.0  # of 100: "Styrkelse" and "Styrket" are, "Egely" and "Toftely" are not
TELLING = 4  # letters
MANY_PAIRS = 10_000  # of titles: fewer are compared in less time than numpy takes to load
WORD = regex.compile(r"[\w&]+")


def title_likeness(ours: str | None, theirs: str | None) -> float | None:
    """How alike two titles are, 0 to 100; None where a differing number, year or name forbids that they are the same.

    >>> title_likeness("Ny svømmehal i Nordbyen", "Ny svømmehal i Sydbyen") is None
    True
    """
    if not ours or not theirs:
        return None
    our_words, their_words = WORD.findall(squashed(ours)), WORD.findall(squashed(theirs))
    if not our_words or not their_words or _numbers(our_words) != _numbers(their_words):
        return None
    if _names_missing(our_words, their_words) or _names_missing(their_words, our_words):
        return None
    first, other_first = our_words[0].casefold(), their_words[0].casefold()
    if first not in _stems(their_words) and other_first not in _stems(our_words) and fuzz.ratio(first, other_first) < SAME_STEM:
        return None  # the first word may be a name too: "Egely" is not "Toftely"
    return LIKENESS(" ".join(our_words).casefold(), " ".join(their_words).casefold())


def _numbers(words: Sequence[str]) -> list[str]:
    return sorted(word for word in words if any(map(str.isdigit, word)))


def _stems(words: Sequence[str]) -> set[str]:
    """Each word, with and without the genitive's s."""
    folded = {word.casefold() for word in words}
    return folded | {word.removesuffix("s") for word in folded} | {f"{word}s" for word in folded}


def _names_missing(words: Sequence[str], others: Sequence[str]) -> bool:
    """Danish writes only names with a capital, but for the first word: whether one of them is not among the others."""
    return any(word[0].isupper() and word.casefold() not in _stems(others) for word in words[1:])


def content_words(title: str) -> frozenset[str]:
    """The words that tell titles apart: those long enough to be no "af", "på" or "med"."""
    return frozenset(word.casefold() for word in WORD.findall(squashed(title)) if len(word) >= TELLING)


def near_titles(ours: Sequence[str], theirs: Sequence[str]) -> dict[tuple[int, int], float]:
    """How alike those titles are, by their places, that are alike enough to be the same or to be a rival, vetoes kept."""
    places = _roughly_alike([title.casefold() for title in ours], [title.casefold() for title in theirs])
    return {(one, two): score for one, two in places if (score := title_likeness(ours[one], theirs[two])) is not None}


def _roughly_alike(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """In the order of their places. A few are compared one by one, before numpy is loaded that all at once are asked of."""
    if len(ours) * len(theirs) < MANY_PAIRS:
        for one, title in enumerate(ours):
            near = process.extract_iter(title, theirs, scorer=LIKENESS, score_cutoff=LEAST)
            yield from ((one, two) for two in sorted(place for _title, _score, place in near))
    else:
        rough = process.cdist(ours, theirs, scorer=LIKENESS, score_cutoff=LEAST)
        yield from ((int(one), int(two)) for one, two in zip(*rough.nonzero(), strict=True))
