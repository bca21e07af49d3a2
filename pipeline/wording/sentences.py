"""One change in, one sentence out that can be quoted as it stands.

Anden opfølgning 2031: »Ladcykler« (1.1) gik fra ☺ til ☹ (mellem eller sur); side 12.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from parsers.model.records import Smiley
from parsers.profile.rounds import Rounds
from pipeline.schema.changes import Change
from pipeline.wording.danish import DANISH
from pipeline.wording.phrases import Forms, Phrases
from pipeline.wording.rounds import due_round, in_round, round_name

__all__ = [
    "Bound",
    "EditionName",
    "Facts",
    "Moved",
    "RowName",
    "both_sentences",
    "edition_name",
    "moved_money",
    "opening",
    "sign",
]

LONGEST_QUOTE = 240  # letters: what a newspaper line or two will hold


class EditionName(NamedTuple):
    """What may tell an edition from others of its round; `committee` is the one it is limited to."""

    file: str
    committee: str | None = None
    draft: bool = False
    day: date | None = None


class Bound(NamedTuple):
    """Where an extra follow-up stands: the round of the document it is bound in, and that document's day. Alone: only a day."""

    round: int | None = None
    year: int | None = None
    day: date | None = None


class Moved(NamedTuple):
    """Money that goes to another year; `standing` is how far that is decided, `word` what is printed where »udskudt« is meant."""

    raw: str
    year_from: int | None = None
    to_year: int | None = None
    standing: str = ""
    paper: str | None = None
    word: str | None = None


class RowName(NamedTuple):
    """A milestone or a row without one: its time as printed and as read (year, round), its place in the table, its words."""

    due: str | None = None
    time: tuple[int, int] | None = None
    ordinal: int | None = None
    words: str | None = None


NO_ROW, NO_EDITION, UNTOLD_ROUNDS = RowName(), EditionName("?"), Rounds()


class Facts(Struct, frozen=True):
    """What a sentence is made of. `before` and `after` are the cells as read; `round` and `since` are of `calendar`.

    `row` is the row it is about, `follows` the milestone that a row without one follows up, `earlier` the row before it in its document.
    `sign` is the row's smiley now, `stood` the bad sign that it had before; `printed` are the letters that `before`, `after`, `sign` and
    `stood` are printed as. `page` and `line` are where it stands in the later document; for what disappeared, in the earlier one.
    `editions` are those that `before` and `after` stand in, `rivals` the others of the later round.
    """

    change: Change
    round: int
    year: int
    since: int
    number: str | None = None
    title: str | None = None
    column: str | None = None
    before: str | None = None
    after: str | None = None
    row: RowName = NO_ROW
    follows: RowName | None = None
    earlier: RowName | None = None
    sign: str | None = None
    stood: str | None = None
    printed: tuple[str | None, str | None, str | None, str | None] = (None, None, None, None)
    calendar: Rounds = UNTOLD_ROUNDS
    skipped: bool = False  # rounds lie between that told nothing for certain
    unread: bool = False  # the round that gave the sign was not read
    page: int | None = None
    line: int | None = None
    money: Moved | None = None
    bound: Bound | None = None
    editions: tuple[EditionName, EditionName] = (NO_EDITION, NO_EDITION)
    rivals: tuple[EditionName, ...] = ()


TITLE, TITLE_END = "\ufdd0", "\ufdd1"  # noncharacters, which no print has: where a title begins and ends


def sentence(facts: Facts, phrases: Phrases = DANISH) -> str:
    """The change in one sentence, with its round in front and its place behind."""
    return both_sentences(facts, phrases)[0]


def marked(facts: Facts, phrases: Phrases = DANISH) -> str:
    """The same with titles between asterisks; an asterisk that is printed has a backslash before it."""
    return both_sentences(facts, phrases)[1]


def both_sentences(facts: Facts, phrases: Phrases = DANISH) -> tuple[str, str]:
    """The sentence, and the same with its titles marked."""
    words = _Words(facts, phrases)
    head = opening(facts.round, facts.year, facts.calendar, facts.bound, phrases)
    told = _template(facts, phrases).format_map(words).replace(UNSAID, "")
    said = f"{head}: {told}{words.place()}."
    opens, closes = phrases.quotes
    plain = said.replace(TITLE, opens).replace(TITLE_END, closes)
    return plain, said.replace("\\", "\\\\").replace("*", "\\*").replace(TITLE, "*").replace(TITLE_END, "*")


def opening(number: int, year: int, rounds: Rounds, bound: Bound | None = None, phrases: Phrases = DANISH) -> str:
    """The round that a sentence is about; an extra follow-up is named by the document it stands in and its day.

    >>> opening(5, 2030, Rounds(), Bound(2, 2031, date(2031, 8, 1)))
    'Ekstra opfølgning på budget 2030 i anden opfølgning 2031 (1. august 2031)'
    """
    if bound is None:
        return f"{round_name(number, rounds, phrases)} {year}"
    of_day = f" ({day_name(bound.day, phrases)})" if bound.day else ""
    if bound.round is None:
        return phrases.dated.format(year=year, of_day=of_day)
    return phrases.hosted.format(year=year, round=in_round(bound.round, rounds, phrases), host_year=bound.year, of_day=of_day)


def sign(smiley: str | None, printed: str | None = None, phrases: Phrases = DANISH) -> str:
    """A smiley as people read it, by the letter that is printed: `mellem_eller_sur` is "☹ (mellem eller sur)"."""
    if not smiley:
        return phrases.no_sign
    face = phrases.faces[Smiley(smiley)]
    as_printed = printed if face.sign and printed and unicodedata.category(printed[0]) == "So" else face.sign
    return as_printed + face.gloss


def moved_money(money: Moved, phrases: Phrases = DANISH) -> str:
    """`Moved("1 mio. kr.", 2031, 2032)` to "1 mio. kr. fra 2031 til 2032"; whether it is decided, the source tells."""
    both, to, later = phrases.money
    template = later if money.to_year is None else to if money.year_from is None else both
    return template.format(raw=" ".join(money.raw.split()), year_from=money.year_from, to_year=money.to_year)


def day_name(day: date, phrases: Phrases = DANISH) -> str:
    from babel.dates import format_date

    return format_date(day, "d. MMMM y" if phrases.locale == "da" else "d MMMM y", locale=phrases.locale)


def edition_name(one: EditionName, others: tuple[EditionName, ...], phrases: Phrases = DANISH) -> str:
    """What an edition is called beside the others: by whose it is, whether it is a draft, its day, else its file."""
    if any(one.committee != other.committee for other in others):
        return phrases.committee_edition.format(committee=one.committee) if one.committee else phrases.whole_edition
    if any(one.draft != other.draft for other in others):
        return phrases.draft if one.draft else phrases.final
    if one.day and all(other.day and one.day != other.day for other in others):
        return phrases.edition_of_day.format(day=day_name(one.day, phrases))
    return phrases.edition_in_file.format(file=one.file)


def _template(facts: Facts, phrases: Phrases) -> str:
    if facts.column == "initiative":
        return phrases.one_edition_only
    if facts.unread and facts.change is Change.SMILEY_SET:
        return phrases.sign_stood
    if facts.unread and facts.change is Change.ECONOMY_SET:
        return phrases.economy_stood
    forms: Forms = phrases.sentences[facts.change]
    if facts.before is None:
        return forms.came
    return forms.went if facts.after is None else forms.changed


class _Words(Struct, frozen=True):
    """The words that a template asks for, each made when it is asked for."""

    facts: Facts
    phrases: Phrases

    def __getitem__(self, name: str) -> str:
        return WORDS[name](self)

    # ── what stands in the cells ─────────────────────────────────────────────────────────────────────────────────────

    def cell(self, value: str | None, printed: str | None) -> str:
        if (self.facts.column or "").endswith("smiley"):
            return sign(value, printed, self.phrases)
        return self.quoted(value)

    def quoted(self, text: str | None) -> str:
        opens, closes = self.phrases.quotes
        return f"{opens}{self.short(text)}{closes}" if text else self.phrases.nothing

    def short(self, text: str | None) -> str:
        """One line, cut between two words where it is too long to quote."""
        line = " ".join((text or "").split())
        if len(line) > LONGEST_QUOTE:
            end = line.rfind(" ", 0, LONGEST_QUOTE) if " " in line[:LONGEST_QUOTE] else LONGEST_QUOTE
            line = line[:end].rstrip(" ,;:.") + " …"
        return line

    def sign(self, smiley: str | None, place: int) -> str:
        return sign(smiley, self.facts.printed[place], self.phrases)

    def stood(self) -> str:
        return self.phrases.with_sign.format(sign=self.sign(self.facts.stood, 3)) if self.facts.stood else ""

    # ── what it is about ─────────────────────────────────────────────────────────────────────────────────────────────

    def title(self, title: str | None) -> str:
        return f"{TITLE}{self.short(title)}{TITLE_END}"

    def promise(self) -> str:
        number = self.facts.number or ""
        if self.facts.title:
            return self.title(self.facts.title) + (f" ({number})" if number else "")
        return self.phrases.untitled.format(number=number) if number else self.phrases.nameless

    def time(self, label: str | None, time: tuple[int, int] | None) -> str:
        """When a row is due: as printed, in the language of the print, else by its round; a date is a date in both."""
        printed = " ".join((label or "").split())
        if self.phrases is DANISH or not any(map(str.isalpha, printed)):
            return printed
        return due_round(time[1], self.facts.calendar, time[0], self.phrases) if time else self.quoted(label)

    def named(self, row: RowName) -> str:
        """ "milepælen til 2. budgetopfølgning 2031", or "linjen til …" where no milestone stands."""
        noun = self.phrases.milestone if row.words else self.phrases.line
        if row.due:
            return noun + self.to_due(row)
        return noun + self.phrases.numbered.format(ordinal=row.ordinal) if row.ordinal else noun

    def to_due(self, row: RowName) -> str:
        return self.phrases.to_due.format(due=self.time(row.due, row.time)) if row.due else ""

    def row(self) -> str:
        facts = self.facts
        named = self.named(facts.row)
        if facts.stood:
            return named + self.stood()
        return named + self.phrases.follows_up.format(earlier=self.named(facts.follows)) if facts.follows else named

    def field(self, names: dict[str, str] | None = None) -> str:
        template = (self.phrases.fields if names is None else names).get(self.facts.column or "", self.facts.column or "")
        return template.format(row=self.row()) if "{" in template else template

    def subject(self) -> str:
        return self.phrases.economy if (self.facts.column or "").startswith("economy") else self.row()

    # ── money ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def deferral(self, *, newly: bool) -> str:
        money = self.facts.money or Moved(self.facts.after or "")
        templates = self.phrases.new_deferrals if newly else self.phrases.deferrals
        paper = self.phrases.misprinted.format(word=money.word) if money.word else ""
        paper += f": {self.quoted(money.paper)}" if money.paper else ""
        whole = moved_money(money, self.phrases) if self.facts.money else self.short(self.facts.after)
        raw = " ".join(money.raw.split()) if self.facts.money else whole
        return templates.get(money.standing, templates[""]).format(money=whole, sum=raw, span=whole.removeprefix(raw), paper=paper)

    # ── where ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def edition(self, place: int) -> str:
        one, other = self.facts.editions[place], self.facts.editions[1 - place]
        return edition_name(one, (other,), self.phrases)

    def place(self) -> str:
        facts, phrases = self.facts, self.phrases
        if facts.page is not None:
            where = phrases.page.format(page=facts.page)
        elif facts.line is not None:
            where = phrases.text_line.format(line=facts.line)
        else:
            return ""
        if facts.change is Change.INITIATIVE_DISAPPEARED:
            return f", {where}"
        if facts.rivals:
            where += phrases.of_edition.format(edition=edition_name(facts.editions[1], facts.rivals, phrases))
        return f"; {where}"


UNSAID = " \0"  # behind a blank: a row that has no words of its own, as one that is an initiative
WORDS: dict[str, Callable[[_Words], str]] = {
    "promise": _Words.promise,
    "row": _Words.row,
    "subject": _Words.subject,
    "field": lambda words: words.field(),
    "where": lambda words: words.field(dict(words.phrases.where)),
    "earlier": lambda words: words.named(words.facts.earlier or NO_ROW),
    "before": lambda words: words.cell(words.facts.before, words.facts.printed[0]),
    "after": lambda words: words.cell(words.facts.after, words.facts.printed[1]),
    "before_plain": lambda words: words.short(words.facts.before),
    "after_plain": lambda words: words.short(words.facts.after),
    "before_title": lambda words: words.title(words.facts.before),
    "before_time": lambda words: words.time(words.facts.before, words.facts.earlier and words.facts.earlier.time),
    "after_time": lambda words: words.time(words.facts.after, words.facts.row.time),
    "sign": lambda words: words.sign(words.facts.sign, 2),
    "stood": _Words.stood,
    "words": lambda words: words.quoted(words.facts.row.words) if words.facts.row.words else UNSAID[1:],
    "to_due": lambda words: (
        words.phrases.to_due.format(due=words.time(words.facts.row.due, words.facts.row.time)) if words.facts.row.due else ""
    ),
    "one": lambda words: words.edition(0),
    "other": lambda words: words.edition(1),
    "since": lambda words: in_round(words.facts.since, words.facts.calendar, words.phrases),
    "in_since": lambda words: words.phrases.in_since.format(since=words["since"]) if words.facts.skipped else "",
    "deferral": lambda words: words.deferral(newly=False),
    "new_deferral": lambda words: words.deferral(newly=True),
}
