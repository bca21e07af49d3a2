"""The code in, names that nothing uses out: vulture, told what is used by name only (columns, templates, docs/api.md).

python -m docs.find_dead_code
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from vulture import Vulture

from docs.make_api import PUBLIC
from pipeline.schema.tables import ALL_TABLES

ROOT = Path(__file__).parents[1]
CODE = ("parsers", "pipeline", "benchmarks", "docs")  # what only a test uses is dead
TYPED_ROWS = ROOT / "pipeline" / "schema" / "rows.py"  # made from the schema, used or not
REGISTERED = ["@click.*", "@*.command", "@atexit.register"]
DECLARE = ("Enum", "NamedTuple", "TypedDict", "Struct")  # classes that say what there may be
OF_OTHERS = [  # set for jinja2, pdfminer, click, pyarrow and babel, called by Python
    *("globals", "filters", "rotate", "metavar", "NumpyDocString", "__getattr__"),
    *("load_bytecode", "dump_bytecode"),
    *("language_team", "last_translator", "msgid_bugs_address", "revision_date"),
]
WHOLE = ["read_pdf", "publish"]  # all pages, all tables at once, for tests; the journey takes them piece by piece


def used_by_name() -> Iterator[str]:
    """A record's field goes to the column or the table of its name, a template asks for attributes, others build on the public names,
    an enum is a closed list (what a document says chooses among its values), and typed dicts' and structs' keys are words of a file."""
    for table in ALL_TABLES:
        yield from (table.name, *(column.name for column in table.columns))
    for template in (ROOT / "pipeline").rglob("*.j2"):
        yield from re.findall(r"\.(\w+)", template.read_text(encoding="utf-8"))
    for path in (path for folder in CODE for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith(DECLARE) for base in node.bases):
                yield from (ast.unparse(line.targets[0]) for line in node.body if isinstance(line, ast.Assign))
                yield from (ast.unparse(line.target) for line in node.body if isinstance(line, ast.AnnAssign))
    yield from (name.rpartition(".")[2] for names in PUBLIC.values() for name in names)


def dead_code() -> list[str]:
    vulture = Vulture(ignore_names=[*used_by_name(), *OF_OTHERS, *WHOLE], ignore_decorators=REGISTERED)
    vulture.scavenge([str(ROOT / folder) for folder in CODE], exclude=[str(TYPED_ROWS)])
    return [item.get_report() for item in vulture.get_unused_code(min_confidence=60)]


if __name__ == "__main__":
    found = dead_code()
    print("\n".join(found) or "no dead code")
    sys.exit(bool(found))
