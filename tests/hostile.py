"""A folder of all that may lie among downloaded files: links, pipes, sockets, damaged and nested archives, strange names."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import socket
import tarfile
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pikepdf

SAMPLE = "Udmøntning af Aftale om budget 2031\n".encode()
MAIL = b"Message-ID: <1@example.org>\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain\n\nIntet vedh\xc3\xa6ftet.\n"


def lay_hostile(folder: Path) -> dict[str, str | None]:
    """Fills the folder, and gives each entry's path with the code it should have; None for one that is read."""
    folder.mkdir(parents=True, exist_ok=True)
    outside = folder.parent / "outside.txt"
    outside.write_bytes(b"hemmeligt")
    expected: dict[str, str | None] = {}

    def put(name: str, content: bytes, code: str | None) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        expected[name] = code

    put("a.txt", SAMPLE, None)
    put("sources.toml", b'\xef\xbb\xbfmunicipality = "ballerup"\n', "configuration")
    put(".hidden/b.txt", b"b", "hidden")
    put(".c", b"c", "hidden")
    put("deep/" * 40 + "d.txt", SAMPLE + b"d", None)
    put("empty.pdf", b"", "empty_file")
    put("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"W\0o\0r\0d\0" * 100, "office_document")
    put("mail.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__substg1.0_0037".encode("utf-16-le") * 9, "outlook_mail")
    put("mail.eml", MAIL, "mail_without_attachment")
    put("x.gz", gzip.compress(SAMPLE), "packed")
    put("x.bz2", bz2.compress(SAMPLE), "packed")
    put("x.xz", lzma.compress(SAMPLE), "packed")
    put("x.tar", _tar(), "packed")
    put("x.7z", b"7z\xbc\xaf\x27\x1c" + bytes(50), "packed")
    put("x.rar", b"Rar!\x1a\x07\x00" + bytes(50), "packed")
    put("x.png", b"\x89PNG\r\n\x1a\n" + bytes(50), "picture")
    put("32.txt", "Opfølgning".encode("utf-32"), "unknown_letters")
    put("16.txt", "Opfølgning på Aftale".encode("utf-16") + b"\x00", "unknown_letters")
    put("nameless.txt", b"\x01\x02\x03 \x04\x05\x06\x07\x0e\n" * 40, "letters_without_names")
    put("terminal.txt", b"\x1b[1mMilep\x1b[0m\n" * 40, "binary")
    put("x.bin", bytes(range(256)) * 20, "binary")
    put("half.zip", _zip({"a.txt": SAMPLE})[:-30], "broken_archive")
    put("none.zip", _zip({}), "broken_archive")
    put("half.pdf", b"%PDF-1.7\n1 0 obj\n<<", "broken_pdf")
    put("report.docx", _zip({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "office_document")
    put("report.odt", _zip({"mimetype": b"application/vnd.oasis.opendocument.text"}), "office_document")
    _put_archives(folder, expected)
    _put_links(folder, outside, expected)
    os.mkfifo(folder / "pipe.pdf")
    expected["pipe.pdf"] = "special_file"
    _bind(folder / "socket.txt")
    expected["socket.txt"] = "unreadable"  # it cannot even be opened
    (folder / os.fsdecode(b"\xff\xfe.txt")).write_bytes(SAMPLE + b"e")
    expected["\\udcff\\udcfe.txt"] = None
    return expected


def _put_archives(folder: Path, expected: dict[str, str | None]) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in (".", "..", "/", "../../up.txt", "c:\\x.txt", "twice.txt", "twice.txt", "__MACOSX/._x", "no\0thing.txt"):
            archive.writestr(zipfile.ZipInfo(name), SAMPLE + name.replace("\0", "").encode())
        archive.writestr("inner.zip", _zip({"x.txt": SAMPLE}))
        archive.writestr("inner.docx", _zip({"[Content_Types].xml": b"<x/>"}))
    (folder / "strange.zip").write_bytes(stream.getvalue())
    expected |= {
        "strange.zip": "archive",
        "strange.zip!/?": None,
        "strange.zip!/?#2": None,
        "strange.zip!/up.txt": None,
        "strange.zip!/c:/x.txt": None,
        "strange.zip!/twice.txt": None,
        "strange.zip!/twice.txt#2": None,
        "strange.zip!/__MACOSX/._x": "hidden",
        "strange.zip!/no": None,
        "strange.zip!/inner.zip": "nested_archive",
        "strange.zip!/inner.docx": "office_document",
    }
    mail = EmailMessage()
    mail["Message-ID"], mail["Subject"] = "<2@example.org>", "Bilag"
    mail.set_content("Se bilag.")
    mail.add_attachment(SAMPLE + b"mail", maintype="text", subtype="plain", filename="../bilag.txt")
    (folder / "with.eml").write_bytes(mail.as_bytes())
    expected |= {"with.eml": "mail", "with.eml!/bilag.txt": None}
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments["bilag.txt"] = pikepdf.AttachedFileSpec(pdf, SAMPLE + b"pdf", filename="bilag.txt")
        pdf.save(folder / "with.pdf")
        packed = pikepdf.ObjectStreamMode.generate
        pdf.save(folder / "locked.pdf", encryption=pikepdf.Encryption(user="hemmelig", owner="hemmelig"), object_stream_mode=packed)
    expected |= {"with.pdf": "no_text", "with.pdf!/bilag.txt": None, "locked.pdf": "password"}


def _put_links(folder: Path, outside: Path, expected: dict[str, str | None]) -> None:
    for name, target, code in (
        ("out.txt", outside, "link_outside"),
        ("root", Path("/"), "link_outside"),
        ("loop", Path("loop"), "unreadable"),
        ("gone.pdf", Path("nowhere.pdf"), "unreadable"),
        ("up", Path(), "linked_folder"),
        ("deep/again", Path(".."), "linked_folder"),
        ("same.txt", Path("a.txt"), None),
        ("zero", Path("/dev/zero"), "link_outside"),
    ):
        (folder / name).symlink_to(target)
        expected[name] = code
    expected["up"] = "link_outside" if folder.resolve() not in (folder / "up").resolve().parents else "linked_folder"
    expected["deep/again"] = "link_outside" if folder.resolve() not in (folder / "deep/again").resolve().parents else "linked_folder"


def _zip(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _tar() -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.size = len(SAMPLE)
        archive.addfile(info, io.BytesIO(SAMPLE))
    return stream.getvalue()


def _bind(path: Path) -> None:
    before = Path.cwd()
    os.chdir(path.parent)  # a socket's path may have no more than a hundred letters
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(before)
