"""A scheduler and two workers, processes of their own on this machine: what they read is what one process reads, whoever dies."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from benchmarks.country import Country, lay
from pipeline.cli import main
from pipeline.errors import ClusterError
from pipeline.ingest.cluster import hold_to_scheduler
from pipeline.run import Options, Watcher, run
from tests.poison import MARK, read_or_die

ROOT = Path(__file__).parents[3]
WAIT = 60.0  # seconds


class Cluster(NamedTuple):
    address: str
    workers: list[subprocess.Popen[bytes]]


@contextmanager
def process(*arguments: object, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"}
    with (folder / "log").open("ab") as log:
        command = [sys.executable, *map(str, arguments)]
        one = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True)
    try:
        yield one
    finally:
        with suppress(ProcessLookupError):
            os.killpg(one.pid, signal.SIGKILL)
        one.wait()


@contextmanager
def cluster(folder: Path, *more: str) -> Iterator[Cluster]:
    folder.mkdir(parents=True)
    told = folder / "scheduler.json"
    with ExitStack() as stack:
        start = ("-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", 0, "--no-dashboard", "--scheduler-file", told)
        stack.enter_context(process(*start, folder=folder))
        until(told.exists)
        worker = (
            "-m",
            "distributed.cli.dask_worker",
            "--scheduler-file",
            told,
            "--host",
            "127.0.0.1",
            "--nthreads",
            1,
            "--no-dashboard",
            *more,
        )
        workers = [stack.enter_context(process(*worker, "--name", name, folder=folder)) for name in ("one", "two")]
        address = json.loads(told.read_bytes())["address"]
        yield Cluster(address, workers)


def until(true: Any) -> None:
    end = time.monotonic() + WAIT
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


def milepael(*arguments: object) -> Any:
    return CliRunner().invoke(main, [str(one) for one in arguments])


def published(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix == ".parquet" or path.name == "datapackage.json"}


@pytest.fixture(scope="module", params=["country", pytest.param("corpus", marks=pytest.mark.corpus)])
def papers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An invented country and the samples; or real documents."""
    folder = tmp_path_factory.mktemp("cluster") / "papers"
    if request.param == "corpus":
        for name in ("looks", "series"):
            shutil.copytree(request.getfixturevalue("shared") / "corpus" / name, folder / name)
        return folder
    lay(folder, Country(60, 6, order="PFMFMFMFMM"))
    shutil.copytree(ROOT / "data" / "raw", folder / "raw")
    return folder


def third(papers: Path) -> int:
    """Of its files."""
    return sum(path.is_file() for path in papers.rglob("*")) // 3


@pytest.fixture(scope="module")
def once(papers: Path) -> dict[str, bytes]:
    assert milepael("run", papers, "--out", papers.parent / "once", "--no-report", "-q", "--jobs", 2).exit_code in (0, 1)
    return published(papers.parent / "once")


def test_a_wrong_address_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    told = milepael("run", "data/raw", "--out", tmp_path / "out", "--scheduler", "tcp://127.0.0.1:9", "--no-report")
    assert told.exit_code == 3
    assert "no Dask scheduler answers there" in told.stderr
    assert not (tmp_path / "out").exists()
    with pytest.raises(ClusterError):
        hold_to_scheduler("nonsense")


@pytest.mark.slow
@pytest.mark.parametrize("more", [(), ("--no-nanny",)])
def test_a_cluster_publishes_byte_for_byte_what_one_machine_does(
    more: tuple[str, ...], papers: Path, once: dict[str, bytes], tmp_path: Path
) -> None:
    with cluster(tmp_path / "dask", *more) as own:
        told = milepael("run", papers, "--out", tmp_path / "out", "--scheduler", own.address, "--no-report", "-q")
        assert told.exit_code in (0, 1), told.stderr
    assert published(tmp_path / "out") == once


@pytest.mark.slow
def test_four_shards_merged_publish_the_same_too(papers: Path, once: dict[str, bytes], tmp_path: Path) -> None:
    for number in range(1, 5):
        told = milepael("run", papers, "--shard", f"{number}/4", "--fragments", tmp_path / "fragments", "-q")
        assert told.exit_code in (0, 1), told.stderr
    assert milepael("merge", "--fragments", tmp_path / "fragments", "--out", tmp_path / "out", "--no-report", "-q").exit_code in (0, 1)
    assert published(tmp_path / "out") == once


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_changes_nothing_but_the_time(papers: Path, once: dict[str, bytes], tmp_path: Path) -> None:
    with cluster(tmp_path / "dask") as own:
        done = []

        def tell(outcome: Any) -> None:
            done.append(outcome)
            if len(done) == min(5, third(papers)):
                os.killpg(own.workers[0].pid, signal.SIGKILL)

        run(Options([papers], tmp_path / "out", pages=False, scheduler=own.address), Watcher(done=tell))
    assert len({outcome.job.sha256 for outcome in done}) == len(done), "each is told once"
    assert published(tmp_path / "out") == once


@pytest.mark.slow
def test_a_killed_driver_resumes(papers: Path, once: dict[str, bytes], tmp_path: Path) -> None:
    command = ("run", papers, "--out", tmp_path / "out", "--no-report", "--jobs", 1, "--scheduler")
    with cluster(tmp_path / "dask") as own:
        cache = tmp_path / "out" / ".milepael" / "cache"
        with process("-c", "from pipeline.cli import main; main()", *command, own.address, folder=tmp_path) as driver:
            until(lambda: len(list(cache.glob("??/*.fragment"))) > min(10, third(papers)))
            os.killpg(driver.pid, signal.SIGKILL)
        assert not (tmp_path / "out" / "datapackage.json").exists()
        told = milepael(*command, own.address, "--json", "-q")
        counts = json.loads(told.stdout)["counts"]
    assert counts["unchanged"] > min(10, third(papers))
    assert published(tmp_path / "out") == once


@pytest.mark.slow
def test_a_hundred_poison_files_kill_no_worker(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    for number in range(120):
        (papers / f"{number:03}.txt").write_text(f"{MARK if number < 100 else 'Referat'} {number}\n", encoding="utf-8")
    with cluster(tmp_path / "dask") as own:
        before = pids(own)
        report = run(Options([papers], tmp_path / "out", pages=False, scheduler=own.address, read=read_or_die))
        assert pids(own) == before
    assert report["counts"]["files"] == report["counts"]["files"] | {"read": 20, "quarantined": 100}


def pids(own: Cluster) -> dict[str, int]:
    from distributed import Client

    with Client(own.address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=WAIT)
        return dict(client.run(os.getpid))


@pytest.mark.slow
def test_workers_that_cannot_write_where_the_fragments_lie_are_told_of(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with cluster(tmp_path / "dask") as own:
        told = milepael(
            "run", "data/raw", "--out", tmp_path / "out", "--cache", tmp_path / "file" / "in", "--scheduler", own.address, "--no-report"
        )
    assert told.exit_code == 3
    assert not (tmp_path / "out" / "datapackage.json").exists()
