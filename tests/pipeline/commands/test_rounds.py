"""`milepael diff`, `standings` and `delayed`, typed as people type them."""

from __future__ import annotations

import csv
import json
import shutil
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.commands.diff_json import json_schema
from pipeline.run import Options, run

FIXTURES = Path(__file__).parents[2] / "fixtures"
SERIES = FIXTURES / "series"
DOCS = Path(__file__).parents[3] / "docs"


@pytest.fixture(scope="module")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented agreement of 2033, all five rounds, read and published."""
    raw, out = tmp_path_factory.mktemp("raw"), tmp_path_factory.mktemp("out") / "parsed"
    for path in SERIES.glob("2033-?.txt"):
        shutil.copy(path, raw)
    run(Options([raw], out, pages=False))
    return out


def _typed(*words: str | Path, code: int = 0) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result


def _lines(*words: str | Path) -> list[str]:
    return _typed(*words).stdout.splitlines()


# ── diff ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_diff_begins_with_one_line_of_summary(parsed: Path) -> None:
    head, empty, first, *rest = _lines("diff", "2033:1", "2033:2", "--from", parsed)
    assert head.startswith("Fra første opfølgning 2033 til anden opfølgning 2033: ")
    assert " forskelle i " in head
    assert (empty, first) == ("", "Vigtig:")
    assert all(line.startswith("  Anden opfølgning 2033: ") for line in rest if line.startswith(" "))


def test_sides_may_be_rounds_files_and_documents(parsed: Path) -> None:
    rounds = _typed("diff", "2033:1", "2033:2", "--from", parsed, "--json").stdout
    told = json.loads(rounds)
    ids = [told[side][0]["document_id"] for side in ("from", "to")]
    for before, after in (("ballerup/2033:1", "ballerup/2033:2"), ("2033-1.txt", "2033-2.txt"), ids):
        assert _typed("diff", before, after, "--from", parsed, "--json").stdout == rounds


def test_two_files_are_compared_without_any_tables(tmp_path: Path, parsed: Path) -> None:
    files = SERIES / "2033-1.txt", SERIES / "2033-2.txt"
    alone = _typed("diff", *files, "--from", tmp_path, "--json").stdout
    assert alone == _typed("diff", "2033:1", "2033:2", "--from", parsed, "--json").stdout


def test_two_folders_are_compared_by_their_newest_rounds(tmp_path: Path, parsed: Path) -> None:
    raw, older = tmp_path / "raw", tmp_path / "older"
    raw.mkdir()
    for number in (0, 1):
        shutil.copy(SERIES / f"2033-{number}.txt", raw)
    run(Options([raw], older, pages=False))
    told = json.loads(_typed("diff", older, parsed, "--json").stdout)
    assert [told[side][0]["followup_number"] for side in ("from", "to")] == [1, 4]
    wanted = json.loads(_typed("diff", "2033:1", "2033:4", "--from", parsed, "--json").stdout)
    assert [row["change_id"] for row in told["changes"]] == [row["change_id"] for row in wanted["changes"]]


def test_only_some_kinds_and_only_what_matters(parsed: Path) -> None:
    def told(*options: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(_typed("diff", "2033:1", "2033:2", "--from", parsed, "--json", *options).stdout)["changes"]
        return found

    assert {row["change"] for row in told("--only", "smiley_set", "--only", "standing_worsened")} == {"smiley_set", "standing_worsened"}
    assert {row["severity"] for row in told("--severity", "alarm")} == {"alarm"}
    assert {row["severity"] for row in told("--severity", "notice")} == {"alarm", "notice"}


def test_check_ends_with_one_when_there_are_changes(parsed: Path) -> None:
    _typed("diff", "2033:1", "2033:2", "--from", parsed, "--check", code=1)
    same = _typed("diff", "2033:1", "2033:1", "--from", parsed, "--check")
    assert (
        same.stdout == "Fra første opfølgning 2033 til første opfølgning 2033: ingen forskelle på 12 indsatser, der findes på begge sider\n"
    )
    _typed("diff", "2033:1", "2033:2", "--from", parsed, "--check", "--only", "funding_changed")


def test_the_json_is_what_its_schema_promises(parsed: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    for sides in (("2033:0", "2033:4"), ("2033:2", "2033:2")):
        jsonschema.validate(json.loads(_typed("diff", *sides, "--from", parsed, "--json").stdout), json_schema())


def test_the_published_schema_is_the_declared_one() -> None:
    published = (DOCS / "diff.schema.json").read_text(encoding="utf-8")
    assert published == _typed("diff", "--json-schema").stdout, "write it anew: milepael diff --json-schema > docs/diff.schema.json"


def test_the_csv_holds_the_same_changes(parsed: Path) -> None:
    rows = list(csv.DictReader(StringIO(_typed("diff", "2033:1", "2033:2", "--from", parsed, "--csv").stdout)))
    told = json.loads(_typed("diff", "2033:1", "2033:2", "--from", parsed, "--json").stdout)["changes"]
    assert [row["change_id"] for row in rows] == [row["change_id"] for row in told]
    assert list(rows[0]) == list(told[0])


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("2033:1", "2033:9", "The rounds are 2033:0, 2033:1, 2033:2, 2033:3, 2033:4."),
        ("2033:1", "nothing.pdf", "nothing.pdf: there is no such round, document, file or folder."),
        ("herlev/2033:1", "2033:2", "herlev/2033:1: there is no document of that round."),
    ],
)
def test_what_names_nothing_is_refused_with_what_there_is(parsed: Path, before: str, after: str, said: str) -> None:
    assert said in _typed("diff", before, after, "--from", parsed, code=3).stderr


def test_documents_of_different_agreements_are_not_compared(parsed: Path) -> None:
    other = FIXTURES / "series" / "missing_round" / "1.txt"
    assert "not about the same agreement" in _typed("diff", "2033:1", other, "--from", parsed, code=3).stderr


def test_a_folder_without_tables_says_how_to_make_them(tmp_path: Path) -> None:
    for command in (["diff", "2033:1", "2033:2"], ["standings"], ["delayed"]):
        assert "milepael run" in _typed(*command, "--from", tmp_path, code=3).stderr


def test_tables_of_another_reader_are_refused_with_the_advice_to_read_again(parsed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.commands.sides.PARSER_VERSION", "99.0.0")
    said = _typed("diff", "2033:1", "2033:2", "--from", parsed, code=3).stderr
    assert "99.0.0" in said
    assert "Read the files again: milepael run" in said


# ── standings and delayed ────────────────────────────────────────────────────────────────────────────────────────────


def test_standings_show_a_mark_for_each_round(parsed: Path) -> None:
    head, *lines = _lines("standings", "--from", parsed)
    assert head.startswith("Aftale om budget 2033 (Ballerup Kommune): ")
    strips = [line for line in lines if line.startswith("  ")]
    assert any("×" in line for line in strips)  # one of them disappears
    assert all(mark in lines[-2] for mark in "☺😐☹·×")


def test_standings_as_json_and_csv_name_the_promise(parsed: Path) -> None:
    told = json.loads(_typed("standings", "--from", parsed, "--json").stdout)
    rows = list(csv.DictReader(StringIO(_typed("standings", "--from", parsed, "--csv").stdout)))
    assert len(told) == len(rows) > 40
    assert {row["title"] for row in told} == {row["title"] for row in rows}
    assert all(row["title"] for row in told)


def test_delayed_names_what_it_counts_among_and_quotes_the_source(parsed: Path) -> None:
    head, *lines = _lines("delayed", "--from", parsed)
    late = json.loads(_typed("delayed", "--from", parsed, "--json").stdout)
    assert head.startswith(f"Aftale om budget 2033: {len(late)} af ")
    assert "indsatser med en forfalden milepæl" in head
    text = "\n".join(lines)
    for row in late:
        assert f"{row['number']} {row['title']}: " in text
        assert row["smiley"] in ("mellem", "sur", "mellem_eller_sur")
        assert row["status_note"] is None or " ".join(row["status_note"].split()) in text
        assert f"linje {row['line']}" in text


def test_delayed_can_be_asked_of_one_committee_centre_or_year(parsed: Path) -> None:
    whole = json.loads(_typed("delayed", "--from", parsed, "--json").stdout)
    name = whole[0]["responsible_committee"]
    own = json.loads(_typed("delayed", "--from", parsed, "--json", "--committee", name.lower().replace("-", "")).stdout)
    assert own == [row for row in whole if row["responsible_committee"] == name]
    center = whole[0]["responsible_center"]
    assert json.loads(_typed("delayed", "--from", parsed, "--json", "--center", center).stdout) == [
        row for row in whole if row["responsible_center"] == center
    ]
    assert json.loads(_typed("delayed", "--from", parsed, "--json", "--year", "2033").stdout) == whole


def test_a_committee_can_be_asked_for_under_the_name_it_has_since(parsed: Path) -> None:
    whole = json.loads(_typed("standings", "--from", parsed, "--json").stdout)
    asked = ("--committee", "Klima- og Miljøudvalget")
    since = json.loads(_typed("standings", "--from", parsed, "--json", *asked).stdout)
    assert since == [row for row in whole if "Teknik- og Miljøudvalget" in (row["responsible_committee"] or "")]
    assert since


def test_two_committees_that_answer_together_are_offered_one_by_one(parsed: Path) -> None:
    offered = _typed("delayed", "--from", parsed, "--committee", "Ingenudvalget", code=2).stderr.partition("There are: ")[2]
    assert offered
    assert " samt " not in offered


@pytest.mark.parametrize(("option", "value"), [("--committee", "Ingenudvalget"), ("--center", "Ingen"), ("--year", "1999")])
def test_a_name_that_nobody_has_is_a_slip_and_no_answer_of_none(parsed: Path, option: str, value: str) -> None:
    assert value in _typed("delayed", "--from", parsed, option, value, code=2).stderr


@pytest.mark.corpus
def test_the_real_follow_up_says_who_is_late(shared: Path, tmp_path: Path) -> None:
    run(Options([shared / "seeds"], tmp_path, pages=False))
    lines = _lines("delayed", "--from", tmp_path)
    assert "Aftale om budget 2018: 3 af 4 indsatser med en forfalden milepæl står ikke med ☺" in lines
    assert "  4.12 står med ☺, men dens egne ord siger noget andet." in lines
    late = json.loads(_typed("delayed", "--from", tmp_path, "--json", "--year", "2019").stdout)
    assert {row["number"] for row in late} >= {"1.1", "1.6", "1.11", "1.19", "2.7"}
    assert next(row for row in late if row["number"] == "1.19")["original_due_round"] == 1


def test_two_forms_at_once_are_a_slip(parsed: Path) -> None:
    assert "name one of them" in _typed("delayed", "--json", "--csv", "--from", parsed, code=2).output


def test_a_part_of_the_differences_is_told_with_how_many_there_are(parsed: Path) -> None:
    whole, part = (_lines("diff", "2033:1", "2033:2", "--from", parsed, *words)[0] for words in ((), ("--severity", "alarm")))
    among = whole.split(": ")[1].split(" ")[0]
    assert part.endswith(f"; i alt er der {among}")
