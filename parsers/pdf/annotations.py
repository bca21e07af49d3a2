"""What stands on a page outside its content: typed fields and notes, and words that somebody struck out or marked to be blacked out."""

from __future__ import annotations

from ctypes import addressof, c_char, c_float, c_void_p, create_string_buffer
from typing import NamedTuple

from parsers.pdf import pdfium
from parsers.pdf.coordinates import Box

__all__ = ["TYPED_NOTE", "Annotations", "annotations_of", "embedded_files", "flattened"]

TYPED_NOTE = "typed_note"  # the finding of a remark that lies on words, which are read

_FREETEXT, _STRIKEOUT, _WIDGET, _REDACT = 3, 12, 20, 28  # FPDF_ANNOTATION_SUBTYPE
_DRAWN = frozenset({4, 5, 6, 7, 8, 13, 15})  # a line, a square, a circle, a polygon, an open one, a stamp, ink
_HIDDEN = 1 << 1 | 1 << 5  # FPDF_ANNOT_FLAG_HIDDEN, FPDF_ANNOT_FLAG_NOVIEW
_WITH_ANNOTATIONS = 1  # FPDF_ANNOT
_FLATTENED = 1  # FLATTEN_SUCCESS
MOST = 5_000  # of one page
NAMES_MOST = 50  # embedded files named


class Annotations(NamedTuple):
    """`typed` when fields or notes are filled in; `notes` are those that lie on the page's own words, which are none of it.

    The boxes are left, bottom, right, top in the page's own points.
    """

    typed: bool = False
    struck: tuple[Box, ...] = ()
    redacted: tuple[Box, ...] = ()
    notes: tuple[tuple[Box, str], ...] = ()
    drawn: tuple[Box, ...] = ()


def annotations_of(page: c_void_p) -> Annotations:
    count = pdfium.count_annotations(page)
    if count <= 0:  # as on nearly every page
        return Annotations()
    typed = False
    boxes: dict[int, list[Box]] = {_STRIKEOUT: [], _REDACT: []}
    drawn: list[Box] = []
    notes: list[tuple[Box, str]] = []
    for index in range(min(count, MOST)):
        annotation = pdfium.get_annotation(page, index)
        if not annotation:
            continue
        kind = pdfium.annotation_kind(annotation)
        if not pdfium.annotation_flags(annotation) & _HIDDEN:
            if kind in boxes:
                boxes[kind] += _areas(annotation)
            elif kind in _DRAWN:
                drawn += _areas(annotation)
            elif kind == _FREETEXT and (areas := _areas(annotation)) and _lies_on_words(page, areas[0]):
                notes.append((areas[0], _contents(annotation)))
            else:
                typed = typed or kind in (_WIDGET, _FREETEXT)
        pdfium.close_annotation(annotation)
    return Annotations(typed, tuple(boxes[_STRIKEOUT]), tuple(boxes[_REDACT]), tuple(notes), tuple(drawn))


def _lies_on_words(page: c_void_p, box: Box) -> bool:
    left, bottom, right, top = box
    with pdfium.opened_text(page) as text:
        return bool(pdfium.text_within(text, left, top, right, bottom, None, 0) > 1)


def _contents(annotation: int) -> str:
    buffer = create_string_buffer(1024)
    size = pdfium.annotation_words(annotation, b"Contents", addressof(buffer), len(buffer))
    return buffer.raw[: max(min(size, len(buffer)) - 2, 0)].decode("utf-16-le", "replace")


def _areas(annotation: int) -> list[Box]:
    """Where an annotation's words are: its quadrilaterals, one a line, else its rectangle."""
    corners, rectangle = (c_float * 8)(), (c_float * 4)()
    areas = [
        (min(corners[::2]), min(corners[1::2]), max(corners[::2]), max(corners[1::2]))
        for index in range(min(pdfium.count_quads(annotation), MOST))
        if pdfium.get_quad(annotation, index, addressof(corners))
    ]
    if not areas and pdfium.annotation_box(annotation, addressof(rectangle)):
        left, top, right, bottom = rectangle
        areas.append((left, bottom, right, top))
    return areas


def flattened(page: c_void_p) -> bool:
    """Makes what is typed on the page part of its content, in memory; the page must be opened again to read it."""
    for index in range(min(pdfium.count_annotations(page), MOST)):
        annotation = pdfium.get_annotation(page, index)
        if not annotation:
            continue
        kind = pdfium.annotation_kind(annotation)
        own = kind == _WIDGET or (kind == _FREETEXT and not _lies_on_words(page, (_areas(annotation) or [(0.0, 0.0, 0.0, 0.0)])[0]))
        if not own:  # what readers of the file drew, marked and remarked
            pdfium.set_annotation_flags(annotation, pdfium.annotation_flags(annotation) | _HIDDEN)
        pdfium.close_annotation(annotation)
    pixel = bytearray(4)
    bitmap = pdfium.create_bitmap(1, 1, pdfium.BGRX, addressof(c_char.from_buffer(pixel)), 4)
    try:  # rendered once with its annotations, those get an appearance that have none: typed fields, mostly
        matrix, clip = (c_float * 6)(1, 0, 0, 1, 0, 0), (c_float * 4)(0, 0, 1, 1)
        pdfium.render(bitmap, page, addressof(matrix), addressof(clip), _WITH_ANNOTATIONS)
    finally:
        pdfium.destroy_bitmap(bitmap)
    return bool(pdfium.flatten(page, 0) == _FLATTENED)


def embedded_files(document: int) -> list[str]:
    """The names of the files that lie in the file, those it shows as icons on its pages not among them."""
    names: list[str] = []
    buffer = create_string_buffer(512)
    for index in range(min(pdfium.count_attachments(document), NAMES_MOST)):
        attachment = pdfium.get_attachment(document, index)
        size = pdfium.attachment_name(attachment, addressof(buffer), len(buffer)) if attachment else 0
        names.append(buffer.raw[: max(min(size, len(buffer)) - 2, 0)].decode("utf-16-le", "replace") or "?")
    return names
