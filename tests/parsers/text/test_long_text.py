from __future__ import annotations

from pathlib import Path

import pytest

from parsers.model import long_rows
from parsers.model.content import UnreadableError
from parsers.reading import TEXT, read_file, read_in_parts
from parsers.text import long_text
from parsers.text.long_text import LongText, is_long
from parsers.text.reader import read_text

MINUTES = sorted((Path(__file__).parents[2] / "fixtures" / "agenda").glob("*.txt"))
SAMPLE = MINUTES[0].parent / "minutes.txt"


@pytest.fixture
def short_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a text of some hundred lines were long."""
    monkeypatch.setattr(long_text, "LONG", 1000)
    monkeypatch.setattr(long_text, "PORTION", 600)
    monkeypatch.setattr(long_text, "NEAR", 100)
    monkeypatch.setattr(long_rows, "SHORT", 20)
    monkeypatch.setattr("parsers.documents.agenda.MOST_ITEMS", 2)


@pytest.mark.parametrize("path", MINUTES, ids=lambda path: path.stem)
def test_minutes_say_the_same_read_in_portions(path: Path, request: pytest.FixtureRequest) -> None:
    data = path.read_bytes()
    whole = read_file(data, TEXT)
    request.getfixturevalue("short_portions")
    assert read_file(data, TEXT) == whole


def test_a_long_agenda_comes_in_parts_and_what_is_told_of_it_with_the_last(short_portions: None) -> None:
    data = SAMPLE.read_bytes()
    assert is_long(data)
    *parts, last = read_in_parts(data, TEXT).documents
    assert len(parts) > 1
    assert all(part.goes_on and part.agenda_items for part in parts)
    assert (last.goes_on, last.meeting_kind) == (False, "referat")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_portions_hold_every_line_with_its_number(encoding: str, end: str, short_portions: None) -> None:
    text = SAMPLE.read_text("utf-8").translate({ord("–"): "-", ord("•"): "-", ord("”"): '"', ord("“"): '"'}) + "å\f\nfoden\n"
    data = text.replace("\n", end).encode(encoding, "replace") + (b"\x81" if encoding == "latin-1" else b"")
    long = LongText(data)
    assert long.portions > 2
    assert list(long) == read_text(data).lines
    assert f"text/{long.encoding}" == read_text(data).engine


def test_no_portion_ends_beside_a_table(short_portions: None) -> None:
    prose, table = "Søen er ren igen.\n\n" * 60, "Søen\t2031\n\nÅen\t2032\n\n" * 60
    data = (prose + table + prose).encode()
    ends = {line.number for number in range(LongText(data).portions) for line in LongText(data).portion(number).lines[-1:]}
    assert not [number for number in ends if 120 <= number < 360]


def test_a_long_file_full_of_control_codes_or_empty_is_no_text(short_portions: None) -> None:
    with pytest.raises(UnreadableError, match="control codes"):
        LongText(b"\x01\x02" * 1000 + SAMPLE.read_bytes())
    with pytest.raises(UnreadableError, match="space"):
        LongText(b"\n\n \n" * 1000)
