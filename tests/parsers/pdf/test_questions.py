"""pdfium's answers about many characters or objects: the compiled loops say what those in Python say, and refuse what is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from ctypes import c_void_p
from pathlib import Path
from typing import Any

import pytest

from hatch_build import SOURCE, compiled
from parsers.pdf import pdfium, plain_questions

ROOT = Path(__file__).parents[3]
PRINTS = sorted([*ROOT.glob("tests/fixtures/pdf/*.pdf"), *ROOT.glob("data/raw/*.pdf")])
PAGES = 2  # of each file
STEP = 5  # characters

quick = pytest.importorskip("parsers.pdf._questions", reason="it was not compiled here: python hatch_build.py")
quick.connect(pdfium.address_of)


def answers(questions: Any, text: c_void_p | None, page: c_void_p) -> list[object]:
    """What is told of a page, of characters and objects beyond its end too."""
    count = pdfium.count_chars(text)
    characters = [-1, *range(0, count, STEP), count]
    handles = questions.text_objects(text, characters)
    objects = questions.page_objects(page, pdfium.count_objects(page) + 1)
    paths = [questions.path_of(handle) for handle in objects]
    return [
        handles,
        questions.boxes(text, characters),
        questions.rights(text, tuple(characters)),
        questions.settings(text, dict(zip(handles, characters, strict=True))),
        objects,
        questions.clipped({*objects, *handles}),
        paths,
        [questions.segments(handle, path[-1] + 1, step) for step in (1, 3) for handle, path in zip(objects, paths, strict=True) if path],
    ]


def differing(path: Path) -> list[int]:
    """The first pages of a file of which the two say different things."""
    document = pdfium.open_document(data := path.read_bytes())
    if document is None:
        return []
    found: list[int] = []
    for index in range(min(pdfium.page_count(document), PAGES)):
        with pdfium.opened_page(document, index) as page:
            if page is None:
                continue
            with pdfium.opened_text(page) as text:
                if repr(answers(quick, text, page)) != repr(answers(plain_questions, text, page)):
                    found.append(index + 1)
    pdfium.close_document(document)
    assert data
    return found


def test_compiled_loops_say_what_those_in_python_say() -> None:
    assert {path.name: pages for path in PRINTS if (pages := differing(path))} == {}


@pytest.mark.corpus
def test_so_they_do_of_other_programs_prints() -> None:
    found = sorted((ROOT.parent / "shared").rglob("*.pdf"))
    if not found:
        pytest.skip("the real documents are not here")
    assert {path.name: pages for path in found if (pages := differing(path))} == {}


@pytest.mark.parametrize("questions", [quick, plain_questions])
def test_of_a_page_without_a_text_layer_and_of_no_object_nothing_is_known(questions: Any) -> None:
    assert questions.text_objects(None, [0, 7]) == [0, 0]
    assert questions.boxes(c_void_p(0), [0]) == [(0, 0, 0, 0)]
    assert questions.settings(None, {0: 0}) == [((0, 0, -1, bytes(32)), 0, 0)]
    assert (questions.page_objects(None, 1), questions.clipped([0]), questions.path_of(0)) == ([0], [], None)
    assert questions.segments(0, 1, 1) == [(-1, 0, 0)]
    assert (questions.text_objects(None, []), questions.page_objects(None, -1), questions.segments(0, -1, 1)) == ([], [], [])


@pytest.mark.parametrize(
    ("name", "given", "error"),
    [
        ("boxes", (None, [2**40]), OverflowError),
        ("boxes", (None, ["1"]), TypeError),
        ("boxes", (None, 3), TypeError),
        ("boxes", (None,), TypeError),
        ("boxes", (2**70, [1]), OverflowError),
        ("text_objects", (b"page", [1]), TypeError),
        ("settings", (None, [1]), TypeError),
        ("settings", (None, {"a": 1}), TypeError),
        ("settings", (None, {0: -(2**70)}), OverflowError),
        ("page_objects", (None, None), TypeError),
        ("clipped", (["a"],), TypeError),
        ("path_of", (1.5,), TypeError),
        ("segments", (0, 1, 0), ValueError),
        ("connect", (lambda name: 0,), LookupError),
    ],
)
def test_what_is_no_handle_and_no_index_is_refused(name: str, given: tuple[object, ...], error: type[Exception]) -> None:
    try:
        with pytest.raises(error):
            getattr(quick, name)(*given)
    finally:
        quick.connect(pdfium.address_of)


def test_python_answers_where_that_is_asked_for() -> None:
    told = "from parsers.pdf import questions; print(questions.boxes.__module__)"
    for pure, module in (("", "parsers.pdf._questions"), ("1", "parsers.pdf.plain_questions")):
        given = os.environ | {"MILEPAEL_PURE": pure}
        done = subprocess.run([sys.executable, "-c", told], env=given, cwd=ROOT, capture_output=True, text=True)
        assert done.stdout.strip() == module, done.stderr


def test_the_module_is_compiled_beside_its_source_and_a_compiler_that_fails_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / SOURCE).parent.mkdir(parents=True)
    parts = sorted((ROOT / SOURCE).parent.glob("_*.[ch]"))
    for part in parts:
        shutil.copy(part, tmp_path / SOURCE.parent)
    for missing, error in ((str(tmp_path / "none"), OSError), ("false", subprocess.CalledProcessError)):
        monkeypatch.setenv("CC", missing)
        with pytest.raises(error):
            compiled(tmp_path)
    assert sorted(path.name for path in (tmp_path / SOURCE).parent.iterdir()) == [part.name for part in parts]
    monkeypatch.delenv("CC")
    assert compiled(tmp_path).stat().st_size
