"""Whether the finding of tables, compiled, gives the same rows as in pure Python, and how much sooner.

    python -m benchmarks.compiled [ROUNDS]

Builds the optional wheel (mypyc; a C compiler and a minute or two), unpacks it, and reads the follow-ups and the tests' own prints
there and here, in turn, each in a process of its own. Ends with 1 where a row differs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from statistics import median

from benchmarks.reading_files import FIXTURES, ROOT, all_tables

ROUNDS = 7
READER = """
import sys, time
from hashlib import sha256
from pathlib import Path
from parsers.model.content import FileContent, UnreadableError
from parsers.pages import rows
from parsers.pdf import reader
from pipeline.ingest.serving import calm_memory
def read(data):
    try:
        return rows.page_rows(reader.pages(data, FileContent("application/pdf", "pdfium")))
    except UnreadableError as error:
        return error.code
tables, prints = ([path.read_bytes() for path in sorted(Path(folder).iterdir())] for folder in sys.argv[1:])
print(rows.__file__, [sha256(repr(read(data)).encode()).hexdigest() for data in tables + prints], flush=True)
calm_memory()
for _ in sys.stdin:
    begun = time.process_time()
    for data in tables:
        read(data)
    print(time.process_time() - begun, flush=True)
"""


def built(folder: Path) -> Path:
    """The compiled wheel, unpacked. It is built from a copy: mypyc leaves modules beside the sources, which would be taken for them."""
    source = folder / "source"
    source.mkdir()
    for name in ("parsers", "pipeline"):
        shutil.copytree(ROOT / name, source / name)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder), str(source)]
    subprocess.run(build, check=True, env=os.environ | {"HATCH_BUILD_HOOK_ENABLE_MYPYC": "1"})
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "compiled")
    return folder / "compiled"


class Reader:
    """A process that reads with the packages of one folder. `rows` tells every row that it read."""

    def __init__(self, home: Path, *folders: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", READER, *map(str, folders)],
            cwd=home,
            env=os.environ | {"PYTHONPATH": str(home)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.module, _, self.rows = self._line().partition(" ")

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()

    def seconds(self) -> float:
        assert self._process.stdin is not None
        print(file=self._process.stdin, flush=True)
        return float(self._line())

    def close(self) -> None:
        self._process.communicate()


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as place:
        compiled = built(Path(place))
        (tables := Path(place) / "tables").mkdir()
        for name, data in all_tables().items():
            (tables / f"{name}.pdf").write_bytes(data)
        (prints := Path(place) / "prints").mkdir()
        for path in FIXTURES.glob("*.pdf"):
            (prints / path.name).write_bytes(path.read_bytes())
        pure, quick = Reader(ROOT, tables, prints), Reader(compiled, tables, prints)
        same = bool(pure.rows) and pure.rows == quick.rows
        times = [(pure.seconds(), quick.seconds()) for _ in range(rounds)]
        pure.close()
        quick.close()
    print(f"pure {Path(pure.module).suffix}, compiled {Path(quick.module).suffix}: {'the same rows' if same else 'rows DIFFER'}")
    print(f"all tables: compiled {median(a / b for a, b in times):.2f} times as fast, median of {rounds}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
