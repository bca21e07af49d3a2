"""A PDF's bytes in, between which of its pages one was taken out: a program that takes a page out leaves what points to it.

A bookmark still goes there, or the structure that a screen reader follows still runs over it. A file that was cut from a longer one
points to pages before its first and behind its last; those are no loss of its own.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

__all__ = ["pages_taken_out"]

_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_MOST = 200_000  # things that point: no document of these has as many
_DEEPEST = 60  # levels of a structure


def pages_taken_out(data: bytes, page_count: int) -> list[tuple[int, int]]:
    """The numbers of the pages before and behind each gap; none where nothing points out of the file, or it cannot be told where."""
    if len(_PAGE.findall(data)) <= page_count:  # as in nearly all; one that points nowhere is not written at all
        return []
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
            gaps = {gap for pointed in (_bookmarks(pdf), _structure(pdf)) for gap in _gaps([numbers.get(each) for each in pointed])}
    except (pikepdf.PdfError, pikepdf.PasswordError, RecursionError, RuntimeError, ValueError, TypeError, KeyError):
        return []  # what is damaged in it is told elsewhere
    return sorted(gaps)


def _gaps(pointed: Sequence[int | None]) -> Iterator[tuple[int, int]]:
    """Where one page, in the order they are pointed to, is none of the file's, between two that are and stand in order."""
    before: int | None = None
    out = False
    for number in pointed:
        if number is None:
            out = before is not None
            continue
        if out and before is not None and before < number:
            yield before, number
        before, out = number, False


def _bookmarks(pdf: pikepdf.Pdf) -> Iterator[tuple[int, int]]:
    """The page of each bookmark, as printed in the list."""
    import pikepdf

    outlines = pdf.Root.get("/Outlines")
    todo: list[Any] = [outlines.get("/First") if isinstance(outlines, pikepdf.Dictionary) else None]
    for _ in range(_MOST):
        if not todo:
            return
        item = todo.pop()
        if not isinstance(item, pikepdf.Dictionary):
            continue
        todo += [item.get("/Next"), item.get("/First")]
        action = item.get("/A")
        to = item.get("/Dest") or (action.get("/D") if isinstance(action, pikepdf.Dictionary) else None)
        if isinstance(to, pikepdf.Array) and len(to) and isinstance(to[0], pikepdf.Dictionary):
            yield to[0].objgen


def _structure(pdf: pikepdf.Pdf) -> Iterator[tuple[int, int]]:
    """The page of each element of the structure, in reading order."""
    import pikepdf

    todo: list[tuple[Any, int]] = [(pdf.Root.get("/StructTreeRoot"), 0)]
    for _ in range(_MOST):
        if not todo:
            return
        element, depth = todo.pop()
        if isinstance(element, pikepdf.Array):
            todo += [(each, depth) for each in reversed(list(element))]
        elif isinstance(element, pikepdf.Dictionary) and depth < _DEEPEST:
            page = element.get("/Pg")
            if isinstance(page, pikepdf.Dictionary):
                yield page.objgen
            todo.append((element.get("/K"), depth + 1))
