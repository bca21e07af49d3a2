"""How large and how slow the report of a thousand initiatives over five rounds is, without pictures, and how soon its start page answers;
and, for a folder of documents, how long the report with its pictures takes beside the reading.

Processor seconds for the thousand, seconds on the clock for the browser and the folder.

python -m benchmarks.bench_report [INITIATIVES [FOLDER]]
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from pathlib import Path
from shutil import which
from typing import Any

import pyarrow.parquet as pq

from benchmarks.bench_diff import ROUNDS, tables
from pipeline.changes.diff import changes
from pipeline.promises.match import promises
from pipeline.promises.standings import standings
from pipeline.report import write_report
from pipeline.run import Options, run
from pipeline.schema.tables import ALL_TABLES

SAMPLES = Path(__file__).parents[1] / "data" / "raw"
MOST_BYTES = 45_000_000  # of it the timelines are 3.4, their figures 0.8, the cards 4.3 and the search's texts 1.9
MOST_START_BYTES = 1_500_000
MOST_ANSWER = 2.0  # seconds until the start page's filter has answered
KEPT = 0.8  # of all signs stay from one round to the next; the invented changes then are as many as a real agreement's, a dozen a promise
COMMITTEES = ("Økonomiudvalget", "Social- og Sundhedsudvalget", "Børne- og Skoleudvalget", "Kultur- og Fritidsudvalget")
CENTRES = ("Ejendomme", "Social og Sundhed", "By, Erhverv og Miljø", "Skoler, Institutioner og Kultur")

Row = dict[str, Any]


def whole(initiatives: int) -> dict[str, list[Row]]:
    """Invented tables with everything a page shows."""
    made = tables(initiatives)
    for place, row in enumerate(made["initiatives"]):
        names = {"document_id": row["document_id"], "initiative_id": row["initiative_id"], "ordinal": 1}
        turn = place % initiatives % len(COMMITTEES)
        made["responsibilities"] += [
            names | {"role": "committee", "name": COMMITTEES[turn]},
            names | {"role": "center", "name": CENTRES[turn]},
        ]
    a_round, chance = len(made["milestones"]) // ROUNDS, random.Random(2031)
    for before, row in zip(made["milestones"], made["milestones"][a_round:], strict=False):
        if before["smiley"] and chance.random() < KEPT:
            row["smiley"] = before["smiley"]
    for row in [*made["milestones"], *made["economy_notes"]]:
        row |= {"smiley_sign": "☺", "smiley_basis": "legend" if row["smiley"] else None, "smiley_confidence": 1.0}
    for document in made["documents"]:
        document |= {"title": f"Opfølgning {document['followup_number']} på Aftale om budget 2031", "first_page": 1}
    made["files"] = [
        {"path": f"{row['file_id']}.pdf", "file_id": row["file_id"], "sha256": "0" * 64, "state": "read", "engine": "pdfium"}
        for row in made["documents"]
    ]
    for table in ALL_TABLES:
        empty = {column.name: None for column in table.columns}
        made[table.name] = [empty | row for row in made.get(table.name, ())]
    matched = promises(made)
    made |= {"initiatives": matched.initiatives, "matches": matched.matches}
    return made | {"standings": standings(made), "changes": changes(made)}


def answer(start: Path) -> float | None:
    """Seconds from the address to a filtered strip; None without a browser."""
    browser = which("chromium")
    if browser is None:
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=browser, args=["--headless", "--no-sandbox", "--disable-gpu"])
        page = opened.new_page()
        began = time.monotonic()
        page.goto(start.as_uri() + "#status=s")
        page.wait_for_function("/Viser \\d+ af/.test(document.querySelector('.shown').textContent)")
        took = time.monotonic() - began
        opened.close()
    return took


def beside_reading(folder: Path) -> tuple[float, float, float]:
    """Seconds to read the documents, to write their report, and to write it again with the pictures at hand."""
    with tempfile.TemporaryDirectory() as name:
        out, cores = Path(name), len(os.sched_getaffinity(0))
        began = time.monotonic()
        run(Options([folder], out, jobs=cores, pages=False))
        taken = [time.monotonic() - began]
        published = {path.stem: pq.read_table(path).to_pylist() for path in out.glob("*.parquet")}
        for _ in range(2):
            began = time.monotonic()
            write_report(published, out / "report", [folder])
            taken.append(time.monotonic() - began)
    return taken[0], taken[1], taken[2]


def main(initiatives: int = 1000, folder: Path = SAMPLES) -> None:
    made = whole(initiatives)
    with tempfile.TemporaryDirectory() as place:
        report = Path(place) / "report"
        began = time.process_time()
        write_report(made, report)
        seconds = time.process_time() - began
        sizes = {path.relative_to(report).parts[0]: 0 for path in report.rglob("*.*")}
        for path in report.rglob("*.*"):
            sizes[path.relative_to(report).parts[0]] += path.stat().st_size
        print(f"{initiatives} initiatives, 5 rounds, {len(made['changes'])} changes: {seconds:.1f} s")
        print(f"{sum(sizes.values()) / 1e6:8.2f} MB in all (at most {MOST_BYTES / 1e6:.0f})")
        print(f"{sizes['index.html'] / 1e6:8.2f} MB the start page (at most {MOST_START_BYTES / 1e6:.1f})")
        for name, size in sorted(sizes.items(), key=lambda item: -item[1])[:5]:
            print(f"{size / 1e6:8.2f} MB {name}")
        took = answer(report / "index.html")
        print("         no browser here" if took is None else f"{took:8.2f} s until the start page answers (at most {MOST_ANSWER:.0f})")

    reading, first, again = beside_reading(folder)
    print(
        f"{reading:8.2f} s to read {folder.name}, {first:.2f} s for its report (at most as long), {again:.2f} s once its pictures are made"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]), *map(Path, sys.argv[2:]))
