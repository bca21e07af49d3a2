"""Letters as pdfminer saw them, in the order they were printed, to words."""

from __future__ import annotations

import re
import unicodedata

from parsers.language.swapped_letters import LOST, unswapped
from parsers.model.content import Word
from parsers.pdf.characters import BULLETS, DROPPED, LIGATURES
from parsers.pdf.note_marks import is_raised, marked, raised
from parsers.pdf.pdfminer_page import Letter

__all__ = ["follows", "words_of"]

WORD_GAP = 0.18  # of the size: a wider gap stands for a space that was not printed
NO_ROOM = 0.05  # of the size
OVERLAP = 0.4  # of the size: letters set further into one another are not neighbours
SAME_LINE = 0.4  # of the size: baselines further apart are two lines
FAKE_BOLD = 0.1  # of the size: the same letter again this near makes it bold, and is no second letter

HYPHENS = ("-", "\u00ad", "\u2010")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\uffff]")
UNNAMED = re.compile(r"\(cid:\d+\)")  # pdfminer's word for a code that its font does not name
BULLET_CODE = "(cid:127)"  # PDF 32000-1, D.2: a code that WinAnsi does not use is a bullet


def words_of(letters: list[Letter]) -> list[Word]:
    """Letters in the order they were printed to words."""
    runs: list[list[Letter]] = []
    last: Letter | None = None
    spaced = False
    column = FAKE_BOLD * max((letter.size for letter in letters), default=1) or 1
    seen: dict[tuple[str, float], list[Letter]] = {}
    for letter in letters:
        if not letter.text.strip():
            spaced = True
            continue
        at = letter.x0 // column
        if any(_fakes_bold(twin, letter) for near in (at - 1, at, at + 1) for twin in seen.get((letter.text, near), ())):
            continue
        seen.setdefault((letter.text, at), []).append(letter)
        # a space that takes up no room stands for a soft hyphen within the word
        if last is None or not follows(last, letter) or (spaced and letter.x0 - last.x1 > NO_ROOM * letter.size):
            runs.append([])
        runs[-1].append(letter)
        last, spaced = letter, False
    words = [_word(run) for run in runs]
    for i, word in enumerate(words):
        after = words[i + 1] if i + 1 < len(words) else None
        ends_line = after is None or abs(after.top - word.top) > word.size / 2 or word.text[-1] != "-"
        if word.text[-1] in HYPHENS and len(word.text) > 1 and ends_line:
            words[i] = word._replace(text=word.text[:-1], hyphen=word.text[-1])
    cleaned = [word._replace(text=DROPPED.sub("", word.text)) for word in words]
    return marked([word for word in cleaned if word.text])


def follows(last: Letter, letter: Letter) -> bool:
    size = max(last.size, letter.size)
    return abs(letter.bottom - last.bottom) < SAME_LINE * size and -OVERLAP * size < letter.x0 - last.x1 < WORD_GAP * size


def _fakes_bold(last: Letter, letter: Letter) -> bool:
    near = FAKE_BOLD * letter.size
    return abs(letter.x0 - last.x0) < near and abs(letter.bottom - last.bottom) < near


def _word(run: list[Letter]) -> Word:
    first = run[0]
    named = [LIGATURES.get(letter.text) or BULLETS.get(letter.text, letter.text) for letter in run]
    for at, letter in enumerate(run):
        if letter.text.isdecimal() and is_raised(letter.size, letter.bottom, first.size, first.bottom):
            named[at] = raised(letter.text)
    text = "".join(named)
    text = CONTROL.sub(LOST, UNNAMED.sub(LOST, unswapped(text).replace(BULLET_CODE, "•")))
    return Word(
        unicodedata.normalize("NFC", text),
        first.x0,
        min(letter.top for letter in run),
        run[-1].x1,
        max(letter.bottom for letter in run),
        first.size,
        first.bold,
    )
