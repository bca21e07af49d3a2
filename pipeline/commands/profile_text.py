"""A proposal to the TOML that a person fills in, and what a profile met to the lines of `milepael profile check`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from gettext import gettext as _

from parsers.documents.issuer import slug_of
from parsers.documents.profile_proposal import Proposal
from parsers.model import late_regex as regex
from parsers.model.findings import Code
from parsers.model.records import Document, Severity
from parsers.profile.form import Profile
from parsers.profile.initiative_columns import InitiativeColumn
from parsers.profile.loading import shipped
from parsers.profile.vocabulary import key_of

__all__ = ["check_lines", "profile_toml"]

NOTHING_TELLS = "none"
MEANINGS = "glad, mellem, sur, done, not_started, dropped or none"
DAYS = ("06-30", "12-31")  # where no paper says which day it reports on
LIKELY = {
    "glad": r"grøn|green|nået|gennemført|implementeret|færdig|afsluttet|udført|opfyldt|gjennomført|ferdig|☺",
    "mellem": r"gul|yellow|delvis|undervejs|i gang|igang|pågår|under arbeid|😐",
    "not_started": r"ikke (?:begyndt|påbegyndt|igangsat|iværksat|startet|påbegynt)",
    "sur": r"rød|red\b|forsinket|ikke|☹",
}


def profile_toml(proposal: Proposal) -> str:
    """A profile to begin with; each `?` is for a person to fill in, and a line in `#` says why it stands there."""
    name = proposal.names[0] if proposal.names else "?"
    lines = [
        f'# Proposed from {proposal.tables} tables with {proposal.rows} rows. Look at each line; fill in each "?".',
        "",
        f"slug = {_text(slug_of(name) or 'my-municipality')}  # letters of a-z and hyphens: the municipality's name in the tables",
        f"name = {_text(f'{name} Kommune' if name != '?' else '?')}  # as its papers print it",
        'extends = "danish"  # or "norwegian"',
        "",
        "[rounds]  # when follow-ups are made in a year, first to last",
        '# names = ["1. status", "2. status"]  # as documents print them, if they do',
        f"days = [{', '.join(map(_text, sorted(proposal.days)[:4] or DAYS))}]  # the day each reports on: month-day",
        "",
        "[[titles]]",
        'kind = "followup"  # or "plan", "extra"',
        f"patterns = [{', '.join(map(_text, proposal.titles)) or _text('?')}]  # {{year}}, {{round}}, {{day}}; […] may be missing",
        "",
        "[table]",
        'rows_are = "initiatives"  # or "milestones": several rows under an initiative\'s heading',
        'needs = ["title", "status"]',
        "",
        "[table.columns]  # every heading seen, by what stands below it",
        *(_column(role, proposal) for role in InitiativeColumn if proposal.headings.get(role)),
        *(
            f"# {_text(heading)} heads {count} cells: of which column? (persons are stored nowhere)"
            for heading, count in proposal.unknown.most_common()
        ),
        *(f"# rows begin with {_text(label)} {count} times: a label of [table.rows]?" for label, count in proposal.labels.most_common(5)),
        "",
        f"[statuses]  # what each means: {MEANINGS}",
        *(
            f"{_text(status)} = {_text(meaning)}  # {'? ' if meaning == NOTHING_TELLS else ''}printed {count} times"
            for status, count in proposal.statuses.most_common()
            for meaning in [_meaning(proposal.defined.get(status, status))]
        ),
        "",
        "# [expect]",
        "# whole = [20, 200]  # fewest and most initiatives in a document of the whole municipality",
    ]
    return "\n".join(lines) + "\n"


def _text(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _column(role: InitiativeColumn, proposal: Proposal) -> str:
    headings = proposal.headings[role]
    return f"{role.value} = [{', '.join(map(_text, headings))}]  # {sum(headings.values())} cells"


def _meaning(status: str) -> str:
    """A likely meaning, for a person to look at; NOTHING_TELLS where nothing does."""
    said = status.casefold()
    if regex.search(LIKELY["not_started"], said):
        return "not_started"
    if "delvis" in said:
        return "mellem"
    if regex.search(r"\bikke\b", said):
        return "sur"
    return next((meaning for meaning, words in LIKELY.items() if regex.search(rf"\b(?:{words})", said)), NOTHING_TELLS)


def check_lines(name: str, documents: Sequence[Document], profiles: Sequence[Profile]) -> Iterator[str]:
    """What each rule of a profile met in a file, and what nothing read."""
    own = {profile.slug: profile for profile in profiles}
    for document in documents:
        profile = own.get(document.profile or "")
        if profile is None:
            several = next((one.text for one in document.findings if one.code == Code.SEVERAL_PROFILES), None)
            if several:
                told = _("{file}: these profiles fit alike, so by none it is read: {profiles}. Say in sources.toml which is its folder's")
                yield told.format(file=name, profiles=several)
            else:
                yield _("{file}: no profile fits; the paper is told as {kind}").format(file=name, kind=_(document.kind.value))
            yield from _loud(document)
            continue
        told = _("{file}: {profile}, {kind} of {year}, round {round}, {count} initiatives")
        number = "?" if document.followup_number is None else document.followup_number
        what = {"profile": profile.slug, "kind": _(document.kind.value), "year": document.agreement_year or "?", "round": number}
        yield told.format(file=name, count=len(document.initiatives), **what)
        yield from _statuses(document, profile)
        yield from _fields(document)
        yield from _loud(document)


def _statuses(document: Document, profile: Profile) -> Iterator[str]:
    met = Counter(one.smiley.printed for each in document.initiatives for one in each.milestones if one.smiley.printed)
    for printed, count in met.most_common():
        meaning = next((m.value for status, m in profile.statuses.items() if key_of(printed) in (key_of(status), *_parts(status))), "?")
        yield "  " + _("status {status}: {count} rows, means {meaning}").format(status=_text(printed), count=count, meaning=meaning)
    unmet = [status for status in profile.statuses if not {key_of(status), *_parts(status)} & {key_of(one) for one in met}]
    base = {status for each in shipped() for status in each.statuses}
    if unmet := [status for status in unmet if status not in base]:
        yield "  " + _("statuses that no row has: {statuses}").format(statuses=", ".join(map(_text, unmet)))


def _parts(status: str) -> tuple[str, ...]:
    number, dot, words = status.partition(".")
    return (key_of(number), key_of(words)) if dot and number.strip().isdigit() else ()


def _fields(document: Document) -> Iterator[str]:
    rows = document.initiatives
    filled = {
        _("number"): sum(each.number is not None for each in rows),
        _("text"): sum(each.description is not None for each in rows),
        _("committee"): sum(each.responsible_committee is not None for each in rows),
        _("due"): sum(any(one.due.label for one in each.milestones) for each in rows),
        _("status text"): sum(any(one.status_note for one in each.milestones) for each in rows),
    }
    yield "  " + _("filled: {columns}").format(columns=", ".join(f"{name} {count}" for name, count in filled.items()))


def _loud(document: Document) -> Iterator[str]:
    """Errors and warnings, each kind once with the words of its first."""
    loud = [one for one in document.findings if one.severity is not Severity.INFO]
    for code, count in Counter(one.code for one in loud).most_common():
        first = next(one for one in loud if one.code == code)
        said = f": {' '.join(first.text.split())[:80]}" if first.text else ""
        yield "  " + _("{severity} {code}, {count} times").format(severity=_(first.severity.value), code=code, count=count) + said
