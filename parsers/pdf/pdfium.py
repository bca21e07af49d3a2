"""pdfium's functions as plain calls, and pages that close themselves.

A call through pypdfium2's typed pointers costs several times what the call itself does, and a page needs some thousand.
So handles go as integers, or as arguments made ready once; in the busiest functions even the conversion of the arguments
is left out. The calls hold the interpreter's lock, which pdfium wants anyway: it is not thread-safe, not even
across documents.
"""

from __future__ import annotations

import atexit
from collections.abc import Callable
from ctypes import PYFUNCTYPE, byref, c_char_p, c_double, c_float, c_int, c_size_t, c_uint, c_ulong, c_void_p, cast
from struct import Struct
from typing import Any

import pypdfium2.raw as raw  # importing pypdfium2 initialises the library

__all__ = [
    "BGRX",
    "FORM",
    "IMAGE",
    "SHADING",
    "TEXT",
    "Call",
    "address_of",
    "annotation_box",
    "annotation_flags",
    "annotation_kind",
    "annotation_words",
    "attachment_name",
    "bitmap_buffer",
    "bitmap_height",
    "bitmap_stride",
    "bounds_of",
    "char_fill",
    "char_matrix",
    "char_of_text",
    "clip_of",
    "close_annotation",
    "close_document",
    "count_annotations",
    "count_attachments",
    "count_chars",
    "count_clips",
    "count_marks",
    "count_objects",
    "count_quads",
    "count_segments",
    "create_bitmap",
    "destroy_bitmap",
    "draw_mode",
    "fill_bitmap",
    "fill_colour",
    "flatten",
    "font_data",
    "font_flags",
    "font_name",
    "font_of",
    "font_size",
    "font_weight",
    "form_count",
    "form_object",
    "get_annotation",
    "get_attachment",
    "get_mark",
    "get_object",
    "get_quad",
    "get_text",
    "glyph_box",
    "glyph_width",
    "image_data",
    "image_size",
    "is_generated",
    "last_error",
    "loose_box",
    "mark_name",
    "mark_text",
    "matrix_of",
    "meta_text",
    "object_bounds",
    "object_type",
    "open_document",
    "opened_page",
    "opened_text",
    "page_box",
    "page_count",
    "page_rotation",
    "path_segment",
    "render",
    "render_mode",
    "rendered_image",
    "rotate_page",
    "segment_point",
    "segment_type",
    "set_active",
    "set_annotation_flags",
    "stroke_colour",
    "stroke_width",
    "text_object",
    "text_within",
    "unicode_of",
    "unmapped",
]

HANDLE = c_void_p  # FPDF_DOCUMENT, FPDF_PAGE …: comes back as int, or None where pdfium gives a null pointer
ADDRESS = c_void_p  # of a buffer of ours

TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5  # FPDFPageObj_GetType
BGRX = 3  # FPDFBitmap_BGRx: four bytes a pixel

Call = Callable[..., Any]


class Segment(c_void_p):
    """FPDF_PATHSEGMENT: comes back as what the calls take."""


def address_of(name: str) -> int:
    """Where a function of the library lies."""
    return cast(getattr(raw, name), c_void_p).value or 0


def _call(name: str, result: Any, *arguments: Any) -> Call:
    return PYFUNCTYPE(result, *arguments)(address_of(name))


def _swift(name: str, result: Any) -> Call:
    """Takes arguments made ready, and small integers as they are: a handle or an address given as an integer would lose its upper half."""
    return PYFUNCTYPE(result)(address_of(name))


_load_document = _call("FPDF_LoadMemDocument64", HANDLE, c_char_p, c_size_t, c_char_p)
last_error = _call("FPDF_GetLastError", c_ulong)
_close_document = _call("FPDF_CloseDocument", None, HANDLE)
meta_text = _call("FPDF_GetMetaText", c_ulong, HANDLE, c_char_p, ADDRESS, c_ulong)  # UTF-16-LE
page_count = _call("FPDF_GetPageCount", c_int, HANDLE)
load_page = _call("FPDF_LoadPage", HANDLE, HANDLE, c_int)
close_page = _call("FPDF_ClosePage", None, HANDLE)
page_box = _call("FPDF_GetPageBoundingBox", c_int, HANDLE, ADDRESS)  # left, top, right, bottom
page_rotation = _call("FPDFPage_GetRotation", c_int, HANDLE)  # quarter turns, clockwise
rotate_page = _call("FPDFPage_SetRotation", None, HANDLE, c_int)  # the page in memory; the file stays as it is

load_text = _call("FPDFText_LoadPage", HANDLE, HANDLE)
close_text = _call("FPDFText_ClosePage", None, HANDLE)
count_chars = _call("FPDFText_CountChars", c_int, HANDLE)
get_text = _call("FPDFText_GetText", c_int, HANDLE, c_int, c_int, ADDRESS)
text_within = _call("FPDFText_GetBoundedText", c_int, HANDLE, c_double, c_double, c_double, c_double, ADDRESS, c_int)
char_of_text = _swift("FPDFText_GetCharIndexFromTextIndex", c_int)
unicode_of = _swift("FPDFText_GetUnicode", c_uint)
loose_box = _swift("FPDFText_GetLooseCharBox", c_int)  # four floats: left, top, right, bottom
glyph_box = _swift("FPDFText_GetCharBox", c_int)  # left, right, bottom, top: doubles
text_object = _swift("FPDFText_GetTextObject", HANDLE)
char_matrix = _swift("FPDFText_GetMatrix", c_int)  # six floats
char_fill = _swift("FPDFText_GetFillColor", c_int)
font_size = _swift("FPDFText_GetFontSize", c_double)
is_generated = _swift("FPDFText_IsGenerated", c_int)
unmapped = _swift("FPDFText_HasUnicodeMapError", c_int)
render_mode = _call("FPDFTextObj_GetTextRenderMode", c_int, HANDLE)
font_of = _call("FPDFTextObj_GetFont", HANDLE, HANDLE)
font_name = _call("FPDFFont_GetBaseFontName", c_size_t, HANDLE, ADDRESS, c_size_t)
font_flags = _call("FPDFFont_GetFlags", c_int, HANDLE)
font_weight = _call("FPDFFont_GetWeight", c_int, HANDLE)
font_data = _call("FPDFFont_GetFontData", c_int, HANDLE, ADDRESS, c_size_t, ADDRESS)
glyph_width = _call("FPDFFont_GetGlyphWidth", c_int, HANDLE, c_uint, c_float, ADDRESS)  # by code point and size

count_objects = _call("FPDFPage_CountObjects", c_int, HANDLE)
get_object = _swift("FPDFPage_GetObject", HANDLE)
clip_of = _call("FPDFPageObj_GetClipPath", HANDLE, HANDLE)
count_clips = _call(
    "FPDFClipPath_CountPaths", c_int, HANDLE
)  # -1 where nothing is cut off: pdfium drops the paths that hold all of an object
count_marks = _call("FPDFPageObj_CountMarks", c_int, HANDLE)
get_mark = _call("FPDFPageObj_GetMark", HANDLE, HANDLE, c_ulong)
mark_name = _call("FPDFPageObjMark_GetName", c_int, HANDLE, ADDRESS, c_ulong, ADDRESS)
mark_text = _call("FPDFPageObjMark_GetParamStringValue", c_int, HANDLE, ADDRESS, ADDRESS, c_ulong, ADDRESS)
set_active = _call("FPDFPageObj_SetIsActive", c_int, HANDLE, c_int)  # what is not active is not rendered
form_count = _call("FPDFFormObj_CountObjects", c_int, HANDLE)
form_object = _call("FPDFFormObj_GetObject", HANDLE, HANDLE, c_ulong)
object_type = _call("FPDFPageObj_GetType", c_int, HANDLE)
object_bounds = _swift("FPDFPageObj_GetBounds", c_int)  # left, bottom, right, top
object_matrix = _call("FPDFPageObj_GetMatrix", c_int, HANDLE, ADDRESS)
fill_colour = _swift("FPDFPageObj_GetFillColor", c_int)
stroke_colour = _swift("FPDFPageObj_GetStrokeColor", c_int)
stroke_width = _call("FPDFPageObj_GetStrokeWidth", c_int, HANDLE, ADDRESS)
draw_mode = _swift("FPDFPath_GetDrawMode", c_int)
count_segments = _call("FPDFPath_CountSegments", c_int, HANDLE)
path_segment = _swift("FPDFPath_GetPathSegment", Segment)
segment_point = _swift("FPDFPathSegment_GetPoint", c_int)
segment_type = _call("FPDFPathSegment_GetType", c_int, HANDLE)

count_annotations = _call("FPDFPage_GetAnnotCount", c_int, HANDLE)
get_annotation = _call("FPDFPage_GetAnnot", HANDLE, HANDLE, c_int)
close_annotation = _call("FPDFPage_CloseAnnot", None, HANDLE)
annotation_kind = _call("FPDFAnnot_GetSubtype", c_int, HANDLE)
annotation_flags = _call("FPDFAnnot_GetFlags", c_int, HANDLE)
set_annotation_flags = _call("FPDFAnnot_SetFlags", c_int, HANDLE, c_int)
annotation_words = _call("FPDFAnnot_GetStringValue", c_ulong, HANDLE, c_char_p, ADDRESS, c_ulong)
annotation_box = _call("FPDFAnnot_GetRect", c_int, HANDLE, ADDRESS)  # left, top, right, bottom
count_quads = _call("FPDFAnnot_CountAttachmentPoints", c_size_t, HANDLE)
get_quad = _call("FPDFAnnot_GetAttachmentPoints", c_int, HANDLE, c_size_t, ADDRESS)  # four corners
flatten = _call("FPDFPage_Flatten", c_int, HANDLE, c_int)
count_attachments = _call("FPDFDoc_GetAttachmentCount", c_int, HANDLE)
get_attachment = _call("FPDFDoc_GetAttachment", HANDLE, HANDLE, c_int)
attachment_name = _call("FPDFAttachment_GetName", c_ulong, HANDLE, ADDRESS, c_ulong)

image_size = _call("FPDFImageObj_GetImagePixelSize", c_int, HANDLE, ADDRESS, ADDRESS)
image_data = _call("FPDFImageObj_GetImageDataRaw", c_ulong, HANDLE, ADDRESS, c_ulong)
rendered_image = _call("FPDFImageObj_GetRenderedBitmap", HANDLE, HANDLE, HANDLE, HANDLE)
create_bitmap = _call("FPDFBitmap_CreateEx", HANDLE, c_int, c_int, c_int, ADDRESS, c_int)
fill_bitmap = _call("FPDFBitmap_FillRect", c_int, HANDLE, c_int, c_int, c_int, c_int, c_ulong)
destroy_bitmap = _call("FPDFBitmap_Destroy", None, HANDLE)
bitmap_buffer = _call("FPDFBitmap_GetBuffer", c_void_p, HANDLE)
bitmap_stride = _call("FPDFBitmap_GetStride", c_int, HANDLE)
bitmap_height = _call("FPDFBitmap_GetHeight", c_int, HANDLE)
render = _call("FPDF_RenderPageBitmapWithMatrix", None, HANDLE, HANDLE, ADDRESS, ADDRESS, c_int)


_bounds = (c_float * 4)()
_BOUNDS_AT = [byref(_bounds, at) for at in (0, 4, 8, 12)]


def bounds_of(handle: int) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of an object, in its page's or its form's own points."""
    object_bounds(c_void_p.from_param(handle), *_BOUNDS_AT)
    left, bottom, right, top = _bounds
    return left, bottom, right, top


_SIX = (c_float * 6)()
_SIX_FLOATS = Struct("6f").unpack_from


def matrix_of(item: Any) -> tuple[float, ...]:
    """An object's own matrix; `item` as calls take it."""
    object_matrix(item, _SIX)
    return _SIX_FLOATS(_SIX)


_open: set[int] = set()


def open_document(data: bytes) -> int | None:
    """A document's handle, None when pdfium cannot open it. pdfium reads from these bytes until it is closed."""
    handle: int | None = _load_document(data, len(data), None)
    if handle:
        _open.add(handle)
    return handle


def close_document(handle: int) -> None:
    if handle in _open:
        _open.remove(handle)
        _close_document(handle)


@atexit.register  # so before pypdfium2 ends the library: pages that were left halfway would close their document after it, and crash
def _close_documents() -> None:
    for handle in tuple(_open):
        close_document(handle)


class Opened:
    """What pdfium has opened, for the length of a `with`: None when it could not. A page left open keeps its memory."""

    __slots__ = ("_close", "_handle")

    def __init__(self, handle: int | None, close: Call) -> None:
        self._handle, self._close = handle, close

    def __enter__(self) -> Any:
        """The handle as all calls take it."""
        return c_void_p(self._handle) if self._handle else None

    def __exit__(self, *_: object) -> None:
        if self._handle:
            self._close(self._handle)


def opened_page(document: int, index: int) -> Opened:
    return Opened(load_page(document, index), close_page)


def opened_text(page: c_void_p) -> Opened:
    """A page's text layer; a collected one answers -1 characters and raises nothing, as None does, so it is held and closed here."""
    return Opened(load_text(page), close_text)
