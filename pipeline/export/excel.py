"""The sheets in, one Excel book out: real dates and numbers, filters, links, and no cell that can be run.

Needs XlsxWriter, which comes with `milepael[excel]`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import ExportError
from pipeline.export.overview import OverviewSheet, dictionary, matrix
from pipeline.export.sheets import Joined, LinkColumn, SheetLayout, book
from pipeline.export.writing import Export, replacing
from pipeline.publish.addresses import Addresses, is_whole
from pipeline.publish.coverage import coverage
from pipeline.schema.rows import Tables, rows_in
from pipeline.schema.tables import PARSER_VERSION, SCHEMA_VERSION

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["write"]


CELL_UNITS = 32_767  # UTF-16 units: Excel's limit for a cell
SHEET_ROWS = 1_048_576  # Excel's limit, heading included
SHEET_LINKS = 65_530  # Excel's limit
LINK_UNITS = 2_080  # Excel's limit for an address
FROZEN_COLUMNS = 4  # whose agreement, which, number and title stay in sight
LINE_POINTS = 15  # the height of one line
MOST_LINES = 10  # of a row: what is longer is read in the cell, and the rows below stay in sight
OPEN = "Åbn"
A4 = 9  # Excel's number for it
PAPER_WIDTH = 235  # characters that can still be read across a page
CUT = " … [afkortet: {length} tegn i alt; hele teksten står i tabellerne]"
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")  # XML cannot hold them
FIRST_DAY = date(1900, 3, 1)  # before it, Excel's calendar has a day too many
# What Excel would do to a text by itself, were it asked.
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_files(what: Export) -> list[Path]:
    """`milepael.xlsx`. Raises ExportError when a sheet cannot hold the rows."""
    path = what.out / "milepael.xlsx"
    with replacing(path) as new:
        write(new, what.rows(), what.addresses())
    return [path]


def write(path: Path, tables: Tables, addresses: Addresses) -> None:
    """The book at `path`; the same tables give the same bytes. Raises ExportError, OSError and ModuleNotFoundError."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), OPTIONS) as workbook:
        workbook.set_properties({"title": "Opfølgning på budgetaftaler", "author": "milepael", "created": _newest(tables)})
        writer = _Writer(workbook, tables, addresses)
        writer.grid(matrix(tables), freeze=FROZEN_COLUMNS)
        for sheet, lines in book(tables):
            writer.sheet(sheet, lines)
        writer.grid(dictionary())
        writer.about(tables)


def _newest(tables: Tables) -> datetime:
    """In place of the clock: the newest document's date."""
    dates = [row["document_date"] for row in rows_in(tables, "documents") if row["document_date"]]
    return datetime.combine(max(dates, default=date(2000, 1, 1)), time(), UTC)


class _Writer:
    """Writes sheets and counts what a sheet could not hold, so that the last one can say so."""

    def __init__(self, workbook: xlsxwriter.Workbook, tables: Tables, addresses: Addresses) -> None:
        self.workbook, self.addresses = workbook, addresses
        self.cut = self.unlinked = 0
        self.paths: dict[str, str] = {}
        self.lines: dict[tuple[str, str], str] = {}  # where each promise stands in the first sheet
        for row in rows_in(tables, "files"):
            if row["file_id"]:
                self.paths.setdefault(row["file_id"], row["path"])
        top = {"valign": "top"}
        self.heading = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.plain, self.wrapped = workbook.add_format(top), workbook.add_format({**top, "text_wrap": True})
        self.day = workbook.add_format({**top, "num_format": "dd-mm-yyyy"})
        self.number = workbook.add_format({**top, "align": "left"})  # a year beside a title, not at the far end of its column
        self.link = workbook.add_format({**top, "font_color": "#0563C1", "underline": 1})

    def sheet(self, sheet: SheetLayout, lines: Sequence[Joined]) -> None:
        if len(lines) >= SHEET_ROWS:
            raise ExportError(
                _("{sheet}: {rows} rows are more than Excel can hold. Take CSV or DuckDB instead.").format(
                    sheet=sheet.name, rows=len(lines)
                )
            )
        target = self.workbook.add_worksheet(sheet.name)
        for column, field in enumerate(sheet.fields):
            target.set_column(column, column, field.width)
            target.write_string(0, column, field.heading, self.heading)
            target.write_comment(0, column, field.note, {"x_scale": 2})
        for column, link in enumerate(sheet.links, len(sheet.fields)):
            target.write_string(0, column, link.heading, self.heading)
        target.set_row(0, 2 * LINE_POINTS)
        links = 0
        for row, joined in enumerate(lines, 1):
            target.set_row(row, LINE_POINTS * _lines(sheet, joined))  # LibreOffice does not find the height by itself
            for column, field in enumerate(sheet.fields):
                self._cell(target, row, column, field.value(joined), self.wrapped if field.wrapped else self.plain)
            for column, link in enumerate(sheet.links, len(sheet.fields)):
                links += self._link(target, row, column, self._address(link, joined), _label(link, joined), links)
        width = len(sheet.fields) + len(sheet.links) - 1
        target.freeze_panes(1, FROZEN_COLUMNS)
        target.autofilter(0, 0, len(lines), width)
        self._print(target, [field.width for field in sheet.fields], len(lines), sheet.pages)
        # A number such as 1.10 is a text and must stay one: without this, Excel marks each as a mistake.
        target.ignore_errors({"number_stored_as_text": f"A1:XFD{SHEET_ROWS}"})

    def grid(self, grid: OverviewSheet, freeze: int = 0) -> None:
        target = self.workbook.add_worksheet(grid.name)
        widths = [width for _, width in grid.columns]
        for column, (heading, width) in enumerate(grid.columns):
            target.set_column(column, column, width)
            target.write_string(0, column, heading, self.heading)
        for row, line in enumerate(grid.lines[: SHEET_ROWS - 1], 1):
            needed = max((1 + len(cell) // width for cell, width in zip(line, widths, strict=True) if isinstance(cell, str)), default=1)
            target.set_row(row, LINE_POINTS * min(needed, MOST_LINES))
            for column, value in enumerate(line):
                self._cell(target, row, column, value, self.wrapped)
        for row, key in enumerate(grid.promises, 1):
            self.lines[key[0], key[2]] = f"internal:'{grid.name}'!A{row + 1}"
        target.freeze_panes(1, freeze)
        target.autofilter(0, 0, len(grid.lines), len(grid.columns) - 1)
        target.ignore_errors({"number_stored_as_text": f"A1:XFD{SHEET_ROWS}"})
        self._print(target, widths, len(grid.lines), 1)

    def _print(self, target: Worksheet, widths: Sequence[int], lines: int, pages: int) -> None:
        """The first columns, as many as can be read on paper: so that the whole book is ten pages at most."""
        columns = max((end for end in range(1, len(widths) + 1) if sum(widths[:end]) <= PAPER_WIDTH), default=1)
        target.set_landscape()
        target.set_paper(A4)
        target.set_margins(0.4, 0.4, 0.5, 0.5)
        target.repeat_rows(0)
        target.print_area(0, 0, lines, columns - 1)
        target.fit_to_pages(1, pages)
        target.set_footer("&L&A&RSide &P af &N")

    def about(self, tables: Tables) -> None:
        """What the book builds on, and what it could not hold."""
        known = coverage(tables)
        target = self.workbook.add_worksheet("Om bogen")
        target.set_column(0, 0, 40)
        target.set_column(1, 1, 80)
        lines = [
            ("Grundlag", known.sentence),
            *((unread.path, unread.reason) for unread in known.unread),
            ("☹ (mellem eller sur)", "Dokumentet bruger samme tegn for begge; tegnet siger ikke hvilken."),
            ("Celler afkortet", f"{self.cut} (Excel kan højst have {CELL_UNITS} tegn i en celle; det står i cellen)"),
            ("Links udeladt", str(self.unlinked)),
            (
                "Links",
                "Uden en adresse på nettet (--base-url) fører »Rapport« til indsatsens linje i det første ark, og kilden står i ord.",
            ),
            ("Lavet af", f"milepael {PARSER_VERSION}, tabeller {SCHEMA_VERSION}; ordene er kommunens egne."),
        ]
        for row, (name, text) in enumerate(lines):
            self._cell(target, row, 0, name, self.heading)
            self._cell(target, row, 1, text, self.wrapped)
        self._print(target, (40, 80), len(lines), 1)

    def _cell(self, target: Worksheet, row: int, column: int, value: Any, form: Format) -> None:
        if value is None:
            return
        if isinstance(value, bool):
            target.write_string(row, column, "ja" if value else "nej", form)
        elif isinstance(value, int | float):
            target.write_number(row, column, value, self.number)
        elif isinstance(value, date):
            self._day(target, row, column, value)
        else:
            self._text(target, row, column, str(value), form)

    def _day(self, target: Worksheet, row: int, column: int, value: date) -> None:
        if value < FIRST_DAY:
            target.write_string(row, column, value.isoformat(), self.plain)
        else:
            target.write_datetime(row, column, datetime.combine(value, time()), self.day)

    def _text(self, target: Worksheet, row: int, column: int, text: str, form: Format) -> None:
        fitted = fitting(text)
        self.cut += fitted != text
        printable = UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", fitted)
        if printable.startswith("<r>") and printable.endswith("</r>"):
            # XlsxWriter takes such a text for markup that it has made itself, unless it does make it.
            target.write_rich_string(row, column, printable[0], self.plain, printable[1:], form)
        else:
            target.write_string(row, column, printable, form)

    def _link(self, target: Worksheet, row: int, column: int, address: str | None, label: str, links: int) -> bool:
        """Whether a link was written: its words stand there all the same."""
        if address is None:
            if label != OPEN:
                target.write_string(row, column, label, self.plain)
            return False
        if links >= SHEET_LINKS or len(address) > LINK_UNITS:
            self.unlinked += 1
            target.write_string(row, column, label, self.plain)
            return False
        target.write_url(row, column, address, self.link, label)
        return True

    def _address(self, link: LinkColumn, joined: Joined) -> str | None:
        """One that works wherever the book is opened: on the web, or in the book itself."""
        if link.table is None:
            promise, document = joined["initiatives"], joined["documents"]
            if not promise or not document:
                return None
            page = self.addresses.initiative(document["municipality"], promise["promise_id"])
            return page if is_whole(page) else self.lines.get((document["municipality"], promise["promise_id"]))
        document = joined[link.table]
        if not document:
            return None
        file_id = document["file_id"]
        page = self.addresses.page(file_id, self.paths.get(file_id), _page(link, joined))
        return page if is_whole(page) else document["source_url"] if is_whole(document["source_url"]) else None


def _page(link: LinkColumn, joined: Joined) -> int | None:
    """The page that a line points at, in the document of the link."""
    if "changes" in joined:
        page = joined["changes"]["to_page" if link.table == "documents" else "from_page"]
    else:
        page = joined.get("standings", joined.get("milestones", {})).get("page")
    return int(page) if page is not None else None


def _label(link: LinkColumn, joined: Joined) -> str:
    if link.table is None:
        return OPEN
    page = _page(link, joined)
    return f"side {page}" if page else OPEN


def _lines(sheet: SheetLayout, joined: Joined) -> int:
    """How many lines a row needs for its wrapped texts."""
    wrapped = ((field.width, field.value(joined)) for field in sheet.fields if field.wrapped)
    needed = (sum(1 + len(line) // width for line in text.split("\n", MOST_LINES)) for width, text in wrapped if text)
    return min(max(needed, default=1), MOST_LINES)


def fitting(text: str) -> str:
    """The text, or as much of it as a cell can hold followed by a mark that says so. Excel counts UTF-16 units."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * CELL_UNITS:
        return text
    mark = CUT.format(length=f"{len(text):,}".replace(",", "."))
    return units[: 2 * (CELL_UNITS - len(mark))].decode("utf-16-le", "ignore") + mark
