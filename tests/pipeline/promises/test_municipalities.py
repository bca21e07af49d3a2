"""A municipality may report any number of times a year: its profile says how many, and everything that counts rounds follows."""

from __future__ import annotations

import calendar
import shutil
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.export.formats import FORMATS
from pipeline.export.writing import Export, export, published
from pipeline.run import Options, run

PROFILE = """
slug = "koege"
name = "Køge Kommune"
extends = "danish"

[rounds]
names = [{names}]
days = [{days}]

[[titles]]
kind = "plan"
patterns = ["Plan for budgetaftale {{year}}"]

[[titles]]
kind = "followup"
patterns = ["{{round}} af budgetaftale {{year}}"]

[[titles]]
kind = "extra"
patterns = ["Ekstra status på budgetaftale {{year}}"]

[table.columns]
number = ["Nr."]
title = ["Initiativ"]
due = ["Frist"]
status = ["Lys"]

[statuses]
"Grøn" = "glad"
"Gul" = "mellem"
"Rød" = "sur"
"""
HEAD = "Køge Kommune\n{title} budgetaftale 2034\nNr.\tInitiativ\tFrist\tLys\n"
ROWS = "1\tNy havn\t{due}\t{light}\n2\tFlere bænke\t31.12.2034\tGrøn\n"


def days_of(count: int) -> list[str]:
    """The last day of each stretch of the year."""
    months = [12 * number // count for number in range(1, count + 1)]
    return [f"{month:02}-{min(calendar.monthrange(2034, month)[1], 30 if month < 12 else 31):02}" for month in months]


@pytest.fixture(params=[2, 6, 12], scope="module")
def koege(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, Path]:
    """All of a year's rounds but the one before the last, with a plan and an extra one; the harbour slips in the last."""
    count = request.param
    folder = tmp_path_factory.mktemp("koege") / "in"
    (folder / "profiles").mkdir(parents=True)
    names = ", ".join(f'"{number}. status"' for number in range(1, count + 1))
    days = ", ".join(f'"{day}"' for day in days_of(count))
    (folder / "profiles" / "koege.toml").write_text(PROFILE.format(names=names, days=days), "utf-8")
    due = "{1}.{0}.2034".format(*days_of(count)[0].split("-"))
    for number in (0, *range(1, count - 1), count):
        title = f"{number}. status af" if number else "Plan for"
        rows = ROWS.format(due=due if number < count else "31.12.2034", light="Rød" if number == count else "Grøn")
        (folder / f"{number:02}.txt").write_text(HEAD.format(title=title) + rows, "utf-8")
    extra = HEAD.format(title="Ekstra status på") + ROWS.format(due="31.12.2034", light="Gul")
    (folder / "extra.txt").write_text(extra, "utf-8")
    run(Options([folder], folder.parent / "out"))
    return count, folder.parent / "out"


def rows(out: Path, table: str) -> list[dict[str, object]]:
    return list(pq.read_table(out / f"{table}.parquet").to_pylist())


def test_a_year_of_any_number_of_rounds_is_followed_to_its_end(koege: tuple[int, Path]) -> None:
    count, out = koege
    assert rows(out, "municipalities") == [{"municipality": "koege", "name": "Køge Kommune", "rounds": count}]
    assert [(row["round"], row["name"], row["reports_on"]) for row in rows(out, "rounds")] == [
        (number, f"{number}. status", day) for number, day in enumerate(days_of(count), 1)
    ]
    read = sorted((row["followup_number"], row["kind"]) for row in rows(out, "documents") if row["followup_number"] is not None)
    expected = [(0, "plan"), *((number, "followup") for number in (*range(1, count - 1), count)), (count + 1, "extra")]
    assert read == expected
    assert {row["due_round"] for row in rows(out, "milestones")} == {1, count}
    assert {row["to_followup"] for row in rows(out, "changes")} <= {number for number, _ in expected}
    worse = [row for row in rows(out, "changes") if row["change"] == "standing_worsened"]
    assert [row["to_followup"] for row in worse] == ([count] if count > 2 else [])
    harbour = [row for row in rows(out, "standings") if row["promise_id"] == "2034/1"]
    assert [row["followup_number"] for row in harbour] == [number for number, _ in expected]
    last = next(row for row in harbour if row["followup_number"] == count)
    assert (last["smiley"], last["original_due_round"], last["current_due_round"], last["first_not_glad_round"]) == ("sur", 1, count, count)


def test_the_round_that_is_not_there_is_named_and_no_other(koege: tuple[int, Path]) -> None:
    count, out = koege
    missing = [str(row["message"]) for row in rows(out, "findings") if row["code"] == "round_missing"]
    ordinal = {2: "første", 6: "femte", 12: "ellevte"}[count]
    assert len(missing) == 1
    assert f"{ordinal} opfølgning 2034" in missing[0]
    told = CliRunner().invoke(main, ["status", "--out", str(out)]).output
    assert "Køge Kommune, agreement 2034: the plan" in told
    assert f"not here: the { ({2: 'first', 6: 'fifth', 12: 'eleventh'}[count]) } follow-up\n" in told


def test_the_pages_the_book_and_the_terminal_name_each_round_as_it_is(koege: tuple[int, Path], tmp_path: Path) -> None:
    count, out = koege
    last = {2: "anden", 6: "sjette", 12: "tolvte"}[count]
    start = (out / "report" / "index.html").read_text("utf-8")
    assert f"{last.capitalize()} opfølgning" in start
    assert "Ekstra opfølgning" in start
    changes = (out / "report" / "aendringer" / "index.html").read_text("utf-8")
    assert changes.count('<th scope="col">') == count + 1, "each round but the plan, and the corner"
    told = CliRunner().invoke(main, ["standings", "--from", str(out), "--lang", "da"]).output
    assert told.startswith("Aftale om budget 2034 (Køge Kommune): 2 indsatser; udmøntningen, ")
    assert f"{last} opfølgning, den ekstra opfølgning" in told
    late = CliRunner().invoke(main, ["delayed", "--from", str(out), "--lang", "da"]).output
    assert "Frist: 1. status 2034, nu årets udgang 2034" in late
    diff = CliRunner().invoke(main, ["diff", f"2034:{count}", f"2034:{count + 1}", "--from", str(out), "--lang", "da"]).output
    assert f"Fra {last} opfølgning 2034 til den ekstra opfølgning 2034" in diff
    [book] = export(FORMATS["excel"], Export(out, published(out), tmp_path / "carried"))
    sheet = openpyxl.load_workbook(book)["Forløb (panel)"]
    assert [cell.value for cell in sheet[1]][:-3][-2:] == [f"{last.capitalize()} opfølgning", "Ekstra opfølgning"]
    assert sheet["A2"].value == "Køge Kommune"


def test_the_next_round_is_the_next_of_the_municipality_s_own_year(koege: tuple[int, Path], tmp_path: Path) -> None:
    count, out = koege
    folder = tmp_path / "in"
    shutil.copytree(out.parent / "in", folder, ignore=lambda _, names: {name for name in names if name[:2] not in ("00", "ko", "pr")})
    first = HEAD.format(title="1. status af") + ROWS.format(due="31.12.2034", light="Grøn")
    (folder / "01.txt").write_text(f"{first}3\tCykelsti\t{'{1}.{0}.2034'.format(*days_of(count)[1].split('-'))}\tGrøn\n", "utf-8")
    run(Options([folder], tmp_path / "out"))
    page = (tmp_path / "out" / "report" / "naeste-runde.html").read_text("utf-8")
    assert "Anden opfølgning 2034" in page
