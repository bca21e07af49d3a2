"""Documents whose answers are known in, pipeline/report/accuracy.json out: how much of them is read right, as the method page tells it.

python -m docs.measure_accuracy

Reads the invented documents of the repository and, where a folder `shared` lies beside the checkout, those kept there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docs.measure_prints import prints
from parsers.documents.kinds import KINDS
from parsers.model.records import Smiley
from parsers.reading import FileReading
from pipeline.report.accuracy import FILE, Origin, Tally
from pipeline.version import __version__
from tests.answers import FIXTURES, MEDIA, SHARED, Rows, gold, gold_fields, named, plain, read, read_fields, same_round

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "data" / "raw"

KEPT_AS_ROWS = ("agenda_items", *(records.table for kind in KINDS.values() for records in kind.lists), "initiatives")

Document = tuple[Path, Path]  # with its answer


def main() -> None:
    tallies = measured(Origin.INVENTED, invented())
    if SHARED.is_dir():
        tallies = [*measured(Origin.REAL, outside("seeds")), *measured(Origin.REPRINTED, outside("corpus")), *tallies]
    else:
        print("No folder shared lies beside the checkout: what is kept there is not measured.")
    by_program = prints()
    told = {
        "version": __version__,
        "day": datetime.now(UTC).date().isoformat(),
        "tallies": [asdict(tally) for tally in tallies],
        "prints": [asdict(tally) for tally in by_program],
    }
    (ROOT / "pipeline" / "report" / FILE).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    for tally in tallies:
        print(f"{tally.source:10}{tally.medium:5}{tally.kind:10}{tally.documents:4} documents {tally.right:6} of {tally.fields} fields")
    for one in by_program:
        print(f"{one.program:20}{one.perfect:4} of {one.files} files {one.right:6} of {one.fields} fields, {one.unsaid} wrong and not said")


def invented() -> Iterator[Document]:
    for answer in sorted(FIXTURES.rglob("*.gold.json")):
        folder = SAMPLES if answer.parent.name == "raw" else answer.parent
        for path in sorted(folder.glob(f"{answer.name.removesuffix('.gold.json')}.*")):
            if path.suffix in MEDIA:
                yield path, answer


def outside(folder: str) -> Iterator[Document]:
    for path in sorted((SHARED / folder).rglob("*.*")):
        answer = SHARED / "gold" / f"{path.stem}.gold.json"
        if answer.exists():
            yield path, answer


def measured(source: Origin, documents: Iterable[Document]) -> list[Tally]:
    """A tally for each medium and kind. An answer that says that a file cannot be read measures nothing."""
    tallies: dict[tuple[str, str], Tally] = {}
    for path, answer in documents:
        told: Any = gold(answer)
        kind = told[0]["kind"] if isinstance(told, list) else told.get("initiatives") and told["kind"]
        if kind:
            tally = tallies.setdefault((path.suffix, kind), Tally(source.value, path.suffix.lstrip("."), kind))
            count(tally, *told_and_read(told, read(path)))
    return [tally for _, tally in sorted(tallies.items())]


def told_and_read(told: Any, reading: FileReading) -> tuple[Rows, Rows]:
    """The rows that an answer tells of, and those that were read."""
    if isinstance(told, list):
        return named(kept_rows(told)), named(kept_rows(plain(reading.documents)))
    return named(gold_fields(told)), named(read_fields(same_round(reading, told)))


def kept_rows(papers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for paper in papers for table in KEPT_AS_ROWS for row in paper.get(table, ())]


def count(tally: Tally, told: Rows, read: Rows) -> None:
    """Adds one document. What was read and is not in the answer is a field that is not right."""
    tally.documents += 1
    tally.rows += len(told)
    tally.found += len(told.keys() & read.keys())
    tally.extra += len(read.keys() - told.keys())
    for name, row in told.items():
        got = read.get(name, {})
        for field in row.keys() | got.keys():
            if not row.get(field) and not got.get(field):
                continue  # an empty cell read as empty is no merit
            right = row.get(field, "") == got.get(field, "")
            tally.fields += 1
            tally.right += right
            if field.endswith("smiley"):
                tally.signs += 1
                tally.signs_unknown += not right and got.get(field) == Smiley.UNKNOWN
                tally.signs_wrong += not right and got.get(field) != Smiley.UNKNOWN


if __name__ == "__main__":
    main()
