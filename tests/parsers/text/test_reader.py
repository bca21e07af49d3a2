"""Bytes of a text dump to numbered lines, whatever encoding they come in."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.model.content import UnreadableError
from parsers.text.reader import normalised, read_text

WORDS = "Økonomi\tDer er afsat 0,5 mio. kr.\r\nMilepæl\tÅbning af æblehaven\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"])
def test_the_same_words_in_any_encoding_give_the_same_lines(encoding: str) -> None:
    document = read_text(WORDS.encode(encoding))
    assert [line.text for line in document.lines] == ["Økonomi\tDer er afsat 0,5 mio. kr.", "Milepæl\tÅbning af æblehaven", ""]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_numbered_from_one_with_any_line_end(end: str) -> None:
    document = read_text(end.join(["et", "", "tre"]).encode())
    assert [(line.number, line.text) for line in document.lines] == [(1, "et"), (2, ""), (3, "tre")]


def test_a_byte_that_windows_leaves_undefined_is_read_as_latin_1() -> None:
    assert "Milep" in read_text("Milepæl ".encode("latin-1") + b"\x81 slut").lines[0].text


@pytest.mark.parametrize("data", [b"", b"\n\n \t\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_a_file_that_holds_nothing_is_called_empty(data: bytes) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_text(data)
    assert refused.value.code == "empty_file"


def test_a_binary_file_named_as_text_is_refused() -> None:
    with pytest.raises(UnreadableError) as refused:
        read_text(bytes(range(256)) * 40)
    assert refused.value.code == "binary"


def test_codes_that_pdfminer_prints_for_letters_are_lost_letters_and_one_alone_is_a_bullet() -> None:
    lines = read_text(b"Pl(cid:30)n\n(cid:12)(cid:7) er\n(cid:127) Vej\nAftale (cid:3) om").lines
    assert [line.text for line in lines] == ["Pl\ufffdn", "\ufffd\ufffd er", "(cid:127) Vej", "Aftale (cid:3) om"]


def test_tabs_that_a_print_has_for_its_blanks_are_blanks_and_a_tables_stay() -> None:
    words = ["Anden", "opfølgning", "på", "Aftale", "om", "budget", "2031", "for", "Ballerup", "Kommune"]
    printed = "\n".join("\t".join(words[:count]) for count in range(1, 10))
    assert [line.text for line in read_text(printed.encode()).lines] == [" ".join(words[:count]) for count in range(1, 10)]
    table = "Milepæl\tNået\t2031\t☺\n" * 20
    assert {line.text for line in read_text(table.encode()).lines} == {"Milepæl\tNået\t2031\t☺", ""}


def test_decomposed_letters_soft_hyphens_and_no_break_spaces_are_settled_once() -> None:
    assert normalised("A\u030abning \u2003af\u00a0\u00a0æble\u00adhaven\ufeff") == "Åbning af æblehaven"


def test_ligatures_are_letters() -> None:
    assert normalised("ﬂere borgere i huset har oﬃcielt fået besked") == "flere borgere i huset har officielt fået besked"


def test_blanks_stay_as_many_as_they_are_for_they_may_be_a_converters_mark() -> None:
    assert normalised("Ny plan  Nyt hus") == "Ny plan  Nyt hus"


@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_fail_in_another_way_than_it_says(data: bytes) -> None:
    try:
        lines = read_text(data).lines
    except UnreadableError as refused:
        code = refused.code
        lines = []
    else:
        code = None
    assert any(line.text.strip() for line in lines) or code in {"empty_file", "binary"}


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
def test_letters_that_a_wrong_decoding_took_apart_are_whole_again(wrong: str) -> None:
    printed = "Milepæl\tØrnevej og »æblehaven« får bænke – på én gang\t☺"
    assert read_text(printed.encode().decode(wrong).encode()).lines[0].text == printed


def test_a_dump_whose_second_half_is_in_another_encoding_keeps_the_letters_of_both() -> None:
    document = read_text("Milepæl på Øen\n".encode() + "Økonomi på Åen\n".encode("cp1252"))
    assert [line.text for line in document.lines[:2]] == ["Milepæl på Øen", "Økonomi på Åen"]


def test_letters_that_only_look_taken_apart_stay_as_printed() -> None:
    assert read_text("CAFÃ‰ og Â§ 17".encode()).lines[0].text == "CAFÃ‰ og Â§ 17"


def test_a_stray_empty_byte_makes_no_text_another_encoding() -> None:
    document = read_text(WORDS.encode().replace(b"\t", b"\x00\t", 1) + "Milepæl\tIndviet.\n".encode() * 20)
    assert document.lines[0].text == "Økonomi \tDer er afsat 0,5 mio. kr."
