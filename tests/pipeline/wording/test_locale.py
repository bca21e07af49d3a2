"""What the commands say, in Danish: nothing is left in English, and no place for a value is lost on the way."""

from __future__ import annotations

import ast
import io
import re
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from click.testing import CliRunner

import pipeline
from docs.make_messages import PO, catalogue, untranslated
from pipeline import errors
from pipeline.cli import main
from pipeline.commands.spoken import DOMAIN

HEARD = {"refuse", "say", "UsageError", "BadParameter", *(name for name in errors.__all__ if name != "GateError")}
PLACES = re.compile(r"{[^{}]*}|%\(\w+\)s")


def test_every_sentence_of_the_commands_stands_in_danish() -> None:
    assert untranslated(catalogue()) == [], "put the Danish into the .po file, and run: make papers"


def test_what_is_spoken_is_what_was_written() -> None:
    compiled = io.BytesIO()
    with PO.open("rb") as stream:
        write_mo(compiled, read_po(stream, domain=DOMAIN))
    assert PO.with_suffix(".mo").read_bytes() == compiled.getvalue(), "run: make papers"


def test_a_translation_has_the_places_of_its_original() -> None:
    for message in catalogue():
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        originals = message.id if isinstance(message.id, tuple) else (message.id,)
        for original, form in zip(originals, forms, strict=False):
            assert sorted(PLACES.findall(form)) == sorted(PLACES.findall(original)) if original else True, original


@pytest.mark.parametrize("path", sorted(Path(pipeline.__file__).parent.rglob("*.py")), ids=lambda path: path.stem)
def test_no_refusal_passes_the_translation_by(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in HEARD and node.args:
            pieces = [node.args[0]] if isinstance(node.args[0], ast.Constant) else getattr(node.args[0], "values", [])
            said = "".join(each.value for each in pieces if isinstance(each, ast.Constant) and isinstance(each.value, str))
            assert not re.search(r"[a-z]{2,}", said.replace("milepael", "")), f"{path.name}:{node.lineno}: {ast.unparse(node)}"


@pytest.mark.parametrize(
    "arguments",
    [["--help"], *([name, "--help"] for name in main.commands), ["profile", "new", "--help"], ["profile", "check", "--help"]],
    ids=" ".join,
)
def test_help_in_danish_is_danish(arguments: list[str]) -> None:
    shown = CliRunner().invoke(main, ["--lang", "da", *arguments], prog_name="milepael").output
    assert shown.startswith("Brug: milepael")
    assert not re.findall(r"\b(the|and|of|is|are|this|Only|Write|Show|Ends|Options|Usage)\b", shown)


def test_what_click_refuses_is_refused_in_danish() -> None:
    assert "findes ikke" in CliRunner().invoke(main, ["delayd", "--lang", "da"]).output
    assert "findes ikke" in CliRunner().invoke(main, ["run", "nowhere.pdf", "--lang", "da"]).output
