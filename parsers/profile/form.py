"""What a profile says, typed: the TOML of `data/` and of a user's own folder, key by key."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

from parsers.model.records import Funding, SectionKind
from parsers.profile.rounds import Rounds

__all__ = [
    "AgendaPart",
    "Body",
    "ColumnHeadings",
    "Expect",
    "FrontKind",
    "Meaning",
    "Profile",
    "RowLabels",
    "RowsAre",
    "TableForm",
    "TitlePatterns",
]

Words = tuple[str, ...]
Slug = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,60}$")]
SLOT = r"\{(?:year|round|day|scope)\}"
TitlePattern = Annotated[str, Meta(pattern=rf"^(?:[^][{{}}]|{SLOT}|\[(?:[^][{{}}]|{SLOT})+\])+$")]
AgendaPart: TypeAlias = Literal["open", "closed", "supplement", "whole", "page", "attendance"]
FrontKind: TypeAlias = Literal["date", "revised", "case", "url", "contact"]
Range = Annotated[tuple[int, ...], Meta(min_length=2, max_length=2)]


class RowsAre(StrEnum):
    """What a row of the table is: one of several milestones under an initiative's heading, or an initiative of its own."""

    MILESTONES = "milestones"
    INITIATIVES = "initiatives"


class Meaning(StrEnum):
    """What a printed status means. The last three are no smiley: not begun, given up, and none of all these."""

    GLAD = "glad"
    MIDDLE = "mellem"
    SOUR = "sur"
    DONE = "done"  # told as glad
    NOT_STARTED = "not_started"
    DROPPED = "dropped"
    NONE = "none"


class TitlePatterns(Struct, frozen=True, forbid_unknown_fields=True):
    """How titles of one kind of document are printed.

    `{year}`, `{round}`, `{day}` and `{scope}` stand for what changes, `[…]` may be missing.
    """

    kind: Literal["plan", "followup", "extra"]
    patterns: Annotated[tuple[TitlePattern, ...], Meta(min_length=1)]


class ColumnHeadings(Struct, frozen=True, forbid_unknown_fields=True):
    """Every heading seen of each column. `persons` are stored nowhere, `set_aside` as findings."""

    number: Words = ()
    title: Words = ()
    text: Words = ()
    theme: Words = ()
    funding: Words = ()
    committee: Words = ()
    center: Words = ()
    due: Words = ()
    status: Words = ()
    status_text: Words = ()
    decision: Words = ()
    persons: Words = ()
    set_aside: Words = ()


class RowLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """What begins the rows under an initiative's heading."""

    milestone: Words = ()
    economy: Words = ()
    latest_status: Words = ()


class TableForm(Struct, frozen=True, forbid_unknown_fields=True):
    """The table of a follow-up. `needs` are the columns without which it is none; `funding` gives drift and anlæg by what is printed."""

    rows_are: RowsAre = RowsAre.INITIATIVES
    columns: ColumnHeadings = ColumnHeadings()
    rows: RowLabels = RowLabels()
    funding: dict[str, Funding] = {}
    needs: Annotated[Words, Meta(min_length=1)] = ("title", "status")
    page_words: Words = ()  # one of them stands on each page where such a table begins, in capitals too; "Word*" also within a longer word


class Body(Struct, frozen=True, forbid_unknown_fields=True, rename={"first_year": "from", "last_year": "to"}):
    """A committee or a centre with its names and the years it held."""

    slug: Slug
    name: str
    aliases: Words = ()
    abbreviations: Words = ()
    first_year: int | None = None
    last_year: int | None = None
    successors: tuple[Slug, ...] = ()
    hears_all: bool = False


class Expect(Struct, frozen=True, forbid_unknown_fields=True):
    """How many initiatives a document has, fewest and most: of the whole municipality, and of a committee's or an extra one.

    A document of fewer than `from_pages` pages may be an excerpt, and have fewer.
    """

    whole: Range | None = None
    limited: Range | None = None
    from_pages: Annotated[int, Meta(ge=0)] = 0


class Profile(Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """How one municipality prints its follow-ups. Equal only to itself, so that what is made of it can be kept."""

    slug: Slug
    name: str
    extends: str | None = None
    experimental: bool = False
    any_municipality: bool = False  # a form that several print: whose a paper is, its own name or its folder tells
    names: Words = ()  # other forms of its own name that its papers print
    months: Annotated[Words, Meta(min_length=0, max_length=12)] = ()  # January to December, where they are not the Danish ones
    rounds: Rounds = Rounds()
    titles: tuple[TitlePatterns, ...] = ()
    table: TableForm = TableForm()
    statuses: dict[str, Meaning] = {}
    colours: dict[Literal["green", "yellow", "red"], Meaning] = {}
    patterns: dict[str, str] = {}  # regular expressions for what no list of words describes
    agenda_headings: dict[SectionKind, Words] = {}  # of an item's sections in minutes and agendas
    agenda_parts: dict[AgendaPart, Words] = {}  # lines that announce a part of an agenda, or who was there
    front_labels: dict[FrontKind, Words] = {}  # that stand before a paper's title
    likely_headings: dict[str, str] = {}  # by column: regular expressions for headings that no profile knows yet
    words: dict[str, Words] = {}  # short lists that code asks for by name
    committees: tuple[Body, ...] = ()
    centers: tuple[Body, ...] = ()
    expect: Expect = Expect()
