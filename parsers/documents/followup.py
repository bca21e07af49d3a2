"""The rows of one plan or follow-up to its Document: legend, initiatives, milestones and economy notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from msgspec.structs import replace

from parsers.documents.expected_count import count_doubt
from parsers.documents.followup_cells import Fields, fields_of, first_label_and_rest, status_notes, texts_by_column, without_copies
from parsers.documents.followup_checks import check_followup, row_that_breaks_off
from parsers.documents.front_matter import front_matter
from parsers.documents.legend_lines import LegendLines
from parsers.documents.likeness import are_milestones, has_own_table, looks_like_a_followup
from parsers.documents.milestone_tables import initiative_above, with_own_label
from parsers.documents.persons import header_without_persons, person_columns, without_persons
from parsers.documents.span import FileContext, Span
from parsers.documents.themes import LONGEST, NUMBERED, follows, note_marks, theme_among
from parsers.language import dates
from parsers.language.printed_times import due_of_row, is_half_read
from parsers.model.content import Symbol
from parsers.model.findings import Code, finding, row_finding
from parsers.model.records import (
    Document,
    Due,
    EconomyNote,
    Funding,
    Initiative,
    Kind,
    Milestone,
    Responsibility,
    Role,
    Scale,
)
from parsers.model.rows import Cell, Place, Row, RowKind
from parsers.profile import labels, organisation, titles
from parsers.profile.labels import ColumnRole, Responsible, RowLabel
from parsers.signs import smileys
from parsers.signs.doubt_codes import DOUBT_CODES
from parsers.signs.smileys import Legend

__all__ = ["followup_document"]

TITLE_LINES = 3  # above a header that bears a title's last words


def followup_document(span: Span, file: FileContext) -> Document:
    """One plan, follow-up or extra block. A block inside a follow-up prints no legend of its own: it is read by the one before."""
    reader = _FollowupReader(span, file)
    reader.read_rows(file.legend if span.kind is Kind.EXTRA else None)
    check_followup(reader.document, has_title=span.title is not None, legend=reader.legend)
    if span.profile is not None and (doubt := count_doubt(reader.document, span, span.profile)) is not None:
        reader.document.findings.append(doubt)
    file.legend = reader.legend
    return reader.document


@dataclass(slots=True)
class _FollowupReader:
    span: Span
    file: FileContext
    document: Document = field(init=False)
    legend: Legend = field(init=False)
    legend_lines: LegendLines = field(init=False)
    columns: dict[int, ColumnRole] = field(default_factory=dict)
    further: frozenset[int] = frozenset()  # columns beside those
    foreign: bool = False  # another table stands below such a title: it is no promise
    persons: frozenset[int] = frozenset()  # of these, the ones that hold persons
    current: Initiative | None = None
    described: bool = False
    astray: bool = False  # below the initiative's economy stood what could not be read, perhaps the next one's heading
    theme: str | None = None
    marks: set[tuple[int | None, str]] = field(default_factory=set)  # of notes, with their pages
    pending: list[Row] = field(default_factory=list)  # text rows since the last table: the next theme is among them
    pending_title: Row | None = None  # a numbered title in a row of its own, its header row still to come
    smiley_cells: list[tuple[Milestone | EconomyNote, Scale, Fields, Row]] = field(default_factory=list)
    signs_beside: list[tuple[Symbol, Row, Initiative | None]] = field(default_factory=list)  # with what they are printed behind

    def __post_init__(self) -> None:
        self.legend = Legend(looks=self.file.looks)
        self.legend_lines = LegendLines(self.file)
        self.document = self.span.new_document()

    # -- rows ------------------------------------------------------------------------------------------------------

    def read_rows(self, inherited: Legend | None) -> None:
        front, rows, set_aside = front_matter(self.span)
        if looks_like_a_followup(rows) and not has_own_table(rows):
            self.document.findings.append(finding(Code.LOOKS_LIKE_A_FOLLOWUP, place=self.document.first))
            self.foreign = True
        self.document.front = front
        self.document.findings.extend(set_aside)
        for row in rows:
            if row.kind is RowKind.FURNITURE:
                self._found(Code.FURNITURE, row)
                self.signs_beside += [(symbol, row, self._printed_behind(row)) for cell in row.cells for symbol in cell.symbols]
            elif row.kind is RowKind.TEXT:
                self._text(row)
            elif row.kind is RowKind.TABLE:
                self._table(row)
            for code, words in row.notes:
                subject = self.current if row.kind is RowKind.TABLE else None
                self.document.findings.append(finding(Code(code), words, row.places[0] if row.places else None, subject))
        if self.file.is_text and (last := row_that_breaks_off(rows, self.document.initiatives, self.pending)) is not None:
            self._found(Code.CUT_ROW, last, self.document.initiatives[-1])
        self._flush_pending()
        if self.pending_title is not None:
            self._found(Code.UNREAD_ROW, self.pending_title)
        self.legend, doubts = self.legend_lines.legend()
        self.document.findings += doubts
        self.document.legend = self.legend.entries
        if not self.legend.entries and inherited is not None:
            self.legend = inherited
        self._read_smileys()

    def _found(self, code: Code, row: Row, subject: object = None) -> None:
        self.document.findings.append(row_finding(code, row, subject))

    def _text(self, row: Row) -> None:
        if self.legend_lines.begin(row):
            self._found(Code.READING_GUIDE, row)
        elif not self.legend_lines.take(row):
            self.pending.append(row)

    def _flush_pending(self) -> None:
        usual = Code.READING_GUIDE if not self.document.initiatives else Code.STRAY_TEXT
        for _, rows in groupby(self.pending, key=lambda row: row.places[0].page if row.places else None):
            lines = list(rows)
            code = Code.UNREAD_ROW if usual is Code.READING_GUIDE and are_milestones(lines) else usual
            if code is not Code.READING_GUIDE:  # one thing is told once: a letter behind the tables is many lines
                lines = [replace(lines[0], cells=[cell for row in lines for cell in row.cells])]
            for row in lines:
                self._found(code, row, self._printed_behind(row))
        self.pending.clear()

    def _printed_behind(self, row: Row) -> Initiative | None:
        """The initiative whose table the row follows, on its page or the next: what is missing there may be what stands here."""
        before = self.document.initiatives[-1] if self.document.initiatives else None
        if before is None or not row.places:
            return None
        page = max((place.page or 0 for place in before.all_places), default=0)
        return before if (row.places[0].page or 0) - page <= 1 else None

    def _table(self, row: Row) -> None:
        texts = texts_by_column(row)
        if self.foreign:
            self.persons = person_columns(texts) or self.persons
            self._found(Code.UNREAD_ROW, without_persons(header_without_persons(row, person_columns(texts)), self.persons)[0])
            return
        columns = labels.header_columns(texts)
        if columns is not None:
            if persons := person_columns(texts):
                row = header_without_persons(row, persons)
            self.persons = persons
            self._header(row, columns, texts_by_column(row))
            return
        row, named = without_persons(row, self.persons)
        if named:
            self._found(Code.PERSONS_COLUMN, row, self.current)
            texts = texts_by_column(row)
        if self.columns and labels.is_title_row(texts, self.columns):
            self._header(row, self.columns, texts)
            return
        if not self.document.initiatives and self.legend_lines.take(row):
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
        if len(filled) != 1 or titles.numbered_title(filled[0]) is None or len(filled[0]) >= LONGEST:
            return False
        return self.described or self.current is None

    # -- headers and themes ----------------------------------------------------------------------------------------

    def _header(self, row: Row, columns: dict[int, ColumnRole], texts: Sequence[str]) -> None:
        if labels.heads_milestones(columns):
            self._header_of_milestones(row, columns)
            return
        by_column = {column: texts[position] for position, column in columns.items() if position < len(texts)}
        over_all = labels.heads_all(texts, columns)
        heading = "" if over_all else by_column.get(ColumnRole.LABEL, "")
        if titles.numbered_title(heading) is None:
            self._title_above(heading, row)
        if columns is not self.columns:
            self.columns, self.further = columns, labels.further_columns(texts, columns)
        if over_all and self.pending_title is None:
            self._take_theme()
            self.current = None  # the initiatives' titles stand in rows below
            return
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
        funding = labels.funding(by_column.get(ColumnRole.TEXT, ""))
        if numbered is not None and not by_column.get(ColumnRole.TEXT) and (parted := labels.title_and_funding(numbered[1])) is not None:
            numbered, funding = (numbered[0], parted[0]), parted[1]
        initiative = self._begin(numbered or (None, heading or None), funding, places)
        if funding is None:
            self._found(Code.FUNDING_UNREAD, row, initiative)
        beside = [(position in self.further, text) for position, text in enumerate(texts) if text and position not in columns]
        self._add(Code.FURTHER_COLUMN, " ".join(text for further, text in beside if further), row, initiative)
        self._add(Code.EXTRA_CELL, " ".join(text for further, text in beside if not further), row, initiative)

    def _begin(self, numbered: tuple[str | None, str | None], funding: Funding | None, places: list[Place]) -> Initiative:
        number, title = numbered
        initiative = Initiative(number=number, title=title, funding=funding, theme=self.theme, places=places)
        self.document.initiatives.append(initiative)
        self.current, self.described, self.astray = initiative, False, False
        return initiative

    def _header_of_milestones(self, row: Row, columns: dict[int, ColumnRole]) -> None:
        """Begins the initiative whose title and description stand above; where nothing does, the table goes on."""
        self.columns, self.further = columns, frozenset()
        above = initiative_above(self.pending)
        if above is None:
            self.current = None if self.pending else self.current
            self._flush_pending()
            return
        at, title, description = above
        del self.pending[at:]
        self._take_theme()
        self._begin(titles.numbered_title(title.text) or (None, None), None, [*title.places, *row.places])
        description, named = without_persons(description, ())
        if named:
            self._found(Code.PERSONS_COLUMN, description, self.current)
        if description.cells:
            self._description(description)

    def _title_above(self, heading: str, row: Row) -> None:
        """Takes the numbered title that stands above the table or ended the page before, or whose last words the header bears."""
        lines = next(
            (n for n in range(1, TITLE_LINES + 1) if n <= len(self.pending) and titles.numbered_title(self.pending[-n].text)), None
        )
        if lines is None:
            return
        title, *below = self.pending[-lines:]
        if (heading or below) and not all(follows(one, other) for one, other in pairwise([title, *below, row])):
            return
        del self.pending[-lines:]
        self.pending_title = replace(
            title,
            cells=[Cell(" ".join(each.text for each in (title, *below)))],
            places=[place for each in (title, *below) for place in each.places],
        )

    def _take_theme(self) -> None:
        """The section heading among the rows since the last table; the others are set aside. Where one is numbered, all are."""
        heading = theme_among(self.pending, numbered=self.theme is not None and NUMBERED.match(self.theme) is not None, marks=self.marks)
        if heading is not None:
            rows = [self.pending[position] for position in heading.positions]
            del self.pending[heading.positions.start : heading.positions.stop]
            if heading.words == self.theme:
                self._found(Code.HEADING, rows[0])  # each extra block prints its theme again
            self.theme = heading.words
        self._flush_pending()

    # -- the rows of an initiative -----------------------------------------------------------------------------------

    def _row_of_initiative(self, row: Row) -> None:
        assert self.current is not None
        self.marks.update(note_marks(row))
        fields = fields_of(row, self.columns, self.further, is_text=self.file.is_text)
        if labels.heads_milestones(self.columns):
            fields = with_own_label(fields)
        self._add(Code.FURTHER_COLUMN, fields.further, row, self.current)
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

    def _milestone(self, row: Row, fields: Fields) -> None:
        assert self.current is not None
        said = labels.status_blocks(fields.text)
        due = due_of_row(self.span.profile, fields.due, self.document.agreement_year) if fields.due else None
        milestone = Milestone(
            ordinal=len(self.current.milestones) + 1,
            due=due or Due(label=fields.due or None),
            text=said.text or None,
            status_notes=status_notes(said),
            places=list(row.places),
        )
        milestone.status_label, milestone.status_note = first_label_and_rest(said)
        self.current.milestones.append(milestone)
        self.smiley_cells.append((milestone, Scale.INITIATIVE, fields, row))
        if due is None or is_half_read(due):
            self._found(Code.DUE_UNREAD, row, milestone)
        self._add(Code.EXTRA_CELL, fields.extra, row, milestone)

    def _economy(self, row: Row, fields: Fields) -> None:
        assert self.current is not None
        said = labels.status_blocks(fields.text)
        note = EconomyNote(
            ordinal=len(self.current.economy) + 1,
            text=said.text or None,
            status_notes=status_notes(said),
            no_funding=labels.NO_FUNDING in " ".join(said.text.casefold().split()),
            places=list(row.places),
        )
        note.status_label, note.status_note = first_label_and_rest(said)
        self.current.economy.append(note)
        self.smiley_cells.append((note, Scale.ECONOMY, fields, row))
        self._add(Code.EXTRA_CELL, "\n".join(filter(None, (fields.due, fields.extra))), row, note)

    def _latest_status(self, row: Row, fields: Fields) -> None:
        assert self.current is not None
        words = fields.text.strip()
        self.current.latest_status = "\n".join(filter(None, (self.current.latest_status, words))) or None
        self.current.latest_status_places.extend(row.places)
        sign = " ".join([smileys.sign_of(symbol) for symbol in fields.symbols] + ([fields.smiley_words] if fields.smiley_words else []))
        self._add(Code.EXTRA_CELL, "\n".join(filter(None, (fields.due, sign, fields.extra))), row, self.current)

    def _add(self, code: Code, words: str, row: Row, subject: object) -> None:
        if words:
            self.document.findings.append(finding(code, words, row.places[0], subject))

    def _description(self, row: Row) -> None:
        """The row under the header: what is to be done, and who answers for it."""
        assert self.current is not None
        initiative = self.current
        initiative.description_places = list(row.places)
        self.described = True
        described: list[str] = []
        answering: dict[Responsible, str] = {}
        for cell in without_copies(row.cells) if self.file.is_text else row.cells:
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

    def _read_smileys(self) -> None:
        for record, scale, fields, row in self.smiley_cells:
            symbols, words = fields.symbols, fields.smiley_words
            is_text, is_picture = self.file.is_text, row.places[0].page in self.file.pictured
            record.smiley, doubt = smileys.reading(
                symbols, words, scale, self.legend, is_text=is_text, is_picture=is_picture, fill=fields.fill, inked=fields.inked
            )
            if doubt is not None:
                self.document.findings.append(finding(DOUBT_CODES[doubt], record.smiley.sign, row.places[0], record))
            elif symbols and words:
                self.document.findings.append(finding(Code.WORDS_BESIDE_SIGN, words, row.places[0], record))
        known = {symbol.key for _, _, fields, _ in self.smiley_cells for symbol in fields.symbols}
        for symbol, row, initiative in self.signs_beside:
            if initiative is not None and symbol.key in known:  # else it is a letterhead's
                self.document.findings.append(finding(Code.STRAY_SIGN, smileys.sign_of(symbol), row.places[0], initiative))
