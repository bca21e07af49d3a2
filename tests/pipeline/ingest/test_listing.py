from __future__ import annotations

import ast
import hashlib
import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ConfigurationError
from pipeline.ingest.listing import found
from pipeline.ingest.media_types import BINARY, HTML, MHTML, PDF, TEXT, media_type_of
from pipeline.ingest.sources import opened
from pipeline.schema.reasons import REASONS, FileCode
from tests.hostile import lay_hostile

DANISH = "Milepæl\tStien på Åvej er anlagt\t1. budgetopfølgning 2031\n"


def lay(folder: Path, **files: bytes) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".", 1)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def zipped(*members: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def paths(folder: Path, *more: Path) -> list[str]:
    return [source.path for source in found([folder, *more])]


def test_a_kind_is_told_by_content_and_never_by_name(tmp_path: Path) -> None:
    lay(tmp_path, a_txt=b"%PDF-1.7\n...", b_pdf=DANISH.encode(), c_dat=b"<!DOCTYPE html><p>x", d_txt=b"\x7fELF\x02\x01\x01" + bytes(40))
    assert [(source.media_type, source.code) for source in found([tmp_path])] == [
        (PDF, None),
        (TEXT, None),
        (HTML, None),
        (BINARY, FileCode.BINARY),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "cp1252"])
def test_danish_text_is_text_in_every_encoding_it_comes_in(encoding: str) -> None:
    assert media_type_of(DANISH.encode(encoding)) == TEXT


def test_a_stray_empty_byte_does_not_make_a_text_binary() -> None:
    assert media_type_of("Milepæl\tIndviet.\n".encode() * 20 + b"\x00") == TEXT
    assert media_type_of(b"\x00\x01\x02" * 20) == BINARY


def test_a_letter_cut_by_the_sample_does_not_make_a_text_binary(tmp_path: Path) -> None:
    lay(tmp_path, long_txt=("a" * (64 * 2**10 - 1) + "æ" * 100).encode())
    assert [source.media_type for source in found([tmp_path])] == [TEXT]


@given(st.binary(max_size=2000))
def test_whatever_the_bytes_some_kind_is_told(head: bytes) -> None:
    assert media_type_of(head)


def test_a_dump_whose_lines_could_be_a_mails_header_is_told_in_no_time() -> None:
    """Ghostscript indents each line and ends it as Windows does: once, each of them doubled the tries to find a header's end."""
    assert media_type_of(b"Dato: 1. august 2031\r\n" + b"   Tredje linje\r\n" * 3000) == TEXT
    assert media_type_of(b"Subject: x\r\n folded\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; a=b\r\n\r\n") == MHTML


def test_an_empty_file_is_met_and_refused(tmp_path: Path) -> None:
    assert [source.code for source in found([lay(tmp_path, empty_txt=b"")])] == [FileCode.EMPTY_FILE]


def codes(folder: Path) -> dict[str, str | None]:
    return {source.path: source.code for source in found([folder])}


def test_hidden_files_and_configuration_are_met_and_set_aside(tmp_path: Path) -> None:
    lay(tmp_path, a_txt=b"a", matches_toml=b"", readings_toml=b"", sources_toml=b"", _gitkeep=b"")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "b.txt").write_bytes(b"b")
    assert codes(tmp_path) == {
        ".gitkeep": "hidden",
        ".hidden/b.txt": "hidden",
        "a.txt": None,
        "matches.toml": "configuration",
        "readings.toml": "configuration",
        "sources.toml": "configuration",
    }


def test_paths_are_relative_to_the_one_folder(tmp_path: Path) -> None:
    assert paths(lay(tmp_path, sub__a_txt=b"a", b_txt=b"b")) == ["b.txt", "sub/a.txt"]


def test_several_folders_are_told_apart_by_as_much_of_their_names_as_it_takes(tmp_path: Path) -> None:
    lay(tmp_path, north__raw__a_txt=b"a", south__raw__a_txt=b"b")
    assert paths(tmp_path / "north/raw", tmp_path / "south/raw") == ["north/raw/a.txt", "south/raw/a.txt"]
    assert paths(tmp_path / "north", tmp_path / "south") == ["north/raw/a.txt", "south/raw/a.txt"]


def test_the_order_of_the_arguments_does_not_matter(tmp_path: Path) -> None:
    lay(tmp_path, x__a_txt=b"a", y__a_txt=b"b")
    assert paths(tmp_path / "x", tmp_path / "y") == paths(tmp_path / "y", tmp_path / "x")


def test_a_file_asked_for_twice_is_met_once(tmp_path: Path) -> None:
    lay(tmp_path, sub__a_txt=b"a")
    assert paths(tmp_path, tmp_path / "sub", tmp_path / "sub/a.txt") == ["sub/a.txt"]


def test_a_file_asked_for_by_name_has_its_name_for_a_path(tmp_path: Path) -> None:
    lay(tmp_path, a_txt=b"a", b_txt=b"b")
    assert paths(tmp_path / "b.txt") == ["b.txt"]


def test_two_paths_of_the_same_bytes_share_their_hash(tmp_path: Path) -> None:
    first, second = found([lay(tmp_path, a_txt=b"same", b_txt=b"same")])
    assert first.sha256 == second.sha256


def test_what_was_published_here_before_is_not_read(tmp_path: Path) -> None:
    lay(tmp_path, raw__a_txt=b"a", parsed__run_json=b"{}", parsed__mine_txt=b"mine")
    (tmp_path / "parsed" / ".milepael").mkdir()
    (tmp_path / "parsed" / ".milepael" / "owner.json").write_bytes(b"{}")
    assert [source.path for source in found([tmp_path], tmp_path / "parsed")] == ["parsed/mine.txt", "raw/a.txt"]
    told = codes(tmp_path)
    assert told["parsed/run.json"] == told["parsed/.milepael/owner.json"] == "own_output"


def test_a_link_that_leads_nowhere_is_met_and_said_to_be_unreadable(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert [(source.path, source.code) for source in found([tmp_path])] == [("gone.txt", FileCode.UNREADABLE)]


def test_a_name_that_is_no_utf8_is_written_out(tmp_path: Path) -> None:
    Path(str(tmp_path) + "/dagsorden-\udce6.txt").write_bytes(b"a")
    assert paths(tmp_path) == [r"dagsorden-\udce6.txt"]


def test_an_archive_is_set_aside_and_its_members_stand_for_themselves(tmp_path: Path) -> None:
    lay(tmp_path, a_zip=zipped(("b.pdf", b"%PDF-1.4"), ("sub/", b""), (".DS_Store", b"x"), ("__MACOSX/b.pdf", b"x"), ("sub/c.txt", b"c")))
    sources = found([tmp_path])
    assert [(source.path, source.code) for source in sources] == [
        ("a.zip", FileCode.ARCHIVE),
        ("a.zip!/.DS_Store", FileCode.HIDDEN),
        ("a.zip!/__MACOSX/b.pdf", FileCode.HIDDEN),
        ("a.zip!/b.pdf", None),
        ("a.zip!/sub/c.txt", None),
    ]
    with opened(sources[4].opened_by) as stream:
        assert stream.read() == b"c"


def test_an_archive_that_holds_a_name_twice_gives_two_paths(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        lay(tmp_path, a_zip=zipped(("b.txt", b"1"), ("b.txt", b"2")))
    assert paths(tmp_path) == ["a.zip", "a.zip!/b.txt", "a.zip!/b.txt#2"]


def test_a_broken_or_empty_archive_is_refused(tmp_path: Path) -> None:
    whole = zipped(("b.txt", b"b" * 500))
    lay(tmp_path, cut_zip=whole[:300], empty_zip=zipped())
    assert [source.code for source in found([tmp_path])] == [FileCode.BROKEN_ARCHIVE, FileCode.BROKEN_ARCHIVE]


def test_a_damaged_member_does_not_cost_the_others(tmp_path: Path) -> None:
    whole = zipped(("a.txt", b"aaaa"), ("b.txt", b"bbbb"))
    lay(tmp_path, x_zip=whole.replace(b"aaaa", b"aXaa"))
    assert [source.code for source in found([tmp_path])] == [FileCode.ARCHIVE, FileCode.BROKEN_ARCHIVE, None]


def test_a_locked_member_wants_its_password(tmp_path: Path) -> None:
    whole = bytearray(zipped(("a.txt", b"aaaa")))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        whole[whole.index(signature) + flags] |= 1
    assert [source.code for source in found([lay(tmp_path, x_zip=bytes(whole))])] == [FileCode.ARCHIVE, FileCode.PASSWORD]


def test_an_archive_in_an_archive_is_not_opened(tmp_path: Path) -> None:
    lay(tmp_path, x_zip=zipped(("inner.zip", zipped(("a.txt", b"a")))))
    assert [source.code for source in found([tmp_path])] == [FileCode.ARCHIVE, FileCode.NESTED_ARCHIVE]


def test_an_office_document_is_no_archive(tmp_path: Path) -> None:
    lay(tmp_path, a_docx=zipped(("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")))
    assert [source.code for source in found([tmp_path])] == [FileCode.OFFICE_DOCUMENT]


def test_a_subfolder_may_belong_to_another_municipality(tmp_path: Path) -> None:
    toml = b'municipality = "fredensborg"\n[folders]\n"north" = "holbaek"\n"north/deep" = "gribskov"\n'
    lay(tmp_path, sources_toml=toml, a_txt=b"a", north__b_txt=b"b", north__deep__c_txt=b"c")
    assert [source.municipality for source in found([tmp_path]) if source.code is None] == ["fredensborg", "holbaek", "gribskov"]


@pytest.mark.parametrize("toml", [b"= broken", b"folders = 3", b'[folders]\n"a" = 1', b'town = "x"', b"municipality = 7", b"\xff"])
def test_configuration_that_cannot_be_understood_is_refused_by_name(tmp_path: Path, toml: bytes) -> None:
    with pytest.raises(ConfigurationError, match=r"sources\.toml"):
        found([lay(tmp_path, sources_toml=toml, a_txt=b"a")])


def test_every_reason_is_said_in_both_languages() -> None:
    assert REASONS.keys() == set(FileCode)
    assert all(reason.danish.endswith(".") and reason.english.endswith(".") for reason in REASONS.values())


def test_the_readers_refuse_files_with_codes_of_the_closed_list() -> None:
    parsers = Path(__file__).parents[3] / "parsers"
    raised = {
        word.value
        for path in parsers.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "UnreadableError" and node.args
        for word in ast.walk(node.args[0])
        if isinstance(word, ast.Constant) and isinstance(word.value, str)
    }
    assert raised <= set(FileCode)


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html><html><p>x',
        "<!-- saved from url=(0014)about:internet -->\n<html><p>x",
        "<head><title>Dagsorden</title></head><p>x",
        "<div class='agenda'>\n\t<h2>Punkt 1</h2>\n\t<p>Taget til efterretning</p>\n</div>",
    ],
)
def test_a_page_is_one_whatever_stands_before_its_first_tag(text: str) -> None:
    assert media_type_of(text.encode()) == HTML


@pytest.mark.parametrize(
    "text",
    [
        "<!-- image -->\nMilepæl\tIndviet.\t31.12.2031\t☺\n",
        "<p>1.1. Bro</p>\tDrift\tTid\tSmiley\nMilepæl\tIndviet.\t31.12.2031\t☺\n",
        "En PDF-fil begynder med %PDF-1.7 og ender med %%EOF.\n",
    ],
)
def test_a_text_that_holds_marks_of_other_kinds_is_text(text: str) -> None:
    assert media_type_of(text.encode()) == TEXT


def test_a_page_saved_in_one_file_is_told_by_its_header() -> None:
    head = (
        b'From: <Saved by Blink>\r\nSubject: Dagsorden\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html"\r\n'
    )
    assert media_type_of(head) == MHTML


def test_a_header_some_bytes_into_the_file_makes_a_pdf_only_with_an_object_behind_it() -> None:
    assert media_type_of(b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n1 0 obj\n<<>>\nendobj\n") == PDF
    assert media_type_of(b"\n%PDF-1.4\n") == PDF


def test_whatever_lies_in_a_folder_each_entry_is_one_record_with_its_code(tmp_path: Path) -> None:
    expected = lay_hostile(tmp_path / "in")
    late = {"broken_pdf", "no_text", "password"}  # told when it is read
    told = {source.path: source.code for source in found([tmp_path / "in"])}
    assert told == {path: None if code in late else code for path, code in expected.items()}


def test_what_a_container_holds_is_opened_by_its_place_whatever_it_is_called(tmp_path: Path) -> None:
    lay_hostile(tmp_path / "in")
    members = [source for source in found([tmp_path / "in"]) if "!/" in source.path and source.code is None]
    for source in members:
        with opened(source.opened_by) as stream:
            assert hashlib.sha256(stream.read()).hexdigest() == source.sha256
    assert len(members) == 9


def test_a_folder_that_may_not_be_read_is_one_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, shut__a_txt=b"a", b_txt=b"b")
    scandir = os.scandir

    def refused(path: Path) -> object:
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    assert codes(tmp_path) == {"b.txt": None, "shut": "unreadable"}


@pytest.mark.parametrize("toml", [b"a = " + b"[" * 5000, b"\0", b"municipality = ' '", b'municipality = "a\\u0000"', b"\xff\xfe"])
def test_settings_that_are_strange_are_refused_and_no_fault_of_ours(tmp_path: Path, toml: bytes) -> None:
    lay(tmp_path, sources_toml=toml, a_txt=b"a")
    with pytest.raises(ConfigurationError, match=r"sources\.toml"):
        found([tmp_path])


def test_settings_may_begin_with_a_byte_order_mark_and_may_not_be_a_link_out(tmp_path: Path) -> None:
    lay(tmp_path, in__sources_toml=b'\xef\xbb\xbfmunicipality = "holbaek"', in__a_txt=b"a")
    assert {source.municipality for source in found([tmp_path / "in"])} == {"holbaek"}
    (tmp_path / "in" / "sources.toml").rename(tmp_path / "sources.toml")
    (tmp_path / "in" / "sources.toml").symlink_to(tmp_path / "sources.toml")
    with pytest.raises(ConfigurationError, match="leads out"):
        found([tmp_path / "in"])
