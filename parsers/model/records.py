"""The nouns: what one document says, as typed records without ids. `pipeline.ingest.rows` turns them into rows with keys."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import msgspec

from parsers.model.rows import Place

__all__ = [
    "FOLLOWUPS",
    "WITH_INITIATIVES",
    "AgendaItem",
    "AgendaSection",
    "Amount",
    "Annex",
    "Basis",
    "Decision",
    "Document",
    "Due",
    "EconomyNote",
    "Finding",
    "FrontMatter",
    "Funding",
    "Initiative",
    "Kind",
    "LegendEntry",
    "Link",
    "LinkKind",
    "MemoFigure",
    "MemoNote",
    "MemoPart",
    "Milestone",
    "MoneyKind",
    "MoneyStanding",
    "Outcome",
    "Reading",
    "Responsibility",
    "Role",
    "Scale",
    "SectionKind",
    "Severity",
    "Smiley",
    "StatusNote",
    "StrategyResult",
]


class Kind(StrEnum):
    """What kind of document it is.

    Examples:
        >>> from parsers.model.records import Kind
        >>> Kind("followup") is Kind.FOLLOWUP
        True
    """

    PLAN = "plan"
    FOLLOWUP = "followup"
    EXTRA = "extra"
    AGENDA = "agenda"
    STRATEGY = "strategy"
    MEMO = "memo"
    AGREEMENT = "agreement"
    OTHER = "other"


FOLLOWUPS = frozenset({Kind.PLAN, Kind.FOLLOWUP, Kind.EXTRA})  # each initiative with its milestones; the plan is round 0
WITH_INITIATIVES = FOLLOWUPS | {Kind.AGREEMENT}


class Scale(StrEnum):
    """What a smiley is given for; the economy's scale has two values."""

    INITIATIVE = "indsats"
    ECONOMY = "økonomi"


class Smiley(StrEnum):
    """What a sign means, by the legend of its own document first.

    Examples:
        >>> from parsers.model.records import Smiley
        >>> Smiley.SOUR == "sur"
        True
    """

    GLAD = "glad"
    MIDDLE = "mellem"
    SOUR = "sur"
    MIDDLE_OR_SOUR = "mellem_eller_sur"  # the legend gives one sign to both
    UNKNOWN = "ukendt"  # a sign stands there, and could not be told


class Basis(StrEnum):
    """How a smiley was told, surest first."""

    LEGEND = "legend"
    GLYPH = "glyph"
    WORD = "word"  # a status in words, letters or numbers, by the legend or the profile
    FONT = "font"
    COLOUR = "colour"
    CELL_COLOUR = "cell_colour"
    SHAPE = "shape"
    HUMAN = "human"


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Role(StrEnum):
    CENTER = "center"
    COMMITTEE = "committee"
    CONTRIBUTOR = "contributor"


class Funding(StrEnum):
    OPERATION = "drift"
    CAPITAL = "anlæg"


class Reading(msgspec.Struct):
    """A smiley cell as read. `value` is None only when nothing stands in the cell.

    Examples:
        >>> from parsers.model.records import Basis, Reading, Smiley
        >>> Reading(Smiley.GLAD, "☺", Basis.GLYPH, confidence=0.9).value
        <Smiley.GLAD: 'glad'>
        >>> Reading().value is None
        True
    """

    value: Smiley | None = None
    sign: str | None = None  # the character as printed, or "billede", "tegning"
    basis: Basis | None = None
    confidence: float | None = None  # 0 to 1
    printed: str | None = None  # a status that is no sign: "Delvist", "70 %", "grøn" of a coloured cell


class LegendEntry(msgspec.Struct):
    scale: Scale
    ordinal: int
    smiley: Smiley
    sign: str | None
    words: str
    page: int | None = None


class StatusNote(msgspec.Struct):
    """One label of a cell and what follows it. The rounds are those the label names, else None."""

    label: str
    text: str | None
    from_round: int | None = None
    to_round: int | None = None


class Due(msgspec.Struct):
    """A time cell. `round` 1 to 3, or 4 for the year's end; `day` only when a day is printed."""

    label: str | None = None
    year: int | None = None
    round: int | None = None
    day: date | None = None


class Milestone(msgspec.Struct):
    """One row of *Milepæl / Tid / Smiley* under an initiative.

    Examples:
        >>> from pathlib import Path
        >>> from parsers.reading import read_file
        >>> followup = read_file(Path("data/raw/anden-opfoelgning-2031.txt").read_bytes(), "text/plain").documents[0]
        >>> milestone = followup.initiatives[0].milestones[1]
        >>> milestone.due.label, milestone.smiley.value.value, milestone.places[0].line
        ('2. budgetopfølgning 2031', 'mellem', 42)
    """

    ordinal: int  # 1, 2, 3 … under its initiative
    due: Due
    text: str | None = None
    status_label: str | None = None  # the first label
    status_note: str | None = None  # all that follows the first label, further labels included
    status_notes: list[StatusNote] = msgspec.field(default_factory=list)
    smiley: Reading = msgspec.field(default_factory=Reading)
    carried_forward: bool = False
    places: list[Place] = msgspec.field(default_factory=list)
    words_confidence: float | None = None  # 0 to 1; None but for words read from a picture
    least_word_confidence: float | None = None


class EconomyNote(msgspec.Struct):
    """The row *Økonomi* under an initiative; its smiley is on a scale of its own: glad or sur.

    Examples:
        >>> from parsers.model.records import EconomyNote
        >>> EconomyNote(1, no_funding=True).smiley.value is None
        True
    """

    ordinal: int  # 1, 2, 3 … under its initiative
    text: str | None = None
    status_label: str | None = None
    status_note: str | None = None
    status_notes: list[StatusNote] = msgspec.field(default_factory=list)
    no_funding: bool = False
    smiley: Reading = msgspec.field(default_factory=Reading)
    places: list[Place] = msgspec.field(default_factory=list)
    words_confidence: float | None = None  # 0 to 1; None but for words read from a picture
    least_word_confidence: float | None = None


class Responsibility(msgspec.Struct):
    role: Role
    name: str


class Initiative(msgspec.Struct):
    """`number` is as printed ("4.01.2"), None when it was lost; `places` cover its heading row.

    `description_places` and `latest_status_places` say where those rows stand.

    Examples:
        >>> from pathlib import Path
        >>> from parsers.reading import read_file
        >>> plan = read_file(Path("data/raw/udmoentning-2031.pdf").read_bytes(), "application/pdf").documents[0]
        >>> initiative = plan.initiatives[0]
        >>> initiative.number, initiative.title, initiative.places[0].page
        ('1.1', 'Ladcykler til hjemmeplejen', 1)
    """

    number: str | None
    title: str | None
    funding: Funding | None = None
    theme: str | None = None
    description: str | None = None
    responsible_center: str | None = None
    responsible_committee: str | None = None
    contributors: str | None = None
    remarks: str | None = None
    responsibilities: list[Responsibility] = msgspec.field(default_factory=list)
    latest_status: str | None = None
    milestones: list[Milestone] = msgspec.field(default_factory=list)
    economy: list[EconomyNote] = msgspec.field(default_factory=list)
    places: list[Place] = msgspec.field(default_factory=list)
    words_confidence: float | None = None  # 0 to 1; None but for words read from a picture
    least_word_confidence: float | None = None
    description_places: list[Place] = msgspec.field(default_factory=list)
    latest_status_places: list[Place] = msgspec.field(default_factory=list)

    @property
    def all_places(self) -> list[Place]:
        """Of each row of its table."""
        places = [*self.places, *self.description_places, *self.latest_status_places]
        for milestone in self.milestones:
            places += milestone.places
        for note in self.economy:
            places += note.places
        return places


class Finding(msgspec.Struct):
    """A doubt, a thing set aside or a refusal. `text` is as printed, None for contact lines and attendance lists.

    `subject` is the record it is about (Initiative, Milestone, EconomyNote …), None when it is about the document.
    `message` is Danish, for people.

    Examples:
        >>> from pathlib import Path
        >>> from parsers.reading import read_file
        >>> followup = read_file(Path("data/raw/foerste-opfoelgning-2031.pdf").read_bytes(), "application/pdf").documents[0]
        >>> all(finding.code and finding.message and finding.place is not None for finding in followup.findings)
        True
    """

    severity: Severity
    code: str
    message: str
    text: str | None = None
    place: Place = msgspec.field(default_factory=Place)
    subject: Any = None


class FrontMatter(msgspec.Struct):
    title: str | None = None
    document_date: date | None = None
    revised_date: date | None = None
    case_id: str | None = None
    source_url: str | None = None


class MoneyKind(StrEnum):
    """What a sum of money is, told from its sentence."""

    ALLOCATED = "afsat"
    SAVED = "besparelse"
    INCOME = "indtægt"
    LOST_INCOME = "mindreindtægt"
    DEFERRED = "udskudt"
    OVERSPENT = "merforbrug"
    UNDERSPENT = "mindreforbrug"
    TRANSFERRED = "overført"
    OTHER = "andet"


class MoneyStanding(StrEnum):
    """How far a sum has come, by its sentence and, in minutes, by what was decided of its item or point."""

    DECIDED = "besluttet"
    PROPOSED = "foreslået"
    WISHED = "ønsket"
    AWAITING = "afventer"
    REFUSED = "afvist"


class Amount(msgspec.Struct):
    """A sum of money mentioned in a text. `subject` is the record whose `column` holds it; None for a text on its own.

    `dkk` is negative when the money is taken away. `year_to` is None when the years run on ("og frem"). `standing` is None for what is
    neither decided nor proposed: a fact, a cost. `same_as` is the ordinal in its document of the first mention of the same money.
    """

    raw: str
    dkk: Decimal
    kind: MoneyKind = MoneyKind.OTHER
    year_from: int | None = None
    year_to: int | None = None
    recurring: bool = False
    to_year: int | None = None  # moved "fra 2019 til 2020"
    unit_note: str | None = None  # "pr. m3"
    standing: MoneyStanding | None = None
    same_as: int | None = None
    at: int = 0  # where in its text
    subject: Any = None
    column: str | None = None
    place: Place = Place()


class LinkKind(StrEnum):
    MEETING_ITEM = "meeting_item"
    AGREEMENT_POINT = "agreement_point"


class Link(msgspec.Struct):
    """A reference to a meeting's item ("den 4. juni 2019, Punkt 7") or to a point of an agreement ("punkt 1.12").

    `agreement_year` is None when the text does not name one: the agreement at hand is meant.
    """

    raw: str
    kind: LinkKind
    committee: str | None = None
    meeting_date: date | None = None
    item_number: str | None = None
    agreement_year: int | None = None
    number: str | None = None
    subject: Any = None
    column: str | None = None
    place: Place = msgspec.field(default_factory=Place)


class Outcome(StrEnum):
    APPROVED = "godkendt"
    NOTED = "til efterretning"
    RECOMMENDED = "indstilles til godkendelse"
    NOT_RECOMMENDED = "indstilles ikke til godkendelse"
    NOT_APPROVED = "ikke godkendt"
    POSTPONED = "udsat"
    DISCUSSED = "drøftet"
    FORWARDED = "oversendt"
    WITHDRAWN = "udgået"
    OTHER = "andet"  # a decision that the grammar does not cover


class Decision(msgspec.Struct):
    """One paragraph of a decision, or one point answered in it. `point` is the recommendation's, None when it answers all of it.

    `outcome` is None for a remark, a vote or a wish beside the decision. `body` and `decided_on` are those that a heading names.
    """

    ordinal: int
    text: str
    point: str | None = None
    outcome: Outcome | None = Outcome.OTHER
    asks_for: str | None = None  # a new promise, as printed
    body: str | None = None
    decided_on: date | None = None
    places: list[Place] = msgspec.field(default_factory=list)


class SectionKind(StrEnum):
    """What a section of an agenda's item is, by its heading."""

    PREVIOUS = "tidligere behandling"
    SUMMARY = "sammendrag"
    BACKGROUND = "baggrund"
    CASE = "sagsfremstilling"
    ECONOMY = "økonomi"
    PROCEDURE = "procedure"
    LAW = "lovgrundlag"
    HEARING = "høring"
    TIMETABLE = "tidsplan"
    COMMUNICATION = "kommunikation"
    ANNEX = "bilag"
    BODY = "beslutningstager"
    RECOMMENDATION = "indstilling"
    DECISION = "beslutning"
    OTHER = "andet"


class AgendaSection(msgspec.Struct):
    """A section whole, its paragraphs joined by a newline. `heading` is None for what stands right below an item's title."""

    ordinal: int
    kind: SectionKind
    heading: str | None = None
    body: str | None = None
    day: date | None = None
    text: str | None = None
    places: list[Place] = msgspec.field(default_factory=list)


class Annex(msgspec.Struct):
    ordinal: int
    name: str | None
    source_id: str | None = None


class AgendaItem(msgspec.Struct):
    """One item of an agenda; each section is its paragraphs as printed, joined by a newline.

    `item_number` is unique in its document ("2#2" when printed again, "L1" in a closed part that counts anew), `printed_number` as
    printed. `committee` is as printed, `body` the known one.
    """

    item_number: str
    title: str | None
    committee: str | None = None
    meeting_date: date | None = None
    previous_treatment: str | None = None
    summary: str | None = None
    background: str | None = None
    case_text: str | None = None
    economic_consequences: str | None = None
    annex_count: int | None = None
    deciding_body: str | None = None
    recommendation: str | None = None
    decision: str | None = None
    printed_number: str | None = None
    case_number: str | None = None
    source_id: str | None = None
    closed: bool = False
    supplementary: bool = False
    body: str | None = None
    decisions: list[Decision] = msgspec.field(default_factory=list)
    sections: list[AgendaSection] = msgspec.field(default_factory=list)
    annexes: list[Annex] = msgspec.field(default_factory=list)
    places: list[Place] = msgspec.field(default_factory=list)  # of its heading
    section_places: dict[str, list[Place]] = msgspec.field(default_factory=dict)  # by the column a section's text goes to


class StrategyResult(msgspec.Struct):
    """One measure under its goal, and what came of it; a part that could not be paired with certainty stands alone."""

    theme: str | None = None
    goal: str | None = None
    measure: str | None = None
    result: str | None = None
    places: list[Place] = msgspec.field(default_factory=list)


class MemoPart(StrEnum):
    HISTORY = "historik"
    INDICATOR = "indikator"
    FOLLOWUP = "opfølgning"


class MemoNote(msgspec.Struct):
    section: str | None
    part: MemoPart
    text: str
    label: str | None = None
    places: list[Place] = msgspec.field(default_factory=list)


class MemoFigure(msgspec.Struct):
    """One cell of a number table. `value` is in `unit` as printed ("i 1.000 kr."); None for "-" and for a blank.

    `printed` is the cell as printed, None for a blank.
    """

    table_title: str | None
    row_label: str
    column_label: str
    value: Decimal | None
    period: str | None = None
    unit: str | None = None
    printed: str | None = None
    places: list[Place] = msgspec.field(default_factory=list)


class Document(msgspec.Struct):
    """One document within a file: a plan, a follow-up, an agenda … `recognised` when nothing reads its kind yet.

    Examples:
        >>> from pathlib import Path
        >>> from parsers.reading import read_file
        >>> minutes = read_file(Path("data/raw/referat-2031-09-02.pdf").read_bytes(), "application/pdf").documents[0]
        >>> minutes.kind.value, len(minutes.agenda_items), minutes.first.page, minutes.last.page
        ('agenda', 3, 1, 2)
    """

    kind: Kind
    front: FrontMatter = msgspec.field(default_factory=FrontMatter)
    agreement_year: int | None = None
    followup_number: int | None = None
    scope: str | None = None
    first: Place = msgspec.field(default_factory=Place)
    last: Place = msgspec.field(default_factory=Place)
    draft: bool = False
    recognised: bool = False
    goes_on: bool = False  # in the next: a long agenda comes in several, and the last has what is told of all
    meeting_kind: str | None = None  # "dagsorden" or "referat"
    cancelled: bool | None = None
    place: str | None = None
    source_id: str | None = None
    profile: str | None = None  # the slug of the profile it was read by
    municipality: str | None = None  # the slug of the municipality it prints as its own; None where its folder is to say
    municipality_printed: str | None = None  # the name of it, where it was made of that
    one_row_each: bool = False  # its table has one row an initiative
    legend: list[LegendEntry] = msgspec.field(default_factory=list)
    initiatives: list[Initiative] = msgspec.field(default_factory=list)
    agenda_items: list[AgendaItem] = msgspec.field(default_factory=list)
    strategy_results: list[StrategyResult] = msgspec.field(default_factory=list)
    memo_notes: list[MemoNote] = msgspec.field(default_factory=list)
    memo_figures: list[MemoFigure] = msgspec.field(default_factory=list)
    links: list[Link] = msgspec.field(default_factory=list)
    amounts: list[Amount] = msgspec.field(default_factory=list)
    findings: list[Finding] = msgspec.field(default_factory=list)
