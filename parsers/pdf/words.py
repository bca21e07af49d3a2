"""A PDF page's text layer to words, the signs printed among them, and what of it no reader of the page can see.

A call for every character would take longer than all the rest. The page's text comes in one call and is cut into words
here; pdfium is asked where a print operation begins and ends and how it is set, and the words in between stand where
their letters' widths put them, if those lead to the operation's end. Only where they do not is each word asked for.
"""

from __future__ import annotations

import re
import unicodedata
from codecs import utf_16_le_decode
from collections.abc import Collection, Iterator
from ctypes import addressof, byref, c_char, c_float, c_void_p
from functools import partial
from itertools import groupby, pairwise, repeat
from operator import itemgetter
from struct import Struct
from typing import NamedTuple, Protocol

from parsers.language.swapped_letters import may_be_swapped, unswapped
from parsers.model.content import Word
from parsers.pdf import pdfium
from parsers.pdf.coordinates import View
from parsers.pdf.letters import NAMELESS, Ligatures, hard_hyphens, is_letter
from parsers.pdf.measures import DESCENT
from parsers.pdf.styles import LINE_HYPHEN, FontMemory, Style, Styles
from parsers.pdf.tokens import Print, Token, sort_out, united

__all__ = ["directions", "in_lines", "printed", "script_of"]

FIT = 0.5  # points: between where letters' widths put a word and where it stands
WIDER = 0.3  # of the size: no justified line has spaces so much wider than its font's
STEP = 0.3  # of the size: a gap this wide between two print operations parts two words, for instance of two cells
OVER = 0.25  # of the size: a letter set this far into the one before it is not its neighbour; "Te" is kerned by 0.17
GAP = 0.18  # of the size: letters further apart are of two words, where pdfium's own spaces cannot be trusted
LINE = 0.4  # of the size: a baseline this much lower is the next line
TOUCHING = 0.08  # of the size: no space between two words is so narrow
TORN = 3  # words that touch the one before: two cells' words may by chance
CHOPPED = 0.2  # of the characters: with more line breaks than that pdfium has taken lines for columns
SMALLER = 0.8  # of the size: letters so much smaller than their word are the mark of a note,
HIGHER = 0.15, 0.7  # of the size, where they stand so far above its baseline
RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")  # "0,4¹ mio." is no 0,41
SAMPLED = 15  # characters of a page that tell which way its text runs

_ROUGH = re.compile(  # all that makes a word more than its letters
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u0300-\u036f\u1f00-\u1fff\u200b-\u2010\u2028-\u202e\u2060-\u2064\u25a0-\u25ff\u2639-\u263b\u2b1b-\u2b24"
    r"\ud800-\uf8ff\u014c\u019f\u01a9\ufb00-\ufb06\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\ufffd\uffff]"
)
_ROUGH_LATIN = bytes(_ROUGH.match(chr(code)) is not None for code in range(256))  # 1 for a rough character of Latin-1
# Surrogates stay in pairs, so that an index into the text is an index into pdfium's characters.
_TOKEN = re.compile(
    r"[\u2639-\u263b\ue000-\uf8ff]\ufe0f?"  # ☹ ☺ ☻ and private use, where symbol fonts print
    r"|[\ud800-\udbff][\udc00-\udfff]\ufe0f?"  # emoji
    r"|[\u25a0-\u25ff\u2b1b-\u2b24](?=:)"  # "●: Milepælen er nået": a dot of the reading guide
    r"|[^\s\ufffe\u2639-\u263b\ue000-\uf8ff\ud800-\udfff]+\ufffe?"
)
_PRIVATE_LETTER = re.compile(r"[^\W\d_][\ue000-\uf8ff]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")

_FOUR_FLOATS = Struct("4f").unpack_from
_TEXT, _LEFT, _BOTTOM = itemgetter(0), itemgetter(1), itemgetter(4)  # of a Word
_FIRST = itemgetter(1)  # of a Token
_BEGIN_AND_HANDLE = itemgetter(1, 0)  # of an _Operation
_word = partial(tuple.__new__, Word)  # from all its fields: half the time of its own constructor
# A text object, where its run begins and ends, the run, and the object of the run's last letter where that is another.
_Operation = tuple[int, int, int, str, int | None]


class Script(NamedTuple):
    """The text of a page, one code unit for each of pdfium's characters: surrogates stay in pairs.

    A character that pdfium has only a control code for, as a font without a ToUnicode table gives for its glyphs,
    stands as one of U+FDD0 to U+FDEF, which are no characters.
    """

    string: str

    @property
    def chopped(self) -> bool:
        """pdfium has taken the lines of a page with few for columns, and broken them after each letter."""
        return self.string.count("\n") > CHOPPED * len(self.string)


def script_of(text: c_void_p) -> Script:
    """`text` is pdfium's text page."""
    count = pdfium.count_chars(text)
    if count <= 0:
        return Script("")
    buffer = bytearray(2 * (count + 1))
    length = pdfium.get_text(text, 0, count, addressof(c_char.from_buffer(buffer))) - 1
    del buffer[2 * length :]
    string = utf_16_le_decode(buffer, "surrogatepass")[0]  # `decode` would look for it by its name, and call more Python
    if len(string) != length:
        for astral in set(_ASTRAL.findall(string)):
            code = ord(astral) - 0x10000
            string = string.replace(astral, chr(0xD800 + (code >> 10)) + chr(0xDC00 + (code & 0x3FF)))
    if may_be_swapped(buffer):
        string = unswapped(string)
    string = hard_hyphens(string)
    if length == count:
        return Script(string)
    chars = list(string)
    for index in _left_out(text, length, count):
        code = pdfium.unicode_of(text, index)
        chars.insert(index, chr(NAMELESS + code) if code < 32 else chr(NAMELESS))
    return Script("".join(chars))


def _left_out(text: c_void_p, length: int, count: int) -> list[int]:
    """The indices of the characters that pdfium's text of this length leaves out: control codes."""
    lost: list[int] = []
    for shift in range(count - length):  # the character before the first that is in the text at a larger shift is lost
        low, high = (lost[-1] + 1 - shift if lost else 0), length
        while low < high:
            middle = (low + high) // 2
            if pdfium.char_of_text(text, middle) - middle > shift:
                high = middle
            else:
                low = middle + 1
        lost.append(low + shift)
    return lost


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
    styles = Styles(text, view, memory)
    chopped = chopped or script.chopped
    if not chopped:
        reading = _Reading(script.string, text, view, styles, by_line, sieve.operations if sieve else ())
        reading.read()
        tokens = sieve.sift(reading.tokens) if sieve else reading.tokens
        result, unnamed = _sorted_out(reading.words, tokens, text, view, ligatures or Ligatures())
        chopped = sieve is None and _is_split(result.words)
    if chopped:
        tokens = _letter_by_letter(script.string, text, view, styles)
        result, unnamed = _sorted_out([], sieve.sift(tokens) if sieve else tokens, text, view, ligatures or Ligatures())
    result.chopped = chopped
    result.placed = styles.placed
    result.unmapped = max(unnamed / max(len(script.string), 1), styles.unmapped())
    return result


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
    words.sort(key=_BOTTOM)
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
    line.sort(key=_LEFT)
    return line if len(set(map(_TEXT, line))) == len(line) else _once(line)


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

    def __init__(self, string: str, text: c_void_p, view: View, styles: Styles, by_line: bool, closely: Collection[int] = ()) -> None:
        self.words: list[Word] = []
        self.tokens: list[Token] = []
        self._string = string
        self._text = text
        self._view = view
        self._styles = styles
        self._by_line = by_line
        self._closely = closely
        self._rough = _is_rough(string)
        self._operations: list[_Operation] = []
        self._apart: list[tuple[int, list[str], list[int]]] = []  # an operation's rough words, and where they begin
        self._parted: list[tuple[int, str, int]] = []  # a word's first operation, the word, where it begins
        self._box = (c_float * 4)()
        self._box_at = byref(self._box)

    def read(self) -> None:
        begins, runs = self._runs()
        ends = [begin + len(run) - 1 for begin, run in zip(begins, runs, strict=True)]
        first, last = (list(map(pdfium.text_object, repeat(self._text), places)) for places in (begins, ends))
        for handle, after, begin, end, run in zip(first, last, begins, ends, runs, strict=True):
            rough = self._rough and _is_rough(run)
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
        self.tokens.sort(key=_FIRST)

    def _first_characters(self) -> dict[int, int]:
        """Of each operation met the index of its first character, as they come on the page: the first of a setting stands for it."""
        found = list(map(_BEGIN_AND_HANDLE, self._operations))
        if self._apart or self._parted:
            found += [(places[0], handle) for handle, _, places in self._apart]
            found += [(begin, handle) for handle, _, begin in self._parted]
            found.sort()
        first: dict[int, int] = {}
        for begin, handle in found:
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
        handles = list(map(pdfium.text_object, repeat(self._text), places))
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
        last = pdfium.text_object(self._text, end) if len(words[-1]) > 1 else handle
        if last != handle:
            word, begin = words.pop(), places.pop()
            if last and not every and not (rough and _is_rough(word)):
                self._operations.append((handle, begin, end, word, last))
            else:
                self._parted.append((handle, word, begin))
        if not words:
            return
        end = places[-1] + len(words[-1]) - 1
        run = self._string[places[0] : end + 1]
        if every or (rough and _is_rough(run)):
            self._apart.append((handle, words, places))
        else:
            self._operations.append((handle, places[0], end, run, None))

    def _part(self, word: str, begin: int) -> None:
        self.tokens.extend(_parted(word, begin, self._text, self._view, self._styles))

    def _set_out(self) -> None:
        """Places each run by how wide its letters are; word by word only where that does not lead to where it ends.

        With no more than a space between its words, a run stands in one cell and is one Word.
        """
        view, by_line, placed, words = self._view, self._by_line, self._styles.placed, self.words
        width, height, beyond = view.width, view.height, view.e
        boxes = pdfium.BOXES.asked(self._text, [operation[2] for operation in self._operations])
        rights = [view.box(*box)[2] for box in boxes] if view.turns else [box[2] + beyond for box in boxes]
        gaps = "  " in self._string
        known: Style | None = None
        for (handle, begin, _, run, last), right in zip(self._operations, rights, strict=True):
            style, left, bottom = placed[handle]
            if style is not known:
                known = style
                plain, size, advance, bold, widths = style[:5]
                letter = widths.__getitem__
            top = bottom - size
            outside = bottom <= 0 or top >= height or left < 0 or right > width
            if (
                not plain
                or outside
                or (last is not None and (pdfium.font_of(last) != style.handle or self._ends_small(begin, run)))
                or (self._closely and self._is_doubtful(handle, begin, run, last))
            ):
                self._word_by_word(handle, run, begin, last)
                continue
            first, space, rest = run.partition(" ")
            length = advance * sum(map(letter, first))
            gap = advance * letter(space) if space else 0.0
            spaced = gaps and "  " in run
            if not (space and by_line):
                over = right - left - length - gap - advance * sum(map(letter, rest))
                if spaced or not -FIT < over < FIT:
                    parted = bool(space) or last is not None
                    stretched = None if spaced else self._stretched(run, begin, left, over, style, parted=parted)
                    if stretched is None:
                        self._word_by_word(handle, run, begin, last)
                        continue
                    left, wider = stretched
                    gap += wider
            hyphen = ""
            if run[-1] == LINE_HYPHEN and len(run) > 1:
                hyphen, run = "-", run[:-1]
            if spaced or not run.isprintable():  # no-break spaces are not
                run = " ".join(run.split())
            end = left + length if space else 0.0
            words.append(_word((run, left, top, right, bottom, size, bold, end, end + gap, hyphen)))

    def _ends_small(self, begin: int, run: str) -> bool:
        """Whether a word that several operations set ends in smaller letters than it begins with, a full stop behind them or none."""
        end = begin + len(run) - 1
        ends = (end, end - 1) if run[-1] in ".,;:)" and len(run) > 1 else (end,)
        most = SMALLER * pdfium.font_size(self._text, begin)
        return any(pdfium.font_size(self._text, each) <= most for each in ends)

    def _is_doubtful(self, handle: int, begin: int, run: str, last: int | None) -> bool:
        """Whether a sieve wants to see a run's words: it has one operation, or as many as there are letters."""
        handles = (handle,) if last is None else map(pdfium.text_object, repeat(self._text), range(begin, begin + len(run)))
        return any(each in self._closely for each in handles)

    def _stretched(self, run: str, begin: int, left: float, over: float, style: Style, *, parted: bool) -> tuple[float, float] | None:
        """Where a run begins that is `over` points longer than from its operation's start, and how much wider than their
        font says its spaces are.

        A word in the middle tells whether that is all: its line is justified, or its letters kerned. None when something
        else is between its words or letters, or when its words stand so far apart that they may stand in several cells.
        """
        begins = self._begin(begin)  # the operation may have begun with a space
        over += left - begins
        if abs(over) <= FIT or not parted:
            return begins, 0.0
        middle = run.find(" ", len(run) // 2) + 1 or run.rfind(" ") + 1
        if not middle:
            return None
        wider = over / run.count(" ")
        reach = begins + style.advance * sum(map(style.widths.__getitem__, run[:middle])) + wider * run.count(" ", 0, middle)
        fits = wider < WIDER * style.size and abs(self._begin(begin + middle) - reach) <= FIT
        return (begins, wider) if fits else None

    def _begin(self, index: int) -> float:
        """Where a character begins along the line, displayed."""
        pdfium.loose_box(self._text, index, self._box_at)
        return self._view.box(*_FOUR_FLOATS(self._box))[0]

    def _word_by_word(self, handle: int, run: str, begin: int, last: int | None) -> None:
        if last is not None:
            self._part(run, begin)
        else:
            words = run.split()
            self._each(handle, words, self._places(words, begin))

    def _each(self, handle: int, words: list[str], places: list[int]) -> None:
        """Asks where each word begins and ends."""
        style, _, bottom = self._styles.placed[handle]
        for word, begin in zip(words, places, strict=True):
            pdfium.loose_box(self._text, begin, self._box_at)
            box = self._view.box(*_FOUR_FLOATS(self._box))
            pdfium.loose_box(self._text, begin + len(word) - 1, self._box_at)
            box = united(box, self._view.box(*_FOUR_FLOATS(self._box)))
            self.tokens.append(Token(word, begin, box, bottom, style))


def _is_rough(run: str) -> bool:
    """Whether anything in it makes its words more than their letters."""
    try:
        return 1 in run.encode("latin-1").translate(_ROUGH_LATIN)  # a tenth of the pattern's time
    except UnicodeEncodeError:
        return _ROUGH.search(run) is not None


def _parted(piece: str, first: int, text: c_void_p, view: View, styles: Styles) -> list[Token]:
    """One token for each stretch of a word that several print operations set: cells may touch, and a sign may touch a word."""
    tokens: list[Token] = []
    box = (c_float * 4)()
    handles = list(map(pdfium.text_object, repeat(text), range(first, first + len(piece))))
    styles.learn({handle: at for at, handle in enumerate(handles, first) if handle})
    before, at = None, 0
    for handle, letters in groupby(handles):
        begin, at = at, at + len(list(letters))
        if not handle:
            continue
        style, _, bottom = styles.placed[handle]
        pdfium.loose_box(text, first + begin, box)
        around = view.box(*_FOUR_FLOATS(box))
        if at - begin > 1:
            pdfium.loose_box(text, first + at - 1, box)
            around = united(around, view.box(*_FOUR_FLOATS(box)))
        token = Token(piece[begin:at], first + begin, around, bottom, style)
        if tokens and _is_raised(token, tokens[-1]):
            token = token._replace(text=token.text.translate(RAISED_DIGITS))
        if tokens and (handle == before or _continues(tokens[-1], token)):
            tokens[-1] = _grown(tokens[-1], token)
        else:
            tokens.append(token)
        before = handle
    return tokens


def _letter_by_letter(string: str, text: c_void_p, view: View, styles: Styles) -> list[Token]:
    """The page's words put together from its letters: of a page with few lines pdfium may think that they run downwards."""
    tokens: list[Token] = []
    box = (c_float * 4)()
    whole = True  # the last token takes no more letters
    handles = list(map(pdfium.text_object, repeat(text), range(len(string))))
    styles.learn({handle: index for index, handle in enumerate(handles) if handle})
    for index, (char, handle) in enumerate(zip(string, handles, strict=True)):
        if not handle:
            continue  # pdfium's own spaces and line breaks
        if char.isspace():
            whole = True
            continue
        pdfium.loose_box(text, index, box)
        style, _, bottom = styles.placed[handle]
        token = Token(char, index, view.box(*_FOUR_FLOATS(box)), bottom, style)
        sign = "\u2639" <= char <= "\u263b" or "\ud800" <= char <= "\uf8ff"
        goes_on = not whole and not sign and token.box[0] - tokens[-1].box[2] < GAP * style.size and _continues(tokens[-1], token)
        if tokens and (goes_on or "\udc00" <= char <= "\udfff" or char == "\ufe0f" or unicodedata.combining(char)):
            tokens[-1] = _grown(tokens[-1], token)
        else:
            tokens.append(token)
        whole = sign or char == LINE_HYPHEN
    return tokens


def _is_raised(char: Token, word: Token) -> bool:
    """Whether characters are smaller than the word before them and stand above its baseline: they are the mark of a note."""
    size = word.style.size
    raised = word.bottom - DESCENT * size - (char.bottom - DESCENT * char.style.size)
    return char.style.size <= SMALLER * size and HIGHER[0] * size <= raised <= HIGHER[1] * size


def _grown(token: Token, char: Token) -> Token:
    return token._replace(text=token.text + char.text, box=united(token.box, char.box))


def _continues(token: Token, char: Token) -> bool:
    """Whether characters set by another operation go on with the word: of its kind, on its line, and no step away."""
    if unicodedata.combining(char.text[0]) or char.text[0] in "\ufe0f\ufffe":
        return True
    a, b = token.style, char.style
    if a.font.odd != b.font.odd and not (is_letter(token.text[-1]) and is_letter(char.text[0])):
        return False
    if a.font.symbol != b.font.symbol or a.font.type3 != b.font.type3 or a.seen is not b.seen:
        return False
    if token.text[-1] == "f" and char.box[2] == token.box[2]:
        return True  # each letter of a ligature has the box of all
    size = max(a.size, b.size)
    over = min(OVER * size, (char.box[0] - token.box[0]) / 2)  # a lone letter printed twice for boldness is not its own neighbour
    return -over < char.box[0] - token.box[2] < STEP * size and abs(token.bottom - char.bottom) < size / 2


def directions(text: c_void_p, script: Script, view: View) -> Iterator[tuple[float, float]]:
    """Where a sample of the page's letters run to: right and down, as displayed."""
    six = (c_float * 6)()
    step = max(len(script.string) // SAMPLED, 1)
    for index in range(step // 2, len(script.string), step):
        if script.string[index].isalnum():
            pdfium.char_matrix(text, index, six)
            yield view.direction(six[0], six[1])
