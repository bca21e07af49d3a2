"""What fell out of a strategy status' table on one page in; measures and results paired out, where the page tells it.

A converter prints such a page row by row, or the columns of a row one below the other: goals, then measures, then results. Which
text stands in which column is told by its place among the others, by a result that goes on from the page before, and by the words
that a measure and its result share. Whatever does not surely belong together stays apart, in doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from msgspec import Struct, field

from parsers.documents.strategy_parts import StrategyColumn, StrategyGoal, StrategyPair, StrategyText
from parsers.model import late_regex as regex

__all__ = ["FallenPage", "mentions", "opens"]

LONGEST_NAME = 80  # characters: a measure's name; longer, it is a sentence
MOST_ON_A_PAGE = 30  # measures
LONG_WORD = regex.compile(r"\p{L}{6,}+")
SHORTEST_STEM, LONGEST_ENDING = 6, 3  # letters: "forløbsprogrammer" is told by "forløbsprogram"
LONGEST_SIMPLE = 11  # letters: a longer word is put together of several, and told by its beginning too
SURE_WORDS = 2  # shared by a measure of many words and its result
PROJECT = regex.compile(r"Projekt(?:et)?\s+", regex.IGNORECASE)  # "Projekt Ny Have" is told of as "Nyhave er …"
SHORTEST_OPENING = 5  # letters: a shorter name may open a text by chance

Block = list[StrategyPair]
Run = list[StrategyPair | None]


class FallenPage(Struct):
    """A page's fallen texts in printed order, each of its own, between the goals that are printed among them.

    `open_goal` is the goal whose row the page begins in; None stands where a result of the page before goes on.
    """

    open_goal: StrategyGoal
    printed: list[StrategyGoal | StrategyPair | None] = field(default_factory=list)

    @property
    def fallen(self) -> list[StrategyPair]:
        return [each for each in self.printed if isinstance(each, StrategyPair)]

    def settled(self, pairs: Sequence[StrategyPair | StrategyGoal]) -> list[StrategyPair | StrategyGoal]:
        """The document's pairs, those of this page joined where they belong together."""
        if not self.fallen:
            return list(pairs)
        joined = self._joined_in_rows(pairs)
        if joined is None:
            joined = set()
            for number, (goals, run) in enumerate(self._sections()):
                joined |= self._pair_section(goals, run, first=number == 0)
        return [pair for pair in pairs if id(pair) not in joined]

    # A page printed row by row

    def _joined_in_rows(self, pairs: Sequence[StrategyPair | StrategyGoal]) -> set[int] | None:
        """Joins each name with the texts below it where most of the page's texts open with their name; None where they do not.

        What stands above the first name then goes on from the last pair of the page before.
        """
        fallen = self.fallen
        at = [place for place, pair in enumerate(fallen) if pair.measures]
        rows = [fallen[start:end] for start, end in pairwise([*at, len(fallen)])]
        opened = sum(opens(_words([name]), _words(texts[:1])) for name, *texts in rows)
        if len(rows) < 2 or not all(texts for _, *texts in rows) or 2 * opened <= len(rows) or any(p.goal is None for p in fallen):
            return None
        before = pairs[[id(pair) for pair in pairs].index(id(fallen[0])) - 1]
        if (
            at[0]
            and isinstance(before, StrategyPair)
            and len(before.measures) == 1
            and not before.doubted
            and before.goal is fallen[0].goal
        ):
            rows.append([before, *fallen[: at[0]]])
        joined: set[int] = set()
        for name, *texts in rows:
            name.results += _texts(texts)
            name.doubted = False
            joined.update(map(id, texts))
        return joined

    # A page printed column by column

    def _sections(self) -> Iterator[tuple[list[StrategyGoal], Run]]:
        """The texts up to the next goals, with the goals that are printed right above them."""
        goals, run = list[StrategyGoal](), list[StrategyPair | None]()
        for each in self.printed:
            if isinstance(each, StrategyGoal):
                if run:
                    yield goals, run
                    goals, run = [], []
                if not any(each is goal for goal in goals):
                    goals.append(each)
            else:
                run.append(each)
        if run:
            yield goals, run

    def _pair_section(self, goals: list[StrategyGoal], run: Run, first: bool) -> set[int]:
        """Gives a section's texts their goals and pairs them; returns the ids of those that went into another."""
        joined: set[int] = set()
        for goal, row in self._rows(goals, run, first):
            if goal is not None:
                goal.used = True
                for pair in (pair for pair in row if pair is not None):
                    pair.goal = goal
            joined |= _pair_row(row, begins=goal is not None and goal is not self.open_goal)
        return joined

    def _rows(self, goals: list[StrategyGoal], run: Run, first: bool) -> list[tuple[StrategyGoal | None, Run]]:
        """The rows that a section holds, as many as goals. One that begins a page may go on from a row whose goal is not printed again."""
        if not goals:
            return [(self.open_goal, run)]
        surely = not first or any(goal is self.open_goal for goal in goals)
        texts = [pair for pair in run if pair is not None]
        if surely and len(goals) == 1 and (goals[0] is self.open_goal or len(texts) > 1):
            return [(goals[0], run)]
        groups = [[pair for block in blocks for pair in block] for _, blocks in groupby(_blocks(texts), key=_is_short)]
        if surely and len(goals) > 1 and len(groups) == 2 * len(goals) and _is_short(groups[0][:1]):
            ends = [id(group[-1]) for group in groups[1::2]]
            return list(zip(goals, _parted(run, ends), strict=True))
        return [(None, run)]


def _parted(run: Run, ends: Sequence[int]) -> list[Run]:
    parts: list[Run] = [[]]
    for each in run:
        parts[-1].append(each)
        if each is not None and id(each) in ends[:-1]:
            parts.append([])
    return parts


def _pair_row(row: Run, *, begins: bool) -> set[int]:
    """Pairs one row's measures with its results. `begins` is set for a row that begins on the page: a measure stands first in it."""
    blocks = _blocks([pair for pair in row if pair is not None])
    goes_on = row.index(None) if None in row else 0
    above = _blocks([pair for pair in row[:goes_on] if pair is not None])
    if above and len(above) < len(blocks):
        return _pair_columns(above, blocks[len(above) :])
    if begins and len(blocks) == 2:
        return _join([blocks[0]], [[blocks[1]]])
    runs = [(short, list(each)) for short, each in groupby(blocks, key=_is_short)]
    joined: set[int] = set()
    for (short, names), (_, texts) in pairwise(runs):
        if short and 1 < len(names) == len(texts) <= MOST_ON_A_PAGE and _answered(names, texts):
            joined |= _join(names, [[text] for text in texts])
    if joined or not blocks or _is_short(blocks[0]):
        return joined
    answer = next((at for at, block in enumerate(blocks) if at and _shared(blocks[0], block, blocks[1:]) >= SURE_WORDS), None)
    return _pair_columns(blocks[:answer], blocks[answer:]) if answer is not None and answer > 1 else joined


def _pair_columns(names: Sequence[Block], texts: Sequence[Block]) -> set[int]:
    """Pairs a column of measures with the column of results below it, in order: as many as they are, else those whose words agree."""
    for text in (text for block in names for pair in block for text in pair.texts):
        text.column = StrategyColumn.MEASURE
    for pair in (pair for block in names for pair in block):
        pair.measures, pair.results = pair.texts, []
    if len(names) == len(texts) and _answered(names, texts):
        return _join(names, [[text] for text in texts])
    if len(names) < 2 or max(len(names), len(texts)) > MOST_ON_A_PAGE:
        return set()
    told = [_answers(text, names, texts) for text in texts]
    known = [place for place in told if place is not None]
    if not told or told[0] != 0 or known != sorted(known):
        return set()  # the first result is the first measure's
    return _join(names, [[text for text, place in zip(texts, told, strict=True) if place == at] for at in range(len(names))])


def _join(names: Sequence[Block], results: Sequence[Sequence[Block]]) -> set[int]:
    """Makes one pair of each name and its results; a name without any stays as it is, in doubt."""
    joined: set[int] = set()
    for name, texts in zip(names, results, strict=True):
        if not texts:
            continue
        first, *rest = [*name, *(pair for text in texts for pair in text)]
        first.measures, first.results = _texts(name), [each for text in texts for each in _texts(text)]
        first.doubted = first.goal is None
        for measure in first.measures:
            measure.column = StrategyColumn.MEASURE
        joined.update(map(id, rest))
    return joined


def _blocks(fallen: Sequence[StrategyPair]) -> list[Block]:
    """What is printed on lines right below each other, together: a blank line ends a paragraph."""
    blocks: list[Block] = []
    for pair in fallen:
        if blocks and (pair.texts[0].places[0].line or 0) - (blocks[-1][-1].texts[-1].places[-1].line or 0) == 1:
            blocks[-1].append(pair)
        else:
            blocks.append([pair])
    return blocks


def _texts(block: Sequence[StrategyPair]) -> list[StrategyText]:
    return [text for pair in block for text in pair.texts]


def _words(block: Sequence[StrategyPair]) -> str:
    return " ".join(text.words for text in _texts(block))


def _is_short(block: Sequence[StrategyPair]) -> bool:
    return len(_words(block)) <= LONGEST_NAME


def _stems(block: Block) -> set[str]:
    return {word[: max(SHORTEST_STEM, len(word) - LONGEST_ENDING)] for word in LONG_WORD.findall(_words(block).casefold())}


def _answered(names: Sequence[Block], texts: Sequence[Block]) -> bool:
    """Whether most names have a word that stands in their own text and in no other, and none has one that stands in another alone."""
    printed = [_words(text).casefold() for text in texts]
    told = 0
    for place, name in enumerate(names):
        where = [[at for at, text in enumerate(printed) if stem in text] for stem in _stems(name)]
        alone = {found[0] for found in where if len(found) == 1}
        if alone - {place}:
            return False
        told += place in alone
    return 2 * told > len(names)


def _answers(text: Block, names: Sequence[Block], texts: Sequence[Block]) -> int | None:
    """Which measure a result tells of: the only one with which it shares words enough that no other measure holds."""
    shared = [(at, _shared(name, text, texts, [other for other in names if other is not name])) for at, name in enumerate(names)]
    sure = [at for at, count in shared if count >= (1 if _is_short(names[at]) else SURE_WORDS)]
    return sure[0] if len(sure) == 1 else None


def _shared(name: Block, text: Block, texts: Sequence[Block], others: Sequence[Block] = ()) -> int:
    """How many words of a measure stand in a text and in no other measure; a long word by its beginning, where no other text has that."""
    printed, elsewhere = _words(text).casefold(), [_words(other).casefold() for other in others]
    rest = [_words(other).casefold() for other in texts if other is not text]
    shared = {stem for stem in _stems(name) if stem in printed and not any(stem in other for other in elsewhere)}
    for word in LONG_WORD.findall(_words(name).casefold()):
        begin = word[:SHORTEST_STEM]
        if len(word) > LONGEST_SIMPLE and begin in printed and not any(begin in other for other in (*rest, *elsewhere)):
            shared.add(next((stem for stem in shared if stem.startswith(begin)), begin))
    return len(shared)


def opens(name: str, text: str) -> bool:
    """Whether a text opens with a name, however it is spaced and whatever it ends in: 'Nyhaven er …' with 'Projekt Ny Have'."""
    spelling = _spelling(name)
    return spelling is not None and regex.match(rf"\W*+{spelling}", text, regex.IGNORECASE) is not None


def mentions(name: str, text: str) -> bool:
    """Whether a text mentions a name anywhere."""
    spelling = _spelling(name)
    return spelling is not None and regex.search(rf"(?<!\p{{L}}){spelling}", text, regex.IGNORECASE) is not None


def _spelling(name: str) -> str | None:
    """A pattern of a name; None for one so short that it may stand in a text by chance."""
    letters = [regex.escape(letter) for letter in PROJECT.sub("", name, 1) if letter.isalnum()]
    return rf"{'[ -]?'.join(letters)}\p{{L}}{{0,{LONGEST_ENDING}}}+(?!\p{{L}})" if len(letters) >= SHORTEST_OPENING else None
