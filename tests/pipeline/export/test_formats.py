from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.export.formats import FORMATS, Format
from pipeline.schema.tables import TABLES

PYPROJECT = Path(__file__).parents[3] / "pyproject.toml"
EVERY_FORMAT = pytest.mark.parametrize("form", FORMATS.values(), ids=list(FORMATS))


@EVERY_FORMAT
def test_a_format_is_written_by_its_module_from_tables_that_are_declared(form: Format) -> None:
    assert callable(import_module(form.module).write_files)
    assert set(form.tables) <= set(TABLES)


@EVERY_FORMAT
def test_the_command_tells_each_format_and_what_it_writes(form: Format) -> None:
    told = " ".join(CliRunner().invoke(main, ["export", "--help"]).output.split())
    assert f"{form.name} {form.help}" in told


def test_an_extra_brings_the_library_that_a_format_needs() -> None:
    extras = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]["optional-dependencies"]
    assert [form.name for form in FORMATS.values() if form.library and not extras[form.name][0].startswith(form.library)] == []


def test_help_loads_nothing_heavy() -> None:
    code = "import sys, pipeline.cli; sys.exit(any(name in sys.modules for name in ('pyarrow', 'pandas', 'xlsxwriter', 'duckdb')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
