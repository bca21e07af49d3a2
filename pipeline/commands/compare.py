"""`milepael compare`: two published folders in, every field that differs out, for a terminal, a program or a browser."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from gettext import gettext as _
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import click

from pipeline.commands.refusal import print_json, refuse, system_words
from pipeline.commands.spoken import SpokenCommand, current_language

if TYPE_CHECKING:
    from pipeline.publish.differences import FieldDifference, TableDifferences

__all__ = ["compare_command"]

SAME, DIFFERENT, NO_TABLES = 0, 1, 3
Plain = bool | float | str | None
LONGEST = 160  # characters of a value on a terminal
PAGE = """<!doctype html><html lang="%s"><meta charset="utf-8"><title>%s</title>
<style>body{font:16px/1.5 system-ui;max-width:70rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%%}
td,th{border:1px solid #ccc;padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}del{background:#fdd}
ins{background:#dfd;text-decoration:none}</style><h1>%s</h1><p><code>%s</code> → <code>%s</code></p>%s</html>
"""


class FieldJson(TypedDict):
    """One field that differs, or a row that stands on one side alone, as JSON has it."""

    key: list[str]
    before: Plain
    after: Plain
    page: int | None


class TableJson(TypedDict):
    """A table that differs, as JSON has it; `counts` and `shown` by column."""

    table: str
    rows_before: int
    rows_after: int
    counts: dict[str, int]
    shown: dict[str, list[FieldJson]]


@click.command("compare", cls=SpokenCommand)
@click.argument("old", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("new", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--html", "page", type=click.Path(dir_okay=False, path_type=Path), help="Write a page to read to this file.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def compare_command(old: Path, new: Path, page: Path | None, as_json: bool) -> None:
    """Show every field that differs between two published folders.

    Read the same files with two versions of milepael, and it shows what the
    newer one changes, before anybody builds on it.

    \b
    Examples
      milepael compare tables-before tables-after
      milepael compare tables-before tables-after --html differences.html

    \b
    Ends with
      0    nothing differs
      1    something does
      2    the command was not understood
      3    there are no tables, or the page could not be written
    """
    from pipeline.errors import TablesError
    from pipeline.publish.differences import differences

    try:
        found = differences(old, new)
    except TablesError as error:
        refuse(str(error), NO_TABLES)
    if page is not None:
        title = _("Differences")
        try:
            page.write_text(
                PAGE % (current_language(), title, title, escape(str(old)), escape(str(new)), "".join(_sections(found))), encoding="utf-8"
            )
        except OSError as error:
            refuse(f"{page}: {system_words(error)}", NO_TABLES)
    if as_json:
        print_json({"exit_code": DIFFERENT if found else SAME, "tables": [_as_json(each) for each in found]})
    else:
        for line in _lines(found):
            click.echo(line)
    sys.exit(DIFFERENT if found else SAME)


def _lines(found: Sequence[TableDifferences]) -> Iterator[str]:
    if not found:
        yield _("Nothing differs.")
    for table in found:
        yield _rows(table)
        for kind, count in table.counts.most_common():
            yield f"  {kind}: {count}"
            for one in table.shown[kind][:3]:
                yield f"    {_where(one)}: {_short(one.before)} → {_short(one.after)}"


def _sections(found: Sequence[TableDifferences]) -> Iterator[str]:
    if not found:
        yield f"<p>{_('Nothing differs.')}</p>"
    for table in found:
        yield f"<h2>{table.name}</h2><p>{_rows(table)}</p>"
        for kind, count in table.counts.most_common():
            heads = "".join(f"<th>{word}</th>" for word in (_("row"), _("before"), _("after")))
            yield f"<h3>{escape(kind)}: {count}</h3><table><tr>{heads}</tr>"
            for one in table.shown[kind]:
                before, after = (escape("" if value is None else str(value)) for value in (one.before, one.after))
                yield f"<tr><td>{escape(_where(one))}</td><td><del>{before}</del></td><td><ins>{after}</ins></td></tr>"
            yield "</table>"


def _rows(table: TableDifferences) -> str:
    return _("{table}: {before} rows before, {after} after").format(table=table.name, before=table.rows[0], after=table.rows[1])


def _where(one: FieldDifference) -> str:
    return "/".join(map(str, one.key)) + (_(", page {page}").format(page=one.page) if one.page else "")


def _short(value: object) -> str:
    words = "-" if value is None else " ".join(str(value).split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def _as_json(table: TableDifferences) -> TableJson:
    shown: dict[str, list[FieldJson]] = {
        kind: [{"key": list(map(str, one.key)), "before": _plain(one.before), "after": _plain(one.after), "page": one.page} for one in each]
        for kind, each in table.shown.items()
    }
    return {"table": table.name, "rows_before": table.rows[0], "rows_after": table.rows[1], "counts": dict(table.counts), "shown": shown}


def _plain(value: object) -> Plain:
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
