"""What people say about rows and cells: followed and said so, or refused and said so, never dropped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.errors import ConfigurationError
from pipeline.promises.answers import ANSWERS
from pipeline.promises.overrides import MATCHES, READINGS, Overrules, matched_by_people, overrules, read_by_people
from tests.gold_tables import Row, Tables, edition, initiative, tables_of

WHO = 'who = "en læser"\nwhy = "set på papiret"\n'


def _tables() -> Tables:
    tables = tables_of(
        [
            edition(1, initiative("1.1", "Ladcykler", ("Købt.", "glad"), (None, "ukendt"), (None, "glad"))),
            edition(2, initiative("1.7", "Grøn kørsel", ("Købt.", "glad"))),
        ]
    )
    for place, row in enumerate(tables["documents"]):
        row["file_id"] = f"{place:016x}"
    tables["files"] = [{"path": f"{place}.pdf", "file_id": f"{place:016x}"} for place in (0, 1)]
    for row in tables["milestones"]:
        row |= {
            "smiley_sign": "billede" if row["smiley"] else None,
            "smiley_basis": "shape",
            "smiley_confidence": 0.5,
            "carried_forward": False,
        }
    return tables


def _words(folder: Path, text: str, name: str = READINGS) -> Overrules:
    (folder / name).write_text(text, encoding="utf-8")
    return overrules([folder])


def _reading(column: str, value: str, row: str = "2031/1.1/m2", more: str = "") -> str:
    return f'[[reading]]\nsha256 = "{0:064x}"\nrow = "{row}"\ncolumn = "{column}"\nvalue = "{value}"\n{WHO}{more}'


def _row(tables: Tables, key: str = "2031/1.1/m2") -> Row:
    return next(row for row in tables["milestones"] if row["milestone_id"] == key)


def test_a_cell_that_a_person_has_read_says_so(tmp_path: Path) -> None:
    given = _tables()
    tables = read_by_people(given, _words(tmp_path, _reading("smiley", "glad")))
    row = _row(tables)
    assert (row["smiley"], row["smiley_basis"], row["smiley_confidence"], row["smiley_sign"]) == ("glad", "human", 1.0, "billede")
    assert [(one["path"], one["code"], one["severity"], one["source_key"]) for one in tables["findings"]] == [
        ("0.pdf", "human_reading", "info", "2031/1.1/m2")
    ]
    assert "en læser" in tables["findings"][0]["message"]
    assert _row(given)["smiley"] == "ukendt"  # what was given stays as it was
    assert given["findings"] == []


def test_what_is_carried_forward_is_told_again_after_a_reading(tmp_path: Path) -> None:
    tables = read_by_people(_tables(), _words(tmp_path, _reading("smiley", "glad")))
    assert [row["carried_forward"] for row in tables["milestones"][:4]] == [False, True, True, False]
    tables = read_by_people(_tables(), _words(tmp_path, _reading("smiley", "sur")))
    assert [row["carried_forward"] for row in tables["milestones"][:4]] == [False, False, False, False]


def test_a_time_that_a_person_has_read_is_read_as_a_time(tmp_path: Path) -> None:
    row = _row(read_by_people(_tables(), _words(tmp_path, _reading("due_label", "3. budgetopfølgning 2031"))))
    assert (row["due_label"], row["due_year"], row["due_round"], row["due_date"]) == ("3. budgetopfølgning 2031", 2031, 3, None)


def test_a_word_and_an_empty_cell_can_be_read_too(tmp_path: Path) -> None:
    words = _words(tmp_path, _reading("text", "Cyklerne kører.") + _reading("smiley", ""))
    row = _row(read_by_people(_tables(), words))
    assert (row["text"], row["smiley"]) == ("Cyklerne kører.", None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (_reading("smiley", "glad", more='printed = "☺"\n'), "Der står nu »billede«, ikke »☺«."),
        (_reading("smiley", "fin"), "»fin« er ikke en værdi"),
        (_reading("ordinal", "3"), "Kolonnen »ordinal« kan ikke rettes"),
        (_reading("smiley", "glad", row="2031/9.9/m1"), "Rækken findes ikke"),
        (_reading("smiley", "glad", more="document = 2\n"), "Rækken findes ikke"),
        (_reading("smiley", "glad").replace("0" * 64, "f" * 64), "er ikke blandt de læste"),
    ],
)
def test_what_no_longer_fits_is_refused_and_said(tmp_path: Path, text: str, reason: str) -> None:
    tables = read_by_people(_tables(), _words(tmp_path, text))
    assert tables["milestones"] == _tables()["milestones"]
    [finding] = tables["findings"]
    assert (finding["code"], finding["severity"]) == ("overrule_refused", "warning")
    assert reason in finding["message"]
    assert finding["path"] == "0.pdf"


def _match(more: str = "", row: str = "2031/1.7", known: str = "2031/1.1") -> str:
    return f'[[match]]\nsha256 = "{1:016x}"\nrow = "{row}"\nis = "{known}"\n{WHO}{more}'


def test_a_person_says_that_this_row_is_that_row(tmp_path: Path) -> None:
    tables = _tables()
    words = _words(tmp_path, _match('printed = "Grøn  kørsel"\n'), MATCHES)
    human, findings = matched_by_people(tables, words)
    assert human == {(tables["documents"][1]["document_id"], "2031/1.7"): "2031/1.1"}
    assert [(one["path"], one["code"]) for one in findings] == [("1.pdf", "human_match")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (_match('printed = "Sort kørsel"\n'), "Der står nu »Grøn kørsel«"),
        (_match(known="2031/8.8"), "ingen tidligere række 2031/8.8"),
        (_match(row="2031/8.8"), "Rækken findes ikke"),
    ],
)
def test_a_match_whose_words_have_changed_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    human, [finding] = matched_by_people(_tables(), _words(tmp_path, text, MATCHES))
    assert human == {}
    assert finding["code"] == "overrule_refused"
    assert reason in finding["message"]


@pytest.mark.parametrize(
    "text",
    [
        "[[reading]\n",
        "x = 1\n",
        "reading = 3\n",
        '[[reading]]\nrow = "x"\n',
        _reading("smiley", "glad", more='colour = "red"\n'),
        _reading("smiley", "glad", more='document = "2"\n'),
    ],
)
def test_a_file_that_cannot_be_understood_stops_the_run(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigurationError, match=READINGS):
        _words(tmp_path, text)


def test_without_the_files_nothing_is_overruled(tmp_path: Path) -> None:
    assert overrules([tmp_path]) == Overrules()
    assert read_by_people(_tables(), Overrules()) == _tables()


def test_findings_are_counted_on_behind_those_of_the_file(tmp_path: Path) -> None:
    tables = _tables()
    tables["findings"] = [{"path": "0.pdf", "ordinal": 7, "document_id": None, "code": "furniture", "severity": "info"}]
    read = read_by_people(tables, _words(tmp_path, _reading("smiley", "glad") + _reading("text", "Kører.")))
    assert [row["ordinal"] for row in read["findings"]] == [7, 8, 9]


def test_the_words_lie_beside_a_file_that_is_read_alone(tmp_path: Path) -> None:
    _words(tmp_path, _reading("smiley", "glad"))
    (tmp_path / "a.txt").touch()
    assert len(overrules([tmp_path / "a.txt", tmp_path]).readings) == 1


def test_the_examples_in_the_docs_are_understood(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "overruling.md").read_text(encoding="utf-8")
    reading, match, answer = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    (tmp_path / READINGS).write_text(reading, encoding="utf-8")
    (tmp_path / MATCHES).write_text(match, encoding="utf-8")
    (tmp_path / ANSWERS).write_text(answer, encoding="utf-8")
    told = overrules([tmp_path])
    assert (len(told.readings), len(told.matches), len(told.answers)) == (1, 1, 1)
