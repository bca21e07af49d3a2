"""Another municipality is a file: a profile beside the documents, and no line of Python."""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.errors import ConfigurationError
from pipeline.ingest.own_profiles import own_profiles, profiles_known
from pipeline.run import Options, run

PROFILE = """
slug = "nordby"
name = "Nordby Kommune"
extends = "danish"

[rounds]
days = ["06-30", "12-31"]

[[titles]]
kind = "followup"
patterns = ["Status på budgetaftale {year}[ pr. {day}]"]

[table.columns]
title = ["Initiativ"]
due = ["Frist"]
status = ["Trafiklys"]

[statuses]
"Grøn" = "glad"
"Gul" = "mellem"
"Rød" = "sur"
"""
FIRST = """Nordby Kommune
Status på budgetaftale 2034 pr. 30.06.2034
Initiativ\tFrist\tTrafiklys
1. Flere pladser\t31.12.2034\tGrøn
2. Ny cykelsti\t01.10.2034\tGul
3. Nyt bibliotek\t31.12.2034\tGrøn
"""
SECOND = """Nordby Kommune
Status på budgetaftale 2034 pr. 31.12.2034
Initiativ\tFrist\tTrafiklys
1. Flere pladser\t31.12.2034\tRød
2. Ny cykelsti\t01.03.2035\tGul
"""


@pytest.fixture
def nordby(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    (folder / "profiles").mkdir(parents=True)
    (folder / "profiles" / "nordby.toml").write_text(PROFILE, "utf-8")
    (folder / "a.txt").write_text(FIRST, "utf-8")
    (folder / "b.txt").write_text(SECOND, "utf-8")
    return folder


def rows(out: Path, table: str) -> list[dict[str, object]]:
    return list(pq.read_table(out / f"{table}.parquet").to_pylist())


def test_a_profile_and_two_documents_give_initiatives_changes_and_a_report(nordby: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(Options([nordby], out))["exit_code"] == 0
    assert {(row["municipality"], row["profile"], row["followup_number"]) for row in rows(out, "documents")} == {
        ("nordby", "nordby", 1),
        ("nordby", "nordby", 2),
    }
    assert [row["smiley"] for row in rows(out, "milestones")] == ["glad", "mellem", "glad", "sur", "mellem"]
    changes = {(row["change"], row["promise_id"]) for row in rows(out, "changes")}
    assert {("standing_worsened", "2034/1"), ("milestone_moved", "2034/2"), ("initiative_disappeared", "2034/3")} <= changes
    assert "printed_history_changed" not in {change for change, _ in changes}, "a status is today's, whenever its row is due"
    assert "Flere pladser" in (out / "report" / "index.html").read_text("utf-8")
    assert {row["path"]: row["code"] for row in rows(out, "files")}["profiles/nordby.toml"] == "configuration"


def test_without_the_profile_the_same_papers_are_told_and_the_run_ends_with_one(nordby: Path, tmp_path: Path) -> None:
    (nordby / "profiles" / "nordby.toml").unlink()
    out = tmp_path / "out"
    assert run(Options([nordby], out, pages=False))["exit_code"] == 1
    assert rows(out, "initiatives") == []
    assert {row["municipality"] for row in rows(out, "documents")} == {"nordby"}, "the paper prints whose it is"
    assert [row["code"] for row in rows(out, "findings")].count("looks_like_a_followup") == 2


def test_a_changed_profile_reads_the_files_again(nordby: Path, tmp_path: Path) -> None:
    out, profile = tmp_path / "out", nordby / "profiles" / "nordby.toml"
    run(Options([nordby], out, pages=False))
    again = run(Options([nordby], out, pages=False))
    assert all(file["unchanged"] for file in again["files"] if file["state"] == "read")
    profile.write_text(PROFILE.replace('"Gul" = "mellem"', '"Gul" = "sur"'), "utf-8")
    changed = run(Options([nordby], out, pages=False))
    assert {file["why"] for file in changed["files"] if file["state"] == "read"} == {"another profile"}
    assert "mellem" not in [row["smiley"] for row in rows(out, "milestones")]


def test_a_folder_is_read_by_the_profile_that_sources_toml_names(nordby: Path, tmp_path: Path) -> None:
    (nordby / "sources.toml").write_text('municipality = "nordby"\n', "utf-8")
    for name in ("a.txt", "b.txt"):
        path = nordby / name
        path.write_text(path.read_text("utf-8").removeprefix("Nordby Kommune\n"), "utf-8")
    out = tmp_path / "out"
    assert run(Options([nordby], out, pages=False))["exit_code"] == 0
    assert len(rows(out, "initiatives")) == 5


def test_a_paper_that_prints_another_name_is_never_filed_under_a_known_municipality(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "sources.toml").write_text('municipality = "ballerup"\n', "utf-8")
    (folder / "a.txt").write_text(FIRST, "utf-8")
    run(Options([folder], tmp_path / "out", pages=False))
    assert [row["municipality"] for row in rows(tmp_path / "out", "documents")] == ["nordby"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ('slug = "nordby"', "nordby.toml: "),
        ('slug = "nordby"\nname = "N"\n[table]\nrows_are = "columns"', "$.table.rows_are"),
        ('slug = "nordby"\nname = "N"\n[table.columns]\nstatuses = ["Status"]', "statuses"),
        ('slug = "nordby"\nname = "N"\nextends = "swedish"', "Known are"),
        ('slug = "nordby"\nname = "N"\n[statuses]\nGrøn = "glad"', "quotes"),
        ('slug = "nordby"\nname = "N"\n[statuses]\n"Grøn" = "happy"', "happy"),
        ('slug = "nordby"\nname = "N"', "table.columns.title"),
        ('slug = "nordby"\nname = "N"\n[[titles]]\nkind = "followup"\npatterns = ["Status [på {year}"]', "{round}"),
        ('slug = "nordby"\nname = "N"\n[[titles]]\nkind = "report"\npatterns = ["Status"]', "followup"),
        ('slug = "nordby"\nname = "N"\n[colours]\nblue = "glad"', "green"),
    ],
)
def test_a_slip_in_a_profile_is_told_with_its_file_its_key_and_what_is_allowed(tmp_path: Path, wrong: str, told: str) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "nordby.toml").write_text(wrong + "\n", "utf-8")
    with pytest.raises(ConfigurationError, match=r"nordby\.toml") as error:
        profiles_known(own_profiles([tmp_path]))
    assert told in str(error.value)


def test_a_profile_that_is_no_file_of_that_folder_is_refused_and_nothing_waits_for_it(tmp_path: Path) -> None:
    (tmp_path / "outside.toml").write_text('slug = "nordby"', encoding="utf-8")
    for name, lay in (("pipe", os.mkfifo), ("link", lambda path: path.symlink_to(tmp_path / "outside.toml"))):
        folder = tmp_path / name
        folder.mkdir()
        lay(folder / "nordby.toml")
        with pytest.raises(ConfigurationError, match=r"nordby\.toml"):
            own_profiles([], folder)
