from __future__ import annotations

import errno
import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import load
from pipeline.errors import HeldError, OwnershipError
from pipeline.publish.output import CURRENT, HOME, Output, are_pages, current_set
from tests import carried


def publish(folder: Path, words: str, *, adopt: bool = False) -> Path:
    """A set of two tables and their manifest, all of the same words."""
    output = Output(folder)
    with output.held(adopt=adopt), output.next_set() as staging:
        for name in ("files.parquet", "changes.parquet", "datapackage.json"):
            (staging / name).write_text(words, encoding="utf-8")
    return folder


def standing(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir() if path.is_file() and not path.is_symlink()}


def all_of(words: str) -> dict[str, str]:
    return dict.fromkeys(("files.parquet", "changes.parquet", "datapackage.json"), words)


def test_a_set_stands_in_the_folder_and_behind_one_link(tmp_path: Path) -> None:
    publish(tmp_path / "deep" / "out", "one")
    assert standing(tmp_path / "deep" / "out") == all_of("one")
    assert standing(tmp_path / "deep" / "out" / CURRENT) == all_of("one")


def test_the_set_before_stays_until_the_next_run_and_no_longer(tmp_path: Path) -> None:
    sets = [(publish(tmp_path, words) / CURRENT).resolve() for words in ("one", "two", "three")]
    assert [path.exists() for path in sets] == [False, True, True]
    assert standing(sets[1]) == all_of("two")


@pytest.mark.parametrize("name", ["notes.txt", "report/index.html", ".hidden"])
def test_a_folder_that_holds_what_others_wrote_is_refused_and_left_as_it_was(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(OwnershipError, match="--adopt"):
        publish(tmp_path, "one")
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / HOME).exists()


def test_a_folder_kept_in_git_is_empty(tmp_path: Path) -> None:
    (tmp_path / ".gitkeep").touch()
    publish(tmp_path, "one")


def test_the_log_that_this_run_writes_is_nobody_elses(tmp_path: Path) -> None:
    code = f"from pathlib import Path; from tests.pipeline.publish.test_output import publish; publish(Path({str(tmp_path)!r}), 'one')"
    with (tmp_path / "log").open("wb") as log:
        subprocess.run([sys.executable, "-c", code], stdout=log, check=True, cwd=Path(__file__).parents[3])


def test_adopting_a_folder_leaves_what_lies_there(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    publish(tmp_path, "one", adopt=True)
    publish(tmp_path, "two")
    assert standing(tmp_path) == all_of("two") | {"notes.txt": "mine"}


@pytest.mark.parametrize("name", ["files.parquet", "report", "current", "run.json"])
def test_a_name_of_ours_that_another_wrote_is_in_the_way_even_of_adopting(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(OwnershipError, match=name):
        publish(tmp_path, "one", adopt=True)
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"


def test_a_report_that_was_put_into_an_output_of_ours_is_not_taken_for_ours(tmp_path: Path) -> None:
    publish(tmp_path, "one")
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OwnershipError, match="report"):
        publish(tmp_path, "two")
    Output(tmp_path).remove_pages()
    assert (tmp_path / "report" / "mine.txt").exists()


def test_names_planted_in_the_mark_lead_nowhere(tmp_path: Path) -> None:
    out = publish(tmp_path / "out", "one")
    for path in (tmp_path / "elsewhere.parquet", out / "notes.txt", out / "precious.csv"):
        path.write_text("mine", encoding="utf-8")
    (out / "link.parquet").symlink_to(tmp_path / "elsewhere.parquet")
    mark = json.loads((out / HOME / "owner.json").read_bytes())
    mark["names"] += ["../elsewhere.parquet", "notes.txt", "/etc/hostname", ".", "..", "precious.csv", "link.parquet"]
    (out / HOME / "owner.json").write_text(json.dumps(mark), encoding="utf-8")
    (out / HOME / "names.json").write_text(json.dumps(["../elsewhere.parquet"]), encoding="utf-8")
    publish(out, "two")
    assert (tmp_path / "elsewhere.parquet").read_text(encoding="utf-8") == "mine"
    assert (out / "notes.txt").exists()
    assert (out / "precious.csv").exists()


def test_a_pointer_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    out = publish(tmp_path / "out", "one")
    (tmp_path / "else").mkdir()
    (out / CURRENT).unlink()
    (out / CURRENT).symlink_to(tmp_path / "else")
    assert current_set(out) is None


def test_a_table_that_is_no_longer_published_goes_away(tmp_path: Path) -> None:
    output = Output(tmp_path)
    with output.held(), output.next_set() as staging:
        (staging / "old.parquet").write_text("one", encoding="utf-8")
    publish(tmp_path, "two")
    assert standing(tmp_path) == all_of("two")


def test_a_file_system_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(self: Path, target: Path) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    publish(tmp_path, "one")
    publish(tmp_path, "two")
    assert standing(tmp_path) == all_of("two")


def test_a_folder_can_be_held_by_one_run_at_a_time(tmp_path: Path) -> None:
    with Output(tmp_path).held(), pytest.raises(HeldError, match="another run"), Output(tmp_path).held():
        pass
    with Output(tmp_path).held():
        pass


def test_a_failure_before_the_pointer_is_flipped_leaves_the_set_before(tmp_path: Path) -> None:
    publish(tmp_path, "one")

    def broken_off(staging: Path) -> None:
        (staging / "files.parquet").write_text("two", encoding="utf-8")
        raise KeyboardInterrupt

    output = Output(tmp_path)
    with pytest.raises(KeyboardInterrupt), output.held(), output.next_set() as staging:
        broken_off(staging)
    assert standing(tmp_path) == standing(tmp_path / CURRENT) == all_of("one")


STEPS: dict[str, Callable[..., object]] = {"replace": Path.replace, "rename": Path.rename, "symlink_to": Path.symlink_to}


def _killed_while_publishing(folder: Path, step: int) -> None:
    counted = iter(range(1000))

    def fatal(do: Callable[..., object]) -> Callable[..., object]:
        def doing(self: Path, target: Path) -> object:
            if next(counted) == step:
                os._exit(9)
            return do(self, target)

        return doing

    for name, do in STEPS.items():
        setattr(Path, name, fatal(do))
    publish(folder, "two")


@pytest.mark.parametrize("step", range(6))
def test_killed_at_any_step_the_set_behind_the_pointer_is_whole_and_the_next_run_mends_the_links(step: int, tmp_path: Path) -> None:
    publish(tmp_path, "one")
    process = multiprocessing.get_context("spawn").Process(target=_killed_while_publishing, args=(tmp_path, step))
    process.start()
    process.join()
    assert process.exitcode == 9
    behind = standing(tmp_path / CURRENT)
    assert behind in (all_of("one"), all_of("two"))
    with Output(tmp_path).held():
        assert standing(tmp_path) == standing(tmp_path / CURRENT) == behind


def test_an_output_of_an_earlier_version_is_known_by_its_package_and_hashes(tmp_path: Path) -> None:
    tables = carried.publish(carried.sample_rows(), tmp_path)
    assert not (tables / HOME).exists()
    with Output(tables).held():
        assert Output(tables).current() is None
    assert load(tables).names
    assert (tables / HOME / "owner.json").exists()


def test_an_output_of_an_earlier_version_that_was_changed_is_not_ours(tmp_path: Path) -> None:
    tables = carried.publish(carried.sample_rows(), tmp_path)
    (tables / "files.parquet").write_bytes(b"mine")
    with pytest.raises(OwnershipError), Output(tables).held():
        pass


def test_pages_are_known_by_their_mark_or_by_what_an_earlier_version_wrote(tmp_path: Path) -> None:
    for name in ("index.html", "style.css", "report.js"):
        assert not are_pages(tmp_path)
        (tmp_path / name).touch()
    assert are_pages(tmp_path)
    (tmp_path / "link").symlink_to(tmp_path)
    assert not are_pages(tmp_path / "link")
