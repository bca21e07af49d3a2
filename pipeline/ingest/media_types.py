"""A file's bytes in, what it is out: told from its content, never from its name."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from pipeline.schema.reasons import FileCode

__all__ = [
    "EML",
    "HEAD_BYTES",
    "MAX_ARCHIVE_BYTES",
    "MAX_BYTES",
    "OFFICE",
    "PDF",
    "TEXT",
    "ZIP",
    "Identified",
    "identified",
    "media_type_of",
]

MAX_BYTES = 512 * 2**20  # one document: the longest published agenda is a tenth of this
MAX_ARCHIVE_BYTES = 8 * MAX_BYTES  # all that an archive unpacks to
HEAD_BYTES = 64 * 2**10  # what the kind of a file is told from
PDF_MAGIC_WITHIN = 1024  # bytes: what readers allow before "%PDF-"
MAX_CONTROL_SHARE = 0.01  # of a text's characters: a stray control code does not make it binary

PDF, HTML, MHTML, TEXT = "application/pdf", "text/html", "multipart/related", "text/plain"
ZIP = "application/zip"
JSON = "application/json"
READ_HERE = frozenset({PDF, HTML, MHTML, JSON, TEXT})
EML, MSG = "message/rfc822", "application/vnd.ms-outlook"
OLE = "application/x-ole-storage"
UNKNOWN_LETTERS, NAMELESS_LETTERS = "text/plain; charset=unknown", "text/plain; charset=none"
OFFICE, BINARY = "application/vnd.openxmlformats-officedocument", "application/octet-stream"
# What is neither PDF nor text by its first bytes, so that its name can be told.
MAGIC = {
    b"PK\x03\x04": ZIP,
    b"PK\x05\x06": ZIP,  # an archive with nothing in it
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": OLE,
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
    b"\x1f\x8b": "application/gzip",
    b"7z\xbc\xaf\x27\x1c": "application/x-7z-compressed",
    b"Rar!": "application/vnd.rar",
    b"PAR1": "application/vnd.apache.parquet",
    b"{\\rtf": "application/rtf",
    b"BZh": "application/x-bzip2",
    b"\xfd7zXZ\x00": "application/x-xz",
    b"\x28\xb5\x2f\xfd": "application/zstd",
}
ANY_MAGIC = tuple(MAGIC)
OLE_MAIL = "__substg1.0_".encode("utf-16-le")  # what the streams of an Outlook message are called
TAR_MAGIC, TAR_AT = b"ustar", 257
REST_OF_LINE = r"[^\r\n]*+\r?\n"  # possessive, as all below: a text whose lines look like a header's is told from one in no time
MAIL_HEADER = re.compile(
    rf"(?:[A-Za-z][A-Za-z-]*+:{REST_OF_LINE}(?:[ \t]{REST_OF_LINE})*+)*?(?:Message-ID|MIME-Version|Received|Return-Path):", re.IGNORECASE
)
UTF32_BOMS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
REFUSED = {  # kinds that are told apart and not read, each with what to do about it
    OLE: FileCode.OFFICE_DOCUMENT,
    "application/rtf": FileCode.OFFICE_DOCUMENT,
    MSG: FileCode.OUTLOOK_MAIL,
    "image/png": FileCode.PICTURE,
    "image/jpeg": FileCode.PICTURE,
    "image/gif": FileCode.PICTURE,
    "image/tiff": FileCode.PICTURE,
    "application/gzip": FileCode.PACKED,
    "application/x-bzip2": FileCode.PACKED,
    "application/x-xz": FileCode.PACKED,
    "application/zstd": FileCode.PACKED,
    "application/x-tar": FileCode.PACKED,
    "application/x-7z-compressed": FileCode.PACKED,
    "application/vnd.rar": FileCode.PACKED,
    UNKNOWN_LETTERS: FileCode.UNKNOWN_LETTERS,
    NAMELESS_LETTERS: FileCode.LETTERS_WITHOUT_NAMES,
}
CONTAINERS = frozenset({ZIP, EML})
PDF_BEGIN = re.compile(rb"(?:\xef\xbb\xbf|\s)*%PDF-")
PDF_HEADER = re.compile(rb"%PDF-\d")
PDF_OBJECT = re.compile(rb"\d++\s++\d++\s++obj\b")
BEFORE_HTML = re.compile(r"(?:[\ufeff\s]+|<\?xml.*?\?>|<!--.*?-->)*", re.DOTALL)
HTML_BEGIN = re.compile(r"<(?:!doctype\s+html|html|head|body|title|meta|link|style|script)\b", re.IGNORECASE)
TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?>", re.IGNORECASE)
CONTROL = re.compile(r"[\0-\x08\x0e-\x1f]")  # a code that no text needs
CONTROL_CODES, LETTERS_FEWEST = frozenset({*range(0x09), *range(0x0E, 0x20)}), 5
TABBED = re.compile(r"\S\t")  # between cells, as text dumps have it
# An agenda system's meeting; other data is text like another, which no reader knows
PUBLICATION = re.compile(r"\s*+\[?\s*+\{.*?\"(?:Dagsordenpunkter|Moede|Udvalg)\"\s*:", re.DOTALL)
MHTML_HEADER = re.compile(
    rf"\s*+(?:[A-Za-z-]++:{REST_OF_LINE}(?:[ \t]{REST_OF_LINE})*+)*?Content-Type:\s*+multipart/related\b", re.IGNORECASE
)
UTF16_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Identified(Struct, frozen=True):
    """What a file's bytes say of it. `code` says why it is not to be read."""

    sha256: str | None = None
    size_bytes: int | None = None
    media_type: str | None = None
    code: FileCode | None = None

    def of_type(self, media_type: str) -> Identified:
        return replace(self, media_type=media_type)


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def identified(stream: _Readable) -> Identified:
    """Reads the stream to its end, in pieces. Raises OSError."""
    digest, size, head = hashlib.sha256(), 0, b""
    while piece := stream.read(HEAD_BYTES):
        head = head or piece
        digest.update(piece)
        size += len(piece)
    if not size:
        return Identified(digest.hexdigest(), 0, None, FileCode.EMPTY_FILE)
    media_type = media_type_of(head)
    if media_type == TEXT and size % 2 and _is_utf16(head):
        media_type = UNKNOWN_LETTERS  # it breaks off within a letter
    if media_type in READ_HERE | CONTAINERS:
        return Identified(digest.hexdigest(), size, media_type, FileCode.TOO_LARGE if size > MAX_BYTES and media_type != ZIP else None)
    return Identified(digest.hexdigest(), size, media_type, REFUSED.get(media_type, FileCode.BINARY))


def media_type_of(head: bytes) -> str:
    """What a file is, told from its first bytes; BINARY when they are neither a known form nor text."""
    for magic, media_type in MAGIC.items() if head.startswith(ANY_MAGIC) else ():
        if head.startswith(magic):
            return MSG if media_type == OLE and OLE_MAIL in head else media_type
    if head[TAR_AT:].startswith(TAR_MAGIC):
        return "application/x-tar"
    if head.startswith(UTF32_BOMS):
        return UNKNOWN_LETTERS
    if PDF_BEGIN.match(head) or (PDF_HEADER.search(head[:PDF_MAGIC_WITHIN]) and PDF_OBJECT.search(head)):
        return PDF  # a text may quote the header
    text = _text_of(head)
    if text is None:
        return NAMELESS_LETTERS if _is_nameless(head) else BINARY
    if MHTML_HEADER.match(text):
        return MHTML
    if MAIL_HEADER.match(text):
        return EML
    if PUBLICATION.match(text):
        return JSON
    return HTML if _is_html(BEFORE_HTML.sub("", text, count=1)) else TEXT


def _is_html(text: str) -> bool:
    """Whether it begins as a page does, or as a part of one with a tag a line: a text dump may begin with a cell's "<p>"."""
    if HTML_BEGIN.match(text):
        return True
    return (
        bool(TAG.match(text)) and len(TAG.findall(text)) >= sum(1 for line in text.splitlines() if line.strip()) and not TABBED.search(text)
    )


def _text_of(head: bytes) -> str | None:
    """The first characters, if they are characters. Windows-1252 gives every byte a letter, so control codes decide."""
    for encoding in _encodings(head):
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
        return text if len(CONTROL.findall(text)) <= MAX_CONTROL_SHARE * len(text) else None
    return None


def _is_nameless(head: bytes) -> bool:
    """Whether control codes stand for letters in lines of text, as taken from a PDF whose fonts name none of them.

    A terminal's text is full of one or two of them.
    """
    return head.isascii() and b"\n" in head and b"\0" not in head and len(CONTROL_CODES & {*head}) >= LETTERS_FEWEST


def _encodings(head: bytes) -> Sequence[str]:
    if head.startswith(UTF16_BOMS):
        return ("utf-16",)
    pairs = max(len(head) // 2, 1)
    if head[1::2].count(0) > 0.5 * pairs and not head[0::2].count(0):
        return ("utf-16-le",)
    if head[0::2].count(0) > 0.5 * pairs and not head[1::2].count(0):
        return ("utf-16-be",)
    return ("utf-8", "cp1252", "latin-1")


def _is_utf16(head: bytes) -> bool:
    return _encodings(head)[0].startswith("utf-16")
