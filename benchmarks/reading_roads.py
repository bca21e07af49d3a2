"""A PDF's bytes to the number of what is read of them, by the roads that bench_reading times."""

from __future__ import annotations

import ctypes
import io
from pathlib import Path

import pypdfium2.raw as pdfium

from parsers.model.content import FileContent
from parsers.pages.rows import page_rows
from parsers.pdf import reader as pdf_reader
from pipeline.ingest.lent_cores import cores_here


def ours(data: bytes) -> int:
    """The rows of every table; in a worker on the cores that it is lent, too."""
    return len(page_rows(pdf_reader.pages(data, FileContent("application/pdf", "pdfium"), cores=cores_here())))


def plumber(data: bytes) -> int:
    """What everybody does first: `extract_tables`, page after page."""
    import pdfplumber  # here, so that the other roads' processes do without

    tables = 0
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            tables += len(page.extract_tables())
            page.close()
    return tables


def bare_text(data: bytes) -> int:
    """The letters alone: nobody who asks pdfium can be faster."""
    letters = 0
    content = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    for index in range(pdfium.FPDF_GetPageCount(content)):
        page = pdfium.FPDF_LoadPage(content, index)
        text = pdfium.FPDFText_LoadPage(page)
        count = pdfium.FPDFText_CountChars(text)
        buffer = (ctypes.c_ushort * (count + 1))()
        letters += pdfium.FPDFText_GetText(text, 0, count, buffer)
        bytes(buffer).decode("utf-16-le", "replace")
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(content)
    return letters


def read_in_worker(path: Path) -> None:
    """A worker's job."""
    ours(path.read_bytes())
