"""Minutes that answer the agenda by number: 'Ad 1. Bænke', and below it what was decided."""

import pytest

from parsers.model.findings import Code
from parsers.model.records import Kind, Outcome
from parsers.reading import TEXT, read_file

MINUTES = """Referat af møde i Seniorrådet
Tirsdag den 3. marts 2032 kl. 10.00

{0} Godkendelse af dagsorden{1}
Dagsordenen blev godkendt.

{2} Høring om ny busplan{1}
Rådet drøftede planen. Rådet kan ikke anbefale, at linje 42 nedlægges.

{3} Badet ved søen{1}
Forkastet.
"""


@pytest.mark.parametrize(
    ("numbers", "behind"), [(("Ad 1.", "Ad 2.", "Ad 3."), ""), (("Ad 1)", "Ad 2)", "Ad 3)"), ":"), (("AD. 1:", "AD. 2:", "AD. 3:"), "")]
)
def test_what_stands_below_an_answers_title_was_decided(numbers: tuple[str, str, str], behind: str) -> None:
    (document,) = read_file(MINUTES.format(numbers[0], behind, *numbers[1:]).encode(), TEXT).documents
    assert (document.kind, document.scope, document.meeting_kind) == (Kind.AGENDA, "Seniorrådet", "referat")
    told = [(item.item_number, item.title, [each.outcome for each in item.decisions]) for item in document.agenda_items]
    assert told == [
        ("1", "Godkendelse af dagsorden", [Outcome.APPROVED]),
        ("2", "Høring om ny busplan", [Outcome.NOT_RECOMMENDED]),
        ("3", "Badet ved søen", [Outcome.NOT_APPROVED]),
    ]


@pytest.mark.parametrize(
    "numbers", [("Ad 1.", "Ad 2.", "Ad 4."), ("Ad 1.", "Ad 1.", "Ad 2."), ("Ad 3.", "Ad 4.", "Ad 5.")], ids=["a gap", "twice", "not from 1"]
)
def test_answers_that_do_not_count_on_are_no_items(numbers: tuple[str, str, str]) -> None:
    (document,) = read_file(MINUTES.format(numbers[0], "", *numbers[1:]).encode(), TEXT).documents
    assert document.kind is not Kind.AGENDA


def test_a_letter_that_answers_by_number_is_no_agenda() -> None:
    (document,) = read_file(
        MINUTES.replace("Referat af møde", "Høringssvar").format("Ad 1.", "", "Ad 2.", "Ad 3.").encode(), TEXT
    ).documents
    assert document.kind is not Kind.AGENDA


def test_answers_within_a_decision_are_points_of_its_recommendation() -> None:
    text = "Referat\nØkonomiudvalget den 3. marts 2032\n\nPunkt 1 Bænke\n\nBeslutning\nAd 1. Godkendt\nAd 2. Forkastet\nAd 3. Udsat\n"
    (document,) = read_file(text.encode(), TEXT).documents
    assert [(item.item_number, [(each.point, each.outcome) for each in item.decisions]) for item in document.agenda_items] == [
        ("1", [("1", Outcome.APPROVED), ("2", Outcome.NOT_APPROVED), ("3", Outcome.POSTPONED)])
    ]


def test_answers_of_an_item_without_a_word_before_its_number_are_no_items() -> None:
    text = "Referat\nSeniorrådet den 3. marts 2032\n\n1. Bænke\n\nBeslutning\nAd 1. Godkendt\nAd 2. Forkastet\nAd 3. Udsat\n"
    (document,) = read_file(text.encode(), TEXT).documents
    assert not any(item.title in ("Godkendt", "Forkastet", "Udsat") for item in document.agenda_items)


def test_whom_to_ring_below_the_last_answer_is_set_aside_without_its_words() -> None:
    (document,) = read_file((MINUTES.format("Ad 1.", "", "Ad 2.", "Ad 3.") + "\nTelefon 44 77 00 00\n").encode(), TEXT).documents
    assert document.agenda_items[-1].decision == "Forkastet."
    assert [each.text for each in document.findings if each.code == Code.CONTACT_LINE] == [None]
