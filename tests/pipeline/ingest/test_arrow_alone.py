"""What a process that reads, and the one that drives it, go without."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.machinery import BuiltinImporter, ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Thread
from types import ModuleType

import pytest

from pipeline.ingest.arrow_alone import _without
from pipeline.ingest.libraries import EVERYTHING, OF_ALL, OF_ALL_AND_PDFS, OF_TEXTS, libraries_for


def loaded(code: str) -> set[str]:
    """Of some heavy modules, those that a process of its own has loaded after `code`."""
    ours = ("parsers.documents.kinds", "parsers.pdf.reader", "parsers.text.rows")
    theirs = (
        "PIL.Image",
        "cloudpickle",
        "dateutil",
        "numpy",
        "pandas",
        "pikepdf",
        "pyarrow",
        "pyarrow.compute",
        "pyarrow._s3fs",
        "pydoc",
        "pypdfium2",
        "urllib.request",
    )
    heavy = (*ours, *theirs)
    asked = f"{code}\nimport sys\nprint(*(name for name in {heavy} if name in sys.modules))"
    return set(subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True).stdout.split())


def test_what_the_readers_come_from_loads_what_its_files_need_and_no_more() -> None:
    code = "from pipeline.ingest.libraries import *\nfrom pipeline.ingest.fork_server import load\nload({})"
    assert loaded(code.format("OF_ALL")) == {"parsers.documents.kinds"}
    more = {"parsers.pdf.reader", "PIL.Image", "pikepdf", "pypdfium2"}
    assert loaded(code.format("OF_ALL_AND_PDFS")) == {"parsers.documents.kinds", *more}


def test_the_driver_loads_no_reader_and_nothing_that_asks_the_web() -> None:
    arrow = "from pipeline.ingest.arrow_alone import *\nkeep_pandas_out()\nload_compute()\nload_parquet()\n"
    assert loaded(f"{arrow}import pipeline.run, pipeline.ingest.group_rows, pipeline.export.feed") == {"pyarrow", "pyarrow.compute"}


@pytest.mark.parametrize("before", ["", "import pipeline.run\n"])
def test_a_notebook_that_runs_a_batch_still_makes_frames(before: str) -> None:
    code = "from pipeline.ingest.arrow_alone import keep_pandas_out\nkeep_pandas_out(for_good=False)\n"
    frame = "import pyarrow as pa\nassert list(pa.table({'a': [1, 2]}).to_pandas()['a']) == [1, 2]"
    assert {"numpy", "pandas"} <= loaded(before + code + frame)


def test_only_the_thread_that_loads_arrow_goes_without_what_it_has_no_use_for() -> None:
    with _without("antigravity"), ThreadPoolExecutor(1) as other:
        assert other.submit(find_spec, "antigravity").result() is not None
        with pytest.raises(ModuleNotFoundError):
            find_spec("antigravity")


BUILTIN = "xxsubtype"  # that nobody loads


class _Between:
    """A finder during whose look another thread comes to its end."""

    def __init__(self, other: Thread, leave: Event) -> None:
        self._other, self._leave = other, leave

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name == BUILTIN:
            self._leave.set()
            self._other.join()
        return None


@pytest.mark.skipif(BUILTIN not in sys.builtin_module_names, reason="this Python is built without the module that is looked for")
def test_what_a_thread_loads_is_found_though_another_stops_hiding_while_it_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    entered, leave = Event(), Event()

    def hide() -> None:
        with _without("pandas"):
            entered.set()
            leave.wait()

    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    other = Thread(target=hide)
    other.start()
    entered.wait()
    sys.meta_path.insert(sys.meta_path.index(BuiltinImporter), _Between(other, leave))
    monkeypatch.delitem(sys.modules, BUILTIN, raising=False)
    assert importlib.import_module(BUILTIN).__name__ == BUILTIN


def test_what_reads_texts_is_loaded_where_names_promise_some(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "a.PDF").touch()
    assert libraries_for([str(tmp_path)]) == OF_ALL_AND_PDFS
    (tmp_path / "b.txt").touch()
    assert {*libraries_for([str(tmp_path)])} == {*EVERYTHING}
    assert libraries_for([str(tmp_path / "b.txt")]) == (*OF_ALL, *OF_TEXTS)
