from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from parsers.model.content import UnreadableError
from parsers.model.records import Kind
from parsers.reading import FileReading
from pipeline.errors import NothingPublishedError
from pipeline.ingest.readings import Job, ReadingOutcome
from pipeline.run import Options, Watcher, run
from tests.hostile import lay_hostile
from tests.made_documents import document, initiative

SAMPLES = Path(__file__).parents[2] / "data" / "raw"


def told_read(job: Job) -> FileReading:
    """A reader that does what the file's words say."""
    match job.where.location.read_text(encoding="utf-8").split()[0]:
        case "plan":
            return FileReading("text", None, [document(initiative(), kind=Kind.PLAN)])
        case "empty-followup":
            return FileReading("text", None, [document()])
        case "memo":
            memo = document(kind=Kind.MEMO, year=None)
            memo.recognised = True
            return FileReading("text", None, [memo])
        case "locked":
            raise UnreadableError("password", "wants a password")
        case "impossible":
            promise = initiative()
            promise.milestones[0].due.year = 1_000_000
            return FileReading("text", None, [document(promise)])
    raise AssertionError(job)


def lay(folder: Path, **words: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in words.items():
        (folder / f"{name}.txt").write_text(f"{text} {name}", encoding="utf-8")
    return folder


def report_on(tmp_path: Path, strict: bool = False, **words: str) -> dict[str, Any]:
    raw = lay(tmp_path / "raw", **words)
    return run(Options([raw], tmp_path / "parsed", strict=strict, read=told_read))


def table(folder: Path, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(folder / f"{name}.parquet").to_pylist()
    return rows


def test_a_clean_run_ends_with_zero_and_tells_what_came_out(tmp_path: Path) -> None:
    report = report_on(tmp_path, a="plan", b="memo")
    assert report["exit_code"] == 0
    assert report["counts"]["files"] == {"read": 2, "quarantined": 0, "skipped": 0}
    assert report["counts"]["kinds"] == {"memo": 1, "plan": 1}
    assert report["counts"]["rows"]["milestones"] == 2
    assert json.loads((tmp_path / "parsed" / "run.json").read_bytes()) == report


def unchanged(report: dict[str, Any]) -> dict[str, bool]:
    return {file["path"]: file["unchanged"] for file in report["files"]}


def test_a_file_is_unchanged_when_its_bytes_are_those_of_the_run_before(tmp_path: Path) -> None:
    first = report_on(tmp_path, a="plan", b="memo", c="locked")
    assert not any(unchanged(first).values())
    again = report_on(tmp_path, a="plan", b="plan", c="locked")
    assert unchanged(again) == {"a.txt": True, "b.txt": False, "c.txt": True}
    assert again["counts"]["unchanged"] == 2
    assert [file["state"] for file in again["files"]] == ["read", "read", "quarantined"]


def test_what_another_version_read_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report_on(tmp_path, a="plan")
    monkeypatch.setattr("pipeline.ingest.cache.PARSER_VERSION", "9.9.9")
    again = report_on(tmp_path, a="plan")
    assert [(file["unchanged"], file["why"]) for file in again["files"]] == [(False, "another version of the reader")]


def test_a_document_that_nothing_reads_yet_is_said_to_be_recognised(tmp_path: Path) -> None:
    (file,) = report_on(tmp_path, a="memo")["files"]
    assert [(document["kind"], document["state"]) for document in file["documents"]] == [("memo", "recognised")]


def test_a_refused_file_ends_the_run_with_one_and_costs_the_others_nothing(tmp_path: Path) -> None:
    report = report_on(tmp_path, a="plan", b="locked")
    assert report["exit_code"] == 1
    assert [(file["path"], file["state"], file["code"]) for file in report["files"]] == [
        ("a.txt", "read", None),
        ("b.txt", "quarantined", "password"),
    ]
    assert report["files"][1]["reason"] == "The file wants a password. Save a copy without one."
    assert len(table(tmp_path / "parsed", "initiatives")) == 1


def test_a_reading_that_breaks_the_schema_is_quarantined_and_costs_the_others_nothing(tmp_path: Path) -> None:
    report = report_on(tmp_path, a="plan", b="impossible")
    fault = report["files"][1]
    assert fault["code"] == "reader_failed"
    assert fault["detail"].endswith("2031/1.1/m1: due_year is 1000000, not int16")
    assert len(table(tmp_path / "parsed", "initiatives")) == 1


def test_a_followup_without_initiatives_is_a_doubt(tmp_path: Path) -> None:
    assert report_on(tmp_path, a="plan", b="empty-followup")["exit_code"] == 1


def test_strict_makes_any_error_a_doubt(tmp_path: Path) -> None:
    fault = lay(tmp_path / "raw", a="plan")
    options = Options([fault], tmp_path / "parsed", strict=True, read=faulty_read)
    assert run(options)["exit_code"] == 1
    assert run(Options([fault], tmp_path / "parsed", read=faulty_read))["exit_code"] == 0


def faulty_read(job: Job) -> FileReading:
    from parsers.model.findings import Code, finding

    return FileReading("text", None, [document(initiative(), findings=[finding(Code.UNREAD_ROW, "?")])])


def test_the_same_bytes_are_read_once_and_met_twice(tmp_path: Path) -> None:
    raw = lay(tmp_path / "raw", a="plan")
    (raw / "copy.txt").write_bytes((raw / "a.txt").read_bytes())
    watched: list[ReadingOutcome] = []
    run(Options([raw], tmp_path / "parsed", read=told_read), Watcher(done=watched.append))
    assert len(watched) == 1
    assert [row["state"] for row in table(tmp_path / "parsed", "files")] == ["read", "read"]
    assert len(table(tmp_path / "parsed", "documents")) == 1


def test_an_empty_folder_publishes_nothing_and_says_what_to_do(tmp_path: Path) -> None:
    report_on(tmp_path, a="plan")
    (tmp_path / "none").mkdir()
    with pytest.raises(NothingPublishedError, match=r"none: no file to read here\. Put PDF or text files in it"):
        run(Options([tmp_path / "none"], tmp_path / "parsed", read=told_read))
    assert len(table(tmp_path / "parsed", "documents")) == 1


def test_a_folder_that_cannot_be_written_publishes_nothing(tmp_path: Path) -> None:
    raw = lay(tmp_path / "raw", a="plan")
    with pytest.raises(NothingPublishedError, match=r"a\.txt.*Not a directory"):
        run(Options([raw], raw / "a.txt" / "parsed", read=told_read))


def test_two_runs_give_the_same_bytes_however_many_workers(tmp_path: Path) -> None:
    for out, jobs in (("one", 1), ("two", 2)):
        run(Options([SAMPLES], tmp_path / out, jobs=jobs))
    data = [path.name for path in (tmp_path / "one").iterdir() if path.suffix == ".parquet" or path.name == "datapackage.json"]
    assert len(data) > 5
    assert all((tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() for name in data)


def test_files_are_read_while_others_are_looked_at_and_the_tables_are_as_if_all_had_been_listed_first(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    lay_hostile(folder)
    for name in ("a", "b"):  # the same bytes, of whom one folder names the municipality
        (folder / name).mkdir()
        (folder / name / "referat.txt").write_text("Referat\nUdvalget den 3. marts 2031\n\nPunkt 1. Meddelelser\n", "utf-8")
    (folder / "sources.toml").write_text('[folders]\n"b" = "ballerup"\n', "utf-8")
    pdf = next(path for path in sorted(SAMPLES.glob("*.pdf")))
    (folder / "a" / "uden-navn").write_bytes(pdf.read_bytes())
    told, seen = [], []
    for jobs in (1, 2):
        done: list[str] = []
        watcher = Watcher(seen.append, lambda outcome, done=done: done.append(outcome.job.sha256))  # type: ignore[misc]
        report = run(Options([folder], tmp_path / str(jobs), jobs=jobs, pages=False, seconds=30), watcher)
        assert len(done) == len(set(done)), "each file's bytes are read once"
        assert seen[-1] == len(done), "in the end it is told how many were read"
        told.append((report["files"], report["counts"], sorted(done)))
    assert told[0] == told[1]
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / jobs).glob("*.parquet")} for jobs in "12")
    assert one == two


def test_nothing_is_published_of_a_folder_without_a_file_however_many_jobs_there_are(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / ".hidden").write_text("x", "utf-8")
    for jobs in (1, 2):
        with pytest.raises(NothingPublishedError):
            run(Options([tmp_path / "in"], tmp_path / "out", jobs=jobs))


def test_the_samples_are_read_clean(tmp_path: Path) -> None:
    report = run(Options([SAMPLES], tmp_path, jobs=2))
    assert report["exit_code"] == 0
    assert report["counts"]["documents"]["partial"] == 0
    assert report["counts"]["rows"]["initiatives"] > 0


@pytest.mark.corpus
def test_the_real_texts_are_read_exactly_as_printed(tmp_path: Path, shared: Path) -> None:
    report = run(Options([shared / "seeds"], tmp_path, jobs=2))
    assert report["exit_code"] == 0
    assert report["counts"]["kinds"] == {"agenda": 1, "extra": 1, "followup": 1, "memo": 1, "plan": 1, "strategy": 1}
    rows = report["counts"]["rows"]
    assert (rows["initiatives"], rows["milestones"], rows["economy_notes"]) == (107, 428, 107)
    answers = [shared / "gold" / f"{name}.gold.json" for name in ("udmoentning-2018", "anden-opfoelgning-2019")]
    score = subprocess.run(
        [sys.executable, shared / "tools" / "score.py", "parquet", tmp_path, *answers], capture_output=True, text=True, check=True
    )
    last = score.stdout.splitlines()[-1]
    assert last.endswith("= 1.00000 spaced 1.00000"), score.stdout


def test_a_hostile_folder_ends_as_rows_each_with_its_code(tmp_path: Path) -> None:
    expected = lay_hostile(tmp_path / "in")
    before = sorted((path, path.lstat().st_mtime_ns) for path in (tmp_path / "in").rglob("*"))
    report = run(Options([tmp_path / "in"], tmp_path / "out", jobs=2, pages=False, seconds=30))
    assert {row["path"]: row["code"] for row in table(tmp_path / "out", "files")} == expected
    assert report["exit_code"] == 1
    assert sorted((path, path.lstat().st_mtime_ns) for path in (tmp_path / "in").rglob("*")) == before
    again = run(Options([tmp_path / "in"], tmp_path / "out", jobs=2, pages=False, seconds=30))
    assert all(file["unchanged"] for file in again["files"] if file["state"] == "read")


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix == ".parquet"}


def test_a_run_that_finds_all_as_it_was_publishes_the_same_set_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report_on(tmp_path, a="plan", b="memo", c="locked")
    before, stood = bytes_of(tmp_path / "parsed"), (tmp_path / "parsed" / "current").resolve()
    monkeypatch.setattr("pipeline.ingest.merge.Merge", None)  # nothing is taken in
    monkeypatch.setattr("pipeline.ingest.cache.read_header", None)  # and no fragment is looked at
    again = report_on(tmp_path, a="plan", b="memo", c="locked")
    assert unchanged(again) == {"a.txt": True, "b.txt": True, "c.txt": True}
    assert bytes_of(tmp_path / "parsed") == before
    assert (tmp_path / "parsed" / "current").resolve() != stood
    assert json.loads((tmp_path / "parsed" / "run.json").read_bytes()) == again


def test_what_stands_is_not_taken_for_the_same_when_settings_words_or_the_set_itself_changed(tmp_path: Path) -> None:
    report_on(tmp_path, a="plan")
    (tmp_path / "raw" / "sources.toml").write_text('municipality = "holbaek"', encoding="utf-8")
    report_on(tmp_path, a="plan")
    assert {row["municipality"] for row in table(tmp_path / "parsed", "documents")} == {"holbaek"}
    whole = bytes_of(tmp_path / "parsed")
    (tmp_path / "parsed" / "current" / "milestones.parquet").write_bytes(b"damaged")
    report_on(tmp_path, a="plan")
    assert bytes_of(tmp_path / "parsed") == whole


def test_a_meetings_case_and_annex_lead_to_the_files_that_are_here(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    papers = lay(tmp_path / "in")
    followup = (root / "data/raw/foerste-opfoelgning-2031.txt").read_text(encoding="utf-8")
    (papers / "Budgetforslag.txt").write_text(followup.replace("00.30.10-S00-99-31", "32-000472"), encoding="utf-8")
    (papers / "moede.json").write_bytes((root / "tests/fixtures/agenda/published.json").read_bytes())
    run(Options([papers], tmp_path / "out", pages=False))
    (told,) = [row["document_id"] for row in table(tmp_path / "out", "documents") if row["case_id"] == "32-000472"]
    assert told in {row["target_document_id"] for row in table(tmp_path / "out", "annexes")}
    assert [row["raw"] for row in table(tmp_path / "out", "links") if row["source_table"] == "documents"] == ["32-000472"]
