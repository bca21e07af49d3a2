"""The lines of a terminal: the headline with what it counts among, the marks, and the source's own words."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from pipeline.changes.diff import changes
from pipeline.commands.languages import WORDS, TerminalWords
from pipeline.commands.rounds_text import Headline, Late, diff_lines, late_lines, standing_lines
from pipeline.promises.editions import editions
from pipeline.promises.late import late
from pipeline.promises.standings import standings
from tests.gold_tables import Row, edition, initiative, matched, tables_of


def _late(*golds: Row) -> list[Late]:
    tables = matched(tables_of(golds))
    entries = {(entry.document_id, entry.id): entry for found in editions(tables) for entry in found.entries}
    told = []
    for row in late(standings(tables)):
        entry = entries[row["document_id"], row["initiative_id"]]
        told.append(
            Late(row, entry, next(one for one in entry.milestones if one["milestone_id"] == row["milestone_id"]), entry.edition.document)
        )
    return told


def test_a_late_promise_is_told_in_the_municipalitys_own_words() -> None:
    note = "Leverandøren  svarer\nikke."
    before = initiative("1.1", "Ladcykler", {"text": "Cyklerne er købt.", "smiley": "mellem_eller_sur", "status_note": note})
    moved = initiative(
        "1.1", "Ladcykler", (None, None), (None, None), {"text": "Cyklerne er købt.", "smiley": "mellem_eller_sur", "status_note": note}
    )
    lines = list(late_lines(_late(edition(1, before), edition(3, moved)), []))
    assert lines == [
        "",
        "2031/1.1 Ladcykler: ☹ (mellem eller sur) – ikke nået eller kun delvist, forsinket",
        "    Milepæl: »Cyklerne er købt.«",
        "    Frist: 1. budgetopfølgning 2031, nu 3. budgetopfølgning 2031; uden ☺ første gang i første opfølgning 2031, 2 runder i alt",
        "    Kommunens egne ord: »Leverandøren svarer ikke.«",
        "    Ejendomme · Økonomiudvalget",
        "    Tredje opfølgning 2031, side 1",
    ]


def test_the_headline_names_what_it_counts_among() -> None:
    glad: Any = {"initiative_id": "2031/4.12"}
    assert list(late_lines([], [Headline(2031, late=2, due=7, contradicted=[glad], absent=1)])) == [
        "Aftale om budget 2031: 2 af 7 indsatser med en forfalden milepæl står ikke med ☺",
        "  1 indsats står der ikke længere, hvilket ikke er det samme som gennemført.",
        "  4.12 står med ☺, men dens egne ord siger noget andet.",
    ]


def test_each_round_has_a_mark_and_numbers_come_in_their_order() -> None:
    one = initiative("1.2", "Natlys", ("Valgt.", "mellem_eller_sur"))
    two = initiative("1.10", "Regnbede", {"text": "Gravet.", "smiley": "glad", "status_note": "Arbejdet er forsinket."})
    tables = matched(tables_of([edition(0, one, two), edition(1, one, two), edition(2, one)]))
    forms = {("ballerup", 2031, row["promise_id"]): row for row in tables["initiatives"]}
    rows = standings(tables)
    head, columns, first, second, *_ = standing_lines(rows, forms)
    assert head == "Aftale om budget 2031 (Ballerup Kommune): 2 indsatser; udmøntningen, første opfølgning, anden opfølgning"
    assert columns == "  Nr.        Plan 1.   2.      Indsats"
    assert first == "  2031/1.2   ☹    ☹    ☹       Natlys"  # a plan with a sign tells what it says
    assert second == "  2031/1.10  ☺    ☺    ×       Regnbede"
    _, _, _, second, *_ = standing_lines([row for row in rows if row["followup_number"] == 1], forms)
    assert second == "  2031/1.10  ☺     ! Regnbede"


def test_a_sign_that_only_a_later_document_tells_of_stands_in_brackets_and_a_title_is_cut_between_words() -> None:
    title = "Plan for fremtidens grønne og blå byrum i hele kommunen"
    tables = matched(tables_of([edition(2, initiative("1.1", title, ("Købt.", "mellem"), ("Kører.", "glad")))]))
    forms = {("ballerup", 2031, row["promise_id"]): row for row in tables["initiatives"]}
    _, _, line, *_ = standing_lines(standings(tables), forms, width=60)
    assert line == "  2031/1.1  (😐) ☺       Plan for fremtidens grønne og blå …"


def test_both_languages_say_all_and_neither_speaks_the_other() -> None:
    assert {field.name for field in fields(TerminalWords)} == set(TerminalWords.__slots__)
    english = " ".join(str(value) for name in TerminalWords.__slots__ if name != "phrases" for value in (getattr(WORDS["en"], name),))
    assert not set("æøåÆØÅ»«") & set(english)
    late_one = initiative("1.1", "Ladcykler", ("Købt.", "sur"))
    told = list(late_lines(_late(edition(2, late_one)), [Headline(2031, 1, 1, absent=1)], WORDS["en"]))
    assert told[0] == "Agreement on budget 2031: 1 of 1 initiative with a due milestone do not stand with ☺"
    assert "    Due: the 1st follow-up 2031; first without ☺ in the first follow-up 2031, 1 round in all" in told


def test_what_matters_most_is_told_first() -> None:
    late_one, other = initiative("1.1", "Ladcykler", ("Købt.", "sur")), initiative("1.2", "Natlys", ("Valgt.", "glad"))
    tables = matched(tables_of([edition(1, initiative("1.1", "Ladcykler", ("Købt.", "glad"))), edition(2, late_one, other)]))
    before, after = ([row] for row in tables["documents"])
    head, *lines = diff_lines(changes(tables), before, after)
    assert head == "Fra første opfølgning 2031 til anden opfølgning 2031: 4 forskelle i 2 indsatser (3 vigtige, 1 at bemærke)"
    assert [line for line in lines if line.endswith(":")] == ["Vigtig:", "Bemærk:"]
    assert list(diff_lines([], before, after, compared=1)) == [
        "Fra første opfølgning 2031 til anden opfølgning 2031: ingen forskelle på 1 indsats, der findes på begge sider"
    ]
    wrapped = list(diff_lines(changes(tables), before, after, width=60))
    assert max(map(len, wrapped[1:])) <= 60
    assert " ".join(" ".join(wrapped).split()) == " ".join(" ".join([head, *lines]).split())
