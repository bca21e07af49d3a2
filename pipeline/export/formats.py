"""The formats that tables are carried away in, once: their names, what each needs and writes. Nothing heavy is loaded to know them."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FORMATS", "Format", "formats_help"]


@dataclass(frozen=True, slots=True)
class Format:
    """`module`, imported when the format is asked for, has `write_files(what: Export) -> list[Path]`.

    `tables` are those it cannot do without. `library` need not be installed; the extra that brings it has the format's name.

    Examples:
        >>> from pipeline.export.formats import FORMATS
        >>> FORMATS["excel"].library
        'xlsxwriter'
    """

    name: str
    help: str
    module: str
    tables: tuple[str, ...] = ()
    library: str | None = None


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format(
            "excel",
            "milepael.xlsx: promise by round, late, changes, standings, milestones, words",
            "pipeline.export.excel",
            ("files", "documents", "initiatives", "milestones", "standings", "changes"),
            "xlsxwriter",
        ),
        Format(
            "csv",
            "one file a table; --danish for spreadsheets, where a text that would be run as a formula gets an apostrophe in front",
            "pipeline.export.csv_files",
        ),
        Format("duckdb", "milepael.duckdb: every table, with a comment on each column", "pipeline.export.duckdb_file", library="duckdb"),
        Format("jsonl", "one file a table, one row a line", "pipeline.export.jsonl"),
        Format(
            "feed",
            "feed.xml, and one for each committee and each promise (Atom); what is only information with --all-changes",
            "pipeline.export.feed",
            ("files", "documents", "initiatives", "responsibilities", "changes"),
        ),
    )
}


def formats_help(width: int = 70) -> str:
    """The formats as `milepael export --help` lists them: a name and what it writes, continued under itself."""
    from textwrap import wrap

    column = max(map(len, FORMATS)) + 2
    lines = []
    for each in FORMATS.values():
        first, *more = wrap(each.help, width)
        lines += [f"{each.name:{column}}{first}", *(" " * column + line for line in more)]
    return "\n".join(lines)
