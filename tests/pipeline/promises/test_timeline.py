"""Each promise's way through the rounds: where it stands, and where it ought to."""

from __future__ import annotations

from pipeline.promises.timeline import histories
from tests.gold_tables import Row, edition, initiative, matched, tables_of

TMU, KFU = "Teknik- og Miljøudvalget", "Kultur- og Fritidsudvalget"
PATH = initiative("1.1", "Cykelsti", committee=TMU)
STAGE = initiative("1.2", "Åben scene", committee=KFU)


def _way(promise_id: str, *golds: Row) -> list[tuple[int, bool, bool]]:
    """(round, printed, absent) of each stop."""
    history = next(history for history in histories(matched(tables_of(golds))) if history.promise_id == promise_id)
    return [(round_entry.round.number, round_entry.entry is not None, round_entry.absent) for round_entry in history.round_entries]


def test_a_promise_stops_where_it_is_printed_and_where_it_ought_to_be() -> None:
    golds = edition(0, STAGE), edition(1, PATH, STAGE), edition(2, STAGE), edition(3, PATH, STAGE)
    assert _way("2031/1.1", *golds) == [(0, False, False), (1, True, False), (2, False, True), (3, True, False)]


def test_it_passes_the_rounds_of_other_committees_by() -> None:
    assert _way("2031/1.1", edition(0, PATH), edition(1, STAGE, committee=KFU), edition(2, PATH)) == [(0, True, False), (2, True, False)]


def test_it_passes_an_extra_follow_up_by_that_does_not_list_it() -> None:
    assert _way("2031/1.1", edition(4, PATH, STAGE), edition(5, STAGE)) == [(4, True, False)]


def test_what_several_editions_print_is_kept_beside_the_one_that_counts() -> None:
    [history] = histories(matched(tables_of([edition(1, PATH), edition(1, PATH, committee=TMU)])))
    [round_entry] = history.round_entries
    assert round_entry.edition.committee is None
    assert [entry.edition.committee for entry in round_entry.others] == ["teknik-og-miljoeudvalget"]
