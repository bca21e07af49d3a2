"""The rows of a long text, made anew from its portions whenever they are asked for: never are all of them there at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, chain
from typing import overload

from parsers.model.rows import Row

__all__ = ["LongRows", "made_of", "rows_from", "texts_of"]

KEPT = 2  # portions: who looks at a row looks at its neighbours
SHORT = 20_000  # rows: a slice no longer than this is a plain list

Portion = Callable[[int], Sequence[Row]]


class LongRows(Sequence[Row]):
    """A sequence of rows in portions; `portion` makes the rows of one, `sizes` says how many each has.

    `head` stands before them, and of them only `start` up to `stop` are meant. A row that is asked for twice may be two equal ones.
    """

    def __init__(self, portion: Portion, sizes: Sequence[int], start: int = 0, stop: int | None = None, head: Sequence[Row] = ()) -> None:
        self._portion, self._sizes, self._head = portion, sizes, list(head)
        self._begins = list(accumulate(sizes, initial=0))
        self._start, self._stop = start, self._begins[-1] if stop is None else stop
        self._kept: dict[int, Sequence[Row]] = {}

    def __len__(self) -> int:
        return len(self._head) + self._stop - self._start

    def __iter__(self) -> Iterator[Row]:
        yield from self._head
        first, last = self._portion_at(self._start), self._portion_at(self._stop - 1)
        for number in range(first, last + 1):
            begin = self._begins[number]
            yield from self._portion(number)[max(self._start - begin, 0) : self._stop - begin]

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            start, stop, step = at.indices(len(self))
            if step != 1 or stop - start <= SHORT:
                return [self[each] for each in range(start, stop, step)]
            before = len(self._head)
            begin, end = self._start + max(start - before, 0), self._start + stop - before
            return LongRows(self._portion, self._sizes, begin, end, self._head[start:])
        if at < 0:
            at += len(self)
        if not 0 <= at < len(self):
            raise IndexError(at)
        if at < len(self._head):
            return self._head[at]
        at += self._start - len(self._head)
        number = self._portion_at(at)
        return self._rows_of(number)[at - self._begins[number]]

    def _portion_at(self, at: int) -> int:
        return bisect_right(self._begins, at) - 1

    def _rows_of(self, number: int) -> Sequence[Row]:
        rows = self._kept.get(number)
        if rows is None:
            while len(self._kept) >= KEPT:
                del self._kept[next(iter(self._kept))]
            rows = self._kept[number] = self._portion(number)
        return rows

    def behind(self, start: int, head: Sequence[Row]) -> LongRows:
        """The rows from `start` on, with `head` before them."""
        begin = min(self._start + max(start - len(self._head), 0), self._stop)
        return LongRows(self._portion, self._sizes, begin, self._stop, [*head, *self._head[start:]])

    def made(self, make: Callable[[Iterable[Row]], Iterator[Row]]) -> LongRows:
        """What `make` makes of each portion's rows; it looks at one row at a time."""
        first, last = self._portion_at(self._start), self._portion_at(self._stop - 1)

        def portion(number: int) -> Sequence[Row]:
            begin = self._begins[first + number]
            rows = self._portion(first + number)[max(self._start - begin, 0) : self._stop - begin]
            return list(make(chain(self._head, rows) if number == 0 else rows))

        return LongRows(portion, [len(portion(number)) for number in range(last - first + 1)])


class LongTexts(Sequence[str]):
    """The texts of long rows, as they are asked for."""

    def __init__(self, rows: LongRows) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[str]:
        return (row.text for row in self._rows)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        return [row.text for row in self._rows[at]] if isinstance(at, slice) else self._rows[at].text


def texts_of(rows: Sequence[Row]) -> Sequence[str]:
    """The rows' texts, for who looks at them again and again: a list, or of long rows as they are asked for."""
    if isinstance(rows, LongRows):
        return LongTexts(rows)
    return [cells[0].text if len(cells := row.cells) == 1 else row.text for row in rows]  # a property takes seven times as long


def made_of(rows: Sequence[Row], make: Callable[[Iterable[Row]], Iterator[Row]]) -> Sequence[Row]:
    """What `make` makes of the rows, one at a time: a list, or of long rows long ones."""
    return rows.made(make) if isinstance(rows, LongRows) else list(make(rows))


def rows_from(rows: Sequence[Row], start: int, head: Sequence[Row]) -> Sequence[Row]:
    """The rows from `start` on, with `head` before them."""
    return rows.behind(start, head) if isinstance(rows, LongRows) else [*head, *rows[start:]]
