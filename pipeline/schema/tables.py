"""Every table and every column, once, with its meaning. What is published, checked and documented follows from this.

Change a name or a type only with a major `SCHEMA_VERSION` and a line in the CHANGELOG: notebooks and newsrooms build on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from parsers.model.records import Basis, Funding, Kind, Role, Scale, Severity, Smiley
from pipeline import __version__
from pipeline.schema.reasons import FileCode, FileState

SCHEMA_VERSION = "1.0.0"
PARSER_VERSION = __version__


class Type(StrEnum):
    """What a cell may hold, in Arrow's words. No lists and no structs: Excel, CSV and frictionless cannot hold them."""

    STRING = "string"
    BOOLEAN = "bool"
    INT8 = "int8"
    INT16 = "int16"
    INT32 = "int32"
    INT64 = "int64"
    FLOAT64 = "float64"
    DATE = "date32"
    DECIMAL = "decimal128(18, 2)"


class DocumentState(StrEnum):
    PARSED = "parsed"
    PARTIAL = "partial"
    RECOGNISED = "recognised"


class PrintedRow(StrEnum):
    """The row on paper that a place belongs to: an initiative is printed in up to three of them."""

    HEADING = "heading"
    DESCRIPTION = "description"
    LATEST_STATUS = "latest_status"
    MILESTONE = "milestone"
    ECONOMY = "economy"
    ITEM = "item"  # of an agenda, a strategy status or a memo


@dataclass(frozen=True, slots=True)
class Column:
    """`enum` holds the values a cell may take; `scale` those of them that can be compared, from least to most."""

    name: str
    type: Type
    description: str
    unit: str | None = None
    enum: tuple[str, ...] = ()
    scale: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Where `columns` are filled, their values stand in the columns `references` of `table`."""

    columns: tuple[str, ...]
    table: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of `key` are never null and together never the same twice; rows are sorted by them.

    `required` columns are never null either. A pair `source_table`, `source_key` names a row of another table.
    """

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    required: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    def source_key(self, row: Mapping[str, Any]) -> str:
        """How other tables name a row of this one: its key without the document, joined by slashes."""
        return "/".join(str(row[name]) for name in self.key if name != "document_id")

    def nullable(self, column: Column) -> bool:
        return column.name not in self.key and column.name not in self.required


def _text(name: str, description: str, enum: Iterable[str] = (), *, scale: Iterable[str] = ()) -> Column:
    scale = tuple(str(value) for value in scale)
    return Column(name, Type.STRING, description, enum=scale + tuple(str(value) for value in enum), scale=scale)


def _flag(name: str, description: str) -> Column:
    return Column(name, Type.BOOLEAN, description)


def _date(name: str, description: str) -> Column:
    return Column(name, Type.DATE, description)


def _year(name: str, description: str) -> Column:
    return Column(name, Type.INT16, description, unit="year")


def _round(name: str, description: str) -> Column:
    return Column(name, Type.INT8, description)


def _count(name: str, description: str, unit: str | None = None) -> Column:
    return Column(name, Type.INT32, description, unit)


def _points(name: str, description: str) -> Column:
    return Column(name, Type.FLOAT64, description, unit="pt")


def _share(name: str, description: str) -> Column:
    return Column(name, Type.FLOAT64, description, unit="0 to 1")


SMILEYS = (Smiley.SOUR, Smiley.MIDDLE_OR_SOUR, Smiley.MIDDLE, Smiley.GLAD)
SEVERITIES = (Severity.INFO, Severity.WARNING, Severity.ERROR)
CHANGE_SEVERITIES = ("info", "notice", "alarm")
CHANGES = (
    "standing_worsened",
    "standing_improved",
    "smiley_set",
    "smiley_worsened",
    "smiley_improved",
    "smiley_removed",
    "economy_set",
    "economy_worsened",
    "economy_improved",
    "economy_removed",
    "glad_without_word",
    "words_contradict_smiley",
    "milestone_reworded",
    "milestone_moved",
    "milestone_added",
    "milestone_removed",
    "money_moved",
    "initiative_added",
    "initiative_disappeared",
    "initiative_renumbered",
    "initiative_renamed",
    "theme_changed",
    "responsible_changed",
    "funding_changed",
    "description_changed",
    "status_note_changed",
    "status_note_unchanged",
    "economy_text_changed",
    "amount_changed",
    "now_read",
    "no_longer_read",
    "issue_disagrees",
)
MATCH_METHODS = ("human", "number", "title", "description", "fuzzy", "due", "text")
AMOUNT_KINDS = ("afsat", "besparelse", "indtægt", "udskudt", "merforbrug", "mindreforbrug", "overført", "andet")
OUTCOMES = ("godkendt", "til efterretning", "indstilles til godkendelse", "indstilles ikke til godkendelse", "andet")

DOCUMENT_ID = _text("document_id", "The document: its file's id, followed by -2, -3 … for the second and later documents of a file")
INITIATIVE_ID = _text("initiative_id", "The initiative in its agreement: <agreement year>/<number as printed>; ? stands for what was lost")
SOURCE_TABLE = _text("source_table", "The table of the row that this row is about")
SOURCE_KEY = _text("source_key", "The key of that row within its document")
PAGE = _count("page", "The page it stands on, counted from 1; null in a text")
LINE = _count("line", "The line it stands on, counted from 1; null in a PDF")
TO_DOCUMENT = ForeignKey(("document_id",), "documents", ("document_id",))
TO_INITIATIVE = ForeignKey(("document_id", "initiative_id"), "initiatives", ("document_id", "initiative_id"))


def _smiley(subject: str) -> tuple[Column, ...]:
    return (
        _text("smiley", f"{subject}; null when the cell is empty, `ukendt` when it could not be told", [Smiley.UNKNOWN], scale=SMILEYS),
        _text("smiley_sign", "The sign as printed: the character, or `billede`, `tegning`"),
        _text("smiley_basis", "How the smiley was told", Basis),
        _share("smiley_confidence", "How sure that is"),
    )


ALL_TABLES: tuple[Table, ...] = (
    Table(
        "files",
        "One row for each path met.",
        key=("path",),
        required=("state",),
        columns=(
            _text("path", "The path within its input folder; `a.zip!/b.pdf` inside an archive"),
            _text(
                "file_id", "The first 16 hexadecimal digits of the sha256; files of the same bytes share it; null where nothing was read"
            ),
            _text("sha256", "The hash of the file's bytes"),
            Column("size_bytes", Type.INT64, "The file's size", unit="byte"),
            _text("media_type", "What the file is, told from its content"),
            _count("page_count", "How many pages it has; null in a text"),
            _text("state", "What became of the file", FileState),
            _text("code", "Why it was not read", FileCode),
            _text("engine", "What read it"),
        ),
    ),
    Table(
        "documents",
        "One row for each document; a file may hold several.",
        key=("document_id",),
        required=("file_id", "municipality", "kind", "draft", "state"),
        foreign_keys=(ForeignKey(("file_id",), "files", ("file_id",)),),
        columns=(
            DOCUMENT_ID,
            _text("file_id", "The file it was read from"),
            _text("municipality", "Whose document it is; `sources.toml` says so"),
            _text("kind", "What kind of document it is", Kind),
            _text("title", "The title as printed"),
            _date("document_date", "The date printed after Dato"),
            _date("revised_date", "The date printed after Revideret"),
            _text("case_id", "The number printed after Sagsid"),
            _text("source_url", "The address printed after Source URL"),
            _year("agreement_year", "The budget year of the agreement it follows up"),
            _round("followup_number", "0 for a plan, 1 to 4 for a follow-up, 5 for an extra one; null elsewhere"),
            _text("scope", "The municipality, or the committee it is limited to"),
            _count("first_page", "The page it begins on, counted from 1; null in a text"),
            _count("last_page", "The page it ends on; null in a text"),
            _count("first_line", "The line it begins on, counted from 1; null in a PDF"),
            _count("last_line", "The line it ends on; null in a PDF"),
            _flag("draft", "Whether it is marked UDKAST"),
            _text(
                "state",
                "`partial` when a finding about it is an error, `recognised` when its kind is told and nothing reads that kind yet",
                DocumentState,
            ),
        ),
    ),
    Table(
        "legends",
        "What each document says its signs mean.",
        key=("document_id", "scale", "ordinal"),
        required=("smiley",),
        foreign_keys=(TO_DOCUMENT,),
        columns=(
            DOCUMENT_ID,
            _text("scale", "What the sign is given for", Scale),
            _count("ordinal", "1, 2, 3 … in printed order"),
            _text("smiley", "The sign's meaning", [Smiley.UNKNOWN], scale=SMILEYS),
            _text("sign", "The sign as printed: the character, or `billede`, `tegning`"),
            _text("words", "The meaning as printed"),
            PAGE,
        ),
    ),
    Table(
        "initiatives",
        "One row for each initiative in each document.",
        key=("document_id", "initiative_id"),
        required=("promise_id",),
        foreign_keys=(TO_DOCUMENT,),
        columns=(
            DOCUMENT_ID,
            INITIATIVE_ID,
            _text("promise_id", "The first initiative_id under which this promise was seen in its agreement"),
            _year("agreement_year", "The budget year of the agreement"),
            _text("number", "The number as printed; null when it was lost"),
            _text("title", "The title as printed"),
            _text("funding", "Whether it is paid from operation or capital", Funding),
            _text("theme", "The section heading it stands under"),
            _text("description", "The description, its paragraphs joined by a newline"),
            _text("responsible_center", "As printed after Ansvarligt center"),
            _text("responsible_committee", "As printed after Ansvarligt udvalg"),
            _text("contributors", "The known centres named after Væsentlig bidragsyder"),
            _text("remarks", "The free text that follows them"),
            _text("latest_status", "The row Seneste status"),
            PAGE,
            LINE,
        ),
    ),
    Table(
        "responsibilities",
        "One row for each centre or committee an initiative names.",
        key=("document_id", "initiative_id", "role", "ordinal"),
        required=("name",),
        foreign_keys=(TO_INITIATIVE,),
        columns=(
            DOCUMENT_ID,
            INITIATIVE_ID,
            _text("role", "What it is named as", Role),
            _count("ordinal", "1, 2, 3 … in printed order, within the role"),
            _text("name", "The name as printed; X samt Y is two rows"),
            _text("body", "The committee or centre it is, in one spelling whatever is printed; null when it is not a known one"),
        ),
    ),
    Table(
        "milestones",
        "One row for each Milepæl row, empty ones too.",
        key=("document_id", "milestone_id"),
        required=("initiative_id", "ordinal", "carried_forward"),
        foreign_keys=(TO_INITIATIVE,),
        columns=(
            DOCUMENT_ID,
            _text("milestone_id", "<initiative_id>/m<ordinal>"),
            INITIATIVE_ID,
            _count("ordinal", "1, 2, 3 … in printed order, within the initiative"),
            _text("due_label", "The time as printed"),
            _year("due_year", "The year it is due"),
            _round("due_round", "The round it is due in: 1 to 3, or 4 for the year's end"),
            _date("due_date", "The day it is due, only when a day is printed"),
            _text("text", "The milestone"),
            _text("status_label", "The first status label in the cell"),
            _text("status_note", "All that follows that label"),
            *_smiley("How it stands"),
            _flag(
                "carried_forward",
                "Neither milestone nor note, glad, and the smiley before it glad: the reading guide's rule, not an achievement",
            ),
            PAGE,
            LINE,
        ),
    ),
    Table(
        "status_notes",
        "One row for each status label in a cell, so that last round's words are not quoted as this round's.",
        key=("document_id", "source_table", "source_key", "ordinal"),
        required=("label",),
        foreign_keys=(TO_DOCUMENT,),
        columns=(
            DOCUMENT_ID,
            _text("source_table", SOURCE_TABLE.description, ("milestones", "economy_notes")),
            SOURCE_KEY,
            _count("ordinal", "1, 2, 3 … in printed order, within the cell"),
            _text("label", "The label as printed"),
            _round("from_round", "The first round the label names"),
            _round("to_round", "The last round the label names"),
            _text("text", "What follows the label, up to the next one"),
        ),
    ),
    Table(
        "economy_notes",
        "One row for each Økonomi row.",
        key=("document_id", "economy_id"),
        required=("initiative_id", "no_funding"),
        foreign_keys=(TO_INITIATIVE,),
        columns=(
            DOCUMENT_ID,
            _text("economy_id", "<initiative_id>/e<ordinal>"),
            INITIATIVE_ID,
            _text("text", "What is printed about the money"),
            _text("status_label", "The first status label in the cell"),
            _text("status_note", "All that follows that label"),
            _flag("no_funding", "Whether it says that no money is set aside"),
            *_smiley("How the economy stands, on a scale of two: `glad`, `sur`"),
            PAGE,
            LINE,
        ),
    ),
    Table(
        "places",
        "Where each row stands on paper; a row torn by a page break has several parts, in order.",
        key=("document_id", "source_table", "source_key", "part"),
        required=("printed_row",),
        foreign_keys=(TO_DOCUMENT,),
        columns=(
            DOCUMENT_ID,
            SOURCE_TABLE,
            SOURCE_KEY,
            _count("part", "1, 2, 3 … in reading order"),
            _text("printed_row", "The row on paper that the part belongs to", PrintedRow),
            PAGE,
            LINE,
            _points("x0", "Left edge, from the displayed page's left"),
            _points("top", "Upper edge, from the displayed page's top"),
            _points("x1", "Right edge, from the displayed page's left"),
            _points("bottom", "Lower edge, from the displayed page's top"),
        ),
    ),
    Table(
        "amounts",
        "One row for each sum of money mentioned.",
        key=("document_id", "ordinal"),
        required=("source_table", "source_key", "source_column", "raw", "kind"),
        foreign_keys=(TO_INITIATIVE, TO_DOCUMENT),
        columns=(
            DOCUMENT_ID,
            _count("ordinal", "1, 2, 3 … in printed order, within the document"),
            SOURCE_TABLE,
            SOURCE_KEY,
            _text("source_column", "The column of that row in which it is mentioned"),
            INITIATIVE_ID,
            PAGE,
            _text("raw", "The words as printed"),
            Column("amount_dkk", Type.DECIMAL, "The sum; negative when it is taken away", unit="DKK"),
            _text("kind", "What the money is", AMOUNT_KINDS),
            _year("year_from", "The first year it is for"),
            _year("year_to", "The last year it is for"),
            _flag("recurring", "Whether it comes back every year"),
            _year("to_year", "The year it is moved to"),
            _text("unit_note", "What it is for, when it is a price: pr. m3"),
        ),
    ),
    Table(
        "standings",
        "How each promise stands in each round for which a document is present.",
        key=("municipality", "agreement_year", "promise_id", "followup_number"),
        required=("absent",),
        foreign_keys=(TO_INITIATIVE, TO_DOCUMENT),
        columns=(
            _text("municipality", "Whose promise it is"),
            _year("agreement_year", "The budget year of the agreement"),
            _text("promise_id", "The promise"),
            _round("followup_number", "The round"),
            INITIATIVE_ID,
            DOCUMENT_ID,
            _text("milestone_id", "The newest due milestone that has a text or a sign"),
            _text("smiley", "How that milestone stands; null when it has a text and no sign", [Smiley.UNKNOWN], scale=SMILEYS),
            _text("economy_smiley", "How the economy stands", [Smiley.UNKNOWN], scale=SMILEYS),
            _flag("absent", "Whether it has disappeared by this round; disappeared is not done"),
            _count("rounds_not_glad", "How many rounds it has not been glad"),
            _round("first_not_glad_round", "The first of those rounds"),
            _round("original_due_round", "The round it was first due in"),
            _round("current_due_round", "The round it is due in now"),
            _flag("contradicted", "Whether its own words say otherwise than its smiley"),
            PAGE,
        ),
    ),
    Table(
        "changes",
        "One row for each difference between a document and the nearest earlier round that covers the same ground.",
        key=("change_id",),
        required=("municipality", "change", "severity", "sentence"),
        foreign_keys=(
            ForeignKey(("from_document_id",), "documents", ("document_id",)),
            ForeignKey(("to_document_id",), "documents", ("document_id",)),
        ),
        columns=(
            _text("change_id", "The change; the same from run to run as long as its pair of documents stands"),
            _text("municipality", "Whose promise it is"),
            _year("agreement_year", "The budget year of the agreement"),
            _text("promise_id", "The promise"),
            INITIATIVE_ID,
            _text("milestone_id", "The milestone"),
            _text("from_document_id", "The earlier document"),
            _text("to_document_id", "The later document"),
            _round("from_followup", "The earlier round"),
            _round("to_followup", "The later round"),
            _text("change", "What happened", CHANGES),
            _text("column", "The column that differs"),
            _text("before", "What stood there"),
            _text("after", "What stands there now"),
            _text("severity", "How much it matters", scale=CHANGE_SEVERITIES),
            _count("from_page", "The page in the earlier document"),
            _count("to_page", "The page in the later document"),
            _text("match_method", "How the two rows were found to be the same"),
            _share("match_score", "How sure that is"),
            _text("sentence", "The change in one Danish sentence that can be quoted"),
        ),
    ),
    Table(
        "matches",
        "Every row that was found to be a row of an earlier round, and how.",
        key=("document_id", "source_table", "source_key"),
        required=("matched_document_id", "matched_key", "method", "score"),
        foreign_keys=(TO_DOCUMENT, ForeignKey(("matched_document_id",), "documents", ("document_id",))),
        columns=(
            DOCUMENT_ID,
            SOURCE_TABLE,
            SOURCE_KEY,
            _text("municipality", "Whose promise it is"),
            _year("agreement_year", "The budget year of the agreement"),
            _text("promise_id", "The promise"),
            _text("matched_document_id", "The document it was known from"),
            _text("matched_key", "The key of the row it was known as"),
            _text("method", "How it was known", MATCH_METHODS),
            _share("score", "How alike the two are by that method"),
        ),
    ),
    Table(
        "same_promise_as",
        "Promises of different years that may be one: suggestions for people to judge. Nothing is merged by them.",
        key=("municipality", "agreement_year", "promise_id", "other_agreement_year", "other_promise_id"),
        required=("method", "score"),
        columns=(
            _text("municipality", "Whose promises they are"),
            _year("agreement_year", "The budget year of the earlier agreement"),
            _text("promise_id", "The earlier promise"),
            _year("other_agreement_year", "The budget year of the later agreement"),
            _text("other_promise_id", "The later promise"),
            _text("method", "What makes them alike", MATCH_METHODS),
            _share("score", "How alike their titles are"),
            _flag("same_description", "Whether their descriptions are the same words"),
            _text("title", "The earlier promise's title as last printed"),
            _text("other_title", "The later promise's title as last printed"),
        ),
    ),
    Table(
        "agenda_items",
        "One row for each item of an agenda or its minutes.",
        key=("document_id", "item_number"),
        foreign_keys=(TO_DOCUMENT,),
        columns=(
            DOCUMENT_ID,
            _text("item_number", "The number as printed after Punkt"),
            _text("committee", "Whose meeting it is"),
            _date("meeting_date", "When the meeting was held"),
            _text("title", "The title as printed"),
            _text("previous_treatment", "The section Tidligere behandling"),
            _text("summary", "The section Sammendrag, Indhold or Beskrivelse"),
            _text("background", "The section Baggrund"),
            _text("case_text", "The section Sagsfremstilling"),
            _text("economic_consequences", "The section Økonomiske konsekvenser og finansiering"),
            _count("annex_count", "How many annexes are named under Bilag"),
            _text("deciding_body", "The section Beslutningen træffes af"),
            _text("recommendation", "The section Indstilling"),
            _text("decision", "The section Beslutning"),
            PAGE,
            LINE,
        ),
    ),
    Table(
        "decisions",
        "One row for each point of a decision.",
        key=("document_id", "item_number", "ordinal"),
        foreign_keys=(ForeignKey(("document_id", "item_number"), "agenda_items", ("document_id", "item_number")),),
        columns=(
            DOCUMENT_ID,
            _text("item_number", "The item it decides"),
            _count("ordinal", "1, 2, 3 … in printed order"),
            _text("point", "The point of the recommendation it answers"),
            _text("text", "The decision as printed"),
            _text("outcome", "What was decided", OUTCOMES),
            _text("asks_for", "A new promise that the decision asks for, as printed"),
            PAGE,
            LINE,
        ),
    ),
    Table(
        "links",
        "One row for each meeting item or agreement point that a document refers to.",
        key=("document_id", "ordinal"),
        required=("source_table", "source_key", "raw", "target_kind"),
        foreign_keys=(TO_DOCUMENT, ForeignKey(("target_document_id",), "documents", ("document_id",))),
        columns=(
            DOCUMENT_ID,
            _count("ordinal", "1, 2, 3 … in printed order, within the document"),
            SOURCE_TABLE,
            SOURCE_KEY,
            _text("raw", "The reference as printed"),
            _text("target_kind", "What it refers to", ("meeting_item", "agreement_point")),
            _text("committee", "Whose meeting it was"),
            _date("meeting_date", "When the meeting was held"),
            _text("item_number", "The item of that meeting"),
            _year("agreement_year", "The budget year of the agreement"),
            _text("number", "The point of that agreement"),
            _text(
                "target_document_id",
                "The document it refers to, when it was read: for a point the agreement, else the first round that prints it",
            ),
        ),
    ),
    Table(
        "strategy_results",
        "One row for each measure of a status on strategic goals.",
        key=("document_id", "ordinal"),
        foreign_keys=(TO_DOCUMENT,),
        columns=(
            DOCUMENT_ID,
            _count("ordinal", "1, 2, 3 … in printed order"),
            _text("theme", "The theme it stands under"),
            _text("goal", "The strategic goal"),
            _text("measure", "The measure taken"),
            _text("result", "What came of it"),
            PAGE,
            LINE,
        ),
    ),
    Table(
        "memo_notes",
        "One row for each note of a strategy memo.",
        key=("document_id", "ordinal"),
        foreign_keys=(TO_DOCUMENT,),
        columns=(
            DOCUMENT_ID,
            _count("ordinal", "1, 2, 3 … in printed order"),
            _text("section", "The section it stands in"),
            _text("part", "What it is", ("historik", "indikator", "opfølgning")),
            _text("label", "The label it follows"),
            _text("text", "The note as printed"),
            PAGE,
            LINE,
        ),
    ),
    Table(
        "memo_figures",
        "One row for each cell of a memo's number tables.",
        key=("document_id", "ordinal"),
        foreign_keys=(TO_DOCUMENT,),
        columns=(
            DOCUMENT_ID,
            _count("ordinal", "1, 2, 3 … in printed order"),
            _text("table_title", "The table's title"),
            _text("row_label", "The row's label"),
            _text("column_label", "The column's label"),
            _text("period", "The time the figure is for"),
            Column("value", Type.DECIMAL, "The figure, in its own unit"),
            _text("unit", "The figure's unit"),
            _text("printed", "The cell as printed: a dash and a blank are both no figure"),
            PAGE,
            LINE,
        ),
    ),
    Table(
        "findings",
        "Everything doubted, set aside or refused. Nothing printed disappears: it is read, set aside by name, or stands here.",
        key=("path", "ordinal"),
        required=("severity", "code", "message"),
        foreign_keys=(ForeignKey(("path",), "files", ("path",)), TO_DOCUMENT),
        columns=(
            _text("path", "The file"),
            _text("document_id", "The document; null when the finding is about the whole file"),
            _count("ordinal", "1, 2, 3 … in printed order, within the file"),
            _text("severity", "How much it matters", scale=SEVERITIES),
            _text("code", "What kind of finding it is"),
            SOURCE_TABLE,
            SOURCE_KEY,
            PAGE,
            LINE,
            _text("text", "The words as printed; null for contact lines and attendance lists"),
            _text("message", "What it means, in Danish"),
        ),
    ),
)

# What a run fills today. A table declared above joins when something gives it rows.
PUBLISHED: tuple[str, ...] = (
    "files",
    "documents",
    "legends",
    "initiatives",
    "responsibilities",
    "milestones",
    "status_notes",
    "economy_notes",
    "places",
    "amounts",
    "standings",
    "changes",
    "matches",
    "same_promise_as",
    "agenda_items",
    "decisions",
    "links",
    "strategy_results",
    "memo_notes",
    "memo_figures",
    "findings",
)
TABLES: dict[str, Table] = {table.name: table for table in ALL_TABLES if table.name in PUBLISHED}


def qualified(name: str) -> str:
    """The key under which a column's meaning stands in a file's own metadata, where DuckDB and polars can read it."""
    return f"column:{name}"
