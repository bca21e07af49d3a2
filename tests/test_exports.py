"""What each module exports is what others take from it."""

from __future__ import annotations

import ast
from pathlib import Path

from docs.mend_exports import Trees, mended, taken

OLD = '"""A module."""\n\nfrom __future__ import annotations\n\nLIMIT = 3\n\n\ndef amount() -> int:\n    return LIMIT\n'


def trees(**sources: str) -> Trees:
    return {name.replace("_", "."): (Path(name), ast.parse(source)) for name, source in sources.items()}


def test_a_name_is_taken_by_importing_it_or_by_asking_its_module_for_it() -> None:
    code = trees(a_money=OLD, a_first="from a.money import amount", a_second="from a import money as m\nprint(m.LIMIT)")
    assert taken(code)["a.money"] == {"amount", "LIMIT"}


def test_exports_stand_below_the_imports_in_the_formatters_order_and_are_mended_where_they_stand() -> None:
    once = mended(OLD, ast.parse(OLD), {"amount", "LIMIT", "_inner"})
    assert once == OLD.replace("annotations\n", 'annotations\n\n__all__ = ["LIMIT", "amount"]\n', 1)
    assert mended(once, ast.parse(once), {"amount", "LIMIT"}) == once
    assert '__all__ = ["amount"]\n' in mended(once, ast.parse(once), {"amount"})
    assert "__all__" not in mended(OLD, ast.parse(OLD), set())
