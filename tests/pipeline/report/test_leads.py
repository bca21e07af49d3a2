"""The start page's leads: what they say of what was found, and of what could not be looked for."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.model.records import Smiley
from pipeline.changes.diff import changes
from pipeline.promises.standings import standings
from pipeline.report.book import Book, book
from pipeline.report.headlines import headline_of
from pipeline.report.leads import Lead, leads
from pipeline.report.meetings import meetings
from pipeline.report.wording import document_title, late_sentence
from tests import report_samples
from tests.gold_tables import Row, edition, initiative, matched, tables_of


def found(made: Book) -> dict[str, Lead]:
    return {lead.slug: lead for lead in leads(made, meetings(made))}


@pytest.fixture
def made() -> Book:
    return book(report_samples.texts())


def told(*golds: Row) -> dict[str, Lead]:
    tables = matched(tables_of(golds))
    tables["standings"] = standings(tables)
    tables["changes"] = changes(tables)
    return found(book(tables))


GLAD, SOUR = ("Købt.", "glad"), ("Kører.", "sur")


def test_of_one_document_without_signs_nothing_is_said_to_be_none() -> None:
    leads_told = told(edition(0, initiative("1.1", "Ladcykler", ("Købt.", None))))
    assert not any(lead.items for lead in leads_told.values())
    never = {slug for slug, lead in leads_told.items() if lead.looked_at == 0}
    assert never >= {"forvaerret", "forsvundet", "glad-uden-ord", "historien-aendret", "ord-mod-tegn", "omskrevet", "uden-tegn"}
    for slug in never - {"ikke-laest"}:
        assert not leads_told[slug].empty.startswith(("Ingen af", "Alle", "Ved ingen", "Ved alle")), slug
    assert "kan ikke ses" in leads_told["forsvundet"].empty


def test_none_is_said_of_the_promises_that_were_compared() -> None:
    one, two = initiative("1.1", "Ladcykler", GLAD, GLAD), initiative("1.2", "Natlys", ("Valgt.", None))
    leads_told = told(edition(1, one, two), edition(2, one, two))
    assert leads_told["omskrevet"].empty == "Ingen milepæl er skrevet om ved 2 indsatser, der findes i mindst to runder."
    assert leads_told["forvaerret"].empty.startswith("Ingen af 1 indsats, hvis tegn er trykt for mindst to runder,")
    assert leads_told["forsvundet"].empty == "Alle 2 indsatser, som et senere dokument dækker, står der stadig."


def test_one_document_is_enough_where_it_prints_the_rounds_before_it() -> None:
    economy = {"text": "Der er afsat 1 mio. kr.", "status_note": "Der blev udskudt 1 mio. kr. fra 2031 til 2032.", "smiley": "sur"}
    leads_told = told(edition(2, initiative("1.1", "Ladcykler", GLAD, SOUR, economy=economy)))
    assert [item.promise.history.promise_id for item in leads_told["forvaerret"].items if item.promise] == ["2031/1.1"]
    [money] = leads_told["penge"].items
    assert "1 mio. kr. fra 2031 til 2032" in money.sentence
    assert "står økonomien med ☹ (sur): »Der blev udskudt 1 mio. kr. fra 2031 til 2032.«" in money.sentences[1].words
    assert "»ingen«" not in leads_told["penge"].how


def test_a_promise_is_counted_once_and_what_is_new_apart_from_what_was_told_before() -> None:
    silent = {"text": None, "smiley": "glad"}
    turned = initiative("1.1", "Ladcykler", SOUR, silent)
    new = initiative("1.2", "Natlys", SOUR, ("Valgt.", "mellem"), silent)
    old = initiative("1.2", "Natlys", SOUR, ("Valgt.", "mellem"))
    lead = told(edition(2, turned, old), edition(3, turned, new))["glad-uden-ord"]
    assert lead.counted == "1 ny · 1 tidligere"
    assert [item.new for item in lead.items] == [True, False]


def test_a_due_milestone_without_a_sign_is_the_municipalitys_silence_and_not_unread(made: Book) -> None:
    promise = next(one for one in made.promises if one.now["milestone_id"])
    promise.now["smiley"] = None
    assert promise not in [item.promise for item in found(made)["ikke-laest"].items]
    assert "står uden tegn" in late_sentence(promise)
    assert "selv om den er forfalden" in late_sentence(promise)


def test_what_is_due_without_a_sign_is_what_the_doubts_list(made: Book) -> None:
    promise = next(one for one in made.promises if one.now["milestone_id"])
    row = {"document_id": promise.now["document_id"], "source_key": promise.now["milestone_id"], "source_table": "milestones"}
    doubt = {"code": "due_without_status", "severity": "warning", "message": "…", "page": None, "line": 7, "text": None, "path": "a.txt"}
    findings = [*(one for one in made.rows("findings") if one["code"] != "due_without_status"), row | doubt]
    made.tables = {**made.tables, "findings": findings}
    [item] = found(made)["uden-tegn"].items
    assert item.promise is promise
    assert "uden tegn, selv om den er forfalden; linje 7" in item.sentence


def test_the_sentence_to_copy_says_that_the_words_contradict_the_sign(made: Book) -> None:
    promise = next(one for one in made.promises if one.now["smiley"] == Smiley.GLAD)
    promise.now["contradicted"] = True
    assert "☺ (glad)" in late_sentence(promise)
    assert "bemærkningen siger noget andet end tegnet" in late_sentence(promise)


def test_minutes_without_a_title_are_named_by_committee_and_day() -> None:
    assert document_title({"title": None, "scope": "Økonomiudvalget", "document_date": date(2031, 6, 3)}) == "Økonomiudvalget 3. juni 2031"
    assert document_title({"title": None, "scope": None, "document_date": None}) == "dokument uden titel"


def test_a_headline_names_its_round_how_many_of_how_many_and_what_is_worse() -> None:
    def said(*golds: Row) -> str:
        tables = matched(tables_of(golds))
        tables["standings"] = standings(tables)
        tables["changes"] = changes(tables)
        made = book(tables)
        return headline_of(made.agreements[0], found(made)["forvaerret"])

    bad, good = initiative("1.1", "Ladcykler", GLAD, SOUR), initiative("1.2", "Natlys", GLAD, GLAD)
    counted = "af 2 indsatser med en forfalden milepæl er ikke nået eller kun delvist"
    assert said(edition(2, bad, good)) == f"Anden opfølgning 2031: 1 {counted}; 1 blev værre siden sidst."
    assert said(edition(1, bad, good), edition(2, good, good | {"number": "1.3"})).endswith("; ingen blev værre siden sidst.")
    new = initiative("1.3", "Cykelbyen", ("Købt.", None), GLAD)
    compared = said(edition(1, good), edition(2, good, new))
    assert compared.endswith("; ingen af de 1 med tegn fra to runder blev værre siden sidst."), "none is said of what was compared"
    assert said(edition(2, good)).endswith("ikke nået eller kun delvist; ingen blev værre siden sidst."), "it prints both rounds' signs"
    plan = initiative("1.1", "Ladcykler", ("Købt.", None)), initiative("1.2", "Natlys", ("Valgt.", None))
    assert said(edition(0, *plan)) == "Udmøntning 2031: ingen af 2 indsatser har en forfalden milepæl endnu."
