"""Changes, standings and late promises in, the lines that a terminal shows out, in the language asked for."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from parsers.model.records import Smiley
from parsers.profile.municipalities import municipality_name, rounds_of
from pipeline.commands.diff_json import summary
from pipeline.commands.languages import MARKS, WORDS, TerminalWords
from pipeline.promises.late import is_overdue
from pipeline.promises.marks import mark_of_sign
from pipeline.promises.model import Entry
from pipeline.promises.standing import followed_up
from pipeline.schema.changes import Weight
from pipeline.schema.enums import StandingBasis
from pipeline.schema.rows import Row
from pipeline.wording.rounds import due_round, in_round, short_round
from pipeline.wording.sentences import sign

__all__ = ["Headline", "Late", "diff_lines", "late_lines", "standing_lines"]

ABSENT, SILENT, NOT_COVERED = "×", "·", ""
DANISH = WORDS["da"]
INDENT = "    "
WIDEST_MARK = 4  # columns of a terminal: an emoji in brackets


@dataclass(frozen=True, slots=True)
class Late:
    """A promise that was last seen not reached: its standing, the entry and row that tell it, and the document they stand in."""

    standing: Row
    entry: Entry
    row: Row
    document: Row

    @property
    def milestone(self) -> Row:
        return followed_up(self.entry, self.row)


@dataclass(frozen=True, slots=True)
class Headline:
    """One agreement's sum: so many of the promises with a due milestone, by the newest documents."""

    year: int
    late: int
    due: int
    contradicted: Sequence[Row] = ()
    absent: int = 0


def diff_lines(
    changes: Sequence[Row],
    before: Sequence[Row],
    after: Sequence[Row],
    *,
    compared: int = 0,
    of: int | None = None,
    words: TerminalWords = DANISH,
    width: int | None = None,
) -> Iterator[str]:
    """One line of summary, then every change as a sentence, what matters most first.

    `of` is how many changes there are when not all of them were asked for, `compared` how many promises stand on both sides, `width` the
    columns of a terminal: None where a file is written.
    """
    told = summary(changes)
    head = words.compared.format(before=_side(before, words), after=_side(after, words))
    if not changes:
        promises = _counted(compared, words.promise)
        yield words.none_of_the_kind.format(head=head, of=of) if of else words.no_difference.format(head=head, compared=promises)
        return
    among = words.among.format(of=of) if of is not None and of != len(changes) else ""
    weights = ", ".join(f"{told[weight]} {words.weights[weight]}" for weight in reversed(Weight) if told[weight])
    counted = words.counted.format(
        differences=_counted(told["changes"], words.difference), promises=_counted(told["promises"], words.promise), weights=weights
    )
    yield f"{head}: {counted}{among}"
    ranks = [weight.value for weight in reversed(Weight)]
    ordered = sorted(
        changes,
        key=lambda row: (ranks.index(row["severity"]), _number_order(row["initiative_id"]), row["milestone_id"] or "", row["change"]),
    )
    for severity, rows in groupby(ordered, key=lambda row: str(row["severity"])):
        yield ""
        yield f"{words.weight_heads[Weight(severity)]}:"
        for row in rows:
            yield from _wrapped(row["sentence"], "  ", width)


def _side(documents: Sequence[Row], words: TerminalWords) -> str:
    names = [
        f"{in_round(row['followup_number'], rounds_of(row['municipality']), words.phrases)} {row['agreement_year']}"
        for row in documents
        if row.get("followup_number") is not None
    ]
    return _listed(list(dict.fromkeys(names)) or [words.no_round], words)


def standing_lines(
    standings: Sequence[Row], forms: Mapping[tuple[str, int, str], Row], words: TerminalWords = DANISH, width: int | None = None
) -> Iterator[str]:
    """One line a promise, with a mark for each round; `forms` are the promises as last printed."""
    for (municipality, year), rows in groupby(standings, key=lambda row: (row["municipality"], row["agreement_year"])):
        told = list(rows)
        rounds, calendar = sorted({row["followup_number"] for row in told}), rounds_of(municipality)
        promises = {promise: list(each) for promise, each in groupby(told, key=lambda row: row["promise_id"])}
        named = ", ".join(in_round(number, calendar, words.phrases) for number in rounds)
        counted = _counted(len(promises), words.promise)
        yield words.agreement.format(year=year, municipality=municipality_name(municipality), promises=counted, rounds=named)
        numbers = {promise: f"{year}/{forms[municipality, year, promise].get('number') or '?'}" for promise in promises}
        first = max(map(_width, (*numbers.values(), words.number_head)))
        short = [short_round(number, calendar, words.phrases) for number in rounds]
        columns = [max(_width(head), WIDEST_MARK) for head in short]
        heads = " ".join(map(_padded, short, columns))
        yield f"  {_padded(words.number_head, first)}  {heads}    {words.title_head}"
        for promise in sorted(promises, key=_number_order):
            marks = {row["followup_number"]: _mark(row) for row in promises[promise]}
            strip = " ".join(_padded(marks.get(number, NOT_COVERED), column) for number, column in zip(rounds, columns, strict=True))
            warned = "!" if promises[promise][-1]["contradicted"] else " "
            line = f"  {_padded(numbers[promise], first)}  {strip}  {warned} "
            yield line + _cut(_title(forms[municipality, year, promise], words), width and width - _width(line))
        yield ""
    yield words.key


def _mark(row: Row) -> str:
    if row["absent"]:
        return ABSENT
    mark = MARKS[Smiley(row["smiley"])] if row["smiley"] else SILENT
    return f"({mark})" if row["basis"] == StandingBasis.LATER else mark


def late_lines(late: Sequence[Late], counts: Sequence[Headline], words: TerminalWords = DANISH, width: int | None = None) -> Iterator[str]:
    """A headline for each agreement with what it counts among, then the late promises, the oldest first, in the source's words."""
    for count in counts:
        yield words.late_head.format(year=count.year, late=count.late, due=_counted(count.due, words.promise))
        if count.absent:
            yield words.absent.format(promises=_counted(count.absent, words.promise))
        for row in count.contradicted:
            yield words.contradicted.format(number=row["initiative_id"].partition("/")[2])
    for one in late:
        yield ""
        yield from _late(one, words, width)


def _late(one: Late, words: TerminalWords, width: int | None) -> Iterator[str]:
    standing, milestone, initiative = one.standing, one.milestone, one.entry.initiative
    mark = mark_of_sign(standing["smiley"])
    reached = words.not_reached[mark] if mark is not None and mark in words.not_reached else ""
    told = ", ".join(filter(None, (reached, words.late if is_overdue(one.standing) else "")))
    shown = sign(standing["smiley"], one.row.get("smiley_sign"), words.phrases)
    head = f"{standing['agreement_year']}/{initiative.get('number') or '?'} {_title(initiative, words)}: {shown}"
    yield from _wrapped(f"{head} – {told}" if told else head, "", width)
    if milestone.get("text"):
        yield from _wrapped(words.milestone.format(text=_line(milestone["text"])), INDENT, width)
    rounds = _counted(standing["rounds_not_glad"], words.round)
    first = words.since.format(
        round=in_round(standing["first_not_glad_round"], rounds_of(standing["municipality"]), words.phrases),
        year=standing["agreement_year"],
    )
    yield from _wrapped(words.deadline.format(due=_due(one, words), since=first, rounds=rounds), INDENT, width)
    if one.row.get("status_note"):
        yield from _wrapped(words.own_words.format(text=_line(one.row["status_note"])), INDENT, width)
    owners = " · ".join(filter(None, (initiative.get("responsible_center"), initiative.get("responsible_committee"))))
    if owners:
        yield from _wrapped(_line(owners), INDENT, width)
    yield from _wrapped(f"{_document(one, words)}{_place(one.row, words)}", INDENT, width)


def _document(one: Late, words: TerminalWords) -> str:
    from pipeline.changes.pair import bound
    from pipeline.wording.sentences import opening

    edition = one.entry.edition
    return opening(edition.number, edition.agreement.year, edition.agreement.calendar, bound(edition), words.phrases)


def _due(late: Late, words: TerminalWords) -> str:
    """The round it was first due in, and the one it is due in now where that is another."""
    original, current = late.standing["original_due_round"], late.standing["current_due_round"]
    if original is None:
        return str(late.milestone.get("due_label") or words.unread_deadline)
    year, calendar = late.milestone.get("due_year") or late.standing["agreement_year"], rounds_of(late.standing["municipality"])
    moved = words.moved_deadline.format(due=due_round(current, calendar, year, words.phrases)) if current not in (None, original) else ""
    return f"{due_round(original, calendar, year, words.phrases)}{moved}"


def _place(row: Row, words: TerminalWords) -> str:
    if row.get("page") is not None:
        return f", {words.phrases.page.format(page=row['page'])}"
    return f", {words.phrases.text_line.format(line=row['line'])}" if row.get("line") is not None else ""


def _title(form: Row, words: TerminalWords) -> str:
    return _line(form.get("title") or words.untitled)


def _line(text: str) -> str:
    return " ".join(text.split())


def _listed(names: Sequence[str], words: TerminalWords) -> str:
    *first, last = names
    return f"{', '.join(first)}{words.conjunction}{last}" if first else last


def _counted(number: int, nouns: tuple[str, str]) -> str:
    return f"{number} {nouns[number != 1]}"


def _wrapped(text: str, indent: str, width: int | None) -> list[str]:
    """Broken between words where a terminal's lines end, and each line after the first a step further in."""
    if width is None:
        return [indent + text]
    return textwrap.wrap(text, max(width, 40), initial_indent=indent, subsequent_indent=indent + INDENT, break_long_words=False)


def _width(text: str) -> int:
    """How many columns of a terminal a text takes: an emoji takes two."""
    from rich.cells import cell_len

    return cell_len(text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _cut(text: str, width: int | None) -> str:
    """At most so many columns, cut between two words."""
    if width is None or _width(text) <= width:
        return text
    while " " in text and _width(text) > width - 2:
        text = text.rpartition(" ")[0]
    return f"{text} …"


def _number_order(initiative_id: str) -> tuple[Any, ...]:
    """1.2 before 1.10, however they are written."""
    number = initiative_id.partition("/")[2]
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in number.replace("#", ".").split(".")), number
