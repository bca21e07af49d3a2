"""How often a damaged PDF changes rows with no word said: random damages to five PDFs, each read beside its sound original.

    python -m benchmarks.trial_damage [NUMBER] [PDF]...

A damage is silent when rows change and no finding of severity warning or error was added. The goal is at most one in a
hundred, and never a smiley that turns glad. What tesseract reads in one picture is remembered, for many damages leave a page
that looks the same (a minute of its work, where the fonts are lost).
"""

from __future__ import annotations

import os
import pickle
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
PDFS = tuple(
    ROOT / "tests" / "fixtures" / "pdf" / f"{name}.pdf"
    for name in ("chromium_emoji", "chromium_drawings", "dots", "annex_of_an_agenda", "broken_by_soft_hyphen")
)
SEED = 20310801
SHARE = 25  # damages read by one process before it makes room: pdfium may be left in any state


class Trial(NamedTuple):
    """One damage: what it did to the file, and what became of its reading."""

    pdf: str
    number: int
    kind: str
    outcome: str  # refused, same, told, silent
    turned_glad: int = 0


def damaged(data: bytes, kind: str, dice: random.Random) -> bytes:
    """The bytes after one damage of the kind."""
    place = dice.randrange(len(data))
    length = min(dice.choice((1, 2, 8, 64, 512, 4096)), len(data) - place)
    match kind:
        case "bit":
            return data[:place] + bytes([data[place] ^ 1 << dice.randrange(8)]) + data[place + 1 :]
        case "bytes":
            return data[:place] + dice.randbytes(length) + data[place + length :]
        case "zeros":
            return data[:place] + bytes(length) + data[place + length :]
        case "lost":
            return data[:place] + data[place + length :]
        case "twice":
            return data[: place + length] + data[place:]
        case _:  # "cut"
            return data[:place]


KINDS = ("bit", "bytes", "zeros", "lost", "twice", "cut")


def rows_and_doubts(data: bytes) -> tuple[dict[str, list[Any]], Counter[Any]]:
    """All rows but the findings, and the findings that warn. Raises UnreadableError."""
    from parsers.reading import read_file
    from pipeline.ingest.media_types import PDF
    from pipeline.ingest.rows import File, rows_of
    from pipeline.ingest.sources import Source

    tables = dict(rows_of(File(Source("a.pdf", Path("a.pdf"), sha256="0" * 64, media_type=PDF), read_file(data, PDF))))
    findings = tables.pop("findings")
    doubts = Counter((row["code"], row["page"], row["source_key"], row["text"]) for row in findings if row["severity"] != "info")
    told = {name: list(rows) for name, rows in tables.items() if name != "files"}
    told["documents"] = [dict(row) | {"state": None} for row in told["documents"]]
    return told, doubts


def trials(pdf: Path, numbers: Sequence[int]) -> list[Trial]:
    """One process's share."""
    from parsers.model.content import UnreadableError

    sound = pdf.read_bytes()
    rows, doubts = rows_and_doubts(sound)
    told = []
    for number in numbers:
        dice = random.Random(f"{SEED}/{pdf.name}/{number}")
        kind = dice.choice(KINDS)
        try:
            other, more = rows_and_doubts(damaged(sound, kind, dice))
        except UnreadableError:
            told.append(Trial(pdf.name, number, kind, "refused"))
            continue
        except Exception as error:
            told.append(Trial(pdf.name, number, kind, f"fault {type(error).__name__}"))
            continue
        if other == rows:
            told.append(Trial(pdf.name, number, kind, "same" if more == doubts else "same, told"))
        elif more - doubts:
            told.append(Trial(pdf.name, number, kind, "told"))
        else:
            told.append(Trial(pdf.name, number, kind, "silent", _turned_glad(rows, other)))
    return told


def _turned_glad(before: dict[str, list[Any]], after: dict[str, list[Any]]) -> int:
    signs = {row["milestone_id"]: row["smiley"] for row in before["milestones"]}
    return sum(row["smiley"] == "glad" and signs.get(row["milestone_id"], "glad") != "glad" for row in after["milestones"])


def remember_pictures(folder: str) -> None:
    """What this process's tesseract reads, or one before it has read, is looked up in a folder of this trial's own."""
    from parsers.ocr import engine

    for name in ("read_words", "readings_of"):  # before anybody takes them from there
        setattr(engine, name, _remembered(getattr(engine, name), Path(folder)))


def _remembered(read: Callable[..., list[Any]], folder: Path) -> Callable[..., list[Any]]:
    def again(picture: Any, *how: Any, **more: Any) -> list[Any]:
        seen = sha256(repr((picture.size, picture.mode, how, more)).encode() + picture.tobytes()).hexdigest()
        kept = folder / f"{read.__name__}-{seen}"
        if not kept.exists():
            new = kept.with_name(f"{kept.name}-{os.getpid()}")
            new.write_bytes(pickle.dumps(list(read(picture, *how, **more))))
            new.replace(kept)
        return list(pickle.loads(kept.read_bytes()))

    return again


def all_trials(pdfs: Sequence[Path], each: int, workers: int = 2) -> Iterator[Trial]:
    """Every trial; one that kills its process, or hangs, is told as `died`, for the run's workers quarantine such a file."""
    import multiprocessing

    shares = [(pdf, range(first, min(first + SHARE, each))) for pdf in pdfs for first in range(0, each, SHARE)]
    with (
        TemporaryDirectory() as seen,
        ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), remember_pictures, (seen,), max_tasks_per_child=1) as pool,
    ):
        running = [(pdf, numbers, pool.submit(trials, pdf, numbers)) for pdf, numbers in shares]
        for pdf, numbers, share in running:
            try:
                yield from share.result()
            except Exception:
                yield from (Trial(pdf.name, number, "?", "died") for number in numbers)


def main() -> None:
    arguments = sys.argv[1:]
    number = int(arguments.pop(0)) if arguments and arguments[0].isdigit() else 10_000
    pdfs = [Path(each) for each in arguments] or list(PDFS)
    outcomes: Counter[str] = Counter()
    glad = 0
    for trial in all_trials(pdfs, -(-number // len(pdfs))):
        outcomes[trial.outcome] += 1
        glad += trial.turned_glad
        if trial.outcome not in ("refused", "same", "same, told", "told"):
            print(f"{trial.pdf} {trial.number} {trial.kind}: {trial.outcome}")
    total = outcomes.total()
    print(", ".join(f"{count} {outcome}" for outcome, count in outcomes.most_common()))
    print(f"silent: {outcomes['silent']} of {total} ({outcomes['silent'] / total:.2%}); smileys turned glad in silence: {glad}")


if __name__ == "__main__":
    main()
