"""The packages' bytecode and expressions compiled, as `make` does when it installs: run from a checkout where Python is told to write
none, every process compiles all that it imports, for a quarter of a second that nobody has who installed it.
"""

from __future__ import annotations

import compileall
import subprocess
import sys

from benchmarks.reading_files import ROOT

__all__ = ["write_bytecode"]


def write_bytecode() -> None:
    """Beside the code, where it is not there or is of other code."""
    for package in ("parsers", "pipeline"):
        compileall.compile_dir(ROOT / package, quiet=1)
    samples = (ROOT / "data" / "raw").glob("*.*")
    subprocess.run([sys.executable, "-m", "pipeline.ingest.keep_expressions", *samples], check=True, cwd=ROOT, stderr=subprocess.DEVNULL)
