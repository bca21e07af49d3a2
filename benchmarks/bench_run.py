"""How fast a whole run is, from the command to the published tables, beside pdfplumber's own tables of the same fifteen follow-ups.

Seconds of the clock, so on a quiet machine: a run's work is done by several processes. Every round times both, in turn. A run
over one short text beside them tells what of a run is its start and its end, whatever it reads.

    python -m benchmarks.bench_run [ROUNDS]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from statistics import median

from benchmarks.bench_scale import CLI
from benchmarks.bytecode import write_bytecode
from benchmarks.reading_files import ROOT, follow_ups
from benchmarks.report_lines import verdict

LEAST = 8  # times pdfplumber
ROUNDS = 5
PLUMBER = """
import sys
from pathlib import Path
import pdfplumber
for path in sorted(Path(sys.argv[1]).iterdir()):
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.close()
"""
TEXT = b"Referat\nUdvalget den 1. marts 2031\n\nPunkt 1. Meddelelser\nBeslutning\nTaget til efterretning\n"


def laid(folder: Path, files: Mapping[str, bytes]) -> Path:
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def seconds(code: str, *arguments: str | Path) -> float:
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", code, *map(str, arguments)], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return time.monotonic() - began


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    write_bytecode()
    with tempfile.TemporaryDirectory() as place:
        outs = count()

        def run(folder: Path) -> float:
            return seconds(CLI, "run", folder, "--out", Path(place) / f"out-{next(outs)}", "--jobs", "1", "--no-report", "--quiet")

        files = {f"{name}.pdf": data for name, data in follow_ups().items()}
        many = laid(Path(place) / "many", files)
        one = laid(Path(place) / "one", {"a.txt": TEXT})
        run(one)
        times = [(run(many), run(one), seconds(PLUMBER, many)) for _ in range(rounds)]
    ours, empty, theirs = map(median, zip(*times, strict=True))
    faster = median(plumber / mine for mine, _, plumber in times)
    load = f"load {os.getloadavg()[0]:.1f}"
    print(f"{len(files)} follow-ups, a whole run with --jobs 1: {ours:.2f} s, pdfplumber {theirs:.2f} s; {load}")
    print(f"  {empty:.2f} s for one short text: what a run takes to start and to publish")
    print(f"  {faster:.1f} times pdfplumber (at least {LEAST}){verdict(faster >= LEAST)}")
    return 0 if faster >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
