"""The rows of one plan or follow-up to its Document: legend, initiatives, milestones and economy notes."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import regex

from parsers.documents.classify import Span
from parsers.documents.front_matter import front_matter
from parsers.language import dates
from parsers.language.contradiction import contradiction
from parsers.language.paragraphs import ends_sentence
from parsers.model.content import Look, Symbol
from parsers.model.findings import Code, finding, row_finding
from parsers.model.records import (
    Document,
    Due,
    EconomyNote,
    Initiative,
    Kind,
    Milestone,
    Reading,
    Responsibility,
    Role,
    Scale,
    Smiley,
    StatusNote,
)
from parsers.model.rows import Cell, Row, RowKind
from parsers.profile import labels, organisation, titles
from parsers.profile.labels import Column, Responsible, RowLabel
from parsers.profile.legend import is_guide_heading, legend_blocks, legend_meaning, legend_words
from parsers.signs import smileys
from parsers.signs.smileys import Doubt, Legend

NUMBERED_THEME = regex.compile(r"\s*\d{1,2}\.?\s+\S")
FEWEST_WHOLE = 3  # initiatives: so many tell what the last one ought to hold
TITLE_LINES = 3  # above a header that bears a title's last words
LONGEST_THEME = 160  # characters: a section heading, not a paragraph
DOUBT_CODES = {
    Doubt.TWO_SIGNS: Code.TWO_SIGNS,
    Doubt.UNKNOWN_SIGN: Code.UNKNOWN_SIGN,
    Doubt.OUTSIDE_SCALE: Code.SIGN_OUTSIDE_SCALE,
    Doubt.LEGEND_UNDECIDED: Code.LEGEND_UNDECIDED,
}


def read_followup(
    span: Span, looks: Mapping[Hashable, Look], legend: Legend | None = None, *, is_text: bool = False
) -> tuple[Document, Legend]:
    """One plan, follow-up or extra block as a Document, and the legend it was read by.

    `legend` is that of the document it stands in: an extra block inside a follow-up prints none of its own.
    """
    reader = _FollowupReader(span, looks, is_text)
    reader.read_rows(legend)
    return reader.finished(), reader.legend


@dataclass(slots=True)
class _Fields:
    """A table row's cells by what its header says the columns hold."""

    label: str
    text: str
    due: str
    smiley_words: str
    symbols: list[Symbol]
    extra: str


@dataclass(slots=True)
class _LegendLine:
    scale: Scale
    row: Row
    symbols: list[Symbol]
    words: str
    meaning: Smiley


@dataclass(slots=True)
class _FollowupReader:
    span: Span
    looks: Mapping[Hashable, Look]
    is_text: bool
    document: Document = field(init=False)
    legend: Legend = field(init=False)
    columns: dict[int, Column] = field(default_factory=dict)
    current: Initiative | None = None
    described: bool = False
    astray: bool = False  # below the initiative's economy stood what could not be read, perhaps the next one's heading
    theme: str | None = None
    pending: list[Row] = field(default_factory=list)  # text rows since the last table: the next theme is among them
    pending_title: Row | None = None  # a numbered title in a row of its own, its header row still to come
    legend_scale: Scale | None = None
    legend_lines: list[_LegendLine] = field(default_factory=list)
    smiley_cells: list[tuple[Milestone | EconomyNote, Scale, list[Symbol], str, Row]] = field(default_factory=list)

    def __post_init__(self) -> None:
        title = self.span.title
        self.legend = Legend(looks=self.looks)
        self.document = Document(
            kind=self.span.kind,
            agreement_year=title.year if title else None,
            followup_number=title.followup_number if title else None,
            scope=title.scope if title else None,
        )

    # -- rows ------------------------------------------------------------------------------------------------------

    def read_rows(self, inherited: Legend | None) -> None:
        front, rows, set_aside = front_matter(self.span)
        self.document.front = front
        self.document.findings.extend(set_aside)
        for row in rows:
            for code, words in row.notes:
                self.document.findings.append(finding(Code(code), words, row.places[0] if row.places else None))
            if row.kind is RowKind.FURNITURE:
                self._found(Code.FURNITURE, row)
            elif row.kind is RowKind.TEXT:
                self._text(row)
            elif row.kind is RowKind.TABLE:
                self._table(row)
        if (last := self._row_that_breaks_off(rows)) is not None:
            self._found(Code.CUT_ROW, last, self.document.initiatives[-1])
        self._flush_pending()
        if self.pending_title is not None:
            self._found(Code.UNREAD_ROW, self.pending_title)
        self._learn_legend(inherited)
        self._read_smileys()

    def _row_that_breaks_off(self, rows: Sequence[Row]) -> Row | None:
        """The last row, where a text dump ends in a heading or before the economy that each other initiative has."""
        last = next((row for row in reversed(rows) if row.kind in (RowKind.TEXT, RowKind.TABLE)), None)
        if last is None or last.cut or not self.is_text or len(self.document.initiatives) < FEWEST_WHOLE:
            return None
        *whole, end = self.document.initiatives
        heading = self.pending[-1:] == [last] and (titles.numbered_title(last.text) or NUMBERED_THEME.match(last.text))
        return last if heading or (not end.economy and all(initiative.economy for initiative in whole)) else None

    def _found(self, code: Code, row: Row, subject: object = None) -> None:
        self.document.findings.append(row_finding(code, row, subject))

    def _text(self, row: Row) -> None:
        blocks = legend_blocks(row.text)
        for scale, words in blocks:
            self.legend_scale = scale
            self._definitions(row, words)
        if blocks:
            self._found(Code.READING_GUIDE, row)
        elif self.legend_scale is None or not self._legend_line(row):
            self.pending.append(row)

    def _legend_line(self, row: Row) -> bool:
        """Takes a line "- ☺: Milepælen er nået." into the legend; False when the row is none."""
        assert self.legend_scale is not None
        symbols = [symbol for cell in row.cells for symbol in cell.symbols]
        printed = " ".join(row.text.split())
        if self.is_text and smileys.has_sign(printed):
            return self._definitions(row, " ".join([*(symbol.char or "" for symbol in symbols), printed]))
        words = legend_words(printed)
        meaning = legend_meaning(words, self.legend_scale)
        if meaning is None or not (symbols or words != printed or row.kind is RowKind.TABLE):
            return False
        self.legend_lines.append(_LegendLine(self.legend_scale, row, symbols, words, meaning))
        return True

    def _definitions(self, row: Row, printed: str) -> bool:
        """Takes the definitions a text dump runs together, each with the sign among its words; False when other words are there."""
        assert self.legend_scale is not None
        lines = []
        for symbols, part in smileys.parts_by_sign(printed):
            words = legend_words(" ".join(part.split()))
            meaning = legend_meaning(words, self.legend_scale)
            if not symbols or meaning is None:
                return False
            lines.append(_LegendLine(self.legend_scale, row, list(symbols), words, meaning))
        self.legend_lines += lines
        return True

    def _flush_pending(self) -> None:
        code = Code.READING_GUIDE if not self.document.initiatives else Code.STRAY_TEXT
        for row in self.pending:
            self._found(code, row)
        self.pending.clear()

    def _table(self, row: Row) -> None:
        texts = _texts_by_column(row)
        columns = labels.header_columns(texts)
        if columns is not None:
            self._header(row, columns, texts)
            return
        if self.legend_scale is not None and not self.document.initiatives and self._legend_line(row):
            return
        if self._is_title_alone(texts):
            if self.pending_title is not None:
                self._found(Code.UNREAD_ROW, self.pending_title)
            self.pending_title = row
            return
        if not row.text and not any(cell.symbols for cell in row.cells):
            self._found(Code.EMPTY_ROW, row, self.current)
        elif self.current is None:
            self._found(Code.UNREAD_ROW, row)
        else:
            self._row_of_initiative(row)

    def _is_title_alone(self, texts: Sequence[str]) -> bool:
        filled = [text for text in texts if text]
        if len(filled) != 1 or titles.numbered_title(filled[0]) is None or len(filled[0]) >= LONGEST_THEME:
            return False
        return self.described or self.current is None

    # -- headers and themes ----------------------------------------------------------------------------------------

    def _header(self, row: Row, columns: dict[int, Column], texts: Sequence[str]) -> None:
        by_column = {column: texts[position] for position, column in columns.items()}
        heading = by_column.get(Column.LABEL, "")
        if titles.numbered_title(heading) is None:
            self._title_above(heading, row)
        self.columns = columns
        places = list(row.places)
        if self.pending_title is not None:
            heading = f"{self.pending_title.text} {heading}".strip()
            places = [*self.pending_title.places, *places]
            self.pending_title = None
        heading = " ".join(heading.split())
        numbered = titles.numbered_title(heading)
        if numbered is None and (glued := titles.theme_and_title(heading)) is not None:
            self._flush_pending()
            self.theme, heading = glued
            numbered = titles.numbered_title(heading)
        else:
            self._take_theme()
        funding = labels.funding(by_column.get(Column.TEXT, ""))
        if numbered is not None and not by_column.get(Column.TEXT) and (parted := labels.title_and_funding(numbered[1])) is not None:
            numbered, funding = (numbered[0], parted[0]), parted[1]
        initiative = Initiative(
            number=numbered[0] if numbered else None,
            title=numbered[1] if numbered else heading or None,
            funding=funding,
            theme=self.theme,
            places=places,
        )
        if initiative.funding is None:
            self._found(Code.FUNDING_UNREAD, row, initiative)
        extra = " ".join(text for position, text in enumerate(texts) if text and position not in columns)
        if extra:
            self.document.findings.append(finding(Code.EXTRA_CELL, extra, row.places[0], initiative))
        self.document.initiatives.append(initiative)
        self.current, self.described, self.astray = initiative, False, False

    def _title_above(self, heading: str, row: Row) -> None:
        """Takes the numbered title that stands above the table or ended the page before, or whose last words the header bears."""
        lines = next(
            (n for n in range(1, TITLE_LINES + 1) if n <= len(self.pending) and titles.numbered_title(self.pending[-n].text)), None
        )
        if lines is None:
            return
        title, *below = self.pending[-lines:]
        if (heading or below) and not all(_follows(one, other) for one, other in pairwise([title, *below, row])):
            return
        del self.pending[-lines:]
        self.pending_title = replace(
            title,
            cells=[Cell(" ".join(each.text for each in (title, *below)))],
            places=[place for each in (title, *below) for place in each.places],
        )

    def _take_theme(self) -> None:
        """The section heading among the rows since the last table: the last that looks like one; the others are set aside."""
        position = next((at for at in range(len(self.pending) - 1, -1, -1) if _is_theme(self.pending[at])), None)
        if position is not None:
            row = self.pending.pop(position)
            words = row.text
            before = self.pending[position - 1] if position else None
            if before is not None and not NUMBERED_THEME.match(words) and NUMBERED_THEME.match(before.text) and _follows(before, row):
                words = f"{self.pending.pop(position - 1).text} {words}"  # a heading that wraps
            words = " ".join(words.split())
            if words == self.theme:
                self._found(Code.HEADING, row)  # each extra block prints its theme again
            self.theme = words
        self._flush_pending()

    # -- the rows of an initiative -----------------------------------------------------------------------------------

    def _row_of_initiative(self, row: Row) -> None:
        assert self.current is not None
        fields = self._fields(row)
        if row.cut:
            self._found(Code.CUT_ROW, row, self.current)
        label = labels.row_label(fields.label)
        if label is RowLabel.MILESTONE and (self.astray or (self.current.economy and self.pending)):
            self.current = None  # an initiative's milestones stand above its economy: these are another's
            self._found(Code.UNREAD_ROW, row)
        elif label is RowLabel.MILESTONE:
            self._milestone(row, fields)
        elif label is RowLabel.ECONOMY:
            self._economy(row, fields)
        elif label is RowLabel.LATEST_STATUS:
            self._latest_status(row, fields)
        elif not self.described and not self.current.milestones and not self.current.economy and not fields.symbols:
            self._description(row)
        elif not self.astray and dates.due(fields.due) is not None:
            self._milestone(row, fields)
            self.document.findings.append(finding(Code.LABEL_LOST, fields.label, row.places[0], self.current.milestones[-1]))
        else:
            self._found(Code.UNREAD_ROW, row, self.current)
            self.astray = bool(self.current.economy)

    def _fields(self, row: Row) -> _Fields:
        roles = self.columns
        cells = row.cells
        if self.is_text and len(cells) != max(roles, default=-1) + 1 and (shifted := _shifted(cells)) is not None:
            roles = shifted  # a tab too many inside the text
        parts: dict[Column | None, list[str]] = {}
        symbols: list[Symbol] = []
        for cell in cells:
            role = _role(cell, roles)
            text = cell.text
            if self.is_text and role in (Column.LABEL, Column.DUE) and smileys.has_sign(text):
                signs, text = smileys.signs_apart(text)  # it slipped into the cell beside its own
                symbols.extend(signs)
            if text:
                parts.setdefault(role, []).append(text)
            symbols.extend(cell.symbols)
        texts = {role: "\n".join(words) for role, words in parts.items()}
        label, text = (texts.get(column, "") for column in (Column.LABEL, Column.TEXT))
        if self.is_text and not symbols and Column.SMILEY not in texts and labels.row_label(label) is not None:
            found, words = smileys.sign_behind(text)
            if ends_sentence(words):  # it slipped into the cell of the words; "Alle er glade ☺" may be the words' own
                symbols, texts[Column.TEXT] = found, words
        return _Fields(
            label=texts.get(Column.LABEL, ""),
            text=texts.get(Column.TEXT, ""),
            due=" ".join(texts.get(Column.DUE, "").split()),
            smiley_words=" ".join(texts.get(Column.SMILEY, "").split()),
            symbols=symbols,
            extra=texts.get(None, ""),
        )

    def _milestone(self, row: Row, fields: _Fields) -> None:
        assert self.current is not None
        said = labels.status_blocks(fields.text)
        due = dates.due(fields.due) if fields.due else None
        milestone = Milestone(
            ordinal=len(self.current.milestones) + 1,
            due=due or Due(label=fields.due or None),
            text=said.text or None,
            status_notes=_status_notes(said),
            places=list(row.places),
        )
        milestone.status_label, milestone.status_note = _first_label_and_rest(said)
        self.current.milestones.append(milestone)
        self.smiley_cells.append((milestone, Scale.INITIATIVE, fields.symbols, fields.smiley_words, row))
        if due is None:
            self._found(Code.DUE_UNREAD, row, milestone)
        self._extra(fields.extra, row, milestone)

    def _economy(self, row: Row, fields: _Fields) -> None:
        assert self.current is not None
        said = labels.status_blocks(fields.text)
        note = EconomyNote(
            ordinal=len(self.current.economy) + 1,
            text=said.text or None,
            status_notes=_status_notes(said),
            no_funding=labels.NO_FUNDING in " ".join(said.text.casefold().split()),
            places=list(row.places),
        )
        note.status_label, note.status_note = _first_label_and_rest(said)
        self.current.economy.append(note)
        self.smiley_cells.append((note, Scale.ECONOMY, fields.symbols, fields.smiley_words, row))
        self._extra("\n".join(filter(None, (fields.due, fields.extra))), row, note)

    def _latest_status(self, row: Row, fields: _Fields) -> None:
        assert self.current is not None
        words = fields.text.strip()
        self.current.latest_status = "\n".join(filter(None, (self.current.latest_status, words))) or None
        self.current.latest_status_places.extend(row.places)
        sign = " ".join([smileys.sign_of(symbol) for symbol in fields.symbols] + ([fields.smiley_words] if fields.smiley_words else []))
        self._extra("\n".join(filter(None, (fields.due, sign, fields.extra))), row, self.current)

    def _extra(self, words: str, row: Row, subject: object) -> None:
        if words:
            self.document.findings.append(finding(Code.EXTRA_CELL, words, row.places[0], subject))

    def _description(self, row: Row) -> None:
        """The row under the header: what is to be done, and who answers for it."""
        assert self.current is not None
        initiative = self.current
        initiative.description_places = list(row.places)
        self.described = True
        described: list[str] = []
        answering: dict[Responsible, str] = {}
        for cell in row.cells:
            before, parts = labels.responsible_parts(cell.text)
            if before:
                described.append(before)
            for role, words in parts.items():
                answering[role] = f"{answering.get(role, '')}\n{words}".strip()
        if answering:
            self._responsible(initiative, answering)
        initiative.description = "\n".join(described) or None

    def _responsible(self, initiative: Initiative, parts: Mapping[Responsible, str]) -> None:
        initiative.responsible_center = " ".join(parts.get(Responsible.CENTER, "").split()) or None
        initiative.responsible_committee = " ".join(parts.get(Responsible.COMMITTEE, "").split()) or None
        printed = parts.get(Responsible.CONTRIBUTORS, "")
        contributors, rest = organisation.leading_centers(printed)
        initiative.remarks = rest.strip() or None
        initiative.contributors = printed[: len(printed) - len(rest)].strip() or None if rest else printed.strip() or None
        for role, words in ((Role.CENTER, initiative.responsible_center), (Role.COMMITTEE, initiative.responsible_committee)):
            if words:
                initiative.responsibilities += [Responsibility(role, name) for name in organisation.names(words, role)]
        initiative.responsibilities += [Responsibility(Role.CONTRIBUTOR, name) for name in contributors]

    # -- smileys -----------------------------------------------------------------------------------------------------

    def _learn_legend(self, inherited: Legend | None) -> None:
        bullet = _shared_bullet(self.legend_lines)
        for line in self.legend_lines:
            symbols = [symbol for symbol in line.symbols if _glyph(symbol) != bullet] if len(line.symbols) > 1 else line.symbols
            self.legend.add(line.scale, line.meaning, symbols, line.words, line.row.places[0].page)
            if len(symbols) > 1:
                self._found(Code.LEGEND_LINE_UNREAD, line.row)
        if self.legend.entries and not self.legend.has_signs:
            self.document.findings.append(finding(Code.LEGEND_WITHOUT_SIGNS, place=self.legend_lines[0].row.places[0]))
        self.document.legend = self.legend.entries
        if not self.legend.entries and inherited is not None:
            self.legend = inherited

    def _read_smileys(self) -> None:
        for record, scale, symbols, words, row in self.smiley_cells:
            record.smiley, doubt = smileys.reading(symbols, words, scale, self.legend, is_text=self.is_text)
            if doubt is not None:
                self.document.findings.append(finding(DOUBT_CODES[doubt], record.smiley.sign, row.places[0], record))

    # -- what holds for the document as a whole ------------------------------------------------------------------------

    def finished(self) -> Document:
        document = self.document
        places = self.span.places
        if places:
            document.first, document.last = places[0], places[-1]
        if not document.initiatives:
            document.findings.append(finding(Code.NO_INITIATIVES, document.front.title, document.first))
        if self.span.title is None:
            document.findings.append(finding(Code.TITLE_LOST, place=document.first))
        milestones = [milestone for initiative in document.initiatives for milestone in initiative.milestones]
        self._year_from_due_labels(milestones)
        self._years_of_rounds(milestones)
        due = [milestone for milestone in milestones if _is_due(milestone, document)]
        if not due and self._has_no_sign(milestones):
            due = milestones  # what was due went with the numbers
        lost = bool(due) and all(milestone.smiley.value is None for milestone in due) and any(_said(milestone) for milestone in due)
        if lost:
            document.findings.append(finding(Code.SIGNS_LOST, place=document.first))
            records: list[Milestone | EconomyNote] = [*due, *(note for initiative in document.initiatives for note in initiative.economy)]
            for record in records:
                if record.smiley.value is None:
                    record.smiley = Reading(Smiley.UNKNOWN, None, None, 0.0)
        for initiative in document.initiatives:
            _mark_carried_forward(initiative)
        for milestone in due:
            if milestone.smiley.value is None and _said(milestone):
                document.findings.append(
                    finding(Code.DUE_WITHOUT_STATUS, milestone.text or milestone.status_note, milestone.places[0], milestone)
                )
        for milestone in milestones:
            cue = contradiction(milestone.smiley.value, milestone.status_note)
            if cue is not None:
                document.findings.append(finding(Code.WORDS_AGAINST_SIGN, cue.words, milestone.places[0], milestone))
        return document

    def _years_of_rounds(self, milestones: Sequence[Milestone]) -> None:
        """Where no round of a document names a year ("2. budgetopfølgning"), they are those of the agreement's own."""
        rounds = [milestone for milestone in milestones if milestone.due.round is not None and milestone.due.day is None]
        if all(milestone.due.year is None for milestone in rounds):
            for milestone in rounds:
                milestone.due = replace(milestone.due, year=self.document.agreement_year)

    def _has_no_sign(self, milestones: Sequence[Milestone]) -> bool:
        """Whether a follow-up lost its signs and the times they were due by, as dumps do that leave out what is no letter."""
        return bool(
            self.document.followup_number
            and not self.legend.has_signs
            and all(
                milestone.smiley.value is None and (milestone.due.year is None or milestone.due.round is None) for milestone in milestones
            )
        )

    def _year_from_due_labels(self, milestones: Sequence[Milestone]) -> None:
        """A title that lost its year takes it from the due labels, when they all name one."""
        years = {milestone.due.year for milestone in milestones if milestone.due.year is not None}
        if self.document.agreement_year is None and len(years) == 1:
            self.document.agreement_year = years.pop()
            self.document.findings.append(finding(Code.YEAR_LOST, self.document.front.title, self.document.first))


def _texts_by_column(row: Row) -> list[str]:
    """The row's texts, each at its column's position; a merged cell's text stands in its first."""
    texts = [""] * (max((cell.column for cell in row.cells), default=-1) + 1)
    for cell in row.cells:
        texts[cell.column] = f"{texts[cell.column]}\n{cell.text}".strip("\n")
    return texts


def _role(cell: Cell, roles: Mapping[int, Column]) -> Column | None:
    """What a cell holds; one that is merged over several columns holds what the first named of them does."""
    return next((roles[column] for column in range(cell.column, cell.column + cell.span) if column in roles), None)


def _shifted(cells: Sequence[Cell]) -> dict[int, Column] | None:
    """The columns of a row with a cell too many or too few, when just one cell of it reads as a time."""
    times = [cell.column for cell in cells if len(cell.text) <= dates.LONGEST_DUE and _is_round_or_day(dates.due(cell.text))]
    if len(times) != 1 or times[0] < 1 or len(cells) - times[0] > 2:
        return None
    due = times[0]
    roles = {0: Column.LABEL, due: Column.DUE, due + 1: Column.SMILEY}
    return roles | dict.fromkeys(range(1, due), Column.TEXT)


def _is_round_or_day(due: Due | None) -> bool:
    return due is not None and (due.round or due.day) is not None


def _status_notes(said: labels.Labelled) -> list[StatusNote]:
    return [StatusNote(label, words or None, *dates.rounds_named(label)) for label, words in said.notes]


def _first_label_and_rest(said: labels.Labelled) -> tuple[str | None, str | None]:
    """The first label, and all that follows it with the further labels where they stand."""
    if not said.notes:
        return None, None
    (label, words), *further = said.notes
    rest = "\n".join(filter(None, [words, *(f"{other}\n{text}".strip() for other, text in further)]))
    return label, rest or None


def _is_theme(row: Row) -> bool:
    text = row.text
    if len(text) > LONGEST_THEME or any(cell.symbols for cell in row.cells):
        return False
    if is_guide_heading(text) or titles.numbered_title(text) is not None:  # an initiative's heading is none of a section
        return False
    return bool(NUMBERED_THEME.match(text)) or row.heading or not text.rstrip().endswith((".", ":", ";", ","))


def _follows(before: Row, row: Row) -> bool:
    """Whether two rows of a text dump stand on lines next to each other."""
    one, other = before.places[-1].line, row.places[0].line
    return one is not None and other is not None and other - one == 1


def _shared_bullet(lines: Sequence[_LegendLine]) -> Hashable | None:
    """The bullet that every legend line begins with: no sign, since it says nothing, even in the colour of the sign behind it."""
    if len(lines) < 2 or any(len(line.symbols) < 2 for line in lines):
        return None
    first = {_glyph(min(line.symbols, key=lambda symbol: symbol.x0)) for line in lines}
    return next(iter(first)) if len(first) == 1 else None


def _glyph(symbol: Symbol) -> Hashable:
    """What is printed apart from its colour."""
    return (symbol.form, symbol.font, symbol.char) if symbol.char else symbol.key


def _is_due(milestone: Milestone, document: Document) -> bool:
    """Whether a status was to be given by this round; nothing is due in a plan, everything in an extra follow-up."""
    year, number = document.agreement_year, document.followup_number
    if document.kind is Kind.EXTRA:
        return True
    if not number or year is None or milestone.due.year is None:
        return False
    due_round = milestone.due.round or (milestone.due.day and (milestone.due.day.month + 3) // 4) or 4
    return (milestone.due.year, due_round) <= (year, number)


def _said(record: Milestone) -> bool:
    return bool(record.text or record.status_note)


def _mark_carried_forward(initiative: Initiative) -> None:
    """The reading guide: with no milestone to follow up, a glad smiley follows a glad one. It is no achievement."""
    before: Smiley | None = None
    for milestone in initiative.milestones:
        value = milestone.smiley.value
        if value is Smiley.GLAD and not _said(milestone) and milestone.status_label is None:
            milestone.carried_forward = before is Smiley.GLAD
        if value is not None:
            before = value
