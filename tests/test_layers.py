from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PARSERS = sorted((ROOT / "parsers").rglob("*.py"))
MODULES = [*PARSERS, *sorted((ROOT / "pipeline").rglob("*.py"))]
WRITES = {"write_text", "write_bytes", "mkdir", "unlink", "touch", "rename"}
MOST_LINES = 400  # of a file
MOST_LINES_OF_A_FUNCTION = 60  # its docstring aside
DECLARATIONS = {"model/records.py", "schema/rows.py", "schema/tables.py"}  # what may be said, a line each
DENSE = {"pdf/shapes.py"}  # a loop over every path, held by bench_reading
CLOCKS = {"now", "today", "utcnow", "monotonic", "perf_counter"}

ANY_ROW = re.compile(r"(?:dict|Mapping)\[str, Any\]")  # says nothing of what is in it


def calls(path: Path) -> set[str]:
    """The last name of everything a file calls: `open`, `write_text`, `now` …"""
    functions = [node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    names = {each.id for each in functions if isinstance(each, ast.Name)}
    return names | {each.attr for each in functions if isinstance(each, ast.Attribute)}


def test_parsers_never_import_the_pipeline() -> None:
    lint = subprocess.run([Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert lint.returncode == 0, lint.stdout


@pytest.mark.parametrize("path", PARSERS, ids=lambda path: path.stem)
def test_parsers_write_no_file_and_read_no_clock(path: Path) -> None:
    assert not calls(path) & (WRITES | CLOCKS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_a_file_starts_with_what_goes_in_and_what_comes_out(path: Path) -> None:
    told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert told
    assert told.splitlines()[0].endswith((".", "`", ":")), told.splitlines()[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_no_file_and_no_function_is_longer_than_a_reader_can_hold(path: Path) -> None:
    if f"{path.parent.name}/{path.name}" in DECLARATIONS | DENSE:
        return
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= MOST_LINES
    for function in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)):
        first = function.body[1] if ast.get_docstring(function) and len(function.body) > 1 else function.body[0]
        assert (function.end_lineno or 0) - first.lineno < MOST_LINES_OF_A_FUNCTION, function.name


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_what_goes_in_and_comes_out_has_a_type_that_says_what_it_is(path: Path) -> None:
    if path.match("schema/rows.py"):
        return  # where a row of any table is declared, for all
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            said = [node.returns, *(each.annotation for each in ast.walk(node.args) if isinstance(each, ast.arg))]
            assert not [told for each in said if each and ANY_ROW.search(told := ast.unparse(each))], node.name
