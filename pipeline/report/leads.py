"""The book in, the leads of the start page out: each a question a journalist asks, with the sentences that answer it.

"None" is said only of what was compared: each lead names how many promises it was looked for in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from parsers.model.findings import Code
from pipeline.changes.news import promise_news
from pipeline.promises.late import late
from pipeline.promises.marks import DUE, Mark, mark_of_sign
from pipeline.promises.signs import BAD
from pipeline.promises.standing import economy_row, smiley
from pipeline.report.book import Book, Promise
from pipeline.report.meetings import Meetings, Named
from pipeline.report.quotes import ECONOMY_NOW
from pipeline.report.tracks import anchor
from pipeline.report.wording import economy_sentence, late_sentence, unsigned_sentence
from pipeline.schema.changes import MILESTONE_CHANGES, Change
from pipeline.schema.enums import StandingBasis
from pipeline.schema.ids import promise_key
from pipeline.schema.rows import Row

__all__ = ["Item", "Lead", "Sentence", "leads"]


class Sentence(NamedTuple):
    """A sentence with its titles between asterisks, and the place on the promise's page where it is proved."""

    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Item:
    """One promise and what is said of it, the newest first; or something that was not read, with one sentence and no promise."""

    sentences: Sequence[Sentence]
    promise: Promise | None = None
    mark: Mark | None = None
    handled: Sequence[Named] = ()
    new: bool = False

    @property
    def sentence(self) -> str:
        return self.sentences[0].words

    @property
    def anchor(self) -> str:
        return self.sentences[0].anchor


@dataclass(frozen=True, slots=True)
class LeadQuestion:
    """What is asked. `how` says how it is found; `of`, `none` and `never` say of how many {promises} it was asked: where something was
    found, where nothing was, and where nothing could be."""

    slug: str
    title: str
    how: str
    of: str
    none: str
    never: str
    looked_at: Callable[[Book], int]
    answers: Callable[[Book, Meetings], list[Item]]
    aged: bool = True  # whether what is new is counted apart from what is older


@dataclass(frozen=True, slots=True)
class Lead:
    """A question with its answers."""

    question: LeadQuestion
    looked_at: int
    items: list[Item] = field(default_factory=list)

    @property
    def slug(self) -> str:
        return self.question.slug

    @property
    def title(self) -> str:
        return self.question.title

    @property
    def _promises(self) -> str:
        return f"{self.looked_at} {'indsats' if self.looked_at == 1 else 'indsatser'}"

    @property
    def how(self) -> str:
        return f"{self.question.how} {self.question.of.format(promises=self._promises)}".strip()

    @property
    def empty(self) -> str:
        return self.question.none.format(promises=self._promises) if self.looked_at else self.question.never

    @property
    def new(self) -> int:
        return sum(item.new for item in self.items)

    @property
    def counted(self) -> str:
        """How many promises: "3 nye · 8 tidligere" where their age matters."""
        older = len(self.items) - self.new
        if not self.question.aged or not self.items:
            return str(len(self.items))
        return " · ".join(
            filter(None, (f"{self.new} {'ny' if self.new == 1 else 'nye'}" if self.new else "", f"{older} tidligere" if older else ""))
        )

    @property
    def address(self) -> str:
        return f"spor/{self.slug}.html"


def leads(book: Book, meetings: Meetings) -> list[Lead]:
    return [Lead(question, question.looked_at(book), question.answers(book, meetings)) for question in QUESTIONS]


SAME_AS = {Change.TURNED_NOT_GLAD: Change.STANDING_WORSENED, Change.DEFERRAL_TOLD: Change.MONEY_MOVED}

# ── how many promises were looked at ─────────────────────────────────────────────────────────────────────────────────


def _of_promises(looked: Callable[[Promise], bool]) -> Callable[[Book], int]:
    return lambda book: sum(map(looked, book.promises))


def _has_two_signs(promise: Promise) -> bool:
    return sum(mark_of_sign(row["smiley"]) not in (None, Mark.UNREAD) for row in promise.standings.values()) > 1


def _is_due(promise: Promise) -> bool:
    return promise.mark in DUE


def _could_be_missed(promise: Promise) -> bool:
    """Whether a later document covers it."""
    printed = [place for place, one in enumerate(promise.history.round_entries) if one.entry is not None]
    return printed[0] < len(promise.history.round_entries) - 1


def _has_two_rounds(promise: Promise) -> bool:
    return sum(one.entry is not None for one in promise.history.round_entries) > 1


def _has_a_sign_after_a_bad_one(promise: Promise) -> bool:
    for entry in promise.entries:
        signs = [sign for row in entry.milestones if (sign := smiley(row)) is not None]
        if any(sign in BAD for sign in signs[:-1]):
            return True
    return False


def _has_a_note_by_a_sign(promise: Promise) -> bool:
    return any(row.get("status_note") and row.get("smiley") for entry in promise.entries for row in entry.milestones)


def _has_a_round_printed_twice(promise: Promise) -> bool:
    return any(row["basis"] == StandingBasis.BOTH for row in promise.standings.values())


def _has_economy(promise: Promise) -> bool:
    return any(entry.economy for entry in promise.entries)


# ── the answers ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _changed(*kinds: Change, kept: Callable[[Promise], bool] = lambda promise: True) -> Callable[[Book, Meetings], list[Item]]:
    return lambda book, meetings: [item for item in _changed_promises(book, kinds) if item.promise is not None and kept(item.promise)]


def _changed_promises(book: Book, kinds: Sequence[Change]) -> Iterator[Item]:
    for one in promise_news(book.changes, kinds, book.newest):
        promise = book.promise_by_key[one.promise]
        sentences = [Sentence(row["sentence_marked"], f"c-{row['change_id']}") for row in _said_once(one.rows)]
        yield Item(sentences, promise, promise.mark, new=one.new)


def _said_once(rows: Sequence[Row]) -> list[Row]:
    """Without what stands inside a document where its comparison with the one before says the same."""
    said = {(row["change"], row["to_followup"], row["after"]) for row in rows}
    return [row for row in rows if (SAME_AS.get(row["change"]), row["to_followup"], row["after"]) not in said]


def _bad_first(book: Book, meetings: Meetings) -> list[Item]:
    """Milestones that were changed after they were not reached come first, within what is new and what is older."""
    alarms = {change["change_id"] for change in book.changes if change["severity"] == "alarm"}
    return sorted(
        _changed_promises(book, sorted(MILESTONE_CHANGES)),
        key=lambda item: (not item.new, not any(sentence.anchor.removeprefix("c-") in alarms for sentence in item.sentences)),
    )


def _late(book: Book, meetings: Meetings) -> list[Item]:
    return [
        _standing_item(promise, late_sentence(promise), meetings)
        for row in late(book.rows("standings"))
        if (promise := book.promise_by_key[promise_key(row)])
    ]


def _standing_item(promise: Promise, words: str, meetings: Meetings) -> Item:
    return Item([Sentence(words, "nu")], promise, promise.mark, meetings.of_promise.get(promise.key, ()))


def _money(book: Book, meetings: Meetings) -> list[Item]:
    """What is said of money, and the economies that stand ☹ now."""
    kinds = (Change.MONEY_MOVED, Change.DEFERRAL_TOLD, Change.ECONOMY_WORSENED, Change.ECONOMY_REMOVED, Change.AMOUNT_CHANGED)
    items = {item.promise.key: item for item in _changed_promises(book, kinds) if item.promise is not None}
    for promise in book.promises:
        row = economy_row(promise.last)
        if row is None or smiley(row) not in BAD or promise.mark is Mark.ABSENT:
            continue
        stands = Sentence(economy_sentence(promise, row), ECONOMY_NOW)
        known = items.pop(promise.key, None)
        new = promise.last.edition.number == book.newest.get(promise.history.agreement)
        items[promise.key] = Item([*(known.sentences if known else ()), stands], promise, promise.mark, new=known.new if known else new)
    return sorted(items.values(), key=lambda item: (not item.new, -item.promise.year if item.promise else 0))


def _unsigned(book: Book, meetings: Meetings) -> list[Item]:
    """Due milestones that were read and that have no sign, as the doubts list them."""
    rows: dict[tuple[str, int, str], list[tuple[Promise, Row]]] = {}
    for finding in book.rows("findings"):
        promise = book.promise_of_row(finding) if finding["code"] == Code.DUE_WITHOUT_STATUS else None
        if promise is not None:
            rows.setdefault(promise.key, []).append((promise, finding))
    items = []
    for each in rows.values():
        promise = each[0][0]
        newest = sorted(each, key=lambda one: -book.edition_of[one[1]["document_id"]].number)
        shown = {one.entry.document_id for one in promise.history.round_entries if one.entry is not None}
        sentences = [
            Sentence(
                unsigned_sentence(promise, book.edition_of[row["document_id"]], row),
                anchor(row["document_id"], row["source_key"]) if row["document_id"] in shown else "tvivl",
            )
            for _, row in newest
        ]
        number = book.edition_of[newest[0][1]["document_id"]].number
        items.append(Item(sentences, promise, promise.mark, new=number == book.newest.get(promise.history.agreement)))
    return sorted(items, key=lambda item: not item.new)


def _unread(book: Book, meetings: Meetings) -> list[Item]:
    refused = [Item([Sentence(f"{path}: {reason}", "")]) for path, reason in book.coverage.unread]
    return refused + [_standing_item(one, late_sentence(one), meetings) for one in book.promises if one.mark is Mark.UNREAD]


QUESTIONS: Iterable[LeadQuestion] = (
    LeadQuestion(
        "forvaerret",
        "Blev værre siden sidst",
        "Indsatser, hvis tegn blev dårligere fra en runde til en senere, eller hvis økonomitegn gik fra ☺ til ☹.",
        "Der er set efter ved {promises}, hvis tegn er trykt for mindst to runder.",
        "Ingen af {promises}, hvis tegn er trykt for mindst to runder, gik fra et bedre til et dårligere tegn.",
        "Ingen indsats har tegn for to runder; om noget er blevet værre, kan ikke ses.",
        _of_promises(_has_two_signs),
        _changed(Change.STANDING_WORSENED, Change.TURNED_NOT_GLAD, Change.ECONOMY_WORSENED),
    ),
    LeadQuestion(
        "ikke-naaet",
        "Ikke nået eller kun delvist, ældste først",
        "Sorteret efter den runde, milepælen først var lovet til: en ny frist gør ingen indsats yngre.",
        "De er blandt {promises}, der har en forfalden milepæl.",
        "Ingen af {promises} med en forfalden milepæl står med ☹ eller 😐.",
        "Ingen indsats har en forfalden milepæl i de læste dokumenter.",
        _of_promises(_is_due),
        _late,
        aged=False,
    ),
    LeadQuestion(
        "forsvundet",
        "Forsvundet uden forklaring",
        "Indsatser, der stod i en tidligere runde og ikke længere gør det. Forsvundet er ikke det samme som gennemført.",
        "Der er set efter ved {promises}, som et senere dokument dækker.",
        "Alle {promises}, som et senere dokument dækker, står der stadig.",
        "Intet dokument dækker indsatser fra et tidligere; om nogen er forsvundet, kan ikke ses.",
        _of_promises(_could_be_missed),
        _changed(Change.INITIATIVE_DISAPPEARED, kept=lambda promise: promise.mark is Mark.ABSENT),
    ),
    LeadQuestion(
        "glad-uden-ord",
        "Blev glad uden et ord",
        "Tegnet gik fra ikke-glad til ☺, uden at der står en milepæl eller en bemærkning ved det.",
        "Der er set efter ved {promises}, der har et tegn efter et, som ikke var ☺.",
        "Ingen af {promises}, der har et tegn efter et, som ikke var ☺, blev glad uden et ord.",
        "Ingen indsats har et tegn efter et, som ikke var ☺; der er intet at se efter.",
        _of_promises(_has_a_sign_after_a_bad_one),
        _changed(Change.GLAD_WITHOUT_WORD),
    ),
    LeadQuestion(
        "historien-aendret",
        "Et tidligere tegn blev trykt anderledes",
        "Et dokument trykker et andet tegn for en tidligere runde, end rundens eget dokument gjorde.",
        "Der er set efter ved {promises}, hvis tegn er trykt både i rundens eget og i et senere dokument.",
        "Ved alle {promises}, hvis tegn er trykt både i rundens eget og i et senere dokument, er tegnet det samme.",
        "Ingen rundes tegn er trykt i to dokumenter, så om de er ændret, kan ikke ses.",
        _of_promises(_has_a_round_printed_twice),
        _changed(Change.PRINTED_HISTORY_CHANGED),
    ),
    LeadQuestion(
        "ord-mod-tegn",
        "Ordene siger noget andet end tegnet",
        "Bemærkningen siger forsinket, udskudt eller ikke gennemført ved et ☺, eller nået ved et andet tegn. Tegnet er gengivet som trykt.",
        "Der er set efter ved {promises}, der har en bemærkning ved et tegn.",
        "Ved ingen af {promises}, der har en bemærkning ved et tegn, siger ordene klart noget andet.",
        "Ingen indsats har en bemærkning ved et tegn; der er intet at holde op mod hinanden.",
        _of_promises(_has_a_note_by_a_sign),
        _changed(Change.WORDS_CONTRADICT_SMILEY),
    ),
    LeadQuestion(
        "omskrevet",
        "Milepæle, der blev skrevet om",
        "Milepæle, der er omformuleret, flyttet, fjernet eller kommet til mellem to runder. De, der ikke var nået, står først.",
        "Der er set efter ved {promises}, der findes i mindst to runder.",
        "Ingen milepæl er skrevet om ved {promises}, der findes i mindst to runder.",
        "Ingen indsats er læst i to runder; om en milepæl er skrevet om, kan ikke ses.",
        _of_promises(_has_two_rounds),
        _bad_first,
    ),
    LeadQuestion(
        "penge",
        "Hvor blev pengene af?",
        "Penge, der udskydes eller foreslås udskudt, økonomier, der står ☹, og beløb, der er ændret fra runde til runde. Dokumenternes"
        " egne ord siger, hvad der er besluttet.",
        "Der er set efter i {promises}, der har en økonomirække.",
        "Ved {promises}, der har en økonomirække, er der ikke fundet udskudte eller ændrede beløb, og ingen økonomi står ☹.",
        "Ingen indsats har en økonomirække; der er intet at se efter.",
        _of_promises(_has_economy),
        _money,
    ),
    LeadQuestion(
        "uden-tegn",
        "Forfaldne uden tegn",
        "Indsatser med en forfalden milepæl, der er læst, og hvor kommunen ikke har sat noget tegn ved den.",
        "Der er set efter ved {promises}, der har en forfalden milepæl.",
        "Alle forfaldne milepæle i {promises} har et tegn.",
        "Ingen indsats har en forfalden milepæl i de læste dokumenter.",
        _of_promises(_is_due),
        _unsigned,
    ),
    LeadQuestion(
        "ikke-laest",
        "Kunne ikke læses",
        "Et tegn, der ikke kan læses, tælles aldrig som godt eller dårligt.",
        "Der er set efter i hvert dokument og ved {promises}.",
        "Intet dokument er afvist, og ingen af {promises} står med et tegn, der ikke kan læses.",
        "Ingen indsats er læst.",
        _of_promises(lambda promise: True),
        _unread,
        aged=False,
    ),
)
