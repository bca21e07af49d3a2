"""The two accounts of an agreement."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, PackageLoader

from pipeline.report.accounts import Accounts, Fate, accounts
from pipeline.report.book import book
from tests.report_samples import Tables, tables_of, texts

SERIES = Path(__file__).parents[2] / "fixtures" / "series"


def account(tables: Tables) -> Accounts:
    found = accounts(book(tables).agreements[0])
    assert found is not None
    return found


def test_a_milestone_that_was_reworded_counts_in_one_account_and_not_in_the_other() -> None:
    mentors = next(one for one in account(texts()).both if "Mentorer" in (one.promise.initiative["title"] or ""))
    assert any(one.fate is Fate.REWORDED for one in mentors.promised) is any("nået i andre ord" in one.words for one in mentors.promised)
    assert not mentors.is_kept


def test_what_stands_without_a_glad_sign_is_reached_in_neither() -> None:
    for tables in (texts(), tables_of(SERIES)):
        for one in account(tables).both:
            assert one.is_glad or not one.is_kept


def test_the_title_counts_the_same_promises_in_both_accounts() -> None:
    found = account(tables_of(SERIES))
    glad, kept = sum(one.is_glad for one in found.both), sum(one.is_kept for one in found.both)
    assert found.chart.title == (
        f"Kommunen tæller {glad} af {len(found.both)} som nået; efter den oprindelige plan er {kept} af {len(found.both)} det"
    )
    assert glad - kept == len(found.gap)
    assert len(found.gap) + len(found.rest) == len(found.both)


def test_a_deadline_that_was_moved_beyond_the_newest_round_is_no_milestone_kept() -> None:
    tables = texts()
    first, second = (
        next(row["document_id"] for row in tables["documents"] if (row["agreement_year"], row["followup_number"]) == (2031, number))
        for number in (0, 2)
    )
    row = next(
        row
        for row in tables["milestones"]
        if row["document_id"] == second and row["due_round"] == 2 and row["text"] and row["smiley"] == "glad"
    )
    row |= {"due_round": 4, "due_label": "31.12.2031", "smiley": None}
    beside = [other for other in tables["milestones"] if other["initiative_id"] == row["initiative_id"] and other is not row]
    for other in beside:
        if other["document_id"] == second and other["due_round"] == 4:
            tables["milestones"].remove(other)
    promises = [one for one in account(tables).both if one.promise.history.promise_id == row["initiative_id"]]
    fates = [one.fate for promise in promises for one in promise.promised if one.first["document_id"] == first]
    assert Fate.MOVED_ON in fates


def test_what_became_of_each_milestone_of_the_samples() -> None:
    fates = {one.promise.initiative["number"]: [each.fate.name for each in one.promised] for one in account(texts()).both}
    assert fates == {
        "1.1": ["KEPT", "NOT_REACHED"],
        "1.2": ["NOT_REACHED"],
        "1.3": ["KEPT", "KEPT"],
        "1.4": ["KEPT", "REWORDED"],
        "2.1": ["NOT_REACHED", "NOT_REACHED"],
        "2.2": ["KEPT", "KEPT"],
        "2.3": ["KEPT", "NOT_REACHED"],
        "3.1": ["KEPT"],
        "3.2": ["KEPT", "KEPT"],
    }


def test_a_bar_is_as_long_as_its_share_of_the_same_promises() -> None:
    (counted, planned), of = account(tables_of(SERIES)).chart.drawing
    assert (counted[0], planned[0]) == ("Som kommunen tæller", "Efter den oprindelige plan")
    assert planned[1] <= counted[1] <= of
    environment = Environment(loader=PackageLoader("pipeline.report", "templates"), autoescape=True)
    html = environment.get_template("charts/accounts.html.j2").render(chart=account(tables_of(SERIES)).chart)
    widths = [float(width) for width in re.findall(r'<rect class="b-g" x="0" y="0" width="([\d.]+)" height="10"/>', html)]
    assert widths == [round(100 * counted[1] / of, 2), round(100 * planned[1] / of, 2)]
    assert html.count('viewBox="0 0 100 10"') == 2
