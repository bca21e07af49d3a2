"""How Danes write numbers, days, periods and rounds: each form reads back to itself."""

import time
from calendar import monthrange
from datetime import date
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from parsers.language.dates import Precision, case_id, date_of, decimal, due, month, periods_in, rounds_named

DAYS = st.dates(date(2000, 1, 1), date(2049, 12, 31))


@given(st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False))
def test_a_number_written_in_danish_reads_back(value: Decimal) -> None:
    assert decimal(format_decimal(value, locale="da")) == value


@pytest.mark.parametrize("text", ["2.5", "1.23", "1.0690", "", "kr", "1,2,3"])
def test_what_no_dane_writes_is_no_number(text: str) -> None:
    assert decimal(text) is None


FORMS = ["d. MMMM yyyy", "dd. MMMM yyyy", "d.MMMM yyyy", "dd.MM.yyyy", "dd-MM-yyyy", "d/M yyyy", "d/M-yyyy", "yyyy-MM-dd"]


@given(DAYS, st.sampled_from(FORMS))
def test_a_day_in_any_form_reads_back(day: date, form: str) -> None:
    assert date_of(f"Mødet holdes den {format_date(day, form, locale='da')}.") == day


@pytest.mark.parametrize("text", ["31. februar 2019", "1. maj 2019 og 2. maj 2019", "maj 2019", "00.30.10-S00-2-19", "1.069.034"])
def test_no_day_or_two_days_are_not_one_day(text: str) -> None:
    assert date_of(text) is None


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("den 14.-15. maj 2020", date(2020, 5, 14), date(2020, 5, 15), Precision.DAYS),
        ("1. august 2019", date(2019, 8, 1), date(2019, 8, 1), Precision.DAY),
        ("den 1/1 2016", date(2016, 1, 1), date(2016, 1, 1), Precision.DAY),
        ("ultimo 2019", date(2019, 12, 1), date(2019, 12, 31), Precision.PART_OF_YEAR),
        ("primo maj 2020", date(2020, 5, 1), date(2020, 5, 10), Precision.PART_OF_MONTH),
        ("ultimo februar 2020", date(2020, 2, 21), date(2020, 2, 29), Precision.PART_OF_MONTH),
        ("1. kv. 2016", date(2016, 1, 1), date(2016, 3, 31), Precision.QUARTER),
        ("i andet kvartal\n2021", date(2021, 4, 1), date(2021, 6, 30), Precision.QUARTER),
        ("første halvår 2019", date(2019, 1, 1), date(2019, 6, 30), Precision.HALF_YEAR),
        ("efteråret 2019", date(2019, 9, 1), date(2019, 11, 30), Precision.SEASON),
        ("vinteren 2019", date(2019, 12, 1), date(2020, 2, 29), Precision.SEASON),
        ("maj/juni 2019", date(2019, 5, 1), date(2019, 6, 30), Precision.MONTHS),
        ("april-september 2020", date(2020, 4, 1), date(2020, 9, 30), Precision.MONTHS),
        ("sept. 2016", date(2016, 9, 1), date(2016, 9, 30), Precision.MONTH),
        ("2. og 3. kvartal 2019", date(2019, 4, 1), date(2019, 9, 30), Precision.MONTHS),
        ("uge 34 2019", date(2019, 8, 19), date(2019, 8, 25), Precision.WEEK),
        ("2013 -2016", date(2013, 1, 1), date(2016, 12, 31), Precision.YEARS),
        ("i 2019", date(2019, 1, 1), date(2019, 12, 31), Precision.YEAR),
        ("i 2019-22", date(2019, 1, 1), date(2022, 12, 31), Precision.YEARS),
        ("2019-12", date(2019, 1, 1), date(2019, 12, 31), Precision.YEAR),
        ("I 2019 - 25 nye boliger", date(2019, 1, 1), date(2019, 12, 31), Precision.YEAR),
        ("2019-25-årige", date(2019, 1, 1), date(2019, 12, 31), Precision.YEAR),
        ("2019-25m", date(2019, 1, 1), date(2019, 12, 31), Precision.YEAR),
    ],
)
def test_a_period_is_as_exact_as_its_words(text: str, start: date, end: date, precision: Precision) -> None:
    (period,) = periods_in(text)
    assert (period.start, period.end, period.precision) == (start, end, precision)
    assert text[period.at : period.to] == period.printed


@given(st.integers(1, 4), st.integers(2014, 2030), st.sampled_from(["kvartal", "kv.", "kvt."]))
def test_a_quarter_reads_back(quarter: int, year: int, word: str) -> None:
    (period,) = periods_in(f"{quarter}. {word} {year}")
    assert (period.start.month, period.end.month, period.start.year) == (3 * quarter - 2, 3 * quarter, year)


MONTHS = ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"]
SHORT = ["jan.", "feb.", "mar.", "apr.", "maj", "jun.", "jul.", "aug.", "sept.", "okt.", "nov.", "dec."]
ORDINALS = ["første", "andet", "tredje", "fjerde"]


def last_of(year: int, number: int) -> date:
    return date(year, number, monthrange(year, number)[1])


@st.composite
def printed_periods(draw: st.DrawFn) -> tuple[str, date, date, Precision]:
    """A period as Danes print it, with what it means."""
    year, first = draw(st.integers(2000, 2049)), draw(st.integers(1, 12))
    later = draw(st.integers(first, 12))
    name, part = MONTHS[first - 1], draw(st.sampled_from(["primo", "medio", "ultimo"]))
    quarter, half = (first + 2) // 3, (first + 5) // 6
    ordinal = draw(st.sampled_from(["{n}.", "{word}"])).format(n=quarter, word=ORDINALS[quarter - 1])
    season, start = draw(st.sampled_from([("foråret", 3), ("sommeren", 6), ("efteråret", 9)]))
    start_of_part, end_of_part = {"primo": (1, 10), "medio": (11, 20), "ultimo": (21, monthrange(year, first)[1])}[part]
    return draw(
        st.sampled_from(
            [
                (f"{name} {year}", date(year, first, 1), last_of(year, first), Precision.MONTH),
                (f"{name} måned {year}", date(year, first, 1), last_of(year, first), Precision.MONTH),
                (f"{name}/{MONTHS[later - 1]} {year}", date(year, first, 1), last_of(year, later), Precision.MONTHS),
                (f"{name}-{MONTHS[later - 1]} {year}", date(year, first, 1), last_of(year, later), Precision.MONTHS),
                (f"{SHORT[first - 1]} {year}", date(year, first, 1), last_of(year, first), Precision.MONTH),
                (f"{part} {name} {year}", date(year, first, start_of_part), date(year, first, end_of_part), Precision.PART_OF_MONTH),
                (f"{ordinal} kvartal {year}", date(year, 3 * quarter - 2, 1), last_of(year, 3 * quarter), Precision.QUARTER),
                (f"Q{quarter} {year}", date(year, 3 * quarter - 2, 1), last_of(year, 3 * quarter), Precision.QUARTER),
                (f"{half}. halvår af {year}", date(year, 6 * half - 5, 1), last_of(year, 6 * half), Precision.HALF_YEAR),
                (f"{season} {year}", date(year, start, 1), last_of(year, start + 2), Precision.SEASON),
                (f"4.-1{quarter}. {name} {year}", date(year, first, 4), date(year, first, 10 + quarter), Precision.DAYS),
                (f"{year}-{year + later}", date(year, 1, 1), date(year + later, 12, 31), Precision.YEARS),
                (f"{year} -{year + later}", date(year, 1, 1), date(year + later, 12, 31), Precision.YEARS),
                (f"{year}/{(year + 1) % 100:02}", date(year, 1, 1), date(year + 1, 12, 31), Precision.YEARS),
                (f"{year}", date(year, 1, 1), date(year, 12, 31), Precision.YEAR),
            ]
        )
    )


@given(printed_periods(), st.sampled_from(["{}", "Det sker {}.", "i {}, hvis", "({})"]))
def test_a_period_in_any_form_reads_back(printed: tuple[str, date, date, Precision], around: str) -> None:
    words, start, end, precision = printed
    (period,) = periods_in(around.format(words))
    assert (period.printed, period.start, period.end, period.precision) == (words, start, end, precision)


@given(st.text())
def test_periods_never_fail_and_never_point_outside_the_text(text: str) -> None:
    for period in periods_in(text):
        assert text[period.at : period.to] == period.printed
        assert period.start <= period.end


def test_a_month_is_told_by_three_letters_of_its_name() -> None:
    assert [month(word) for word in ("januar", "Sept.", "maj", "ja", "marked")] == [1, 9, 5, None, None]


@pytest.mark.parametrize(
    ("label", "year", "number", "day"),
    [
        ("2. budgetopfølgning 2019", 2019, 2, None),
        ("anden budgetopfølgning 2019", 2019, 2, None),
        ("1. budgetop-følgning 2019", 2019, 1, None),
        ("3.budgetopfølgning\n2020", 2020, 3, None),
        ("BO2 2019", 2019, 2, None),
        ("fjerde og sidste opfølgning 2018", 2018, 4, None),
        ("31.12.2019", 2019, 4, date(2019, 12, 31)),
        ("31. december 2019", 2019, 4, date(2019, 12, 31)),
        ("ultimo 2019", 2019, 4, None),
        ("1. maj 2019", 2019, None, date(2019, 5, 1)),
        ("maj 2019", 2019, None, None),
        ("2019-12", 2019, None, None),
        ("2019/10", 2019, None, None),
        ("2. budgetopfølgning", None, 2, None),
        ("(1. budgetopfølgning 2019)", 2019, 1, None),
        ("2. budgetopføgning 2019", 2019, 2, None),
        ("31.12.19", 2019, 4, date(2019, 12, 31)),
        ("Ultimo december 2019", 2019, 4, None),
    ],
)
def test_a_time_cell_names_a_round_a_day_or_a_year(label: str, year: int | None, number: int | None, day: date | None) -> None:
    read = due(label)
    assert read is not None
    assert (read.label, read.year, read.round, read.day) == (label, year, number, day)


@pytest.mark.parametrize("label", ["", "løbende", "Smiley"])
def test_words_that_name_no_time_are_no_due(label: str) -> None:
    assert due(label) is None


@pytest.mark.parametrize(
    ("label", "rounds"),
    [
        ("Status ved første og anden opfølgning:", (1, 2)),
        ("Status ved fjerde og sidste opfølgning:", (4, 4)),
        ("Status ved 2. budgetopfølgning 2019:", (2, 2)),
        ("Status ved første, anden og tredje opfølgning:", (1, 3)),
        ("Status:", (None, None)),
    ],
)
def test_a_status_label_names_its_rounds(label: str, rounds: tuple[int | None, int | None]) -> None:
    assert rounds_named(label) == rounds


def test_a_case_id_loses_only_the_space_of_a_line_end() -> None:
    assert case_id("Sagsid: 00.30.10-S00- 2-19") == "00.30.10-S00-2-19"
    assert case_id("Sagsnr.: S") is None


@pytest.mark.parametrize(
    "worst", ["1.", "1", "1. ", "maj/", "første og ", "2019-", "1. kv ", "12/12 ", "ultimo ", " ", "31.12.201", "1. og ", "1.-", "2019/"]
)
def test_no_pattern_runs_away_on_its_worst_text(worst: str) -> None:
    text = worst * (100_000 // len(worst))
    began = time.process_time()
    list(periods_in(text)), date_of(text), due(text), rounds_named(text), case_id(text)
    assert time.process_time() - began < 5
