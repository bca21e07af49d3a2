"""Saved web pages to the lines a dump would have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.model.content import UnreadableError
from parsers.text import html_reader


def lines(html: str) -> list[str]:
    return [line.text for line in html_reader.read_html(html.encode()).lines]


def test_headings_points_and_table_rows_keep_their_form() -> None:
    lists = "<ul><li>a</li></ul><ol><li>b</li><li>c</li></ol>"
    page = f"<main><h2>Punkt 1</h2><p>Et<br>to</p>{lists}<table><tr><td>x</td><td>y</td></tr></table></main>"
    assert lines(page) == ["## Punkt 1", "Et", "to", "• a", "1. b", "2. c", "x\ty"]


def test_a_paragraph_is_one_line_and_a_blank_line_stands_between_two() -> None:
    content = html_reader.read_html(b"<p>Et <b>stort</b>\n ord &amp; et lille</p><p>To</p>")
    assert [(line.number, line.text) for line in content.lines] == [(1, "Et stort ord & et lille"), (3, "To")]


def test_menus_scripts_and_footers_are_no_part_of_the_page() -> None:
    assert lines("<nav>Menu</nav><script>var x</script><main><p>Ord</p></main><footer>Fod</footer>") == ["Ord"]


def test_what_a_click_unfolds_is_printed_and_what_is_hidden_for_good_is_not() -> None:
    folded = '<h3><button aria-controls="a">Punkt 1</button></h3><div id="a" hidden><p>Ord</p></div>'
    details = "<details><summary>Punkt 2</summary><p>Flere</p></details>"
    assert lines(f"<main>{folded}{details}<p hidden>Skjult</p><button>Udskriv</button></main>") == [
        "### Punkt 1",
        "Ord",
        "Punkt 2",
        "Flere",
    ]


def test_a_page_of_several_articles_is_read_whole() -> None:
    assert lines("<body><article>Et</article><article>To</article></body>") == ["Et", "To"]
    assert lines("<body><p>Menu</p><article>Et</article></body>") == ["Et"]


def test_a_point_whose_text_is_a_paragraph_keeps_its_mark() -> None:
    assert lines("<ol><li>\n<p>a</p><p>b</p></li><li><p>c</p></li></ol>") == ["1. a", "b", "2. c"]


def test_the_page_tells_where_it_was_saved_from() -> None:
    assert (
        lines('<head><link rel="canonical" href="https://x.dk/dagsorden/y"></head><p>Ord</p>')[-1] == "Source URL: https://x.dk/dagsorden/y"
    )


def test_text_outside_paragraphs_is_not_lost() -> None:
    assert lines("<main>Løst <p>fast</p> og <span>løst</span> igen</main>") == ["Løst", "fast", "og løst igen"]


def test_a_number_in_a_cell_beside_a_heading_is_that_headings_number() -> None:
    rows = "<tr><td>1</td><td><h2>Bænke</h2><p>Ord</p></td></tr><tr><td>2</td><td><p>Ord</p><h2>Om bænke</h2></td></tr>"
    assert lines(f"<table><tr><th>Punkt</th><th>Titel</th></tr>{rows}</table>") == [
        "Punkt Titel",
        *("## 1. Bænke", "Ord"),
        *("2", "Ord", "## Om bænke"),
    ]


def test_what_stands_below_a_heading_without_words_is_no_part_of_the_section_above() -> None:
    fields = "<h3>Beslutning</h3> <span><p>Udsat.</p></span> <h3></h3> <span><p>Bænkene er godkendt af andre.</p></span> <h3>Bilag</h3>"
    assert lines(fields) == [
        "### Beslutning",
        "Udsat.",
        "### (uden overskrift)",
        "Bænkene er godkendt af andre.",
        "### Bilag",
    ]


@pytest.mark.parametrize(
    "left_empty",
    [
        "<h3>Beslutning</h3><p>Udsat.</p><h3></h3><p>Til maj.</p>",
        "<h3>Beslutning</h3><h3></h3><span>Udsat.</span><p>Til maj.</p>",
        "<h3>Beslutning</h3><span><p>Udsat.</p><h3> </h3><p>Til maj.</p></span><h3></h3>",
        "<h3></h3><h3>Beslutning</h3><span><p>Udsat.</p><p>Til maj.</p></span><h3></h3><span> </span>",
    ],
)
def test_a_heading_that_a_writer_left_empty_heads_nothing(left_empty: str) -> None:
    assert lines(left_empty) == ["### Beslutning", "Udsat.", "Til maj."]


def test_menus_and_buttons_within_a_page_are_no_text_of_it() -> None:
    menu = '<ul role="menu"><li><a role="menuitem">Hent som PDF</a></li></ul><span role="button">PDF</span>'
    assert lines(f'<main><span role="button" aria-expanded="true">Ord</span>{menu}</main>') == ["Ord"]


@pytest.mark.parametrize("data", [b"", b"   ", b"<html><body></body></html>", b"<script>x</script>"])
def test_a_page_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        html_reader.read_html(data)


def test_a_page_that_a_script_fills_says_so() -> None:
    with pytest.raises(UnreadableError) as refused:
        html_reader.read_html(b"<html><body><div id='app'>Indl\xc3\xa6ser \xe2\x80\xa6</div><script src='app.js'></script></body></html>")
    assert refused.value.code == "filled_by_script"


def test_a_page_nested_beyond_reason_is_read_all_the_same() -> None:
    assert lines("<div>" * 3000 + "Ord" + "</div>" * 3000) == ["Ord"]


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        assert html_reader.read_html(data).lines
    except UnreadableError as error:
        assert error.code in ("empty_file", "filled_by_script", "binary")  # noqa: PT017  (any other error would be a failure)


def test_a_control_code_written_as_an_entity_is_a_blank() -> None:
    assert lines("<p>en&#1;to&#x0B;tre</p>") == ["en to tre"]
