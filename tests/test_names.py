"""Names in code: retired ones do not come back, a class is the only one of its name, a test lies where its module lies."""

from __future__ import annotations

import ast
import tokenize
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
MODULES = [path for package in ("parsers", "pipeline") for path in sorted((ROOT / package).rglob("*.py"))]
# A word that was private to this code, and the field's own. Matched whole, as a name or as a part of one between underscores.
RETIRED = {
    "Ink": "Symbol",
    "InkForm": "SymbolForm",
    "Paper": "Document",
    "papers": "documents",
    "Life": "History",
    "lives": "histories",
    "Stop": "RoundEntry",
    "stops": "round_entries",
    "goalpost": "milestone_change",
    "goalposts": "milestone_changes",
    "floors": "h_edges",
    "walls": "v_edges",
    "torn": "split",
    "hung": "spanning",
    "brimming": "full",
    "heard": "its subject, or last_sign",
    "seat": "assign",
    "Deal": "Agreement",
    "deal": "agreement",
    "deals": "agreements",
}
OF_SEVERAL_MODULES = {  # tests of what two roads give alike, of one kind of damage, of pages in a browser, of what is no module
    "tests/parsers/documents/test_amounts_of_seeds.py",
    "tests/parsers/pdf/test_parity.py",
    "tests/parsers/signs/test_unknown_ink.py",
    "tests/parsers/text/test_damaged_dumps.py",
    "tests/pipeline/report/test_browser.py",
    "tests/pipeline/report/test_counts.py",
    "tests/pipeline/wording/test_locale.py",
}


def names(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        yield from (token.string for token in tokenize.tokenize(file.readline) if token.type == tokenize.NAME)


def retired_in_code() -> set[tuple[str, str]]:
    return {
        (str(path.relative_to(ROOT)), word)
        for path in MODULES
        for name in set(names(path))
        for word in RETIRED
        if word == name or word in name.split("_")
    }


def modules_of_class() -> dict[str, set[str]]:
    found = defaultdict(set)
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                found[node.name].add(str(path.relative_to(ROOT)))
    return found


def test_a_retired_name_does_not_come_back() -> None:
    assert [f"{path}: {word} is now {RETIRED[word]}" for path, word in sorted(retired_in_code())] == []


def test_every_class_is_the_only_one_of_its_name() -> None:
    doubled = {name: modules for name, modules in modules_of_class().items() if len(modules) > 1}
    assert not doubled, "name each by its subject"


def test_a_test_lies_where_its_module_lies() -> None:
    tests = [path.relative_to(ROOT) for package in ("parsers", "pipeline") for path in (ROOT / "tests" / package).rglob("test_*.py")]
    of = {str(test): ROOT.joinpath(*test.parts[1:-1], test.name.removeprefix("test_")) for test in tests}
    assert {test for test, module in of.items() if not module.exists()} == OF_SEVERAL_MODULES
