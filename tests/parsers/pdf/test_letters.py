"""Letters named wrongly or not at all: put right where the page proves them, else U+FFFD, and never dropped."""

from __future__ import annotations

from collections.abc import Callable
from math import nan
from types import SimpleNamespace
from typing import Any

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from parsers.language.swapped_letters import LOST, unswapped
from parsers.pdf import letter_tokens, page_reader
from parsers.pdf import reader as pdf_reader
from parsers.pdf.letters import Ligatures, hard_hyphens
from parsers.pdf.note_marks import is_raised
from tests.raw_pdf import raw_pdf, stream, text

CALIBRI = {"t": 0.335, "i": 0.229, "f": 0.305, "a": 0.479, "e": 0.498, "l": 0.229, "n": 0.525}


def widths(word: str, joined: dict[str, str]) -> Callable[[int], float]:
    return lambda at: sum(CALIBRI.get(letter, 0.5) for letter in joined.get(word[at], word[at]))


def mended(ligatures: Ligatures, word: str, joined: dict[str, str]) -> str:
    return ligatures.mended(word, "Calibri", widths(word, joined), lambda letter: CALIBRI.get(letter, 0.5))


@pytest.mark.parametrize(
    ("printed", "word"),
    [("To昀琀ehaven", "Toftehaven"), ("frem琀椀den", "fremtiden"), ("tru昀昀et", "truffet"), ("åbent", "åbent"), ("漢字 昀", "漢字 昀")],
)
def test_letters_whose_bytes_were_swapped_are_turned_back_unless_the_page_has_ideographs(printed: str, word: str) -> None:
    assert unswapped(printed) == word


def test_word_s_own_signs_for_ligatures_are_letters_where_they_are_as_wide() -> None:
    assert mended(Ligatures(), "realisƟsk", {"Ɵ": "ti"}) == "realistisk"
    assert mended(Ligatures(), "beslu\u01a9et", {"\u01a9": "tt"}) == "besluttet"
    assert mended(Ligatures(), "realisƟsk", {"Ɵ": "mm"}) == f"realis{LOST}sk"
    assert mended(Ligatures(), "Ōsaka", {"Ō": "oo"}) == "Ōsaka"


@pytest.mark.parametrize("printed", ["realisƟsk", "realis\ufffdsk"])
def test_a_glyph_whose_width_is_no_number_proves_nothing_and_is_not_dropped(printed: str) -> None:
    assert Ligatures().mended(printed, "Calibri", lambda _: nan, lambda letter: CALIBRI.get(letter, 0.5)).count(LOST) == 1


def test_a_nameless_glyph_is_a_ligature_once_a_known_word_has_proven_it() -> None:
    ligatures = Ligatures()
    assert mended(ligatures, "frem\ufffdden", {LOST: "ti"}) == f"frem{LOST}den"
    assert mended(ligatures, "\ufffdl", {LOST: "ti"}) == "til"
    assert mended(ligatures, "frem\ufffdden", {LOST: "ti"}) == "fremtiden"
    assert mended(ligatures, "Dri\ufffd", {LOST: "ft"}) == "Drift"
    assert mended(ligatures, "\ufffdende", {LOST: "mm"}) == f"{LOST}ende"


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Teknik− og Miljø, 00.30−S00", "Teknik- og Miljø, 00.30-S00"),
        ("unge − hele vejen", "unge – hele vejen"),
        ("et fald på −3,5 mio. kr.", "et fald på −3,5 mio. kr."),
        ("4 − 2", "4 − 2"),
    ],
)
def test_a_minus_inside_words_is_their_hyphen_and_before_a_number_it_is_a_minus(printed: str, read: str) -> None:
    assert hard_hyphens(printed) == read


def test_a_page_on_which_every_letter_stands_for_another_is_told() -> None:
    said = ["Kommunen", "følger", "planen,", "og", "borgerne", "inddrages", "undervejs", "i", "arbejdet", "med", "nye", "ordninger"]
    shifted = ["".join(chr(ord(letter) + 2) if letter.isascii() else letter for letter in word) for word in said * 6]
    drawn = "".join(text(" ".join(shifted[at : at + 6]), 50, 780 - 2 * at) for at in range(0, len(shifted), 6))
    content = pdf_reader.read_pdf(raw_pdf(drawn), "pdfium")
    assert ("letters_lost", 1, "") in content.notes


def test_one_letter_as_wide_as_another_is_no_ligature() -> None:
    assert mended(Ligatures(), "p\ufdd3ende", {"\ufdd3": "a"}) == f"p{LOST}ende"


def test_a_code_of_windows_is_its_sign() -> None:
    assert mended(Ligatures(), "\x96", {}) == "–"


def nameless_font(name: str) -> dict[int, str]:
    """Helvetica, in which the file says that "A" is what no one knows."""
    unnamed = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange"
    unnamed += f" 1 beginbfchar <41> <{name}> endbfchar endcmap end"
    return {10: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 11 0 R >>", 11: stream(unnamed)}


@pytest.mark.parametrize("name", ["FFFD", "0001", "E0A5", "FDD3"], ids=["replacement", "control", "private", "no character"])
def test_a_letter_without_a_name_is_kept_as_one_that_was_lost(name: str) -> None:
    odd = "BT /N 10 Tf 1 0 0 1 55.6 700 Tm (A) Tj ET\n"
    data = raw_pdf(
        text("Milepæl", 50, 750) + text("p", 50, 700) + odd + text("rende", 62.3, 700), fonts="/N 10 0 R", objects=nameless_font(name)
    )
    content = pdf_reader.read_pdf(data)  # which may look at the picture: it shows an "A", and that is no letter that fonts leave out
    assert [word.text for page in content.pages for word in page.words] == ["Milepæl", "p\ufffdrende"]


@pytest.mark.parametrize("name", ["0001", "FDD3"], ids=["control", "no character"])
def test_a_lone_glyph_of_a_text_font_without_a_name_is_a_sign_where_it_is_a_face(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As of FOP's fonts, whose tables of names pdfium passes over: they hold fewer than they say."""
    monkeypatch.setattr(page_reader, "mouth_curve", lambda _: 0.4)
    odd = (
        "BT /N 12 Tf 1 0 0 1 50 720 Tm (A) Tj ET BT /F 10 Tf 1 0 0 1 58 720 Tm (: er glad) Tj ET BT /N 12 Tf 1 0 0 1 450 700 Tm (A) Tj ET\n"
    )
    data = raw_pdf(text("Milepæl", 50, 700) + odd, fonts="/N 10 0 R", objects=nameless_font(name))
    (page,) = pdf_reader.read_pdf(data).pages
    assert (page.engine, [word.text for word in page.words]) == ("pdfium", [":", "er glad", "Milepæl"])
    assert [symbol.char for symbol in page.symbols] == [None, None]


@pytest.mark.parametrize(("mark", "raised"), [("1", "¹"), ("12", "¹²"), ("*", "*")])
def test_the_raised_mark_of_a_note_is_no_digit_of_the_number_before_it(mark: str, raised: str) -> None:
    draw = (
        text("Milepæl", 50, 750) + text("31.12.2031", 50, 700) + text(mark, 50 + stringWidth("31.12.2031", "Helvetica", 10) + 0.2, 704, 6)
    )
    assert [word.text for page in pdf_reader.read_pdf(raw_pdf(draw)).pages for word in page.words] == ["Milepæl", f"31.12.2031{raised}"]


@pytest.mark.parametrize("engine", ["auto", "pdfplumber"])
@pytest.mark.parametrize("gap", [0.2, 2.5], ids=["at its word", "a little apart"])
def test_a_mark_as_large_as_browsers_raise_it_is_no_digit(engine: str, gap: float) -> None:
    end = 50 + stringWidth("kontrakten", "Helvetica", 10)
    draw = (
        text("Milepæl", 50, 750) + text("kontrakten", 50, 700) + text("1", end + gap, 703.3, 8.33) + text("er klar 2", end + gap + 8, 700)
    )
    assert [word.text for page in pdf_reader.read_pdf(raw_pdf(draw), engine).pages for word in page.words][1] == "kontrakten¹"


@pytest.mark.parametrize("spacing", [100, 150, 200, 300])
def test_letters_set_apart_are_of_one_word(spacing: int) -> None:
    apart = f" -{spacing} ".join(f"({letter})" for letter in "Smileys og tid")
    draw = text("Milepæl", 50, 750) + f"BT /F 10 Tf 1 0 0 1 50 700 Tm [{apart}] TJ ET\n"
    words = [word.text for page in pdf_reader.read_pdf(raw_pdf(draw)).pages for word in page.words]
    assert " ".join(words) == "Milepæl Smileys og tid"


def test_a_ligature_drawn_closer_together_than_its_letters_is_known_and_another_font_s_glyph_that_can_be_no_other() -> None:
    """As cairo leaves those of Carlito without a name: "tt" is 0.634 wide, twice "t" 0.67."""
    ligatures = Ligatures()
    letters = {**CALIBRI, "o": 0.527, "s": 0.391, "k": 0.455, "u": 0.525, "d": 0.525, "b": 0.525}

    def of(font: str, word: str, width: float, more: float = 0.0) -> str:
        return ligatures.mended(word, font, lambda _: width, lambda letter: letters.get(letter, 0.9) + more)

    assert of("Carlito", "omfa\ufffder", 0.634) == "omfa\ufffder"
    assert of("Carlito", "Budge\ufffdet", 0.634) == "Budgettet"
    assert of("Carlito", "omfa\ufffder", 0.634) == "omfatter"
    assert of("Carlito-Bold", "special\ufffdlbud", 0.585, 0.01) == "special\ufffdlbud"  # "ti" is not proven yet
    assert of("Carlito", "realis\ufffdsk", 0.557) == "realistisk"
    assert of("Carlito-Bold", "special\ufffdlbud", 0.585, 0.01) == "specialtilbud"


@pytest.mark.parametrize("engine", ["auto", "pdfplumber"])
def test_cells_that_one_operation_sets_from_right_to_left_are_words_each_in_its_place(engine: str) -> None:
    """As Ghostscript makes one operation of cells that were printed one after the other."""
    draw = text("Milepæl", 50, 750) + "BT /F 10 Tf 1 0 0 1 450 700 Tm [(Smiley) 18000 (Tid) 18000 (Drift)] TJ ET\n"
    (page,) = pdf_reader.read_pdf(raw_pdf(draw), engine).pages
    assert [word.text for word in sorted(page.words, key=lambda word: (word.top, word.x0))] == ["Milepæl", "Drift", "Tid", "Smiley"]
    assert all(word.x0 < word.x1 for word in page.words)


def test_a_space_by_which_letters_are_kerned_parts_no_words() -> None:
    """As Ghostscript writes kerning: a space, narrowed to nothing."""
    kerned = "".join(
        f"({a} {b}) Tj 1 0 0 1 50 {700 - 20 * n} Tm " for n, (a, b) in enumerate([("Ansvar", "ligt"), ("for", "tsat"), ("br", "inge")], 1)
    )
    draw = text("Milepæl", 50, 750) + f"BT /F 10 Tf -2.6 Tw 1 0 0 1 50 700 Tm {kerned} (Tid) Tj ET\n"
    words = [word.text for page in pdf_reader.read_pdf(raw_pdf(draw)).pages for word in page.words]
    assert words == ["Milepæl", "Ansvarligt", "fortsat", "bringe", "Tid"]


@pytest.mark.parametrize("whole", [True, False], ids=["in the gap of a run", "between two words"])
def test_a_glyph_borrowed_from_another_font_is_of_the_word_it_touches(whole: bool) -> None:
    before, after = "er at mindske CO", "-udslip og"
    x = 50 + stringWidth(before, "Helvetica", 10)
    if whole:
        draw = f"BT /F 10 Tf 1 0 0 1 50 700 Tm [({before}) -667 ({after})] TJ ET\n"
    else:
        draw = text(before, 50, 700) + text(after, x + 6.67, 700)
    draw += f"BT /N 10 Tf 1 0 0 1 {x} 700 Tm (A) Tj ET\n"
    data = raw_pdf(text("Milepæl", 50, 750) + draw, fonts="/N 10 0 R", objects=nameless_font("2082"))
    assert " ".join(word.text for page in pdf_reader.read_pdf(data).pages for word in page.words) == "Milepæl er at mindske CO₂-udslip og"


def test_a_ligature_to_which_pdfium_gives_another_place_stays_in_its_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it does on a turned sheet of two pages that Chromium printed."""
    places = {at: 50.0 + 6 * at if at not in (2, 3) else 300.0 for at in range(len("Definition"))}

    monkeypatch.setattr(letter_tokens, "text_objects", lambda _, letters: [2 if at in (2, 3) else 1 if at < 2 else 3 for at in letters])
    monkeypatch.setattr(letter_tokens, "boxes", lambda _, letters: [(places[at], 100.0, places[at] + 6, 110.0) for at in letters])
    style = SimpleNamespace(size=10.0, seen=None, font=SimpleNamespace(odd=False, symbol=False, type3=False))
    styles: Any = SimpleNamespace(learn=lambda _: None, placed=dict.fromkeys((1, 2, 3), (style, 50.0, 110.0)))
    view: Any = SimpleNamespace(box=lambda *box: box)
    (token,) = letter_tokens.parted_tokens("Definition", 0, None, view, styles)  # type: ignore[arg-type]
    assert (token.text, token.box) == ("Definition", (50.0, 100.0, 110.0, 110.0))


def test_a_dash_that_ghostscript_calls_a_digit_is_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    named = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange"
    named += " 2 beginbfchar <96> <0033> <92> <0039> endbfchar endcmap end"
    font = {10: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 11 0 R >>", 11: stream(named)}
    dashed = "BT /N 10 Tf 1 0 0 1 50 700 Tm (39 huse \\226 Ole\\222s) Tj ET\n"
    data = raw_pdf(text("Milepæl", 50, 750) + dashed, fonts="/N 10 0 R", objects=font)
    monkeypatch.setattr(page_reader, "may_be_summed", lambda _: True)
    assert " ".join(word.text for page in pdf_reader.read_pdf(data).pages for word in page.words) == "Milepæl 39 huse – Ole’s"


def test_small_letters_on_the_baseline_are_of_their_word() -> None:
    draw = text("Milepæl", 50, 750) + text("S", 50, 700) + text("TATUS 4", 50 + stringWidth("S", "Helvetica", 10), 700, 7.5)
    assert "".join(word.text for page in pdf_reader.read_pdf(raw_pdf(draw)).pages for word in page.words).endswith("Status4")


@pytest.mark.parametrize("engine", ["auto", "pdfplumber"])
def test_a_hyphen_that_the_file_calls_a_soft_one_is_a_hyphen(engine: str) -> None:
    named = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange"
    named += " 1 beginbfchar <2D> <00AD> endbfchar 1 beginbfrange <20> <2C> <0020> <2E> <7A> <002E> endbfrange endcmap end"
    font = {10: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 11 0 R >>", 11: stream(named)}
    content = "BT /N 10 Tf 1 0 0 1 50 700 Tm (Sagsid: 00.30.10-S00-99-33) Tj 0 -20 Td (Social- og Sundhedsudvalget) Tj ET\n"
    data = raw_pdf(text("Milepæl", 50, 750) + content, fonts="/N 10 0 R", objects=font)
    printed = " ".join(word.text + word.hyphen for page in pdf_reader.read_pdf(data, engine).pages for word in page.words)
    assert printed == "Milepæl Sagsid: 00.30.10-S00-99-33 Social- og Sundhedsudvalget"


def test_a_soft_hyphen_at_a_place_to_part_a_word_stays_one() -> None:
    assert hard_hyphens("Social- og Sundheds\xadudvalget") == "Social- og Sundheds\xadudvalget"


def test_a_word_of_nameless_letters_alone_is_passed_by_at_once() -> None:
    """As a damage leaves them: each could be one of several ligatures, and to try them all together would never end."""
    assert mended(Ligatures(), "\ufdd0U" * 40, {"\ufdd0": "ti"}) == f"{LOST}U" * 40


def test_letters_of_no_size_keep_no_page_from_being_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a damaged page sets them."""
    monkeypatch.setattr(letter_tokens, "text_objects", lambda _, letters: [1 for _ in letters])
    monkeypatch.setattr(letter_tokens, "boxes", lambda _, letters: [(50.0 + 6 * at, 100.0, 56.0 + 6 * at, 110.0) for at in letters])
    style = SimpleNamespace(size=0.0, seen=None, font=SimpleNamespace(odd=False, symbol=False, type3=False))
    styles: Any = SimpleNamespace(learn=lambda _: None, placed={1: (style, 50.0, 110.0)})
    view: Any = SimpleNamespace(box=lambda *box: box)
    tokens = letter_tokens.letter_by_letter("Definition", None, view, styles)  # type: ignore[arg-type]
    assert "".join(token.text for token in tokens) == "Definition"
    assert not is_raised(0.0, 100.0, 0.0, 110.0)
