"""How fast a PDF's tables are read, beside pdfplumber's and beside pdfium's bare text, and how much memory a long one takes.

Processor seconds, so that a busy machine does not count; every round times all three on the same files, in turn, each in
a process of its own: what pdfplumber leaves in memory makes pdfium, too, a third slower.

python -m benchmarks.bench_reading [ROUNDS]
"""

from __future__ import annotations

import ctypes
import io
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
from typing import Any
from unittest.mock import patch

import pypdfium2.raw as pdfium

from benchmarks.reading_files import FOREIGN, agenda, all_tables, long_follow_up
from benchmarks.report_lines import verdict
from parsers.model.content import FileContent, UnreadableError
from parsers.pages.rows import page_rows
from parsers.pdf import reader as pdf_reader
from parsers.pdf.visibility import Judge
from pipeline.ingest.serving import calm_memory

LEAST_TABLES, LEAST_AGENDA = 20, 40  # times pdfplumber
MOST_TEXT = 6  # times pdfium's bare text
MOST_MEMORY = 150  # MiB, of the reading process
LONG = 2_000  # pages
ROUNDS = 5


def ours(data: bytes) -> int:
    """The rows of every table."""
    return len(page_rows(pdf_reader.pages(data, FileContent("application/pdf", "pdfium"))))


def plumber(data: bytes) -> int:
    """What everybody does first: `extract_tables`, page after page."""
    import pdfplumber  # here, so that the other roads' processes do without

    tables = 0
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            tables += len(page.extract_tables())
            page.close()
    return tables


def bare_text(data: bytes) -> int:
    """The letters alone: nobody who asks pdfium can be faster."""
    letters = 0
    content = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    for index in range(pdfium.FPDF_GetPageCount(content)):
        page = pdfium.FPDF_LoadPage(content, index)
        text = pdfium.FPDFText_LoadPage(page)
        count = pdfium.FPDFText_CountChars(text)
        buffer = (ctypes.c_ushort * (count + 1))()
        letters += pdfium.FPDFText_GetText(text, 0, count, buffer)
        bytes(buffer).decode("utf-16-le", "replace")
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(content)
    return letters


ROADS: dict[Callable[[bytes], int], int] = {ours: 5, plumber: 1, bare_text: 5}  # the quick ones several times a round


def seconds(read: Callable[[bytes], int], files: list[bytes]) -> float:
    calm_memory()  # as a worker does
    begun = time.process_time()
    for _ in range(ROADS[read]):
        for data in files:
            read(data)
    return (time.process_time() - begun) / ROADS[read]


def measured(files: list[bytes], rounds: int) -> list[tuple[float, ...]]:
    """For each round the seconds that all the files took: ours, pdfplumber's, bare text's."""
    with ExitStack() as stack:
        processes = {read: stack.enter_context(ProcessPoolExecutor(1, get_context("spawn"))) for read in ROADS}
        for read, process in processes.items():  # once, so that no first import counts
            process.submit(seconds, read, files[:1]).result()
        return [tuple(process.submit(seconds, read, files).result() for read, process in processes.items()) for _ in range(rounds)]


def pages_in(data: bytes) -> int:
    content = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    count = int(pdfium.FPDF_GetPageCount(content))
    pdfium.FPDF_CloseDocument(content)
    return count


def report(name: str, files: list[bytes], least: int, rounds: int) -> bool:
    pages = sum(map(pages_in, files))
    times = measured(files, rounds)
    print(f"{name}: {pages} pages, median of {rounds}")
    for road, took in zip(("PDF to table rows", "pdfplumber.extract_tables", "pdfium, bare text"), zip(*times, strict=True), strict=True):
        print(f"  {road:26} {pages / median(took):8.1f} pages a second")
    faster = [theirs / mine for mine, theirs, _ in times]  # within a round, for the machine's pace changes from one to the next
    slower = [mine / text for mine, _, text in times]
    good = median(faster) >= least and median(slower) <= MOST_TEXT
    against = f"{median(faster):.1f} times pdfplumber ({min(faster):.1f} to {max(faster):.1f}; at least {least})"
    print(f"  {against}, {median(slower):.2f} times bare text (at most {MOST_TEXT}){verdict(good)}")
    return good


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

    with patch("parsers.pdf.reader.Judge", Counted), patch("parsers.pdf.reader._PdfReader._page", timed):
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
