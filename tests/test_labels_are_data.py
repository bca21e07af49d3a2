"""What documents print is data: no heading, label, status, round, title or body of any profile stands in the code that reads."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from parsers.profile.loading import shipped

ROOT = Path(__file__).resolve().parents[1]
SHORTEST = 4  # letters: shorter words mean other things too
# What people are told, in words of our own: pages, books, commands and the meaning of columns
TOLD = ("pipeline/wording", "pipeline/report", "pipeline/export", "pipeline/commands", "pipeline/schema")
EXCEPTIONS = {
    ("parsers/pdf/layers.py", "Type"): "a key of PDF's dictionaries",
    ("parsers/text/publication.py", "Afbud"): "a field of FirstAgenda's JSON",
    ("parsers/text/publication.py", "Bilag"): "a field of FirstAgenda's JSON",
    ("parsers/text/publication.py", "Deltagere"): "a field of FirstAgenda's JSON",
    ("parsers/text/publication.py", "Udvalg"): "a field of FirstAgenda's JSON",
    ("parsers/text/publication.py", "Dato"): "a field of FirstAgenda's JSON",
    ("pipeline/ingest/media_types.py", "Udvalg"): "a field of FirstAgenda's JSON",
    ("pipeline/ingest/media_types.py", "Type"): "a mail's Content-Type",
}


def printed_words() -> set[str]:
    words: set[str] = set()
    for profile in shipped():
        columns, rows = profile.table.columns, profile.table.rows
        words |= {word for name in columns.__struct_fields__ for word in getattr(columns, name)}
        words |= {word for name in rows.__struct_fields__ for word in getattr(rows, name)}
        words |= {*profile.statuses, *profile.rounds.names, *profile.table.funding, profile.name}
        words |= {
            word
            for listed in (profile.agenda_headings, profile.agenda_parts, profile.front_labels)
            for each in listed.values()
            for word in each
        }
        words |= {name for body in (*profile.committees, *profile.centers) for name in (body.name, *body.aliases)}
    return {word for word in words if len(word) >= SHORTEST}


def literals(path: Path) -> Iterator[str]:
    """The texts in a file's code, docstrings and `__all__` aside."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    aside: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            aside.add(node.value)
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            aside |= set(ast.walk(node.value))
    yield from (
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in aside
    )


def met() -> set[tuple[str, str]]:
    forms = "|".join(map(re.escape, sorted(printed_words(), key=len, reverse=True)))
    printed = re.compile(rf"(?<!\w)(?:{forms})(?!\w)")
    paths = [path for top in ("parsers", "pipeline") for path in (ROOT / top).rglob("*.py")]
    named = [(path.relative_to(ROOT).as_posix(), path) for path in paths]
    return {(name, word) for name, path in named if not name.startswith(TOLD) for text in literals(path) for word in printed.findall(text)}


def test_no_printed_word_of_a_profile_stands_in_the_code_that_reads() -> None:
    assert met() - EXCEPTIONS.keys() == set()


def test_every_exception_is_still_there() -> None:
    assert EXCEPTIONS.keys() <= met()
