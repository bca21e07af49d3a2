"""Which row of last time each row is: sure matches, vetoed ones, and the ones better left open."""

from __future__ import annotations

from pipeline.promises.match import promises
from tests.gold_tables import Row, edition, initiative, matched, tables_of


def _ids(*golds: Row) -> list[tuple[str, str, str | None]]:
    """(initiative, promise, how matched) of the last document."""
    tables = matched(tables_of(golds))
    last = tables["documents"][-1]["document_id"]
    how = {
        row["source_key"]: row["method"] for row in tables["matches"] if row["document_id"] == last and row["source_table"] == "initiatives"
    }
    return [
        (row["initiative_id"], row["promise_id"], how.get(row["initiative_id"]))
        for row in tables["initiatives"]
        if row["document_id"] == last
    ]


def test_the_same_number_and_title_is_the_same_promise() -> None:
    assert _ids(edition(0, initiative("1.1", "Ladcykler")), edition(1, initiative("1.1", "Ladcykler"))) == [
        ("2031/1.1", "2031/1.1", "number")
    ]


def test_a_renumbered_promise_keeps_the_id_it_had_first() -> None:
    found = _ids(
        edition(0, initiative("1.1", "Ladcykler")), edition(1, initiative("1.2", "Ladcykler")), edition(2, initiative("1.3", "Ladcykler"))
    )
    assert found == [("2031/1.3", "2031/1.1", "title")]


def test_a_renamed_promise_is_known_by_its_number() -> None:
    found = _ids(edition(0, initiative("1.1", "Ladcykler")), edition(1, initiative("1.1", "Ladcykler og elcykler")))
    assert found == [("2031/1.1", "2031/1.1", "number")]


def test_one_that_is_renamed_and_renumbered_is_known_by_its_description() -> None:
    same = ["Hjemmeplejen prøver, om cykler kan afløse nogle af bilerne."]
    found = _ids(
        edition(0, initiative("1.1", "Ladcykler", description=same)), edition(1, initiative("1.7", "Grøn kørsel", description=same))
    )
    assert found == [("2031/1.7", "2031/1.1", "description")]


def test_a_nearly_equal_title_is_enough_when_nothing_speaks_against_it() -> None:
    found = _ids(
        edition(0, initiative("1.1", "Flere cykler til hjemmeplejen")), edition(1, initiative("1.7", "Flere cykler i hjemmeplejen"))
    )
    assert found == [("2031/1.7", "2031/1.1", "fuzzy")]


def test_two_candidates_that_are_as_near_are_no_match() -> None:
    found = _ids(
        edition(0, initiative("1.1", "Flere cykler for hjemmeplejen"), initiative("1.2", "Flere cykler ved hjemmeplejen")),
        edition(1, initiative("1.7", "Flere cykler hos hjemmeplejen")),
    )
    assert found == [("2031/1.7", "2031/1.7", None)]


def test_when_one_is_put_in_between_the_others_move_up_with_their_titles() -> None:
    before = edition(0, initiative("4.5", "Ladcykler"), initiative("4.6", "Natlys"), initiative("4.7", "Regnbede"))
    after = edition(
        1, initiative("4.5", "Skolehaver"), initiative("4.6", "Ladcykler"), initiative("4.7", "Natlys"), initiative("4.8", "Regnbede")
    )
    assert _ids(before, after) == [
        ("2031/4.5", "2031/4.5#2", None),
        ("2031/4.6", "2031/4.5", "title"),
        ("2031/4.7", "2031/4.6", "title"),
        ("2031/4.8", "2031/4.7", "title"),
    ]


def test_a_number_given_to_quite_another_promise_is_not_the_old_one() -> None:
    before = edition(
        0, initiative("4.5", "Ladcykler", ("Cyklerne er købt.", None), description=["Hjemmeplejen kører på cykel i byens gader."])
    )
    after = edition(1, initiative("4.5", "Musikskolens instrumenter", ("Klaveret er stemt.", None), description=["Børn låner en violin."]))
    assert _ids(before, after) == [("2031/4.5", "2031/4.5#2", None)]


def test_lost_numbers_are_matched_by_title_and_never_by_the_stand_in() -> None:
    tables = tables_of([edition(0, initiative("1.1", "Ladcykler"), initiative("1.2", "Natlys")), edition(1, initiative("1.1", "Natlys"))])
    for row in tables["initiatives"]:
        row["initiative_id"] = {"Ladcykler": "2031/?1", "Natlys": "2031/?1" if row["document_id"].startswith("2031-1") else "2031/?2"}[
            row["title"]
        ]
        row["number"] = None
    found = promises(tables).initiatives
    assert [row["promise_id"] for row in found] == ["2031/?1", "2031/?2", "2031/?2"]


def test_a_promise_that_was_gone_for_a_round_comes_back_as_itself() -> None:
    found = _ids(
        edition(0, initiative("1.1", "Ladcykler"), initiative("1.2", "Natlys")),
        edition(1, initiative("1.2", "Natlys")),
        edition(2, initiative("1.1", "Ladcykler"), initiative("1.2", "Natlys")),
    )
    assert found == [("2031/1.1", "2031/1.1", "number"), ("2031/1.2", "2031/1.2", "number")]


def test_what_people_said_comes_before_everything() -> None:
    tables = tables_of(
        [edition(0, initiative("1.1", "Ladcykler"), initiative("1.2", "Natlys")), edition(1, initiative("1.1", "Ladcykler"))]
    )
    last = tables["documents"][-1]["document_id"]
    found = promises(tables, {(last, "2031/1.1"): "2031/1.2"})
    assert found.initiatives[-1]["promise_id"] == "2031/1.2"
    assert [row["method"] for row in found.matches if row["source_table"] == "initiatives"] == ["human"]


def test_no_row_given_is_altered() -> None:
    tables = tables_of([edition(0, initiative("1.1", "Ladcykler")), edition(1, initiative("1.2", "Ladcykler"))])
    before = [dict(row) for row in tables["initiatives"]]
    promises(tables)
    assert tables["initiatives"] == before


def test_every_match_is_logged_with_its_score() -> None:
    tables = matched(
        tables_of(
            [edition(0, initiative("1.1", "Ladcykler", ("Købt.", None))), edition(1, initiative("1.1", "Ladcykler", ("Købt.", "glad")))]
        )
    )
    log = {(row["source_table"], row["source_key"]): (row["matched_key"], row["method"], row["score"]) for row in tables["matches"]}
    assert log["initiatives", "2031/1.1"] == ("2031/1.1", "number", 1.0)
    assert [log["milestones", f"2031/1.1/m{n}"] for n in (1, 2, 3, 4)] == [(f"2031/1.1/m{n}", "due", 1.0) for n in (1, 2, 3, 4)]
    assert len(log) == 5
