"""The bundled samples in, their published tables and their report out: read once for all tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from parsers.reading import FileReading, read_file
from pipeline.comparison import compared
from pipeline.ingest import rows
from pipeline.ingest.listing import found
from pipeline.ingest.rows import File
from pipeline.ingest.sources import Source, opened

Row = dict[str, Any]
Tables = dict[str, list[Row]]

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "raw"


def tables_of(folder: Path, *suffixes: str) -> Tables:
    """What a run publishes of the files in `folder`."""
    sources = [source for source in found([folder]) if not suffixes or Path(source.path).suffix in suffixes]
    return compared(rows.tables_of(File(source, _read(source)) for source in sources if source.code is None))


def _read(source: Source) -> FileReading:
    with opened(source.opened_by) as stream:
        return read_file(stream.read(), source.media_type or "")


@cache
def _samples(suffix: str) -> Tables:
    return tables_of(SAMPLES, suffix)


def texts() -> Tables:
    return {name: [dict(row) for row in rows] for name, rows in _samples(".txt").items()}


def prints() -> Tables:
    return {name: [dict(row) for row in rows] for name, rows in _samples(".pdf").items()}


MINUTES = """Økonomiudvalget

Mødet holdes den 3. juni 2031, rådhuset

Deltagere
Medlem Nummer Et (Q)

Åben dagsorden

Punkt 3 Ladestik til hjemmeplejens grupper

Tidligere behandling

Social- og Sundhedsudvalget den 6. maj 2031 Punkt 12

Baggrund

Ladestikkene er forsinket, fordi murværket i kælderen først skal tørre ud.

Indstilling

Center for Ejendomme indstiller, at

1. Der gives en anlægsbevilling på 0,2 mio. kr. til ladestik.

2. Arbejdet begynder før sommerferien.

Beslutning

Indstillingens punkt 1: Indstilles til godkendelse.

Indstillingens punkt 2: Indstilles ikke til godkendelse.

Økonomiudvalget ønsker opfølgning på ladestikkene i andet kvartal 2032.

Punkt 4 Skolekøkkenets udbud

Sammendrag

Der gøres status for udbuddet, jf. punkt 2.1 i budgetaftalen for 2031.

Beslutning

Taget til efterretning

Punkt 5 Anden opfølgning på Aftale om budget 2031

Sammendrag

Opfølgningen forelægges.

Beslutning

Taget til efterretning

Source URL: http://ballerup.dk/dagsorden/oekonomiudvalget-03-06-2031
"""


def with_minutes(folder: Path) -> Path:
    """The samples' texts in `folder`, the second follow-up naming a meeting, and that meeting's minutes beside them."""
    for path in SAMPLES.glob("*.txt"):
        words = path.read_text(encoding="utf-8")
        named = words.replace("venter på ladestik.", "venter på ladestik, se Økonomiudvalget den 3. juni 2031, Punkt 3.")
        (folder / path.name).write_text(named, encoding="utf-8")
    (folder / "referat.txt").write_text(MINUTES, encoding="utf-8")
    return folder
