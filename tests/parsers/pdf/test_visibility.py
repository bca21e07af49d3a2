"""What the eye sees of a page is read, what it does not see is set aside, and what is struck no longer holds."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from parsers.model.content import FileContent, PlacedNote
from parsers.pdf import reader as pdf_reader
from tests.raw_pdf import raw_pdf, stream, text

LABEL = text("Milepæl", 50, 750)  # with it the page is read as one that may hold a table
OFF = "/OCProperties << /OCGs [10 0 R] /D << /OFF [10 0 R] >> >>"
ON = "/OCProperties << /OCGs [10 0 R] /D << >> >>"
LAYER = {10: "<< /Type /OCG /Name (Udkast) >>"}


WHOLE_WORDS = "the second engine gives whole words, and a word goes by its middle"
DIFFERENT = {
    "test_a_box_over_some_letters_of_a_word_leaves_the_others": WHOLE_WORDS,
    "test_what_a_cell_cuts_off_is_not_read_and_the_rest_of_the_line_is": WHOLE_WORDS,
    "test_the_words_under_a_scan_in_strips_that_bears_a_stamp_are_its_transcription": "the second engine takes no transcription for print",
}


class Engine:
    """By which engine the test at hand reads."""

    name = "auto"


@pytest.fixture(params=["auto", "pdfplumber"], autouse=True)
def _each_engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Engine, "name", request.param)
    if request.param == "pdfplumber" and (why := DIFFERENT.get(request.node.originalname)):
        request.applymarker(pytest.mark.xfail(strict=True, reason=why))


def read(data: bytes) -> FileContent:
    return pdf_reader.read_pdf(data, Engine.name)


def words(content: FileContent) -> str:
    return " ".join(word.text + word.hyphen for page in content.pages for word in page.words)


def marks(content: FileContent) -> list[tuple[str, str]]:
    return [(mark.code, mark.words) for mark in content.marks]


def width(words: str, size: float = 10) -> float:
    return float(stringWidth(words, "Helvetica", size))


def box(x: float, y: float, width: float, height: float, colour: str = "0 g") -> str:
    return f"q {colour} {x} {y} {width} {height} re f Q\n"


# Covered


@pytest.mark.parametrize("colour", ["0 g", "1 g", "0.5 0.2 0.2 rg"], ids=["black", "white", "red"])
def test_words_under_a_later_box_are_read_nowhere_and_said_to_be_covered(colour: str) -> None:
    begin, end = (50 + width(words) for words in ("Aftalt med ", "Aftalt med Anders And"))
    data = raw_pdf(LABEL + text("Aftalt med Anders And om lejen", 50, 700) + box(begin - 1, 696, end - begin + 2, 14, colour))
    content = read(data)
    assert words(content) == "Milepæl Aftalt med om lejen"
    assert marks(content) == [("redacted_text", "")]
    assert content.marks[0].page == 1


def test_a_box_over_some_letters_of_a_word_leaves_the_others() -> None:
    content = read(raw_pdf(LABEL + text("Hemmelighedskræmmeri", 50, 700, 20) + box(49, 690, width("Hemmeligheds", 20), 30)))
    assert "Hemmelig" not in words(content)
    assert words(content).endswith("kræmmeri")


def test_a_rounded_box_covers_as_a_square_one_does() -> None:
    rounded = "q 0 g 100 696 m 162 696 l 166 696 166 700 166 703 c 166 712 l 100 712 l h f Q\n"
    assert "Anders" not in words(read(raw_pdf(LABEL + text("Aftalt med Anders And om lejen", 50, 700) + rounded)))


def test_a_shade_drawn_before_its_words_and_one_that_lets_them_through_cover_nothing() -> None:
    shaded = box(45, 690, 200, 20, "0.8 g") + text("Set på grå grund", 50, 697)
    marked = text("Overstreget med gul tusch", 50, 660) + "q /G gs " + box(45, 655, 200, 16, "1 1 0 rg") + " Q\n"
    data = raw_pdf(LABEL + shaded + marked, resources="/ExtGState << /G << /ca 0.3 >> >>")
    assert words(read(data)) == "Milepæl Set på grå grund Overstreget med gul tusch"
    assert not read(data).marks


def test_the_next_row_s_ground_over_the_tails_of_letters_covers_no_word() -> None:
    content = read(raw_pdf(LABEL + text("dygtig gæstgiver", 50, 700) + box(45, 680, 200, 18.5, "0.9 g") + text("under", 50, 685)))
    assert words(content) == "Milepæl dygtig gæstgiver under"


# Cut off


def clipped(words: str, top: float, bottom: float, baseline: float) -> str:
    return f"q 0 {bottom} 595 {top - bottom} re W n {text(words, 50, baseline)} Q\n"


def test_a_line_that_a_page_break_cut_is_read_on_the_page_that_shows_the_most_of_it() -> None:
    for cut in (700.5, 701.5, 702, 702.3, 702.5, 702.7, 703, 704, 705, 706):
        above = read(raw_pdf(LABEL + clipped("Skrå kig på Hus", 842, cut, 700)))
        below = read(raw_pdf(LABEL + clipped("Skrå kig på Hus", cut, 0, 700)))
        assert [words(above), words(below)].count("Milepæl Skrå kig på Hus") == 1, cut
        assert [words(above), words(below)].count("Milepæl") == 1, cut


def test_what_a_cell_cuts_off_is_not_read_and_the_rest_of_the_line_is() -> None:
    cell = f"q 45 690 62 20 re W n {text('synligt og skjult', 50, 700)} Q\n"
    content = read(raw_pdf(LABEL + cell))
    assert words(content).startswith("Milepæl synligt og")
    assert "skjult" not in words(content)
    assert [mark.code for mark in content.marks] == ["word_cut_off", "hidden_text"]


@pytest.mark.parametrize(
    ("printed", "shown"), [("budgetopfølgning", 15), ("budgetopfølgnin", 14.5)], ids=["between letters", "in a letter"]
)
def test_a_word_that_an_edge_cuts_off_is_told(printed: str, shown: float) -> None:
    edge = width(printed) - (len(printed) - shown) * width("n")
    content = read(raw_pdf(LABEL + f"q 45 690 {5 + edge} 20 re W n {text(printed, 50, 700)} Q\n"))
    assert content.marks[0].code == "word_cut_off"


def test_a_known_word_whose_last_letter_is_cut_in_two_is_read_and_not_doubted() -> None:
    edge = width("budgetopfølgning") - 0.5 * width("g")
    content = read(raw_pdf(LABEL + f"q 45 690 {5 + edge} 20 re W n {text('budgetopfølgning', 50, 700)} Q\n"))
    assert (words(content), marks(content)) == ("Milepæl budgetopfølgning", [])


def test_a_page_most_of_whose_words_are_cut_away_is_said_aloud() -> None:
    cut = f"q 45 690 30 20 re W n {text('Planen er vedtaget, og broen er malet, som det var aftalt.', 50, 700)} Q\n"
    assert ("page_mostly_unread", 1, "") in read(raw_pdf(LABEL + cut)).notes


def test_a_word_that_ends_at_its_cell_s_edge_is_whole() -> None:
    edge = 5 + width("budgetopfølgning")
    assert marks(read(raw_pdf(LABEL + f"q 45 690 {edge} 20 re W n {text('budgetopfølgning', 50, 700)} Q\n"))) == []


def test_a_page_that_is_drawn_anew_in_each_of_its_strips_hides_nothing() -> None:
    page = LABEL + box(40, 690, 300, 30, "0.9 g") + text("Planen er vedtaget", 50, 700)
    content = read(raw_pdf("".join(f"q 0 {y} 595 281 re W n\n{page}Q\n" for y in (561, 280, 0))))
    assert words(content) == "Milepæl Planen er vedtaget"
    assert "redacted_text" not in [mark.code for mark in content.marks]


# Layers


def test_words_on_a_layer_that_is_off_are_not_read_and_those_on_one_that_is_on_are() -> None:
    draw = LABEL + text("holder", 50, 700) + "/OC /L BDC " + text("Milepælen er opgivet.", 50, 680) + "EMC\n"
    properties = "/Properties << /L 10 0 R >>"
    off, on = (read(raw_pdf(draw, resources=properties, objects=LAYER, catalog=catalog)) for catalog in (OFF, ON))
    assert words(off) == "Milepæl holder"
    assert marks(off) == [("hidden_text", "Milepælen er opgivet.")]
    assert words(on) == "Milepæl holder Milepælen er opgivet."
    assert not on.marks


def test_a_form_on_a_layer_that_is_off_is_not_read_where_it_lies_over_words_that_are() -> None:
    form = stream(text("Gammel tekst fra et udkast", 50, 698), "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /OC 10 0 R"
                  " /Resources << /Font << /F 5 0 R >> >>")  # fmt: skip
    draw = LABEL + text("Ny tekst, som gælder", 52, 700) + "/Form Do\n"
    content = read(raw_pdf(draw, resources="/XObject << /Form 11 0 R >>", objects={**LAYER, 11: form}, catalog=OFF))
    assert words(content) == "Milepæl Ny tekst, som gælder"
    assert marks(content) == [("hidden_text", "Gammel tekst fra et udkast")]


# Thrown away though seen


def test_black_in_a_colour_space_of_its_own_is_seen() -> None:
    separation = "[/Separation /Black /DeviceCMYK << /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [0 0 0 1] >>]"
    draw = LABEL + text("sort på hvidt", 50, 700, before="/S cs 1 scn") + text("hvidt på hvidt", 50, 680, before="/S cs 0 scn")
    assert words(read(raw_pdf(draw, resources=f"/ColorSpace << /S {separation} >>"))) == "Milepæl sort på hvidt"


@pytest.mark.parametrize(("size", "matrix"), [(-10, "-1 0 0 -1"), (0.01, "1000 0 0 1000"), (1, "10 0 0 10")])
def test_a_size_that_a_matrix_makes_readable_is_read(size: float, matrix: str) -> None:
    content = read(raw_pdf(LABEL + f"BT /F {size} Tf {matrix} 50 700 Tm (kan godt ses) Tj ET\n"))
    assert words(content) == "Milepæl kan godt ses"
    assert {round(word.size) for page in content.pages for word in page.words} == {10}


def test_white_print_on_a_rounded_dark_box_is_seen_and_beside_it_is_not() -> None:
    rounded = "q 0 0.2 0.5 rg 45 700 m 45 720 l 45 724 l 150 724 l 154 724 154 720 154 716 c 154 690 l 45 690 l h f Q\n"
    draw = LABEL + rounded + text("hvidt på blåt", 50, 704, before="1 g") + text("hvidt på hvidt", 50, 600, before="1 g")
    content = read(raw_pdf(draw))
    assert words(content) == "Milepæl hvidt på blåt"
    assert ("invisible_text", 1, "hvidt på hvidt") in content.notes


# Scans


def scan(over: str) -> bytes:
    """A page that is a picture of two black lines of print, in two strips, with its transcription under a stamp."""
    ink = "<" + ("ff" * 40 + "00" * 20 + "ff" * 40) * 2 + ">"
    strip = stream(
        ink, "/Type /XObject /Subtype /Image /Width 10 /Height 20 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /ASCIIHexDecode"
    )
    strips = "q 595 0 0 421 0 421 cm /I Do Q q 595 0 0 421 0 0 cm /I Do Q\n"
    return raw_pdf(strips + over + text("JOURNALISERET", 400, 800, 12), resources="/XObject << /I 11 0 R >>", objects={11: strip})


def test_the_words_under_a_scan_in_strips_that_bears_a_stamp_are_its_transcription() -> None:
    lines = "".join(text(f"Linje {n}", 50, y, 60, before="3 Tr") for n, y in ((1, 700), (2, 500), (3, 290), (4, 80)))
    content = read(scan(lines))
    assert {"JOURNALISERET", "Linje"} <= set(words(content).split())
    assert not [note for note in content.notes if note[0] == "invisible_text"]


# Struck


def struck(words: str, x: float, y: float, width: float) -> str:
    return text(words, x, y) + box(x - 0.5, y + 2.4, width, 0.8)


def test_words_with_a_line_through_them_no_longer_hold() -> None:
    content = read(raw_pdf(LABEL + text("Cyklerne kører i", 50, 700) + struck("alle tre", 130, 700, 36) + text("to grupper.", 170, 700)))
    assert words(content) == "Milepæl Cyklerne kører i to grupper."
    assert marks(content) == [("struck_text", "alle tre")]


def test_a_line_through_part_of_a_run_strikes_the_letters_it_runs_through() -> None:
    content = read(raw_pdf(LABEL + text("0,4 mio. kr. 1,5 mio. kr.", 50, 700) + box(49.5, 702.4, width("0,4 mio. kr. "), 0.8)))
    assert marks(content) == [("struck_text", "0,4 mio. kr.")]
    assert words(content) == "Milepæl 1,5 mio. kr."


def test_underlines_edges_of_cells_and_lines_across_columns_strike_nothing() -> None:
    under = text("understreget", 50, 700) + box(50, 698.6, 60, 0.6)
    across = text("venstre", 50, 650) + text("højre", 300, 650) + box(40, 652.5, 400, 0.8)
    edge = text("helt fyldt celle", 50, 600) + box(49, 602.5, 68, 0.8) + box(48.5, 580, 0.8, 40) + box(117, 580, 0.8, 40)
    content = read(raw_pdf(LABEL + under + across + edge))
    assert not content.marks
    assert words(content) == "Milepæl understreget venstre højre helt fyldt celle"


# Plain pages


def test_a_plain_page_is_not_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("a plain page was rendered")

    monkeypatch.setattr("parsers.pdf.visibility.rendered_region", fail)
    assert words(read(raw_pdf(LABEL + box(45, 690, 200, 20, "0.8 g") + text("Planen er skrevet", 50, 697)))) == "Milepæl Planen er skrevet"


def test_the_pixels_of_a_suspicious_page_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    from parsers.pdf import render, visibility

    rendered: list[int] = []

    def count(*arguments: object) -> render.Rendered:
        made = render.rendered_region(*arguments)  # type: ignore[arg-type]
        rendered.append(made.width * made.height)
        return made

    monkeypatch.setattr(visibility, "rendered_region", count)
    monkeypatch.setattr(visibility, "PIXELS_MOST", 10_000)
    lines = "".join(text("hvidt på hvidt", 50, y, before="1 g") for y in range(100, 700, 15))
    read(raw_pdf(LABEL + lines))
    assert rendered
    assert sum(rendered) <= 2 * 11_000


def test_marks_stand_where_a_viewer_shows_them() -> None:
    content = read(raw_pdf(LABEL + text("skjult", 50, 700) + box(48, 696, 40, 14), page="/Rotate 180"))
    [mark] = content.marks
    assert isinstance(mark, PlacedNote)
    assert 0 <= mark.box[0] < mark.box[2] <= 595


def test_a_stamp_behind_the_rows_is_no_word_of_theirs() -> None:
    stamp = "q 0.8 g BT /F 70 Tf 0.7 0.7 -0.7 0.7 150 600 Tm (UDKAST) Tj ET Q\n"
    content = read(raw_pdf(stamp + LABEL + box(45, 640, 400, 20, "0.9 g") + text("Drift", 200, 646)))
    assert words(content) == "Milepæl Drift"
    assert content.pages[0].watermark == "UDKAST"
    assert not content.marks
