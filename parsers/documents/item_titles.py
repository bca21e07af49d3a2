"""An agenda's lines and where an item's title begins in, the whole title out, and where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from parsers.documents.agenda_headings import begins_anew, names_meeting, treated
from parsers.documents.item_forms import BEGINNING, CASE_BELOW, CASE_LINE, GLUED, NUMBERED
from parsers.language.outcomes import answers
from parsers.language.paragraphs import ends_sentence
from parsers.model import late_regex as regex
from parsers.model.rows import Row, RowKind

__all__ = ["is_answer", "is_closed_title", "title_above", "whole_title"]

CLOSED_TITLE = regex.compile(
    r"\(?luk(?:ket|kede)\b\)?\s?(?:punkt\b|sag\b)?\s?[:–-]?|.*\((?:lukket(?:\spunkt|\ssag)?)\)\s*\Z", regex.IGNORECASE
)
ANSWER = regex.compile(
    r"(?:kan\s|kunne\s|ikke\s|ej\s|blev\s|tages\s|taget\s)*(?:godkend(?:t|es)|anbefal\w*|til\s(?:efterretning|orientering)|tiltr\w+|udsat|udsættes"
    r"|drøftet|afvis\w+|indstilles|orienteringen|indstillingen|\p{L}*udvalget|byrådet|kommunalbestyrelsen)\b",
    regex.IGNORECASE,
)
LABELLED = regex.compile(r"\p{Lu}[\p{L}. ]{2,28}:\s\S")  # "Forvaltning: CTM" tells something of the case
LINE_GAP = 0.5  # of a line's height: on paper, a line of the same title is no further below


def whole_title(lines: Sequence[Row], position: int, title: str) -> tuple[int, str]:
    """Where the lines of a title end that begins as `title`, and the whole of it: printed right below, or in the same large letters."""
    end = position + 1
    while end < len(lines) and lines[end].kind is RowKind.TEXT and not _begins(lines[end].text):
        before, row = lines[end - 1], lines[end]
        if title and (listed := NUMBERED.match(row.text) or GLUED.match(row.text)) and listed["title"][0].isupper():
            break  # the next of a list
        if title and LABELLED.match(row.text):
            break
        on_paper = row.places[0].line is None
        if not _right_below(before, row) and not (on_paper and row.heading and before.heading and row.rank == before.rank):
            break
        if row.rank != before.rank or (title and row.text[0].isupper() and ends_sentence(row.text)):
            break
        title = f"{title[:-1]}{row.text}" if title.endswith("-") and row.text[0].islower() else f"{title} {row.text}".strip()
        end += 1
    return end, title


def title_above(lines: Sequence[Row], position: int) -> tuple[int, str]:
    """Where a title begins whose number stands below it, and the title: 'Bænke i parken' above 'Sag nr. 24'."""
    start = position
    while start and lines[start - 1].kind is RowKind.TEXT and not (_begins(lines[start - 1].text) or names_meeting(lines[start - 1].text)):
        row, below = lines[start - 1], lines[start]
        if not _right_below(row, below) and not (row.heading and start == position):
            break
        start -= 1
    return start, " ".join(row.text for row in lines[start:position])


def _begins(text: str) -> bool:
    return begins_anew(text) or treated(text) is not None or any(form.match(text) for form in (BEGINNING, CASE_LINE, CASE_BELOW))


def _right_below(before: Row, row: Row) -> bool:
    """Whether a row begins on the next printed line after another's last."""
    above, place = before.places[-1], row.places[0]
    if place.line is not None:
        return place.line - (above.line or 0) == 1
    if place.top is None or place.bottom is None or above.top is None or above.bottom is None or place.page != above.page:
        return False
    return 0 <= place.top - above.bottom < LINE_GAP * min(place.bottom - place.top, above.bottom - above.top)


def is_closed_title(title: str) -> bool:
    """Whether a title says that its item is closed: 'Lukket: Køb af jord', 'Køb af jord (lukket punkt)'."""
    return "luk" in title.lower() and CLOSED_TITLE.match(title) is not None


@lru_cache(maxsize=2**10)  # it is asked more than once of each title
def is_answer(title: str) -> bool:
    """Whether a title's words are a decision's, as in 'Punkt 2. Anbefales.', and not an item's that ends '… godkendes'."""
    return ANSWER.match(title) is not None and bool(answers(title))
