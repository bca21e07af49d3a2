"""The PDFs the benchmark reads: all tables, a mixed agenda and a very long one, put together when it runs."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pypdfium2
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus" / "looks"
SERIES = CORPUS.parent / "series"
FOREIGN = ROOT.parent / "shared" / "abroad" / "foreign"
SAMPLES = ROOT / "data" / "raw"
FIXTURES = ROOT / "tests" / "fixtures" / "pdf"
OURS = ("stroke_grid", "thin_rectangles", "word_with_pictures", "chromium_drawings", "wingdings_letters", "double_rules")
FOLLOW_UPS = 15
AGENDA_PAGES, AGENDA_TABLES = 100, 20
LINES = 48  # on a page of running text, those between paragraphs too
LONG_PARAGRAPH = 30, 120  # words
WORDS = [
    *("udvalget", "drøftede", "sagen", "og", "besluttede", "at", "sende", "forslaget", "i", "høring", "hos", "berørte", "foreninger"),
    *("forvaltningen", "orienterede", "om", "arbejdet", "med", "planen", "for", "området", "ved", "havnen", "hvor", "der", "skal"),
    *("plantes", "flere", "træer", "indstilling", "godkendt", "punkt", "bilag", "tidligere", "behandling", "af", "emnet", "økonomiske"),
]


def all_tables() -> dict[str, bytes]:
    """The follow-ups beside the repository, else the made ones in it, by name."""
    found = sorted(CORPUS.glob("*.pdf")) or [FIXTURES / f"{name}.pdf" for name in OURS]
    return {path.stem: path.read_bytes() for path in found}


def follow_ups() -> dict[str, bytes]:
    """Fifteen of them by name: those beside the repository and the samples, else made ones."""
    beside = [*sorted(CORPUS.glob("*.pdf")), *sorted(SERIES.glob("*.pdf")), *sorted(SAMPLES.glob("[!r]*.pdf"))]
    return {path.stem: path.read_bytes() for path in (beside if len(beside) >= FOLLOW_UPS else sorted(FIXTURES.glob("*.pdf")))[:FOLLOW_UPS]}


def agenda() -> bytes:
    """A hundred pages: running text, and a follow-up's twenty pages of tables in the middle."""
    text = AGENDA_PAGES - AGENDA_TABLES
    return _bound([_text(text // 2, seed=1), _tables(AGENDA_TABLES), _text(text - text // 2, seed=2)])


def long_follow_up(pages: int) -> bytes:
    return _tables(pages)


def _tables(pages: int) -> bytes:
    """So many pages of the follow-ups: each whole, as an annex is bound, and over and over where more pages are its share."""
    bound = pypdfium2.PdfDocument.new()
    follow_ups = list(all_tables().values())
    for rest, data in zip(range(len(follow_ups), 0, -1), follow_ups, strict=True):
        wanted = pages - len(bound)
        if wanted:  # no pages named would be all of them
            with pypdfium2.PdfDocument(data) as source:
                share = min(wanted, max(len(source), wanted // rest))
                bound.import_pages(source, [number % len(source) for number in range(share)])
    return _saved(bound)


def _text(pages: int, seed: int) -> bytes:
    """Pages of paragraphs under headings, as agendas print them."""
    chance = random.Random(seed)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for number in range(pages):
        canvas.setFont("Helvetica-Bold", 13)
        canvas.drawString(60, 780, f"Punkt {number + 1}  {' '.join(chance.sample(WORDS, 4)).capitalize()}")
        canvas.line(60, 772, 535, 772)
        canvas.setFont("Helvetica", 10)
        lines: list[str] = []
        while len(lines) < LINES:
            paragraph = " ".join(chance.choices(WORDS, k=chance.randint(*LONG_PARAGRAPH)))
            lines += [*simpleSplit(paragraph, "Helvetica", 10, 475), ""]
        for at, line in enumerate(lines[:LINES]):
            if line:
                canvas.drawString(60, 750 - 14 * at, line)
        canvas.drawString(280, 40, f"Side {number + 1}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _bound(parts: list[bytes]) -> bytes:
    bound = pypdfium2.PdfDocument.new()
    for part in parts:
        with pypdfium2.PdfDocument(part) as source:
            bound.import_pages(source)
    return _saved(bound)


def _saved(document: pypdfium2.PdfDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    return buffer.getvalue()
