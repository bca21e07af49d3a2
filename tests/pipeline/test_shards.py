from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.ingest.listing import Share
from pipeline.publish.load import load

RAW = Path("data/raw")


def milepael(*arguments: object) -> Any:
    return CliRunner().invoke(main, [str(one) for one in arguments])


def published(folder: Path) -> dict[str, bytes]:
    """The data files of a set, and what describes them."""
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.suffix == ".parquet" or path.name in ("datapackage.json", "feed.xml")
    }


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, for two municipalities, with a copy, a file that cannot be read, and what a person said."""
    folder = tmp_path_factory.mktemp("batch") / "papers"
    shutil.copytree(RAW, folder / "albertslund")
    for path in sorted(RAW.glob("*.txt")):
        (folder / "greve").mkdir(exist_ok=True)
        (folder / "greve" / path.name).write_bytes(path.read_bytes() + b"\n")
    shutil.copy(next(iter(sorted(RAW.glob("*.pdf")))), folder / "greve" / "copy.pdf")
    (folder / "greve" / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    (folder / "sources.toml").write_text('[folders]\n"albertslund" = "albertslund"\n"greve" = "greve"\n')
    (folder / "readings.toml").write_text(
        '[[reading]]\nsha256 = "00ff00ff00ff00ff"\nrow = "2031/1.1/m1"\ncolumn = "smiley"\nvalue = "glad"\nwho = "en"\nwhy = "set selv"\n'
    )
    (folder / "answers.toml").write_text(
        '[[answer]]\nmunicipality = "albertslund"\npromise = "2031/2.1"\ndate = 2031-09-15\nwho = "et center"\nanswer = "Leveret."\n'
        '[[answer]]\nmunicipality = "nordby"\npromise = "2031/2.1"\ndate = 2031-09-15\nwho = "et center"\nanswer = "Intet."\n'
    )
    return folder


@pytest.fixture(scope="module")
def once(batch: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("once") / "out"
    assert milepael("run", batch, "--out", out, "--no-report", "--jobs", 1, "-q").exit_code == 1
    return published(out)


def shards(batch: Path, fragments: Path, of: int) -> None:
    for number in range(1, of + 1):
        assert milepael("run", batch, "--shard", f"{number}/{of}", "--fragments", fragments, "--jobs", 1, "-q").exit_code in (0, 1)


def test_four_shards_merged_are_byte_for_byte_what_one_run_publishes(batch: Path, once: dict[str, bytes], tmp_path: Path) -> None:
    shards(batch, tmp_path / "fragments", 4)
    told = milepael("merge", "--fragments", tmp_path / "fragments", "--out", tmp_path / "out", "--no-report", "-q", "--json")
    assert told.exit_code == 1
    assert published(tmp_path / "out") == once
    assert json.loads(told.stdout)["counts"]["files"]["quarantined"] == 1


def test_a_shard_may_be_run_again_and_reads_nothing_again(batch: Path, once: dict[str, bytes], tmp_path: Path) -> None:
    shards(batch, tmp_path / "fragments", 2)
    again = milepael("run", batch, "--shard", "2/2", "--fragments", tmp_path / "fragments", "-q", "--json")
    assert json.loads(again.stdout)["read"] == 0
    milepael("merge", "--fragments", tmp_path / "fragments", "--out", tmp_path / "out", "--no-report", "-q")
    assert published(tmp_path / "out") == once


def test_every_path_is_in_one_shard(batch: Path, tmp_path: Path) -> None:
    shards(batch, tmp_path / "fragments", 3)
    lists = [json.loads(path.read_bytes()) for path in sorted((tmp_path / "fragments" / "lists").iterdir())]
    paths = [source["path"] for each in lists for source in each["sources"]]
    assert len(paths) == len(set(paths)) == sum(path.is_file() for path in batch.rglob("*"))


def refusal(fragments: Path, out: Path) -> str:
    told = milepael("merge", "--fragments", fragments, "--out", out, "--no-report")
    assert told.exit_code == 3
    assert not out.exists()
    return str(told.stderr)


def test_what_cannot_be_merged_is_refused_by_name_and_nothing_is_written(batch: Path, tmp_path: Path) -> None:
    fragments, out = tmp_path / "fragments", tmp_path / "out"
    assert "no shard has been read here" in refusal(fragments, out)
    shards(batch, fragments, 2)
    first, second = sorted((fragments / "lists").iterdir())
    kept = second.read_bytes()

    second.unlink()
    assert "--shard 2/2" in refusal(fragments, out)
    second.write_bytes(kept[: len(kept) // 2])
    assert "cannot be used" in refusal(fragments, out)
    second.write_bytes(kept)
    told = json.loads(first.read_bytes()) | {"shard": [1, 3]}
    (fragments / "lists" / "1-of-3.json").write_text(json.dumps(told))
    assert "shards of 2 and of 3" in refusal(fragments, out)


def test_a_fragment_of_another_version_is_refused_by_name(batch: Path, tmp_path: Path) -> None:
    fragments, out = tmp_path / "fragments", tmp_path / "out"
    shards(batch, fragments, 1)
    place = sorted(fragments.glob("??/*.fragment"))[0]
    content = place.read_bytes()
    place.write_bytes(content.replace(b'"parser":"', b'"parser":"0', 1))
    assert "was read by version 0" in refusal(fragments, out)
    place.write_bytes(content[:-1])
    assert "Run its shard again" in refusal(fragments, out)
    place.unlink()
    assert "Run its shard again" in refusal(fragments, out)
    place.write_bytes(content)
    only = fragments / "lists" / "1-of-1.json"
    only.write_bytes(only.read_bytes().replace(b'"parser": "', b'"parser": "0', 1))
    assert "were read by version 0" in refusal(fragments, out)


@pytest.mark.parametrize("part", ["0/4", "5/4", "1", "a/b", "1/0"])
def test_a_part_of_no_whole_is_refused(part: str, tmp_path: Path) -> None:
    assert milepael("run", RAW, "--shard", part, "--fragments", tmp_path).exit_code == 2


def test_a_shard_wants_a_place_for_its_fragments() -> None:
    assert milepael("run", RAW, "--shard", "1/2").exit_code == 2


def test_an_answer_stands_beside_its_promise_and_one_to_nobody_is_a_finding(batch: Path, tmp_path: Path) -> None:
    milepael("run", batch, "--out", tmp_path / "out", "--no-report", "-q")
    tables = load(tmp_path / "out", "arrow")
    assert [(row["municipality"], row["text"]) for row in tables.answers.to_pylist()] == [("albertslund", "Leveret.")]
    assert tables.findings.column("code").to_pylist().count("answer_refused") == 1


def test_shards_of_an_empty_disk_replace_no_tables(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    shards(tmp_path / "papers", tmp_path / "fragments", 2)
    assert "whether a disk is missing" in refusal(tmp_path / "fragments", tmp_path / "out")


def test_a_dry_shard_writes_nothing(batch: Path, tmp_path: Path) -> None:
    told = milepael("run", batch, "--shard", "1/2", "--fragments", tmp_path / "fragments", "--dry-run")
    assert (told.exit_code, (tmp_path / "fragments").exists()) == (0, False)
    assert "would be read" in told.stderr


def test_the_same_bytes_in_folders_of_two_profiles_are_read_by_the_first_whoever_reads_last(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    rows = "Nr.\tTiltag\tFrist\tLys\n1\tNye stier\t31.12.2034\tGrøn\n2\tNye bænke\t31.12.2034\tRød\n"
    for slug, glad in (("aaby", "Grøn"), ("xby", "Rød")):
        (papers / slug).mkdir(parents=True)
        (papers / slug / "status.txt").write_text(f"Status på budgetaftale 2034 pr. 30.06.2034\n\n{rows}", encoding="utf-8")
        (papers / "profiles").mkdir(exist_ok=True)
        (papers / "profiles" / f"{slug}.toml").write_text(
            f'slug = "{slug}"\nname = "{slug} Kommune"\nextends = "danish"\n[rounds]\ndays = ["06-30", "12-31"]\n'
            '[[titles]]\nkind = "followup"\npatterns = ["Status på budgetaftale {year} pr. {day}"]\n'
            '[table]\nrows_are = "initiatives"\nneeds = ["title", "status"]\n'
            '[table.columns]\nnumber = ["Nr."]\ntitle = ["Tiltag"]\ndue = ["Frist"]\nstatus = ["Lys"]\n'
            f'[statuses]\n"{glad}" = "glad"\n[expect]\nwhole = [1, 9]\nlimited = [1, 9]\n',
            encoding="utf-8",
        )
    (papers / "sources.toml").write_text('[folders]\naaby = "aaby"\nxby = "xby"\n')
    assert milepael("run", papers, "--out", tmp_path / "once", "--no-report", "-q").exit_code in (0, 1)
    shares = [next(part for part in ("1/2", "2/2") if Share(int(part[0]), 2).holds(f"{slug}/status.txt")) for slug in ("aaby", "xby")]
    assert shares[0] != shares[1], "each folder is in a share of its own"
    for order in (shares, shares[::-1]):
        fragments = tmp_path / f"fragments {order[0][0]}"
        for part in order:
            milepael("run", papers, "--shard", part, "--fragments", fragments, "-q")
        milepael("merge", "--fragments", fragments, "--out", tmp_path / f"out {order[0][0]}", "--no-report", "-q")
        assert published(tmp_path / f"out {order[0][0]}") == published(tmp_path / "once")
    assert load(tmp_path / "once", "arrow").milestones.column("smiley").to_pylist()[0] == "glad"
