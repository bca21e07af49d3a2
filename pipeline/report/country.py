"""A published set in, its pages out: one report, or, where more than one municipality is followed, one of each and a page above them.

    report/index.html, soegning.js, feed/     across municipalities
    report/<municipality>/…                    a whole report, as one municipality alone would have

A municipality's report is made of its own rows alone. What it was made of is kept beside it as a digest, with what the page above says of
it: where the rows are the same, its files are carried into the new report as they are.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import msgspec

from parsers.profile.municipalities import municipality_name
from parsers.profile.vocabulary import vocabulary
from pipeline.ingest.cache import code_digest
from pipeline.ingest.sources import Source
from pipeline.output_names import PAGES_MARK
from pipeline.promises.municipalities import known_from
from pipeline.publish.addresses import based, report_folder
from pipeline.publish.carried import NOTHING_TO_CARRY, CarriedTables, Carriers
from pipeline.publish.coverage import coverage
from pipeline.publish.load import PublishedTables, load
from pipeline.publish.municipalities import TablesByMunicipality, municipalities_apart
from pipeline.publish.output import linked
from pipeline.report.book import book
from pipeline.report.evidence import originals_in
from pipeline.report.folder import ReportOptions, fill, replaced, write, write_beside, write_report
from pipeline.report.index_pages import index_pages
from pipeline.report.municipalities import MunicipalityFacts, municipality_facts
from pipeline.report.site import Site
from pipeline.schema.ids import dataset_id
from pipeline.schema.tables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["write_pages_of"]

KEPT = ".milepael-municipality.json"


class KeptReport(msgspec.Struct, frozen=True):
    """Of what a municipality's report was made, how many files it has and of how many bytes, and what the page above says of it."""

    digest: str
    files: int
    bytes: int
    facts: MunicipalityFacts


def write_pages_of(folder: Path, out: Path, inputs: Sequence[Path], options: ReportOptions, carriers: Carriers) -> None:
    """Replaces the folder `out` by the pages of what `folder` has published: all of them at once.

    Raises TablesError, OSError, and OwnershipError where `out` is no report of ours, and then what stood there stands.
    """
    published = load(folder, "arrow")
    documents = published.documents.select(["municipality", "kind", "followup_number"]).to_pylist()
    if names := municipalities_apart(documents):
        _write_country(published, names, out, originals_in(inputs), options, carriers)
        return
    tables = {name: getattr(published, name) for name in TABLES if name in published.names}
    told = CarriedTables(published.dataset_id, tables, _rows(tables), options.base_url)
    write_report(told.rows, out, inputs, options, carry=partial(carriers.beside, told))


def _write_country(
    published: PublishedTables,
    names: Sequence[str],
    out: Path,
    originals: Mapping[str, Source],
    options: ReportOptions,
    carriers: Carriers,
) -> None:
    with replaced(out) as staging, TemporaryDirectory(prefix="milepael-") as scratch:
        apart, facts = TablesByMunicipality(published, names, Path(scratch)), []
        how = repr((options.draw, options.copy, options.base_url, carriers is NOTHING_TO_CARRY))
        about = _digest(code_digest(), msgspec.json.encode(vocabulary().profiles), how)
        for name in names:
            place = report_folder(name)
            facts.append(_one(name, apart.of(name), staging / place, out / place, about, originals, options, carriers))
        write_beside(staging, "country.css", "country.js")
        site = Site(based(options.base_url), carriers.above({name: report_folder(name) for name in names}, options.base_url, staging))
        unread = coverage({"files": apart.strangers.to_pylist(), "documents": []}).unread
        for address, content in index_pages(facts, unread, site.downloads):
            write(staging / address, site.placed(address, content))


def _one(
    name: str,
    tables: Mapping[str, pa.Table],
    folder: Path,
    before: Path,
    about: str,
    originals: Mapping[str, Source],
    options: ReportOptions,
    carriers: Carriers,
) -> MunicipalityFacts:
    """Makes a municipality's report, or carries over the one `before`."""
    hashes = {table: _bytes_digest(rows) for table, rows in tables.items()}
    own = [sha256 for sha256 in tables["files"].column("sha256").to_pylist() if sha256 in originals]
    digest = _digest(about, repr(hashes), repr(own))
    kept = _kept(before)
    if kept is not None and kept.digest == digest and (kept.files, kept.bytes) == _size(before):
        linked(before, folder)
        return kept.facts
    folder.mkdir()
    (folder / PAGES_MARK).touch()
    below = f"{based(options.base_url)}{report_folder(name)}/" if options.base_url else None
    stood = before if before.is_dir() else before.parent  # it was the only one before
    mine, rows = replace(options, base_url=below), _rows(tables)
    with known_from(rows):
        whose, contents = municipality_name(name), book(rows)
        carry = partial(carriers.beside, CarriedTables(dataset_id(hashes), tables, rows, below, whose))
        held = fill(folder, contents, originals, mine, carry, before=stood, whose=whose)
        facts = municipality_facts(name, contents, held)
    (folder / KEPT).write_bytes(msgspec.json.encode(KeptReport(digest, *_size(folder), facts)))
    return facts


def _rows(tables: Mapping[str, pa.Table]) -> dict[str, list[dict[str, object]]]:
    return {name: table.to_pylist() for name, table in tables.items()}


def _kept(folder: Path) -> KeptReport | None:
    try:
        return msgspec.json.decode((folder / KEPT).read_bytes(), type=KeptReport)
    except (OSError, msgspec.DecodeError):
        return None


def _size(folder: Path) -> tuple[int, int]:
    """Its files and their bytes, without what tells of them: one that somebody emptied is written anew."""
    sizes = [
        entry.stat().st_size
        for at, _folders, names in os.walk(folder)
        for entry in (Path(at, name) for name in names)
        if entry.name != KEPT
    ]
    return len(sizes), sum(sizes)


def _bytes_digest(table: pa.Table) -> str:
    """Of the rows, however they were cut in pieces."""
    import pyarrow as pa
    import pyarrow.ipc

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return hashlib.sha256(sink.getvalue()).hexdigest()


def _digest(*told: str | bytes) -> str:
    digest = hashlib.sha256()
    for one in told:
        digest.update(hashlib.sha256(one if isinstance(one, bytes) else one.encode("utf-8", "surrogatepass")).digest())
    return digest.hexdigest()
