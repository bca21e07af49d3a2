from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from parsers.model.findings import Code, finding
from parsers.model.records import Finding, Kind, Responsibility, Role, Severity
from parsers.model.rows import Place
from pipeline.ingest.rows import File, rows_of, tables_of
from pipeline.schema.checks import faults
from pipeline.schema.reasons import FileCode
from tests.answers import gold, read
from tests.made_documents import document, file, initiative, milestone, source

STORIES = Path(__file__).parents[2] / "fixtures" / "text"


def column(rows: list[dict[str, Any]], name: str) -> list[Any]:
    return [row[name] for row in rows]


def test_a_paper_becomes_rows_that_hold_together() -> None:
    tables = tables_of([file(document(initiative("1.1"), initiative("1.2")))])
    assert faults(tables) == []
    assert {name: len(rows) for name, rows in tables.items() if rows} == {
        "files": 1,
        "documents": 1,
        "legends": 1,
        "initiatives": 2,
        "responsibilities": 6,
        "milestones": 4,
        "status_notes": 2,
        "economy_notes": 2,
        "places": 10,
    }


def test_the_second_document_of_a_file_is_named_after_the_first() -> None:
    tables = tables_of([file(document(initiative()), document(initiative(), kind=Kind.EXTRA, year=2030))])
    first, second = column(tables["documents"], "document_id")
    assert second == f"{first}-2"
    assert column(tables["initiatives"], "initiative_id") == ["2031/1.1", "2030/1.1"]


def test_rows_are_named_after_their_initiative_and_place_in_it() -> None:
    tables = tables_of([file(document(initiative("4.01.2")))])
    assert column(tables["milestones"], "milestone_id") == ["2031/4.01.2/m1", "2031/4.01.2/m2"]
    assert column(tables["economy_notes"], "economy_id") == ["2031/4.01.2/e1"]
    assert column(tables["initiatives"], "promise_id") == ["2031/4.01.2"]


def test_two_committees_are_two_responsibilities() -> None:
    rows = tables_of([file(document(initiative()))])["responsibilities"]
    assert [(row["role"], row["ordinal"], row["name"]) for row in rows] == [
        ("center", 1, "Center for Stier"),
        ("committee", 1, "Stiudvalget"),
        ("committee", 2, "Broudvalget"),
    ]
    assert column(rows, "body") == [None, None, None]


def test_a_responsible_name_in_any_spelling_is_one_body() -> None:
    spelt = [Responsibility(Role.COMMITTEE, "Social-og Sundhedsudvalgets"), Responsibility(Role.CENTER, "C-SS")]
    named = replace(initiative(), responsibilities=spelt)
    rows = tables_of([file(document(named))])["responsibilities"]
    assert [(row["name"], row["body"]) for row in rows] == [
        ("Social-og Sundhedsudvalgets", "Social- og Sundhedsudvalget"),
        ("C-SS", "Social og Sundhed"),
    ]


def test_enums_are_written_by_their_value_and_empty_cells_are_null() -> None:
    promise = initiative()
    promise.theme, promise.latest_status = "", " \n"
    tables = tables_of([file(document(promise))])
    row = tables["initiatives"][0]
    assert (type(row["funding"]), row["funding"], row["theme"], row["latest_status"]) == (str, "anlæg", None, None)


def test_half_a_surrogate_pair_does_not_keep_the_tables_from_being_written() -> None:
    tables = tables_of([file(document(initiative(title="En sti \ud83d")))])
    assert column(tables["initiatives"], "title") == ["En sti ?"]


def test_a_lost_year_is_taken_from_the_due_labels_and_doubted() -> None:
    tables = tables_of([file(document(initiative(), year=None))])
    assert column(tables["initiatives"], "initiative_id") == ["2031/1.1"]
    assert column(tables["documents"], "agreement_year") == [2031]
    assert column(tables["findings"], "code") == [Code.YEAR_LOST]


def test_a_year_that_nothing_tells_is_a_question_mark() -> None:
    promise = initiative()
    promise.milestones = [milestone(1, year=None)]
    tables = tables_of([file(document(promise, year=None))])
    assert column(tables["initiatives"], "initiative_id") == ["?/1.1"]
    assert column(tables["initiatives"], "agreement_year") == [None]


def test_a_year_that_the_reader_already_doubts_is_not_doubted_twice() -> None:
    told = finding(Code.YEAR_LOST, None)
    tables = tables_of([file(document(initiative(), year=None, findings=[told]))])
    assert column(tables["findings"], "code") == [Code.YEAR_LOST]


def test_an_agenda_without_a_year_has_lost_nothing() -> None:
    assert tables_of([file(document(kind=Kind.AGENDA, year=None))])["findings"] == []


def test_a_number_that_was_lost_or_repeated_keeps_its_row_and_says_so() -> None:
    tables = tables_of([file(document(initiative("4.12"), initiative(None), initiative("4.12")))])
    assert column(tables["initiatives"], "initiative_id") == ["2031/4.12", "2031/?1", "2031/4.12#2"]
    assert [(row["code"], row["source_table"], row["source_key"]) for row in tables["findings"]] == [
        (Code.NUMBER_LOST, "initiatives", "2031/?1"),
        (Code.NUMBER_REPEATED, "initiatives", "2031/4.12#2"),
    ]


def test_a_finding_names_the_row_it_is_about_even_when_that_row_has_an_equal() -> None:
    promise = initiative()
    promise.milestones = [milestone(1), milestone(1)]
    promise.milestones[1].ordinal = 2
    doubt = finding(Code.TWO_SIGNS, "☺☹", Place(line=7), promise.milestones[1])
    (row,) = tables_of([file(document(promise, findings=[doubt]))])["findings"]
    assert (row["source_table"], row["source_key"], row["line"], row["text"]) == ("milestones", "2031/1.1/m2", 7, "☺☹")


def test_findings_are_counted_through_the_whole_file() -> None:
    one, two = finding(Code.STRAY_TEXT, "a"), finding(Code.STRAY_TEXT, "b")
    read = file(document(initiative(), findings=[one]), document(initiative(), findings=[two]))
    assert read.reading
    read.reading.findings.append(finding(Code.FURNITURE, "c"))
    rows = tables_of([read])["findings"]
    assert [(row["ordinal"], row["text"], row["document_id"] is None) for row in rows] == [(1, "c", True), (2, "a", False), (3, "b", False)]


def test_an_error_makes_its_document_partial_and_no_other() -> None:
    fault = Finding(Severity.ERROR, Code.SIGNS_LOST, "Dokumentet har mistet sine smileys.")
    tables = tables_of([file(document(initiative(), findings=[fault]), document(initiative()))])
    assert column(tables["documents"], "state") == ["partial", "parsed"]


def test_a_document_that_nothing_reads_is_recognised() -> None:
    memo = document(kind=Kind.MEMO, year=None)
    memo.recognised = True
    assert column(tables_of([file(memo)])["documents"], "state") == ["recognised"]


def test_a_torn_row_has_its_parts_in_order_and_the_initiative_all_its_printed_rows() -> None:
    promise = initiative()
    promise.milestones = [milestone(1)]
    promise.milestones[0].places = [Place(page=3, x0=1.0, top=700.0, x1=90.0, bottom=780.0), Place(page=4, x0=1.0, top=50.0)]
    promise.latest_status_places = [Place(page=5)]
    rows = tables_of([file(document(promise))])["places"]
    assert [(row["source_key"], row["part"], row["printed_row"], row["page"]) for row in rows] == [
        ("2031/1.1", 1, "heading", None),
        ("2031/1.1", 2, "description", None),
        ("2031/1.1", 3, "latest_status", 5),
        ("2031/1.1/m1", 1, "milestone", 3),
        ("2031/1.1/m1", 2, "milestone", 4),
        ("2031/1.1/e1", 1, "economy", None),
    ]


def test_the_same_bytes_under_two_paths_are_told_once() -> None:
    once = file(document(initiative(), findings=[finding(Code.STRAY_TEXT, "a")]), path="a.txt", content=b"same")
    again = replace(once, source=source("b.txt", b"same"))
    tables = tables_of([once, again])
    assert faults(tables) == []
    assert [(row["path"], row["state"]) for row in tables["files"]] == [("a.txt", "read"), ("b.txt", "read")]
    assert len(tables["documents"]) == len(tables["findings"]) == 1


@pytest.mark.parametrize(("code", "state"), [(FileCode.BROKEN_PDF, "quarantined"), (FileCode.ARCHIVE, "skipped")])
def test_a_file_without_a_reading_has_its_row(code: FileCode, state: str) -> None:
    tables = tables_of([File(source("x.pdf"), code=code, detail="xref")])
    assert [(row["state"], row["code"]) for row in tables["files"]] == [(state, code)]
    assert len(tables["findings"]) == (state == "quarantined")


def test_a_refused_file_says_in_danish_what_to_do() -> None:
    (row,) = tables_of([File(source("x.pdf"), code=FileCode.PASSWORD)])["findings"]
    assert (row["path"], row["document_id"], row["severity"]) == ("x.pdf", None, "error")
    assert row["message"] == "Filen er låst med en adgangskode. Gem en kopi uden adgangskode."


def test_a_file_whose_bytes_were_never_read_has_no_id() -> None:
    nothing = replace(source(), sha256=None, size_bytes=None, media_type=None)
    (row,) = rows_of(File(nothing, code=FileCode.UNREADABLE))["files"]
    assert (row["file_id"], row["sha256"]) == (None, None)


@pytest.mark.parametrize("story", ["lost_number", "lost_year", "number_printed_twice"])
def test_a_story_about_names_gets_the_names_its_answer_says(story: str) -> None:
    expect = gold(STORIES / f"{story}.gold.json")["expect"]
    tables = tables_of([File(source(), read(STORIES / f"{story}.txt"))])
    assert column(tables["initiatives"], "initiative_id") == expect["initiative_ids"]
    doubts = {code for code in column(tables["findings"], "code") if code in (Code.YEAR_LOST, Code.NUMBER_LOST, Code.NUMBER_REPEATED)}
    assert doubts == {*expect.get("findings", []), *expect.get("run_findings", [])}
