"""A document in, every printed text of it out, with the record and the column it stands in; and the sums that the texts mention."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any, NamedTuple

from parsers.documents.decided_money import set_standings
from parsers.documents.repeated_money import MoneyMention, tie_repeats
from parsers.language.money import amounts_in
from parsers.model.records import AgendaItem, Amount, Document, EconomyNote, Initiative, Milestone
from parsers.model.rows import Place

__all__ = ["amounts_of", "texts_of"]


class Printed(NamedTuple):
    subject: Any
    column: str
    text: str
    place: Place


def texts_of(document: Document) -> Iterator[Printed]:
    """The texts in printed order; a text that several records share (a goal, a whole decision) comes once."""
    for initiative in document.initiatives:
        yield from _initiative(initiative)
    for item in document.agenda_items:
        yield from _item(item)
    goal = None
    for result in document.strategy_results:
        yield from _columns(result, ("goal", "measure", "result") if result.goal != goal else ("measure", "result"), result.places)
        goal = result.goal
    for note in document.memo_notes:
        yield from _columns(note, ("text",), note.places)


def _initiative(initiative: Initiative) -> Iterator[Printed]:
    yield from _columns(initiative, ("title",), initiative.places)
    yield from _columns(initiative, ("description", "remarks"), initiative.description_places or initiative.places)
    rows: list[Milestone | EconomyNote] = [*initiative.milestones, *initiative.economy]
    for row in rows:
        yield from _columns(row, ("text", "status_note"), row.places)
    yield from _columns(initiative, ("latest_status",), initiative.latest_status_places or initiative.places)


def _item(item: AgendaItem) -> Iterator[Printed]:
    sections = ("title", "previous_treatment", "summary", "background", "case_text", "economic_consequences", "recommendation")
    for section in sections if item.decisions else (*sections, "decision"):
        yield from _columns(item, (section,), item.section_places.get(section, item.places))
    for decision in item.decisions:
        yield from _columns(decision, ("text",), decision.places or item.places)


def _columns(subject: Any, columns: tuple[str, ...], places: list[Place]) -> Iterator[Printed]:
    for column in columns:
        text = getattr(subject, column)
        if text:
            yield Printed(subject, column, text, places[0] if places else Place())


def amounts_of(document: Document) -> list[Amount]:
    """Every sum of money in a document's texts, each with the record, column and place it stands in, and what was decided of it."""
    mentions: list[MoneyMention] = []
    matters = _matters(document)
    for printed in texts_of(document):
        for amount in amounts_in(printed.text):
            amount.subject, amount.column, amount.place = printed.subject, printed.column, printed.place
            matter = matters.get(id(printed.subject), (id(printed.subject), printed.column))
            mentions.append(MoneyMention(amount, printed.text, matter))
    found = [mention.amount for mention in mentions]
    set_standings(found, document.agenda_items)
    tie_repeats(mentions)
    return found


def _matters(document: Document) -> dict[int, Hashable]:
    """The initiative or item that each record belongs to; a text of its own is a matter of its own."""
    matters: dict[int, Hashable] = {}
    for initiative in document.initiatives:
        rows = (initiative, *initiative.milestones, *initiative.economy)
        matters |= {id(row): id(initiative) for row in rows}
    for item in document.agenda_items:
        matters |= {id(row): id(item) for row in (item, *item.decisions)}
    return matters
