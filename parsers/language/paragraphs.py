"""Rows of printed lines in, rows of whole paragraphs out: what a line's end, a page's end or a hyphen broke is joined."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from functools import cached_property

from msgspec import Struct

from parsers.language.hyphenation import HYPHEN_MINUS, PUNCTUATION, Vocabulary, key, rejoined
from parsers.model import late_regex as regex
from parsers.model.rows import Cell, Row, RowKind

__all__ = ["PAGE_GAP", "LineForm", "Marks", "ends_sentence", "paragraphs"]

FULL_LINE = 0.88  # of the longest lines: letters differ in width, and a list's lines are indented
FULL_SENTENCE = 0.95  # of the longest lines: behind a full stop a capital begins the next point of a list more often
MOST_OF_A_LINE = 0.4  # of the longest lines: no heading that goes on with a small letter is shorter
NARROWEST = 60  # characters: no print breaks its lines earlier; a dump of shorter lines shows no width at all
WRAPPED = 130  # characters: a dump whose lines are longer than this does not break its paragraphs over lines
PAGE_GAP = 3  # lines from one printed line to the next: fewer are a paragraph's gap, these are a page's
ENDS = '.!?:;"”“»)'
SENTENCE_END = regex.compile(
    r"(?:[!?:;]|(?<!\b(?:bl\.a|fx|f\.eks|pr|ca|jf|mv|m\.m|inkl|ekskl|nr|pkt|hhv|evt|dvs|d\.v\.s|vedr|osv))\.)[\"”“»)]?\Z"
)


def ends_sentence(text: str) -> bool:
    """'Det er nået.' and 'i år:' end; 'børn, bl.a.' and 'i det nære' go on."""
    return text[-1:] in ENDS and SENTENCE_END.search(text, max(len(text) - 2, 0)) is not None


class Marks(Struct, frozen=True):
    """What a reader knows of its documents: `begins` a line that continues nothing, `alone` one that nothing continues."""

    begins: Callable[[str], bool]
    alone: Callable[[str], bool]


class LineForm:
    """How a paper is printed: how many characters a full line holds, and which words stand unbroken.

    `parts` gives all its rows and their texts.
    """

    def __init__(self, parts: Callable[[], Iterable[tuple[Sequence[Row], Sequence[str]]]]) -> None:
        self._parts = parts
        self.width = self._width()

    def _width(self) -> int:
        """All but the longest twentieth of the lines are no longer."""
        lengths: list[int] = []
        running = RowKind.TEXT
        for rows, texts in self._parts():
            if rows and rows[0].places[0].line is not None:  # on paper none of them has one
                lengths += [len(text) for row, text in zip(rows, texts, strict=True) if row.kind is running]
        lengths.sort()
        return max(lengths[len(lengths) * 19 // 20], NARROWEST) if lengths else 0

    @cached_property
    def words(self) -> Vocabulary:
        """Those that begin with the letter of one that a line's end broke: no others are ever asked for."""
        broken = {key(text.rpartition(" ")[2])[:1] for _, texts in self._parts() for text in texts if text.endswith(HYPHEN_MINUS)}
        begins = {*PUNCTUATION, *broken, *(letter.upper() for letter in broken)}
        return Vocabulary(word for _, texts in self._parts() for word in "\n".join(texts).split() if word[0] in begins)


def paragraphs(
    rows: Sequence[Row], marks: Marks, apart: Container[int] = (), form: LineForm | None = None, texts: Sequence[str] = ()
) -> list[Row]:
    """The rows with each paragraph in one of them; rows of a PDF, tables and furniture are whole already.

    `apart` holds the `id()` of rows that are no part of any paragraph, whatever their words; `form` is that of the whole paper,
    `texts` are those of the rows.

    A line is continued by the next when it has no room for that line's first word; over a page's end also when it ends
    without an end and the next begins with a small letter.
    """
    texts = texts or [row.text for row in rows]
    form = form or LineForm(lambda: [(rows, texts)])
    width = form.width
    whole: list[Row] = []  # the last of them may go on
    lines: list[str] = []  # of the paragraph being read, where it has more than one
    parts: list[Row] = []
    last, at = "", None  # the line printed last, and its number where another can continue it
    alone, begins, running = marks.alone, marks.begins, RowKind.TEXT
    for row, text in zip(rows, texts, strict=True):
        continuable = row.kind is running and text != "" and id(row) not in apart
        places = row.places
        if (
            at is not None
            and continuable
            and (not 1 < (gap := (places[0].line or 0) - at) < PAGE_GAP or text[0].islower() or last[-1] == HYPHEN_MINUS)
            and _goes_on(last, text, gap, width)
            and not alone(last)
            and not begins(text)
        ):
            if not parts:
                lines, parts = [last], [whole[-1]]
            if last[-1] == HYPHEN_MINUS and last[-2:-1].isalnum() and text[0].isalnum():
                lines[-1] = _over_hyphen(lines[-1], text, form.words)
            else:
                lines.append(text)
            parts.append(row)
        else:
            if parts:
                whole[-1], parts = _paragraph(parts, lines), []
            whole.append(row)
        last, at = text, places[-1].line if continuable else None
    if parts:
        whole[-1] = _paragraph(parts, lines)
    return whole


def _paragraph(parts: list[Row], lines: list[str]) -> Row:
    """The rows of one paragraph as one."""
    places, notes = [place for part in parts for place in part.places], tuple([note for part in parts for note in part.notes])
    return Row(RowKind.TEXT, [Cell(" ".join(lines))], places, parts[0].heading, parts[-1].cut, notes, parts[0].mark)


def _goes_on(last: str, text: str, gap: int, width: int) -> bool:
    """Whether `text`, printed `gap` lines below `last`, can be the same paragraph."""
    if gap < 1:
        return False
    if last[-1] == HYPHEN_MINUS and last[-2:-1].isalnum():
        return True
    small = text[0].islower()
    if not small and (1 < gap < PAGE_GAP or width > WRAPPED or len(last) < width / 2):
        return False
    ended = last[-1] in ENDS and ends_sentence(last)
    first = text.find(" ")
    filled = len(last) + 1 + (first if first >= 0 else len(text)) if width <= WRAPPED else 0
    full = filled > width * (FULL_SENTENCE if ended and not small else FULL_LINE)
    if gap == 1:
        return full or (small and not ended and filled > width * MOST_OF_A_LINE)
    if gap >= PAGE_GAP:
        return not ended and (small or (full and not last.endswith(")")))
    return not ended and full


def _over_hyphen(left: str, right: str, words: Vocabulary) -> str:
    """'bruttoanlægs-' and 'rammen er' → 'bruttoanlægsrammen er'; the rest of the document tells which form is the word."""
    head, _, stem = left[:-1].rpartition(" ")
    begin, gap, rest = right.partition(" ")
    return f"{head} {rejoined(stem, begin, HYPHEN_MINUS, words).text}{gap}{rest}".lstrip()
