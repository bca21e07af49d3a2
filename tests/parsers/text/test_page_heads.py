"""Words that head or end page after page of a running text, told by its form feeds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parsers.reading import TEXT, read_file
from parsers.text.page_heads import DEPTH, page_heads


def minutes(head: str, foot: str = "Side {}") -> str:
    pages = [
        "Referat\nTeknik- og Miljøudvalget\nMødedato: 10. juni 2031\n",
        "1. Godkendelse af dagsorden\nSagsnummer: 31/1\n\nBeslutning\nGodkendt.\n",
        "2. Bro over åen\nSagsnummer: 31/2\n\nIndstilling\n1. At broen bygges\n",
        "2. At pengene frigives\n\nBeslutning\n1. Ikke godkendt.\n",
        "2. Udgår.\n\n3. Lukket: Køb af en mark\n",
    ]
    return "\f".join(f"{head}\n\n{page}\n{foot.format(number)}\n" for number, page in enumerate(pages, 1))


def test_what_heads_each_page_is_no_part_of_a_decision() -> None:
    for head in ("Teknik- og Miljøudvalget | 10-06-2031", "Eksempel Kommune 10-06-2031", "Teknik og Miljø"):
        (document,) = read_file(minutes(head).encode(), TEXT).documents
        told = [(item.item_number, item.title, item.decision) for item in document.agenda_items]
        assert told == [
            ("1", "Godkendelse af dagsorden", "Godkendt."),
            ("2", "Bro over åen", "1. Ikke godkendt.\n2. Udgår."),
            ("3", "Lukket: Køb af en mark", None),
        ]
        assert document.agenda_items[1].recommendation == "1. At broen bygges\n2. At pengene frigives"


def test_words_that_two_pages_begin_with_are_their_text() -> None:
    lines = [(1, "Bro"), (2, "a"), (3, "Bro"), (4, "b"), (5, "Sti"), (6, "c")]
    assert page_heads(lines, [3, 5], lambda text: False) == set()


def test_the_first_page_keeps_what_may_be_its_title() -> None:
    lines = [(1, "Referat 1"), (2, "a"), (3, "Referat 2"), (4, "b"), (5, "Referat 3"), (6, "c")]
    assert page_heads(lines, [3, 5], lambda text: False) == {3, 5}


@given(st.lists(st.lists(st.text(alphabet="abc ", min_size=1).filter(str.strip), max_size=4), min_size=1, max_size=6))
def test_what_the_first_page_begins_with_is_not_set_aside(pages: list[list[str]]) -> None:
    lines, starts = [], []
    for number, page in enumerate(pages):
        if number:
            starts.append(len(lines) + 1)
        lines += [(len(lines) + at, text) for at, text in enumerate(page, 1)]
    found = page_heads(lines, starts, lambda text: False)
    assert found <= {number for number, _ in lines if starts and (number >= starts[0] or number > DEPTH)}
