"""A PDF page's text layer to words, the signs printed among them, and what of it no reader of the page can see.

A call for every character would take longer than all the rest. The page's text comes in one call and is cut into words
here; pdfium is asked where a print operation begins and ends and how it is set, and the words in between stand where
their letters' widths put them, if those lead to the operation's end. Only where they do not is each word asked for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from ctypes import c_void_p
from itertools import pairwise, repeat
from operator import itemgetter
from typing import Protocol, cast

from parsers.model.content import BOTTOM_OF, LEFT_OF, TEXT_OF, Word
from parsers.pdf import pdfium
from parsers.pdf.borrowed_glyphs import is_borrowed, rejoined, stands_within
from parsers.pdf.characters import LINE_HYPHEN, Traits, is_rough, traits_of
from parsers.pdf.coordinates import View
from parsers.pdf.letter_tokens import OVER, STEP, TOUCHING, letter_by_letter, parted_tokens
from parsers.pdf.letters import Ligatures
from parsers.pdf.note_marks import SMALLER, marked
from parsers.pdf.plain_runs import FIT, Operation
from parsers.pdf.questions import boxes, rights, set_out, text_objects
from parsers.pdf.script import Script
from parsers.pdf.small_caps import lowered
from parsers.pdf.styles import FontMemory, Style, Styles
from parsers.pdf.tokens import Print, Token, sort_out, united

__all__ = ["in_lines", "printed"]

WIDER = 0.3  # of the size: no justified line has spaces so much wider than its font's
LINE = 0.4  # of the size: a baseline this much lower is the next line
TORN = 3  # words that touch the one before: two cells' words may by chance

# Surrogates stay in pairs, so that an index into the text is an index into pdfium's characters.
_TOKEN = re.compile(
    r"[\u2639-\u263b\ue000-\uf8ff]\ufe0f?"  # ☹ ☺ ☻ and private use, where symbol fonts print
    r"|[\ud800-\udbff][\udc00-\udfff]\ufe0f?"  # emoji
    r"|[\u25a0-\u25ff\u2b1b-\u2b24](?=:)"  # "●: Milepælen er nået": a dot of the reading guide
    r"|[^\s\ufffe\u2639-\u263b\ue000-\uf8ff\ud800-\udfff]+\ufffe?"
)
_SPACED_OUT = re.compile(r" [^\W\d_](?: [^\W\d_])+(?!\S)")  # "S m il e y": letters set so far apart that pdfium parts them
_ALONE = frozenset(" iåøIÅØ")  # Danish words of one letter
_PRIVATE_LETTER = re.compile(r"[^\W\d_][\ue000-\uf8ff]")

_FIRST = itemgetter(1)  # of a Token
_HANDLE_AND_BEGIN, _BEGIN = itemgetter(0, 1), itemgetter(1)  # of an Operation


def printed(
    text: c_void_p,
    script: Script,
    view: View,
    memory: FontMemory,
    ligatures: Ligatures | None = None,
    *,
    by_line: bool = False,
    chopped: bool = False,
    sieve: Sieve | None = None,
) -> Print:
    """What the text layer prints: words line by line, each line from the left.

    `memory` keeps a document's fonts, and how wide their letters are, from page to page. Read `by_line`, for pages whose
    words stand in no cells, nothing proves that what follows a line's first word has no gaps in it. A page known to be
    `chopped` is read letter by letter. A `sieve` is given each word of some operations alone.
    """
    styles, traits = Styles(text, view, memory), traits_of(script.string)
    chopped = chopped or script.chopped or (not by_line and _is_spaced_out(script.string))
    if not chopped:
        reading = _Reading(script.string, traits, text, view, styles, by_line, sieve.operations if sieve else ())
        reading.read()
        tokens = sieve.sift(reading.tokens) if sieve else reading.tokens
        result, unnamed = _sorted_out(reading.words, tokens, text, view, ligatures or Ligatures())
        if not by_line:
            result.words = _mended(result.words, traits)
        chopped = sieve is None and (reading.astray or _is_split(result.words))
    if chopped:
        tokens = letter_by_letter(script.string, text, view, styles)
        result, unnamed = _sorted_out([], sieve.sift(tokens) if sieve else tokens, text, view, ligatures or Ligatures())
        result.words = _mended(result.words, traits)
    result.words = lowered(result.words, styles.small_caps)
    result.chopped, result.placed = chopped, styles.placed
    result.unmapped = max(unnamed / max(len(script.string), 1), styles.unmapped())
    return result


def _mended(words: list[Word], traits: Traits) -> list[Word]:
    """A page's words, with marks of notes and glyphs of other fonts at the words they belong to."""
    words = marked(words)
    return rejoined(words) if traits.borrowed else words


def _is_spaced_out(string: str) -> bool:
    """Whether a page's string holds letters one by one, as pdfium gives those that are set far apart; "A B C" is a spreadsheet's."""
    return any(ord(match[0][3]) - ord(match[0][1]) != 1 and set(match[0]) - _ALONE for match in _SPACED_OUT.finditer(string))


def _sorted_out(words: list[Word], tokens: list[Token], text: c_void_p, view: View, ligatures: Ligatures) -> tuple[Print, int]:
    """A page's words and signs, told from one another, and the number of letters that no font names."""
    result = Print()
    unnamed = sort_out(tokens, text, view, words, result, ligatures) if tokens else 0
    result.words = in_lines(words)
    return result, unnamed


def _is_split(words: list[Word]) -> bool:
    """Whether words touch, as no two do: pdfium has broken a page's lines where its letters are kerned, taking them for columns."""
    touching = [b for a, b in pairwise(words) if a[4] == b[4] and -OVER * a[5] < b[1] - a[3] < TOUCHING * a[5]]  # bottom, size, x0, x1
    return len(touching) >= TORN


def in_lines(words: list[Word]) -> list[Word]:
    """The words line by line from the top, each line from the left; what was printed twice for boldness comes once, bold."""
    words.sort(key=BOTTOM_OF)
    ordered: list[Word] = []
    line: list[Word] = []
    below = float("-inf")
    for word in words:
        bottom = word[4]
        if bottom > below:
            ordered += line if len(line) < 2 else _from_the_left(line)
            line, below = [], bottom + LINE * word[5]  # size
        line.append(word)
    return ordered + (line if len(line) < 2 else _from_the_left(line))


def _from_the_left(line: list[Word]) -> list[Word]:
    line.sort(key=LEFT_OF)
    return line if len(set(map(TEXT_OF, line))) == len(line) else _once(line)


def _once(line: list[Word]) -> list[Word]:
    kept: list[Word] = []
    for word in line:
        for k in range(max(len(kept) - 3, 0), len(kept)):
            other = kept[k]
            if other.text == word.text and word.x0 - other.x0 < STEP * word.size and abs(word.bottom - other.bottom) < STEP * word.size:
                kept[k] = other._replace(x1=max(other.x1, word.x1), bold=True)
                break
        else:
            kept.append(word)
    return kept


class Sieve(Protocol):
    """What sets words aside before they are told from signs; `operations` are the text objects whose words it is to see."""

    @property
    def operations(self) -> Collection[int]: ...

    def sift(self, tokens: list[Token]) -> list[Token]: ...


class _Reading:
    """One page's text on its way to words. `words` takes what is plain, `tokens` what needs a closer look to tell."""

    def __init__(
        self, string: str, traits: Traits, text: c_void_p, view: View, styles: Styles, by_line: bool, closely: Collection[int] = ()
    ) -> None:
        self.words: list[Word] = []
        self.tokens: list[Token] = []
        self._string = string
        self._text = text
        self._view = view
        self._styles = styles
        self._by_line = by_line
        self._closely = closely
        self._traits = traits
        self._operations: list[Operation] = []
        self._apart: list[tuple[int, list[str], list[int]]] = []  # an operation's rough words, and where they begin
        self._parted: list[tuple[int, str, int]] = []  # a word's first operation, the word, where it begins
        self.astray = False  # whether one operation's letters go back to the left, as Ghostscript's may from cell to cell

    def read(self) -> None:
        begins, runs = self._runs()
        ends = [begin + len(run) - 1 for begin, run in zip(begins, runs, strict=True)]
        first, last = text_objects(self._text, begins), text_objects(self._text, ends)
        if first == last and all(first) and not self._traits.rough:  # as on most pages of running text
            self._operations = list(zip(first, begins, ends, runs, repeat(None)))
        else:
            for handle, after, begin, end, run in zip(first, last, begins, ends, runs, strict=True):
                rough = self._traits.rough and is_rough(run)
                if handle and handle == after and not rough:
                    self._operations.append((handle, begin, end, run, None))
                else:
                    self._line(run, begin, rough)
        self._styles.learn(self._first_characters())
        self._set_out()
        for handle, words, places in self._apart:
            self._each(handle, words, places)
        for _, word, begin in self._parted:
            self._part(word, begin)
        if not self._by_line and self._traits.borrowed:
            self._open_runs()
        self.tokens.sort(key=_FIRST)

    def _first_characters(self) -> dict[int, int]:
        """Of each operation met the index of its first character, as they come on the page: the first of a setting stands for it."""
        found = list(map(_HANDLE_AND_BEGIN, self._operations))
        if self._apart or self._parted:
            found += [(handle, places[0]) for handle, _, places in self._apart]
            found += [(handle, begin) for handle, _, begin in self._parted]
            found.sort(key=_BEGIN)
        first = dict(found)
        if len(first) < len(found):  # several lines of one operation
            first.clear()
            for handle, begin in found:
                first.setdefault(handle, begin)
        return first

    def _runs(self) -> tuple[list[int], list[str]]:
        """What stands on each line, often one print operation's text, or one for each cell; and where in the string it begins."""
        begins: list[int] = []
        runs: list[str] = []
        at = 0
        for line in self._string.replace(LINE_HYPHEN, f"{LINE_HYPHEN}\r\n").split("\r\n"):
            run = line.strip()
            if run:
                begins.append(at if run is line else at + line.index(run))
                runs.append(run)
                if run[-1] == LINE_HYPHEN:
                    at -= 2  # for the break put in behind it
            at += len(line) + 2
        return begins, runs

    def _line(self, run: str, begin: int, rough: bool) -> None:
        """Parts a line that several operations print, or that is `rough`."""
        words = _TOKEN.findall(run) if rough else run.split()
        places = self._places(words, begin)
        every = rough and _PRIVATE_LETTER.search(run) is not None
        handles = text_objects(self._text, places)
        k, count = 0, len(words)
        while k < count:
            handle, first = handles[k], k
            while k < count and handles[k] == handle:
                k += 1
            if handle:
                self._operation(handle, words[first:k], places[first:k], rough, every)

    def _places(self, words: list[str], begin: int) -> list[int]:
        """Where in the string each of the words begins that follow one another from a place on."""
        places = []
        for word in words:
            begin = self._string.find(word, begin)
            places.append(begin)
            begin += len(word)
        return places

    def _operation(self, handle: int, words: list[str], places: list[int], rough: bool, every: bool) -> None:
        """The words one print operation begins: all of them are its own but the last, which may go on in the next operation.

        `rough` when their line is, `every` when each of its words must be looked at.
        """
        end = places[-1] + len(words[-1]) - 1
        last = text_objects(self._text, (end,))[0] if len(words[-1]) > 1 else handle
        if last != handle:
            word, begin = words.pop(), places.pop()
            if last and not every and not (rough and is_rough(word)):
                self._operations.append((handle, begin, end, word, last))
            else:
                self._parted.append((handle, word, begin))
        if not words:
            return
        end = places[-1] + len(words[-1]) - 1
        run = self._string[places[0] : end + 1]
        if every or (rough and is_rough(run)):
            self._apart.append((handle, words, places))
        else:
            self._operations.append((handle, places[0], end, run, None))

    def _part(self, word: str, begin: int) -> None:
        self.tokens.extend(parted_tokens(word, begin, self._text, self._view, self._styles))

    def _set_out(self) -> None:
        """Places each run by how wide its letters are; word by word only where that does not lead to where it ends.

        With no more than a space between its words, a run stands in one cell and is one Word.
        """
        view, found = self._view, cast("Iterable[Word | None]", repeat(None))
        if not (view.turns or self._closely):
            page, blanks = (view.e, view.width, view.height), self._traits.blanks or "  " in self._string
            found = set_out(self._text, self._operations, self._styles.placed, page, self._by_line, blanks)
        for operation, plain in zip(self._operations, found, strict=False):
            word = plain or self._placed(*operation)
            if word is not None:
                self.words.append(word)

    def _placed(self, handle: int, begin: int, end: int, run: str, last: int | None) -> Word | None:
        """A run that is looked at more closely; None where its words are asked for one by one."""
        view, (style, left, bottom) = self._view, self._styles.placed[handle]
        letter, advance = style.widths.__getitem__, style.advance
        right, top = self._end(end), bottom - style.size
        outside = bottom <= 0 or top >= view.height or left < 0 or right > view.width
        if (
            not style.plain
            or outside
            or (last is not None and (pdfium.font_of(last) != style.handle or self._ends_small(begin, run)))
            or (self._closely and self._is_doubtful(handle, begin, run, last))
        ):
            self._word_by_word(handle, run, begin, last)
            return None
        space = run.find(" ")
        length = advance * letter(run if space < 0 else run[:space])
        gap = advance * letter(" ") if space > 0 else 0.0
        spaced = "  " in run
        if not (space > 0 and self._by_line):
            over = right - left - length - gap - (advance * sum(map(letter, run[space + 1 :])) if space > 0 else 0.0)
            if spaced or not -FIT < over < FIT:
                parted = space > 0 or last is not None
                stretched = None if spaced else self._stretched(run, begin, left, over, style, parted=parted)
                if stretched is None:
                    self._word_by_word(handle, run, begin, last)
                    return None
                left, wider = stretched
                gap += wider
        hyphen = ""
        if run[-1] == LINE_HYPHEN and len(run) > 1:
            hyphen, run = "-", run[:-1]
        if spaced or (self._traits.blanks and not run.isprintable()):  # no-break spaces are not
            run = " ".join(run.split())
        first = left + length if space > 0 else 0.0
        return Word(run, left, top, right, bottom, style.size, style.bold, first, first + gap, hyphen)

    def _open_runs(self) -> None:
        """Asks for each word of the runs that leave a gap for a borrowed glyph."""
        glyphs = [(word.x0, word.x1, word.bottom) for word in self.words if is_borrowed(word.text)]
        glyphs += [(token.box[0], token.box[2], token.bottom) for token in self.tokens if is_borrowed(token.text)]
        for run in [word for word in self.words if word.first and any(stands_within(*glyph, word) for glyph in glyphs)]:
            for handle, begin, _, printed_run, last in self._operations:
                if self._styles.placed[handle][2] == run.bottom and " ".join(printed_run.rstrip(LINE_HYPHEN).split()) == run.text:
                    self.words.remove(run)
                    self._word_by_word(handle, printed_run, begin, last)
                    break

    def _ends_small(self, begin: int, run: str) -> bool:
        """Whether a word that several operations set ends in smaller letters than it begins with, a full stop behind them or none."""
        end = begin + len(run) - 1
        ends = (end, end - 1) if run[-1] in ".,;:)" and len(run) > 1 else (end,)
        most = SMALLER * pdfium.font_size(self._text, begin)
        return any(pdfium.font_size(self._text, each) <= most for each in ends)

    def _is_doubtful(self, handle: int, begin: int, run: str, last: int | None) -> bool:
        """Whether a sieve wants to see a run's words: it has one operation, or as many as there are letters."""
        handles = (handle,) if last is None else text_objects(self._text, range(begin, begin + len(run)))
        return any(each in self._closely for each in handles)

    def _stretched(self, run: str, begin: int, left: float, over: float, style: Style, *, parted: bool) -> tuple[float, float] | None:
        """Where a run begins that is `over` points longer than from its operation's start, and how much wider than their
        font says its spaces are.

        A word in the middle tells whether that is all: its line is justified, or its letters kerned. None when something
        else is between its words or letters, or when its words stand so far apart that they may stand in several cells.
        """
        begins = self._begin(begin)  # the operation may have begun with a space
        over += left - begins
        if abs(over) <= FIT or not (parted or over < -style.advance * style.widths[run]):
            return begins, 0.0
        middle = run.find(" ", len(run) // 2) + 1 or run.rfind(" ") + 1
        if not middle:
            return None
        wider = over / run.count(" ")
        reach = begins + style.advance * sum(map(style.widths.__getitem__, run[:middle])) + wider * run.count(" ", 0, middle)
        least = TOUCHING * style.size - style.advance * style.widths[" "]
        fits = least < wider < WIDER * style.size and abs(self._begin(begin + middle) - reach) <= FIT
        return (begins, wider) if fits else None

    def _begin(self, index: int) -> float:
        """Where a character begins along the line, displayed."""
        return self._view.box(*boxes(self._text, (index,))[0])[0]

    def _end(self, index: int) -> float:
        """Where a character ends along the line, displayed."""
        if self._view.turns:
            return self._view.box(*boxes(self._text, (index,))[0])[2]
        return rights(self._text, (index,))[0] + self._view.e

    def _word_by_word(self, handle: int, run: str, begin: int, last: int | None) -> None:
        if last is not None:
            self._part(run, begin)
        else:
            self._each(handle, run.split(), self._places(run.split(), begin))

    def _each(self, handle: int, words: list[str], places: list[int]) -> None:
        """Asks where each word begins and ends."""
        style, _, bottom = self._styles.placed[handle]
        ends = [begin + len(word) - 1 for word, begin in zip(words, places, strict=True)]
        for word, begin, first, end in zip(words, places, boxes(self._text, places), boxes(self._text, ends), strict=True):
            box, last = self._view.box(*first), self._view.box(*end)
            self.astray = self.astray or (style.plain and last[2] < box[0])
            self.tokens.append(Token(word, begin, united(box, last), bottom, style))
