"""What every document says on its own in, what they say together out: promises followed, standings, changes."""

from __future__ import annotations

from parsers.records import Severity
from pipeline.diff import changes_of
from pipeline.late_findings import LateFindings
from pipeline.match import promises
from pipeline.overrule import NOBODY, Overrules, matched_by_people, read_by_people
from pipeline.rounds import Row, Tables, agreements, missing
from pipeline.sentences import missing_rounds
from pipeline.standings import standings_of

ROUND_MISSING = "round_missing"


def compared(tables: Tables, words: Overrules = NOBODY) -> dict[str, list[Row]]:
    """The tables with people's readings in them, every `promise_id` told, and `matches`, `same_promise_as`, `standings` and `changes`."""
    read = read_by_people(tables, words)
    human, read["findings"] = matched_by_people(read, words)
    matched = promises(read, human)
    _say_missing_rounds(read)
    return read | {
        "initiatives": matched.initiatives,
        "matches": matched.matches,
        "same_promise_as": matched.same_promise_as,
        "standings": standings_of(matched.lives),
        "changes": changes_of(matched.lives, matched.matches),
    }


def _say_missing_rounds(tables: dict[str, list[Row]]) -> None:
    """A finding for each agreement of which rounds are missing, at the newest document: what happened in them cannot be told."""
    findings = LateFindings(tables)
    for agreement, rounds in agreements(tables).items():
        numbers = missing(rounds)
        if numbers:
            newest = rounds[-1].editions[0]
            findings.add(ROUND_MISSING, Severity.INFO, missing_rounds(agreement.year, numbers), document_id=newest.id)
