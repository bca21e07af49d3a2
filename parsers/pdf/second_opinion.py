"""A page as the second engine read it, held against what the first one saw of it."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.model.content import PageContent, Word
from parsers.pdf.annotations import TYPED_NOTE
from parsers.pdf.measures import Box, holds
from parsers.pdf.visibility import Noticed

__all__ = ["without_unseen"]


def without_unseen(page: PageContent, first: PageContent | None, noticed: Sequence[Noticed]) -> PageContent:
    """The page without the words that the first reading found hidden, covered or struck, and with what it saw drawn.

    The second engine knows nothing of either. A word that the first one read at the same place stays: it is another, over or under those.
    """
    unseen = [each.box for each in noticed if each.code != TYPED_NOTE]
    seen = first.words if first is not None else []
    page.words = [word for word in page.words if not any(_stands_in(word, box) for box in unseen) or _is_among(word, seen)]
    if first is not None:
        page.loose_drawings = first.loose_drawings
    return page


def _is_among(word: Word, words: Sequence[Word]) -> bool:
    return any(word.text in other.text.split() and _stands_in(word, other[1:5]) for other in words)


def _stands_in(word: Word, box: Box) -> bool:
    return holds(box, (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)
