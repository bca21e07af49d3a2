"""What a language needs to tell of changes and standings: the words, with places to put facts in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from msgspec import Struct

from parsers.model.records import Smiley
from pipeline.schema.changes import Change

__all__ = ["Face", "Forms", "Phrases", "RoundWords", "always"]


class Forms(NamedTuple):
    """What to say when a cell changed, when something came where nothing stood, and when it went."""

    changed: str
    came: str
    went: str


def always(sentence: str) -> Forms:
    return Forms(sentence, sentence, sentence)


class Face(NamedTuple):
    """A sign where none is printed as a letter, and what is said behind it."""

    sign: str
    gloss: str


class RoundWords(NamedTuple):
    """What rounds are called; `plan` and `extra` as they open a sentence, stand in one, and stand over a column."""

    plan: tuple[str, str, str]
    extra: tuple[str, str, str]
    opening: str  # with {ordinal}; its first letter is made a capital
    within: str
    ordinals: tuple[str, ...]  # from the first
    numeral: Callable[[int], str]
    due: str  # with {numeral} and {year}
    years_end: str
    by_name: bool  # whether documents' own names are words of this language


class Phrases(Struct, frozen=True):
    """One language.

    `sentences`, `stood` and `deferrals` are filled by `pipeline.wording.sentences`, which says what stands for each name.
    """

    locale: str
    quotes: tuple[str, str]
    rounds: RoundWords
    hosted: str  # an extra follow-up that is bound in another document
    dated: str  # one that stands alone and has a day
    faces: Mapping[Smiley, Face]
    no_sign: str
    nothing: str
    sentences: Mapping[Change, Forms]
    sign_stood: str  # a sign whose own round was not read
    economy_stood: str
    one_edition_only: str
    deferrals: Mapping[str, str]  # by what is said of the money: `standing` of `amounts`; "" where nothing is
    new_deferrals: Mapping[str, str]
    misprinted: str  # what stands behind a deferral that is printed as another word
    fields: Mapping[str, str]
    where: Mapping[str, str]
    economy: str
    milestone: str
    line: str
    to_due: str
    numbered: str
    follows_up: str
    with_sign: str
    in_since: str
    untitled: str
    nameless: str
    page: str
    text_line: str
    of_edition: str  # behind a place, where a round has several documents
    committee_edition: str
    whole_edition: str
    draft: str
    final: str
    edition_of_day: str
    edition_in_file: str
    money: tuple[str, str, str]  # from a year to another, to a year, to some later time
