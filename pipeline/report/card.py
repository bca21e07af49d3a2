"""A promise's page in, its card out: one picture that stands alone, with the signs, the sentence, the row on paper, source and hash."""

from __future__ import annotations

import base64
import textwrap
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import NamedTuple

from parsers.profile.municipalities import municipality_name
from pipeline.promises.marks import Mark
from pipeline.report.book import Book, Promise
from pipeline.report.evidence import Evidence, Figure
from pipeline.report.marks import WORDS
from pipeline.report.promise_page import PromisePage
from pipeline.report.quotes import Quote
from pipeline.report.wording import headline
from pipeline.wording.rounds import round_name

__all__ = ["card", "card_address"]

WIDTH, MARGIN = 800, 32
TITLE_LETTERS, SENTENCE_LETTERS, SMALL_LETTERS, PRINTED_LETTERS = 44, 78, 94, 84  # of a line, as wide as the widest font we are shown in
TITLE_LINE, SENTENCE_LINE, SMALL_LINE, PRINTED_LINE = 36, 25, 19, 18  # heights
SIGNS, GAP = 78, 20  # the height of the signs with their rounds; between parts
MOST_PRINTED = 24  # lines of a text: the page has all of them
LARGEST_PICTURE = 400_000  # bytes


class CardLine(NamedTuple):
    words: str
    y: float


class CardSign(NamedTuple):
    mark: Mark
    economy: Mark | None
    round: str
    x: float


class CardPicture(NamedTuple):
    """A row on paper as a PNG in base64."""

    data: str
    y: float
    width: float
    height: float


@dataclass(slots=True)
class Card:
    """`words` says all of it to who cannot see it."""

    heading: str
    words: str
    width: int = WIDTH
    height: float = 0.0
    title: list[CardLine] = field(default_factory=list)
    about: list[CardLine] = field(default_factory=list)
    signs: list[CardSign] = field(default_factory=list)
    signs_at: float = 0.0
    sentence: list[CardLine] = field(default_factory=list)
    pictures: list[CardPicture] = field(default_factory=list)
    printed: list[CardLine] = field(default_factory=list)
    source: list[CardLine] = field(default_factory=list)


def card_address(promise: Promise) -> str:
    return f"kort/{PurePosixPath(promise.address).stem}.svg"


def card(book: Book, page: PromisePage, evidence: Evidence, plain: str) -> Card:
    """`plain` is the sentence that can be quoted, without marks for its titles."""
    promise, quote = page.promise, page.quote
    initiative = promise.initiative
    heading = headline(initiative)
    about = " · ".join(
        [municipality_name(promise.municipality), f"Aftale om budget {promise.year}", *(body.name for body in promise.committees)]
    )
    signs = _signs(promise)
    said = "; ".join(f"{one.round}: {WORDS[one.mark].short}{_economy(one.economy)}" for one in signs)
    source = quote.citation.removesuffix(".") + _hash(book, page)
    found = Card(heading, f"{plain} {said}. {source}.", signs=signs)
    y = float(MARGIN + TITLE_LINE - 8)
    found.title, y = _lines(heading, TITLE_LETTERS, TITLE_LINE, y)
    found.about, y = _lines(about, SMALL_LETTERS, SMALL_LINE, y - 6)
    if signs:
        found.signs_at, y = y, y + SIGNS
    found.sentence, y = _lines(plain, SENTENCE_LETTERS, SENTENCE_LINE, y + GAP)
    y = _add_print(found, quote, evidence, y)
    found.source, y = _lines(f"{source}.", SMALL_LETTERS, SMALL_LINE, y + GAP)
    found.height = y - SMALL_LINE + MARGIN
    return found


def _signs(promise: Promise) -> list[CardSign]:
    numbers = [number for number in sorted(promise.standings) if number and promise.mark_in(number) is not Mark.NOTHING]
    pitch = (WIDTH - 2 * MARGIN) / max(5, len(numbers))
    return [
        CardSign(
            promise.mark_in(number),
            promise.economy_in(number),
            round_name(number, promise.calendar),
            MARGIN + pitch * place,
        )
        for place, number in enumerate(numbers)
    ]


def _economy(mark: Mark | None) -> str:
    return f", økonomi {WORDS[mark].short}" if mark else ""


def _hash(book: Book, page: PromisePage) -> str:
    """The bytes that the sentence was read from."""
    document = book.documents.get(page.promise.now["document_id"] or "")
    file = book.file_of.get(document["file_id"]) if document is not None else None
    return f", filens fingeraftryk {file['sha256']}" if file and file["sha256"] else ""


def _lines(words: str, letters: int, height: int, y: float) -> tuple[list[CardLine], float]:
    """The words in lines, and where the next ones stand."""
    wrapped = textwrap.wrap(words, letters) or [""]
    return [CardLine(line, y + height * place) for place, line in enumerate(wrapped)], y + height * len(wrapped)


def _add_print(found: Card, quote: Quote, evidence: Evidence, y: float) -> float:
    """The row on paper below its initiative's own row, or its lines in a text. Returns where the next part stands."""
    own = [figure for figure in (quote.heading, quote.figure) if figure is not None and figure.picture]
    for figure in dict.fromkeys(own):
        data = evidence.picture(figure)
        if data is not None and len(data) <= LARGEST_PICTURE:
            scale = min(1.0, (WIDTH - 2 * MARGIN) / figure.size[0])
            height = figure.size[1] * scale
            found.pictures.append(CardPicture(base64.b64encode(data).decode(), y, figure.size[0] * scale, height))
            y += height + 2
    if not found.pictures and quote.figure is not None:
        found.printed, y = _printed(quote.figure, y + GAP / 2)
    return y


def _printed(figure: Figure, y: float) -> tuple[list[CardLine], float]:
    wrapped = [part for line in figure.lines for part in textwrap.wrap(line.expandtabs(4), PRINTED_LETTERS)]
    shown = wrapped[:MOST_PRINTED] + (["…"] if len(wrapped) > MOST_PRINTED else [])
    return [CardLine(line, y + PRINTED_LINE * place) for place, line in enumerate(shown)], y + PRINTED_LINE * len(shown)
