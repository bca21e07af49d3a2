"""Every sum of the two real follow-ups and the minutes, as a reader of the print labelled it before the grammar was written."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from parsers.model.records import Amount, Document, Kind
from parsers.reading import TEXT, read_file

SEEDS = {
    "udmoentning-2018": {Kind.PLAN: "udmoentning-2018"},
    "anden-opfoelgning-2019": {Kind.FOLLOWUP: "anden-opfoelgning-2019", Kind.EXTRA: "anden-opfoelgning-2019-2"},
    "referat-2020-03-03": {Kind.AGENDA: "referat-2020-03-03"},
}


class Sum(NamedTuple):
    document: str
    row: str
    column: str
    raw: str


def labelled() -> Iterator[tuple[Sum, tuple[str, str, str, str]]]:
    """Each sum of the golden file with its kind, years ("2019-2022", "2018-", "2019>2020"), recurring and standing."""
    with (Path(__file__).parent / "amounts_of_seeds.tsv").open(encoding="utf-8") as file:
        for document, row, column, raw, *labels in csv.reader(file.readlines()[1:], delimiter="\t"):
            yield Sum(document, row, column, raw), tuple(labels)


def rows_of(document: Document) -> dict[int, str]:
    """What the golden file calls each record that a sum may stand in."""
    named = {id(each): each.number or "" for each in document.initiatives}
    for initiative in document.initiatives:
        named |= {id(each): f"{initiative.number}/m{each.ordinal}" for each in initiative.milestones}
        named |= {id(each): f"{initiative.number}/e{each.ordinal}" for each in initiative.economy}
    for item in document.agenda_items:
        named |= {id(item): item.item_number} | {id(each): f"{item.item_number}/d{each.ordinal}" for each in item.decisions}
    return named


def read_sums(shared: Path) -> Iterator[tuple[Sum, Amount]]:
    for name, kinds in SEEDS.items():
        for document in read_file((shared / "seeds" / f"{name}.txt").read_bytes(), TEXT).documents:
            rows = rows_of(document)
            for amount in document.amounts:
                yield Sum(kinds[document.kind], rows[id(amount.subject)], amount.column or "", amount.raw), amount


@pytest.mark.corpus
def test_every_labelled_sum_is_read_once_and_in_printed_order(shared: Path) -> None:
    assert [each for each, _ in read_sums(shared)] == [each for each, _ in labelled()]


def years(amount: Amount) -> str:
    first, last = amount.year_from or "", amount.year_to or ""
    printed = f"{first}" if first == last else f"{first}-{last}"
    return f"{printed}>{amount.to_year}" if amount.to_year else printed


@pytest.mark.corpus
def test_every_labelled_sum_has_the_kind_the_years_and_the_standing_that_its_print_tells(shared: Path) -> None:
    told = [
        (where, (amount.kind, years(amount), "årligt" if amount.recurring else "", amount.standing or ""))
        for where, amount in read_sums(shared)
    ]
    assert told == list(labelled())
