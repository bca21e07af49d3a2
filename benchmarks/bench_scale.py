"""What a country costs: how time and memory grow, what shards and a cluster add, and what one more follow-up takes.

    python -m benchmarks.bench_scale [DOCUMENTS ...]

Without numbers 250, 1,000 and 2,000 documents, the last also with one more follow-up, with its report, and as four shards; the first of
at least 2,000 on a Dask cluster of two workers; `1000 4000 16000` is the whole of it. Time is the processor's, of all processes together,
which a busy machine does not stretch; memory is each process's greatest. All three ways must give the same data files. A shard begins
processes of its own, a second of the processor: only of as many documents as shards are for is that held to a limit.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.bytecode import write_bytecode
from benchmarks.country import Country, lay, written
from benchmarks.report_lines import verdict

ROOT = Path(__file__).parents[1]
SIZES = (250, 1000, 2000)
DOCUMENTS_A_MUNICIPALITY, MUNICIPALITIES = 20, 98
PR_SET_CHILD_SUBREAPER = 36
START_SECONDS = 120.0
MOST = {"growth": 1.25, "shards": 1.05, "dask": 1.20, "one more": 0.05}
FOR_SHARDS = 16_000  # documents: a laptop reads fewer in some minutes
QUIET = {"DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL": "1s", "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"}  # as docs/shards.md says
CLI = "import sys\nfrom pipeline.start import main\nsys.argv[0] = 'milepael'\nmain()"  # as the script does


@dataclass(frozen=True)
class Cost:
    """Of one command: seconds of the processor and of the clock, and MiB of its driver and of its greatest worker.

    `driver_cpu` are its first process's own seconds of the processor.
    """

    cpu: float
    clock: float
    driver: int
    worker: int = 0
    driver_cpu: float = 0.0

    def __add__(self, other: Cost) -> Cost:
        return Cost(
            self.cpu + other.cpu,
            self.clock + other.clock,
            max(self.driver, other.driver),
            max(self.worker, other.worker),
            self.driver_cpu + other.driver_cpu,
        )


def milepael(*arguments: str | Path) -> Cost:
    """Runs it and waits for every process that it leaves, which come to us when it ends."""
    began = time.monotonic()
    driver = subprocess.Popen([sys.executable, "-c", CLI, *map(str, arguments)], cwd=ROOT, stdout=subprocess.DEVNULL)
    cpu, peaks = 0.0, {}
    clock = driver_cpu = 0.0
    while True:
        try:
            pid, status, used = os.wait4(-1, 0) if not clock else os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            break
        if pid == 0:
            break  # a cluster's processes stay
        cpu += used.ru_utime + used.ru_stime
        peaks[pid] = used.ru_maxrss // 1024
        if pid == driver.pid:
            clock, driver_cpu = time.monotonic() - began, used.ru_utime + used.ru_stime
            driver.returncode = os.waitstatus_to_exitcode(status)
            time.sleep(0.3)  # for what it started to end
    assert driver.returncode in (0, 1), f"ended with {driver.returncode}: {arguments}"
    own = peaks.pop(driver.pid)
    return Cost(cpu, clock, own, max(peaks.values(), default=0), driver_cpu)


def data_files(out: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(out.glob("*.parquet")):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def run(papers: Path, out: Path, *more: str | Path, report: bool = False) -> Cost:
    return milepael("run", papers, "--out", out, "--jobs", "2", "--report" if report else "--no-report", "--quiet", *more)


def sharded(papers: Path, fragments: Path, out: Path, of: int = 4) -> tuple[Cost, Cost]:
    read = Cost(0, 0, 0)
    for number in range(1, of + 1):
        read += milepael("run", papers, "--shard", f"{number}/{of}", "--fragments", fragments, "--jobs", "2", "--quiet")
    return read, milepael("merge", "--fragments", fragments, "--out", out, "--no-report", "--quiet")


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[int]]]:
    """A scheduler and two workers of one thread, and their process groups."""
    told = folder / "scheduler.json"
    common = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(told)]
    commands = [["dask_scheduler", "--port", "0", *common], *[["dask_worker", "--nthreads", "1", "--name", name, *common] for name in "ab"]]
    with ExitStack() as stack:
        groups = []
        for name, *arguments in commands:
            with (folder / f"{name}.log").open("ab") as log:
                command = [sys.executable, "-m", f"distributed.cli.{name}", *arguments]
                one = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, start_new_session=True, env=os.environ | QUIET)
            stack.callback(_end, one.pid)
            groups.append(one.pid)
            end = time.monotonic() + START_SECONDS
            while not told.exists():
                assert time.monotonic() < end, f"it did not start: {folder / name}.log"
                time.sleep(0.05)
        yield json.loads(told.read_bytes())["address"], groups


def _end(group: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)
    with suppress(ChildProcessError):
        while True:
            os.waitpid(-group, 0)  # the others are still there


def cpu_of_groups(groups: list[int]) -> float:
    """Seconds of all processes of these sessions and of those they have waited for."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            if int(fields[3]) in groups:
                ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def on_cluster(papers: Path, place: Path) -> Cost:
    place.mkdir()
    with cluster(place) as (address, groups):
        time.sleep(5)
        before = cpu_of_groups(groups)
        cost = run(papers, place / "out", "--scheduler", address)
        return replace(cost, cpu=cost.cpu + cpu_of_groups(groups) - before)


def held(name: str, ratio: float) -> bool:
    print(f"  {name}: {ratio:.3f} (at most {MOST[name]}){verdict(ratio <= MOST[name])}", flush=True)
    return ratio <= MOST[name]


def country(documents: int) -> Country:
    return Country(documents, max(3, min(MUNICIPALITIES, documents // DOCUMENTS_A_MUNICIPALITY)))


def main() -> int:
    sizes = [int(each) for each in sys.argv[1:]] or list(SIZES)
    write_bytecode()
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    good = True
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        costs = {}
        for size in sizes:
            lay(place / f"papers-{size}", country(size))
            costs[size] = run(place / f"papers-{size}", place / f"out-{size}")
            each = costs[size]
            told = f"{each.cpu / size * 1000:.1f} ms of the processor a document, {each.clock:.1f} s on two jobs"
            print(
                f"{size:6} documents: {told}; driver {each.driver} MiB, workers {each.worker} MiB; load {os.getloadavg()[0]:.1f}",
                flush=True,
            )
        few, many = sizes[0], sizes[-1]
        good &= held("growth", costs[many].cpu / many / (costs[few].cpu / few))
        good &= one_more(place, many, costs[many])
        run(place / f"papers-{many}", place / f"out-{many}")
        report = milepael("report", place / f"papers-{many}", "--from", place / f"out-{many}")
        print(f"their report: {report.cpu:.1f} s of the processor; driver {report.driver} MiB, workers {report.worker} MiB", flush=True)
        good &= one_more(place, many, costs[many] + report, report=True)
        size = next((each for each in sizes if each >= SIZES[-1]), many)
        good &= against_cluster(place, size)
        good &= in_shards(place, many)
    return 0 if good else 1


def one_more(place: Path, size: int, whole: Cost, *, report: bool = False) -> bool:
    """The last follow-up that the country would have had next."""
    more = country(size)
    *_rest, last = (one for one in written(replace(more, documents=size + 4 * more.municipalities)) if "opfoelgning" in one.path)
    (place / f"papers-{size}" / last.path).write_bytes(last.content)
    cost = run(place / f"papers-{size}", place / f"out-{size}", report=report)
    (place / f"papers-{size}" / last.path).unlink()
    what = "one follow-up more, with its report" if report else "one follow-up more"
    print(f"{what}: {cost.cpu:.1f} s of the processor against {whole.cpu:.1f} s; driver {cost.driver} MiB", flush=True)
    return held("one more", cost.cpu / whole.cpu)


def against_cluster(place: Path, size: int) -> bool:
    """Two right after each other: a machine's pace changes within the minutes that a country takes."""
    papers = place / f"papers-{size}"
    plain = run(papers, place / "again")
    once = data_files(place / "again")
    dask = on_cluster(papers, place / "dask")
    print(f"a cluster of two workers: {dask.cpu:.1f} s; by the clock {dask.clock:.1f} s against {plain.clock:.1f} s")
    same = once == data_files(place / "dask" / "out")
    print(f"  data files of one run and of the cluster the same: {same}{verdict(same)}")
    return held("dask", dask.cpu / plain.cpu) and same


def in_shards(place: Path, size: int) -> bool:
    """Beside one run, before and after: so much less does the machine's pace tell."""
    papers = place / f"papers-{size}"
    before = run(papers, place / "before")
    read, merge = sharded(papers, place / "fragments", place / "merged")
    after = run(papers, place / "after")
    plain = (before.cpu + after.cpu) / 2
    print(f"four shards of {size}: {read.cpu:.1f} s, their merge {merge.cpu:.1f} s and {merge.driver} MiB, in one run {plain:.1f} s")
    same = data_files(place / "before") == data_files(place / "merged") == data_files(place / "after")
    print(f"  data files of one run and of shards the same: {same}{verdict(same)}")
    ratio = (read + merge).cpu / plain
    if size >= FOR_SHARDS:
        return held("shards", ratio) and same
    print(f"  shards: {ratio:.3f} (of {FOR_SHARDS} documents at most {MOST['shards']})")
    return same


if __name__ == "__main__":
    sys.exit(main())
