"""pdfium's functions as plain integer calls, and files and pages that close themselves.

A call through pypdfium2's typed pointers costs two to three times what the same call costs with integer handles and
addresses, and a page needs some two thousand. The calls hold the interpreter's lock, which pdfium wants anyway: it is
not thread-safe, not even across documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import PYFUNCTYPE, c_double, c_float, c_int, c_size_t, c_ulong, c_void_p, cast
from typing import Any

import pypdfium2.raw as raw  # importing pypdfium2 initialises the library

HANDLE = c_void_p  # FPDF_DOCUMENT, FPDF_PAGE …: comes back as int, or None where pdfium gives a null pointer
ADDRESS = c_void_p  # of a buffer of ours

TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5  # FPDFPageObj_GetType

BGRX = 3  # FPDFBitmap_BGRx: four bytes a pixel
WITH_ANNOTATIONS = 1  # FPDF_ANNOT

Call = Callable[..., Any]


def _call(name: str, result: Any, *arguments: Any) -> Call:
    return PYFUNCTYPE(result, *arguments)(cast(getattr(raw, name), c_void_p).value or 0)


load_document = _call("FPDF_LoadMemDocument64", HANDLE, c_void_p, c_size_t, c_void_p)
last_error = _call("FPDF_GetLastError", c_ulong)
close_document = _call("FPDF_CloseDocument", None, HANDLE)
page_count = _call("FPDF_GetPageCount", c_int, HANDLE)
load_page = _call("FPDF_LoadPage", HANDLE, HANDLE, c_int)
close_page = _call("FPDF_ClosePage", None, HANDLE)
page_box = _call("FPDF_GetPageBoundingBox", c_int, HANDLE, ADDRESS)  # left, top, right, bottom
page_rotation = _call("FPDFPage_GetRotation", c_int, HANDLE)  # quarter turns, clockwise

load_text = _call("FPDFText_LoadPage", HANDLE, HANDLE)
close_text = _call("FPDFText_ClosePage", None, HANDLE)
count_chars = _call("FPDFText_CountChars", c_int, HANDLE)
get_text = _call("FPDFText_GetText", c_int, HANDLE, c_int, c_int, ADDRESS)
char_of_text = _call("FPDFText_GetCharIndexFromTextIndex", c_int, HANDLE, c_int)
unicode_of = _call("FPDFText_GetUnicode", c_int, HANDLE, c_int)
loose_box = _call("FPDFText_GetLooseCharBox", c_int, HANDLE, c_int, ADDRESS)  # four floats: left, top, right, bottom
glyph_box = _call("FPDFText_GetCharBox", c_int, HANDLE, c_int, ADDRESS, ADDRESS, ADDRESS, ADDRESS)  # left, right, bottom, top: doubles
text_object = _call("FPDFText_GetTextObject", HANDLE, HANDLE, c_int)
char_matrix = _call("FPDFText_GetMatrix", c_int, HANDLE, c_int, ADDRESS)  # six floats
char_fill = _call("FPDFText_GetFillColor", c_int, HANDLE, c_int, ADDRESS, ADDRESS, ADDRESS, ADDRESS)
font_size = _call("FPDFText_GetFontSize", c_double, HANDLE, c_int)
is_hyphen = _call("FPDFText_IsHyphen", c_int, HANDLE, c_int)
unmapped = _call("FPDFText_HasUnicodeMapError", c_int, HANDLE, c_int)
render_mode = _call("FPDFTextObj_GetTextRenderMode", c_int, HANDLE)
font_of = _call("FPDFTextObj_GetFont", HANDLE, HANDLE)
font_name = _call("FPDFFont_GetBaseFontName", c_size_t, HANDLE, ADDRESS, c_size_t)
font_flags = _call("FPDFFont_GetFlags", c_int, HANDLE)
font_weight = _call("FPDFFont_GetWeight", c_int, HANDLE)
font_data = _call("FPDFFont_GetFontData", c_int, HANDLE, ADDRESS, c_size_t, ADDRESS)
font_ascent = _call("FPDFFont_GetAscent", c_int, HANDLE, c_float, ADDRESS)

count_objects = _call("FPDFPage_CountObjects", c_int, HANDLE)
get_object = _call("FPDFPage_GetObject", HANDLE, HANDLE, c_int)
form_count = _call("FPDFFormObj_CountObjects", c_int, HANDLE)
form_object = _call("FPDFFormObj_GetObject", HANDLE, HANDLE, c_ulong)
object_type = _call("FPDFPageObj_GetType", c_int, HANDLE)
object_bounds = _call("FPDFPageObj_GetBounds", c_int, HANDLE, ADDRESS, ADDRESS, ADDRESS, ADDRESS)  # left, bottom, right, top
object_matrix = _call("FPDFPageObj_GetMatrix", c_int, HANDLE, ADDRESS)
fill_colour = _call("FPDFPageObj_GetFillColor", c_int, HANDLE, ADDRESS, ADDRESS, ADDRESS, ADDRESS)
stroke_colour = _call("FPDFPageObj_GetStrokeColor", c_int, HANDLE, ADDRESS, ADDRESS, ADDRESS, ADDRESS)
stroke_width = _call("FPDFPageObj_GetStrokeWidth", c_int, HANDLE, ADDRESS)
clip_path = _call("FPDFPageObj_GetClipPath", HANDLE, HANDLE)
clip_count = _call("FPDFClipPath_CountPaths", c_int, HANDLE)
clip_segments = _call("FPDFClipPath_CountPathSegments", c_int, HANDLE, c_int)
clip_segment = _call("FPDFClipPath_GetPathSegment", HANDLE, HANDLE, c_int, c_int)
draw_mode = _call("FPDFPath_GetDrawMode", c_int, HANDLE, ADDRESS, ADDRESS)
count_segments = _call("FPDFPath_CountSegments", c_int, HANDLE)
path_segment = _call("FPDFPath_GetPathSegment", HANDLE, HANDLE, c_int)
segment_point = _call("FPDFPathSegment_GetPoint", c_int, HANDLE, ADDRESS, ADDRESS)
segment_type = _call("FPDFPathSegment_GetType", c_int, HANDLE)

image_data = _call("FPDFImageObj_GetImageDataRaw", c_ulong, HANDLE, ADDRESS, c_ulong)
rendered_image = _call("FPDFImageObj_GetRenderedBitmap", HANDLE, HANDLE, HANDLE, HANDLE)
create_bitmap = _call("FPDFBitmap_CreateEx", HANDLE, c_int, c_int, c_int, ADDRESS, c_int)
fill_bitmap = _call("FPDFBitmap_FillRect", c_int, HANDLE, c_int, c_int, c_int, c_int, c_ulong)
destroy_bitmap = _call("FPDFBitmap_Destroy", None, HANDLE)
bitmap_buffer = _call("FPDFBitmap_GetBuffer", c_void_p, HANDLE)
bitmap_stride = _call("FPDFBitmap_GetStride", c_int, HANDLE)
bitmap_width = _call("FPDFBitmap_GetWidth", c_int, HANDLE)
bitmap_height = _call("FPDFBitmap_GetHeight", c_int, HANDLE)
render = _call("FPDF_RenderPageBitmapWithMatrix", None, HANDLE, HANDLE, ADDRESS, ADDRESS, c_int)


@contextmanager
def opened_page(document: int, index: int) -> Iterator[int | None]:
    """The page's handle, None when pdfium cannot load it; closed at the end, for a page left open keeps its memory."""
    page = load_page(document, index)
    try:
        yield page
    finally:
        if page:
            close_page(page)


@contextmanager
def opened_text(page: int) -> Iterator[int]:
    """The page's text layer; a collected one answers -1 characters and raises nothing, so it is held and closed here."""
    text = load_text(page) or 0  # of which pdfium says that it has -1 characters
    try:
        yield text
    finally:
        if text:
            close_text(text)
