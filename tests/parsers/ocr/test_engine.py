"""What the engine is given to read."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

SIDE = st.integers(-(10**6), 10**6)


@given(SIDE, SIDE, SIDE, SIDE)
def test_a_box_that_damage_makes_larger_than_its_page_is_cut_to_the_page(x0: int, top: int, x1: int, bottom: int) -> None:
    image = pytest.importorskip("PIL.Image")
    from parsers.ocr.engine import _cut

    cut = _cut(image.new("L", (60, 40)), (min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom)), 72)
    assert cut.width <= 60 + 20
    assert cut.height <= 40 + 20


class _LoudEngine:
    """As leptonica is of a picture that becomes too small to be looked at."""

    def SetPageSegMode(self, mode: int) -> None: ...  # noqa: N802 - tesserocr's name
    def SetImage(self, picture: object) -> None: ...  # noqa: N802
    def SetSourceResolution(self, dpi: int) -> None: ...  # noqa: N802
    def MeanTextConf(self) -> int:  # noqa: N802
        return 50

    def GetUTF8Text(self) -> str:  # noqa: N802
        os.write(2, b"Error in pixScaleAreaMap: pixd too small\n")
        return "Afsat"


def test_what_a_library_writes_to_the_terminal_while_it_reads_is_heard_by_nobody(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    image = pytest.importorskip("PIL.Image")
    pytest.importorskip("tesserocr")
    from parsers.ocr import engine

    monkeypatch.setattr(engine, "_engine", _LoudEngine)
    assert [*engine.readings_of(image.new("L", (60, 40)), (5, 5, 50, 30), 72)] == [("Afsat", 0.5)] * 4
    os.write(2, b"a word of ours\n")
    assert capfd.readouterr().err == "a word of ours\n"
