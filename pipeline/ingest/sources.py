"""Files and folders in, the list of what there is to read out: each told by its content, never by its name."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import stat
import tomllib
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BufferedReader
from pathlib import Path, PurePosixPath
from typing import IO

from pipeline.errors import ConfigurationError
from pipeline.schema.reasons import FileCode

__all__ = ["HEAD_BYTES", "PDF", "TEXT", "Source", "found", "media_type_of", "opened"]

CONFIGURATION = frozenset({"sources.toml", "matches.toml", "readings.toml"})
DEFAULT_MUNICIPALITY = "ballerup"
MAX_BYTES = 512 * 2**20  # one document: the longest published agenda is a tenth of this
MAX_ARCHIVE_BYTES = 8 * MAX_BYTES  # all that an archive unpacks to
HEAD_BYTES = 64 * 2**10  # what the kind of a file is told from
PDF_MAGIC_WITHIN = 1024  # bytes: what readers allow before "%PDF-"
MAX_CONTROL_SHARE = 0.01  # of a text's characters: a stray control code does not make it binary

PDF, HTML, MHTML, TEXT = "application/pdf", "text/html", "multipart/related", "text/plain"
ZIP = "application/zip"
JSON = "application/json"
READ_HERE = frozenset({PDF, HTML, MHTML, JSON, TEXT})
OFFICE, BINARY = "application/vnd.openxmlformats-officedocument", "application/octet-stream"
# What is neither PDF nor text by its first bytes, so that its name can be told.
MAGIC = {
    b"PK\x03\x04": ZIP,
    b"PK\x05\x06": ZIP,  # an archive with nothing in it
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "application/x-ole-storage",
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
}
PDF_BEGIN = re.compile(rb"(?:\xef\xbb\xbf|\s)*%PDF-")
PDF_HEADER = re.compile(rb"%PDF-\d")
PDF_OBJECT = re.compile(rb"\d+\s+\d+\s+obj\b")
BEFORE_HTML = re.compile(r"(?:[\ufeff\s]+|<\?xml.*?\?>|<!--.*?-->)*", re.DOTALL)
HTML_BEGIN = re.compile(r"<(?:!doctype\s+html|html|head|body|title|meta|link|style|script)\b", re.IGNORECASE)
TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?>", re.IGNORECASE)
TABBED = re.compile(r"\S\t")  # between cells, as text dumps have it
# An agenda system's meeting; other data is text like another, which no reader knows
PUBLICATION = re.compile(r"\s*\[?\s*\{.*?\"(?:Dagsordenpunkter|Moede|Udvalg)\"\s*:", re.DOTALL)
MHTML_HEADER = re.compile(r"\s*(?:[A-Za-z-]+:.*\r?\n(?:[ \t].*\r?\n)*)*?Content-Type:\s*multipart/related\b", re.IGNORECASE)
UTF16_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Source:
    """One path met. `code` says why it is not to be read; without one, `sha256`, `size_bytes` and `media_type` are there."""

    path: str  # as the tables name it: "x.pdf", "a.zip!/b.pdf"
    location: Path
    member: str | None = None  # the name inside the archive at `location`
    sha256: str | None = None
    size_bytes: int | None = None
    media_type: str | None = None
    municipality: str = DEFAULT_MUNICIPALITY
    code: FileCode | None = None
    detail: str | None = None  # the operating system's own words, when it had any


def found(paths: Sequence[Path], out: Path | None = None) -> list[Source]:
    """Every file under `paths`, sorted by its path in the tables, archives followed by their members.

    Hidden files, the configuration (`sources.toml` …) and what was published to `out` are no sources. Raises ConfigurationError.
    """
    sources = []
    own = out.resolve() if out else None
    for root, files in _files_by_root(paths):
        municipality_of = _municipalities(root.folder)
        for file in files:
            if own and own in file.resolve().parents:
                continue
            inside = PurePosixPath(file.relative_to(root.folder).as_posix())
            label = _printable(str(inside if root.label is None else PurePosixPath(root.label) / inside))
            sources += [replace(source, municipality=municipality_of(inside)) for source in _told(file, label)]
    return _with_paths_of_their_own(sorted(sources, key=lambda source: source.path))


def opened(location: Path, member: str | None) -> IO[bytes]:
    """The bytes of a source, to be closed by the caller; raises OSError or zipfile.BadZipFile."""
    if member is None:
        return location.open("rb")
    with zipfile.ZipFile(location) as archive:
        return archive.open(member)


def media_type_of(head: bytes) -> str:
    """What a file is, told from its first bytes; BINARY when they are neither a known form nor text."""
    for magic, media_type in MAGIC.items():
        if head.startswith(magic):
            return media_type
    if PDF_BEGIN.match(head) or (PDF_HEADER.search(head[:PDF_MAGIC_WITHIN]) and PDF_OBJECT.search(head)):
        return PDF  # a text may quote the header
    text = _text_of(head)
    if text is None:
        return BINARY
    if MHTML_HEADER.match(text):
        return MHTML
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


@dataclass(frozen=True, slots=True)
class _Root:
    """A folder that paths are relative to; `label` tells several roots apart and is None when there is one."""

    folder: Path
    label: str | None


def _files_by_root(paths: Sequence[Path]) -> Iterator[tuple[_Root, list[Path]]]:
    """Each file once, under the outermost folder it was asked for; a file named by itself belongs to its folder."""
    wanted: dict[Path, set[Path]] = {}
    met: set[Path] = set()
    for path in sorted(path.absolute() for path in paths):
        root = path if path.is_dir() else path.parent
        files = set(_walk(path)) if path.is_dir() else {path}
        wanted.setdefault(root, set()).update(files - met)
        met |= files
    folders = [folder for folder, files in wanted.items() if files]
    labels = _labels(folders) if len(folders) > 1 else [None] * len(folders)
    for folder, label in zip(folders, labels, strict=True):
        yield _Root(folder, label), sorted(wanted[folder])


def _walk(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(here, name)
            if not name.startswith(".") and name not in CONFIGURATION and _is_regular(path):
                yield path


def _is_regular(path: Path) -> bool:
    """A file, or something that may turn out to be one: a link that leads nowhere is met and said to be unreadable."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True


def _labels(folders: Sequence[Path]) -> list[str]:
    """The last parts of each folder's path, as many as it takes to tell them all apart."""
    resolved = [folder.resolve() for folder in folders]
    for length in range(1, max(len(folder.parts) for folder in resolved) + 1):
        labels = ["/".join(part for part in folder.parts[-length:] if part != folder.anchor) for folder in resolved]
        if len(set(labels)) == len(labels):
            break
    return labels


def _municipalities(folder: Path) -> _MunicipalityOf:
    """Reads `sources.toml`: `municipality = "x"` for the folder, and by subfolder under `[folders]`."""
    path = folder / "sources.toml"
    if not path.is_file():
        return _MunicipalityOf(DEFAULT_MUNICIPALITY, {})
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path}: cannot be read as TOML ({error}). Mend it or remove it.") from error
    default, folders = settings.pop("municipality", DEFAULT_MUNICIPALITY), settings.pop("folders", {})
    if settings or not isinstance(folders, dict) or not all(isinstance(name, str) and name for name in (default, *folders.values())):
        raise ConfigurationError(
            f'{path}: only `municipality = "name"` and, under [folders], lines like `"subfolder" = "name"` are understood here.'
        )
    return _MunicipalityOf(default, {PurePosixPath(subfolder): name for subfolder, name in folders.items()})


@dataclass(frozen=True, slots=True)
class _MunicipalityOf:
    default: str
    folders: dict[PurePosixPath, str]

    def __call__(self, path: PurePosixPath) -> str:
        """The nearest subfolder that was given a name decides."""
        return next((self.folders[parent] for parent in path.parents if parent in self.folders), self.default)


def _told(file: Path, label: str) -> Iterator[Source]:
    source = Source(label, file)
    try:
        with file.open("rb") as stream:
            source = _identified(source, stream)
    except OSError as error:
        yield replace(source, code=FileCode.UNREADABLE, detail=error.strerror)
        return
    if source.media_type == ZIP:
        yield from _archive(source)
    else:
        yield source


def _identified(source: Source, stream: IO[bytes] | BufferedReader) -> Source:
    """The source with its hash, size and kind; reads the stream to its end, in pieces."""
    digest, size, head = hashlib.sha256(), 0, b""
    while piece := stream.read(HEAD_BYTES):
        head = head or piece
        digest.update(piece)
        size += len(piece)
    media_type = media_type_of(head) if size else None
    if not size:
        code = FileCode.EMPTY_FILE
    elif size > MAX_BYTES and media_type != ZIP:
        code = FileCode.TOO_LARGE
    elif media_type in READ_HERE or media_type == ZIP:
        code = None
    else:
        code = FileCode.BINARY
    return replace(source, sha256=digest.hexdigest(), size_bytes=size, media_type=media_type, code=code)


def _archive(source: Source) -> Iterator[Source]:
    """The archive itself, set aside, then its members; an archive that gives none is quarantined."""
    try:
        with zipfile.ZipFile(source.location) as archive:
            members = archive.infolist()
            if any(member.filename in ("[Content_Types].xml", "mimetype") for member in members):
                yield replace(source, media_type=OFFICE, code=FileCode.OFFICE_DOCUMENT)
                return
            if sum(member.file_size for member in members) > MAX_ARCHIVE_BYTES:
                yield replace(source, code=FileCode.TOO_LARGE)
                return
            inside = [_member(source, archive, member) for member in members if _is_source(member)]
    except (OSError, zipfile.BadZipFile) as error:
        yield replace(source, code=FileCode.BROKEN_ARCHIVE, detail=str(error))
        return
    yield replace(source, code=FileCode.ARCHIVE if inside else FileCode.BROKEN_ARCHIVE)
    yield from inside


def _is_source(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(member.filename).parts
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    return not member.is_dir() and not hidden and parts[-1] not in CONFIGURATION


def _member(source: Source, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Source:
    inside = Source(f"{source.path}!/{_printable(member.filename)}", source.location, member.filename)
    if member.flag_bits & 0x1:
        return replace(inside, code=FileCode.PASSWORD)
    if member.file_size > MAX_BYTES:
        return replace(inside, size_bytes=member.file_size, code=FileCode.TOO_LARGE)
    try:
        with archive.open(member) as stream:
            told = _identified(inside, stream)
    except (OSError, zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error) as error:
        return replace(inside, code=FileCode.BROKEN_ARCHIVE, detail=str(error))
    return replace(told, code=FileCode.NESTED_ARCHIVE) if told.media_type == ZIP else told


def _text_of(head: bytes) -> str | None:
    """The first characters, if they are characters. Windows-1252 gives every byte a letter, so control codes decide."""
    for encoding in _encodings(head):
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
        controls = sum(count for char, count in Counter(text).items() if char < " " and char not in "\t\n\v\f\r")
        return text if controls <= MAX_CONTROL_SHARE * len(text) else None
    return None


def _encodings(head: bytes) -> Iterable[str]:
    if head.startswith(UTF16_BOMS):
        return ("utf-16",)
    pairs = max(len(head) // 2, 1)
    if head[1::2].count(0) > 0.5 * pairs and not head[0::2].count(0):
        return ("utf-16-le",)
    if head[0::2].count(0) > 0.5 * pairs and not head[1::2].count(0):
        return ("utf-16-be",)
    return ("utf-8", "cp1252", "latin-1")


def _printable(name: str) -> str:
    """A name that can be written as UTF-8, whatever bytes the file system or the archive held."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in name)


def _with_paths_of_their_own(sources: Sequence[Source]) -> list[Source]:
    """An archive may hold one name twice; the second becomes `name#2`."""
    met: Counter[str] = Counter()
    unlike = []
    for source in sources:
        met[source.path] += 1
        unlike.append(source if met[source.path] == 1 else replace(source, path=f"{source.path}#{met[source.path]}"))
    return unlike
