"""A document in; the sums that its texts mention out, each with the record, column and place it stands in."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from parsers.documents.decided_money import set_standings
from parsers.documents.kinds import texts_of
from parsers.documents.printed_texts import PrintedText
from parsers.documents.repeated_money import MoneyMention, tie_repeats
from parsers.language.money import amounts_in
from parsers.model.records import Amount, Document

__all__ = ["amounts_of"]


def amounts_of(document: Document, first: int = 1, texts: Sequence[PrintedText] | None = None) -> list[Amount]:
    """Every sum, in printed order and numbered from `first`, with what was decided of it; `texts` are those, where they are made."""
    mentions: list[MoneyMention] = []
    matters = _matters(document)
    for printed in texts_of(document) if texts is None else texts:
        for amount in amounts_in(printed.text):
            amount.subject, amount.column, amount.place = printed.subject, printed.column, printed.place
            matter = matters.get(id(printed.subject), (id(printed.subject), printed.column))
            mentions.append(MoneyMention(amount, printed.text, matter))
    found = [mention.amount for mention in mentions]
    set_standings(found, document.agenda_items)
    tie_repeats(mentions, first)
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
