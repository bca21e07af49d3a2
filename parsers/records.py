"""The nouns: what one document says, as typed records without ids. `pipeline.tables` turns them into rows with keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from parsers.rows import Place


class Kind(StrEnum):
    PLAN = "plan"
    FOLLOWUP = "followup"
    EXTRA = "extra"
    AGENDA = "agenda"
    STRATEGY = "strategy"
    MEMO = "memo"
    AGREEMENT = "agreement"
    OTHER = "other"


class Scale(StrEnum):
    """What a smiley is given for; the economy's scale has two values."""

    INITIATIVE = "indsats"
    ECONOMY = "økonomi"


class Smiley(StrEnum):
    GLAD = "glad"
    MIDDLE = "mellem"
    SOUR = "sur"
    MIDDLE_OR_SOUR = "mellem_eller_sur"
    UNKNOWN = "ukendt"


class Basis(StrEnum):
    """How a smiley was told, surest first."""

    LEGEND = "legend"
    GLYPH = "glyph"
    FONT = "font"
    COLOUR = "colour"
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


@dataclass(slots=True)
class Reading:
    """A smiley cell as read. `value` is None only when nothing stands in the cell."""

    value: Smiley | None = None
    sign: str | None = None  # the character as printed, or "billede", "tegning"
    basis: Basis | None = None
    confidence: float | None = None  # 0 to 1


@dataclass(slots=True)
class LegendEntry:
    scale: Scale
    ordinal: int
    smiley: Smiley
    sign: str | None
    words: str
    page: int | None = None


@dataclass(slots=True)
class StatusNote:
    """One label of a cell and what follows it. The rounds are those the label names, else None."""

    label: str
    text: str | None
    from_round: int | None = None
    to_round: int | None = None


@dataclass(slots=True)
class Due:
    """A time cell. `round` 1 to 3, or 4 for the year's end; `day` only when a day is printed."""

    label: str | None = None
    year: int | None = None
    round: int | None = None
    day: date | None = None


@dataclass(slots=True)
class Milestone:
    ordinal: int
    due: Due
    text: str | None = None
    status_label: str | None = None  # the first label
    status_note: str | None = None  # all that follows the first label, further labels included
    status_notes: list[StatusNote] = field(default_factory=list)
    smiley: Reading = field(default_factory=Reading)
    carried_forward: bool = False
    places: list[Place] = field(default_factory=list)


@dataclass(slots=True)
class EconomyNote:
    ordinal: int
    text: str | None = None
    status_label: str | None = None
    status_note: str | None = None
    status_notes: list[StatusNote] = field(default_factory=list)
    no_funding: bool = False
    smiley: Reading = field(default_factory=Reading)
    places: list[Place] = field(default_factory=list)


@dataclass(slots=True)
class Responsibility:
    role: Role
    name: str


@dataclass(slots=True)
class Initiative:
    """`number` is as printed ("4.01.2"), None when it was lost; `places` cover its heading row.

    `description_places` and `latest_status_places` say where those rows stand.
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
    responsibilities: list[Responsibility] = field(default_factory=list)
    latest_status: str | None = None
    milestones: list[Milestone] = field(default_factory=list)
    economy: list[EconomyNote] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    description_places: list[Place] = field(default_factory=list)
    latest_status_places: list[Place] = field(default_factory=list)


@dataclass(slots=True)
class Finding:
    """A doubt, a thing set aside or a refusal. `text` is as printed, None for contact lines and attendance lists.

    `subject` is the record it is about (Initiative, Milestone, EconomyNote …), None when it is about the document.
    `message` is Danish, for people.
    """

    severity: Severity
    code: str
    message: str
    text: str | None = None
    place: Place = field(default_factory=Place)
    subject: Any = None


@dataclass(slots=True)
class FrontMatter:
    title: str | None = None
    document_date: date | None = None
    revised_date: date | None = None
    case_id: str | None = None
    source_url: str | None = None


@dataclass(slots=True)
class Paper:
    """One document within a file: a plan, a follow-up, an agenda … `recognised` when nothing reads its kind yet."""

    kind: Kind
    front: FrontMatter = field(default_factory=FrontMatter)
    agreement_year: int | None = None
    followup_number: int | None = None
    scope: str | None = None
    first: Place = field(default_factory=Place)
    last: Place = field(default_factory=Place)
    draft: bool = False
    recognised: bool = False
    legend: list[LegendEntry] = field(default_factory=list)
    initiatives: list[Initiative] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
