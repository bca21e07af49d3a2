"""Printed names in, committees and centres out: who decides and who carries out, with the years they hold.

The names are the profiles'. A centre's name may hold commas and "og" ("By, Erhverv og Miljø"),
so no text is ever split on them: the longest known name is taken first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from parsers.model import late_regex as regex
from parsers.model.records import Role
from parsers.profile.form import Body
from parsers.profile.patterns import pattern
from parsers.profile.vocabulary import ProfileWords, vocabulary

__all__ = [
    "BodyKind",
    "Mention",
    "bodies",
    "body_of",
    "centre",
    "committee",
    "committees_in",
    "is_named",
    "is_same_body",
    "leading_centers",
    "names",
]

CENTRE_PREFIX = pattern("centre_prefix")
TEAR = "(?:-\\n?)?+"  # a hyphen left from a line's end
SPLIT_WORD = regex.compile(r"-(?<=\w-)\n?\w")  # a text without this tears no word


class BodyKind(StrEnum):
    COMMITTEE = "committee"
    CENTRE = "centre"


class Mention(NamedTuple):
    """A body named in a text, and where: text[start:end] is the name as printed."""

    body: Body
    start: int
    end: int


def bodies(kind: BodyKind | None = None) -> tuple[Body, ...]:
    """Every committee and centre that is known now, committees first; or those of one kind."""
    words = vocabulary()
    return (*words.committees, *words.centers) if kind is None else _of_kind(words, kind)


def _of_kind(words: ProfileWords, kind: BodyKind) -> tuple[Body, ...]:
    return words.committees if kind is BodyKind.COMMITTEE else words.centers


def _key(name: str) -> str:
    """'Social-og  Sundhedsudvalgets' and 'social- og sundhedsudvalgets' are one name: letters and digits alone."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _printed_forms(name: str, tear: str = TEAR) -> str:
    """A pattern for one name as torn prints have it: 'Social-og', 'Fri-tidsudvalget', 'By Erhverv og\\nMiljø'."""
    words = (tear.join(word) if word.isalpha() else word for word in regex.split(r"[\s,]+", name))
    return r",?\s++".join(words).replace(r"-,?\s++", r"-\s*+")


@cache
def _by_key(words: ProfileWords, kind: BodyKind) -> dict[str, Body]:
    known: dict[str, Body] = {}
    for body in _of_kind(words, kind):
        for name in (body.name, *body.aliases, *body.abbreviations):
            known.setdefault(_key(name), body)
    return known


@cache
def _names(words: ProfileWords, kind: BodyKind) -> regex.Pattern[str]:
    """All printed forms of one kind of body, the longest first, so that 'Økonomi' never hides 'Økonomi og Styring'."""
    long = [name for body in _of_kind(words, kind) for name in (body.name, *body.aliases)]
    short = [name for body in _of_kind(words, kind) for name in body.abbreviations]
    forms = [_printed_forms(name) for name in sorted(long, key=len, reverse=True)]
    forms += [regex.escape(name).replace(r"\-", r"-\s?") for name in sorted(short, key=len, reverse=True)]
    return regex.compile(rf"(?<![\w-])(?>{'|'.join(forms)})(?![\w-])")


def committee(text: str) -> Body | None:
    """The committee of this name, in any of its spellings, genitive or not: 'Social og Sundhedsudvalgets' is one."""
    return _body(text, BodyKind.COMMITTEE)


def centre(text: str) -> Body | None:
    """The centre of this name; 'Center for Social og Sundhed' and 'C-SS' are the same one."""
    plain = CENTRE_PREFIX.sub("", text)
    return _body(plain, BodyKind.CENTRE)


def body_of(name: str, role: Role) -> Body | None:
    """The committee or the centre that a responsible name is, by the role it is named in."""
    return _body_of(vocabulary(), name, role)


@lru_cache(maxsize=4096)
def _body_of(words: ProfileWords, name: str, role: Role) -> Body | None:
    return committee(name) if role is Role.COMMITTEE else centre(name)


def _body(text: str, kind: BodyKind) -> Body | None:
    return _body_called(vocabulary(), text, kind)


@lru_cache(maxsize=4096)  # the same few are named again and again
def _body_called(words: ProfileWords, text: str, kind: BodyKind) -> Body | None:
    known, key = _by_key(words, kind), _key(text)
    return known.get(key) or (known.get(key[:-1]) if key.endswith("s") else None)


@cache
def _committee_names(words: ProfileWords, *, split: bool) -> regex.Pattern[str]:
    """Committees in running text: the genitive -s is part of the word; where words are torn, 'Fri-tidsudvalget' is one too."""
    forms = sorted((name for body in words.committees for name in (body.name, *body.aliases)), key=len, reverse=True)
    return regex.compile(rf"(?<!\w)(?>{'|'.join(_printed_forms(name, TEAR if split else '') for name in forms)})s?(?!\w)", regex.IGNORECASE)


_COMMITTEE_WORD = re.compile(r"[uUbB](?:(?<=[uU])(?i:d(?:-\n?)?valg)|(?<=[bB])(?i:estyrelse))")  # one of them is in every committee's name
_LONGEST_NAME = 60  # characters


def committees_in(text: str) -> list[Mention]:
    """Every committee named in a running text, in reading order."""
    found: list[Mention] = []
    after = 0
    names: regex.Pattern[str] | None = None
    for word in _COMMITTEE_WORD.finditer(text):
        if names is None:
            names = _committee_names(vocabulary(), split=SPLIT_WORD.search(text) is not None)
        if word.start() < after:
            continue
        match = names.search(text, max(after, word.start() - _LONGEST_NAME), word.end() + _LONGEST_NAME)
        if match is not None and (body := committee(match[0])) is not None:
            found.append(Mention(body, match.start(), match.end()))
            after = match.end()
    return found


def succession(body: Body) -> frozenset[str]:
    """The slugs one filter must let through to follow a body's work across the years: itself, its forerunners, its heirs."""
    words = vocabulary()
    by_slug = {other.slug: other for other in (words.committees if body in words.committees else words.centers)}
    heirs, todo = {body.slug}, [body.slug]
    while todo:
        for slug in by_slug[todo.pop()].successors:
            if slug not in heirs:
                heirs.add(slug)
                todo.append(slug)
    forerunners = {body.slug}
    while grown := {b.slug for b in by_slug.values() if forerunners & set(b.successors)} - forerunners:
        forerunners |= grown
    return frozenset(heirs | forerunners)


def is_same_body(name: str, other: str, role: Role) -> bool:
    """Whether two names are one known body's, in any spelling, now or before and since."""
    one, two = body_of(name, role), body_of(other, role)
    return one is not None and two is not None and two.slug in succession(one)


def is_named(name: str, wanted: str, role: Role) -> bool:
    """Whether a responsible name is the body somebody asks for; of a name that no body has, a part of it will do: 'skoleudvalg'."""
    if body_of(wanted, role) is not None:
        return is_same_body(wanted, name, role)
    other = body_of(name, role)
    return any(_key(wanted) in _key(each) for each in (name, other.name if other else ""))


_JOINER = regex.compile(r"\s*+(?:,\s*+(?:og|samt)\s++|,\s*+|(?:og|samt)\s++)|\s*+/\s*+")
_PREFIX = regex.compile(r"\s*+(?:Cent(?:er|ret|rene)(?:\s++for)?\s++|C-\s++)?")
# After a list of names comes a new sentence or a new paragraph; anything else means the names began a sentence.
_NEW_SENTENCE = regex.compile(r"[ \t]*+\.?+(?:\s*+\Z|[ \t]*+\n|(?<=\s|\.)\s*+(?=[\p{Lu}\d\"”»(*•–-]))")


def _leading(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the centre names that stand first, joined by comma, 'og' or 'samt'."""
    position = 0
    while True:
        begin = _PREFIX.match(text, position)
        match = _names(vocabulary(), BodyKind.CENTRE).match(text, begin.end()) if begin else None
        if begin is None or match is None:
            return
        yield begin.start() + len(begin[0]) - len(begin[0].lstrip()), match.end()
        joiner = _JOINER.match(text, match.end())
        if joiner is None:
            return
        position = joiner.end()


def leading_centers(text: str) -> tuple[list[str], str]:
    """The known centres that stand first, as printed, and the free text that follows, unaltered.

    'Ejendomme og By, Erhverv og Miljø' → (['Ejendomme', 'By, Erhverv og Miljø'], '').
    'Social og Sundhed skal inddrages.' is a sentence: ([], the text).
    """
    spans = list(_leading(text))
    if spans and (after := _NEW_SENTENCE.match(text, spans[-1][1])):
        return [text[start:end] for start, end in spans], text[after.end() :].strip()
    return [], text


_COMMITTEE_JOINER = regex.compile(r"\s*+(?:,\s*+(?:og\s|samt\s)?|(?:og|samt)\s)\s*+")


def names(text: str, role: Role) -> list[str]:
    """A responsible cell's names, as printed: 'X samt Y' is two where both are known; unknown words stay one name.

    'Social- og Sundhedsudvalget samt Økonomiudvalget' → ['Social- og Sundhedsudvalget', 'Økonomiudvalget'].
    """
    text = text.strip()
    if not text:
        return []
    spans = _all_committees(text) if role is Role.COMMITTEE else _all_centres(text)
    return [text[start:end] for start, end in spans] or _around_samt(text)


def _all_centres(text: str) -> list[tuple[int, int]]:
    """The spans of the centres when the cell holds nothing else."""
    spans = list(_leading(text))
    return spans if spans and not text[spans[-1][1] :].strip(" .;,\n") else []


def _all_committees(text: str) -> list[tuple[int, int]]:
    """The spans of the committees when the cell holds nothing else."""
    spans = [(mention.start, mention.end) for mention in committees_in(text)]
    if not spans or text[: spans[0][0]].strip() or text[spans[-1][1] :].strip(" .;,\n"):
        return []
    between = [text[left:right] for (_, left), (right, _) in pairwise(spans)]
    return spans if all(_COMMITTEE_JOINER.fullmatch(gap) for gap in between) else []


def _around_samt(text: str) -> list[str]:
    """'samt' stands in no name: both sides of it are names even where one is unknown."""
    return [part.strip() for part in regex.split(r"\s++samt\s++", text) if part.strip()]
