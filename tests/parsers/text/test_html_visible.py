"""What a saved page shows, and what it hides by a style, a dialog, a form or a copy for phones."""

import pytest

from parsers.text.html_reader import read_html


def lines(body: str, style: str = "") -> list[str]:
    return [line.text for line in read_html(f"<html><head><style>{style}</style></head><body>{body}</body></html>".encode()).lines]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='display: none;'>Skjult</p>",
        "<p style='visibility:hidden'>Skjult</p>",
        "<p class='gone'>Skjult</p>",
        "<div class='gone'><p>Skjult</p><p hidden>Også</p></div>",
        "<dialog>Skjult</dialog>",
        "<select><option>Skjult</option></select>",
        "<textarea>Skjult</textarea>",
        "<nav><dialog>Skjult</dialog></nav>",
    ],
)
def test_what_a_page_does_not_show_is_not_read(hidden: str) -> None:
    assert lines(f"<p>Vist</p>{hidden}", ".gone{display:none}") == ["Vist"]


def test_a_style_for_print_or_for_phones_hides_nothing_on_a_screen() -> None:
    style = "@media print{.a{display:none}} @media (max-width:600px){.b{display:none}} @media (min-width:600px){.c{display:none}}"
    assert lines("<p class=a>A</p><p class=b>B</p><p class=c>C</p>", style) == ["A", "B"]


def test_the_last_rule_decides_and_the_elements_own_style_before_it() -> None:
    assert lines("<p class=a>A</p>", ".a{display:none} .a{display:block}") == ["A"]
    assert lines("<p class=a style='display:block'>A</p>", ".a{display:none}") == ["A"]


def test_what_a_click_unfolds_is_read_though_a_style_folds_it() -> None:
    assert lines("<button aria-controls='p1'>Punkt 1</button><div id='p1' class='fold'>Tekst</div>", ".fold{display:none}")[-1] == "Tekst"


def test_a_phones_copy_of_a_text_is_read_once() -> None:
    text = "Udvalget ser på de fem nye bænke ved søen i løbet af foråret og igen til efteråret."
    assert lines(f"<div class='desktop'>{text}</div><div class='mobile'>{text}</div>") == [text]
    assert lines(f"<div class='desktop'>{text}</div><div class='mobile'>Noget andet. {text}</div>") == [text, f"Noget andet. {text}"]


def test_hidden_words_are_told_of() -> None:
    assert read_html(b"<body><p>Vist</p><p style='display:none'>Skjult</p></body>").notes == [("hidden_text", None, "Skjult")]


@pytest.mark.parametrize("style", ["p:has(", "@media {", "p{display:none", "@import url(x)", "\\", "p::before{display:none}"])
def test_a_style_that_no_browser_understands_fails_nothing(style: str) -> None:
    assert lines("<div>Vist</div>", style) == ["Vist"]


def test_raised_figures_are_no_digits_of_the_number_before_them() -> None:
    assert lines("<p>0,4<sup>1</sup> mio. kr. for 20 m<sup>2</sup></p>") == ["0,4¹ mio. kr. for 20 m²"]


def test_a_points_later_lines_have_no_mark_of_their_own() -> None:
    assert lines("<ol start=3><li>Et<br>to</li><li><p>Tre</p></li></ol>") == ["3. Et", "to", "4. Tre"]


def test_a_table_that_sets_out_the_page_is_no_table() -> None:
    assert lines("<table><tr><td><h3>Beslutning</h3><p>Godkendt</p></td></tr></table>") == ["### Beslutning", "Godkendt"]


def test_a_button_with_a_numbered_title_is_read() -> None:
    assert lines("<button>2. Bænke i parken</button><p>Beslutning</p><button>Udskriv</button>") == ["2. Bænke i parken", "Beslutning"]
