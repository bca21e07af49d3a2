"""What pdfium is asked about many of a page's characters or objects in one go, in Python: the reference that `_questions.c` equals."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from ctypes import byref, c_char, c_float, c_uint, c_void_p, memset, sizeof
from itertools import repeat
from struct import Struct
from typing import Any

from parsers.pdf import pdfium

__all__ = ["Setting", "boxes", "clipped", "page_objects", "path_of", "rights", "segments", "settings", "text_objects"]

Box = tuple[float, float, float, float]  # left, top, right, bottom: in the page's own points
Colour = tuple[int, int, int]
Setting = tuple[int, float, int, bytes]  # font, size, render mode; colour and directions as pdfium gives them
Path = tuple[float, float, float, float, Colour | None, Colour | None, int]  # left, bottom, right, top; fill and stroke; points
Segment = tuple[int, float, float]  # how it was reached, and where: in the path's own points


class Question:
    """What pdfium is asked about many of a page's characters in one go, which takes half the time of a loop.

    The answer about one is as Struct reads `form`; each of the `calls` has its pointers, bytes from the answer's begin.
    """

    AT_ONCE = 128

    def __init__(self, form: str, *calls: tuple[pdfium.Call, tuple[int, ...]]) -> None:
        self._struct = Struct(form)
        size = self._struct.size
        self._room = (c_char * (size * self.AT_ONCE))()
        self._calls = [
            (call, [[byref(self._room, at) for at in range(first, len(self._room), size)] for first in firsts]) for call, firsts in calls
        ]

    def asked(self, text: c_void_p, characters: Sequence[int]) -> list[tuple[Any, ...]]:
        """The answers about the characters with these indices in a page's text; what pdfium leaves unsaid is 0."""
        answers: list[tuple[Any, ...]] = []
        for begin in range(0, len(characters), self.AT_ONCE):
            some = characters[begin : begin + self.AT_ONCE]
            memset(self._room, 0, len(self._room))
            for call, pointers in self._calls:
                deque(map(call, repeat(text), some, *pointers), maxlen=0)
            answers += self._struct.iter_unpack(memoryview(self._room)[: self._struct.size * len(some)])
        return answers


_BOXES = Question("4f", (pdfium.loose_box, (0,)))
_SETTINGS = Question("32s2f", (pdfium.char_fill, (0, 4, 8, 12)), (pdfium.char_matrix, (16,)))
_ASKED, _RGBA, _POINT = (c_char * 24)(), (c_uint * 4)(), (c_float * 2)()
_ASKED_AT, _RGBA_AT, _POINT_AT = ([byref(to, at) for at in range(0, sizeof(to), 4)] for to in (_ASKED, _RGBA, _POINT))
_MODES_AND_BOUNDS = Struct("2i4f").unpack_from
_BLACK = 0, 0, 0, 255
_passed = c_void_p.from_param  # a handle as calls take it


def text_objects(text: c_void_p, characters: Sequence[int]) -> list[int]:
    """The text objects that print the characters with these indices; 0 of what pdfium has put in."""
    return [handle or 0 for handle in map(pdfium.text_object, repeat(text), characters)]


def boxes(text: c_void_p, characters: Sequence[int]) -> list[Box]:
    """How far these characters' own lines and widths reach."""
    return _BOXES.asked(text, characters)


def rights(text: c_void_p, characters: Sequence[int]) -> list[float]:
    """Where these characters end, along a level line."""
    return [right for _, _, right, _ in _BOXES.asked(text, characters)]


def settings(text: c_void_p, firsts: dict[int, int]) -> list[tuple[Setting, float, float]]:
    """How text objects are set, and where they begin; each with the index of its first character."""
    indices = list(firsts.values())
    answers = _SETTINGS.asked(text, indices)
    fonts, sizes, modes = map(pdfium.font_of, firsts), map(pdfium.font_size, repeat(text), indices), map(pdfium.render_mode, firsts)
    return [((font or 0, size, mode, how), x, y) for font, size, mode, (how, x, y) in zip(fonts, sizes, modes, answers, strict=True)]


def page_objects(page: c_void_p, count: int) -> list[int]:
    """The first objects of a page, in the order they are drawn."""
    return [handle or 0 for handle in map(pdfium.get_object, repeat(page), range(count))]


def clipped(objects: Iterable[int]) -> list[int]:
    """Those of the objects that a clip path cuts off."""
    handles = list(objects)
    counts = map(pdfium.count_clips, map(pdfium.clip_of, handles))
    return [handle for handle, count in zip(handles, counts, strict=True) if count > 0]


def path_of(handle: int) -> Path | None:
    """A path as it is drawn, a pattern's colour as black; None of an object of another kind."""
    path = _passed(handle)
    memset(_ASKED, 0, sizeof(_ASKED))
    if not pdfium.draw_mode(path, *_ASKED_AT[:2]):
        return None
    pdfium.object_bounds(path, *_ASKED_AT[2:])
    filled, stroked, left, bottom, right, top = _MODES_AND_BOUNDS(_ASKED)
    fill, stroke = filled and _seen(pdfium.fill_colour, path), stroked and _seen(pdfium.stroke_colour, path)
    return left, bottom, right, top, fill or None, stroke or None, pdfium.count_segments(path)


def _seen(ask: pdfium.Call, path: Any) -> Colour | None:
    """A path's colour, where it is not transparent."""
    red, green, blue, alpha = _RGBA if ask(path, *_RGBA_AT) else _BLACK
    return (red, green, blue) if alpha else None


def segments(path: int, count: int, step: int) -> list[Segment]:
    """Each so-manieth of a path's first points."""
    item = _passed(path)
    found: list[Segment] = []
    for k in range(0, count, step):
        segment = pdfium.path_segment(item, k)
        memset(_POINT, 0, sizeof(_POINT))
        pdfium.segment_point(segment, *_POINT_AT)
        x, y = _POINT
        found.append((pdfium.segment_type(segment), x, y))
    return found
