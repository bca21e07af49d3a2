"""The bundled samples in, their published tables and their report out: read once for all tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from parsers.reading import read_file
from pipeline.diff import changes
from pipeline.match import promises
from pipeline.sources import found, opened
from pipeline.standings import standings
from pipeline.tables import File, rows_of

Row = dict[str, Any]
Tables = dict[str, list[Row]]

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "raw"


def tables_of(folder: Path, *suffixes: str) -> Tables:
    """What a run publishes of the files in `folder`."""
    tables: Tables = {}
    for source in found([folder]):
        if suffixes and Path(source.path).suffix not in suffixes:
            continue
        with opened(source.location, source.member) as stream:
            reading = read_file(stream.read(), source.media_type or "")
        for name, rows in rows_of(File(source, reading)).items():
            tables.setdefault(name, []).extend(rows)
    return followed(tables)


def followed(tables: Tables) -> Tables:
    """Tables with what they come to: promises, standings and changes."""
    matched = promises(tables)
    tables = {**tables, "initiatives": matched.initiatives, "matches": matched.matches}
    tables |= {"same_promise_as": matched.same_promise_as}
    return {**tables, "standings": standings(tables), "changes": changes(tables)}


@cache
def _samples(suffix: str) -> Tables:
    return tables_of(SAMPLES, suffix)


def texts() -> Tables:
    return {name: [dict(row) for row in rows] for name, rows in _samples(".txt").items()}


def prints() -> Tables:
    return {name: [dict(row) for row in rows] for name, rows in _samples(".pdf").items()}
