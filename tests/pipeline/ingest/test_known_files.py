from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.ingest import listing
from pipeline.ingest.known_files import DIGEST_BYTES, MAGIC, KnownFiles
from pipeline.ingest.listing import found
from pipeline.schema.reasons import FileCode

OLD = -(10**12)  # nanoseconds: whatever changed did so long before it was opened
YOUNG = 10**12  # and just before


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("pipeline.ingest.known_files.TICK_NS", OLD)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "referat.txt").write_text("Taget til efterretning", encoding="utf-8")
    return tmp_path / "in"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of all files that were opened."""
    names: list[str] = []
    really = listing._opened
    monkeypatch.setattr(listing, "_opened", lambda path, known: names.append(Path(path).name) or really(path, known))
    return names


def met(folder: Path, code: str = "of this code", *, believed: bool = True) -> list[tuple[str | None, ...]]:
    known = KnownFiles(folder.parent / "cache" / "files", code, believed=believed)
    sources = found([folder], known=known)
    known.keep()
    return [(one.path, one.sha256, one.media_type, one.code) for one in sources]


def test_a_file_that_is_as_it_was_is_not_opened_again(folder: Path, opened: list[str]) -> None:
    (folder / "tom.txt").touch()
    first = met(folder)
    assert met(folder) == first
    assert opened == ["referat.txt", "tom.txt"]
    assert first[1][3] is FileCode.EMPTY_FILE


def test_a_file_of_the_same_size_whose_old_time_was_set_again_is_opened(folder: Path) -> None:
    path = folder / "referat.txt"
    before, status = met(folder), path.stat()
    path.write_text("Taget af, med en gevin", encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size
    assert met(folder)[0][1] != before[0][1]


def test_another_file_moved_to_its_place_with_its_size_and_time_is_opened(folder: Path) -> None:
    path, other = folder / "referat.txt", folder.parent / "other.txt"
    before, status = met(folder), path.stat()
    other.write_text("Taget af, med en gevin", encoding="utf-8")
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(path)
    assert met(folder)[0][1] != before[0][1]


def test_a_file_that_changed_just_before_it_was_opened_is_opened_the_next_time_too(
    folder: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.ingest.known_files.TICK_NS", YOUNG)
    met(folder)
    met(folder)
    assert opened == ["referat.txt"] * 2


def test_what_other_code_told_of_a_file_and_what_is_not_to_be_believed_is_told_anew(folder: Path, opened: list[str]) -> None:
    met(folder)
    met(folder, "of other code")
    met(folder, "of other code", believed=False)
    assert opened == ["referat.txt"] * 3


@pytest.mark.parametrize("damage", ["cut", "changed", "no list", "no hash", "nested"])
def test_a_list_that_is_damaged_or_none_is_not_believed(folder: Path, opened: list[str], damage: str) -> None:
    before, place = met(folder), folder.parent / "cache" / "files"
    content = place.read_bytes()
    told = str(before[0][1]).encode()
    hostile = {
        "cut": content[:-1],
        "changed": content.replace(b"text/plain", b"text/plaid"),
        "no list": b"[1]",
        "no hash": _signed(content, told, b"../../" + told[6:]),
        "nested": _signed(content, b'"' + told + b'"', b"[" * 100_000),
    }[damage]
    assert hostile != content
    place.write_bytes(hostile)
    assert met(folder) == before
    assert opened == ["referat.txt"] * 2


def _signed(content: bytes, old: bytes, new: bytes) -> bytes:
    body = content[len(MAGIC) + DIGEST_BYTES :].replace(old, new)
    return MAGIC + sha256(body).digest() + body


def test_a_pdf_that_is_as_it_was_is_not_looked_through_for_files_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "bilag.pdf").write_bytes(b"%PDF-1.7")
    looked: list[str] = []
    monkeypatch.setattr(listing, "may_hold_files", lambda kind, path: bool(looked.append(path.name)))
    met(folder)
    met(folder)
    assert looked == ["bilag.pdf"]


def test_a_link_is_followed_each_time(folder: Path, opened: list[str]) -> None:
    (folder / "link.txt").symlink_to(folder / "referat.txt")
    met(folder)
    met(folder)
    assert opened == ["link.txt", "referat.txt", "link.txt"]


def test_a_list_that_cannot_be_written_costs_nothing(folder: Path) -> None:
    (folder.parent / "cache").write_bytes(b"in its way")
    assert met(folder) == met(folder)
