"""Two wordings in, the words kept, struck out and put in out."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

__all__ = ["Piece", "reworded"]

MOST_WORDS = 1200  # on either side: beyond it the comparison costs more than it tells, and both are shown whole
WORDS = re.compile(r"\S+\s*|\s+")


class PieceFate(StrEnum):
    KEPT = "kept"
    STRUCK = "struck"
    PUT_IN = "put_in"


class Piece(NamedTuple):
    fate: PieceFate
    text: str


def reworded(before: str | None, after: str | None) -> list[Piece]:
    """Word by word: `("Vognen er købt.", "Vognen er bestilt.")` keeps "Vognen er ", strikes "købt." and puts in "bestilt."."""
    old, new = WORDS.findall(before or ""), WORDS.findall(after or "")
    if max(len(old), len(new)) > MOST_WORDS:
        return _pieces((PieceFate.STRUCK, before or ""), (PieceFate.PUT_IN, after or ""))
    pieces: list[Piece] = []
    plain_old, plain_new = [word.strip() for word in old], [word.strip() for word in new]
    for step, a, b, c, d in SequenceMatcher(None, plain_old, plain_new, autojunk=False).get_opcodes():
        if step == "equal":
            pieces += _pieces((PieceFate.KEPT, "".join(new[c:d])))
        else:
            apart = " " if pieces and not pieces[-1].text[-1].isspace() else ""  # the new wording ends here, the old one did not
            pieces += _pieces((PieceFate.STRUCK, apart + "".join(old[a:b]) if a < b else ""), (PieceFate.PUT_IN, "".join(new[c:d])))
    return pieces


def _pieces(*pairs: tuple[PieceFate, str]) -> list[Piece]:
    return [Piece(fate, text) for fate, text in pairs if text]
