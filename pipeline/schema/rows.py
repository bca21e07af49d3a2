"""Each table's row as a type, for code that reads it by column name. Made from the schema by `make papers`, never by hand.

Its annotations are no strings: to make a type of rows of strings takes four times as long, in each process.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypedDict, overload

__all__ = [
    "AgendaItemRow",
    "AgendaSectionRow",
    "AmountRow",
    "AnnexRow",
    "AnswerRow",
    "ChangeRow",
    "DecisionRow",
    "DocumentRow",
    "EconomyNoteRow",
    "FileRow",
    "FindingRow",
    "InitiativeRow",
    "LegendRow",
    "LinkRow",
    "MatchRow",
    "MemoFigureRow",
    "MemoNoteRow",
    "MilestoneRow",
    "MunicipalityRow",
    "PanelRow",
    "PlaceRow",
    "ResponsibilityRow",
    "RoundRow",
    "Row",
    "Rows",
    "SamePromiseRow",
    "StandingRow",
    "StatusNoteRow",
    "StrategyResultRow",
    "Tables",
    "rows_in",
]

Row = Mapping[str, Any]  # a row of any table, for code that treats all alike
Tables = Mapping[str, Sequence[Row]]  # by the table's name, to read
Rows = dict[str, list[Row]]  # the same, being filled


class FileRow(TypedDict):
    """One row for each path met."""

    path: str
    file_id: str | None
    sha256: str | None
    size_bytes: int | None
    media_type: str | None
    page_count: int | None
    state: str
    code: str | None
    engine: str | None


class DocumentRow(TypedDict):
    """One row for each document; a file may hold several."""

    document_id: str
    file_id: str
    municipality: str
    kind: str
    title: str | None
    document_date: date | None
    revised_date: date | None
    case_id: str | None
    source_url: str | None
    agreement_year: int | None
    followup_number: int | None
    scope: str | None
    profile: str | None
    first_page: int | None
    last_page: int | None
    first_line: int | None
    last_line: int | None
    draft: bool
    meeting_kind: str | None
    cancelled: bool | None
    place: str | None
    source_id: str | None
    state: str
    current: bool | None


class LegendRow(TypedDict):
    """What each document says its signs mean."""

    document_id: str
    scale: str
    ordinal: int
    smiley: str
    sign: str | None
    words: str | None
    page: int | None


class InitiativeRow(TypedDict):
    """One row for each initiative in each document."""

    document_id: str
    initiative_id: str
    promise_id: str
    agreement_year: int | None
    number: str | None
    title: str | None
    funding: str | None
    theme: str | None
    description: str | None
    responsible_center: str | None
    responsible_committee: str | None
    contributors: str | None
    remarks: str | None
    latest_status: str | None
    words_confidence: float | None
    least_word_confidence: float | None
    page: int | None
    line: int | None
    current: bool | None


class ResponsibilityRow(TypedDict):
    """One row for each centre or committee an initiative names."""

    document_id: str
    initiative_id: str
    role: str
    ordinal: int
    name: str
    body: str | None


class MilestoneRow(TypedDict):
    """One row for each Milepæl row, empty ones too."""

    document_id: str
    milestone_id: str
    initiative_id: str
    ordinal: int
    due_label: str | None
    due_year: int | None
    due_round: int | None
    due_date: date | None
    text: str | None
    status_label: str | None
    status_note: str | None
    smiley: str | None
    smiley_sign: str | None
    smiley_basis: str | None
    smiley_confidence: float | None
    status_value: str | None
    carried_forward: bool
    words_confidence: float | None
    least_word_confidence: float | None
    page: int | None
    line: int | None


class StatusNoteRow(TypedDict):
    """One row for each status label in a cell, so that last round's words are not quoted as this round's."""

    document_id: str
    source_table: str
    source_key: str
    ordinal: int
    label: str
    from_round: int | None
    to_round: int | None
    text: str | None


class EconomyNoteRow(TypedDict):
    """One row for each Økonomi row."""

    document_id: str
    economy_id: str
    initiative_id: str
    text: str | None
    status_label: str | None
    status_note: str | None
    no_funding: bool
    smiley: str | None
    smiley_sign: str | None
    smiley_basis: str | None
    smiley_confidence: float | None
    status_value: str | None
    words_confidence: float | None
    least_word_confidence: float | None
    page: int | None
    line: int | None


class PlaceRow(TypedDict):
    """Where each row stands on paper; a row torn by a page break has several parts, in order."""

    document_id: str
    source_table: str
    source_key: str
    part: int
    printed_row: str
    page: int | None
    line: int | None
    x0: float | None
    top: float | None
    x1: float | None
    bottom: float | None


class AmountRow(TypedDict):
    """One row for each sum of money mentioned."""

    document_id: str
    ordinal: int
    source_table: str
    source_key: str
    source_column: str
    initiative_id: str | None
    page: int | None
    raw: str
    amount_dkk: Decimal | None
    kind: str
    year_from: int | None
    year_to: int | None
    recurring: bool | None
    to_year: int | None
    unit_note: str | None
    standing: str | None
    same_as: int | None


class StandingRow(TypedDict):
    """How each promise stands in each round that a document tells of: the round's own, or a later one that prints that round's sign."""

    municipality: str
    agreement_year: int
    promise_id: str
    followup_number: int
    initiative_id: str | None
    document_id: str | None
    milestone_id: str | None
    smiley: str | None
    economy_smiley: str | None
    absent: bool
    basis: str | None
    rounds_not_glad: int | None
    first_not_glad_round: int | None
    original_due_round: int | None
    current_due_round: int | None
    contradicted: bool | None
    page: int | None


class PanelRow(TypedDict):
    """One row for each promise in each round: `standings` with what it is and who answers for it, for people who want one table."""

    municipality: str
    agreement_year: int
    promise_id: str
    round: int
    title: str | None
    committee: str | None
    center: str | None
    funding: str | None
    milestone: str | None
    smiley: str | None
    economy_smiley: str | None
    basis: str | None
    rounds_not_glad: int | None
    flags: str | None
    document_id: str | None
    page: int | None


class ChangeRow(TypedDict):
    """One row for each difference between a document and the nearest earlier round that covers the same ground."""

    change_id: str
    municipality: str
    agreement_year: int | None
    promise_id: str | None
    initiative_id: str | None
    milestone_id: str | None
    from_document_id: str | None
    to_document_id: str | None
    from_followup: int | None
    to_followup: int | None
    change: str
    column: str | None
    before: str | None
    after: str | None
    severity: str
    from_page: int | None
    to_page: int | None
    match_method: str | None
    match_score: float | None
    repeated: bool | None
    sentence: str
    sentence_marked: str | None


class MatchRow(TypedDict):
    """Every row that was found to be a row of an earlier round, and how."""

    document_id: str
    source_table: str
    source_key: str
    municipality: str | None
    agreement_year: int | None
    promise_id: str | None
    matched_document_id: str
    matched_key: str
    method: str
    score: float


class SamePromiseRow(TypedDict):
    """Promises of different years that may be one: suggestions for people to judge. Nothing is merged by them."""

    municipality: str
    agreement_year: int
    promise_id: str
    other_agreement_year: int
    other_promise_id: str
    method: str
    score: float
    same_description: bool | None
    title: str | None
    other_title: str | None


class AnswerRow(TypedDict):
    """What the municipality answered, as people wrote it down in `answers.toml`."""

    municipality: str
    agreement_year: int
    promise_id: str
    ordinal: int
    change_id: str | None
    answered_on: date
    answered_by: str
    text: str


class MunicipalityRow(TypedDict):
    """One row for each municipality that a document is of."""

    municipality: str
    name: str
    rounds: int


class RoundRow(TypedDict):
    """One row for each round of a municipality's year of which something is known."""

    municipality: str
    round: int
    name: str | None
    reports_on: str | None


class AgendaItemRow(TypedDict):
    """One row for each item of an agenda or its minutes."""

    document_id: str
    item_number: str
    printed_number: str | None
    committee: str | None
    body: str | None
    meeting_date: date | None
    title: str | None
    case_number: str | None
    source_id: str | None
    closed: bool | None
    supplementary: bool | None
    previous_treatment: str | None
    summary: str | None
    background: str | None
    case_text: str | None
    economic_consequences: str | None
    annex_count: int | None
    deciding_body: str | None
    recommendation: str | None
    decision: str | None
    page: int | None
    line: int | None


class AgendaSectionRow(TypedDict):
    """One row for each section of an item, whole, in printed order."""

    document_id: str
    item_number: str
    ordinal: int
    heading: str | None
    kind: str | None
    body: str | None
    date: date | None
    text: str | None
    page: int | None
    line: int | None


class AnnexRow(TypedDict):
    """One row for each annex that an item names."""

    document_id: str
    item_number: str
    ordinal: int
    name: str | None
    source_id: str | None
    target_document_id: str | None


class DecisionRow(TypedDict):
    """One row for each point of a decision."""

    document_id: str
    item_number: str
    ordinal: int
    point: str | None
    text: str | None
    outcome: str | None
    asks_for: str | None
    body: str | None
    decided_on: date | None
    page: int | None
    line: int | None


class LinkRow(TypedDict):
    """One row for each meeting item or agreement point that a document refers to."""

    document_id: str
    ordinal: int
    source_table: str
    source_key: str
    raw: str
    target_kind: str
    committee: str | None
    meeting_date: date | None
    item_number: str | None
    agreement_year: int | None
    number: str | None
    target_document_id: str | None


class StrategyResultRow(TypedDict):
    """One row for each measure of a status on strategic goals."""

    document_id: str
    ordinal: int
    theme: str | None
    goal: str | None
    measure: str | None
    result: str | None
    page: int | None
    line: int | None


class MemoNoteRow(TypedDict):
    """One row for each note of a strategy memo."""

    document_id: str
    ordinal: int
    section: str | None
    part: str | None
    label: str | None
    text: str | None
    page: int | None
    line: int | None


class MemoFigureRow(TypedDict):
    """One row for each cell of a memo's number tables."""

    document_id: str
    ordinal: int
    table_title: str | None
    row_label: str | None
    column_label: str | None
    period: str | None
    value: Decimal | None
    unit: str | None
    printed: str | None
    page: int | None
    line: int | None


class FindingRow(TypedDict):
    """Everything doubted, set aside or refused. Nothing printed disappears: it is read, set aside by name, or stands here."""

    path: str
    document_id: str | None
    ordinal: int
    severity: str
    code: str
    source_table: str | None
    source_key: str | None
    page: int | None
    line: int | None
    text: str | None
    message: str


@overload
def rows_in(tables: Tables, name: Literal["files"]) -> Sequence[FileRow]: ...


@overload
def rows_in(tables: Tables, name: Literal["documents"]) -> Sequence[DocumentRow]: ...


@overload
def rows_in(tables: Tables, name: Literal["legends"]) -> Sequence[LegendRow]: ...


@overload
def rows_in(tables: Tables, name: Literal["initiatives"]) -> Sequence[InitiativeRow]: ...


@overload
def rows_in(tables: Tables, name: Literal["responsibilities"]) -> Sequence[ResponsibilityRow]: ...


@overload
def rows_in(tables: Tables, name: Literal["milestones"]) -> Sequence[MilestoneRow]: ...


@overload
def rows_in(tables: Tables, name: Literal["status_notes"]) -> Sequence[StatusNoteRow]: ...


@overload
def rows_in(tables: Tables, name: Literal["economy_notes"]) -> Sequence[EconomyNoteRow]: ...


@overload
def rows_in(tables: Tables, name: Literal["places"]) -> Sequence[PlaceRow]: ...


@overload
def rows_in(tables: Tables, name: Literal["amounts"]) -> Sequence[AmountRow]: ...


@overload
def rows_in(tables: Tables, name: Literal["standings"]) -> Sequence[StandingRow]: ...


@overload
def rows_in(tables: Tables, name: Literal["panel"]) -> Sequence[PanelRow]: ...


@overload
def rows_in(tables: Tables, name: Literal["changes"]) -> Sequence[ChangeRow]: ...


@overload
def rows_in(tables: Tables, name: Literal["matches"]) -> Sequence[MatchRow]: ...


@overload
def rows_in(tables: Tables, name: Literal["same_promise_as"]) -> Sequence[SamePromiseRow]: ...


@overload
def rows_in(tables: Tables, name: Literal["answers"]) -> Sequence[AnswerRow]: ...


@overload
def rows_in(tables: Tables, name: Literal["municipalities"]) -> Sequence[MunicipalityRow]: ...


@overload
def rows_in(tables: Tables, name: Literal["rounds"]) -> Sequence[RoundRow]: ...


@overload
def rows_in(tables: Tables, name: Literal["agenda_items"]) -> Sequence[AgendaItemRow]: ...


@overload
def rows_in(tables: Tables, name: Literal["agenda_sections"]) -> Sequence[AgendaSectionRow]: ...


@overload
def rows_in(tables: Tables, name: Literal["annexes"]) -> Sequence[AnnexRow]: ...


@overload
def rows_in(tables: Tables, name: Literal["decisions"]) -> Sequence[DecisionRow]: ...


@overload
def rows_in(tables: Tables, name: Literal["links"]) -> Sequence[LinkRow]: ...


@overload
def rows_in(tables: Tables, name: Literal["strategy_results"]) -> Sequence[StrategyResultRow]: ...


@overload
def rows_in(tables: Tables, name: Literal["memo_notes"]) -> Sequence[MemoNoteRow]: ...


@overload
def rows_in(tables: Tables, name: Literal["memo_figures"]) -> Sequence[MemoFigureRow]: ...


@overload
def rows_in(tables: Tables, name: Literal["findings"]) -> Sequence[FindingRow]: ...


def rows_in(tables: Tables, name: str) -> Sequence[Any]:
    """The rows of one table, typed by its name.

    Args:
        tables: Rows by the table's name.
        name: The table's name, as a literal, so that a type checker knows the columns.

    Returns:
        The table's rows; none where the table is not there.

    Examples:
        >>> from pipeline.schema.rows import rows_in
        >>> [row["path"] for row in rows_in({"files": [{"path": "a.pdf"}]}, "files")]
        ['a.pdf']
        >>> rows_in({}, "milestones")
        ()
    """
    return tables.get(name, ())
