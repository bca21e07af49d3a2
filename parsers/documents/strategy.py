"""A strategy status' rows in; one result for each measure under its goal, and doubts out.

Its table has three columns: goal, measures, results. Converters let whole pages of it fall out of the table; what fell out
keeps its words, stands alone, and says so in a finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from msgspec import Struct, field
from msgspec.structs import replace

from parsers.documents.fallen_columns import FallenPage, mentions, opens
from parsers.documents.front_matter import begin_document
from parsers.documents.span import FileContext, Span
from parsers.documents.strategy_parts import StrategyColumn, StrategyGoal, StrategyPair, StrategyText
from parsers.language.hyphenation import HYPHEN_MINUS, Vocabulary, rejoined
from parsers.language.paragraphs import PAGE_GAP, ends_sentence
from parsers.model import late_regex as regex
from parsers.model.findings import Code, finding, row_finding
from parsers.model.records import Document, Finding, StrategyResult
from parsers.model.rows import Place, Row, RowKind
from parsers.profile.organisation import committees_in
from parsers.profile.patterns import pattern

__all__ = ["strategy_document"]

HEADER = pattern("strategy_header", regex.IGNORECASE)
THEME = pattern("strategy_theme", regex.DOTALL | regex.IGNORECASE)
GOAL = pattern("strategy_goal", regex.DOTALL | regex.IGNORECASE)
# parted at the first line end of a run of blanks and stars, each run tried from its begin alone
THEME_AND_GOAL = pattern("strategy_theme_and_goal", regex.DOTALL | regex.IGNORECASE)
GOAL_WORDS = pattern("strategy_goal_words")
# A sentence never ends in such a word: what follows goes on from it, be it printed with a capital
GOES_ON = regex.compile(
    r"\b(?:af|i|på|til|for|fra|med|ved|om|og|samt|eller|hos|under|over|mellem|at|som|den|det|de|en|et|der|er)\s*\Z", regex.IGNORECASE
)
EMPHASIS = regex.compile(r"(?<![\w*])\*(?=[^\s*])(?P<words>[^*\n]+)(?<=\S)\*(?![\w*])")
BULLET = regex.compile(r"[•▪◦·*–-]\s|\d{1,2}[.)]\s")
LONGEST_HEADING = 80  # characters: a measure's name; longer, or with a full stop, it is a sentence
LONG_RESULT = 300  # characters: a shorter result is that of one measure


def strategy_document(span: Span, file: FileContext) -> Document:
    document, rows = begin_document(span)
    document.strategy_results, found = read_strategy(rows)
    document.scope = _only_committee(rows)
    document.findings += found
    return document


def _only_committee(rows: Sequence[Row]) -> str | None:
    """The committee a status is for, when the words above its table name no other."""
    above = takewhile(lambda row: row.kind is not RowKind.TABLE, rows)
    named = {mention.body.name for row in above for mention in committees_in(row.text)}
    return named.pop() if len(named) == 1 else None


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


class _StrategyReader(Struct):
    words: Vocabulary
    small: frozenset[str]  # words printed with a small letter somewhere
    begun: bool = False
    goal: StrategyGoal = field(default_factory=lambda: StrategyGoal(None))
    goals: list[StrategyGoal] = field(default_factory=list)
    pairs: list[StrategyPair | StrategyGoal] = field(default_factory=list)  # in printed order; a goal stands where it begins
    split: list[StrategyText] = field(default_factory=list)  # on the page before, not yet continued
    last: dict[StrategyColumn | None, StrategyText] = field(default_factory=dict)  # of each column, on the page before
    page_ends: set[int] = field(default_factory=set)  # ids of the texts that a page's end may have broken off
    texts: list[StrategyText] = field(default_factory=list)  # of this page
    fallen: FallenPage = field(default_factory=lambda: FallenPage(StrategyGoal(None)))  # out of the table, on this page
    findings: list[Finding] = field(default_factory=list)
    awaited: StrategyColumn | None = None  # "Mål:" stood alone: its words come next
    theme_awaited: bool = False

    def page(self, rows: Sequence[Row]) -> None:
        self._end_page()
        self.split, self.texts, self.fallen = [text for text in self.texts if text.split], [], FallenPage(self.goal)
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
                    self._read_fallen(row, self.goal if same_theme else None)
        self.pairs = self.fallen.settled(self.pairs)

    def _end_page(self) -> None:
        self.last = {text.column: text for text in self.texts}
        self.page_ends.update(id(text) for text in self.last.values())

    # Texts

    def _text(self, words: str, column: StrategyColumn | None, row: Row) -> StrategyText | None:
        """A new text; None when the words go on where the page before broke off."""
        split = self._broken_off(column)
        if split is not None and (words[:1].islower() or (split is self.last.get(column) and GOES_ON.search(split.words))):
            split.words = self._joined(split.words, words)
            split.places = [*split.places, *row.places]
            self.split.remove(split)
            self.texts.append(split)
            if split.column is StrategyColumn.RESULT:
                self.fallen.printed.append(None)
            elif split.column is StrategyColumn.GOAL:
                self.fallen.printed.append(self.goal)
            return None
        text = StrategyText(words, column, list(row.places))
        self.texts.append(text)
        return text

    def _broken_off(self, column: StrategyColumn | None) -> StrategyText | None:
        """The text of the page before that broke off inside a word; else the one that broke off last."""
        texts = [text for text in self.split if column is None or text.column is column]
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
        self.goal = StrategyGoal(words or None)
        self.goals.append(self.goal)
        self.pairs.append(self.goal)

    def _begin_goal(self, words: str, row: Row) -> None:
        if self.goal.texts or not self.goals:
            self.goal = StrategyGoal(self.goal.theme)
            self.goals.append(self.goal)
            self.pairs.append(self.goal)
        self.awaited = None if words else StrategyColumn.GOAL
        if words and (text := self._text(words, StrategyColumn.GOAL, row)):
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
        measured = [text for words in _paragraphs(measures) if (text := self._text(words, StrategyColumn.MEASURE, row))]
        resulted: list[StrategyText] = []
        goes_on: StrategyText | None = None
        for words in _paragraphs(results):
            text = self._text(words, StrategyColumn.RESULT, row)
            if text is None:
                goes_on = self.texts[-1]
            else:
                resulted.append(text)
        if goes_on is not None:
            resulted = self._keep_continued(goes_on, resulted)
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
                if text := self._text(words, StrategyColumn.GOAL, row):
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

    def _keep_continued(self, goes_on: StrategyText, results: list[StrategyText]) -> list[StrategyText]:
        """Gives the measure whose result goes on from the page before what tells further of it by name; returns the other results."""
        pair = next((each for each in self.pairs if isinstance(each, StrategyPair) and any(text is goes_on for text in each.results)), None)
        if pair is None or len(pair.measures) != 1:
            return results
        last = max((at for at, text in enumerate(results, 1) if mentions(pair.measures[0].words, text.words)), default=0)
        pair.results += results[:last]
        return results[last:]

    def _pair(self, measures: list[StrategyText], results: list[StrategyText]) -> None:
        """One to one where there are as many; all results to an only measure; else the row's words stay together, in doubt.

        So does a row of several results, the first of which may go on from the page before.
        """
        pairs: list[StrategyPair] = []
        if len(measures) == len(results):
            together = len(measures) == 1 and len(results[0].words) > LONG_RESULT and self._run_together(measures[0].words)
            pairs = [StrategyPair(self.goal, [measure], [result], together) for measure, result in zip(measures, results, strict=True)]
        elif len(measures) == 1 or not results:
            split = len(results) > 1 and any(text.column is StrategyColumn.RESULT for text in self.split)
            pairs = [StrategyPair(self.goal, [measure], results if measure is measures[0] else [], split) for measure in measures]
        elif results:
            pairs = [StrategyPair(self.goal, measures, results, doubted=True)]
        for pair in pairs:
            for text in pair.results:
                text.pair = pair
        self.pairs += pairs
        self.goal.used = self.goal.used or bool(measures or results)

    def _run_together(self, words: str) -> bool:
        """Whether several measures are printed as one: common words begin with a capital where no sentence begins."""
        printed = words.split()
        capitals = [word for before, word in pairwise(printed) if word[0].isupper() and before[-1].isalnum()]
        return sum(word.strip(".,:;?!()").casefold() in self.small for word in capitals) >= 2

    # What fell out of the table

    def _read_fallen(self, row: Row, goal: StrategyGoal | None) -> None:
        words = row.text.replace("**", "").strip()
        if self._is_of_a_goal(words, row):
            if self.goal.texts:
                self.fallen.printed.append(self.goal)
        elif BULLET.match(words) and self.texts and self.texts[-1].column is not StrategyColumn.GOAL:
            self.texts[-1].words += f"\n{words}"
            self.texts[-1].places.extend(row.places)
        else:
            self._read_fallen_cell(words, row, goal)

    def _is_of_a_goal(self, words: str, row: Row) -> bool:
        """Takes in a theme, a goal or more words of one; False for any other text."""
        theme, target = _label(THEME, row.text), _label(GOAL, row.text)
        if theme is not None:
            self._begin_theme(theme)
        elif self.theme_awaited:
            self.goal.theme, self.theme_awaited = words, False
        elif target is not None:
            self._begin_goal(target, row)
        elif self.awaited is StrategyColumn.GOAL:
            self._begin_goal(words, row)
        elif GOAL_WORDS.search(words):
            if text := self._text(words, StrategyColumn.GOAL, row):
                self.goal.texts.append(text)
        else:
            return False
        return True

    def _read_fallen_cell(self, words: str, row: Row, goal: StrategyGoal | None) -> None:
        above = self.texts[-1].pair if self.texts else None
        if (text := self._text(words, None, row)) is None:
            return
        named = not row.heading and len(words) <= LONGEST_HEADING and not ends_sentence(words)
        if above and len(above.measures) == 1 and opens(above.measures[0].words, words) and not named:
            # right below the end of a result, "Træplanen har ti punkter" goes on about the measure "Træplan"
            text.column, text.pair = StrategyColumn.RESULT, above
            above.results.append(text)
            return
        text.column = StrategyColumn.MEASURE if named else StrategyColumn.RESULT
        pair = StrategyPair(goal, [text] if named else [], [] if named else [text], doubted=True, fallen=True)
        self.fallen.printed.append(pair)
        self.pairs.append(pair)

    # The end

    def finished(self) -> tuple[list[StrategyResult], list[Finding]]:
        self._end_page()
        homeless = any(isinstance(pair, StrategyPair) and pair.goal is None for pair in self.pairs)
        results: list[StrategyResult] = []
        for pair in self.pairs:
            if isinstance(pair, StrategyPair):
                results.append(_result(pair))
                code = self._doubt(pair)
            elif pair.used or not (pair.theme or pair.texts):
                continue
            else:
                results.append(StrategyResult(pair.theme, pair.words, places=[place for text in pair.texts for place in text.places]))
                code = Code.GOAL_UNKNOWN if homeless else None  # its measures may be among those whose goal nothing tells
            if code is not None:
                result = results[-1]
                words = result.measure or result.result or result.goal or result.theme
                self.findings.append(finding(code, words, (result.places or [Place()])[0], result))
        return results, self.findings

    def _doubt(self, pair: StrategyPair) -> Code | None:
        broken_off = pair.fallen and pair.texts[-1].split and id(pair.texts[-1]) in self.page_ends
        if not pair.doubted and not broken_off:
            return None
        return Code.UNPAIRED if pair.goal or not (pair.measures and pair.results) else Code.GOAL_UNKNOWN


def _result(pair: StrategyPair) -> StrategyResult:
    return StrategyResult(
        theme=pair.goal.theme if pair.goal else None,
        goal=pair.goal.words if pair.goal else None,
        measure="\n".join(text.words for text in pair.measures) or None,
        result="\n".join(text.words for text in pair.results) or None,
        places=_unique(place for text in pair.texts for place in text.places),
    )


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
