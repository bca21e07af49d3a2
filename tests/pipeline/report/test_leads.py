"""The start page's leads: what they say of what was found, and of what could not be looked for."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.model.records import Smiley
from pipeline.report.book import Book, book
from pipeline.report.leads import Lead, leads
from pipeline.report.meetings import meetings
from pipeline.report.wording import document_title, late_sentence
from tests import report_samples

COMPARED = ("forvaerret", "forsvundet", "glad-uden-ord", "omskrevet", "penge")
NOTHING = "Der er ikke læst to runder af nogen aftale; der er intet at sammenligne med."


def found(made: Book) -> dict[str, Lead]:
    return {lead.slug: lead for lead in leads(made, meetings(made))}


@pytest.fixture
def made() -> Book:
    return book(report_samples.texts())


def alone(made: Book, *, deals: int) -> Book:
    """The book with one round only in its first `deals` agreements, and nothing that changed."""
    for deal in made.deals[:deals]:
        deal.rounds = deal.rounds[:1]
    made.changes = []
    return made


def test_of_one_round_it_is_not_said_that_nothing_changed(made: Book) -> None:
    told = found(alone(made, deals=len(made.deals)))
    assert {told[slug].empty for slug in COMPARED} == {NOTHING}


def test_where_every_agreement_has_two_rounds_nothing_found_is_said_to_be_nothing(made: Book) -> None:
    made.deals = [deal for deal in made.deals if len(deal.numbers) > 1]
    assert found(alone(made, deals=0))["omskrevet"].empty == "Ingen milepæl er skrevet om."


def test_a_due_milestone_without_a_sign_is_the_municipalitys_silence_and_not_unread(made: Book) -> None:
    promise = next(one for one in made.promises if one.now["milestone_id"])
    promise.now["smiley"] = None
    told = found(made)
    assert promise in [item.promise for item in told["uden-tegn"].items]
    assert promise not in [item.promise for item in told["ikke-laest"].items]
    assert "står uden tegn" in late_sentence(promise)
    assert "selv om den er forfalden" in late_sentence(promise)


def test_the_sentence_to_copy_says_that_the_words_contradict_the_sign(made: Book) -> None:
    promise = next(one for one in made.promises if one.now["smiley"] == Smiley.GLAD)
    promise.now["contradicted"] = True
    assert "☺ (glad)" in late_sentence(promise)
    assert "bemærkningen siger noget andet end tegnet" in late_sentence(promise)


def test_where_some_agreements_have_one_round_nothing_found_is_said_of_the_others_only(made: Book) -> None:
    one, *_ = made.deals
    years = {deal.agreement.year for deal in made.deals if len(deal.numbers) > 1} - {one.agreement.year}
    told = found(alone(made, deals=1))["omskrevet"].empty
    assert told.startswith("Ingen milepæl er skrevet om. Det gælder kun aftale" if years else "Der er ikke læst to runder")
    assert all(str(year) in told for year in years)
    assert str(one.agreement.year) not in told


def test_minutes_without_a_title_are_named_by_committee_and_day() -> None:
    assert document_title({"title": None, "scope": "Økonomiudvalget", "document_date": date(2031, 6, 3)}) == "Økonomiudvalget 3. juni 2031"
    assert document_title({"title": None, "scope": None, "document_date": None}) == "dokument uden titel"
