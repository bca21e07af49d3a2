"""The parts of a strategy status in the making: a printed paragraph, a goal, and a measure with its results."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from parsers.language.hyphenation import HYPHEN_MINUS
from parsers.language.paragraphs import ends_sentence
from parsers.model.rows import Place

__all__ = ["StrategyColumn", "StrategyGoal", "StrategyPair", "StrategyText"]

SHORTEST_SENTENCE = 60  # characters: a shorter text without a full stop is a name, not a sentence broken off


class StrategyColumn(Enum):
    GOAL = 0
    MEASURE = 1
    RESULT = 2


@dataclass(slots=True)
class StrategyText:
    """A printed paragraph of one column; a page's end may have torn it."""

    words: str
    column: StrategyColumn | None
    places: list[Place]
    pair: StrategyPair | None = field(default=None, compare=False, repr=False)  # in the table, whose result it is

    @property
    def split(self) -> bool:
        last = self.words.rsplit("\n", 1)[-1]
        sentence = self.column is not StrategyColumn.MEASURE and len(last) >= SHORTEST_SENTENCE
        return last.endswith(HYPHEN_MINUS) or (sentence and not ends_sentence(last))


@dataclass(slots=True)
class StrategyGoal:
    """A goal's paragraphs under its theme."""

    theme: str | None
    texts: list[StrategyText] = field(default_factory=list)
    used: bool = False

    @property
    def words(self) -> str | None:
        return "\n".join(text.words for text in self.texts) or None


@dataclass(slots=True)
class StrategyPair:
    """A result in the making. `goal` is None where the print does not tell it."""

    goal: StrategyGoal | None
    measures: list[StrategyText] = field(default_factory=list)
    results: list[StrategyText] = field(default_factory=list)
    doubted: bool = False
    fallen: bool = False  # out of the table

    @property
    def texts(self) -> list[StrategyText]:
        return [*self.measures, *self.results]
