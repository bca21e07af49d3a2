"""The invented documents: they can be made again, and they borrow nothing from the real ones."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "tests" / "fixtures"
BORROWED = 8  # words in a row: a label or a committee's name is shorter, a sentence is not


def files(root: Path, *folders: str) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for folder in folders for p in sorted((root / folder).rglob("*")) if p.is_file()}


def test_making_the_texts_again_gives_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, FIXTURES / "make.py", "text", "--out", tmp_path], check=True)
    made = files(tmp_path, "data/raw", "tests/fixtures/raw", "tests/fixtures/text", "tests/fixtures/series")
    there = files(ROOT, "data/raw", "tests/fixtures/raw", "tests/fixtures/text", "tests/fixtures/series")
    assert {name: there.get(name) for name in made} == made
    assert {name for name in there if name.endswith(".txt")} == {name for name in made if name.endswith(".txt")}


@pytest.mark.parametrize("folder", ["text", "pdf", "series"])
def test_every_document_has_its_golden_answer(folder: str) -> None:
    documents = [p for p in (FIXTURES / folder).rglob("*") if p.suffix in (".txt", ".pdf")]
    assert documents
    assert [p.name for p in documents if not p.with_suffix(".gold.json").exists()] == []


def test_the_fixtures_stay_small() -> None:
    kept = [p for p in [*FIXTURES.rglob("*"), *(ROOT / "data/raw").rglob("*")] if p.is_file() and "__pycache__" not in p.parts]
    sizes = {p: p.stat().st_size for p in kept}
    assert [str(p) for p, size in sizes.items() if size > 60_000] == []
    assert sum(size for p, size in sizes.items() if p.suffix in (".pdf", ".txt", ".json")) < 3_300_000


def sentences(text: str) -> Iterator[list[str]]:
    """The words of each sentence; a cell, a paragraph and a label end one."""
    for sentence in re.split(r"[.:!?|]\s|[\t\n]|<[^>]*>", text):
        yield re.findall(r"\w+", sentence.casefold())


def runs(text: str) -> set[tuple[str, ...]]:
    return {tuple(words[n : n + BORROWED]) for words in sentences(text) for n in range(len(words) - BORROWED + 1)}


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


@pytest.mark.corpus
def test_no_sentence_is_taken_from_the_real_documents(shared: Path) -> None:
    real = {run for seed in (shared / "seeds").glob("*.txt") for run in runs(seed.read_text(encoding="utf-8"))}
    ours = {p.name: runs("\n".join(strings(json.loads(p.read_text(encoding="utf-8"))))) for p in FIXTURES.rglob("*.gold.json")}
    ours |= {
        p.name: runs(p.read_text(encoding="utf-8", errors="replace"))
        for p in [*FIXTURES.rglob("*.txt"), *(ROOT / "data/raw").glob("*.txt")]
    }
    assert {name: [" ".join(run) for run in sorted(taken & real)] for name, taken in ours.items() if taken & real} == {}
