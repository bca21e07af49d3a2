"""How well documents are read whose answers are known: what is counted, and that the page tells what was measured."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from docs.measure_accuracy import Document, count, invented, measured, named, outside
from pipeline.report import write_report
from pipeline.report.accuracy import Origin, Tally, measurement
from pipeline.version import __version__
from tests.report_samples import texts


def tally(told: list[dict[str, Any]], read: list[dict[str, Any]]) -> dict[str, Any]:
    counted = Tally("invented", "txt", "followup")
    count(counted, named(told), named(read))
    return {name: number for name, number in asdict(counted).items() if isinstance(number, int) and number}


ROW = {"extra": False, "number": "1.1", "title": "Bænke", "theme": "", "milestones": [{"text": "Bænkene er sat op.", "smiley": "glad"}]}


def test_what_is_printed_counts_and_an_empty_cell_does_not() -> None:
    assert tally([ROW], [ROW]) == {"documents": 1, "rows": 1, "found": 1, "fields": 4, "right": 4, "signs": 1}


def test_a_row_that_was_missed_has_no_field_right() -> None:
    assert tally([ROW], []) == {"documents": 1, "rows": 1, "fields": 4, "signs": 1, "signs_wrong": 1}


def test_a_row_too_many_is_told_and_a_field_too_many_is_wrong() -> None:
    more = ROW | {"theme": "Byen"}
    assert tally([ROW], [more, more]) == {"documents": 1, "rows": 1, "found": 1, "extra": 1, "fields": 5, "right": 4, "signs": 1}


@pytest.mark.parametrize(("sign", "fault"), [("sur", "signs_wrong"), ("", "signs_wrong"), ("ukendt", "signs_unknown")])
def test_a_wrong_sign_is_worse_than_one_called_unknown(sign: str, fault: str) -> None:
    read = ROW | {"milestones": [{"text": "Bænkene er sat op.", "smiley": sign}]}
    assert tally([ROW], [read]) == {"documents": 1, "rows": 1, "found": 1, "fields": 4, "right": 3, "signs": 1, fault: 1}


def read_as_well_as_told(source: Origin, documents: Iterable[Document]) -> bool:
    """Whether every kind is read no worse now than the committed measurement says, on whatever documents there are by now."""
    told = {(one.medium, one.kind): one for one in measurement().tallies if one.source == source}
    now = {(one.medium, one.kind): one for one in measured(source, documents)}
    assert told.keys() <= now.keys()
    return all(
        now[key].right * one.fields >= one.right * now[key].fields and now[key].signs_wrong <= one.signs_wrong for key, one in told.items()
    )


def test_what_is_committed_was_measured_of_this_version_and_still_holds() -> None:
    assert measurement().version == __version__
    assert read_as_well_as_told(Origin.INVENTED, invented())


@pytest.mark.corpus
@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(("source", "folder"), [(Origin.REAL, "seeds"), (Origin.REPRINTED, "corpus")])
def test_what_was_measured_outside_the_repository_still_holds(source: Origin, folder: str) -> None:
    assert read_as_well_as_told(source, outside(folder))


def test_the_method_page_shows_the_committed_figures_with_their_version_and_what_they_leave_out(tmp_path: Path) -> None:
    write_report(texts(), tmp_path / "report")
    html = LexborHTMLParser((tmp_path / "report" / "metode.html").read_text("utf-8"))
    told = measurement()
    shown = [[" ".join(cell.text().split()) for cell in row.css("td")] for row in html.css("#maaling tbody tr")]
    assert [(found, right) for _, found, right in shown] == [
        (f"{one.found} af {one.rows}", f"{one.right} af {one.fields}") for one in told.tallies
    ]
    section = " ".join((html.css_first("section[aria-labelledby=sikkerhed]") or html).text().split())
    assert f"for milepael {told.version}" in section
    assert str(told.day.year) in section
    assert f"Af {told.signs} smileys blev {told.signs_wrong} læst forkert og {told.signs_unknown} slet ikke." in section
    assert "Hvad målingen ikke dækker" in section


def test_a_report_of_another_version_says_that_it_was_not_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.report.pages.__version__", "9.9.9")
    write_report(texts(), tmp_path / "report")
    assert "læst med milepael 9.9.9, som ikke er målt" in (tmp_path / "report" / "metode.html").read_text("utf-8")


def test_each_wrong_field_of_another_programs_print_is_counted_once_as_told_or_not() -> None:
    prints = measurement().prints
    assert prints
    for one in prints:
        assert one.wrong == one.said + one.said_elsewhere + one.unsaid
        assert one.perfect <= one.files
