"""A PDF's bytes to a `FileContent` through pdfplumber: the second opinion, page by page, on what pdfium read."""

from __future__ import annotations

import io
from collections.abc import Collection
from itertools import pairwise

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdftypes import resolve_all
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page as Sheet
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from parsers.model.content import FileContent, Fill, PageContent, UnreadableError
from parsers.model.rotation import quarter_turns
from parsers.pdf.letters import hard_hyphens
from parsers.pdf.measures import DARK, LARGE, WHITE, Box
from parsers.pdf.outlines import is_inside
from parsers.pdf.pdfminer_page import Letter, printed
from parsers.pdf.pdfminer_signs import INSIDE, boxes_touch, glyph_of, is_sign, on_page, sorted_out, with_private_letters
from parsers.pdf.pdfminer_words import follows, words_of

__all__ = ["read_with_pdfplumber"]

MEDIA_TYPE = "application/pdf"
ENGINE = "pdfplumber"


def read_with_pdfplumber(data: bytes, pages: Collection[int] | None = None) -> FileContent:
    """The document as pdfplumber sees it; `pages` limits it to these page numbers, counted from 1. It has no looks.

    Raises UnreadableError (`password`, `broken_pdf`) when no page can be reached.
    """
    try:
        pdf = pdfplumber.open(io.BytesIO(data))
    except (PdfminerException, MalformedPDFException) as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
            raise UnreadableError("password", "the PDF wants a password: save a copy without one and read that") from error
        raise UnreadableError("broken_pdf", "the PDF is damaged: fetch it again, or open it and save it anew") from error
    try:
        with pdf:
            content = FileContent(MEDIA_TYPE, ENGINE, page_count=len(pdf.pages))
            for sheet in pdf.pages:
                if pages is None or sheet.page_number in pages:
                    try:
                        content.pages.append(_page(sheet, content))
                    finally:
                        sheet.close()  # pdf.close() alone keeps every page's objects: 626 MiB over 60 pages
    except (PdfminerException, PSException) as error:
        raise UnreadableError("broken_pdf", "the PDF is damaged: fetch it again, or open it and save it anew") from error
    return content


def _page(sheet: Sheet, content: FileContent, turned: int = 0) -> PageContent:
    left, top, width, height = _displayed(sheet)
    letters, directions, drawn = printed(sheet, left, top)
    turn = 0 if turned else quarter_turns(directions)
    if turn:
        return _page(_rotated(sheet, turn), content, turn)
    letters = [letter for letter in letters if on_page(letter[1:5], width, height)]
    page = PageContent(sheet.page_number, width, height, engine=ENGINE, turned=turned)
    slanted = [letter for letter in letters if not letter.level]
    page.watermark = "".join(letter.text for letter in slanted if letter.size >= LARGE).strip() or None
    page.rules, page.fills, page.symbols = sorted_out(drawn, width, height)
    level = _with_hyphens(with_private_letters([letter for letter in letters if letter.level]))
    grounds = page.fills + drawn.grounds
    hidden = [letter for letter in level if _is_hidden(letter, grounds)]
    if hidden:
        content.notes.append(("invisible_text", page.number, " ".join(word.text + word.hyphen for word in words_of(hidden))))
        level = [letter for letter in level if not _is_hidden(letter, grounds)]
    lettered = {a.font for a, b in pairwise(level) if a.type3 and a.font == b.font and follows(a, b)}
    drawn_signs = list(page.symbols)
    glyphs = [glyph_of(letter) for letter in level if is_sign(letter, lettered)]
    # a bitmap font prints its glyphs as pictures, and names them in a font that has no outlines
    page.symbols += [glyph for glyph in glyphs if not any(boxes_touch(glyph[1:5], sign[1:5]) for sign in drawn_signs)]
    page.words = words_of([letter for letter in level if not is_sign(letter, lettered)])
    return page


def _with_hyphens(letters: list[Letter]) -> list[Letter]:
    string = "".join(letter.text for letter in letters)
    if hard_hyphens(string) == string:
        return letters
    return [letter._replace(text="-") if letter.text == "\xad" else letter for letter in letters]


def _rotated(sheet: Sheet, turns: int) -> Sheet:
    """The page as if the file asked for so many more quarter turns clockwise."""
    rotation = (sheet.rotation + 90 * turns) % 360
    sheet.page_obj.attrs["Rotate"] = sheet.page_obj.rotate = rotation
    return Sheet(sheet.pdf, sheet.page_obj, sheet.page_number)


def _displayed(sheet: Sheet) -> Box:
    """Where the crop box begins within the displayed media box, and its displayed width and height."""

    def box(name: str) -> Box:
        a, b, c, d = (float(side) for side in resolve_all(sheet.page_obj.attrs[name]))
        return min(a, c), min(b, d), max(a, c), max(b, d)

    mx0, my0, mx1, my1 = box("MediaBox")
    cx0, cy0, cx1, cy1 = box("CropBox") if sheet.page_obj.attrs.get("CropBox") is not None else (mx0, my0, mx1, my1)
    cx0, cy0, cx1, cy1 = max(cx0, mx0), max(cy0, my0), min(cx1, mx1), min(cy1, my1)
    if cx1 <= cx0 or cy1 <= cy0:
        cx0, cy0, cx1, cy1 = mx0, my0, mx1, my1
    left, top = {
        0: (cx0 - mx0, my1 - cy1),
        90: (cy0 - my0, cx0 - mx0),
        180: (mx1 - cx1, cy0 - my0),
        270: (my1 - cy1, mx1 - cx1),
    }[sheet.rotation]
    wide, tall = cx1 - cx0, cy1 - cy0
    return (left, top, tall, wide) if sheet.rotation in (90, 270) else (left, top, wide, tall)


def _is_hidden(letter: Letter, grounds: list[Fill]) -> bool:
    """Invisible, or white on what is not dark."""
    if letter.hidden or min(letter.colour) < WHITE:
        return letter.hidden
    return not any(min(fill.colour) < DARK and is_inside(letter[1:5], fill, INSIDE) for fill in grounds)
