"""A PDF of one page written object by object, for what no program's canvas offers: layers, clips, marks, odd matrices, annotations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

WIDTH, HEIGHT = 595, 842
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def raw_pdf(
    content: str,
    *,
    resources: str = "",
    fonts: str = "",
    objects: Mapping[int, str] | None = None,
    catalog: str = "",
    annotations: Sequence[str] = (),
    page: str = "",
) -> bytes:
    """`content` draws with Helvetica as /F; `objects` are further ones, by number from 10 on, each whole (a stream by `stream`)."""
    bodies = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents 4 0 R {page}"
        f" /Resources << /Font << /F 5 0 R {fonts} >> {resources} >> /Annots [{' '.join(annotations)}] >>",
        4: stream(content),
        5: FONT,
        **(objects or {}),
    }
    written = bytearray(b"%PDF-1.7\n")
    offsets: dict[int, int] = {}
    for number in sorted(bodies):
        offsets[number] = len(written)
        written += f"{number} 0 obj\n{bodies[number]}\nendobj\n".encode("cp1252")
    begin = len(written)
    last = max(bodies) + 1
    written += f"xref\n0 {last}\n0000000000 65535 f \n".encode()
    for number in range(1, last):
        written += f"{offsets[number]:010} 00000 n \n".encode() if number in offsets else b"0000000000 65535 f \n"
    written += f"trailer << /Size {last} /Root 1 0 R >>\nstartxref\n{begin}\n%%EOF\n".encode()
    return bytes(written)


def stream(content: str, dictionary: str = "") -> str:
    return f"<< /Length {len(content.encode('cp1252'))} {dictionary} >>\nstream\n{content}\nendstream"


def text(words: str, x: float, y: float, size: float = 10, *, before: str = "") -> str:
    """Words at a baseline that counts from the page's lower edge; `before` sets colour, mode and the like."""
    escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"q BT /F {size} Tf {before} 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET Q\n"
