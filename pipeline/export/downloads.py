"""Published tables in, what a report's reader can carry away out: feeds, the Excel book, and the data set in every other format."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from pipeline.export.dataset.writing import dataset_of_tables, publish_dataset
from pipeline.export.excel import write as write_book
from pipeline.export.feed import feeds
from pipeline.export.joined_feed import joined
from pipeline.output_names import FEED
from pipeline.publish.addresses import FEEDS, Addresses, based, copies_in
from pipeline.publish.carried import Carried, CarriedTables, Carriers, Download

__all__ = ["REPORT_DOWNLOADS"]

DATA = "data"  # the data set's folder
BOOK, CSV = "milepael.xlsx", "milepael-csv.zip"
# In the order they are shown; those that are there are.
DOWNLOADS = (
    Download(BOOK, "Excel"),
    Download(CSV, "CSV"),
    Download(f"{DATA}/milepael.duckdb", "DuckDB"),
    Download(f"{DATA}/datapackage.json", "datapakke"),
    Download(f"{DATA}/explorer.html", "alle tabeller"),
    Download(f"{FEEDS}/{FEED}", "feed"),
)
PUBLISHER = "udgiver ikke oplyst"
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # of each file in the archive, in place of the clock


def _write_beside(told: CarriedTables, report: Path) -> Carried:
    """Writes what can be written into the folder `report`, which holds its copies of the originals.

    Raises OSError, and ExportError when a sheet cannot hold the rows.
    """
    copies, base = copies_in(report), based(told.base_url)
    (report / FEEDS).mkdir()
    written = feeds(told.rows, Addresses("..", None, copies, base), named=told.whose is not None)
    for name, content in written.items():
        (report / FEEDS / name).write_bytes(content)
    if find_spec("xlsxwriter") is not None:
        write_book(report / BOOK, told.rows, Addresses(None, None, copies, base))
    dataset = dataset_of_tables(told.id, told.tables, PUBLISHER, f"{base}{DATA}" if base else None)
    publish_dataset(dataset, report / DATA)
    _pack(report / DATA / "csv", report / CSV)
    return Carried([one for one in DOWNLOADS if (report / one.address).exists()], frozenset(written))


def _write_above(folders: Mapping[str, str], base_url: str | None, report: Path) -> Carried:
    """One feed of what is new in all of them, made of theirs."""
    feeds_of = {folder: report / folder / FEEDS / FEED for folder in folders.values()}
    (report / FEEDS).mkdir()
    address = Addresses(base=based(base_url)).feed(FEED)
    (report / FEEDS / FEED).write_bytes(joined({folder: path for folder, path in feeds_of.items() if path.exists()}, address))
    return Carried([Download(f"{FEEDS}/{FEED}", "feed")], frozenset({FEED}))


REPORT_DOWNLOADS = Carriers(_write_beside, _write_above)


def _pack(folder: Path, archive: Path) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(folder.iterdir()):
            packed.writestr(zipfile.ZipInfo(path.name, LONG_AGO), path.read_bytes(), zipfile.ZIP_DEFLATED)
