"""Other readers of tables beside this one: how fast, and how many milestones' texts each gives whole, in one cell.

    python -m benchmarks.peers [ROUNDS]

Each stands in a virtual environment of its own, made the first time in the user's cache, for two of them bear one name; one that cannot
be installed is named. The tests' own prints are read, for their answers are known; each round reads all by each in turn, a process each,
and a file that a reader fails at gives no cell.
"""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from benchmarks.reading_files import FIXTURES, ROOT
from pipeline.object_store import kept_here

ROUNDS = 5
WANTED = {"pdfplumber": "pdfplumber==0.11.10", "pdfplumber-rs": "pdfplumber-rs==0.3.0", "pdfspine": "pdfspine==0.12.0"}
COMMON = """
import json, sys, time
from contextlib import suppress
from pathlib import Path
paths = [Path(one) for one in sys.argv[1:]]
with suppress(Exception):
    list(read(paths[0]))  # what is loaded with the first file is no reading
cells, failed = {}, 0
begun = time.process_time()
for path in paths:
    cells[path.stem] = []
    try:
        cells[path.stem].extend(read(path))
    except Exception:
        failed += 1
print(json.dumps({"seconds": time.process_time() - begun, "cells": cells, "failed": failed}))
"""
PDFPLUMBER = """
import pdfplumber
def read(path):
    with pdfplumber.open(str(path)) as pdf:
        for page in pdf.pages:
            yield from (cell for table in page.extract_tables() for row in table for cell in row if cell)
"""
READERS = {
    "pdfplumber": PDFPLUMBER,
    "pdfplumber-rs": PDFPLUMBER,
    "pdfspine": """
import pdfspine
def read(path):
    for page in pdfspine.open(str(path)):
        yield from (cell for table in page.find_tables().tables for row in table.extract() for cell in row if cell)
""",
    "milepael": """
from parsers.reading import read_file
def read(path):
    for document in read_file(path.read_bytes(), "application/pdf").documents:
        for initiative in document.initiatives:
            yield from (milestone.text for milestone in initiative.milestones if milestone.text)
""",
}


def texts() -> dict[Path, list[str]]:
    """The prints, and the milestones' texts in each."""
    found = {}
    for gold in sorted(FIXTURES.glob("*.gold.json")):
        told = json.loads(gold.read_bytes())
        path = gold.with_name(gold.name.replace(".gold.json", ".pdf"))
        said = [one["text"] for initiative in told.get("initiatives", []) for one in initiative["milestones"] if one["text"]]
        if said and path.exists():
            found[path] = said
    return found


def python_of(peer: str) -> Path | None:
    """Its Python; None where it cannot be installed, which is said."""
    folder = kept_here() / "peers" / peer
    if not (folder / WANTED[peer]).exists():
        venv.create(folder, with_pip=True, clear=True)
        done = subprocess.run([folder / "bin" / "pip", "install", "--quiet", WANTED[peer]], check=False, capture_output=True, text=True)
        if done.returncode:
            why = [line for line in done.stderr.splitlines() if "ERROR" in line]
            print(f"  {peer:13} cannot be installed: {why[-1] if why else done.returncode}")
            return None
        (folder / WANTED[peer]).touch()
    return folder / "bin" / "python"


def read(python: Path | str, reader: str, paths: list[Path]) -> tuple[float, dict[str, list[str]], int]:
    """Seconds of the processor, each file's cells, and at how many files it failed."""
    command = [str(python), "-c", READERS[reader] + COMMON, *map(str, paths)]
    said = json.loads(subprocess.run(command, check=True, capture_output=True, cwd=ROOT if reader == "milepael" else "/").stdout)
    return said["seconds"], said["cells"], said["failed"]


def whole(wanted: Mapping[Path, list[str]], cells: dict[str, list[str]]) -> int:
    """How many texts stand in one cell, letter by letter; blanks and the ends of lines are not looked at."""

    def plain(text: str) -> str:
        return "".join(text.split())

    return sum(any(plain(text) in plain(cell) for cell in cells[path.stem]) for path, said in wanted.items() for text in said)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    wanted = texts()
    found = {name: sys.executable if name == "milepael" else python_of(name) for name in READERS}
    pythons = {name: python for name, python in found.items() if python is not None}
    reads = [{name: read(python, name, list(wanted)) for name, python in pythons.items()} for _ in range(rounds)]
    every = sum(map(len, wanted.values()))
    print(f"{len(wanted)} prints with {every} milestones' texts; seconds of the processor, medians of {rounds} rounds")
    for name in pythons:
        seconds = median(each[name][0] for each in reads)
        faster = median(each["pdfplumber"][0] / each[name][0] for each in reads) if "pdfplumber" in pythons else float("nan")
        _, cells, failed = reads[0][name]
        told = f"{whole(wanted, cells):4} of {every} whole{f', {failed} files failed' if failed else ''}"
        print(f"  {name:13} {seconds:7.2f} s  {faster:5.1f} × pdfplumber  {told}")


if __name__ == "__main__":
    main()
