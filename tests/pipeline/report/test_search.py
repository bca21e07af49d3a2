"""What the search field looks through."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.report.book import book
from pipeline.report.meetings import meetings
from pipeline.report.search import search_index
from tests.report_samples import Tables, tables_of, texts, with_minutes


def index(tables: Tables) -> dict[str, Any]:
    held = book(tables)
    script = search_index(held, meetings(held), {})
    assert script.startswith("const SEARCH_INDEX = ")
    found: dict[str, Any] = json.loads(script.removeprefix("const SEARCH_INDEX = ").rstrip().removesuffix(";"))
    return found


def test_every_printed_text_of_a_promise_is_in_it_and_each_only_once() -> None:
    tables = texts()
    found = index(tables)["promises"]
    said = {" ".join(words.split()) for _, _, every in found for _, _, words in every}
    for table, columns in (
        ("initiatives", ("title", "description")),
        ("milestones", ("text", "status_note")),
        ("economy_notes", ("text",)),
    ):
        for row in tables[table]:
            assert {" ".join((row[column] or "").split()) for column in columns} - {""} <= said
    for address, _, every in found:
        words = [words for _, _, words in every]
        assert len(words) == len(set(words)), address


def test_a_sign_and_a_status_are_no_text() -> None:
    labels = {label.partition(",")[0] for _, _, every in index(texts())["promises"] for label, _, _ in every}
    assert not {"Smiley", "Status", "Tegn"} & labels


def test_the_sections_of_every_item_of_a_meeting_are_in_it(tmp_path: Path) -> None:
    found = index(tables_of(with_minutes(tmp_path)))["meetings"]
    assert any("murværket" in words and "#punkt-3" in address for address, _, words in found)
    assert any("Taget til efterretning" in words for _, _, words in found)
