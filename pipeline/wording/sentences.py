"""One change in, one Danish sentence out that can be quoted as it stands. All the Danish of the diff is in this file.

Anden opfølgning 2031: *Ladcykler* (1.1) gik fra ☺ til ☹ (mellem eller sur); side 12.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from parsers.model.records import Smiley
from pipeline.schema.changes import Change

ROUNDS = ("Udmøntning", "Første opfølgning", "Anden opfølgning", "Tredje opfølgning", "Fjerde opfølgning", "Ekstra opfølgning")
IN_ROUND = ("udmøntningen", "første opfølgning", "anden opfølgning", "tredje opfølgning", "fjerde opfølgning", "den ekstra opfølgning")
SIGNS = {
    Smiley.GLAD: "☺",
    Smiley.MIDDLE: "😐 (mellem)",
    Smiley.SOUR: "☹ (sur)",
    Smiley.MIDDLE_OR_SOUR: "☹ (mellem eller sur)",
    Smiley.UNKNOWN: "et tegn, der ikke kan læses",
}
TITLE = re.compile(r"\*([^*]+)\*")  # how a sentence marks a title
LONGEST_QUOTE = 240  # letters: what a newspaper line or two will hold


class Issue(NamedTuple):
    """An edition among others of its round, with what may tell it from them; `committee` is the one it is limited to."""

    file: str
    committee: str | None = None
    draft: bool = False
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a sentence is made of. `before` and `after` are the cells as read; rounds are 0 for the plan to 5 for an extra follow-up.

    `due` is the milestone's time as printed, `words` its text, `sign` its smiley now, `stood` the bad sign that it had before.
    `page` and `line` are where it stands in the later document; for what disappeared, where it stood in the earlier one.
    `issues` are the editions that `before` and `after` stand in.
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
    ordinal: int | None = None
    due: str | None = None
    words: str | None = None
    sign: str | None = None
    stood: str | None = None
    skipped: bool = False  # rounds lie between that told nothing for certain
    page: int | None = None
    line: int | None = None
    issues: tuple[Issue, Issue] = (Issue("?"), Issue("?"))


class Forms(NamedTuple):
    """What to say when a cell changed, when something came where nothing stood, and when it went."""

    changed: str
    came: str
    went: str


def _all(sentence: str) -> Forms:
    return Forms(sentence, sentence, sentence)


TURNED = _all("{promise} gik fra {before}{in_since} til {after}")
ROW_TURNED = _all("For {promise} gik {row} fra {before}{in_since} til {after}")
ECONOMY_TURNED = _all("For {promise} gik økonomien fra {before}{in_since} til {after}")
NOTED = Forms(
    "For {promise} er {field} ændret fra {before} til {after}",
    "For {promise} står der nu {where}: {after}",
    "For {promise} er {field} fjernet: {before}",
)

SENTENCES: dict[Change, Forms] = {
    Change.STANDING_WORSENED: TURNED,
    Change.STANDING_IMPROVED: TURNED,
    Change.SMILEY_SET: _all("For {promise} fik {row} {after}"),
    Change.SMILEY_WORSENED: ROW_TURNED,
    Change.SMILEY_IMPROVED: ROW_TURNED,
    Change.SMILEY_REMOVED: _all("For {promise} har {row} ikke længere noget tegn; i {since} stod den med {before}"),
    Change.ECONOMY_SET: _all("For {promise} fik økonomien {after}"),
    Change.ECONOMY_WORSENED: ECONOMY_TURNED,
    Change.ECONOMY_IMPROVED: ECONOMY_TURNED,
    Change.ECONOMY_REMOVED: _all("For {promise} har økonomien ikke længere noget tegn; i {since} stod den med {before}"),
    Change.GLAD_WITHOUT_WORD: _all("For {promise} har {row} {after} uden hverken milepæl eller bemærkning; tegnet før den er {before}"),
    Change.WORDS_CONTRADICT_SMILEY: _all("For {promise} har {row} {sign}, men bemærkningen siger: {after}"),
    Change.MILESTONE_REWORDED: _all("For {promise} er {row} omformuleret fra {before} til {after}"),
    Change.MILESTONE_MOVED: _all("For {promise} er milepælen {words}{stood} flyttet fra {before_plain} til {after_plain}"),
    Change.MILESTONE_ADDED: _all("For {promise} er der kommet en ny milepæl{to_due}: {after}"),
    Change.MILESTONE_REMOVED: _all("For {promise} er {row} fjernet: {before}"),
    Change.MONEY_MOVED: _all("For {promise} nævnes nu en flytning af {after_plain}"),
    Change.INITIATIVE_ADDED: _all("{promise} er kommet til siden {since}"),
    Change.INITIATIVE_DISAPPEARED: _all("{promise} står her ikke længere, uden at det siger, at den er gennemført; senest set i {since}"),
    Change.INITIATIVE_RENUMBERED: _all("{promise} havde før nummer {before_plain}"),
    Change.INITIATIVE_RENAMED: _all("{promise} hed før *{before_plain}*"),
    Change.THEME_CHANGED: _all("{promise} er flyttet fra temaet {before} til {after}"),
    Change.RESPONSIBLE_CHANGED: Forms(
        "For {promise} er {field} ændret fra {before_plain} til {after_plain}",
        "For {promise} er {field} nu angivet: {after_plain}",
        "For {promise} er {field} ikke længere angivet; i {since} var det {before_plain}",
    ),
    Change.FUNDING_CHANGED: _all("{promise} er ændret fra {before_plain} til {after_plain}"),
    Change.DESCRIPTION_CHANGED: Forms(
        "For {promise} er {field} ændret", "For {promise} er {field} kommet til", "For {promise} er {field} fjernet"
    ),
    Change.STATUS_NOTE_CHANGED: NOTED,
    Change.STATUS_NOTE_UNCHANGED: _all("For {promise} har {row} {sign} med samme bemærkning som i {since}: {after}"),
    Change.ECONOMY_TEXT_CHANGED: NOTED,
    Change.AMOUNT_CHANGED: _all("For {promise} er beløb i {field} ændret fra {before_plain} til {after_plain}"),
    Change.NOW_READ: Forms(
        "For {promise} kan tegnet for {subject} nu læses: {after}",
        "For {promise} kan tegnet for {subject} nu læses: {after}",
        "For {promise} kan det nu læses, at {subject} ikke har noget tegn",
    ),
    Change.NO_LONGER_READ: Forms(
        "For {promise} kan tegnet for {subject} ikke læses; i {since} var det {before}",
        "For {promise} kan tegnet for {subject} ikke læses; i {since} var der intet",
        "For {promise} kan tegnet for {subject} ikke læses; i {since} var det {before}",
    ),
    Change.ISSUE_DISAGREES: Forms(
        "For {promise} er to udgaver uenige om {field}: {before} i {one} og {after} i {other}",
        "For {promise} er to udgaver uenige om {field}: kun {other} har {after}, ikke {one}",
        "For {promise} er to udgaver uenige om {field}: kun {one} har {before}, ikke {other}",
    ),
}
ONE_EDITION_ONLY = "{promise} står kun i {other}, ikke i {one}"

FIELDS = {
    "number": "nummeret",
    "title": "titlen",
    "theme": "temaet",
    "funding": "drift eller anlæg",
    "description": "beskrivelsen",
    "responsible_center": "ansvarligt center",
    "responsible_committee": "ansvarligt udvalg",
    "contributors": "væsentlig bidragsyder",
    "remarks": "teksten efter væsentlig bidragsyder",
    "latest_status": "seneste status",
    "text": "teksten for {row}",
    "due_label": "tiden for {row}",
    "status_note": "bemærkningen ved {row}",
    "smiley": "tegnet for {row}",
    "economy_text": "teksten om økonomien",
    "economy_status_note": "bemærkningen om økonomien",
    "economy_smiley": "tegnet for økonomien",
}
WHERE = {
    "latest_status": "under seneste status",
    "status_note": "ved {row}",
    "economy_text": "om økonomien",
    "economy_status_note": "om økonomiens status",
}
MOVED_MONEY = "{raw} fra {year_from} til {to_year}"
MOVED_MONEY_TO = "{raw} til {to_year}"
POSTPONED_MONEY = "{raw} til senere"


def sentence(facts: Facts) -> str:
    """The change in one sentence, with its round in front and its place behind."""
    template = ONE_EDITION_ONLY if facts.column == "initiative" else _form(facts)
    said = template.format_map(_Words(facts))
    return f"{ROUNDS[facts.round]} {facts.year}: {said}{_place(facts)}."


def spoken(sentence: str) -> str:
    """The sentence where nothing can be set in another type: `*Ladcykler* (1.1) gik …` as `»Ladcykler« (1.1) gik …`."""
    return TITLE.sub(r"»\1«", sentence)


def sign(smiley: str | None) -> str:
    """A smiley as people read it: `mellem_eller_sur` is "☹ (mellem eller sur)"."""
    return SIGNS[Smiley(smiley)] if smiley else "intet tegn"


def moved_money(raw: str, year_from: int | None, to_year: int | None) -> str:
    """`("1 mio. kr.", 2031, 2032)` to "1 mio. kr. fra 2031 til 2032"; whether it is decided, the source tells."""
    template = POSTPONED_MONEY if to_year is None else MOVED_MONEY_TO if year_from is None else MOVED_MONEY
    return template.format(raw=" ".join(raw.split()), year_from=year_from, to_year=to_year)


def _form(facts: Facts) -> str:
    forms = SENTENCES[facts.change]
    if facts.before is None:
        return forms.came
    return forms.went if facts.after is None else forms.changed


class _Words(dict[str, str]):
    """The words a template asks for, each made when it is asked for."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def __missing__(self, name: str) -> str:
        return WORDS[name](self.facts)


def _smiley_cell(facts: Facts) -> bool:
    return (facts.column or "").endswith("smiley")


def _subject(facts: Facts) -> str:
    return "økonomien" if (facts.column or "").startswith("economy") else _row(facts)


WORDS: dict[str, Callable[[Facts], str]] = {
    "promise": lambda facts: _promise(facts),
    "row": lambda facts: _row(facts),
    "subject": _subject,
    "field": lambda facts: FIELDS.get(facts.column or "", facts.column or "").format(row=_row(facts)),
    "where": lambda facts: WHERE.get(facts.column or "", "").format(row=_row(facts)),
    "before": lambda facts: sign(facts.before) if _smiley_cell(facts) else _quoted(facts.before),
    "after": lambda facts: sign(facts.after) if _smiley_cell(facts) else _quoted(facts.after),
    "before_plain": lambda facts: _short(facts.before),
    "after_plain": lambda facts: _short(facts.after),
    "sign": lambda facts: sign(facts.sign),
    "stood": lambda facts: f", der stod med {sign(facts.stood)}," if facts.stood else "",
    "words": lambda facts: _quoted(facts.words),
    "to_due": lambda facts: f" til {facts.due}" if facts.due else "",
    "one": lambda facts: _issue(*facts.issues),
    "other": lambda facts: _issue(*reversed(facts.issues)),
    "since": lambda facts: IN_ROUND[facts.since],
    "in_since": lambda facts: f" i {IN_ROUND[facts.since]}" if facts.skipped else "",
}


def _issue(one: Issue, other: Issue) -> str:
    """What an edition is called beside the other: by whose it is, whether it is a draft, its day, else its file."""
    if one.committee != other.committee:
        return f"{one.committee}s udgave" if one.committee else "hele kommunens udgave"
    if one.draft != other.draft:
        return "udkastet" if one.draft else "den endelige udgave"
    if one.day and other.day and one.day != other.day:
        from babel.dates import format_date

        return f"udgaven af {format_date(one.day, 'd. MMMM y', locale='da')}"
    return f"udgaven i fil {one.file}"


def _promise(facts: Facts) -> str:
    if facts.title:
        return f"*{_short(facts.title)}*" + (f" ({facts.number})" if facts.number else "")
    return f"indsats {facts.number}" if facts.number else "en indsats uden titel og nummer"


def _row(facts: Facts) -> str:
    """ "milepælen til 2. budgetopfølgning 2031", or "linjen til …" where no milestone stands."""
    noun = "milepælen" if facts.words else "linjen"
    named = f"{noun} til {facts.due}" if facts.due else f"{noun} nr. {facts.ordinal}" if facts.ordinal else noun
    return f"{named}, der stod med {sign(facts.stood)}," if facts.stood else named


def _place(facts: Facts) -> str:
    if facts.page is not None:
        where = f"side {facts.page}"
    elif facts.line is not None:
        where = f"linje {facts.line}"
    else:
        return ""
    return f", {where}" if facts.change is Change.INITIATIVE_DISAPPEARED else f"; {where}"


def _quoted(text: str | None) -> str:
    return f"»{_short(text)}«" if text else "intet"


def _short(text: str | None) -> str:
    """One line, cut between two words where it is too long to quote."""
    line = " ".join((text or "").split())
    if len(line) <= LONGEST_QUOTE:
        return line
    return line[: line.rfind(" ", 0, LONGEST_QUOTE) if " " in line[:LONGEST_QUOTE] else LONGEST_QUOTE].rstrip(" ,;:.") + " …"
