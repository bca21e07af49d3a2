"""The form's own words are put right where they were misread; a council's are kept as they were read, and what is doubted says so."""

from __future__ import annotations

import pytest

from parsers.ocr.engine import PictureWord
from parsers.ocr.form_words import with_form_words


def read(text: str, confidence: float = 0.95) -> list[PictureWord]:
    return with_form_words([PictureWord(word, (50 * at, 0, 50 * at + 40, 20), 20, confidence) for at, word in enumerate(text.split())])


def said(text: str) -> str:
    return " ".join(word.text for word in read(text))


@pytest.mark.parametrize(
    ("misread", "meant"),
    [
        ("Væsenilig bidragsyder: Ejendomme", "Væsentlig bidragsyder: Ejendomme"),
        ("Ansyarligt udvalg:", "Ansvarligt udvalg:"),
        ("2, budgetoptølgning 2031", "2. budgetopfølgning 2031"),
        ("31.12:2031", "31.12.2031"),
        ("Okonomi", "Økonomi"),
        ("Ekstra opfølgning pa Aftale", "Ekstra opfølgning på Aftale"),
        ("l. Plads til alle", "1. Plads til alle"),
        ("boligse!skabet ska! flytte fag!Iokaler. Genere|", "boligselskabet skal flytte faglokaler. Generel"),
        ("5,3. Flere i job Drift Tid Smiley", "5.3. Flere i job Drift Tid Smiley"),
    ],
)
def test_a_word_that_is_none_is_the_only_one_that_it_can_be(misread: str, meant: str) -> None:
    assert said(misread) == meant


@pytest.mark.parametrize(
    "printed",
    [
        "Der er ikke afsat økonomi.",
        "Budgetopfølgningen og driften",
        "Væsentlig bidragsyder: Ejendomme",
        "et fald på 5,3. Der følges op",
        "Sikke en fest!",
        "I 2031 skal I",
        "far er for",
    ],
)
def test_a_councils_own_words_are_kept(printed: str) -> None:
    assert said(printed) == printed


def test_a_sum_of_billions_is_a_doubt_for_millions_are_read_so() -> None:
    assert [word.confidence for word in read("0,05 mia. kr.")] == [0.95, 0.5, 0.95]
    assert [(word.text, word.confidence) for word in read("0,5 mo. kr.")] == [("0,5", 0.95), ("mio.", 0.5), ("kr.", 0.95)]


def test_a_stroke_within_a_sentence_that_was_read_unsurely_is_a_doubt() -> None:
    assert [(word.text, word.confidence) for word in read("er I gang", 0.77)][1] == ("i", 0.5)
    assert said("er I gang") == "er I gang"


def test_the_funding_in_a_header_is_surer_than_the_same_word_in_a_text() -> None:
    assert [(word.text, word.confidence) for word in read("5.3. Tage Anlag Tid Smiley")][2] == ("Anlæg", 0.7)
    assert [(word.text, word.confidence) for word in read("Anlag for")][:1] == [("Anlæg", 0.5)]
