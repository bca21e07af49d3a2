"""Sums of money: how much, for which years, and what the money is."""

import csv
import time
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
import regex
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from parsers.documents.mentions import amounts_of
from parsers.language.money import amounts_in
from parsers.model.records import AgendaItem, Amount, Document, EconomyNote, Initiative, Kind, MoneyKind
from parsers.model.rows import Place
from parsers.reading import TEXT, read_file


def only(text: str) -> Amount:
    (amount,) = amounts_in(text)
    return amount


@pytest.mark.parametrize(
    ("text", "raw", "dkk"),
    [
        ("Der er afsat 0,5 mio. kr.", "0,5 mio. kr.", "500000"),
        ("Det koster 2,5 mio", "2,5 mio", "2500000"),
        ("ca. 2,5 mio.kr. i alt", "2,5 mio.kr.", "2500000"),
        ("Puljen er på 150.000 kr.", "150.000 kr.", "150000"),
        ("Det beløber sig til kr. 1.234.567.", "kr. 1.234.567", "1234567"),
        ("i alt 857.875 kroner til formålet", "857.875 kroner", "857875"),
        ("prisen er 53,90 kr. pr. m3", "53,90 kr.", "53.90"),
        ("bevægelsen er -0,3 mio. kr.", "-0,3 mio. kr.", "-300000"),
        ("i alt 10 t.kr.", "10 t.kr.", "10000"),
        ("i alt 450 tkr. til stien", "450 tkr.", "450000"),
        ("kr. 500,- om ugen", "kr. 500,-", "500"),
        ("1 mia. kr.", "1 mia. kr.", "1000000000"),
        ("kr.5.000 i alt", "kr.5.000", "5000"),
        ("i alt 150 000 kr.", "150 000 kr.", "150000"),
        ("Turen koster 12 500 kr. i alt", "12 500 kr.", "12500"),
        ("3 250 kr.", "3 250 kr.", "3250"),
        ("pris: kr. 12 500", "kr. 12 500", "12500"),
        ("kr. 1 234 567 i alt", "kr. 1 234 567", "1234567"),
        ("minus 12 500 kr.", "minus 12 500 kr.", "-12500"),
        ("i alt 1 234 567 kr.", "1 234 567 kr.", "1234567"),
        ("minus 0,3 mio. kr.", "minus 0,3 mio. kr.", "-300000"),
        ("400.000 danske kroner", "400.000 danske kroner", "400000"),
        ("Der gives kr. 2000 til turen.", "kr. 2000", "2000"),
        ("Der gives kr. 2050.", "kr. 2050", "2050"),
        ("i kr. 2031 og kr. 2.031", "kr. 2.031", "2031"),
        ("kr. 2031-priser og kr. 2.031", "kr. 2.031", "2031"),
        ("1 mill. kr. 2031", "1 mill. kr.", "1000000"),
        ("1 mio. kr. 2031", "1 mio. kr.", "1000000"),
        ("5 mio. kr. i 2031-priser", "5 mio. kr.", "5000000"),
    ],
)
def test_a_sum_reads_in_every_form_it_is_printed_in(text: str, raw: str, dkk: str) -> None:
    amount = only(text)
    assert (amount.raw, amount.dkk) == (raw, Decimal(dkk))


@given(st.integers(1, 10**8), st.sampled_from(["{} kr.", "kr. {}", "{} kroner", "kr. {},-", "({} kr.)"]))
def test_a_sum_in_kroner_reads_back(value: int, form: str) -> None:
    amount = only(f"Der er afsat {form.format(format_decimal(value, locale='da'))} til det.")
    assert amount.dkk == value


@given(st.integers(1, 10**6), st.sampled_from(["mio. kr.", "mio.", "mio", "mio.kr.", "mio. kroner"]))
def test_a_sum_in_millions_reads_back(thousands: int, unit: str) -> None:
    amount = only(f"Der er afsat {format_decimal(Decimal(thousands) / 1000, locale='da')} {unit} til det")
    assert amount.dkk == thousands * 1000


YEAR = st.integers(2014, 2060)
# A form of years, and what it says of the first year, the last, and whether the sum comes back in each.
YEAR_FORMS = st.sampled_from(
    [
        ("i {0}", 0, 0, False),
        ("{0}", 0, 0, False),
        ("i {0}-{1}", 0, 1, False),
        ("i perioden {0} -{1}", 0, 1, False),
        ("i årene {0} og {1}", 0, 1, False),
        ("årligt i perioden {0}-{1}", 0, 1, True),
        ("i hvert af årene {0}-{1}", 0, 1, True),
        ("årligt fra {0} og frem", 0, None, True),
        ("fra og med budget {0}", 0, None, True),
        ("fra {0}", 0, None, True),
        ("i {0} og frem", 0, None, True),
    ]
)


@given(st.integers(1, 10**6), YEAR, st.integers(1, 9), YEAR_FORMS)
def test_a_sums_years_read_back(thousands: int, first: int, more: int, form: tuple[str, int, int | None, bool]) -> None:
    words, start, end, recurring = form
    years = (first, first + more)
    printed = format_decimal(Decimal(thousands) / 1000, locale="da")
    amount = only(f"Der er afsat {printed} mio. kr. {words.format(*years)} til stien.")
    assert (amount.raw, amount.dkk, amount.kind) == (f"{printed} mio. kr.", thousands * 1000, MoneyKind.ALLOCATED)
    assert (amount.year_from, amount.year_to, amount.recurring) == (years[start], None if end is None else years[end], recurring)


@given(st.lists(st.tuples(st.integers(1, 999), YEAR), min_size=1, max_size=5))
def test_each_sum_of_a_list_reads_back_with_its_own_year(sums: list[tuple[int, int]]) -> None:
    *first, last = [f"{value}.000 kr. i {year}" for value, year in sums]
    text = f"{', '.join(first)} og {last}" if first else last
    assert [(amount.dkk, amount.year_from, amount.year_to) for amount in amounts_in(f"Der er afsat {text}.")] == [
        (value * 1000, year, year) for value, year in sums
    ]


@given(st.integers(1, 10**6), YEAR, st.sampled_from(["Der udskydes {} fra {} til {}.", "{} udskydes fra {} til {}."]))
def test_a_deferral_reads_back_with_the_years_it_moves_between(thousands: int, year: int, form: str) -> None:
    amount = only(form.format(f"{format_decimal(thousands * 1000, locale='da')} kr.", year, year + 1))
    assert (amount.dkk, amount.kind, amount.year_from, amount.year_to, amount.to_year) == (
        thousands * 1000,
        MoneyKind.DEFERRED,
        year,
        year,
        year + 1,
    )


@given(st.integers(1, 10**6), st.sampled_from(["-{}", "−{}", "minus {}", "Puljen reduceres med {}", "Der spares {}"]))
def test_money_taken_away_reads_back_below_nought(kroner: int, form: str) -> None:
    assert only(form.format(f"{format_decimal(kroner, locale='da')} kr.")).dkk == -kroner


@given(st.lists(st.tuples(st.integers(0, 9999), st.integers(0, 9999)), min_size=1, max_size=5), YEAR)
def test_a_table_in_thousands_reads_back(rows: list[tuple[int, int]], year: int) -> None:
    lines = [f"Sti {format_decimal(one, locale='da')} -{format_decimal(two, locale='da')}" for one, two in rows]
    text = "\n".join([f"i 1.000 kr. {year} {year + 1}", *lines])
    assert [(amount.dkk, amount.year_from) for amount in amounts_in(text)] == [
        (value * 1000, which) for one, two in rows for value, which in ((one, year), (-two, year + 1))
    ]


MONEY_WORDS = st.sampled_from(
    [
        *(
            "kr.",
            "kr",
            "mio.",
            "mio. kr.",
            "i kr.",
            "(mio. kr.)",
            "kroner",
            "kr. ,-",
            "pr. m²",
            "minus",
            "årligt",
            "og frem",
            "fra",
            "til",
        ),
        *("afsat", "besparelse", "udskydes", "millioner", "titusind kroner", "stigende til", "hvert af årene", "II", "-", ",", ".", "\n"),
    ]
)


@given(st.lists(MONEY_WORDS | st.text(alphabet=st.characters(exclude_categories=("Nd",)), max_size=5)).map(" ".join))
def test_a_text_without_a_digit_holds_no_sum(text: str) -> None:
    assert amounts_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "i 1.000 kr.",
        "25 pct. af 40 borgere",
        "§ 107/108",
        "28,89 0/00",
        "punkt 1.12",
        "31.12.2031",
        "1,5 m",
        "hold 3 250 kr.",
        "beløb kr. 2031 2032",
    ],
)
def test_a_number_without_money_is_no_sum(text: str) -> None:
    assert amounts_in(text) == []


@pytest.mark.parametrize(
    "before", ["punkt", "punkterne", "pkt.", "nr.", "side", "§", "1,", "1, 2 og", "hold 2-", "i 2031", "den 3. maj", "Til stien,"]
)
def test_digits_of_something_else_are_no_thousands(before: str) -> None:
    assert amounts_in(f"{before} 3 250 kr.") == []
    assert amounts_in(f"Se {before} 12 500 kr.") == []


@pytest.mark.parametrize(
    ("text", "first", "last", "recurring"),
    [
        ("Der afsættes 2 mio. kr. i 2031.", 2031, 2031, False),
        ("I 2031 afsættes der 2 mio. kr. til det.", 2031, 2031, False),
        ("Der afsættes 2 mio. kr. i årene 2031, 2032 og 2033.", 2031, 2033, False),
        ("Der afsættes 2 mio. kr. årligt i perioden 2031-2034.", 2031, 2034, True),
        ("Der afsættes 2 mio. kr. om året i perioden 2031-2034.", 2031, 2034, True),
        ("Der afsættes 0,05 mio. kr. i hvert af årene 2030-2033.", 2030, 2033, True),
        ("Der afsættes 2 mio. kr. årligt fra 2033 og frem.", 2033, None, True),
        ("Der afsættes 2 mio. kr. fra og med Budget 2032.", 2032, None, True),
        ("Der afsættes 2 mio. kr. fra 2032.", 2032, None, True),
        ("Der overføres 2 mio. kr. fra 2032.", 2032, 2032, False),
        ("Der er 2 mio. kr. i en pulje, som er flyttet hertil fra 2032.", None, None, False),
        ("I 2031 gives 2 mio. kr.", 2031, 2031, False),
        ("Parterne vil bygge i 2031 og er derfor enige om at afsætte 2 mio. kr. til det.", 2031, 2031, False),
        ("Der spares 2 mio. kr. varigt.", None, None, True),
        ("Der gives 2 mio. kr. til en permanent legeplads.", None, None, False),
        ("Til en permanent legeplads gives 2 mio. kr.", None, None, False),
        ("Det skyldes et merforbrug på 2 mio. kr. fra 2031, som ikke er dækket.", 2031, 2031, False),
        ("Der afsættes 2 mio. kr. 2033.", 2033, 2033, False),
        ("Der er afsat 2 mio. kr. i Aftale om budget 2030 til projektet i 2031.", 2031, 2031, False),
        ("I budgetaftalen for 2030 blev der bevilget 4 mio. kr. til stier.", None, None, False),
        ("Der afsættes 5 mio. kr. i 2031-priser.", None, None, False),
        ("Der afsættes 5 mio. kr. i 2031-34.", 2031, 2034, False),
        ("Der afsættes 5 mio. kr. i 2031/32.", 2031, 2032, False),
        ("Der afsættes 5 mio. kr. i 2031-12.", 2031, 2031, False),
        ("Der afsættes 5 mio. kr. i 2031 - 34 boliger bygges.", 2031, 2031, False),
        ("Der gives 500 kr./år.", None, None, True),
        ("Det blev den 5. marts 2031 besluttet at give 4 mio. kr. til stier.", None, None, False),
        ("Der afsættes 2 mio. kr. til en fest, som finder sted i efteråret 2033.", None, None, False),
        ("Der er fordelt 6 mio. kr. fordelt over 2032 og 2033 til møbler.", 2032, 2033, False),
    ],
)
def test_the_years_are_those_of_the_sum_and_not_of_a_name_or_a_day(text: str, first: int | None, last: int | None, recurring: bool) -> None:
    amount = only(text)
    assert (amount.year_from, amount.year_to, amount.recurring) == (first, last, recurring)


def test_each_sum_of_a_sentence_has_its_own_year() -> None:
    text = "Der afsættes 1,2 mio. kr. i 2031, 2,4 mio. kr. i 2032 og 3,6 mio. kr. i 2034 og frem."
    assert [(amount.dkk, amount.year_from, amount.year_to) for amount in amounts_in(text)] == [
        (1_200_000, 2031, 2031),
        (2_400_000, 2032, 2032),
        (3_600_000, 2034, None),
    ]
    assert {amount.kind for amount in amounts_in(text)} == {MoneyKind.ALLOCATED}


def test_respectively_gives_the_first_year_to_the_first_sum() -> None:
    text = "Der ventes et provenu i 2032 og 2033 på henholdsvis 2 mio. kr. og 3 mio. kr."
    assert [(amount.year_from, amount.kind) for amount in amounts_in(text)] == [(2032, MoneyKind.INCOME), (2033, MoneyKind.INCOME)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Der er afsat 1 mio. kr.", MoneyKind.ALLOCATED),
        ("Der gives en anlægsbevilling på 1 mio. kr.", MoneyKind.ALLOCATED),
        ("Det giver en bruttobesparelse på 1 mio. kr.", MoneyKind.SAVED),
        ("Puljen reduceres med 1 mio. kr.", MoneyKind.SAVED),
        ("Der ventes en reklameindtægt på 1 mio. kr.", MoneyKind.INCOME),
        ("Der udskydes 1 mio. kr. fra 2031 til 2032.", MoneyKind.DEFERRED),
        ("Bevillingen på 1 mio. kr. i 2030 overføres til 2031.", MoneyKind.TRANSFERRED),
        ("Merforbruget er 1 mio. kr.", MoneyKind.OVERSPENT),
        ("Planen skal give et mindreforbrug på 1 mio. kr.", MoneyKind.UNDERSPENT),
        ("Nabokommunen bruger 1 mio. kr. mindre.", MoneyKind.OTHER),
        ("Der er planlagt et arbejde, hvoraf 1 mio. kr. er afsat.", MoneyKind.ALLOCATED),
    ],
)
def test_the_kind_of_money_is_told_from_its_sentence(text: str, kind: MoneyKind) -> None:
    assert only(text).kind is kind


def test_money_taken_away_is_negative_and_a_move_keeps_its_sign() -> None:
    assert only("Puljen reduceres med 0,2 mio. kr.").dkk == -200_000
    moved = only("Der udskydes 0,4 mio. kr. fra 2031 til 2032.")
    assert (moved.dkk, moved.year_from, moved.year_to, moved.to_year) == (400_000, 2031, 2031, 2032)
    assert only("Der udskydes 0,4 mio. kr. til 2032.").to_year == 2032


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("Der er brugt 1,2 mio. kr. i 2031 og sparet 300.000 kr.", [(1_200_000, MoneyKind.OTHER), (-300_000, MoneyKind.SAVED)]),
        ("Merforbruget på stierne reduceres til 1,1 mio. kr.", [(1_100_000, MoneyKind.OTHER)]),
        ("Puljen nedsættes fra 3 mio. kr. til 2 mio. kr.", [(3_000_000, MoneyKind.OTHER), (2_000_000, MoneyKind.OTHER)]),
        (
            "Stien tilføres 2 mio. kr., som finansieres ved at reducere vejpuljen med 2 mio. kr.",
            [(2_000_000, MoneyKind.ALLOCATED), (-2_000_000, MoneyKind.SAVED)],
        ),
        ("Rammen nedskrives med 0,4 mio. kr.", [(-400_000, MoneyKind.SAVED)]),
        ("Rammen reduceres med op til 0,4 mio. kr.", [(-400_000, MoneyKind.SAVED)]),
        ("Indtægterne falder med 500.000 kr.", [(-500_000, MoneyKind.LOST_INCOME)]),
        ("Udgifterne falder med 500.000 kr.", [(-500_000, MoneyKind.OTHER)]),
        ("Puljen reduceres ikke, men øges med 1 mio. kr. til 2 mio. kr.", [(1_000_000, MoneyKind.OTHER), (2_000_000, MoneyKind.OTHER)]),
    ],
)
def test_only_what_something_is_lowered_by_is_taken_away(text: str, sums: list[tuple[int, MoneyKind]]) -> None:
    assert [(amount.dkk, amount.kind) for amount in amounts_in(text)] == sums


def test_numbers_in_a_series_have_each_its_year_where_there_are_as_many() -> None:
    text = "Der afsættes 1,5, 2,0 og 2,5 mio. kr. i 2031, 2032 og 2033."
    assert [(amount.raw, amount.dkk, amount.year_from, amount.year_to) for amount in amounts_in(text)] == [
        ("1,5", 1_500_000, 2031, 2031),
        ("2,0", 2_000_000, 2032, 2032),
        ("2,5 mio. kr.", 2_500_000, 2033, 2033),
    ]
    assert [(amount.dkk, amount.year_from) for amount in amounts_in("Der spares 0,5 og 1 mio. kr. i 2031 og 2032.")] == [
        (-500_000, 2031),
        (-1_000_000, 2032),
    ]
    uneven = only("Der afsættes 1,5 og 2,5 mio. kr. i 2031, 2032 og 2033.")
    assert (uneven.raw, uneven.year_from, uneven.year_to) == ("2,5 mio. kr.", None, None)


def test_between_one_sum_and_another_is_a_span() -> None:
    lower, upper = amounts_in("Det koster mellem 500.000 og 700.000 kr.")
    assert [(each.dkk, each.unit_note) for each in (lower, upper)] == [(500_000, "mindst"), (700_000, "højst")]


def test_a_span_may_share_its_thousands_and_a_change_is_no_span() -> None:
    assert [each.dkk for each in amounts_in("Det koster 300-400.000 kr.")] == [300_000, 400_000]
    assert [(each.dkk, each.unit_note) for each in amounts_in("Puljen går fra 3 til 2 mio. kr.")] == [(3_000_000, None), (2_000_000, None)]


def test_a_span_of_money_is_at_least_the_one_and_at_most_the_other() -> None:
    lower, upper = amounts_in("Det koster 1-2 mio. kr.")
    assert (lower.dkk, lower.unit_note) == (1_000_000, "mindst")
    assert (upper.dkk, upper.unit_note) == (2_000_000, "højst")


def test_a_header_tells_what_the_bare_numbers_under_it_are() -> None:
    text = "Initiativ Årligt beløb i kr.\nLegeplads 40.000\nSvømning for 3 hold 30.000\nI alt 70.000\nDet er 2 initiativer af 5."
    assert [(amount.raw, amount.dkk, amount.recurring) for amount in amounts_in(text)] == [
        ("40.000", 40_000, True),
        ("30.000", 30_000, True),
        ("70.000", 70_000, True),
    ]


def test_a_number_for_each_year_gets_its_year_and_fewer_numbers_get_none() -> None:
    text = "(mio. kr.) 2032 2033 2034\nRådighedsbeløb fordelt på år 4 2 0\nAfledt drift 0,7"
    millions = [(amount.dkk / 10**6, amount.year_from) for amount in amounts_in(text)]
    assert millions == [(4, 2032), (2, 2033), (0, 2034), (Decimal("0.7"), None)]


def test_a_year_below_a_tables_header_is_no_sum() -> None:
    assert [each.raw for each in amounts_in("Udgifter (mio. kr.)\nArkitekter 2032\nSøen 4,5")] == ["4,5"]


def test_every_sum_knows_the_record_and_the_column_it_stands_in() -> None:
    note = EconomyNote(1, "Der er afsat 1 mio. kr.", status_note="Der udskydes 0,5 mio. kr. fra 2031 til 2032.", places=[Place(page=3)])
    initiative = Initiative("1.1", "Bænke", description="Der afsættes 1 mio. kr. i 2031.", economy=[note])
    item = AgendaItem("2", "Bænke", case_text="Det koster 2 mio. kr.", places=[Place(line=9)])
    found = [*amounts_of(Document(Kind.FOLLOWUP, initiatives=[initiative])), *amounts_of(Document(Kind.AGENDA, agenda_items=[item]))]
    assert [(amount.subject, amount.column, amount.dkk) for amount in found] == [
        (initiative, "description", 1_000_000),
        (note, "text", 1_000_000),
        (note, "status_note", 500_000),
        (item, "case_text", 2_000_000),
    ]
    assert found[1].place.page == 3


@pytest.mark.parametrize(
    "worst",
    [
        "1.",
        "1 mio ",
        "1 mio. kr. i 2031 og ",
        "kr 1.000.",
        "fra 2031 til ",
        "1 mio kr 2031-",
        "1,-",
        "i kr.\n",
        "besparelse kr ",
        "pr. ",
        "reducer med ",
        "1, ",
        "1 og ",
        "150 000 ",
        "100 ",
        "fra 1-1 ",
    ],
)
def test_no_pattern_runs_away_on_its_worst_text(worst: str) -> None:
    text = "Der er afsat 1 mio. kr. " + worst * (100_000 // len(worst))
    began = time.process_time()
    amounts_in(text)
    assert time.process_time() - began < 10


# "i 1.000 kr." is how a table counts, and "1 mio. kr. 2033" is one sum with its year.
PLAIN = regex.compile(r"(?<!\bi\s(?=1\.000\s))(?<![\d.,])\d[\d.,]*\s?(?:mio|kr\b|kroner)|kr\.\s(?!20\d\d)\d[\d.]*\d")


SEEDS = ["anden-opfoelgning-2019", "udmoentning-2018", "referat-2020-03-03", "strateginotat-2016", "strategiske-indsatser-2014-2017"]


def number(printed: str) -> str:
    return regex.sub(r"[^\d.,]", "", printed).strip(".,")


@pytest.mark.corpus
@pytest.mark.parametrize("name", SEEDS)
def test_the_records_of_the_real_texts_hold_every_sum_that_a_plain_count_finds(shared: Path, name: str) -> None:
    data = (shared / "seeds" / f"{name}.txt").read_bytes()
    text = regex.sub(r"</?\w[^>]*>|\t", "\n", data.decode())
    text = regex.sub(r"(?<=\d)\n(?=mio)", " ", text)  # a line's end within a sum
    amounts = [amount for document in read_file(data, TEXT).documents for amount in document.amounts]
    # A number under a table's header has no "kr." beside it, and no plain pattern finds it.
    read = [amount.raw for amount in amounts if amount.unit_note is None or amount.unit_note.startswith("pr")]
    assert Counter(map(number, read)) == Counter(map(number, PLAIN.findall(text)))
    assert all(amount.raw in getattr(amount.subject, amount.column or "") for amount in amounts)


@pytest.mark.corpus
@pytest.mark.parametrize("name", SEEDS)
def test_no_sentence_without_a_digit_yields_a_sum(shared: Path, name: str) -> None:
    for sentence in regex.split(r"[.!?\n\t]", (shared / "seeds" / f"{name}.txt").read_text("utf-8")):
        if not regex.search(r"\d", sentence):
            assert amounts_in(sentence) == []


# Sentences in the forms of many councils, labelled before they were read: kind, years, "å" for each year, standing; "-" is none
TOLD = list(csv.reader((Path(__file__).parent / "told_sums.tsv").open(encoding="utf-8"), delimiter="\t"))[1:]


@pytest.mark.parametrize(("sentence", "label"), TOLD)
def test_what_councils_write_of_money_is_told_as_its_label_says(sentence: str, label: str) -> None:
    assert "; ".join(map(_told, amounts_in(sentence))) == label


def _told(amount: Amount) -> str:
    years = "-" if amount.year_from == amount.year_to is None else f"{amount.year_from or ''}-{amount.year_to or ''}"
    if amount.year_from == amount.year_to is not None:
        years = str(amount.year_from)
    moved = f">{amount.to_year}" if amount.to_year else ""
    return f"{amount.kind} {years}{moved} {'å' if amount.recurring else '-'} {amount.standing or '-'}"
