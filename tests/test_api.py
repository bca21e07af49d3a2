"""The page of names that others may build on: up to date, whole, and every example on it and elsewhere true."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module
from pathlib import Path

import pytest

import parsers
import pipeline
from docs.make_api import PATH, PUBLIC, api_page
from tests.carried import SAMPLES, publish, sample_rows

NAMES = [name for names in PUBLIC.values() for name in names]
MODULES = [found.name for package in (parsers, pipeline) for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
EXAMPLES = [test for name in MODULES for test in doctest.DocTestFinder(exclude_empty=True).find(import_module(name)) if test.examples]


def named(name: str) -> object:
    module, _, short = name.rpartition(".")
    return getattr(import_module(module), short)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the examples find where they are run: the samples, and their tables."""
    here = tmp_path_factory.mktemp("examples")
    publish(sample_rows(), here / "data" / "parsed")
    (here / "data" / "raw").symlink_to(SAMPLES, target_is_directory=True)
    return here


def test_the_page_is_that_of_the_docstrings() -> None:
    assert PATH.read_text(encoding="utf-8") == api_page(), "a docstring or a signature has changed: make papers"


@pytest.mark.parametrize("name", NAMES)
def test_a_public_name_says_what_it_is_and_shows_it(name: str) -> None:
    one = named(name)
    assert one.__doc__
    assert ">>> " in one.__doc__ or (isinstance(one, type) and issubclass(one, Exception))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda test: test.name)
def test_an_example_shows_what_happens(example: doctest.DocTest, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    told: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(example, out=told.append)
    assert result.failed == 0, "".join(told)
