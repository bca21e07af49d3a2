"""Expressions that were compiled before: found again, and never trusted further than what they were compiled by."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest
import regex

from parsers.model import late_regex
from pipeline.ingest.keep_expressions import keep_expressions

SAMPLE = Path(__file__).parents[3] / "data" / "raw" / "foerste-opfoelgning-2031.txt"
COMPILED = """
import regex, sys
compiled, compile_now = [], regex.compile
regex.compile = lambda *asked: (compiled.append(asked), compile_now(*asked))[1]
from parsers.reading import read_file
read_file(open(sys.argv[1], "rb").read(), "text/plain")
print(len(compiled))
"""


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    late_regex.kept_expressions.cache_clear()


def compiled_when_read(prefix: Path) -> int:
    code = [sys.executable, "-X", f"pycache_prefix={prefix}", "-c", COMPILED, SAMPLE]
    return int(subprocess.run(code, capture_output=True, text=True, check=True).stdout)


def test_a_reader_compiles_nothing_that_is_kept(tmp_path: Path) -> None:
    before = compiled_when_read(tmp_path / "elsewhere")
    assert keep_expressions([SAMPLE]) > 300
    assert compiled_when_read(tmp_path) < before / 5


def test_what_is_kept_finds_what_was_compiled() -> None:
    late = late_regex.compile(r"(?P<day>\d+)\. maj", late_regex.IGNORECASE)
    keep_expressions([])
    kept = late_regex.LateExpression(*late.key).compiled()  # type: ignore[attr-defined]
    assert late.key in late_regex.kept_expressions()  # type: ignore[attr-defined]
    compiled = regex.compile(late.pattern, regex.IGNORECASE)
    assert (kept.pattern, kept.flags, kept.groupindex) == (compiled.pattern, compiled.flags, compiled.groupindex)
    assert kept.findall("den 3. MAJ og 14. maj") == ["3", "14"]


def test_what_another_version_of_the_library_has_compiled_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_expressions([])
    assert late_regex.kept_expressions()
    monkeypatch.setattr(regex, "__version__", "another")
    late_regex.kept_expressions.cache_clear()
    assert not late_regex.kept_expressions()


KEY = ("a+", 0)


@pytest.mark.parametrize(
    "damaged",
    [
        b"\x80half of it",
        pickle.dumps(None),
        pickle.dumps([1, 2]),
        pickle.dumps({KEY: b"\x80half"}),
        pickle.dumps({KEY: 5}),
        pickle.dumps({KEY: pickle.dumps(None)}),
        pickle.dumps({KEY: pickle.dumps(regex.compile("b+"))}),
    ],
    ids=["half", "nothing", "a list", "half an expression", "a number", "none", "another expression"],
)
def test_what_is_damaged_is_compiled_anew(damaged: bytes) -> None:
    place = late_regex.kept_place()
    place.parent.mkdir(parents=True)
    place.write_bytes(damaged)
    match = late_regex.compile(*KEY).search("caab")
    assert match is not None
    assert match[0] == "aa"


def test_nothing_stays_of_what_could_not_be_kept() -> None:
    place = late_regex.kept_place()
    place.mkdir(parents=True)  # in its way
    with pytest.raises(OSError, match=place.name):
        keep_expressions([])
    assert [*place.parent.iterdir()] == [place]
