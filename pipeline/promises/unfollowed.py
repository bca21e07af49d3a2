"""Agreements and their rounds in; a finding out for each promise, or number, that no plan or follow-up tells of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from parsers.language.numbering import Number, missing, number_key
from parsers.model.findings import Code, finding
from parsers.model.records import Kind
from pipeline.promises.findings import LateFindings
from pipeline.promises.model import Agreement, Edition, History, Round
from pipeline.promises.same_text import squashed
from pipeline.schema.rows import InitiativeRow, Rows, Tables, rows_in

__all__ = ["add_missing", "add_unfollowed"]


def add_unfollowed(tables: Rows, rounds: Mapping[Agreement, Sequence[Round]]) -> None:
    """Adds the findings. Where the agreement itself was read, they name its promises; else they name gaps in the numbers.

    Only a plan or follow-up of the whole municipality can leave anything out: a committee's and an extra one print their own.
    """
    findings = LateFindings(tables)
    promised = _promised(tables)
    for agreement, each in rounds.items():
        editions = [edition for one in each for edition in one.editions]
        whole = [edition for edition in editions if edition.committee is None and not edition.extra and edition.entries]
        if not whole:
            continue
        if agreement in promised:
            told = finding(Code.NOT_FOLLOWED_UP)
            for row in _left_out(promised[agreement], editions, whole):
                findings.add(told.code, told.severity, told.message, "initiatives", row, f"{row['number']} {row['title'] or ''}".strip())
        elif gaps := missing(_numbers(editions)):
            told = finding(Code.NUMBER_GAP)
            findings.add(told.code, told.severity, told.message.format(numbers=", ".join(gaps)), document_id=whole[-1].id)


def add_missing(tables: Rows, histories: Sequence[History]) -> None:
    """Adds a finding to the first document that ought to print a promise of an earlier round and does not."""
    findings, told = LateFindings(tables), finding(Code.NUMBER_MISSING)
    for history in histories:
        for before, now in pairwise(history.round_entries):
            if before.entry is not None and now.absent:
                row = before.entry.initiative
                words = f"{row['number'] or ''} {row['title'] or ''}".strip()
                findings.add(told.code, told.severity, told.message, text=words, document_id=now.edition.id)


def _promised(tables: Tables) -> dict[Agreement, list[InitiativeRow]]:
    """The promises of each agreement that is among the documents itself."""
    documents = {
        row["document_id"]: Agreement(row["municipality"], year)
        for row in rows_in(tables, "documents")
        if row["kind"] == Kind.AGREEMENT and (year := row["agreement_year"]) is not None
    }
    promised: dict[Agreement, list[InitiativeRow]] = defaultdict(list)
    for row in rows_in(tables, "initiatives"):
        if (agreement := documents.get(row["document_id"])) and row["number"]:
            promised[agreement].append(row)
    return promised


def _left_out(promises: Iterable[InitiativeRow], editions: Sequence[Edition], whole: Sequence[Edition]) -> list[InitiativeRow]:
    """The promises that no edition prints by number or by title, nor in words that could not be read."""
    numbers = {number_key(number) for number in _numbers(editions)}
    titles = {squashed(entry.initiative["title"] or "") for edition in editions for entry in edition.entries}
    left_out = []
    for row in promises:
        title, number = squashed(row["title"] or ""), number_key(row["number"] or "")
        told = number in numbers or title in titles or any(title in edition.doubted for edition in editions)
        if not told and any(_reaches(edition, number) for edition in whole):
            left_out.append(row)
    return left_out


def _reaches(edition: Edition, number: Number) -> bool:
    """Whether a promise of this number would stand in an edition: one that breaks off tells nothing of what comes after."""
    return not edition.lossy and (not edition.cut or any(number < number_key(printed) for printed in _numbers([edition])))


def _numbers(editions: Iterable[Edition]) -> list[str]:
    return [number for edition in editions for entry in edition.entries if (number := entry.initiative["number"])]
