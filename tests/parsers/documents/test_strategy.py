"""The status on strategic goals: one row for each measure, and no pair that the print does not tell."""

import time
from collections import Counter
from pathlib import Path

import pytest

from parsers.documents import strategy
from parsers.model.findings import Code
from parsers.model.records import Finding, StrategyResult
from parsers.text import reader as text_reader
from parsers.text.rows import text_rows

HEADER = "STRATEGISK MÅLSÆTNING\tIVÆRKSATTE TILTAG\tRESULTATER\n"
TORN = "Der er sat lys op på de stier, som flest børn bruger på deres vej til skole og"


def read(text: str) -> tuple[list[StrategyResult], list[Finding]]:
    return strategy.read_strategy(text_rows(text_reader.read_text((HEADER + text).encode())))


def doubted(findings: list[Finding]) -> list[StrategyResult]:
    return [finding.subject for finding in findings if finding.code in (Code.UNPAIRED, Code.GOAL_UNKNOWN)]


def told(result: StrategyResult) -> tuple[str | None, str | None]:
    return result.measure, result.result


COLUMNS = "Cykeltælling\n\nUdlån af spader\n\nNye bænke ved søen.\n\n{}\n\n{}\n\n{}\n"
COUNTED = "Der er holdt cykeltælling på fire stier, og tallene er lagt frem for udvalget i marts i år."
LENT = "Der er udlånt ti spader til beboerne i de to kvarterer, og de fleste er kommet tilbage igen.  \nEn er ny."
SEATS = "Der er kommet fem pladser til gamle og unge, som vil sidde ned på vejen rundt om vandet."


def test_the_header_is_set_aside_by_name() -> None:
    _, findings = read("Mål: Flere træer\tPlan\tDen er vedtaget.\n")
    assert [(finding.code, finding.text) for finding in findings] == [(Code.HEADING, HEADER.strip().replace("\t", "\n"))]


def test_as_many_results_as_measures_are_pairs() -> None:
    results, findings = read("Tema: Byrum\t\t\nMål: Flere træer\t<p>Plan</p><p>Dag</p>\t<p>Den er vedtaget.</p><p>Den er holdt.</p>\n")
    assert [told(result) for result in results] == [("Plan", "Den er vedtaget."), ("Dag", "Den er holdt.")]
    assert {(result.theme, result.goal) for result in results} == {("Byrum", "Flere træer")}
    assert [finding.code for finding in findings] == [Code.HEADING]


def test_an_only_measure_has_all_the_results_of_its_row() -> None:
    results, _ = read("Mål: Flere træer\tPlan\t<p>Den er vedtaget.</p><p>Der er plantet ti.</p>\n")
    assert [told(result) for result in results] == [("Plan", "Den er vedtaget.\nDer er plantet ti.")]


@pytest.mark.parametrize("between", ["<br>", "<br> <br>* "])
def test_a_goal_in_its_themes_cell_begins_at_its_label(between: str) -> None:
    results, _ = read(f"Tema: Byrum{between}Mål: Flere træer<br>og buske\tPlan\tDen er vedtaget.\n")
    assert [(result.theme, result.goal) for result in results] == [("Byrum", "Flere træer og buske")]


def test_a_cell_of_stars_is_read_in_one_go() -> None:
    began = time.process_time()
    read("Tema: Byrum" + "<br>*" * 20_000 + "\tPlan\tDen er vedtaget.\n")
    assert time.process_time() - began < 2


def test_a_row_that_does_not_come_out_even_keeps_its_words_together_in_doubt() -> None:
    results, findings = read("Mål: Flere træer\t<p>Plan</p><p>Dag</p><p>Kort</p>\t<p>Den er vedtaget.</p><p>Den er holdt.</p>\n")
    assert [told(result) for result in results] == [("Plan\nDag\nKort", "Den er vedtaget.\nDen er holdt.")]
    assert doubted(findings) == [results[0]]


def test_measures_run_together_in_one_cell_are_a_doubt() -> None:
    many = "Planen er vedtaget. " * 20
    _, findings = read(f"Mål: Flere nye træer til udlån\tPlan Nye dage Udlån af spader\t{many}\n\tUdlån\tet udlån\n")
    assert [finding.text for finding in findings if finding.code == Code.UNPAIRED] == ["Plan Nye dage Udlån af spader"]


def test_a_blank_cell_continues_the_goal_above() -> None:
    results, _ = read("Tema: Byrum\t\t\nMål: Flere træer\tPlan\tDen er vedtaget.\n\tDag\tDen er holdt.\n")
    assert [result.goal for result in results] == ["Flere træer", "Flere træer"]


def test_bullets_belong_to_the_paragraph_above_them() -> None:
    results, _ = read("Mål: Flere træer\tPolitik:<ul><li>• Træer</li><li>Buske</li></ul>\tDen er vedtaget.\n")
    assert [told(result) for result in results] == [("Politik:\n• Træer\n• Buske", "Den er vedtaget.")]


def test_a_result_torn_by_a_page_goes_on_where_it_broke_off() -> None:
    results, _ = read(f"Mål: Trygge stier\tLys\t{TORN}\n\n\n\n\tTælling\t<p>fritid.</p><p>Der er talt.</p>\n")
    assert [told(result) for result in results] == [("Lys", f"{TORN} fritid."), ("Tælling", "Der er talt.")]


def test_a_word_torn_by_a_page_is_whole_again_before_any_other_text_goes_on() -> None:
    table = f"Mål: Trygge stier\t<p>Lys</p><p>Bro</p>\t<p>{TORN}</p><p>Broen er fær-</p>\n\n\n\n\tTælling\t<p>dig.</p><p>Der er talt.</p>\n"
    results, _ = read(table)
    assert [result.result for result in results] == [TORN, "Broen er færdig.", "Der er talt."]


def test_what_fell_out_of_the_table_stands_alone_in_doubt() -> None:
    results, findings = read("Mål: Trygge stier\tLys\tDer er lys.\n\n\n\nCykeltælling\n\nDer er talt cykler på fire stier.\n")
    assert [told(result) for result in results[1:]] == [("Cykeltælling", None), (None, "Der er talt cykler på fire stier.")]
    assert {result.goal for result in results} == {"Trygge stier"}
    assert doubted(findings) == results[1:]


def test_columns_printed_one_below_the_other_are_paired_where_their_words_agree() -> None:
    results, findings = read("Mål: Trygge stier\tLys\tTændt.\n\n\n\n" + COLUMNS.format(COUNTED, LENT, SEATS))
    assert [told(result) for result in results[1:]] == [
        ("Cykeltælling", COUNTED),
        ("Udlån af spader", LENT.replace("  ", "")),
        ("Nye bænke ved søen.", SEATS),
    ]
    assert doubted(findings) == []


@pytest.mark.parametrize(
    "below",
    [
        COLUMNS.format(LENT, COUNTED, SEATS),  # a name's word stands in another's text
        COLUMNS.format(f"Lyset ved søen er tændt, men ikke overalt, og resten følger til næste år.\n\n{COUNTED}", LENT, SEATS),
        COLUMNS.format(*(["Arbejdet er sat i gang i foråret og ventes færdigt, når de sidste planter er sat i jorden."] * 3)),
    ],
    ids=["crossed", "one too many", "no word in common"],
)
def test_columns_that_do_not_surely_answer_each_other_stay_unpaired(below: str) -> None:
    results, findings = read(f"Mål: Trygge stier\tLys\tTændt.\n\n\n\n{below}")
    assert doubted(findings) == results[1:]
    assert not any(result.measure and result.result for result in results[1:])


def test_paragraphs_that_a_converter_printed_two_blanks_apart_are_paired() -> None:
    results, _ = read("Mål: Flere træer\tNy plan  Nye dage  Nyt hus\tDen er vedtaget.  De er holdt.  Det er bygget.\n")
    assert [told(result) for result in results] == [
        ("Ny plan", "Den er vedtaget."),
        ("Nye dage", "De er holdt."),
        ("Nyt hus", "Det er bygget."),
    ]


def test_where_a_theme_begins_among_fallen_texts_none_below_it_is_given_to_a_goal() -> None:
    fallen = "Tælling\n\n**Tema:**\n\nStøj\n\n**Mål:**\n\nMindre støj.\n\nSkærm\n"
    results, _ = read(f"Tema: Stier\t\t\nMål: Trygge stier\tLys\tDer er lys.\n\n\n\n{fallen}")
    assert [(result.theme, result.goal, result.measure) for result in results] == [
        ("Stier", "Trygge stier", "Lys"),
        ("Stier", "Trygge stier", "Tælling"),
        ("Støj", "Mindre støj.", None),
        (None, None, "Skærm"),
    ]


def test_a_goal_without_its_label_stands_under_no_theme_above_it() -> None:
    results, _ = read("Tema: Stier\t\t\nMål: Trygge\tLys\tTændt.\n<p>Kvalitet</p><p>Alt skal måles.</p>\tMåling\tDer er målt.\n")
    assert [(result.theme, result.goal) for result in results] == [("Stier", "Trygge"), ("Kvalitet", "Alt skal måles.")]


def test_a_theme_before_the_words_of_a_goal_is_no_part_of_it() -> None:
    results, _ = read(
        "Tema: Stier\t\t\nMål: Trygge\tLys\tTændt.\n<b>Fælles måling</b> Udvalget ønsker, at alt måles.\tMåling\tDer er målt.\n"
    )
    assert (results[1].theme, results[1].goal) == ("Fælles måling", "Udvalget ønsker, at alt måles.")


def test_results_below_one_that_a_page_tore_are_in_doubt_when_none_surely_goes_on_from_it() -> None:
    broken_off = f"{TORN} fritid på hverdage"
    results, findings = read(f"Mål: Trygge stier\tLys\t{broken_off}\n\n\n\n\tTælling\t<p>Nordvangs skoler.</p><p>Der er talt.</p>\n")
    assert doubted(findings) == [results[1]]


def test_a_sentence_broken_off_at_a_word_that_ends_none_goes_on_with_a_capital_too() -> None:
    results, findings = read(f"Mål: Trygge stier\tLys\t{TORN}\n\n\n\n\tTælling\t<p>Nordvangs skoler.</p><p>Der er talt.</p>\n")
    assert [told(result) for result in results] == [("Lys", f"{TORN} Nordvangs skoler."), ("Tælling", "Der er talt.")]
    assert doubted(findings) == []


def test_what_tells_further_of_the_measure_before_by_name_is_its_own() -> None:
    below = "<p>Nordvangs skoler.</p><p>Tallene:<ul><li>• Ti</li></ul></p><p>Lysplan er slut.</p><p>Der er talt.</p>"
    results, _ = read(f"Mål: Trygge stier\tLysplan\t{TORN}\n\n\n\n\tTælling\t{below}\n")
    assert told(results[0]) == ("Lysplan", f"{TORN} Nordvangs skoler.\nTallene:\n• Ti\nLysplan er slut.")
    assert told(results[1]) == ("Tælling", "Der er talt.")


NEW_ROW = "**Tema:**\n\nStøj\n\n**Mål:**\n\nUdvalget vil dæmpe støjen.\n\n"


def test_a_measure_that_ends_in_a_full_stop_stands_first_in_the_row_of_its_goal() -> None:
    fallen = f"Udvalget vil have flere lygter.\n\nLygter\n\nDe er sat op.\n\n{NEW_ROW}Der er rejst en støjskærm i år.\n\nDen virker.\n"
    results, findings = read(f"Mål: Trygge stier\tLys\tDer er lys.\n\n\n\n{fallen}")
    assert (results[-1].goal, *told(results[-1])) == ("Udvalget vil dæmpe støjen.", "Der er rejst en støjskærm i år.", "Den virker.")
    assert results[-1] not in doubted(findings)


def test_rows_printed_one_after_the_other_below_their_goals_belong_to_them_in_order() -> None:
    goals = f"Udvalget vil have flere lygter.\n\n{NEW_ROW}"
    second = COLUMNS.format(COUNTED, LENT, SEATS)
    first = f"Lygter\n\nGangbroer\n\n{'Der er sat lygter op på de veje, som de fleste bruger til og fra skole, og alle er tændt.'}\n\n"
    fallen = f"{goals}{first}Der er bygget gangbroer over åen, så at alle kan gå tørskoet fra den ene ende til den anden.\n\n{second}"
    results, findings = read(f"Mål: Trygge stier\tLys\tDer er lys.\n\n\n\n{fallen}")
    assert [(result.goal or "")[:13] for result in results if result.result and result.measure != "Lys"] == ["Trygge stier\n"] * 2 + [
        "Udvalget vil "
    ] * 3
    assert doubted(findings) == []


def test_a_measure_told_in_a_whole_sentence_is_known_by_the_result_that_answers_it() -> None:
    measures = "Beboerne får hjælp til at rydde sneen på fortovet foran deres ejendom hele vinteren, også i weekenden.\n\nLånebænke\n\n"
    answers = (
        "Sneen er ryddet på fortovet ved hver ejendom.\n\nDer er lånt ti lånebænke ud til beboerne, og alle er kommet tilbage.\n\nMere.\n"
    )
    results, findings = read(f"Mål: Trygge stier\tLys\tDer er lys.\n\n\n\n{measures}{answers}")
    assert [told(result)[1] for result in results[1:]] == [
        "Sneen er ryddet på fortovet ved hver ejendom.",
        "Der er lånt ti lånebænke ud til beboerne, og alle er kommet tilbage.",
        "Mere.",
    ]
    assert doubted(findings) == [results[-1]]


def test_columns_that_are_paired_under_a_goal_nobody_knows_are_in_doubt() -> None:
    fallen = "**Tema:**\n\nStøj\n\n**Mål:**\n\nMindre støj.\n\n" + COLUMNS.format(COUNTED, LENT, SEATS)
    results, findings = read(f"Tema: Stier\t\t\nMål: Trygge stier\tLys\tTændt.\n\n\n\n{fallen}")
    lost = [result for result in results if result.measure and not result.goal]
    assert len(lost) == 3
    empty = [result for result in results if not result.measure]  # its measures may be these
    assert doubted(findings) == [*empty, *lost]
    assert [finding.code for finding in findings if finding.subject] == [Code.GOAL_UNKNOWN] * 4


HAVE = "Nyhaven er lagt ud i græs."
LIGHT = "Der er sat lys på fire stier."


def test_a_page_printed_row_by_row_pairs_each_name_with_the_texts_below_it() -> None:
    above = "### Året efter:\n\nDer kom to til.\n\n"
    fallen = f"{above}Projekt Ny Have\n\n{HAVE}\n\nDen er åben.\n\nLygter\n\n{LIGHT}\n\nCykelbro\n\nCykelbroen er bygget.\n"
    results, findings = read(f"Mål: Trygge stier\t<p>Lys</p><p>Dag</p>\t<p>Tændt.</p><p>Holdt.</p>\n\n\n\n{fallen}")
    assert [told(result) for result in results] == [
        ("Lys", "Tændt."),
        ("Dag", "Holdt.\nÅret efter:\nDer kom to til."),
        ("Projekt Ny Have", f"{HAVE}\nDen er åben."),
        ("Lygter", LIGHT),
        ("Cykelbro", "Cykelbroen er bygget."),
    ]
    assert doubted(findings) == []


@pytest.mark.parametrize(
    "fallen",
    [
        f"Projekt Ny Have\n\n{HAVE}\n",  # one name proves no order
        f"Projekt Ny Have\n\n{HAVE}\n\nLygter\n\n{LIGHT}\n",  # only half of them open their text
        f"Projekt Ny Have\n\nLygter\n\n{HAVE}\n\nLygterne er sat op.\n\nDen er åben.\n",
    ],
    ids=["alone", "half", "column by column"],
)
def test_a_page_that_does_not_surely_go_row_by_row_pairs_nothing(fallen: str) -> None:
    results, findings = read(f"Mål: Trygge stier\tLys\tTændt.\n\n\n\n{fallen}")
    assert doubted(findings) == results[1:]


def test_a_paragraph_that_opens_with_the_measure_told_of_right_above_it_belongs_to_it() -> None:
    below = "fritid.\n\nLysplanen har to punkter:\n\n- Lamper\n\nDer er talt.\n"
    results, _ = read(f"Mål: Trygge stier\tLysplan\t{TORN}\n\n\n\n{below}")
    assert [told(result) for result in results] == [
        ("Lysplan", f"{TORN} fritid.\nLysplanen har to punkter:\n- Lamper"),
        (None, "Der er talt."),
    ]


def test_a_fallen_result_that_breaks_off_for_good_is_in_doubt() -> None:
    broken_off = "Cykelbroen er bygget af de samme folk, der tidligere har bygget stier og broer i regi af"
    fallen = f"Projekt Ny Have\n\n{HAVE}\n\nCykelbro\n\n{broken_off}\n"
    results, findings = read(f"Mål: Trygge stier\tLys\tTændt.\n\n\n\n{fallen}")
    assert doubted(findings) == [results[-1]]


def test_the_stars_of_an_italic_print_are_no_words() -> None:
    results, _ = read("Mål: Flere træer\tPlan\t<p>Den er *vedtaget* i år.</p><p>* Eg</p>\n")
    assert results[0].result == "Den er vedtaget i år.\n* Eg"


@pytest.mark.corpus
def test_the_real_status_has_every_theme_goal_measure_and_result(shared: Path) -> None:
    rows = text_rows(text_reader.read_text((shared / "seeds" / "strategiske-indsatser-2014-2017.txt").read_bytes()))
    results, findings = strategy.read_strategy(rows)
    assert len({result.theme for result in results if result.theme}) == 7  # five under "Tema:", two headings before their goals
    assert len({result.goal for result in results if result.goal}) == 7
    paired = [result for result in results if result.measure and result.result]
    assert len(paired) == 54  # 34 in rows that did not fall out of the table, 17 in columns, 3 row by row
    assert len(results) == 56
    counted = Counter(finding.code for finding in findings)
    # two paragraphs that either of two measures may have, and a row of several measures and results
    assert (counted[Code.UNPAIRED], counted[Code.GOAL_UNKNOWN]) == (3, 0)
    alone = doubted(findings)
    assert all(result in paired or (result.goal and not (result.measure or result.result)) or result in alone for result in results)
    torn = [result.result for result in results if result.result and len(result.places) > 1]
    assert not any(words.endswith("-") for words in torn)
