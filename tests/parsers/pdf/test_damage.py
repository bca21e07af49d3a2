from __future__ import annotations

import base64
import io
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from parsers.model.content import Note, UnreadableError
from parsers.model.findings import Code
from parsers.model.records import Severity, Smiley
from parsers.pdf.damage import damage_notes, lines_left, repaired
from parsers.reading import PDF, FileReading, read_file
from tests.raw_pdf import raw_pdf, text

MADE = Path(__file__).parents[2] / "fixtures" / "pdf"
BROKEN = {"truncated"}


def made(name: str) -> bytes:
    return (MADE / f"{name}.pdf").read_bytes()


def doubts(reading: FileReading) -> list[tuple[str, int | None]]:
    found = [*reading.findings, *(one for document in reading.documents for one in document.findings)]
    return [(str(one.code), one.place.page if one.place else None) for one in found if one.severity is not Severity.INFO]


def with_stream(data: bytes, change: bytes, page: int = 0) -> bytes:
    """The file with that page's content packed and then changed behind qpdf's back."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        content = pdf.pages[page].obj.Contents
        stream = content[0] if isinstance(content, pikepdf.Array) else content
        packed = zlib.compress(stream.read_bytes())
        stream.write(packed, filter=pikepdf.Name.FlateDecode)
        written = io.BytesIO()
        pdf.save(written, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    whole = written.getvalue()
    assert whole.count(packed) == 1
    return whole.replace(packed, change.join([packed[: -len(change) - 4], packed[-4:]]) if change else packed)


@pytest.mark.parametrize("name", sorted(path.stem for path in MADE.glob("*.pdf") if path.stem not in BROKEN))
def test_no_sound_file_is_flagged(name: str) -> None:
    assert damage_notes(made(name)) == []


def test_a_page_whose_stream_is_not_what_was_packed_is_named() -> None:
    notes = damage_notes(with_stream(made("stroke_grid"), b"\x00\x01\x02"))
    assert ("damaged_page", 1, "") in notes
    assert damage_notes(with_stream(made("stroke_grid"), b"")) == []


@pytest.mark.parametrize(
    ("form", "written"),
    [("ASCII85Decode", lambda packed: base64.a85encode(packed) + b"~>"), ("ASCIIHexDecode", lambda packed: packed.hex().encode() + b">")],
)
def test_a_page_packed_within_a_form_of_letters_is_held_to_its_checksum_too(form: str, written: Callable[[bytes], bytes]) -> None:
    def notes(change: Callable[[bytes], bytes], in_front: bytes = b"") -> list[Note]:
        with pikepdf.open(MADE / "stroke_grid.pdf") as pdf:
            content = pdf.pages[0].obj.Contents
            stream = content[0] if isinstance(content, pikepdf.Array) else content
            packed = zlib.compress(stream.read_bytes())
            stream.write(in_front + written(change(packed)), filter=pikepdf.Array([pikepdf.Name(f"/{form}"), pikepdf.Name.FlateDecode]))
            saved = io.BytesIO()
            pdf.save(saved, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        return damage_notes(saved.getvalue())

    assert notes(lambda packed: packed) == []
    assert ("damaged_page", 1, "") in notes(lambda packed: packed[:-1] + bytes([packed[-1] ^ 1]))
    assert ("damaged_page", 1, "") in notes(lambda packed: packed[:-9])
    end = written(b"")
    assert ("damaged_page", 1, "") in notes(lambda packed: packed, in_front=end)
    assert notes(lambda _: b"") == []


def test_a_damaged_page_makes_its_document_doubted_and_says_where() -> None:
    reading = read_file(with_stream(made("stroke_grid"), b"\x00\x01\x02"), PDF)
    assert ("damaged_page", 1) in doubts(reading)


def test_a_stream_that_an_empty_page_does_not_need_is_no_damage() -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.obj.Contents = pdf.make_stream(b"")
        page.obj.Contents.write(b"", filter=pikepdf.Name.FlateDecode)
        written = io.BytesIO()
        pdf.save(written, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert damage_notes(written.getvalue()) == []


def test_a_file_without_its_end_is_put_together_again_and_every_document_says_so() -> None:
    whole = made("stroke_grid")
    reading = read_file(whole[: int(len(whole) * 0.9)], PDF)
    assert reading.documents
    assert any(code in ("damaged_file", "repaired_file") for code, _ in doubts(reading))


def test_the_engine_names_the_rung_that_read_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    from parsers.pdf import pdfium

    opened = []

    def first_fails(data: bytes) -> object:
        opened.append(data)
        return open_document(data) if len(opened) > 1 else None

    open_document = pdfium.open_document
    monkeypatch.setattr(pdfium, "open_document", first_fails)
    reading = read_file(made("stroke_grid"), PDF)
    assert reading.engine == "qpdf+pdfium"
    assert ("repaired_file", 1) in doubts(reading)


def test_of_a_file_that_none_can_open_the_words_are_told_with_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    from parsers.pdf import pdfium

    monkeypatch.setattr(pdfium, "open_document", lambda data: None)
    reading = read_file(made("stroke_grid"), PDF)
    assert reading.engine == "pdfminer"
    assert any(code == Code.WORDS_ALONE for code, _ in doubts(reading))
    rows = [row for document in reading.documents for initiative in document.initiatives for row in initiative.milestones]
    assert not any(row.smiley.value is Smiley.GLAD for row in rows)


def test_a_file_of_nothing_is_broken_and_no_fault_of_ours() -> None:
    assert repaired(b"%PDF-1.7") is None
    assert lines_left(b"%PDF-1.7") == ""
    with pytest.raises(UnreadableError):
        read_file(b"%PDF-1.7\n1 0 obj\n", PDF)


def test_a_locked_file_is_not_called_damaged() -> None:
    assert damage_notes(made("wants_a_password")) == []


def test_no_library_writes_of_a_damaged_file_to_the_terminal(caplog: pytest.LogCaptureFixture) -> None:
    sound = raw_pdf(text("Milepæl", 50, 750))
    entry = b"%010d 00000 n" % sound.index(b"3 0 obj")  # of the page
    for read in (damage_notes, repaired, lines_left):
        read(sound.replace(entry, entry.replace(b"00000 n", b"00008 n")))
    assert not caplog.records


@pytest.mark.slow
def test_hardly_a_damage_changes_rows_in_silence_and_none_turns_a_smiley_glad() -> None:
    from benchmarks.trial_damage import PDFS, all_trials

    told = list(all_trials(PDFS, 100))
    outcomes = Counter(trial.outcome for trial in told)
    assert outcomes["silent"] <= 0.01 * len(told), [trial for trial in told if trial.outcome == "silent"]
    assert not any(trial.turned_glad for trial in told)
    assert outcomes["told"] > 100
    assert not [outcome for outcome in outcomes if outcome.startswith("fault")]


def test_a_file_that_is_both_damaged_and_locked_is_not_mended() -> None:
    locked = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert repaired(locked.getvalue()) is None
