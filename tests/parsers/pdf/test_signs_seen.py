"""Signs of every make that a PDF knows: what shows on paper in a sign's cell is never nothing, and never glad by itself."""

from __future__ import annotations

import pytest

from parsers.model.records import Milestone, Smiley
from parsers.reading import PDF, read_file
from tests.raw_pdf import raw_pdf, stream, text

EDGES = (50, 150, 330, 450, 545)
ROWS = (
    ("1.1. Ny bro", "Drift", "Tid", "Smiley"),
    ("Milepæl", "Rådgiver er valgt.", "1. budgetopfølgning 2031", ""),
    ("Milepæl", "Broen er tegnet.", "2. budgetopfølgning 2031", ""),
    ("Økonomi", "Der er ikke afsat økonomi.", "", ""),
)
TOP, HIGH = 700, 40
X, Y = 480, TOP - 2 * HIGH - 30  # of the sign in the second row


def table(drawing: str) -> str:
    """A follow-up of one initiative with a face in its last row, and `drawing` in its second."""
    lines = "".join(f"50 {TOP - k * HIGH} m 545 {TOP - k * HIGH} l S\n" for k in range(len(ROWS) + 1))
    lines += "".join(f"{x} {TOP} m {x} {TOP - len(ROWS) * HIGH} l S\n" for x in EDGES)
    words = "".join(
        text(word, EDGES[k] + 4, TOP - row * HIGH - 14, 9) for row, cells in enumerate(ROWS) for k, word in enumerate(cells) if word
    )
    title = text("Anden opfølgning på Aftale om budget 2031 for Ballerup Kommune", 50, 780, 14)
    return f"{title}{lines}{words}q 1 0 0 1 {X} {Y} cm {drawing} Q\n"


ALIKE = "/ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 20 0] /Extend [true true] /Function << /FunctionType 2 /Domain [0 1]"
SHADING = f"<< {ALIKE} /C0 [.5 .1 .7] /C1 [.7 .2 .9] /N 1 >> >>"
OBJECTS = {
    10: SHADING,
    11: f"<< /Type /Pattern /PatternType 2 /Shading 10 0 R /Matrix [1 0 0 1 {X} {Y}] >>",
    12: stream(
        "0.5 .1 .7 RG 0 0 m 4 4 l S",
        "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 4 4] /XStep 4 /YStep 4 /Resources << >>",
    ),
    13: stream("0.5 .1 .7 rg 2 2 14 14 re f 0 0 0 RG 5 9 m 13 9 l S", "/Type /XObject /Subtype /Form /BBox [0 0 20 20] /Resources << >>"),
    14: stream("0.5 .1 .7 rg 0 0 16 16 re f", "/Type /XObject /Subtype /Form /BBox [0 0 16 16]"),
    15: f"<< /Type /Annot /Subtype /Stamp /Rect [{X} {Y} {X + 16} {Y + 16}] /F 4 /AP << /N 14 0 R >> >>",
}
RESOURCES = "/Shading << /S 10 0 R >> /Pattern << /A 11 0 R /B 12 0 R >> /XObject << /X 13 0 R >>"
DRAWINGS = {
    "inline_image": "16 0 0 16 0 0 cm BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI",
    "shading": "0 0 16 16 re W n /S sh",
    "shading_pattern": "/Pattern cs /A scn 0 0 16 16 re f",
    "tile_pattern": "/Pattern cs /B scn 0 0 16 16 re f",
    "pattern_in_a_disc": "/Pattern cs /A scn 16 8 m 16 19 0 19 0 8 c 0 -3 16 -3 16 8 c f",
    "form": "/X Do",
    "tick": "2 w 0 8 m 5 2 l 14 15 l S",
    "annotation": "",
}


def signs_unknown(drawing: str, annotations: tuple[str, ...] = (), engine: str = "auto") -> list[str | None]:
    """The texts of the milestones whose cells hold what is no known sign."""
    data = raw_pdf(table(drawing), resources=RESOURCES, objects=OBJECTS, annotations=annotations)
    (document,) = read_file(data, PDF, engine).documents
    told = [one.subject for one in document.findings if one.code == "unknown_sign"]
    assert all(isinstance(one, Milestone) and one.smiley.value is Smiley.UNKNOWN for one in told)
    return [one.text for one in told if isinstance(one, Milestone)]


@pytest.mark.parametrize("kind", DRAWINGS)
def test_what_shows_in_a_signs_cell_is_unknown_where_nothing_tells_what_it_means(kind: str) -> None:
    assert signs_unknown(DRAWINGS[kind], ("15 0 R",) if kind == "annotation" else ()) == ["Broen er tegnet."]


@pytest.mark.parametrize("kind", ["inline_image", "form", "tick"])
def test_the_second_engine_sees_it_too(kind: str) -> None:
    """It does not see shadings and patterns, nor annotations."""
    assert signs_unknown(DRAWINGS[kind], engine="pdfplumber") == ["Broen er tegnet."]


def test_nothing_shows_of_white_on_paper() -> None:
    assert signs_unknown("1 1 1 rg 0 0 16 16 re f") == []
