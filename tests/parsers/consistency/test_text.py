import pytest

from parsers.consistency.fields import fields
from parsers.consistency.text import broken_off, page_numbers, said_twice
from parsers.model.records import Document, Due, Initiative, Kind, Milestone
from parsers.model.rows import Place


def with_milestone(text: str) -> Document:
    return Document(Kind.FOLLOWUP, initiatives=[Initiative("1.1", "Bro", milestones=[Milestone(1, Due(), text)])])


def with_initiative(**fields: str) -> Document:
    return Document(Kind.FOLLOWUP, initiatives=[Initiative("1.1", fields.pop("title", "Bro"), **fields)])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Broen er malet i forbindelse med skolernes i forbindelse med skolernes ferie.", "i forbindelse med skolernes"),
        ("Planen er udsat på grund af vejret.\nPlanen er udsat på grund af vejret.", "Planen er udsat på grund af vejret."),
        ("Broen ejes af Ballerup Kommune. Ballerup Kommune. Den males.", "Ballerup Kommune."),
    ],
)
def test_words_printed_twice_running_are_told(text: str, words: str) -> None:
    document = with_milestone(text)
    (finding,) = said_twice(fields(document))
    assert (finding.text, finding.subject) == (words, document.initiatives[0].milestones[0])


@pytest.mark.parametrize(
    "text",
    [
        "Der kommer mere og mere og mere trafik år efter år efter år.",
        "Oplæg sendes til Social- og Sundhedsudvalget Social- og Sundhedsudvalget involveres.",
        "Broen er malet. Broen er malet igen, og broen er malet.",
    ],
)
def test_what_danish_and_lists_of_bodies_may_say_twice_is_left_alone(text: str) -> None:
    assert not list(said_twice(fields(with_milestone(text))))


def test_a_responsible_centre_printed_twice_is_told_and_a_list_of_contributors_is_not() -> None:
    assert list(said_twice(fields(with_initiative(responsible_center="Politik og Borgerservice Politik og Borgerservice"))))
    assert not list(said_twice(fields(with_initiative(contributors="Ejendomme Ejendomme"))))


def test_a_status_label_printed_twice_running_is_told() -> None:
    document = with_milestone("Broen er malet.")
    (milestone,) = document.initiatives[0].milestones
    milestone.status_label, milestone.status_note = "Status:", "Status:\nMalingen mangler."
    assert [found.text for found in said_twice(fields(document))] == ["Status:"]


@pytest.mark.parametrize(
    ("text", "is_broken"),
    [
        ("af de afsatte midler.", True),
        ("Planen er udarbejdet for de", True),
        ("Broen males, rækværket skiftes,", True),
        ("a. Forslag til plan forelægges udvalget.", False),
        ("Drøftelse i Teknik- og Miljøudvalget", False),
        ("Der er afsat 0,4 mio. kr. i 2031", False),
    ],
)
def test_a_sentence_that_begins_or_ends_midway_is_told(text: str, is_broken: bool) -> None:
    assert bool(list(broken_off(fields(with_milestone(text))))) is is_broken


@pytest.mark.parametrize(
    ("columns", "is_told"),
    [
        ({"remarks": "8"}, True),
        ({"contributors": "Ejendomme 8"}, True),
        ({"description": "Broen skal males. 8"}, True),
        ({"description": "Der flyttes til Parkvej 8"}, False),
        ({"contributors": "Ejendomme 9"}, False),
    ],
)
def test_a_pages_number_at_the_end_of_a_text_is_told(columns: dict[str, str], is_told: bool) -> None:
    document = with_initiative(**columns)
    document.initiatives[0].description_places = [Place(page=8)]
    assert bool(list(page_numbers(fields(document)))) is is_told


@pytest.mark.parametrize(
    ("remarks", "is_broken"),
    [
        ("der understøtter opgaveløsningen.", True),
        ("Der skal lægges vægt på, at", True),
        ("Skolebestyrelserne høres undervejs.", False),
        ("Elforsyningen", False),
    ],
)
def test_remarks_that_begin_or_end_midway_hold_another_column_s_words(remarks: str, is_broken: bool) -> None:
    assert bool(list(broken_off(fields(with_initiative(remarks=remarks))))) is is_broken
