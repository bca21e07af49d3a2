"""How a batch grows: time a file, the driver's memory, how much faster an unchanged second run is, and two jobs than one.

    python -m benchmarks.bench_batch [TEXTS [AGENDAS]]

Small texts, each its own bytes, where a run is nearly all ado; and PDFs as they are downloaded: agendas of a hundred pages, and fifteen
follow-ups. Every figure is a ratio within one run, by the clock: on a quiet machine. What the driver does in its one process no second
job makes faster; its share of the processor's seconds says how much faster two can be at best.
"""

from __future__ import annotations

import ctypes
import os
import sys
import tempfile
from pathlib import Path

from benchmarks.bench_scale import PR_SET_CHILD_SUBREAPER, Cost, milepael
from benchmarks.bytecode import write_bytecode
from benchmarks.reading_files import agenda, follow_ups
from benchmarks.report_lines import verdict

TEXT = "Referat\nUdvalget den {day}. marts 2031\n\nPunkt 1. Meddelelser {number}\nBeslutning\nTaget til efterretning\n"
TEXTS, AGENDAS = 10_000, 60
MOST_GROWTH, MOST_MIB, LEAST_TEXTS, LEAST_PDFS, LEAST_TWO = 1.25, 300, 20, 50, 1.7


def texts(folder: Path, files: int) -> Path:
    folder.mkdir()
    for number in range(files):
        (folder / f"{number:05}.txt").write_text(TEXT.format(day=number % 28 + 1, number=number), encoding="utf-8")
    return folder


def pdfs(folder: Path, agendas: int) -> Path:
    """Each agenda with bytes of its own: a comment behind its end."""
    folder.mkdir()
    long = agenda()
    for number in range(agendas):
        (folder / f"dagsorden-{number:03}.pdf").write_bytes(long + b"%% %d\n" % number)
    for name, data in follow_ups().items():
        (folder / f"{name}.pdf").write_bytes(data)
    return folder


def run(folder: Path, out: str, jobs: int) -> Cost:
    return milepael("run", folder, "--out", folder.parent / out, "--jobs", str(jobs), "--no-report", "--quiet")


def held(told: str, good: bool) -> bool:
    print(f"  {told}{verdict(good)}", flush=True)
    return good


def two_and_again(folder: Path, name: str, least_again: float) -> tuple[bool, Cost]:
    """One job, two jobs, and two over what they have read."""
    one, two, again = run(folder, f"{name}-one", 1), run(folder, f"{name}-two", 2), run(folder, f"{name}-two", 2)
    serial = one.driver_cpu / one.cpu
    print(
        f"{name}: {one.clock:.1f} s with one job, {two.clock:.1f} s with two, {again.clock:.2f} s unchanged; load {os.getloadavg()[0]:.1f}"
    )
    good = held(f"two jobs {one.clock / two.clock:.2f} times one (at least {LEAST_TWO})", one.clock / two.clock >= LEAST_TWO)
    print(f"  {serial:.0%} of the processor's seconds are the driver's: {2 / (1 + serial):.2f} times at most, if all of them are serial")
    good &= held(f"unchanged {two.clock / again.clock:.0f} times as fast (at least {least_again})", two.clock / again.clock >= least_again)
    return good, two


def main() -> int:
    files, agendas = [*map(int, sys.argv[1:3]), *(TEXTS, AGENDAS)[len(sys.argv) - 1 :]]
    write_bytecode()
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        few = run(texts(place / "few", max(files // 10, 1)), "out-few", 2)
        good, many = two_and_again(texts(place / "texts", files), f"{files} small texts", LEAST_TEXTS)
        growth = many.clock / files / (few.clock / max(files // 10, 1))
        good &= held(
            f"{many.clock / files * 1000:.2f} ms a file, {growth:.2f} times that of a tenth (at most {MOST_GROWTH})", growth <= MOST_GROWTH
        )
        good &= held(f"the driver has {many.driver} MiB (at most {MOST_MIB})", many.driver <= MOST_MIB)
        good &= two_and_again(pdfs(place / "pdfs", agendas), f"{agendas} agendas of a hundred pages, 15 follow-ups", LEAST_PDFS)[0]
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
