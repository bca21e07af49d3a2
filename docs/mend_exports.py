"""The code in, each module's `__all__` out: the names that other modules take from it, and those of docs/api.md.

    python -m docs.mend_exports [--check]

What only a test takes is not there, so that docs/find_dead_code.py can tell what nothing uses.
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from pathlib import Path

from docs.make_api import PUBLIC
from docs.make_rows import PATH as TYPED_ROWS

ROOT = Path(__file__).parents[1]
PACKAGES = ("parsers", "pipeline")
USERS = (*PACKAGES, "benchmarks", "docs")
LINE = 140  # characters

Trees = dict[str, tuple[Path, ast.Module]]


def trees(folders: tuple[str, ...]) -> Trees:
    found: Trees = {}
    for path in (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path, ast.parse(path.read_text(encoding="utf-8"))
    return found


def taken(code: Trees) -> dict[str, set[str]]:
    """By module, the names that others import from it or ask of it (`ids.document_id`), or name as what is in it."""
    names: dict[str, set[str]] = defaultdict(set, {"pipeline": {"__version__"}})
    for public in (public for group in PUBLIC.values() for public in group):
        module, _, name = public.rpartition(".")
        names[module].add(name)
    for user, (_, tree) in code.items():
        modules: dict[str, str] = {}  # as they are called in this file
        for node in (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module):
            for alias in node.names:
                if f"{node.module}.{alias.name}" in code:
                    modules[alias.asname or alias.name] = f"{node.module}.{alias.name}"
                elif node.module != user:
                    names[str(node.module)].add(alias.name)
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                module, _, name = node.value.partition(":")  # as a command is named that is imported late
                if module in code and name.isidentifier():
                    names[module].add(name)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
                names[modules[node.value.id]].add(node.attr)
    return names


def mended(source: str, tree: ast.Module, names: set[str]) -> str:
    """The source with `__all__` below its imports, as the formatter sets it."""
    wanted = sorted((name for name in names if name == "__version__" or not name.startswith("_")), key=_rank)
    line = "__all__ = [" + ", ".join(f'"{name}"' for name in wanted) + "]"
    statement = line if len(line) <= LINE else "__all__ = [\n" + "".join(f'    "{name}",\n' for name in wanted) + "]"
    lines = source.splitlines(keepends=True)
    old = next((node for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"), None)
    if old is not None:
        head, tail = lines[: old.lineno - 1], lines[old.end_lineno :]
        if ast.literal_eval(old.value) == wanted:
            return source
    elif wanted:
        last = max((node.end_lineno or 0 for node in tree.body if _is_import(node)), default=0)
        head, tail = [*lines[:last], "\n"], lines[last:]
    else:
        return source
    return "".join(head) + (statement + "\n" if wanted else "") + "".join(tail)


def _rank(name: str) -> tuple[int, str]:
    """Constants, classes, functions: ruff's order."""
    return (0 if name.isupper() else 1 if name[:1].isupper() else 2), name


def _is_import(node: ast.stmt) -> bool:
    docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return (
        docstring
        or isinstance(node, ast.Import | ast.ImportFrom)
        or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test))
    )


if __name__ == "__main__":
    wrong = []
    names = taken(trees(USERS))
    for module, (path, tree) in trees(PACKAGES).items():
        if path == TYPED_ROWS:
            continue  # whole as it was made
        source = path.read_text(encoding="utf-8")
        new = mended(source, tree, names[module])
        if new != source:
            wrong.append(f"{path.relative_to(ROOT)}: __all__ is not what others take from it: make format")
            if "--check" not in sys.argv:
                path.write_text(new, encoding="utf-8")
    if "--check" in sys.argv and wrong:
        sys.exit("\n".join(wrong))
