"""Published tables in, what a report's reader can carry away out: feeds, the Excel book, and the data set in every other format."""

from __future__ import annotations

import zipfile
from importlib.util import find_spec
from pathlib import Path

from pipeline.export.dataset.writing import dataset_of, publish_dataset
from pipeline.export.excel import write as write_book
from pipeline.export.feed import feeds
from pipeline.publish.addresses import COPY_DIGITS, FEEDS, ORIGINALS, Addresses, based
from pipeline.publish.carried import Carried, Download
from pipeline.schema.rows import Tables

__all__ = ["write_downloads"]

DATA = "data"  # the data set's folder
BOOK, CSV = "milepael.xlsx", "milepael-csv.zip"
# In the order they are shown; those that are there are.
DOWNLOADS = (
    Download(BOOK, "Excel"),
    Download(CSV, "CSV"),
    Download(f"{DATA}/milepael.duckdb", "DuckDB"),
    Download(f"{DATA}/datapackage.json", "datapakke"),
    Download(f"{DATA}/explorer.html", "alle tabeller"),
    Download(f"{FEEDS}/feed.xml", "feed"),
)
PUBLISHER = "udgiver ikke oplyst"
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # of each file in the archive, in place of the clock


def write_downloads(tables: Tables, folder: Path, base_url: str | None, report: Path) -> Carried:
    """Writes what can be written into the folder `report`, which holds its copies of the originals; `folder` holds the published tables.

    Raises OSError, TablesError, and ExportError when a sheet cannot hold the rows.
    """
    copies = {path.stem[-COPY_DIGITS:]: path.name for path in sorted((report / ORIGINALS).glob("*.*"))}
    base = based(base_url)
    (report / FEEDS).mkdir()
    told = feeds(tables, Addresses("..", None, copies, base))
    for name, content in told.items():
        (report / FEEDS / name).write_bytes(content)
    if find_spec("xlsxwriter") is not None:
        write_book(report / BOOK, tables, Addresses(None, None, copies, base))
    dataset = dataset_of(folder, PUBLISHER, f"{base}{DATA}" if base else None)
    publish_dataset(dataset, report / DATA)
    _pack(report / DATA / "csv", report / CSV)
    return Carried([one for one in DOWNLOADS if (report / one.address).exists()], frozenset(told))


def _pack(folder: Path, archive: Path) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(folder.iterdir()):
            packed.writestr(zipfile.ZipInfo(path.name, LONG_AGO), path.read_bytes(), zipfile.ZIP_DEFLATED)
