"""The tables of a converter that joins rows or cells, made whole as far as what it printed tells.

What it ran together is not told as any row's: the rows are there, with their times where as many stand beside them, and its words
are said on each. A description that is not parted from its title is parted where the title is printed again by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from msgspec import Struct, field

from parsers.language.hyphenation import Vocabulary
from parsers.language.paragraphs import ends_sentence
from parsers.model import late_regex as regex
from parsers.model.content import Line
from parsers.profile.labels import DRAFT, RESPONSIBLE_LABEL, USUAL_FORM, RowLabel, row_label
from parsers.profile.titles import begins_title, followup_title, title_and_theme
from parsers.signs.smileys import only_signs
from parsers.text.letter_signs import are_signs, as_sign
from parsers.text.loose_headers import is_page_mark
from parsers.text.loose_rows import LooseRow, first_cells
from parsers.text.merged_cells import SECTION, TIME, MergedHeader, MergedRows, Unit, header_in, rows_in, take_cell, units_of
from parsers.text.monospaced_placed import UNTOLD
from parsers.text.monospaced_segments import WHOLE_DUE

__all__ = ["merged_tables"]

GAP = regex.compile(r"(?<=\S) (?=\d{1,2}\. ?\p{Lu}|\p{Lu})")
LONGEST_TITLE_LINE = 80  # characters
LONGEST_HEADING = 300  # characters, of a document's name too


class MergedTable(Struct):
    """A table as far as it was read: its header, what the cells above the first label hold, its rows, and what stands below it."""

    number: int
    header: MergedHeader
    title: str
    above: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    described: int = 0  # the line in which the description begins
    rows: list[LooseRow] = field(default_factory=list)
    marks: list[Line] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)
    is_again: bool = False  # printed on a further page
    runs_together: bool = False
    without_signs: list[LooseRow] = field(default_factory=list)  # rows that have no cell for it


def merged_tables(lines: Sequence[Line]) -> tuple[list[Line], dict[int, str]]:
    """The lines with a tab between a table's cells, and the words of those whose cells are not certain, by number."""
    units = [part for unit in _with_signs(list(units_of(lines))) for part in _parts(unit)]
    headers = [header_in(unit) for unit in units]
    words = Vocabulary(word for unit in units for word in unit.plain.split())
    has_signs = any(only_signs(word) for unit in units for word in unit.plain.split())
    doubted: dict[int, str] = {}
    made: list[Line] = []
    table: MergedTable | None = None
    for unit, header, following in zip(units, headers, _following(headers), strict=True):
        if header is not None and table is not None and header.number == table.header.number and not table.after:
            _print_again(table, header)
        elif header is not None:
            made += _lines_of(table, words, has_signs=has_signs)
            table = _begun(unit, header, doubted)
        elif table is None:
            made.append(Line(unit.line.number, unit.plain if unit.barred else unit.line.text))
        else:
            _take(table, unit, following.partition(".")[0].lstrip("0"), doubted)
    return [*made, *_lines_of(table, words, has_signs=has_signs)], doubted


def _following(headers: Sequence[MergedHeader | None]) -> list[str]:
    """The number of each line's own header, or of the next one below it."""
    numbers = accumulate(reversed(headers), lambda below, each: below if each is None else each.number, initial="")
    return [*numbers][:0:-1]


def _with_signs(units: list[Unit]) -> list[Unit]:
    if not are_signs(text for unit in units for _, text in unit.cells):
        return units
    return [
        Unit(unit.line._replace(text=as_sign(unit.line.text)), [(at, as_sign(text)) for at, text in unit.cells], unit.width)
        for unit in units
    ]


def _parts(unit: Unit) -> Iterator[Unit]:
    """A paragraph's rows: before each label that begins one."""
    if unit.barred:
        yield unit
        return
    words, begin = unit.plain.split(), 0
    for at in range(1, len(words)):
        label = row_label(words[at])
        goes_on = at + 1 < len(words) and words[at + 1][0].islower()
        ended = ends_sentence(words[at - 1]) or only_signs(words[at - 1]) or TIME.fullmatch(" ".join(words[at - 2 : at])) is not None
        if label is not None and not goes_on and (label is RowLabel.MILESTONE or ended) and row_label(words[at - 1]) is None:
            yield Unit(unit.line, [(0, " ".join(words[begin:at]))], 0)
            begin = at
    yield Unit(unit.line, [(0, " ".join(words[begin:]))], 0) if begin else unit


def _begun(unit: Unit, header: MergedHeader, doubted: dict[int, str]) -> MergedTable:
    table = MergedTable(unit.line.number, header, header.title, described=unit.line.number)
    if header.merged or header.behind or not all(header.words):
        doubted[unit.line.number] = unit.plain
    answers = RESPONSIBLE_LABEL.search(header.behind)
    if header.merged and answers:
        table.answers.append(header.behind[answers.start() :])
    return table


def _print_again(table: MergedTable, header: MergedHeader) -> None:
    """The header at the top of a page. A title that stands by itself there is parted from what followed it before, and the reverse."""
    table.is_again = True
    shorter, longer = sorted((table.title, header.title), key=len)
    if not longer.startswith(shorter):
        return
    rest = longer[len(shorter) :].strip()
    if rest and table.title == longer:
        table.above.insert(0, rest)
    elif rest:
        table.above.append(rest)
    table.title = shorter


def _take(table: MergedTable, unit: Unit, section: str, doubted: dict[int, str]) -> None:
    """Takes a line that is no header into the table it stands in. `section` is that of the header below."""
    text, number = unit.plain, unit.line.number
    rows = rows_in(unit)
    if is_page_mark(text) or DRAFT.fullmatch(text):
        table.marks.append(Line(number, text))
    elif rows is not None:
        _take_rows(table, unit, rows, section, doubted)
    elif _is_heading(text, section):
        table.after.append(Line(number, text))
    elif table.rows:
        _go_on(table, unit, doubted)
    else:
        _describe(table, unit, doubted)


def _take_rows(table: MergedTable, unit: Unit, rows: MergedRows, section: str, doubted: dict[int, str]) -> None:
    number = unit.line.number
    text, heading = _without_heading(" ".join(filter(None, [rows.behind, rows.text])), section)
    if _is_heading(rows.behind, section):
        text, heading = rows.text, rows.behind
    made = [LooseRow(number, label) for label in rows.labels]
    times = _completed(table, rows.times, doubted, text)
    timed = [row for row in made if row_label(row.label) is RowLabel.MILESTONE]
    if len(times) == len(timed):
        for row, time in zip(timed, times, strict=True):
            row.due = time
    if len(made) == 1:
        made[0].text, made[0].signs = [text] if text else [], rows.signs
    for row in made if len(made) > 1 else ():
        row.signs = UNTOLD if rows.signs else ""
    if unit.width < len(USUAL_FORM):  # the signs' column stands elsewhere, or nowhere
        table.without_signs += made
    if rows.before:
        table.above.append(rows.before)
    if rows.before or not unit.barred or (len(made) > 1 and (text or rows.signs)) or len(times) not in (0, len(timed)):
        doubted[number] = unit.plain
    table.rows += made
    if heading:
        table.after.append(Line(number, heading))


def _completed(table: MergedTable, times: list[str], doubted: dict[int, str], text: str) -> list[str]:
    """The times, without the pieces in front that are the rest of the row's above."""
    while (
        times and not TIME.fullmatch(times[0]) and table.rows and WHOLE_DUE.fullmatch(whole := f"{table.rows[-1].due} {times[0]}".strip())
    ):
        above = table.rows[-1]
        above.due, times = whole, times[1:]
        if text:  # it may begin with the end of the row's above
            doubted.setdefault(above.number, " ".join([above.label, *above.text]))
            above.signs = above.signs or UNTOLD
    return times


def _go_on(table: MergedTable, unit: Unit, doubted: dict[int, str]) -> None:
    """What stands below a row without a label: a page's end tore it off, or it stood in a line of its own."""
    row = table.rows[-1]
    if not unit.barred and all(only_signs(word) for word in unit.plain.split()):
        table.marks.append(Line(unit.line.number, unit.plain))
        return
    rest = MergedRows([])
    for _, text in unit.cells:
        take_cell(text, rest)
    times = _completed(table, rest.times, doubted, "")
    if rest.signs and not row.signs and not times:  # a time more is of another row, and so may be the sign
        row.signs = rest.signs
    elif rest.signs:
        row.signs = UNTOLD
    if rest.text:
        row.text.append(rest.text)
    if times or not unit.barred or unit.cells[0][0] == 0:
        _doubt(row.number, unit.plain, doubted)


def _describe(table: MergedTable, unit: Unit, doubted: dict[int, str]) -> None:
    """What stands between a header and its first label."""
    if not table.above and not table.answers:
        table.described = unit.line.number
    first = " ".join(text for at, text in unit.cells if at == 0)
    others = " ".join(text for at, text in unit.cells if at > 0)
    answers = RESPONSIBLE_LABEL.search(others or first)
    if unit.barred and others and answers and _is_title_below(table):
        table.title = " ".join([table.title, *table.above])
        doubted.setdefault(table.number, table.title)
        table.above = []
    if answers and answers.start():  # two cells line by line in one
        _doubt(table.number, unit.plain, doubted)
        table.runs_together = True
    elif others or answers:
        table.above += [first] if others and first else []
        table.answers.append(others or first)
    elif table.runs_together and not unit.barred:
        _doubt(table.number, unit.plain, doubted)
    else:
        table.above.append(first)
        if table.answers and not unit.barred:
            _doubt(table.number, unit.plain, doubted)


def _doubt(number: int, words: str, doubted: dict[int, str]) -> None:
    doubted[number] = " ".join(filter(None, [doubted.get(number), words]))


def _is_title_below(table: MergedTable) -> bool:
    """Whether what stands below the header goes on with its title: the description begins beside who answers."""
    return (
        not table.is_again
        and not table.answers
        and all(len(text) <= LONGEST_TITLE_LINE and not ends_sentence(text) for text in table.above)
    )


def _is_heading(text: str, section: str) -> bool:
    """Whether a text heads what follows: another document, or the section that the next number is of."""
    begins = SECTION.match(text)
    if followup_title(text) or title_and_theme(text):
        return True
    return begins is not None and not ends_sentence(text) and begins["section"].lstrip("0") == section


def _without_heading(text: str, section: str) -> tuple[str, str]:
    """A cell's text, and the heading that was joined to its end."""
    for gap in GAP.finditer(text, max(len(text) - LONGEST_HEADING, 0)):
        rest = text[gap.end() :]
        if (rest[0].isdigit() or begins_title(rest)) and _is_heading(rest, section):
            return text[: gap.start()], rest
    return text, ""


def _lines_of(table: MergedTable | None, words: Vocabulary, *, has_signs: bool) -> Iterator[Line]:
    if table is None:
        return
    yield Line(table.number, "\t".join((table.title, *table.header.words)))
    described = LooseRow(table.described, "", [*table.above, *table.answers])
    for row in [described, *table.rows] if described.text else table.rows:
        signs = row.signs or (UNTOLD if has_signs and any(row is each for each in table.without_signs) else "")
        yield Line(row.number, "\t".join((*first_cells(row, words), row.due, signs)))
    yield from table.marks
    for line in table.after:
        parts = title_and_theme(line.text)
        yield from (Line(line.number, part) for part in parts or (line.text,))
