"""An agenda's lines in, where its items begin out, in minutes that answer it by number: 'Ad 1. Bænke', and below it what was said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parsers.documents.agenda_headings import LONGEST_BODY_HEADING
from parsers.documents.agenda_items import ItemHeading
from parsers.documents.item_titles import is_answer, is_closed_title
from parsers.language.paragraphs import ends_sentence
from parsers.model import late_regex as regex
from parsers.model.rows import Row, RowKind

__all__ = ["answered_items", "answers_agenda"]

FEWEST = 3  # items: a decision may answer two points of its recommendation so
ANSWER = regex.compile(r"A[dD]\.?\s(?:(?:pkt|punkt)\.?\s)?(?P<number>\d{1,2})[.:)]?\s(?:[–-]\s)?(?P<title>\p{Lu}.*?)\s*:?\Z")
BEGINNINGS = frozenset("AaBbMmRr")  # of the lines that tell
MINUTES = regex.compile(r"(?:beslutnings|møde)?referat\b", regex.IGNORECASE)


def answers_agenda(rows: Iterable[Row]) -> bool:
    """Whether a line says that these are minutes, and titles behind 'Ad 1.', 'Ad 2.', 'Ad 3.' stand below it."""
    likely = [row.text for row in rows if row.kind is RowKind.TEXT and row.text[:1] in BEGINNINGS]
    texts = [text for text in likely if len(text) <= LONGEST_BODY_HEADING]
    begins = next((at for at, text in enumerate(texts) if MINUTES.match(text)), len(texts))
    return _count_on([match for text in texts[begins:] if (match := ANSWER.match(text))])


def answered_items(lines: Sequence[Row]) -> list[ItemHeading]:
    """The items' headings; none where their numbers do not count on from 1 or one goes on as a sentence. What stands below was decided."""
    found = {at: match for at, row in enumerate(lines) if row.kind is RowKind.TEXT and (match := ANSWER.match(row.text))}
    return [_heading(at, match["number"], match["title"]) for at, match in found.items()] if _count_on([*found.values()]) else []


def _heading(at: int, number: str, title: str) -> ItemHeading:
    return ItemHeading(at, at + 1, number, number, title, is_closed_title(title), answered=True)


def _count_on(found: Sequence[regex.Match[str]]) -> bool:
    numbers = [int(match["number"]) for match in found]
    if len(found) < FEWEST or numbers != list(range(1, len(found) + 1)):
        return False
    return not any(ends_sentence(match["title"]) or is_answer(match["title"]) for match in found)  # "Ad 1. Godkendt" is a point's
