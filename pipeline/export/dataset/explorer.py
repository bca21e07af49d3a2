"""A data set in, `explorer.html` out: one page that shows, filters and sorts every table from the data inside it.

Each table's columns are JSON, packed with gzip and base64; the browser's own DecompressionStream unpacks a table when it is asked for.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.export.dataset.model import DataFile, Dataset, data_file
from pipeline.schema.columns import Table, Type
from pipeline.schema.package import meaning
from pipeline.schema.rights import RIGHTS, TITLE
from pipeline.schema.tables import TABLES
from pipeline.wording.explorer import EXPLORER_WORDS

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["write_explorer"]

HTML = ("html", "text/html")
NO_NUMBERS = (Type.STRING, Type.BOOLEAN, Type.DATE)


def write_explorer(dataset: Dataset, folder: Path) -> Iterator[DataFile]:
    """`explorer.html`."""
    (folder / "explorer.html").write_text(page(dataset), encoding="utf-8", newline="\n")
    yield data_file(folder, "explorer.html", "Every table to look at, filter and sort: opens by a double click, without a network", HTML)


def page(dataset: Dataset) -> str:
    """The whole page; the same tables give the same text."""
    from jinja2 import Environment, PackageLoader
    from markupsafe import Markup

    script, style = (
        files("pipeline.export.dataset").joinpath("templates", f"explorer.{kind}").read_text("utf-8") for kind in ("js", "css")
    )
    told = {
        "dataset_id": dataset.id,
        "title": TITLE,
        "rights": RIGHTS,
        "words": EXPLORER_WORDS,
        "tables": [_table(TABLES[name], table.num_rows) for name, table in dataset.tables.items()],
    }
    template = Environment(loader=PackageLoader("pipeline.export.dataset"), autoescape=True).get_template("explorer.html.j2")
    return template.render(
        dataset=dataset,
        title=TITLE["da"],
        script=Markup(script),  # ours
        style=Markup(style),
        script_hash=_hash(script),
        style_hash=_hash(style),
        tables=Markup(json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")),  # so that no text of a document ends the element
        packed=((name, packed(table)) for name, table in dataset.tables.items()),
    )


def _hash(text: str) -> str:
    """As a content security policy names what may run."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _table(table: Table, rows: int) -> dict[str, object]:
    links = {link.columns[0]: [link.table, link.references[0]] for link in table.foreign_keys if len(link.columns) == 1}
    columns = []
    for column in table.columns:
        told: dict[str, object] = {"name": column.name, "description": meaning(column)}
        told |= {"number": True} if column.type not in NO_NUMBERS else {}
        told |= {"scale": list(column.scale)} if column.scale else {}
        columns.append(told | ({"to": links[column.name]} if column.name in links else {}))
    return {"name": table.name, "description": table.description, "rows": rows, "columns": columns}


def packed(table: pa.Table) -> str:
    """The columns of a table, each a list, as JSON within gzip within base64."""
    columns = json.dumps([column.to_pylist() for column in table.columns], ensure_ascii=False, separators=(",", ":"), default=_plain)
    return base64.b64encode(gzip.compress(columns.encode("utf-8"), mtime=0)).decode()


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} is no cell of a table")
