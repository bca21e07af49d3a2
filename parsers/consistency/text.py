"""Texts that cannot be whole: words printed twice running, sentences that begin or end midway."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from parsers.consistency.fields import Field, fields
from parsers.model.findings import Code, finding
from parsers.model.records import Document, Finding
from parsers.profile.organisation import bodies

__all__ = ["broken_off", "page_numbers", "said_twice"]

FEWEST_TWICE = 3  # words: "mere og mere og mere" is Danish
LONGEST_TWICE = 60
WORD = regex.compile(r"[\p{L}\d]+")
BEGINS_MIDWAY = regex.compile(r"\p{Ll}(?![.)])")  # "a. Forslag til …" is a point of a list
ENDS_MIDWAY = regex.compile(
    r"(?:,|\b(?:og|eller|samt|at|i|på|til|fra|af|for|med|om|ved|under|over|efter|den|det|de|en|et|der|som|er|bliver|skal|kan|har|fx))$",
    regex.IGNORECASE,
)
LAST_NUMBER = regex.compile(r"(?:^|(?<=[\p{L}.!?]\s))(\d{1,4})$")
AFTER_SENTENCE = regex.compile(r"(?<=[.!?]\s)(\d{1,4})$")


def said_twice(document: Document) -> Iterator[Finding]:
    """Each text in which some words stand twice running, as they do where one row was read from two layers or columns."""
    for field in fields(document):
        if (words := _twice(field)) is not None:
            yield finding(Code.SAID_TWICE, words, field.place, field.subject)


def broken_off(document: Document) -> Iterator[Finding]:
    """Each text that begins with a small letter, or ends with a word that more must follow."""
    for field in fields(document):
        if field.is_prose and (BEGINS_MIDWAY.match(field.text) or ENDS_MIDWAY.search(field.text.rstrip())):
            yield finding(Code.TEXT_BROKEN_OFF, field.text, field.place, field.subject)


def page_numbers(document: Document) -> Iterator[Finding]:
    """Each text that ends in the number of the page it stands on: behind a name, or behind a sentence that had ended."""
    for field in fields(document):
        match = (AFTER_SENTENCE if field.is_prose else LAST_NUMBER).search(field.text)
        if match is not None and any(place.page == int(match[1]) for place in field.places):
            yield finding(Code.PAGE_NUMBER_IN_TEXT, field.text, field.place, field.subject)


def _twice(field: Field) -> str | None:
    """The words that stand twice running; names of bodies may, where one list of them ends and the next begins."""
    words = field.text.split()
    if len(set(words)) == len(words):
        return None
    at: dict[str, list[int]] = {}
    for position, word in enumerate(words):
        for before in reversed(at.get(word, ())):
            length = position - before
            if length > LONGEST_TWICE:
                break
            again = words[before:position]
            if words[position : position + length] == again and _is_fault(again, field):
                return " ".join(again)
        at.setdefault(word, []).append(position)
    return None


def _is_fault(words: list[str], field: Field) -> bool:
    if not field.is_prose:
        return not field.is_list
    ends = words[-1].endswith((".", "!", "?"))
    if len(words) < FEWEST_TWICE and not (ends and len(words) > 1):
        return False
    return not all(part.casefold() in _body_words() for word in words for part in WORD.findall(word))


@cache
def _body_words() -> frozenset[str]:
    names = [name for body in bodies() for name in (body.name, *body.aliases)]
    return frozenset(part.casefold() for name in names for part in WORD.findall(name)) | {"og", "samt"}
