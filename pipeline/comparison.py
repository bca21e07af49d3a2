"""The tables as read in, with what became of each promise from round to round out: matches, standings, changes, links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parsers.model.findings import Code, finding
from pipeline.changes.diff import changes_of
from pipeline.changes.panel import panel
from pipeline.promises.answers import answered
from pipeline.promises.cases import annexes_found, links_by_case
from pipeline.promises.current import current_documents, current_initiatives
from pipeline.promises.editions import agreements, missing
from pipeline.promises.findings import LateFindings
from pipeline.promises.links import resolved
from pipeline.promises.match import promises
from pipeline.promises.model import Agreement, Round
from pipeline.promises.municipalities import add_municipalities, known_from
from pipeline.promises.overrides import NOBODY, Overrules, matched_by_people, read_by_people
from pipeline.promises.standings import standings_of
from pipeline.promises.sums import add_sums_that_disagree
from pipeline.promises.unfollowed import add_missing, add_unfollowed
from pipeline.schema.rows import Rows, Tables
from pipeline.wording.rounds import in_round

__all__ = ["compared"]

NO_NAMES: Mapping[str, str] = {}


def compared(tables: Tables, words: Overrules = NOBODY, printed_names: Mapping[str, str] = NO_NAMES) -> Tables:
    """The tables with every promise named through its rounds, people's words before all. No row given is altered.

    Args:
        tables: The rows of all documents that are to be compared, by the table's name.
        words: What people overruled and what was answered, from `readings.toml`, `matches.toml`, `answers.toml`.
        printed_names: Municipalities' names as their papers print them, by slug.

    Returns:
        The same tables, with `municipalities`, `rounds`, `matches`, `same_promise_as`, `answers`, `standings`, `panel`, `changes` and
        `links` filled, what is current told, and findings added.

    Examples:
        >>> from pipeline.comparison import compared
        >>> compared({"initiatives": [], "documents": [], "files": [], "findings": [], "links": [], "agenda_items": []})["changes"]
        []
    """
    read = read_by_people(tables, words)
    add_municipalities(read, printed_names)
    with known_from(read):
        return _compared(tables, read, words)


def _compared(tables: Tables, read: Rows, words: Overrules) -> Tables:
    human, read["findings"] = matched_by_people(read, words)
    rounds = agreements(read)
    _add_missing_rounds(read, rounds)
    add_unfollowed(read, rounds)
    add_sums_that_disagree(read)
    matched = promises(read, human, rounds)  # no finding that was added since says what of a document was not read
    add_missing(read, matched.histories)
    links = resolved(tables)
    followed: Tables = {**read, "initiatives": matched.initiatives}
    standings, changes = standings_of(matched.histories), changes_of(matched.histories, matched.matches)
    initiatives = current_initiatives(followed, standings)
    return {
        **read,
        "documents": current_documents(followed, initiatives),
        "initiatives": initiatives,
        "matches": matched.matches,
        "same_promise_as": matched.same_promise_as,
        "answers": answered(read, words.answers, standings, changes),
        "standings": standings,
        "panel": panel(followed, standings, changes),
        "changes": changes,
        "links": [*links, *links_by_case(read, links)],
        "annexes": annexes_found(read),
    }


def _add_missing_rounds(tables: Rows, found: Mapping[Agreement, Sequence[Round]]) -> None:
    """Adds a finding for each round that no document tells of, with the first document that comes after it."""
    findings = LateFindings(tables)
    for agreement, rounds in found.items():
        for number in missing(agreement, rounds):
            later = next(one for one in rounds if one.number > number).editions[0]
            told = finding(Code.ROUND_MISSING)
            message = told.message.format(round=in_round(number, agreement.calendar), year=agreement.year)
            findings.add(told.code, told.severity, message, document_id=later.id)
