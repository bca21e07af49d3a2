"""What a reader of documents is given: the rows of one document, and what it may need to know of the file they lie in."""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Mapping, Sequence
from itertools import chain

from msgspec import Struct, field

from parsers.model.content import Look
from parsers.model.records import Document, Kind
from parsers.model.rows import Place, Row
from parsers.profile.form import Profile
from parsers.profile.titles import Title
from parsers.signs.smileys import Legend

__all__ = ["FileContext", "Span"]

MOST_LINES = 2**32  # of a page


class Span(Struct):
    """One document's rows in order. `title` is read where it is a plan's or follow-up's.

    `title_rows` are the rows the title stands in, apart from `rows`: more than one where blocks repeat it.
    """

    kind: Kind
    rows: Sequence[Row] = field(default_factory=list)
    title: Title | None = None
    title_rows: list[Row] = field(default_factory=list)
    profile: Profile | None = None  # by which it is to be read
    municipality: str | None = None  # the slug of the one it prints as its own; None where its folder is to say
    municipality_printed: str | None = None  # the name that the slug was made of
    contenders: tuple[str, ...] = ()  # slugs of the profiles that fit it alike, so that by none it is read

    def ends(self) -> tuple[Place, Place] | None:
        """Its first and its last place in printed order."""
        first = last = None
        least = most = 0
        rows: Iterable[Row] = chain(self.title_rows, self.rows)
        if self.rows and self.rows[0].places and self.rows[0].places[0].line is not None:  # a text's stand in the order of its lines
            rows = (*self.title_rows, self.rows[0], self.rows[-1])
        for row in rows:
            for place in row.places:
                order = (place.page or 0) * MOST_LINES + (place.line or 0)
                if order >= most:  # as nearly all do
                    most, last = order, place
                    if first is None:
                        least, first = order, place
                elif order < least:
                    least, first = order, place
        return None if first is None or last is None else (first, last)

    def new_document(self) -> Document:
        """With what its title says, and where it stands."""
        document = Document(self.kind)
        if self.title is not None:
            document.agreement_year, document.followup_number = self.title.year, self.title.followup_number
            document.scope = self.title.scope
        if ends := self.ends():
            document.first, document.last = ends
        return document


class FileContext(Struct):
    """The looks of a file's signs by their key, whether it is a text, and the legend of the document read last in it.

    `pictured` are the pages whose words were read from their pictures.
    """

    looks: Mapping[Hashable, Look] = field(default_factory=dict)
    is_text: bool = False
    pictured: Container[int | None] = ()
    legend: Legend | None = None
