"""What was typed for one side of a comparison in, the documents meant and the tables they stand in out.

A side is a round of an agreement (`2031:1`, `herlev/2031:1`), a document (its id or its file), or a folder of published tables,
which stands for the newest round of each agreement in it. A file that is in no folder of tables is read there and then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from parsers.model import late_regex as regex
from pipeline.commands.known import know
from pipeline.commands.refusal import reason_of, system_words
from pipeline.errors import SideError, TablesError
from pipeline.promises.editions import agreements
from pipeline.promises.match import promises
from pipeline.promises.model import Agreement, Round
from pipeline.publish.load import load
from pipeline.schema.rows import Row, Tables
from pipeline.schema.tables import PARSER_VERSION

__all__ = ["published", "side", "together"]

ROUND = regex.compile(r"(?:(?P<municipality>[^/:]+)/)?(?P<year>\d{4}):(?P<number>\d{1,2})")
WANTED = ("files", "documents", "initiatives", "responsibilities", "milestones", "economy_notes", "status_notes", "places", "findings")
FOLLOWED = ("matches", "standings", "municipalities", "rounds")


@dataclass(frozen=True, slots=True)
class Side:
    """`source` tells tables apart: two sides with the same one stand in the same tables."""

    source: str
    tables: Tables
    documents: tuple[str, ...]


def published(folder: Path) -> Tables:
    """The tables that a comparison needs, their municipalities known to the command.

    Raises SideError when there are none, or another version of the reader wrote them.
    """
    try:
        frames = load(folder, "arrow")
        tables = {name: getattr(frames, name) for name in (*WANTED, *FOLLOWED) if name in frames.names}
    except TablesError as error:
        raise SideError(str(error)) from error
    written = (tables["documents"].schema.metadata or {}).get(b"parser_version", b"").decode()
    if written != PARSER_VERSION:
        raise SideError(
            _(
                "{folder}: these tables were written by version {written} of the reader, this is {version}: "
                "what differs might be the reading. Read the files again: milepael run PATH --out {folder}"
            ).format(folder=folder, written=written or "?", version=PARSER_VERSION)
        )
    rows = {name: table.to_pylist() for name, table in tables.items()}
    know(rows)
    return rows


def side(typed: str, folder: Path) -> Side:
    """The side that was typed; rounds and documents are looked for in the tables of `folder`. Raises SideError."""
    named = ROUND.fullmatch(typed)
    if named:
        tables = published(folder)
        return Side(str(folder), tables, _round_documents(typed, named["municipality"], int(named["year"]), int(named["number"]), tables))
    path = Path(typed)
    if path.is_dir():
        tables = published(path)
        return Side(str(path), tables, tuple(edition.id for rounds in agreements(tables).values() for edition in rounds[-1].editions))
    try:
        tables = published(folder)
    except SideError:
        if not path.is_file():
            raise
        return _read(path)
    documents = _documents(typed, tables)
    if documents:
        return Side(str(folder), tables, documents)
    if path.is_file():
        return _read(path)
    raise SideError(
        _("{typed}: there is no such round, document, file or folder. {known}").format(typed=typed, known=_known(agreements(tables)))
    )


def _round_documents(typed: str, municipality: str | None, year: int, number: int, tables: Tables) -> tuple[str, ...]:
    known = agreements(tables)
    meant = [agreement for agreement in known if agreement.year == year and municipality in (None, agreement.municipality)]
    if len(meant) > 1:
        raise SideError(
            _("{typed}: several municipalities have that agreement. Say which: {choices}").format(
                typed=typed, choices=", ".join(f"{one.municipality}/{typed}" for one in meant)
            )
        )
    rounds = [one for agreement in meant for one in known[agreement] if one.number == number]
    if not rounds:
        raise SideError(_("{typed}: there is no document of that round. {known}").format(typed=typed, known=_known(known)))
    return tuple(edition.id for edition in rounds[-1].editions)


def _known(known: dict[Agreement, list[Round]]) -> str:
    names = [f"{agreement.year}:{one.number}" for agreement, rounds in known.items() for one in rounds]
    if not names:
        return _("No round of any agreement is there.")
    return _("The rounds are {rounds}.").format(rounds=", ".join(dict.fromkeys(names)))


def _documents(typed: str, tables: Tables) -> tuple[str, ...]:
    """The documents of this id, or those of the one file of this path or name."""
    files = {row["file_id"] for row in tables["files"] if row["file_id"] and row["path"] == typed}
    files = files or {row["file_id"] for row in tables["files"] if row["file_id"] and Path(row["path"]).name == Path(typed).name}
    by_id = [row["document_id"] for row in tables["documents"] if row["document_id"] == typed]
    return tuple(by_id or (row["document_id"] for row in tables["documents"] if len(files) == 1 and row["file_id"] in files))


def _read(path: Path) -> Side:
    from parsers.model.content import UnreadableError
    from pipeline.ingest.listing import found
    from pipeline.ingest.readings import read_apart

    source = next(iter(found([path])))
    try:
        tables = read_apart(source)
    except UnreadableError as error:
        raise SideError(f"{path}: {reason_of(error)}") from error
    except OSError as error:
        raise SideError(f"{path}: {system_words(error)}") from error
    return Side(str(path.resolve()), tables, tuple(row["document_id"] for row in tables["documents"]))


def together(before: Side, after: Side) -> Tables:
    """One set of tables for both sides, with promises followed through all of its documents."""
    if before.source == after.source and "matches" in before.tables:
        return before.tables
    met = {row["document_id"] for row in before.tables["documents"]}
    tables = {name: list(_joined(before.tables.get(name, ()), after.tables.get(name, ()), met)) for name in WANTED}
    matched = promises(tables)
    return {**tables, "initiatives": matched.initiatives, "matches": matched.matches}


def _joined(rows: Iterable[Row], others: Iterable[Row], met: set[str]) -> Iterable[Row]:
    """A document that is in both tables has the same bytes, and the same reader read it: once is enough."""
    yield from rows
    yield from (row for row in others if row.get("document_id") not in met)
