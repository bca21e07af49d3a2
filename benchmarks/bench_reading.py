"""How fast a PDF's tables are read, beside pdfplumber's and beside pdfium's bare text, and how much memory a long one takes.

Every round times all on the same files, in turn, each in a process of its own: what pdfplumber leaves in memory makes pdfium, too,
a third slower. Of one core it tells processor seconds, for which a busy machine does not count. What is to be held (25 and 50 times
pdfplumber) one core does not do, for pdfium alone takes half of an agenda's time; it is held by the clock on two cores, as `--jobs 2`
reads: files side by side, the pages of a long one shared out. Both cores must be free then, and pdfplumber has one, as it always does.

python -m benchmarks.bench_reading [ROUNDS]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, suppress
from multiprocessing import get_context
from pathlib import Path
from statistics import fmean, median
from typing import Any, NamedTuple
from unittest.mock import patch

import pypdfium2.raw as pdfium

from benchmarks.reading_files import FOREIGN, agenda, all_tables, long_follow_up
from benchmarks.reading_roads import bare_text, ours, plumber, read_in_worker
from benchmarks.report_lines import verdict
from parsers.model.content import FileContent, UnreadableError
from parsers.pdf import reader as pdf_reader
from parsers.pdf.visibility import Judge
from pipeline.ingest.bounds import Bounds
from pipeline.ingest.processes import run_bounded
from pipeline.ingest.serving import calm_memory
from pipeline.ingest.workers import Worker

LEAST_TABLES, LEAST_AGENDA = 25, 50  # times pdfplumber, on two cores
CORES = 2
MOST_TEXT = 6  # times pdfium's bare text
MOST_MEMORY = 150  # MiB, of the reading process
LONG = 2_000  # pages
ROUNDS = 5


ROADS: dict[Callable[[bytes], int], int] = {ours: 5, plumber: 1, bare_text: 5}  # the quick ones several times a round


class Took(NamedTuple):
    """Seconds that all the files took."""

    processor: float
    clock: float


def seconds(read: Callable[[bytes], int], files: list[bytes]) -> Took:
    calm_memory()  # as a worker does
    begun, clock = time.process_time(), time.perf_counter()
    for _ in range(ROADS[read]):
        for data in files:
            read(data)
    return Took((time.process_time() - begun) / ROADS[read], (time.perf_counter() - clock) / ROADS[read])


def clock_of_workers(files: list[Path], workers: list[Worker[Path]]) -> float:
    """Seconds that all the files take on CORES; workers that rest are those of the round before."""
    begun = time.perf_counter()
    for _ in range(ROADS[ours]):
        for ended in run_bounded(files, read_in_worker, workers=CORES, bounds=Bounds(), resting=workers):
            assert ended.code is None, ended.detail
    return (time.perf_counter() - begun) / ROADS[ours]


class Round(NamedTuple):
    """What the files took by each road; `on_cores` in seconds of the clock."""

    ours: Took
    plumber: Took
    bare_text: Took
    on_cores: float


def measured(files: list[bytes], rounds: int) -> list[Round]:
    workers: list[Worker[Path]] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        paths = [folder / f"{number}.pdf" for number in range(len(files))]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data)
        processes = {read: stack.enter_context(ProcessPoolExecutor(1, get_context("spawn"))) for read in ROADS}
        for read, process in processes.items():  # once, so that no first import counts
            process.submit(seconds, read, files[:1]).result()
        clock_of_workers(paths, workers)
        stack.callback(lambda: [worker.stop() for worker in workers])
        return [
            Round(*(process.submit(seconds, read, files).result() for read, process in processes.items()), clock_of_workers(paths, workers))
            for _ in range(rounds)
        ]


def pages_in(data: bytes) -> int:
    content = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    count = int(pdfium.FPDF_GetPageCount(content))
    pdfium.FPDF_CloseDocument(content)
    return count


def report(name: str, files: list[bytes], least: int, rounds: int) -> bool:
    pages = sum(map(pages_in, files))
    load = os.getloadavg()[0]  # of others' work
    took = measured(files, rounds)
    print(f"{name}: {pages} pages, median of {rounds}")
    for road, times in (
        ("PDF to table rows", [each.ours.processor for each in took]),
        ("pdfplumber.extract_tables", [each.plumber.processor for each in took]),
        ("pdfium, bare text", [each.bare_text.processor for each in took]),
        (f"to table rows on {CORES} cores", [each.on_cores for each in took]),
    ):
        print(f"  {road:26} {pages / median(times):8.1f} pages a second")
    # within a round, for the machine's pace changes from one to the next
    faster = [each.plumber.processor / each.ours.processor for each in took]
    slower = [each.ours.processor / each.bare_text.processor for each in took]
    on_cores = [each.plumber.clock / each.on_cores for each in took]
    good = median(slower) <= MOST_TEXT
    print(f"  one core, processor: {_told(faster)}, {median(slower):.2f} times bare text (at most {MOST_TEXT}){verdict(good)}")
    enough = median(on_cores) >= least
    print(f"  {CORES} cores, clock: {_told(on_cores)} (at least {least}; load before {load:.1f}){verdict(enough)}")
    return good and enough


def _told(faster: list[float]) -> str:
    return f"{median(faster):.1f} times pdfplumber ({min(faster):.1f} to {max(faster):.1f})"


def cost_of_doubts(files: list[bytes], rounds: int) -> tuple[float, float]:
    """The share of the files' pages that the renderer has to judge, and how many times a plain page one of them takes."""
    judged: dict[tuple[int, int], list[float]] = {}
    plain: dict[tuple[int, int], list[float]] = {}
    judges: list[object] = []
    at = 0
    read_page: Callable[[Any, int], Any] = vars(pdf_reader)["_PdfReader"]._page

    class Counted(Judge):
        def __init__(self, *given: Any) -> None:
            judges.append(self)
            super().__init__(*given)

    def timed(reader: Any, number: int) -> Any:
        before, begun = len(judges), time.process_time()
        page = read_page(reader, number)
        (judged if len(judges) > before else plain).setdefault((at, number), []).append(time.process_time() - begun)
        return page

    with patch("parsers.pdf.page_reader.Judge", Counted), patch("parsers.pdf.reader._PdfReader._page", timed):
        for _ in range(rounds):
            for at, data in enumerate(files):  # noqa: B007 - `timed` asks for it
                with suppress(UnreadableError):
                    deque(pdf_reader.pages(data, FileContent("application/pdf", "pdfium"), "pdfium"), maxlen=0)
    doubted, others = (list(map(median, pages.values())) for pages in (judged, plain))
    return len(doubted) / (len(doubted) + len(others)), fmean(doubted or [0.0]) / fmean(others)


def report_doubts(name: str, files: list[bytes], rounds: int) -> None:
    share, times = cost_of_doubts(files, rounds)
    print(f"suspicious pages, {name}: {share:.0%} of the pages" + (f", each {times:.1f} times a plain one" if share else ""))


def peak_memory(data: bytes) -> float:
    """MiB, of a process of its own that does nothing but read."""
    reading = (
        "import resource, sys\n"
        "from parsers.pdf import reader as pdf_reader\n"
        "from parsers.model.content import FileContent\n"
        "from parsers.pages.rows import page_rows\n"
        "rows = page_rows(pdf_reader.pages(sys.argv[1], FileContent('application/pdf', 'pdfium')))\n"
        "assert rows and 'pandas' not in sys.modules\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.pdf"
        path.write_bytes(data)
        done = subprocess.run([sys.executable, "-c", reading, str(path)], check=True, capture_output=True, text=True)
    return float(done.stdout)


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    good = report("all tables", list(all_tables().values()), LEAST_TABLES, rounds)
    good &= report("mixed agenda", [agenda()], LEAST_AGENDA, rounds)
    data = long_follow_up(LONG)
    peak = peak_memory(data)
    print(f"{LONG} pages: {peak:.0f} MiB of memory for the process that reads them (at most {MOST_MEMORY}){verdict(peak < MOST_MEMORY)}")
    report_doubts("all tables and the mixed agenda", [*all_tables().values(), agenda()], rounds)
    if other := [path.read_bytes() for path in sorted(FOREIGN.glob("*.pdf"))]:
        report_doubts("other programs' prints", other, 1)
    return 0 if good and peak < MOST_MEMORY else 1


if __name__ == "__main__":
    sys.exit(main())
