"""The book in, the leads of the start page out: each a question a journalist asks, with the sentences that answer it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.promises.late import late
from pipeline.publish.coverage import coverage
from pipeline.report.book import Book, Promise
from pipeline.report.marks import Mark, mark_of_standing
from pipeline.report.meetings import Meetings, Named
from pipeline.report.wording import late_sentence
from pipeline.schema.changes import GOALPOSTS, Change
from pipeline.schema.rows import Row

__all__ = ["Item", "leads"]


class Item(NamedTuple):
    """One answer: a sentence, the promise it is about, where on the promise's page it is proved, and where it was handled."""

    sentence: str
    promise: Promise | None = None
    anchor: str = ""
    mark: Mark | None = None
    handled: Sequence[Named] = ()


class Lead(NamedTuple):
    """`how` says how it was found and of how many; `empty` is said when there is none."""

    slug: str
    title: str
    how: str
    items: list[Item]
    empty: str

    @property
    def address(self) -> str:
        return f"spor/{self.slug}.html"


def leads(book: Book, meetings: Meetings) -> list[Lead]:
    late_items = list(_late(book, meetings))
    covered = sum(promise.mark not in (Mark.NOT_DUE, Mark.ABSENT, Mark.NOTHING) for promise in book.promises)
    gone = [row for row in _changes(book, Change.INITIATIVE_DISAPPEARED) if _promise(book, row).mark is Mark.ABSENT]
    return [
        Lead(
            "forvaerret",
            "Blev værre siden sidst",
            "Indsatser, hvis seneste sikre tegn blev dårligere, og økonomier, der gik fra ☺ til ☹. De nyeste runder står først.",
            _items(book, _newest_first(_changes(book, Change.STANDING_WORSENED, Change.ECONOMY_WORSENED))),
            _none(book, "Ingen indsats gik fra et bedre til et dårligere tegn."),
        ),
        Lead(
            "ikke-naaet",
            "Ikke nået til tiden, ældste først",
            f"{len(late_items)} af de {covered} indsatser med en forfalden milepæl står nu uden ☺. Sorteret efter den runde, milepælen"
            " først var lovet til: en ny frist gør ingen indsats yngre.",
            late_items,
            "Alle forfaldne milepæle står med ☺.",
        ),
        Lead(
            "forsvundet",
            "Forsvundet uden forklaring",
            "Indsatser, der stod i en tidligere runde og ikke længere gør det. Forsvundet er ikke det samme som gennemført.",
            _items(book, gone),
            _none(book, "Ingen indsats er forsvundet."),
        ),
        Lead(
            "glad-uden-ord",
            "Blev glad uden et ord",
            "Tegnet gik fra ikke-glad til ☺, uden at der står hverken en milepæl eller en bemærkning ved det.",
            _items(book, _newest_first(_changes(book, Change.GLAD_WITHOUT_WORD))),
            _none(book, "Ingen indsats blev glad uden et ord."),
        ),
        Lead(
            "ord-mod-tegn",
            "Ordene siger noget andet end tegnet",
            "Bemærkningen siger forsinket, udskudt eller ikke gennemført ved et ☺, eller nået ved et andet tegn."
            " Tegnet er gengivet som trykt.",
            _items(book, _newest_first(_changes(book, Change.WORDS_CONTRADICT_SMILEY))),
            "Ingen bemærkning modsiger sit tegn.",
        ),
        Lead(
            "omskrevet",
            "Milepæle, der blev skrevet om",
            "Milepæle, der er omformuleret, flyttet, fjernet eller kommet til mellem to runder. De, der ikke var nået, står først.",
            _items(book, sorted(_newest_first(_changes(book, *sorted(GOALPOSTS))), key=lambda row: row["severity"] != "alarm")),
            _none(book, "Ingen milepæl er skrevet om."),
        ),
        Lead(
            "penge",
            "Hvor blev pengene af?",
            "Penge, der flyttes eller udskydes, økonomier, der gik til ☹, og beløb, der er ændret fra runde til runde.",
            _items(
                book,
                _newest_first(_changes(book, Change.MONEY_MOVED, Change.ECONOMY_WORSENED, Change.AMOUNT_CHANGED, Change.ECONOMY_REMOVED)),
            ),
            _none(book, "Ingen flyttede beløb er fundet."),
        ),
        Lead(
            "uden-tegn",
            "Forfaldne uden tegn",
            "Indsatser, hvis seneste forfaldne milepæl er læst, og hvor kommunen ikke har sat noget tegn ved den.",
            _standing(book, Mark.NO_SIGN),
            "Alle forfaldne milepæle har et tegn.",
        ),
        Lead(
            "ikke-laest",
            "Kunne ikke læses",
            coverage(book.tables).sentence + " Et tegn, der ikke kan læses, tælles aldrig som godt eller dårligt.",
            list(_unread(book)),
            "Alle dokumenter og tegn er læst.",
        ),
    ]


def _late(book: Book, meetings: Meetings) -> Iterator[Item]:
    for row in late(book.rows("standings")):
        promise = book.promise_by_key[row["municipality"], row["agreement_year"], row["promise_id"]]
        yield Item(late_sentence(promise), promise, "nu", mark_of_standing(row), meetings.of_promise.get(promise.key, ()))


def _unread(book: Book) -> Iterator[Item]:
    for path, reason in coverage(book.tables).unread:
        yield Item(f"{path}: {reason}")
    yield from _standing(book, Mark.UNREAD)


def _standing(book: Book, mark: Mark) -> list[Item]:
    return [Item(late_sentence(promise), promise, "nu", mark) for promise in book.promises if promise.mark is mark]


def _none(book: Book, sentence: str) -> str:
    """What is said where a comparison of rounds found nothing: only agreements that have two rounds can be compared."""
    known = sorted({deal.agreement.year for deal in book.deals if len(deal.numbers) > 1})
    if not known:
        return "Der er ikke læst to runder af nogen aftale; der er intet at sammenligne med."
    if all(len(deal.numbers) > 1 for deal in book.deals):
        return sentence
    return f"{sentence} Det gælder kun aftale {', '.join(map(str, known))}; af de andre er kun én runde læst."


def _changes(book: Book, *kinds: Change) -> list[Row]:
    return [row for row in book.changes if row["change"] in kinds]


def _newest_first(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (-(row["agreement_year"] or 0), -(row["to_followup"] or 0)))


def _items(book: Book, rows: Iterable[Row]) -> list[Item]:
    return [Item(row["sentence_marked"], promise := _promise(book, row), f"c-{row['change_id']}", promise.mark) for row in rows]


def _promise(book: Book, row: Row) -> Promise:
    return book.promise_by_key[row["municipality"], row["agreement_year"], row["promise_id"]]
