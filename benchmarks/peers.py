"""Other readers of tables beside this one: how fast, and how many milestones' texts each gives whole, in one cell.

    python -m benchmarks.peers [ROUNDS]

They stand in a virtual environment of their own, made the first time in the user's cache: two of them overwrite each other's modules
and ours. The tests' own prints are read, for their answers are known; each round reads all by each in turn, a process each.
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
WANTED = ("pdfspine==0.12.0", "pdfplumber==0.11.10")
COMMON = """
import json, sys, time
from pathlib import Path
paths = [Path(one) for one in sys.argv[1:]]
cells = {}
begun = time.process_time()
for path in paths:
    cells[path.stem] = list(read(path))
print(json.dumps({"seconds": time.process_time() - begun, "cells": cells}))
"""
READERS = {
    "pdfplumber": """
import pdfplumber
def read(path):
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            yield from (cell for table in page.extract_tables() for row in table for cell in row if cell)
""",
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


def theirs() -> Path:
    """The Python of the other readers."""
    folder = kept_here() / "peers"
    if not (folder / "made").exists():
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([folder / "bin" / "pip", "install", "--quiet", *WANTED], check=True)
        (folder / "made").touch()
    return folder / "bin" / "python"


def read(python: Path | str, reader: str, paths: list[Path]) -> tuple[float, dict[str, list[str]]]:
    command = [str(python), "-c", READERS[reader] + COMMON, *map(str, paths)]
    said = json.loads(subprocess.run(command, check=True, capture_output=True, cwd=ROOT).stdout)
    return said["seconds"], said["cells"]


def whole(wanted: Mapping[Path, list[str]], cells: dict[str, list[str]]) -> int:
    """How many texts stand in one cell, letter by letter; blanks and the ends of lines are not looked at."""

    def plain(text: str) -> str:
        return "".join(text.split())

    return sum(any(plain(text) in plain(cell) for cell in cells[path.stem]) for path, said in wanted.items() for text in said)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    wanted = texts()
    pythons = {name: sys.executable if name == "milepael" else theirs() for name in READERS}
    reads = [{name: read(pythons[name], name, list(wanted)) for name in READERS} for _ in range(rounds)]
    every = sum(map(len, wanted.values()))
    print(f"{len(wanted)} prints with {every} milestones' texts; seconds of the processor, medians of {rounds} rounds")
    for name in READERS:
        seconds = median(each[name][0] for each in reads)
        faster = median(each["pdfplumber"][0] / each[name][0] for each in reads)
        print(f"  {name:12} {seconds:7.2f} s  {faster:5.1f} × pdfplumber  {whole(wanted, reads[0][name][1]):4} of {every} whole")


if __name__ == "__main__":
    main()
