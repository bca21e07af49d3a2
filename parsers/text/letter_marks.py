"""Lines to those without the letters of a mark that lies slanted or upright across each page, one or two of them a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import compress, count
from operator import itemgetter

from parsers.model import late_regex as regex
from parsers.model.content import Line
from parsers.profile.labels import DRAFT
from parsers.text.letter_signs import WINGDINGS

__all__ = ["MARK_LETTERS", "SHORT_LINE", "marks_among", "without_letter_marks"]

MARK_LETTERS = regex.compile(r"\p{Lu}{1,2}")
LENGTHS = frozenset({1, 2, 3, 4})  # in characters, of such a line with the blanks beside its letters
SHORT_LINE = re.compile(r"\n.{1,4}\n")  # in a whole text: without one there are no such marks
FEWEST = 4  # lines, and distinct letters: crosses and signs stand below one another, too
DRAFTS = regex.compile(rf"(?:{DRAFT.pattern})+", regex.IGNORECASE)
AGAIN = regex.compile(r"(?P<word>.{4,}?)(?P=word)+")


def without_letter_marks(lines: Sequence[Line]) -> tuple[Sequence[Line], list[Line]]:
    """The lines without those marks whose letters stand below one another; and each mark as a word, with its first letter's number."""
    short = compress(count(), map(LENGTHS.__contains__, map(len, map(itemgetter(1), lines))))  # a third of the time of a loop
    likely = [at for at in short if MARK_LETTERS.fullmatch(lines[at].text.strip())]
    if len(likely) < FEWEST:
        return lines, []
    runs: list[list[int]] = []
    for at in likely:
        if runs and not any(text.strip() for _, text in lines[runs[-1][-1] + 1 : at]):
            runs[-1].append(at)
        else:
            runs.append([at])
    spelled = [[lines[at].text.strip() for at in run] for run in runs]
    marks = [(run, word) for run, word in zip(runs, marks_among(spelled), strict=True) if word]
    taken = {at for run, _ in marks for at in run}
    return [line for at, line in enumerate(lines) if at not in taken], [Line(lines[run[0]].number, word) for run, word in marks]


def marks_among(runs: Sequence[Sequence[str]]) -> list[str]:
    """The word that each of these runs of letters spells, down or up, where it is a draft's or comes again; "" where it is no mark."""
    times = Counter(map("".join, runs))
    return [_mark(run, times["".join(run)]) for run in runs]


def _mark(run: Sequence[str], times: int) -> str:
    for letters in (run, run[::-1]):
        if DRAFTS.fullmatch(word := "".join(letters)):
            return word
    down = "".join(run)
    again = times > 1 or AGAIN.fullmatch(down)
    return down if again and len(run) >= FEWEST and len({*down}) >= FEWEST and not _are_signs(down) else ""


def _are_signs(letters: Iterable[str]) -> bool:
    return set(letters) <= WINGDINGS.keys()
