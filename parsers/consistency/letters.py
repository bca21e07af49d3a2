"""Letters that were lost on the way: told on the row that holds them, and of a document that is full of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from parsers.consistency.fields import fields
from parsers.language.alphabet import beheaded_words, is_garbled, lost_letters, nameless_share, strange_share
from parsers.model.content import UnreadableError
from parsers.model.findings import Code, finding
from parsers.model.records import Document, Finding
from parsers.model.rows import Place, Row

__all__ = ["has_strange_letters", "letters_doubted", "letters_lost"]

MOST = 0.5  # of all characters: a text with more of them nameless says nothing
MANY = 0.05  # with more, no word of the document is to be trusted
WORDS_TOLD = 5
LONGEST_LINE = 1_000  # characters
ROWS_TELLING = 2_000  # of a text: the first of them tell whether its letters are letters
SET_ASIDE = frozenset({Code.HEADING, Code.OUTSIDE_ITEMS, Code.STRAY_TEXT, Code.UNREAD_ROW, Code.NOT_READ})


class _Texts(Iterable[str]):
    """The texts of rows, to be gone through more than once."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows

    def __iter__(self) -> Iterator[str]:
        return (row.text for row in self._rows)


def has_strange_letters(rows: Sequence[Row], *, is_text: bool) -> bool:
    """Whether a file holds nameless letters, or letters of other alphabets.

    Raises UnreadableError("letters_without_names") when most have no name, or when each letter of a text stands for another, as in
    one taken from a PDF that does not name them; of a PDF itself its reader tells that page by page.
    """
    texts = _Texts(rows)
    share = strange_share(texts)
    if share >= MOST and nameless_share(texts) >= MOST:
        raise UnreadableError("letters_without_names", "most letters of the file have no name: save it anew where it was written")
    if is_text and share < MANY and _is_garbled_print(texts):
        raise UnreadableError("letters_without_names", "its words are of no language: save it anew where it was written")
    return share > 0


def _is_garbled_print(texts: Iterable[str]) -> bool:
    """Whether each letter stands for another in printed lines: a list has one name a line, and code may stand in one line alone."""
    garbled = is_garbled(text for text in islice(texts, ROWS_TELLING) if " " in text)
    return garbled and all(len(text) < LONGEST_LINE for text in islice(texts, ROWS_TELLING))


def letters_lost(document: Document) -> Iterator[Finding]:
    """A finding for each row with a letter that was lost; a row whose loss was told by its reader is not told again.

    What was set aside counts too, once: a title with another letter in it may be why a table was not known.
    """
    told = {id(found.subject) for found in document.findings if found.code == Code.LETTERS_LOST and found.subject is not None}
    for subject, words, place in _lost(document):
        if words and id(subject) not in told:
            told.add(id(subject))
            yield finding(Code.LETTERS_LOST, " ".join(words[:WORDS_TOLD]), place, subject)


def _lost(document: Document) -> Iterator[tuple[Any, list[str], Place | None]]:
    for field in fields(document):
        yield field.subject, lost_letters(field.text) or beheaded_words(field.text), field.place
    for item in document.agenda_items:
        for text in (item.title, item.recommendation, item.decision, item.case_text):
            if text:
                yield item, lost_letters(text), next(iter(item.places), None)
    for aside in document.findings:
        if aside.text and aside.code in SET_ASIDE and (words := lost_letters(aside.text)):
            yield None, words, aside.place


def letters_doubted(document: Document, rows: Sequence[Row]) -> Iterator[Finding]:
    """A finding for a document with so many nameless letters, or letters of other alphabets, that no word of it is to be trusted."""
    if strange_share(_Texts(rows)) >= MANY:
        yield finding(Code.LETTERS_LOST, document.front.title, document.first)
