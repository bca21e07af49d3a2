"""Words that are struck out no longer hold, and are told of with the row they stood in."""

import pytest

from parsers.model.content import Line
from parsers.model.findings import Code
from parsers.reading import HTML, TEXT, read_file
from parsers.text.struck import without_struck


@pytest.mark.parametrize(
    ("printed", "held", "struck"),
    [
        ("Prisen er ~~2~~ 3 mio.", "Prisen er 3 mio.", "2"),
        ("<del>Alle</del> To grupper", " To grupper", "Alle"),
        ("<s class='x'>a</s>\tb", " \tb", "a"),
        ("ca. ~ 5 ~ meter", "ca. ~ 5 ~ meter", None),
        ("a ~~ b", "a ~~ b", None),
    ],
)
def test_struck_words_are_taken_out_of_their_line(printed: str, held: str, struck: str | None) -> None:
    lines, words = without_struck([Line(1, printed)])
    assert lines[0].text.strip() == held.strip()
    assert words == ({1: struck} if struck else {})


@pytest.mark.parametrize("mark", ["<del>2</del>", "<s>2</s>", "<span style='text-decoration: line-through'>2</span>"])
def test_what_a_page_strikes_out_is_set_aside(mark: str) -> None:
    page = f"<main><h3>Punkt 1 Søen</h3><h4>Indhold</h4><p>Prisen er {mark} 3 mio. kr.</p><h4>Beslutning</h4><p>Godkendt</p></main>"
    (document,) = read_file(page.encode(), HTML).documents
    assert document.agenda_items[0].summary == "Prisen er 3 mio. kr."
    assert [(each.text, each.subject) for each in document.findings if each.code == Code.STRUCK_TEXT] == [("2", document.agenda_items[0])]


def test_what_a_dump_strikes_out_is_set_aside() -> None:
    text = "Punkt 1 Søen\n\nIndhold\n\nPrisen er ~~2~~ 3 mio. kr.\n\nBeslutning\n\nGodkendt\n"
    (document,) = read_file(text.encode(), TEXT).documents
    assert document.agenda_items[0].summary == "Prisen er 3 mio. kr."
    assert [each.text for each in document.findings if each.code == Code.STRUCK_TEXT] == ["2"]
