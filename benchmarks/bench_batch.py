"""How a batch grows: time a file, the driver's memory, and how much faster an unchanged second run is.

    python -m benchmarks.bench_batch [FILES]

Small texts, each its own bytes; the samples' PDFs for the ratio that people feel. Every figure is a ratio within one run.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = "Referat\nUdvalget den {day}. marts 2031\n\nPunkt 1. Meddelelser {number}\nBeslutning\nTaget til efterretning\n"


def lay(folder: Path, files: int) -> Path:
    folder.mkdir()
    for number in range(files):
        (folder / f"{number:05}.txt").write_text(TEXT.format(day=number % 28 + 1, number=number), encoding="utf-8")
    return folder


def run(folder: Path, out: Path, *more: str) -> tuple[float, int]:
    """Seconds of a whole process, and its driver's greatest memory in MiB."""
    code = (
        "import resource, sys\nfrom pipeline.cli import main\n"
        "try: main(sys.argv[1:])\nfinally: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    began = time.monotonic()
    arguments = ["run", str(folder), "--out", str(out), "--no-report", "--quiet", *more]
    said = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False, cwd=ROOT)
    return time.monotonic() - began, int(said.stdout.split()[-1])


def main() -> None:
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as place:
        few, many = lay(Path(place) / "few", max(files // 10, 1)), lay(Path(place) / "many", files)
        short, _ = run(few, Path(place) / "out-few")
        long, memory = run(many, Path(place) / "out-many")
        again, _ = run(many, Path(place) / "out-many")
        grown = long / files / (short / max(files // 10, 1))
        print(f"{files} small texts: {long / files * 1000:.2f} ms a file ({grown:.2f} × that of a tenth)")
        print(f"driver: {memory} MiB; unchanged second run {long / again:.1f} × faster")
        one, _ = run(few, Path(place) / "out-one", "--jobs", "1")
        two, _ = run(few, Path(place) / "out-two", "--jobs", "2")
        print(f"two jobs: {one / two:.2f} × one")


if __name__ == "__main__":
    main()
