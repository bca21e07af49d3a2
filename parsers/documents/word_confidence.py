"""How surely a page's picture was read, to how sure each record's words are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from parsers.model.content import Word
from parsers.model.records import Document, EconomyNote, Initiative, Milestone
from parsers.model.rows import Place

__all__ = ["set_word_confidences"]

SIGN_MOST = 0.9  # a sign that was told from a scan is never as sure as one in print

Confidences = Mapping[int, Sequence[tuple[Word, float]]]  # by page


def set_word_confidences(documents: Iterable[Document], confidences: Confidences) -> None:
    """Gives each initiative, milestone and economy note on a page read from its picture the mean and least confidence of its words."""
    for document in documents:
        for initiative in document.initiatives:
            _set(initiative, [*initiative.places, *initiative.description_places, *initiative.latest_status_places], confidences)
            rows: list[Milestone | EconomyNote] = [*initiative.milestones, *initiative.economy]
            for row in rows:
                if _set(row, row.places, confidences) and row.smiley.confidence is not None:
                    row.smiley = replace(row.smiley, confidence=min(row.smiley.confidence, SIGN_MOST))


def _set(record: Initiative | Milestone | EconomyNote, places: Sequence[Place], confidences: Confidences) -> bool:
    """Whether any of its words were read from a picture."""
    found = [sure for place in places for word, sure in confidences.get(place.page or 0, ()) if _stands_in(word, place)]
    if found:
        record.words_confidence, record.least_word_confidence = round(sum(found) / len(found), 3), round(min(found), 3)
    return bool(found)


def _stands_in(word: Word, place: Place) -> bool:
    if place.x0 is None or place.x1 is None or place.top is None or place.bottom is None:
        return False
    return place.x0 <= (word.x0 + word.x1) / 2 <= place.x1 and place.top <= (word.top + word.bottom) / 2 <= place.bottom
