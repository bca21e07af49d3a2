"""Which hyphens at a line's end are the word's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.language.hyphenation import HYPHEN, SOFT_HYPHEN, Vocabulary, rejoined, unbroken

KNOWN = Vocabulary(
    ["Bruttoanlægsrammen", "kendt.", "Ikke-vestlige", "ord,", "DSB-arealerne,", "sommerfugle", "nudging.", "Indtil", "udvalget", "enigt."]
)


@pytest.mark.parametrize(
    ("left", "right", "text"),
    [
        ("Social", "og", "Social- og"),
        ("dag", "eller", "dag- eller"),
        ("Børne", "og", "Børne- og"),
        ("2019", "2022", "2019-2022"),
        ("4", "årige", "4-årige"),
        ("bruttoanlægs", "rammen", "bruttoanlægsrammen"),
        ("bruttoanlægs", "rammens", "bruttoanlægsrammens"),
        ("(sommer", "fugle)", "(sommerfugle)"),
        ("ikke", "vestlige", "ikke-vestlige"),
        ("ikke", "kommunale", "ikke-kommunale"),
        ("DSB", "arealerne", "DSB-arealerne"),
        ("DSB", "stationen", "DSB-stationen"),
        ("Nord", "Syd", "Nord-Syd"),
        ("e", "mail", "e-mail"),
        ("ind", "til", "indtil"),
        ("fra", "til", "fra- til"),
        ("dag", "/aftentid", "dag-/aftentid"),
        ("skole", "(ny)", "skole- (ny)"),
    ],
)
def test_the_rest_of_the_document_and_the_form_of_the_pieces_decide(left: str, right: str, text: str) -> None:
    assert rejoined(left, right, "-", KNOWN) == (text, True)


@pytest.mark.parametrize("hyphen", [SOFT_HYPHEN, HYPHEN])
def test_a_hyphen_that_only_breaks_lines_goes(hyphen: str) -> None:
    assert rejoined("fælles", "skabet", hyphen, KNOWN).text == "fællesskabet"


def test_a_breaking_hyphen_before_a_capital_is_the_words_own() -> None:
    assert rejoined("Hede", "Magleparken", SOFT_HYPHEN, KNOWN) == ("Hede-Magleparken", True)


def test_a_word_that_waits_for_its_end_keeps_even_a_breaking_hyphen() -> None:
    assert rejoined("Social", "og", HYPHEN, KNOWN).text == "Social- og"


def test_a_document_that_breaks_no_words_keeps_the_hyphen_behind_a_word_of_its_own() -> None:
    calm = Vocabulary(["nudging", "om"])
    calm.learn_breaks([("Social", "og", "-"), ("nudging", "kampagnen", "-")])
    assert rejoined("nudging", "kampagnen", "-", calm) == ("nudging-kampagnen", False)


@pytest.mark.parametrize(("left", "right", "text"), [("pro", "fessionelt", "professionelt"), ("NE", "XT,", "NEXT,")])
def test_a_document_that_breaks_words_breaks_those_that_begin_like_a_prefix_or_are_all_capitals(left: str, right: str, text: str) -> None:
    printed = ["sommerfugle", "fugle", right]
    calm, breaking = Vocabulary(printed), Vocabulary(printed)
    breaking.learn_breaks([("sommer", "fugle", "-")])
    assert rejoined(left, right, "-", calm).text == f"{left}-{right}"
    assert rejoined(left, right, "-", breaking) == (text, False)


def test_a_document_that_breaks_words_breaks_this_one_too() -> None:
    breaking = Vocabulary(["nudging", "sommerfugle"])
    breaking.learn_breaks([("sommer", "fugle", "-"), ("nudging", "kampagnen", "-")])
    assert rejoined("nudging", "kampagnen", "-", breaking) == ("nudgingkampagnen", False)
    assert rejoined("tagter", "rassen", "-", breaking) == ("tagterrassen", True)


def test_what_nothing_tells_is_a_doubt() -> None:
    assert not rejoined("tag", "haven", "-", Vocabulary(["tag"])).decided


def test_a_heading_in_capitals_may_be_broken_like_other_words() -> None:
    assert rejoined("IVÆRK", "SATTE", "-", Vocabulary(["iværksatte"])).text == "IVÆRKSATTE"


def test_a_line_full_to_the_brim_broke_a_word_the_document_knows() -> None:
    words = Vocabulary(["budgetopfølgnin", "g", "budgetopfølgning", "budgetopfølgning", "2032"])
    assert unbroken("budgetopfølgnin", "g", words, alone=True) == ("budgetopfølgning", True)


def test_two_words_on_full_lines_stay_two() -> None:
    words = Vocabulary(["udvalget", "udvalget", "mener", "mener"])
    assert unbroken("udvalget", "mener", words, alone=True) == ("udvalget mener", True)


def test_a_word_that_ends_a_full_line_of_several_is_no_part_of_another_word() -> None:
    words = Vocabulary(["vi", "vi", "vi", "viser", "ser"])
    assert unbroken("vi", "ser", words, alone=False) == ("vi ser", True)
    assert unbroken("sko", "lerne", Vocabulary(["skolerne", "sko", "lerne"]), alone=False) == ("skolerne", True)


def test_a_word_longer_than_its_cell_is_whole_again_with_a_doubt() -> None:
    words = Vocabulary(["digitaliseringsbere", "dskab"])
    assert unbroken("digitaliseringsbere", "dskab", words, alone=True) == ("digitaliseringsberedskab", False)


PIECE = st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøåABCÆØÅ0123456789/.,()", min_size=1, max_size=12)


@given(PIECE, PIECE, st.sampled_from(["-", HYPHEN, SOFT_HYPHEN]), st.lists(PIECE, max_size=5))
def test_no_letter_is_lost_and_none_is_added(left: str, right: str, hyphen: str, words: list[str]) -> None:
    text = rejoined(left, right, hyphen, Vocabulary(words)).text
    assert text.replace("-", "").replace(" ", "") == f"{left}{right}"
    assert text in (f"{left}{right}", f"{left}-{right}", f"{left}- {right}")


@given(PIECE, PIECE)
def test_a_form_that_stands_elsewhere_is_the_word(left: str, right: str) -> None:
    joined = rejoined(left, right, "-", Vocabulary([f"{left}{right}"]))
    kept = rejoined(left, right, "-", Vocabulary([f"{left}-{right}"]))
    assert joined.decided or kept.decided
    if left.isalpha() and right.isalpha() and right.casefold() not in ("og", "eller", "samt"):
        assert joined.text == f"{left}{right}"
        assert kept.text == f"{left}-{right}"


def test_a_long_document_that_breaks_next_to_no_words_keeps_its_hyphens() -> None:
    calm = Vocabulary(["tværkommunale", *("ord" for _ in range(400))])
    calm.learn_breaks([("tvær", "kommunalt", "-")])
    assert rejoined("tvær", "kommunalt", "-", calm).text == "tvær-kommunalt"
    assert rejoined("bolig", "sociale", "-", calm).text == "bolig-sociale"


def test_a_piece_that_ends_as_no_word_does_is_no_word_though_it_is_broken_off_again_and_again() -> None:
    words = Vocabulary([*["budgetopfølgnin", "g"] * 3, *["kolonihaveområd", "er"] * 2, "er", "er", "planen", "er"])
    words.learn_parted([*[("budgetopfølgnin", "g")] * 3, *[("kolonihaveområd", "er")] * 2])
    assert unbroken("budgetopfølgnin", "g", words, alone=True).text == "budgetopfølgning"
    assert unbroken("kolonihaveområd", "er", words, alone=True).text == "kolonihaveområder"


def test_two_words_that_end_and_begin_as_others_do_stay_two_though_neither_stands_elsewhere() -> None:
    words = Vocabulary(["omkringliggende", "kommuners", "beliggende", "kommunen"])
    words.learn_parted([("omkringliggende", "kommuners")])
    assert unbroken("omkringliggende", "kommuners", words, alone=True).text == "omkringliggende kommuners"
