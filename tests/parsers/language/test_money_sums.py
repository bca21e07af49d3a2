"""Numbers of money in every form they are printed in."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.language.money_sums import sums_in


@pytest.mark.parametrize(
    ("text", "raw", "value"),
    [
        ("Der er afsat t.kr. 450.", "t.kr. 450", 450_000),
        ("Der er afsat tkr. 1.450.", "tkr. 1.450", 1_450_000),
        ("Der er afsat TDKK 300.", "TDKK 300", 300_000),
        ("Der er afsat mio. kr. 1,2.", "mio. kr. 1,2", 1_200_000),
        ("Resultat: ÷1,2 mio. kr.", "÷1,2 mio. kr.", -1_200_000),
        ("Resultat: ÷ 1,2 mio. kr.", "÷ 1,2 mio. kr.", -1_200_000),
        ("Resultat: - 1,2 mio. kr.", "- 1,2 mio. kr.", -1_200_000),
        ("Resultatet er – 1,2 mio. kr.", "– 1,2 mio. kr.", -1_200_000),
        ("- 1,2 mio. kr. til stien", "1,2 mio. kr.", 1_200_000),  # a bullet
        ("Resultat: \u20101,2 mio. kr.", "\u20101,2 mio. kr.", -1_200_000),
        ("Resultat: \u20111,2 mio. kr.", "\u20111,2 mio. kr.", -1_200_000),
        ("Der er afsat 1'200'000 kr.", "1'200'000 kr.", 1_200_000),
        ("Der er afsat 1,200,000 kr.", "1,200,000 kr.", 1_200_000),
        ("Der er afsat 1\u202f200\u202f000 kr.", "1\u202f200\u202f000 kr.", 1_200_000),
        ("Der er afsat (1.200.000) kr.", "(1.200.000) kr.", 1_200_000),
        ("Budgettet (1,2 mio. kr.) er stramt.", "1,2 mio. kr.", 1_200_000),
        ("Der er afsat 1½ mio. kr.", "1½ mio. kr.", 1_500_000),
        ("Der er afsat 2 1/2 mio. kr.", "2 1/2 mio. kr.", 2_500_000),
        ("Der er afsat halvanden mio. kr.", "halvanden mio. kr.", 1_500_000),
        ("Der er afsat en halv mio. kr.", "en halv mio. kr.", 500_000),
        ("Der er afsat to en halv mio. kr.", "to en halv mio. kr.", 2_500_000),
        ("Der er afsat tre millioner kroner.", "tre millioner kroner", 3_000_000),
        ("Der er afsat 1,2¹ mio. kr.", "1,2¹ mio. kr.", 1_200_000),
        ("Der er afsat 450.000* kr.", "450.000* kr.", 450_000),
        ("Der er afsat 450.000 1) kr.", "450.000 1) kr.", 450_000),
        ("Der er afsat 12,8. mio. kr.", "12,8. mio. kr.", 12_800_000),
        ("Der er afsat 135.000. kr.", "135.000. kr.", 135_000),
        ("Der er afsat 1.200.000,- kr.", "1.200.000,- kr.", 1_200_000),
    ],
)
def test_a_sum_is_read_whatever_the_form_of_its_number(text: str, raw: str, value: int) -> None:
    (one,) = sums_in(text)
    assert (one.raw, one.value, text[one.at : one.to]) == (raw, value, raw)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("mellem 12 500 og 15 000 kr.", [12_500, 15_000]),
        ("fra 12 500 til 15 000 kr.", [12_500, 15_000]),
        ("Puljen er forhøjet med 0,5 mio. kr. i 2031 og igen med 0,3 i 2032.", [500_000, 300_000]),
        ("Puljen er forhøjet med 0,5 mio. og igen med 0,3.", [500_000, 300_000]),
        ("Der afsættes 1,5 mio. kr. i 2031, 1,0 i 2032 og 2 i 2033.", [1_500_000, 1_000_000, 2_000_000]),
        ("Prisen er 12 kr. i 2031, og 3 i 2032 deltog.", [12]),
        ("Der er 2 millioner borgere, 3 mio. m3 vand og 1 mio. indbyggere.", []),
        ("Der er en million grunde.", []),
        ("Væksten er 2 mio. kr. eller 3,5 pct. i 2031", [2_000_000]),
    ],
)
def test_numbers_share_a_unit_where_the_print_says_so_and_other_units_are_no_money(text: str, values: list[int]) -> None:
    assert [one.value for one in sums_in(text)] == values


FORMS = ["{} kr.", "kr. {}", "t.kr. {}", "{} mio. kr.", "({}) kr.", "{},- kr.", "mellem {} og {} kr.", "÷{} kr.", "{}* kr."]


@given(st.lists(st.tuples(st.sampled_from(FORMS), st.integers(1, 999_999)), max_size=4), st.text(" .,-():;ogi0123456789½'", max_size=12))
def test_a_sum_is_always_its_own_part_of_the_text(parts: list[tuple[str, int]], between: str) -> None:
    text = between.join(form.format(number, number) for form, number in parts)
    for one in sums_in(text):
        assert text[one.at : one.to] == one.raw
        assert one.value == one.value.quantize(Decimal("0.01"))


@pytest.mark.parametrize(
    "worst", ["1'000'", "1,000,", "½ ", "en halv ", "en og ", "(1", "1)", "* ", "og igen med ", "mellem 1 og ", "kr. - ", "t.kr. "]
)
def test_no_form_runs_away(worst: str) -> None:
    text = "Der er afsat 1 mio. kr. " + worst * (100_000 // len(worst))
    began = time.process_time()
    sums_in(text)
    assert time.process_time() - began < 10
