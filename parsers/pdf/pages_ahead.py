"""Pages of an open file read ahead: by helpers, which are this process over again, and by this one while it would wait for them.

Each page is read by itself, so any can be read before those in front of it. What their reading rests on is told with them: whoever
takes the pages in order holds it against what the pages before them say, and reads anew what does not fit.

All draw the numbers of pages from one pipe, so that none waits while there is one left; helpers send what they read as it comes.
"""

from __future__ import annotations

import os
import pickle
import select
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection
from struct import Struct
from typing import NamedTuple, Protocol

from msgspec.structs import replace

from parsers.model.content import Fill, LooseDrawing, Rule, Word
from parsers.pdf.page_reader import FirstReading
from parsers.signs.appearance import Rendered

__all__ = ["Cores", "PageAhead", "PagesAhead"]

HELD_MOST = 32  # pages ahead of the one that is wanted
FEWEST = 40  # pages that are left for each helper: to fork one, and to part its memory from ours, takes as long as to read ten
HELPERS_MOST = 4  # what is done with pages here takes a third of the time of their reading
OF_NO_USE_MOST = 8  # pages, more than were of use

Box = tuple[float, float, float, float]
_NUMBER = Struct("I")
_word, _rule, _fill, _drawing = (partial(tuple.__new__, kind) for kind in (Word, Rule, Fill, LooseDrawing))


class PageHelper(Protocol):
    """A process that reads pages; what it says comes from `answers`."""

    @property
    def answers(self) -> Connection: ...

    def stop(self) -> None: ...


class Cores(Protocol):
    """Where helpers run."""

    def is_free(self) -> bool:
        """Whether there is a core for one more."""

    def fork(self, work: Callable[[Connection], None]) -> PageHelper:
        """A process like this one, which does that work, with the connection to answer by, and no more."""


class PageAhead(NamedTuple):
    """A page that pdfium alone read, with the pixels of those signs on it, by their boxes, that its reader had not met."""

    first: FirstReading
    signs: dict[Box, Rendered | None]


class PagesAhead:
    """The pages of one file, of which `count` there are, as `read` reads them; None where one cannot be read by itself."""

    def __init__(self, count: int, read: Callable[[int], PageAhead | None], cores: Cores | None) -> None:
        self._count, self._read, self._cores = count, read, cores
        self._helpers: dict[int, PageHelper] = {}  # by the descriptor that each answers through
        self._ready: dict[int, PageAhead | None] = {}
        self._numbers: _Numbers | None = None
        self._poll = select.poll()
        self._balance = OF_NO_USE_MOST

    def take(self, number: int, fits: Callable[[PageAhead], bool]) -> PageAhead | None:
        """The page, if it was read ahead and fits; pages are taken in their order."""
        self.hire(number)
        if self._numbers is not None:
            self._numbers.extend(min(number + HELD_MOST, self._count))
            self._gather(number, self._numbers)
        if number not in self._ready:
            return None
        ahead = self._ready.pop(number)
        of_use = ahead is not None and fits(ahead)
        self._balance = min(self._balance + 1, OF_NO_USE_MOST) if of_use else self._balance - 1
        if self._balance <= 0:
            self.close()
        return ahead if of_use else None

    def hire(self, number: int) -> None:
        """Has a helper begin at a page, where there is a core for it and enough to read."""
        if self._cores is None:
            return
        helpers = len(self._helpers)
        if helpers == HELPERS_MOST or self._count - number < FEWEST * (helpers + 1) or not self._cores.is_free():
            return
        try:
            self._numbers = self._numbers or _Numbers(number)
            self._numbers.extend(min(number + HELD_MOST, self._count))
            helper = self._cores.fork(partial(self._help, self._numbers))
        except OSError:  # no room for a process more, or for a pipe
            self.close()
            return
        self._helpers[helper.answers.fileno()] = helper
        self._poll.register(helper.answers.fileno(), select.POLLIN)

    def _help(self, numbers: _Numbers, answers: Connection) -> None:
        """In the helper."""
        for helper in self._helpers.values():
            helper.answers.close()
        numbers.end()
        while (number := numbers.awaited()) is not None:
            answers.send_bytes(_packed(number, self._read_by_itself(number)))

    def _gather(self, number: int, numbers: _Numbers) -> None:
        """Until the page is ready or it is this process's to read. What a helper is at is waited for only when there is nothing to read."""
        self._listen(0)
        while number not in self._ready and self._helpers:
            other = numbers.drawn()
            if other == number:
                return
            if other is not None:
                self._ready[other] = self._read_by_itself(other)
            self._listen(None if other is None else 0)

    def _listen(self, milliseconds: int | None) -> None:
        for answers, _ in self._poll.poll(milliseconds):
            try:
                number, ahead = _unpacked(self._helpers[answers].answers.recv_bytes())
            except Exception:  # it has died, or what it says is not to be understood: what it was at is read here
                self.close()
                return
            self._ready[number] = ahead

    def _read_by_itself(self, number: int) -> PageAhead | None:
        try:
            return self._read(number)
        except Exception:  # will come again when the page is read in its order
            return None

    def close(self) -> None:
        """Lets the helpers go, and hires no more. What is ready stays."""
        self._cores = None
        for answers, helper in self._helpers.items():
            self._poll.unregister(answers)
            helper.stop()
        self._helpers.clear()
        if self._numbers is not None:
            self._numbers.close()
            self._numbers = None


@dataclass(slots=True)
class _Numbers:
    """Pages from `first` on, in a pipe from which each number is drawn once, by whichever process comes first."""

    first: int
    _out: int = field(init=False)
    _in: int | None = field(init=False)

    def __post_init__(self) -> None:
        self._out, self._in = os.pipe()
        os.set_blocking(self._out, False)

    def extend(self, last: int) -> None:
        """Puts in what is not yet in it, to a last one."""
        if self.first <= last and self._in is not None:
            os.write(self._in, b"".join(map(_NUMBER.pack, range(self.first, last + 1))))
            self.first = last + 1

    def drawn(self) -> int | None:
        """The next of them; None when there is none for now."""
        with suppress(BlockingIOError):
            if number := os.read(self._out, _NUMBER.size):
                return int(_NUMBER.unpack(number)[0])
        return None

    def awaited(self) -> int | None:
        """The next of them; None when none will come."""
        poll = select.poll()
        poll.register(self._out, select.POLLIN)
        while True:
            [(_, event)] = poll.poll()
            if (number := self.drawn()) is not None:
                return number
            if not event & select.POLLIN:
                return None

    def end(self) -> None:
        """None will come from this process."""
        if self._in is not None:
            os.close(self._in)
            self._in = None

    def close(self) -> None:
        self.end()
        os.close(self._out)


def _packed(number: int, ahead: PageAhead | None) -> bytes:
    """In plain tuples, which takes half the time."""
    if ahead is None or ahead.first.page is None:
        return pickle.dumps((number, None), pickle.HIGHEST_PROTOCOL)
    page = ahead.first.page
    plain = [list(map(tuple, each)) for each in (page.words, page.rules, page.fills, page.loose_drawings)]
    bare = replace(page, words=[], rules=[], fills=[], loose_drawings=[])
    return pickle.dumps((number, (replace(ahead.first, page=None), bare, plain, ahead.signs)), pickle.HIGHEST_PROTOCOL)


def _unpacked(data: bytes) -> tuple[int, PageAhead | None]:
    """Raises what unpickling does, for what was not packed so."""
    number, told = pickle.loads(data)
    if told is None:
        return number, None
    first, page, plain, signs = told
    made = [list(map(make, each)) for make, each in zip((_word, _rule, _fill, _drawing), plain, strict=True)]
    page.words, page.rules, page.fills, page.loose_drawings = made
    first.page = page
    return number, PageAhead(first, signs)
