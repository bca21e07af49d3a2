"""The letters of Wingdings' faces, which a converter printed as letters, told as signs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parsers.model import late_regex as regex
from parsers.model.content import Line

__all__ = ["WINGDINGS", "are_signs", "as_sign", "with_signs"]

WINGDINGS = {letter: chr(0xF000 + ord(letter)) for letter in "JKL"}
LONE_CAPITAL = regex.compile(r"\p{Lu}{1,2}")
LEGEND_LETTER = regex.compile(r"(?:[•\-–\s]|\(cid:\d+\))*[JKL]\s?:")
# alone, behind a time, or before a legend's colon
LETTER_SIGN = regex.compile(r"(?<=\A|\d |\. |opfølgning )[JKL]\Z|(?<=\A(?:(?:[•–-]|\(cid:\d+\)) )?)[JKL](?=\s?:)")


def are_signs(texts: Iterable[str]) -> bool:
    """Whether the letters of Wingdings' faces are signs among these lines or cells.

    They are, where the legend is printed so or two of them stand alone, and no other letter does, as those of a draft's mark would.
    """
    texts = list(texts)
    lone = {text for text in texts if LONE_CAPITAL.fullmatch(text)}
    return lone <= set(WINGDINGS) and (len(lone) > 1 or any(LEGEND_LETTER.match(text) for text in texts))


def as_sign(text: str) -> str:
    """A line or a cell with such letters as signs."""
    if all(word in WINGDINGS for word in text.split()):
        return " ".join(WINGDINGS[word] for word in text.split())
    return LETTER_SIGN.sub(lambda sign: WINGDINGS[sign[0]], text)


def with_signs(printed: Sequence[Line]) -> Sequence[Line]:
    return [Line(number, as_sign(text)) for number, text in printed] if are_signs(text for _, text in printed) else printed
