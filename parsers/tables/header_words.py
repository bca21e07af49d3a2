"""The words that show a table of ours: what a header names its columns, and the labels that begin its rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from parsers.model.content import Word
from parsers.profile.labels import ColumnRole, Labels, funding, header_columns, heads_all, labels, row_label
from parsers.profile.titles import numbered_title
from parsers.tables.lines import WordLine
from parsers.tables.settings import TEXT

__all__ = ["Columns", "HeaderCell", "columns_by_role", "header_of", "is_label", "segments", "telling_words"]

NUMBER_ALONE = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?$")  # of a title whose words stand below it in a narrow column


def _forms(words: Iterable[str]) -> frozenset[str]:
    return frozenset(f"{form}{end}" for word in words for form in (word, word.capitalize(), word.upper()) for end in ("", ":"))


class TellingWords(Struct, frozen=True):
    """Single words that show a table of ours, in each of their forms."""

    labels: frozenset[str]  # that begin rows
    headers: frozenset[str]
    dividing: frozenset[str]  # each stands in a header's cell of its own
    all: frozenset[str]


@cache
def _of_labels(known: Labels) -> TellingWords:
    begin = frozenset(form for words in known.rows for form in (words.split()[0].capitalize(), words.split()[0].upper()))
    headers = _forms((*known.funding, *known.headers))
    return TellingWords(begin, headers, headers | _forms(known.further), begin | headers)


def telling_words() -> TellingWords:
    """The words that are looked for now."""
    return _of_labels(labels())


class HeaderCell(NamedTuple):
    """Words of a header's line that no gutter parts."""

    text: str
    x0: float
    x1: float


class Columns(Struct):
    """Where the columns of a table without vertical edges begin, and which of them holds the labels, the times and the texts."""

    borders: list[float]
    label: int
    due: int | None = None
    text: int | None = None
    over_all: bool = False  # the header names no initiative
    lowered: bool = False  # labels stand in the middle of their cells or at their feet

    def label_text(self, line: WordLine) -> str:
        return self._text(line, self.label)

    def due_text(self, line: WordLine) -> str:
        return self._text(line, self.due) if self.due is not None else ""

    def is_title_row(self, lines: Sequence[WordLine], at: int) -> bool:
        """Whether the line begins an initiative below a header over all: a numbered title and its funding.

        The funding may stand beside a later line of the title, in the middle of its cell.
        """
        label = self.label_text(lines[at])
        if self.text is None or not label[:1].isdigit() or not (numbered_title(label) or NUMBER_ALONE.match(label)):
            return False
        for line in lines[at : at + TEXT.title_lines]:
            beside = self._text(line, self.text)
            if beside or self.due_text(line) or not line.words[0].bold:
                return funding(beside) is not None and not self.due_text(line)
        return False

    def _text(self, line: WordLine, column: int) -> str:
        left, right = self.borders[column], self.borders[column + 1]
        return " ".join([word.text for word in line.words if left <= word.x0 < right])


def is_label(text: str) -> bool:
    """Whether a line in the label column begins a row; "økonomi." at a sentence's end does not."""
    return text[:1].isupper() and row_label(text) is not None


def header_of(line: WordLine) -> list[HeaderCell] | None:
    """A header's cells when the line is one: "Drift", "Tid" and "Smiley" stand apart from one another."""
    telling = telling_words()
    if len([word for word in line.words if word.text in telling.headers]) < 2:
        return None
    heads: list[HeaderCell] = []
    last: Word | None = None
    for word in line.words:
        gap = word.x0 - last.x1 if last is not None else 0.0
        divided = last is not None and (word.text in telling.dividing or heads[-1].text in telling.dividing)
        apart = TEXT.x_tolerance if divided else TEXT.gutter
        titled = (
            last is not None and word.text not in telling.dividing and heads[-1].text not in telling.dividing
        )  # a justified title has wide gaps
        if not titled and (last is None or gap >= apart * word.size):
            heads.append(HeaderCell(word.text, word.x0, word.x1))
        else:
            heads[-1] = HeaderCell(f"{heads[-1].text} {word.text}", heads[-1].x0, word.x1)
        last = word
    named = header_columns([head.text for head in heads])
    if named is not None and len(named) < len(ColumnRole):
        for i, head in enumerate(heads):
            parted = [*heads[:i], *_ended_apart(head, line), *heads[i + 1 :]]
            if len(header_columns([each.text for each in parted]) or ()) > len(named):
                return parted
    return heads if named is not None else None


def _ended_apart(head: HeaderCell, line: WordLine) -> list[HeaderCell]:
    """A title that reaches as far as the column beside it, and the "Drift" or "Tid" that begins there; else the cell as it is."""
    title, _, last = head.text.rpartition(" ")
    if not title or last not in telling_words().headers or not last[0].isupper():
        return [head]
    at = next(i for i, word in enumerate(line.words) if word.x1 == head.x1)
    word = line.words[at]
    return [HeaderCell(title, head.x0, line.words[at - 1].x1), HeaderCell(last, word.x0, word.x1)] if word.text == last else [head]


def columns_by_role(heads: list[HeaderCell]) -> tuple[int, int | None, int | None, bool]:
    """Which of a header's cells stands above the labels, the times and the texts; and whether the first names no initiative."""
    texts = [head.text for head in heads]
    columns = header_columns(texts) or {}
    places = {column: at for at, column in columns.items()}
    return places.get(ColumnRole.LABEL, 0), places.get(ColumnRole.DUE), places.get(ColumnRole.TEXT), heads_all(texts, columns)


def segments(words: Iterable[Word], gap: float) -> list[list[Word]]:
    """A line's words in runs that no gap of `gap` times their size parts."""
    runs: list[list[Word]] = []
    for word in words:
        if runs and word.x0 - runs[-1][-1].x1 < gap * word.size:
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs
