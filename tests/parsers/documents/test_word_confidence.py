"""A row's confidence is that of the words that stand in it, and of print there is none."""

from __future__ import annotations

from parsers.documents.word_confidence import SIGN_MOST, set_word_confidences
from parsers.model.content import Word
from parsers.model.records import Reading, Smiley
from parsers.model.rows import Place
from tests.made_documents import document, initiative

ROW = Place(page=1, x0=0, top=100, x1=500, bottom=120)


def test_a_row_has_the_mean_and_the_least_of_its_own_words_and_its_sign_is_less_sure() -> None:
    promise = initiative()
    milestone = promise.milestones[0]
    milestone.places, milestone.smiley = [ROW], Reading(Smiley.GLAD, "billede", confidence=1.0)
    words = [(Word("Cyklerne", 10, 102, 60, 114), 0.9), (Word("kører", 70, 102, 90, 114), 0.5), (Word("andetsteds", 10, 300, 60, 312), 0.1)]
    set_word_confidences([document(promise)], {1: words})
    assert (milestone.words_confidence, milestone.least_word_confidence) == (0.7, 0.5)
    assert milestone.smiley.confidence == SIGN_MOST


def test_what_was_printed_has_none() -> None:
    promise = initiative()
    set_word_confidences([document(promise)], {})
    assert (promise.words_confidence, promise.milestones[0].least_word_confidence) == (None, None)
