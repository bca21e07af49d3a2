"""The print in doubt to what of it a reader of the page sees: the renderer tells, with the doubtful words and without.

What makes no difference where it stands is not seen. A word may be seen in part: each of its letters is judged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from ctypes import c_void_p
from enum import Enum, auto
from itertools import groupby, pairwise
from typing import NamedTuple

from parsers.model.content import Rule
from parsers.pdf import pdfium
from parsers.pdf.coordinates import Box, View
from parsers.pdf.doubts import MIDDLE, Doubts, is_struck_at
from parsers.pdf.letters import is_known
from parsers.pdf.measures import DESCENT, holds_middle
from parsers.pdf.questions import text_objects
from parsers.pdf.render import rendered_region
from parsers.pdf.strips import Strip, change, part_of, strips_of
from parsers.pdf.styles import Seen
from parsers.pdf.tokens import Token, cleaned, glyph_box, piece_of, united

__all__ = ["WORD_CUT_OFF", "Judge", "Noticed"]

WORD_CUT_OFF = "word_cut_off"  # the code of what is noticed of a word of which the rest is read

WHOLE = 0.6  # of a letter's height, or of the two rows of pixels at its middle: what shows as much is seen
UNCOVERED = 0.6  # of a letter's width and height: what shows less is covered
TALL = 0.9  # of a letter's height: what shows as much is cut off at its side, if at all
SEEN_WIDTH, SEEN_HEIGHT = 0.8, 0.3  # of a word's box: no letter of it is missing
INKED = 40  # of 255: a scan has print where it differs more
SHARP = 3.0  # pixels a point
PIXELS_MOST = 6_000_000  # of one page: of a larger one every strip is rendered less sharply
INTO = 0.05  # of the size: print that reaches so far into other print stands on it
NOTHING = 0.0, 0.0
END = 0.6  # of the size: a line through words begins and ends so near to them
WIDE_GAP = 0.8  # of the size: a line over a wider gap is an edge of cells


_ON_THE_PAGE = frozenset({Seen.ON_A_LINE, Seen.IN_WHITE, Seen.NOT})


class Noticed(NamedTuple):
    """What is said of words that are not read as the page's own: a finding's code, where they stand as displayed, the words."""

    code: str
    box: Box
    words: str


class _Verdict(Enum):
    SEEN = auto()
    AS_SET = auto()  # unseen, as its setting says: white, or in no colour at all
    HIDDEN = auto()
    REDACTED = auto()
    STRUCK = auto()
    TRANSCRIBED = auto()  # unseen, over a scan that shows something there
    BLANK = auto()  # unseen, over a scan that shows nothing there
    AGAIN = auto()  # seen at the same place, where the same words are drawn once more


_CODES = {_Verdict.HIDDEN: "hidden_text", _Verdict.REDACTED: "redacted_text", _Verdict.STRUCK: "struck_text"}


class _Letter(NamedTuple):
    token: int  # which of the tokens
    at: int  # which of its letters
    box: Box  # as its ink reaches
    size: float
    bottom: float  # of its word


class Judge:
    """Sifts one page's tokens; `noticed` then has what was set aside."""

    def __init__(self, page: c_void_p, text: c_void_p, view: View, doubts: Doubts, unread: Iterable[int]) -> None:
        self.operations = doubts.operations
        self.noticed: list[Noticed] = []
        self.strikes: list[Rule] = []  # the lines that are drawn through words, and edge nothing
        self._page, self._text, self._view, self._doubts = page, text, view, doubts
        self._round_of: dict[int, int] = {}
        self._narrow: set[int] = set()  # letters by pdfium's index: little of their width shows at their middle, as of "r" and one cut off
        self._scale = SHARP
        self._unread = unread  # text objects that the text layer passes over, as the second of two that make a word bold

    def sift(self, tokens: list[Token]) -> list[Token]:
        """The tokens that are seen and live, those seen in part cut to what is seen."""
        objects = {k: self._objects(token) for k, token in enumerate(tokens)}
        doubtful = [k for k, handles in objects.items() if tokens[k].style.seen in _ON_THE_PAGE and not self.operations.isdisjoint(handles)]
        unsure = [k for k in doubtful if not self._doubts.unsure.isdisjoint(objects[k])]
        self._strips = list(self._rendered([tokens[k] for k in unsure], [objects[k] for k in unsure]))
        verdicts = {k: self._verdicts(tokens[k], objects[k]) for k in doubtful}
        self._settle_scan(verdicts)
        for k in [k for k, known in verdicts.items() if self._is_cut_off(tokens[k], objects[k], known)]:
            self._notice(WORD_CUT_OFF, tokens[k])
        self._settle_again(tokens, verdicts)
        self._strike(tokens, verdicts)
        kept: list[Token] = []
        for k, token in enumerate(tokens):
            if k in verdicts:
                kept += self._parted(token, verdicts[k])
            else:
                kept.append(token)
        return kept

    def _objects(self, token: Token) -> list[int]:
        """The text object of each of a token's letters; of a hyphen of pdfium's own, the one before."""
        handles = text_objects(self._text, range(token.first, token.first + len(token.text)))
        for at in range(1, len(handles)):
            handles[at] = handles[at] or handles[at - 1]
        return handles

    def _verdicts(self, token: Token, handles: Sequence[int]) -> list[_Verdict]:
        count = len(handles)
        verdicts = [_Verdict.SEEN] * count
        if not self._doubts.unsure.isdisjoint(handles):
            if token.style.clips:
                painted = all(
                    self._on_paper(self._ink(token, at)) is _Verdict.TRANSCRIBED for at in range(count) if token.text[at].isalnum()
                )
                verdicts = [_Verdict.SEEN if painted else _Verdict.AS_SET] * count
            elif token.style.seen is Seen.NOT:
                verdicts = [self._transcribed(token.box)] * count
            elif (
                not self._doubts.clipped.isdisjoint(handles)
                or any(_overlap(token.box, box) for box, _ in self._doubts.covers)
                or len({self._round_of.get(handle) for handle in handles}) > 1
                or not self._is_whole(token.box, self._round_of.get(handles[0], 0))
            ):
                verdicts = self._by_letter(token, handles)
        for boxes, verdict in ((self._doubts.struck, _Verdict.STRUCK), (self._doubts.redacted, _Verdict.REDACTED)):
            if any(_overlap(token.box, box) for box in boxes):
                inks = [self._ink(token, at) for at in range(count)]
                verdicts = [
                    verdict if any(holds_middle(box, ink) for box in boxes) else before for ink, before in zip(inks, verdicts, strict=True)
                ]
        return verdicts

    def _by_letter(self, token: Token, handles: Sequence[int]) -> list[_Verdict]:
        """Each letter's verdict; what is no letter, as a full stop, goes with the letter before it."""
        verdicts = [self._verdict(token, at, handle) if token.text[at].isalnum() else None for at, handle in enumerate(handles)]
        known = next((verdict for verdict in verdicts if verdict is not None), None)
        if known is None:
            return [self._verdict(token, at, handle) for at, handle in enumerate(handles)]
        whole: list[_Verdict] = []
        for verdict in verdicts:
            known = verdict if verdict is not None else known
            whole.append(known)
        return whole

    def _verdict(self, token: Token, at: int, handle: int) -> _Verdict:
        if handle not in self._doubts.unsure:
            return _Verdict.SEEN
        ink = self._ink(token, at)
        place = self._doubts.order.get(handle, 0)
        if any(late > place and holds_middle(box, ink) for box, late in self._doubts.covers):
            if min(self._extent(ink, self._round_of.get(handle, 0))) >= UNCOVERED:
                return _Verdict.SEEN
            scan = self._doubts.scanned and any(holds_middle(box, ink) for box in self._doubts.pictures)
            return self._transcribed(ink) if scan else _Verdict.REDACTED
        x0, top, x1, bottom = ink
        middle = token.bottom - (DESCENT + MIDDLE) * token.style.size
        if top < middle and middle + 1 / self._scale < bottom and token.text[at].isalnum():
            top, bottom = middle, middle + 1 / self._scale  # two rows of pixels: of a letter cut in two, one page shows both
        across, high = self._extent((x0, top, x1, bottom), self._round_of.get(handle, 0))
        if high >= WHOLE:
            if across < UNCOVERED:
                self._narrow.add(token.first + at)
            return _Verdict.SEEN
        return _Verdict.AS_SET if token.style.seen is Seen.IN_WHITE else _Verdict.HIDDEN

    def _transcribed(self, box: Box) -> _Verdict:
        """What becomes of words that lie unseen under or over a scan: they are its print where it has some."""
        if not self._doubts.scanned or not any(holds_middle(picture, box) for picture in self._doubts.pictures):
            return _Verdict.AS_SET
        return self._on_paper(box)

    def _on_paper(self, box: Box) -> _Verdict:
        """Whether something shows where a word stands that is not drawn itself."""
        for strip in self._strips:
            if (part := part_of(strip.shown, strip, box)) is not None:
                darkest, brightest = part.convert("L").getextrema()
                return _Verdict.TRANSCRIBED if int(brightest) - int(darkest) > INKED else _Verdict.BLANK  # type: ignore[arg-type]
        return _Verdict.AS_SET

    def _settle_scan(self, verdicts: dict[int, list[_Verdict]]) -> None:
        """Words of a transcription where the scan is blank were blacked out in it, unless it is at most: then it was not rendered."""
        counts = Counter(verdict for known in verdicts.values() for verdict in known)
        blank = _Verdict.REDACTED if counts[_Verdict.TRANSCRIBED] > counts[_Verdict.BLANK] else _Verdict.SEEN
        final = {_Verdict.TRANSCRIBED: _Verdict.SEEN, _Verdict.BLANK: blank}
        for k, known in verdicts.items():
            verdicts[k] = [final.get(verdict, verdict) for verdict in known]

    def _is_cut_off(self, token: Token, handles: Sequence[int], verdicts: Sequence[_Verdict]) -> bool:
        """Whether a cell's or the page's edge cuts a word off, between its letters or in the last one."""
        if self._doubts.clipped.isdisjoint(handles):
            return False
        letters = [at for at, char in enumerate(token.text) if char.isalnum()]
        found = {verdicts[at] for at in letters}
        if len(letters) < 2 or _Verdict.SEEN not in found or found - {_Verdict.SEEN, _Verdict.HIDDEN}:
            return False
        last = letters[-1]
        inside = _Verdict.HIDDEN not in found
        if inside and (token.first + last not in self._narrow or is_known(token.text)):
            return False
        at = last if inside else next(at for at in letters if verdicts[at] is _Verdict.SEEN)
        across, high = self._extent(self._ink(token, at), self._round_of.get(handles[at], 0))
        return high >= TALL and (across < UNCOVERED or not inside)  # else it is the line that was cut

    def _settle_again(self, tokens: Sequence[Token], verdicts: dict[int, list[_Verdict]]) -> None:
        """What is covered, and seen at the same place, is drawn there twice, as of a page printed in strips: nothing is hidden."""
        if not any(_Verdict.REDACTED in known for known in verdicts.values()):
            return
        seen = {_spot(tokens[k]) for k, known in verdicts.items() if all(verdict is _Verdict.SEEN for verdict in known)}
        for k, known in verdicts.items():
            if _Verdict.REDACTED in known and _spot(tokens[k]) in seen:
                verdicts[k] = [_Verdict.AGAIN] * len(known)

    # What is rendered

    def _rendered(self, tokens: Sequence[Token], objects: Sequence[Sequence[int]]) -> Iterator[Strip]:
        """The strips of the page in which these words stand, with them and without."""
        from PIL import Image

        areas = list(strips_of([token.box for token in tokens], self._view))
        if not areas:
            return
        area = sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in areas)
        scale = self._scale = min(SHARP, (PIXELS_MOST / max(area, 1.0)) ** 0.5)

        def pictures() -> list[Image.Image]:
            made = [rendered_region(self._page, box, scale) for box in areas]
            return [Image.frombytes("RGB", (each.width, each.height), each.pixels, "raw", "BGRX") for each in made]

        shown = pictures()
        changes: list[list[Image.Image]] = []
        for handles in self._rounds(tokens, objects):
            try:
                for handle in handles:
                    pdfium.set_active(handle, 0)
                changes.append(list(map(change, shown, pictures())))
            finally:
                for handle in handles:
                    pdfium.set_active(handle, 1)
        for box, *made in zip(areas, shown, *changes, strict=True):
            yield Strip(box, scale, made[0], made[1:])

    def _rounds(self, tokens: Sequence[Token], objects: Sequence[Sequence[int]]) -> list[set[int]]:
        """The doubtful text objects in so many rounds that no two whose words stand on one another are of one round."""
        near: dict[int, set[int]] = {}
        above: list[tuple[Box, set[int]]] = []
        for token, handles in sorted(zip(tokens, objects, strict=True), key=lambda each: each[0].box[1]):
            x0, top, x1, _ = token.box
            slack = INTO * token.style.size
            mine = self._doubts.unsure.intersection(handles)
            above = [each for each in above if each[0][3] > top + slack]
            for box, other in above:
                if box[0] < x1 - slack and x0 + slack < box[2] and mine.isdisjoint(other):
                    for handle in mine:
                        near.setdefault(handle, set()).update(other)
                    for handle in other:
                        near.setdefault(handle, set()).update(mine)
            above.append((token.box, mine))
        rounds: list[set[int]] = [set(self._unread)]
        for handle in self._doubts.unsure:
            apart = near.get(handle, ())
            at = next((k for k, others in enumerate(rounds) if others.isdisjoint(apart)), len(rounds))
            if at == len(rounds):
                rounds.append(set())
            rounds[at].add(handle)
            self._round_of[handle] = at
        return rounds

    def _is_whole(self, box: Box, at: int) -> bool:
        """Whether print shows all over a word's box, and in the left, the middle and the right third of it."""
        x0, top, x1, bottom = box
        third = (x1 - x0) / 3
        parts = [self._extent((x0 + k * third, top, x0 + (k + 1) * third, bottom), at) for k in range(3)]
        return self._extent(box, at)[0] >= SEEN_WIDTH and all(tall >= SEEN_HEIGHT for _, tall in parts)

    def _extent(self, box: Box, at: int) -> tuple[float, float]:
        """The parts of a box's width and height over which the doubtful print of a round shows."""
        for strip in self._strips:
            part = part_of(strip.changes[at], strip, box)
            if part is not None:
                found = part.getbbox()
                return ((found[2] - found[0]) / part.width, (found[3] - found[1]) / part.height) if found else NOTHING
        return NOTHING

    def _ink(self, token: Token, at: int) -> Box:
        return glyph_box(token, self._text, self._view, at)

    # Lines through words

    def _strike(self, tokens: Sequence[Token], verdicts: dict[int, list[_Verdict]]) -> None:
        letters = [
            _Letter(k, at, self._ink(tokens[k], at), tokens[k].style.size, tokens[k].bottom)
            for k, known in verdicts.items()
            for at, verdict in enumerate(known)
            if verdict is _Verdict.SEEN and self._doubts.strikes
        ]
        for strike in self._doubts.strikes:
            struck = _struck(strike, letters)
            if struck:
                self.strikes.append(strike)
            for letter in struck:
                verdicts[letter.token][letter.at] = _Verdict.STRUCK

    # Tokens cut

    def _parted(self, token: Token, verdicts: Sequence[_Verdict]) -> Iterator[Token]:
        """A token's pieces that are read; what is not is noticed."""
        if all(verdict is _Verdict.AS_SET for verdict in verdicts):
            yield token
            return
        at = 0
        for verdict, group in groupby(verdicts):
            begin, at = at, at + len(list(group))
            piece = token if at - begin == len(verdicts) else piece_of(token, self._text, self._view, begin, at)
            if verdict is _Verdict.SEEN:
                style = piece.style
                yield piece if style.seen is Seen.ON_A_LINE else piece._replace(style=style._replace(seen=Seen.ON_A_LINE))
            elif verdict is _Verdict.AS_SET:
                yield piece
            elif verdict is not _Verdict.AGAIN:
                self._notice(_CODES[verdict], piece)

    def _notice(self, code: str, piece: Token) -> None:
        """Words set aside for one reason that follow one another on a line are noticed as one."""
        words = cleaned(piece.text) if code != "redacted_text" else ""
        box = piece.box[0], piece.bottom - piece.style.size, piece.box[2], piece.bottom
        last = self.noticed[-1] if self.noticed else None
        if last is not None and last.code == code and abs(last.box[3] - box[3]) < piece.style.size / 2 and last.box[0] <= box[0]:
            glued = box[0] - last.box[2] < 0.1 * piece.style.size
            self.noticed[-1] = Noticed(code, united(last.box, box), f"{last.words}{'' if glued else ' '}{words}".strip())
        else:
            self.noticed.append(Noticed(code, box, words))


def _spot(token: Token) -> tuple[str, int, int]:
    return token.text, round(token.box[0]), round(token.bottom)


def _struck(strike: Rule, letters: Sequence[_Letter]) -> list[_Letter]:
    """The letters that a line is drawn through; none where it goes on beyond them, or over a gap: it is an edge of cells."""
    y = (strike.top + strike.bottom) / 2
    over = [
        letter
        for letter in letters
        if strike.x0 <= (letter.box[0] + letter.box[2]) / 2 <= strike.x1 and is_struck_at(y, letter.bottom, letter.size)
    ]
    if not over:
        return []
    over.sort(key=lambda letter: letter.box[0])
    size = over[0].size
    if over[0].box[0] - strike.x0 > END * size or strike.x1 - over[-1].box[2] > END * size:
        return []
    if any(b.box[0] - a.box[2] > WIDE_GAP * size for a, b in pairwise(over)):
        return []
    return over


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
