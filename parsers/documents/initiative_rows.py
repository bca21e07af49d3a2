"""The rows of a follow-up whose table has one row an initiative to its Document, by the profile of the municipality."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from parsers.documents.expected_count import count_doubt
from parsers.documents.followup_cells import texts_by_column
from parsers.documents.front_matter import front_matter
from parsers.documents.initiative_table import TableColumns, columns_of
from parsers.documents.legend_lines import LegendLines
from parsers.documents.persons import header_without_persons, without_persons
from parsers.documents.reported_day import reported_days
from parsers.documents.span import FileContext, Span
from parsers.language.printed_times import day_in, due_in
from parsers.model import late_regex as regex
from parsers.model.findings import Code, finding, row_finding
from parsers.model.records import Document, Due, Funding, Initiative, Kind, Milestone, Responsibility, Role, Scale, StatusNote
from parsers.model.rows import Cell, Row, RowKind
from parsers.profile import organisation
from parsers.profile.form import Profile
from parsers.profile.initiative_columns import InitiativeColumn
from parsers.profile.titles import numbered_title
from parsers.profile.vocabulary import key_of
from parsers.signs import smileys
from parsers.signs.doubt_codes import DOUBT_CODES

__all__ = ["one_row_document"]

NUMBER_FIRST = regex.compile(r"(?P<number>\d{1,3}[a-z]?)[.)]?\s+(?P<title>\p{L}.*)", regex.DOTALL)
LONGEST_THEME = 120


def one_row_document(span: Span, file: FileContext) -> Document:
    """A plan or follow-up as the profile of its span says; that profile's words are to be spoken while it is read."""
    assert span.profile is not None
    reader = _RowReader(span, span.profile, file)
    reader.read()
    return reader.document


@dataclass(slots=True)
class _RowReader:
    span: Span
    profile: Profile
    file: FileContext
    document: Document = field(init=False)
    legend_lines: LegendLines = field(init=False)
    columns: TableColumns | None = None
    headings: Sequence[str] = ()
    theme: str | None = None
    statuses: list[tuple[Milestone, Row, Cell]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.legend_lines = LegendLines(self.file)
        self.document = self.span.new_document()
        self.document.one_row_each = True

    def read(self) -> None:
        front, rows, set_aside = front_matter(self.span)
        self.document.front = front
        self.document.findings.extend(set_aside)
        self._fill_round(rows)
        for row in rows:
            if row.kind is RowKind.FURNITURE:
                self._found(Code.FURNITURE, row)
            elif row.kind is RowKind.TEXT:
                self._text(row)
            elif row.kind is RowKind.TABLE:
                self._table(row)
            self.document.findings += [finding(Code(code), words, row.places[0] if row.places else None) for code, words in row.notes]
        self._read_statuses()
        self._check()

    # -- what the document is of -----------------------------------------------------------------------------------

    def _fill_round(self, rows: Sequence[Row]) -> None:
        """The year and the round, where the title prints none: by the day it says that it reports on, else by its date."""
        document = self.document
        if document.kind is Kind.PLAN:
            document.followup_number = 0
        title = self.span.title.text if self.span.title else ""
        days = (day_in(self.profile, printed, None) for printed in reported_days(title, rows))
        day = next((day for day in days if day is not None), None) or document.front.revised_date or document.front.document_date
        if day is None:
            return
        if document.agreement_year is None:
            document.agreement_year = day.year
        if document.followup_number is None:
            document.followup_number = self.profile.rounds.nearest(day)

    def _found(self, code: Code, row: Row, subject: object = None) -> None:
        self.document.findings.append(row_finding(code, row, subject))

    def _text(self, row: Row) -> None:
        if self.legend_lines.begin(row) or self.legend_lines.take(row):
            self._found(Code.READING_GUIDE, row)
        elif row.heading and len(row.text) <= LONGEST_THEME and self.document.initiatives:
            self.theme = " ".join(row.text.split())
            self._found(Code.HEADING, row)
        else:
            self._found(Code.STRAY_TEXT if self.document.initiatives else Code.READING_GUIDE, row)

    # -- the table -------------------------------------------------------------------------------------------------

    def _table(self, row: Row) -> None:
        texts = texts_by_column(row)
        columns = columns_of(self.profile, texts, self.document.agreement_year)
        if columns is not None:
            self._header(row, columns, texts)
        elif self.columns is None:
            if not self.legend_lines.take(row):
                self._found(Code.UNREAD_ROW, without_persons(row, ())[0])
        elif not row.text and not any(cell.symbols or cell.fill for cell in row.cells):
            self._found(Code.EMPTY_ROW, row)
        else:
            self._row(row, self.columns)

    def _header(self, row: Row, columns: TableColumns, texts: Sequence[str]) -> None:
        row = header_without_persons(row, columns.at(InitiativeColumn.PERSONS))
        again = self.columns is not None and columns.roles == self.columns.roles
        self.columns, self.headings = columns, texts_by_column(row)
        if again:
            self._found(Code.FURNITURE, row)
            return
        unknown = [text.partition(":")[0] for at, text in enumerate(texts) if text and at not in columns.roles]
        if unknown:
            self.document.findings.append(finding(Code.COLUMN_UNREAD, ", ".join(unknown), row.places[0]))

    def _row(self, row: Row, columns: TableColumns) -> None:
        row, named = without_persons(row, columns.at(InitiativeColumn.PERSONS))
        texts = _by_column(row, columns)
        title = " ".join(texts.get(InitiativeColumn.TITLE, "").split())
        if not title:
            self._without_title(row, texts)
            return
        initiative = self._initiative(row, texts, title)
        self.document.initiatives.append(initiative)
        if named or columns.at(InitiativeColumn.PERSONS):
            self._found(Code.PERSONS_COLUMN, row, initiative)
        if aside := texts.get(InitiativeColumn.SET_ASIDE):
            self.document.findings.append(finding(Code.FURTHER_COLUMN, aside, row.places[0], initiative))
        self._milestones(row, columns, texts, initiative)

    def _without_title(self, row: Row, texts: Mapping[InitiativeColumn, str]) -> None:
        """A theme across the table, or a row that cannot be told."""
        filled = [text for text in texts.values() if text]
        if len(filled) == 1 and len(filled[0]) <= LONGEST_THEME and not texts.get(InitiativeColumn.STATUS):
            self.theme = " ".join(filled[0].split())
            self._found(Code.HEADING, row)
        else:
            self._found(Code.UNREAD_ROW, row)

    def _initiative(self, row: Row, texts: Mapping[InitiativeColumn, str], title: str) -> Initiative:
        number = " ".join(texts.get(InitiativeColumn.NUMBER, "").split()).rstrip(".)") or None
        if number is None and (numbered := numbered_title(title)) is not None:
            number, title = numbered
        elif number is None and (first := NUMBER_FIRST.fullmatch(title)) is not None:
            number, title = first["number"], first["title"]
        initiative = Initiative(
            number=number,
            title=title,
            funding=self._funding(texts.get(InitiativeColumn.FUNDING, "")),
            theme=" ".join(texts.get(InitiativeColumn.THEME, "").split()) or self.theme,
            description=texts.get(InitiativeColumn.TEXT) or None,
            remarks=texts.get(InitiativeColumn.DECISION) or None,
            places=list(row.places),
            description_places=list(row.places),
        )
        initiative.responsible_center = " ".join(texts.get(InitiativeColumn.CENTER, "").split()) or None
        initiative.responsible_committee = " ".join(texts.get(InitiativeColumn.COMMITTEE, "").split()) or None
        for role, words in ((Role.CENTER, initiative.responsible_center), (Role.COMMITTEE, initiative.responsible_committee)):
            if words:
                initiative.responsibilities += [Responsibility(role, name) for name in organisation.names(words, role)]
        if texts.get(InitiativeColumn.FUNDING) and initiative.funding is None:
            self._found(Code.FUNDING_UNREAD, row, initiative)
        return initiative

    def _funding(self, text: str) -> Funding | None:
        kinds = {key_of(word): kind for word, kind in self.profile.table.funding.items()}
        return kinds.get(key_of(text))

    def _milestones(self, row: Row, columns: TableColumns, texts: Mapping[InitiativeColumn, str], initiative: Initiative) -> None:
        """One for the initiative, or one for each time that the table has a status' column for and that is filled."""
        beside = {cell.fill for cell in row.cells if columns.roles.get(cell.column) is not InitiativeColumn.STATUS}
        cells = {cell.column: replace(cell, fill=None) if cell.fill in beside else cell for cell in row.cells}
        timed = [(columns.times[at], cells[at]) for at in sorted(columns.times) if at in cells and _speaks(cells[at])]
        single = next((cells[at] for at in columns.at(InitiativeColumn.STATUS) if at not in columns.times and at in cells), Cell())
        printed = " ".join(texts.get(InitiativeColumn.DUE, "").split())
        due = due_in(self.profile, printed, self.document.agreement_year)
        statuses = timed
        if not timed and (not columns.times or _speaks(single)):
            statuses = [(due or Due(label=printed or None), single)]
        elif printed or _speaks(single):  # what holds now, beside what held at each time
            aside = " ".join([printed, *single.text.split()]).strip()
            self.document.findings.append(finding(Code.FURTHER_COLUMN, aside, row.places[0], initiative))
        for ordinal, (time, cell) in enumerate(statuses, 1):
            milestone = Milestone(ordinal=ordinal, due=time, places=list(row.places))
            initiative.milestones.append(milestone)
            self.statuses.append((milestone, row, cell))
        if due is None:
            self._found(Code.DUE_UNREAD, row, initiative.milestones[-1] if initiative.milestones else initiative)
        note = texts.get(InitiativeColumn.STATUS_TEXT)
        if note and initiative.milestones:
            last = initiative.milestones[-1]
            at = columns.at(InitiativeColumn.STATUS_TEXT)[0]
            last.status_label, last.status_note = " ".join(self.headings[at].split()), note
            last.status_notes = [StatusNote(last.status_label, note)]
        elif note:
            initiative.latest_status, initiative.latest_status_places = note, list(row.places)

    # -- statuses and what holds for the whole ----------------------------------------------------------------------

    def _read_statuses(self) -> None:
        legend, doubts = self.legend_lines.legend()
        self.document.findings += doubts
        self.document.legend = legend.entries
        for milestone, row, cell in self.statuses:
            words, symbols = " ".join(cell.text.split()), cell.symbols
            if self.file.is_text and not symbols and smileys.has_sign(words):
                symbols, words = smileys.signs_apart(words)
            read, doubt = smileys.reading(
                symbols,
                words,
                Scale.INITIATIVE,
                legend,
                is_text=self.file.is_text,
                is_picture=row.places[0].page in self.file.pictured,
                fill=cell.fill,
                inked=cell.inked,
            )
            if read.printed is None and (words or read.sign):
                read.printed = words or read.sign
            milestone.smiley = read
            if doubt is not None:
                self.document.findings.append(finding(DOUBT_CODES[doubt], read.printed, row.places[0], milestone))

    def _check(self) -> None:
        document = self.document
        if not document.initiatives:
            document.findings.append(finding(Code.NO_INITIATIVES, document.front.title, document.first))
        elif (doubt := count_doubt(document, self.span, self.profile)) is not None:
            document.findings.append(doubt)
        if document.followup_number is None:
            document.findings.append(finding(Code.ROUND_LOST, document.front.title, document.first))


def _by_column(row: Row, columns: TableColumns) -> dict[InitiativeColumn, str]:
    """The row's texts by what their columns hold; a cell across several is of the first named of them."""
    found: dict[InitiativeColumn, str] = {}
    for cell in row.cells:
        role = next((columns.roles[at] for at in range(cell.column, cell.column + cell.span) if at in columns.roles), None)
        if role is not None and cell.text:
            found[role] = f"{found[role]}\n{cell.text}" if role in found else cell.text
    return found


def _speaks(cell: Cell) -> bool:
    return bool(cell.text or cell.symbols or cell.fill or cell.inked)
