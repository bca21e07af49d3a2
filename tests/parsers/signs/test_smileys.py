"""What stands in a smiley cell: by the legend first, then by what the sign itself says, and never by a guess."""

from __future__ import annotations

import pytest

from parsers.model.content import Look, Symbol, SymbolForm
from parsers.model.records import Basis, Reading, Scale, Smiley
from parsers.signs.smileys import Doubt, Legend, leading_signs, only_signs, parts_by_sign, reading, sign_of, text_symbol

GLAD, MIDDLE, SOUR = Smiley.GLAD, Smiley.MIDDLE, Smiley.SOUR


def legend(*lines: tuple[Scale, Smiley, str]) -> Legend:
    learnt = Legend()
    for scale, meaning, sign in lines:
        learnt.add(scale, meaning, [text_symbol(sign)], "", None)
    return learnt


DOUBLED = legend(
    (Scale.INITIATIVE, GLAD, "☺"),
    (Scale.INITIATIVE, MIDDLE, "☹"),
    (Scale.INITIATIVE, SOUR, "☹"),
    (Scale.ECONOMY, GLAD, "☺"),
    (Scale.ECONOMY, SOUR, "☹"),
)


def told(sign: str, scale: Scale, by: Legend) -> tuple[Smiley | None, Basis | None]:
    read, _ = reading([text_symbol(sign)], "", scale, by)
    return read.value, read.basis


@pytest.mark.parametrize("sign", ["☹", "☹️", "☹︎"])
def test_a_sign_printed_for_two_meanings_is_either_on_a_milestone_and_sour_on_the_economy(sign: str) -> None:
    assert told(sign, Scale.INITIATIVE, DOUBLED) == (Smiley.MIDDLE_OR_SOUR, Basis.LEGEND)
    assert told(sign, Scale.ECONOMY, DOUBLED) == (SOUR, Basis.LEGEND)


@pytest.mark.parametrize(("sign", "value"), [("😐", MIDDLE), ("😞", SOUR), ("😊", GLAD), ("🙂", GLAD)])
def test_a_known_sign_the_legend_does_not_print_means_itself(sign: str, value: Smiley) -> None:
    assert told(sign, Scale.INITIATIVE, DOUBLED) == (value, Basis.GLYPH)


def test_a_doubled_sign_without_an_economy_legend_is_still_sour_on_the_economy() -> None:
    half = legend((Scale.INITIATIVE, GLAD, "☺"), (Scale.INITIATIVE, MIDDLE, "☹"), (Scale.INITIATIVE, SOUR, "☹"))
    assert told("☹", Scale.ECONOMY, half) == (SOUR, Basis.LEGEND)


def test_the_economy_has_no_middle_smiley() -> None:
    read, doubt = reading([text_symbol("😐")], "", Scale.ECONOMY, DOUBLED)
    assert (read.value, doubt) == (Smiley.UNKNOWN, Doubt.OUTSIDE_SCALE)


def test_two_smileys_in_one_cell_are_a_doubt_not_a_status() -> None:
    read, doubt = reading(only_signs("☺ ☹"), "", Scale.INITIATIVE, DOUBLED)
    assert (read.value, read.sign, doubt) == (Smiley.UNKNOWN, "☺ ☹", Doubt.TWO_SIGNS)


def test_an_empty_cell_is_no_status_and_no_doubt() -> None:
    read, doubt = reading((), "", Scale.INITIATIVE, DOUBLED)
    assert (read.value, read.basis, doubt) == (None, None, None)


def test_a_legend_that_gives_glad_and_sour_one_sign_decides_nothing() -> None:
    broken = legend((Scale.INITIATIVE, GLAD, "☺"), (Scale.INITIATIVE, SOUR, "☺"))
    read, doubt = reading([text_symbol("☺")], "", Scale.INITIATIVE, broken)
    assert (read.value, doubt) == (Smiley.UNKNOWN, Doubt.LEGEND_UNDECIDED)


def test_the_letter_j_is_a_smiley_alone_in_a_text_cell_and_a_letter_elsewhere() -> None:
    assert reading((), "J", Scale.INITIATIVE, Legend(), is_text=True)[0].value is GLAD
    assert reading((), "J", Scale.INITIATIVE, Legend())[0].value is Smiley.UNKNOWN
    assert reading((), "Ja", Scale.INITIATIVE, Legend(), is_text=True)[0].value is Smiley.UNKNOWN


@pytest.mark.parametrize(
    ("char", "font", "value"),
    [
        ("J", "ABCDEF+Wingdings", GLAD),
        ("\uf04b", None, MIDDLE),
        ("L", "Wingdings-Regular", SOUR),
        ("J", "Wingdings2", Smiley.UNKNOWN),
        ("J", "Arial", Smiley.UNKNOWN),
    ],
)
def test_wingdings_is_told_by_font_and_code_together(char: str, font: str | None, value: Smiley) -> None:
    symbol = Symbol(SymbolForm.GLYPH, 0, 0, 10, 10, key=(font, char), char=char, font=font)
    assert reading([symbol], "", Scale.INITIATIVE, Legend())[0].value is value


@pytest.mark.parametrize(
    ("colour", "value"),
    [((0, 150, 60), GLAD), ((250, 190, 0), MIDDLE), ((210, 20, 30), SOUR), ((40, 60, 200), Smiley.UNKNOWN), (None, Smiley.UNKNOWN)],
)
def test_without_a_legend_a_faceless_dot_is_told_by_its_colour_alone(colour: tuple[int, int, int] | None, value: Smiley) -> None:
    dot = Symbol(SymbolForm.DRAWING, 0, 0, 10, 10, key="dot")
    by = Legend(looks={"dot": Look(bytes([90]) * 1024, colour)})
    read, _ = reading([dot], "", Scale.INITIATIVE, by)
    assert (read.value, read.sign) == (value, "tegning")


def test_a_picture_is_named_a_picture() -> None:
    assert sign_of(Symbol(SymbolForm.PICTURE, 0, 0, 10, 10, key=1)) == "billede"


def test_words_of_the_official_vocabulary_are_read_as_they_say() -> None:
    assert reading((), "Mellemfornøjet smiley", Scale.INITIATIVE, Legend())[0].value is MIDDLE
    assert reading((), "afventer", Scale.INITIATIVE, Legend())[1] is Doubt.UNKNOWN_SIGN


def test_a_legend_line_gives_its_sign_and_its_words() -> None:
    signs, words = leading_signs("- ☹️: Milepælen er ikke nået.")
    assert ([symbol.char for symbol in signs], words) == (["☹️"], "Milepælen er ikke nået.")
    assert leading_signs("Milepælen er nået ☺.") == ((), "Milepælen er nået ☺.")


def test_a_line_of_more_signs_than_two_scales_have_is_not_taken_apart() -> None:
    assert [(len(symbols), words.strip()) for symbols, words in parts_by_sign("☺: Nået. ☹: Ikke nået.")] == [
        (1, ": Nået."),
        (1, ": Ikke nået."),
    ]
    [(symbols, words)] = parts_by_sign("☺ Nået. " * 50)
    assert (len(symbols), "☺" in words) == (50, False)


def test_two_signs_that_only_their_looks_could_tell_apart_are_not_the_same_for_having_none() -> None:
    nameless = Symbol(SymbolForm.GLYPH, 0, 0, 10, 10, key=None)
    learnt = Legend()
    learnt.add(Scale.INITIATIVE, GLAD, [nameless], "", None)
    assert reading([nameless], "", Scale.INITIATIVE, learnt)[0].value is Smiley.UNKNOWN


def face(bend: float, *, opened: bool = False) -> bytes:
    """A face's grey levels with two eyes and a mouth whose corners stand `bend` half widths above its middle, or `opened`."""
    rows = [bytearray([255]) * 32 for _ in range(32)]
    for x in (10, 11, 20, 21):
        for y in (10, 11):
            rows[y][x] = 0
    for x in range(9, 23):
        t = (x - 15.5) / 6.5
        rows[round(21 + bend * 6.5 * (0.5 - t * t))][x] = 0
        rows[21][x] = 0 if opened else rows[21][x]
    return b"".join(rows)


def test_emoji_are_yellow_whatever_they_mean() -> None:
    yellow = (250, 200, 40)
    smile, frown = (Symbol(SymbolForm.DRAWING, 0, 0, 10, 10, key=key) for key in ("smile", "frown"))
    looks = {"smile": Look(face(0.6), yellow), "frown": Look(face(-0.6), yellow)}
    assert [reading([symbol], "", Scale.INITIATIVE, Legend(looks=looks))[0].value for symbol in (smile, frown)] == [GLAD, SOUR]
    green = looks | {"green": Look(face(0.6), (0, 150, 60))}
    assert reading([smile], "", Scale.INITIATIVE, Legend(looks=green))[1] is Doubt.UNKNOWN_SIGN


def test_a_mouth_neither_straight_nor_surely_bent_is_no_status() -> None:
    open_mouth = Symbol(SymbolForm.DRAWING, 0, 0, 10, 10, key="open")
    by = Legend(looks={"open": Look(face(-0.2, opened=True), None)})
    assert reading([open_mouth], "", Scale.INITIATIVE, by)[1] is Doubt.UNKNOWN_SIGN


def test_letters_read_from_a_picture_where_a_sign_may_stand_are_no_status_whatever_the_legend_seems_to_say() -> None:
    by = Legend(values=[(Scale.INITIATIVE, "GG", GLAD)])
    assert reading((), "GG", Scale.INITIATIVE, by)[0].value is GLAD
    assert reading((), "GG", Scale.INITIATIVE, by, is_picture=True) == (Reading(Smiley.UNKNOWN, "GG", None, 0.0), Doubt.UNKNOWN_SIGN)
    assert reading((), "75 %", Scale.INITIATIVE, by, is_picture=True)[1] is None
