"""Texts that cannot be whole: words printed twice running, sentences that begin or end midway."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from parsers.consistency.fields import Field
from parsers.model import late_regex as regex
from parsers.model.findings import Code, finding
from parsers.model.records import Finding
from parsers.profile.vocabulary import ProfileWords, vocabulary

__all__ = ["broken_off", "page_numbers", "said_twice"]

FEWEST_TWICE = 3  # words: "mere og mere og mere" is Danish
LONGEST_TWICE = 60
ANCHOR = 5  # letters: a phrase has a word as long, and such a word seldom stands twice within a few lines
WORD = regex.compile(r"[\p{L}\d]+")
BEGINS_MIDWAY = regex.compile(r"\p{Ll}(?![.)])")  # "a. Forslag til …" is a point of a list
LONGEST_LAST = 12  # characters: more than any of the words below has
MORE_FOLLOWS = frozenset(
    {
        *(
            "og",
            "eller",
            "samt",
            "at",
            "i",
            "på",
            "til",
            "fra",
            "af",
            "for",
            "med",
            "om",
            "ved",
            "under",
            "over",
            "efter",
            "den",
            "det",
            "de",
        ),
        *("en", "et", "der", "som", "er", "bliver", "skal", "kan", "har", "fx"),
    }
)
LAST_NUMBER = regex.compile(r"(?:^|(?<=[\p{L}.!?]\s))(\d{1,4})$")
AFTER_SENTENCE = regex.compile(r"(?<=[.!?]\s)(\d{1,4})$")


def said_twice(fields: Iterable[Field]) -> Iterator[Finding]:
    """Each text in which some words stand twice running, as they do where one row was read from two layers or columns."""
    for field in fields:
        if (words := _twice(field)) is not None:
            yield finding(Code.SAID_TWICE, words, field.place, field.subject)


def broken_off(fields: Iterable[Field]) -> Iterator[Finding]:
    """Each text that begins with a small letter, or ends with a word that more must follow."""
    for field in fields:
        if (field.is_prose or field.column == "remarks") and (BEGINS_MIDWAY.match(field.text) or _ends_midway(field.text.rstrip())):
            yield finding(Code.TEXT_BROKEN_OFF, field.text, field.place, field.subject)


def page_numbers(fields: Iterable[Field]) -> Iterator[Finding]:
    """Each text that ends in the number of the page it stands on: behind a name, or behind a sentence that had ended."""
    for field in fields:
        if not field.text[-1:].isdigit():
            continue
        match = (AFTER_SENTENCE if field.is_prose else LAST_NUMBER).search(field.text)
        if match is not None and any(place.page == int(match[1]) for place in field.places):
            yield finding(Code.PAGE_NUMBER_IN_TEXT, field.text, field.place, field.subject)


def _ends_midway(text: str) -> bool:
    last = text[-LONGEST_LAST:].split()[-1:]
    return text.endswith(",") or (last != [] and last[0].casefold() in MORE_FOLLOWS)


def _twice(field: Field) -> str | None:
    """The words that stand twice running; names of bodies may, where one list of them ends and the next begins."""
    words = field.text.split()
    if field.label and words[: len(label := field.label.split())] == label:
        return field.label
    shortest = ANCHOR if field.is_prose else 1
    long = [word for word in words if len(word) >= shortest]
    if len(set(long)) == len(long):
        return None
    last: dict[str, int] = {}
    for position, word in enumerate(words):
        if len(word) < shortest:
            continue
        length = position - last.get(word, -LONGEST_TWICE - 1)
        last[word] = position
        if length <= LONGEST_TWICE and (start := _start_of_twice(words, position - length, length)) is not None:
            again = words[start : start + length]
            if _is_fault(again, field):
                return " ".join(again)
    return None


def _start_of_twice(words: list[str], at: int, length: int) -> int | None:
    """Where so many words begin that stand again right behind them, the word at `at` among them."""
    start, end = at, at + 1
    while start > 0 and words[start - 1] == words[start - 1 + length]:
        start -= 1
    while end + length < len(words) and words[end] == words[end + length]:
        end += 1
    return start if end - start >= length else None


def _is_fault(words: list[str], field: Field) -> bool:
    if not field.is_prose:
        return not field.is_list
    ends = words[-1].endswith((".", "!", "?"))
    if len(words) < FEWEST_TWICE and not (ends and len(words) > 1):
        return False
    return not all(part.casefold() in _body_words(vocabulary()) for word in words for part in WORD.findall(word))


@cache
def _body_words(words: ProfileWords) -> frozenset[str]:
    names = [name for body in (*words.committees, *words.centers) for name in (body.name, *body.aliases)]
    return frozenset(part.casefold() for name in names for part in WORD.findall(name)) | {"og", "samt"}
