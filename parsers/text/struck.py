"""Lines in, the same without the words that are struck out: '~~to~~ tre', '<del>to</del> tre'."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.model import late_regex as regex
from parsers.model.content import Line

__all__ = ["without_struck"]

MARKS = ("~~", "<del", "<s>", "<s ", "<strike")
STRUCK = regex.compile(r"~~(?=\S)(?P<words>[^~]++)~~|<(?P<tag>del|s|strike)\b[^<>]*>(?P<words>.*?)</(?P=tag)>", regex.IGNORECASE)


def without_struck(lines: Sequence[Line]) -> tuple[list[Line], dict[int, str]]:
    """The lines as they hold now, and what was struck in each, by its number."""
    if not any([mark in line.text for line in lines for mark in MARKS]):  # noqa: C419 - half the time of a generator
        return list(lines), {}
    held: list[Line] = []
    struck: dict[int, str] = {}
    for line in lines:
        text = line.text
        if any(mark in text for mark in MARKS) and (found := [match["words"].strip() for match in STRUCK.finditer(text)]):
            struck[line.number] = " ".join(found)
            text = " ".join(STRUCK.sub(" ", text).split(" ")) if "\t" not in text else STRUCK.sub(" ", text)
            while "  " in text:
                text = text.replace("  ", " ")
            line = line._replace(text=text)
        held.append(line)
    return held, struck
