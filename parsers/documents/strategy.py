"""A strategy status' rows in; one result for each measure under its goal, and doubts out.

Its table has three columns: goal, measures, results. Converters let whole pages of it fall out of the table; what fell out
keeps its words, stands alone, and says so in a finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import groupby, pairwise

import regex

from parsers.language.hyphenation import HYPHEN_MINUS, Vocabulary, rejoined
from parsers.language.paragraphs import PAGE_GAP, ends_sentence
from parsers.model.findings import Code, finding, row_finding
from parsers.model.records import Finding, StrategyResult
from parsers.model.rows import Place, Row, RowKind

__all__ = ["read_strategy"]

HEADER = regex.compile(r"strategiske?\s+målsætning", regex.IGNORECASE)
THEME = regex.compile(r"[*\s]*Tema\s*:[*\s]*(?P<words>.*)\Z", regex.DOTALL | regex.IGNORECASE)
GOAL = regex.compile(r"[*\s]*Mål(?:sætning)?\s*:[*\s]*(?P<words>.*)\Z", regex.DOTALL | regex.IGNORECASE)
THEME_AND_GOAL = regex.compile(
    # parted at the first line end of a run of blanks and stars, each run tried from its begin alone
    r"(?P<theme>[*\s]*+Tema\s*+:.*?(?<![*\s])(?:[^\S\n]|\*)*+)\n(?P<goal>[*\s]*+Mål\s*+:.*)\Z",
    regex.DOTALL | regex.IGNORECASE,
)
GOAL_WORDS = regex.compile(r"Udvalget\s+(?:vil|ønsker|finder|bekender|har\s+fokus)\b")  # goals are told of the committee, results never
EMPHASIS = regex.compile(r"(?<![\w*])\*(?=[^\s*])(?P<words>[^*\n]+)(?<=\S)\*(?![\w*])")
BULLET = regex.compile(r"[•▪◦·*–-]\s|\d{1,2}[.)]\s")
LONGEST_HEADING = 80  # characters: a measure's name; longer, or with a full stop, it is a sentence
LONG_RESULT = 300  # characters: a shorter result is that of one measure
MOST_ON_A_PAGE = 30  # measures
LONG_WORD = regex.compile(r"\p{L}{6,}+")
SHORTEST_STEM, LONGEST_ENDING = 6, 3  # letters: "forløbsprogrammer" is told by "forløbsprogram"
SHORTEST_SENTENCE = 60  # characters: a shorter text without a full stop is a name, not a torn sentence
PROJECT = regex.compile(r"Projekt(?:et)?\s+", regex.IGNORECASE)  # "Projekt Ny Have" is told of as "Nyhave er …"
SHORTEST_OPENING = 5  # letters: a shorter name may open a text by chance


class Column(Enum):
    GOAL = 0
    MEASURE = 1
    RESULT = 2


@dataclass(slots=True)
class _Text:
    """A printed paragraph of one column; a page's end may have torn it."""

    words: str
    column: Column | None
    places: list[Place]
    told_of: _Pair | None = field(default=None, compare=False, repr=False)  # in the table, whose result it is

    @property
    def torn(self) -> bool:
        last = self.words.rsplit("\n", 1)[-1]
        sentence = self.column is not Column.MEASURE and len(last) >= SHORTEST_SENTENCE
        return last.endswith(HYPHEN_MINUS) or (sentence and not ends_sentence(last))


@dataclass(slots=True)
class _Goal:
    """A goal's paragraphs under its theme."""

    theme: str | None
    texts: list[_Text] = field(default_factory=list)
    used: bool = False

    @property
    def words(self) -> str | None:
        return "\n".join(text.words for text in self.texts) or None


@dataclass(slots=True)
class _Pair:
    """A result in the making. `goal` is None where the print does not tell it."""

    goal: _Goal | None
    measures: list[_Text] = field(default_factory=list)
    results: list[_Text] = field(default_factory=list)
    doubted: bool = False
    fallen: bool = False  # out of the table

    @property
    def texts(self) -> list[_Text]:
        return [*self.measures, *self.results]


def read_strategy(rows: Sequence[Row]) -> tuple[list[StrategyResult], list[Finding]]:
    """A result for each measure, in printed order; a measure and a result are paired only where their table row tells it."""
    printed = "\n".join([row.text for row in rows]).split()
    reader = _StrategyReader(Vocabulary(printed), frozenset(word.strip(".,:;?!()") for word in printed if word[0].islower()))
    for page in _pages(rows):
        reader.page(page)
    return reader.finished()


def _pages(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows printed between two page breaks; a dump shows a break as a gap of lines."""
    page: list[Row] = []
    last: Place | None = None
    for row in rows:
        place = row.places[0] if row.places else Place()
        if last is not None and page and (place.page != last.page or (place.line or 0) - (last.line or 0) >= PAGE_GAP):
            yield page
            page = []
        page.append(row)
        last = row.places[-1] if row.places else last
    if page:
        yield page


def _label(pattern: regex.Pattern[str], text: str) -> str | None:
    """What follows the label, without the stars of a bold print; None when it does not begin with the label."""
    match = pattern.match(text)
    return " ".join(match["words"].replace("**", " ").split()) if match else None


def _paragraphs(cell: str) -> list[str]:
    """A cell's paragraphs, each with the bullets below it."""
    whole: list[str] = []
    for line in cell.split("\n"):
        if whole and BULLET.match(line):
            whole[-1] += f"\n{line}"
        elif line:
            whole.append(line)
    return whole


@dataclass(slots=True)
class _StrategyReader:
    words: Vocabulary
    small: frozenset[str]  # words printed with a small letter somewhere
    begun: bool = False
    goal: _Goal = field(default_factory=lambda: _Goal(None))
    goals: list[_Goal] = field(default_factory=list)
    pairs: list[_Pair | _Goal] = field(default_factory=list)  # in printed order; a goal stands where it begins
    torn: list[_Text] = field(default_factory=list)  # on the page before, not yet continued
    texts: list[_Text] = field(default_factory=list)  # of this page
    fallen: list[_Pair] = field(default_factory=list)  # out of the table, on this page
    findings: list[Finding] = field(default_factory=list)
    awaited: Column | None = None  # "Mål:" stood alone: its words come next
    theme_awaited: bool = False

    def page(self, rows: Sequence[Row]) -> None:
        self.torn, self.texts, self.fallen = [text for text in self.texts if text.torn], [], []
        same_theme = True  # below a new theme, a column may be printed that belongs to the one above
        for row in _lines_joined([_without_emphasis(row) for row in rows]):
            if row.kind is RowKind.TABLE:
                self._table_row(row)
            elif row.kind is RowKind.FURNITURE:
                self.findings.append(row_finding(Code.FURNITURE, row))
            elif row.kind is RowKind.TEXT and row.text:
                if not self.begun:
                    self.findings.append(row_finding(Code.HEADING if row.heading else Code.READING_GUIDE, row))
                else:
                    same_theme = same_theme and THEME.match(row.text) is None
                    self._fallen(row, self.goal if same_theme else None)
        if not self._pair_in_order():
            self._pair_columns()

    # Texts

    def _text(self, words: str, column: Column | None, row: Row) -> _Text | None:
        """A new text; None when the words go on where the page before broke off."""
        if words[:1].islower() and (torn := self._broken_off(column)):
            torn.words = self._joined(torn.words, words)
            torn.places = [*torn.places, *row.places]
            self.torn.remove(torn)
            self.texts.append(torn)
            return None
        text = _Text(words, column, list(row.places))
        self.texts.append(text)
        return text

    def _broken_off(self, column: Column | None) -> _Text | None:
        """The text of the page before that broke off inside a word; else the one that broke off last."""
        texts = [text for text in self.torn if column is None or text.column is column]
        inside = [text for text in texts if text.words.endswith(HYPHEN_MINUS)]
        return (inside or texts)[-1] if texts else None

    def _joined(self, left: str, right: str) -> str:
        if not left.endswith(HYPHEN_MINUS):
            return f"{left} {right}"
        head, gap, stem = left[:-1].rpartition(" ")
        begin, space, rest = right.partition(" ")
        return f"{head}{gap}{rejoined(stem, begin, HYPHEN_MINUS, self.words).text}{space}{rest}"

    def _begin_theme(self, words: str) -> None:
        self.theme_awaited = not words
        self.goal = _Goal(words or None)
        self.goals.append(self.goal)
        self.pairs.append(self.goal)

    def _begin_goal(self, words: str, row: Row) -> None:
        if self.goal.texts or not self.goals:
            self.goal = _Goal(self.goal.theme)
            self.goals.append(self.goal)
            self.pairs.append(self.goal)
        self.awaited = None if words else Column.GOAL
        if words and (text := self._text(words, Column.GOAL, row)):
            self.goal.texts.append(text)

    # Table rows

    def _table_row(self, row: Row) -> None:
        cells = [cell.text for cell in row.cells]
        self.begun = True
        if HEADER.search(cells[0]):
            self.findings.append(row_finding(Code.HEADING, row))
            return
        if len(cells) > 3 and any(cells[3:]):
            self.findings.append(row_finding(Code.EXTRA_CELL, row))
        first, measures, results = (*cells[:3], "", "", "")[:3]
        if first:
            self._goal_cell(first, row)
        measured = [text for words in _paragraphs(measures) if (text := self._text(words, Column.MEASURE, row))]
        resulted = [text for words in _paragraphs(results) if (text := self._text(words, Column.RESULT, row))]
        self._pair(measured, resulted)

    def _goal_cell(self, words: str, row: Row) -> None:
        both = THEME_AND_GOAL.match(words)
        theme, goal = _label(THEME, both["theme"] if both else words), _label(GOAL, both["goal"] if both else words)
        if theme is not None:
            self._begin_theme(theme)
        if goal is not None:
            self._begin_goal(goal, row)
        if theme is None and goal is None:
            if words[0].islower() or GOAL_WORDS.match(words):
                if text := self._text(words, Column.GOAL, row):
                    self.goal.texts.append(text)
                return
            # A goal without the label "Mål:" stands under no theme above; its first line, or what stands before its words, may be one.
            told = GOAL_WORDS.search(words.partition("\n")[0])
            heading, _, rest = (words[: told.start()], "", words[told.start() :]) if told else words.partition("\n")
            heading = heading.replace("**", "").strip()
            named = bool(rest) and len(heading) <= LONGEST_HEADING and not ends_sentence(heading)
            self._begin_theme(heading if named else "")
            self.theme_awaited = False
            self._begin_goal(rest if named else words, row)

    def _pair(self, measures: list[_Text], results: list[_Text]) -> None:
        """One to one where there are as many; all results to an only measure; else the row's words stay together, in doubt.

        So does a row of several results, the first of which may go on from the page before.
        """
        pairs: list[_Pair] = []
        if len(measures) == len(results):
            together = len(measures) == 1 and len(results[0].words) > LONG_RESULT and self._run_together(measures[0].words)
            pairs = [_Pair(self.goal, [measure], [result], together) for measure, result in zip(measures, results, strict=True)]
        elif len(measures) == 1 or not results:
            torn = len(results) > 1 and any(text.column is Column.RESULT for text in self.torn)
            pairs = [_Pair(self.goal, [measure], results if measure is measures[0] else [], torn) for measure in measures]
        elif results:
            pairs = [_Pair(self.goal, measures, results, doubted=True)]
        for pair in pairs:
            for text in pair.results:
                text.told_of = pair
        self.pairs += pairs
        self.goal.used = self.goal.used or bool(measures or results)

    def _run_together(self, words: str) -> bool:
        """Whether several measures are printed as one: common words begin with a capital where no sentence begins."""
        printed = words.split()
        capitals = [word for before, word in pairwise(printed) if word[0].isupper() and before[-1].isalnum()]
        return sum(word.strip(".,:;?!()").casefold() in self.small for word in capitals) >= 2

    # What fell out of the table

    def _fallen(self, row: Row, goal: _Goal | None) -> None:
        words = row.text.replace("**", "").strip()
        theme, target = _label(THEME, row.text), _label(GOAL, row.text)
        if theme is not None:
            self._begin_theme(theme)
        elif self.theme_awaited:
            self.goal.theme, self.theme_awaited = words, False
        elif target is not None:
            self._begin_goal(target, row)
        elif self.awaited is Column.GOAL:
            self._begin_goal(words, row)
        elif GOAL_WORDS.search(words):
            if text := self._text(words, Column.GOAL, row):
                self.goal.texts.append(text)
        elif BULLET.match(words) and self.texts and self.texts[-1].column is not Column.GOAL:
            self.texts[-1].words += f"\n{words}"
            self.texts[-1].places.extend(row.places)
        else:
            above = self.texts[-1].told_of if self.texts else None
            if (text := self._text(words, None, row)) is None:
                return
            named = not row.heading and len(words) <= LONGEST_HEADING and not ends_sentence(words)
            if above and len(above.measures) == 1 and _opens(above.measures[0].words, words) and not named:
                # right below the end of a result, "Træplanen har ti punkter" goes on about the measure "Træplan"
                text.column, text.told_of = Column.RESULT, above
                above.results.append(text)
                return
            text.column = Column.MEASURE if named else Column.RESULT
            self.fallen.append(_Pair(goal, [text] if named else [], [] if named else [text], doubted=True, fallen=True))
            self.pairs.append(self.fallen[-1])

    def _pair_in_order(self) -> bool:
        """Pairs each name with the texts below it where a page is printed row by row: most of its texts open with their name.

        What stands above the first name then goes on from the last pair of the page before.
        """
        at = [place for place, pair in enumerate(self.fallen) if pair.measures]
        rows = [self.fallen[start:end] for start, end in pairwise([*at, len(self.fallen)])]
        opened = sum(_opens(_words([name]), _words(texts[:1])) for name, *texts in rows)
        if len(rows) < 2 or not all(texts for _, *texts in rows) or 2 * opened <= len(rows) or any(p.goal is None for p in self.fallen):
            return False
        before = self.pairs[self.pairs.index(self.fallen[0]) - 1]
        if at[0] and isinstance(before, _Pair) and len(before.measures) == 1 and not before.doubted and before.goal is self.fallen[0].goal:
            rows.append([before, *self.fallen[: at[0]]])
        for name, *texts in rows:
            name.results += _texts(texts)
            name.doubted = False
            joined = set(map(id, texts))
            self.pairs = [pair for pair in self.pairs if id(pair) not in joined]
        return True

    def _pair_columns(self) -> None:
        """Pairs names with texts where a page printed one column below the other: so many names, then as many texts."""
        runs = [(short, list(blocks)) for short, blocks in groupby(_blocks(self.fallen), key=_is_short)]
        joined: set[int] = set()  # ids of pairs that went into another
        for (short, names), (_, texts) in pairwise(runs):
            if not (short and 1 < len(names) == len(texts) <= MOST_ON_A_PAGE and _answered(names, texts)):
                continue
            for name, text in zip(names, texts, strict=True):
                first, *rest = [*name, *text]
                first.measures, first.results = (
                    [each for pair in name for each in pair.texts],
                    [each for pair in text for each in pair.texts],
                )
                first.doubted = first.goal is None
                for each in first.measures:
                    each.column = Column.MEASURE
                joined.update(map(id, rest))
        self.pairs = [pair for pair in self.pairs if id(pair) not in joined]

    # The end

    def finished(self) -> tuple[list[StrategyResult], list[Finding]]:
        results: list[StrategyResult] = []
        for pair in self.pairs:
            if isinstance(pair, _Goal):
                if not pair.used and (pair.theme or pair.texts):
                    places = [place for text in pair.texts for place in text.places]
                    results.append(StrategyResult(pair.theme, pair.words, places=places))
                continue
            result = StrategyResult(
                theme=pair.goal.theme if pair.goal else None,
                goal=pair.goal.words if pair.goal else None,
                measure="\n".join(text.words for text in pair.measures) or None,
                result="\n".join(text.words for text in pair.results) or None,
                places=_unique(place for text in pair.texts for place in text.places),
            )
            results.append(result)
            if pair.doubted or (pair.fallen and pair.texts[-1].torn):
                code = Code.UNPAIRED if pair.goal or not (result.measure and result.result) else Code.GOAL_UNKNOWN
                self.findings.append(finding(code, result.measure or result.result, result.places[0], result))
        return results, self.findings


def _blocks(fallen: Sequence[_Pair]) -> Iterator[list[_Pair]]:
    """What is printed on lines right below each other, together: a blank line ends a paragraph."""
    block: list[_Pair] = []
    for pair in fallen:
        if block and (pair.texts[0].places[0].line or 0) - (block[-1].texts[-1].places[-1].line or 0) != 1:
            yield block
            block = []
        block.append(pair)
    if block:
        yield block


def _texts(block: Sequence[_Pair]) -> list[_Text]:
    return [text for pair in block for text in pair.texts]


def _words(block: Sequence[_Pair]) -> str:
    return " ".join(text.words for text in _texts(block))


def _is_short(block: Sequence[_Pair]) -> bool:
    return len(_words(block)) <= LONGEST_HEADING


def _answered(names: Sequence[Sequence[_Pair]], texts: Sequence[Sequence[_Pair]]) -> bool:
    """Whether most names have a word that stands in their own text and in no other, and none has one that stands in another alone."""
    printed = [_words(text).casefold() for text in texts]
    told = 0
    for place, name in enumerate(names):
        stems = [word[: max(SHORTEST_STEM, len(word) - LONGEST_ENDING)] for word in LONG_WORD.findall(_words(name).casefold())]
        where = [[at for at, text in enumerate(printed) if stem in text] for stem in stems]
        alone = {found[0] for found in where if len(found) == 1}
        if alone - {place}:
            return False
        told += place in alone
    return 2 * told > len(names)


def _opens(name: str, text: str) -> bool:
    """Whether a text opens with a name, however it is spaced and whatever it ends in: 'Nyhaven er …' with 'Projekt Ny Have'."""
    letters = [regex.escape(letter) for letter in PROJECT.sub("", name, 1) if letter.isalnum()]
    opening = rf"\W*+{'[ -]?'.join(letters)}\p{{L}}{{0,{LONGEST_ENDING}}}+(?!\p{{L}})"
    return len(letters) >= SHORTEST_OPENING and regex.match(opening, text, regex.IGNORECASE) is not None


def _unique(places: Iterator[Place]) -> list[Place]:
    return list(dict.fromkeys(places))


def _without_emphasis(row: Row) -> Row:
    """The row without the stars of an italic print: '*Børn*: leg' → 'Børn: leg'."""
    return replace(row, cells=[replace(cell, text=EMPHASIS.sub(r"\g<words>", cell.text)) for cell in row.cells])


def _lines_joined(rows: Sequence[Row]) -> Iterator[Row]:
    """Lines printed right below each other that go on with a small letter, as one: 'Udviklingen i det nære' and 'sundhedsvæsen'."""
    held: Row | None = None
    for row in rows:
        if held is not None and held.kind is row.kind is RowKind.TEXT and row.text[:1].islower():
            gap = (row.places[0].line or 0) - (held.places[-1].line or 0)
            if gap == 1 and not ends_sentence(held.text):
                held.cells[0].text += f" {row.text}"
                held.places.extend(row.places)
                continue
        if held is not None:
            yield held
        held = replace(row, cells=[replace(cell) for cell in row.cells], places=list(row.places))
    if held is not None:
        yield held
