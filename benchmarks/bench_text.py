"""How fast agendas are read from text dumps, from bytes to records, stage by stage and beside plain Python's lines and words;
how much memory a worker takes for texts of 20 MB.

Processor seconds, so that a busy machine does not count; every round takes each agenda through every stage, one after the other.

python -m benchmarks.bench_text [ROUNDS]
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import TypeVar

from benchmarks.reading_files import WORDS
from parsers.documents import classify
from parsers.documents.kinds import read_document, texts_of
from parsers.documents.mentions import amounts_of
from parsers.documents.printed_texts import PrintedText
from parsers.documents.references import links_of
from parsers.documents.span import FileContext, Span
from parsers.language import money
from parsers.model.records import Document
from parsers.model.rows import Row
from parsers.text import reader as text_reader
from parsers.text.rows import text_rows
from pipeline.ingest.serving import calm_memory

SAMPLE = Path(__file__).parents[1] / "tests" / "fixtures" / "agenda" / "minutes.txt"
AGENDAS, REPEATS = 60, 6  # six times the sample, with its prose drawn out, is as long as the minutes of a real meeting
PROSE = 8  # lines, put into the sample's short sections
MOST_ROWS, MOST_RECORDS = 3, 10  # times the lines and words of plain Python
LONG = 20 * 10**6  # bytes
MOST_MEMORY = 200  # MiB, of which 84 are what a worker imports
ROUNDS = 5
ITEM = re.compile(r"^Punkt \d+", re.MULTILINE)
ITEM_WORDS = re.compile(r"\b[a-zæøå]{6,}\b")
NUMBER = re.compile(r"(?<=[ (])\d{1,3}(?=[ ,.])")
SECTION = re.compile(r"^(?:Sammendrag|Baggrund|Sagsfremstilling)\n\n", re.MULTILINE)
WORD = re.compile(r"\w+")

T = TypeVar("T")
U = TypeVar("U")


def agendas() -> list[bytes]:
    """Minutes as long as real ones, of the sample's items with other numbers, sums and words."""
    chance = random.Random(2031)
    *items, address = re.split(r"\n(?=Punkt \d|Source URL)", SAMPLE.read_text("utf-8"))
    words = sorted({word for item in items for word in ITEM_WORDS.findall(item)})
    made = []
    for _ in range(AGENDAS):
        printed = [varied(item, number, words, chance) for number, item in enumerate(items * REPEATS, 1)]
        made.append("\n".join([*printed, address]).encode())
    return made


def varied(item: str, number: int, words: list[str], chance: random.Random) -> str:
    """An item with another number, longer sections, every third of its sums and one in twenty of its long words changed."""
    item = NUMBER.sub(lambda match: str(chance.randint(1, 28)) if chance.random() < 0.3 else match[0], item)
    item = ITEM_WORDS.sub(lambda match: chance.choice(words) if chance.random() < 0.05 else match[0], item)
    item = SECTION.sub(lambda match: f"{match[0]}{prose(chance)}", item)
    return ITEM.sub(f"Punkt {number}", item, count=1)


def prose(chance: random.Random) -> str:
    """Lines of running text, as wide as the sample's."""
    return "".join(f"{' '.join(chance.choices(WORDS, k=13))}\n" for _ in range(PROSE))


class Clock:
    """Seconds for each stage, a number for each round."""

    def __init__(self) -> None:
        self.rounds: dict[str, list[float]] = {}

    def new_round(self) -> None:
        for taken in self.rounds.values():
            taken.append(0.0)

    def timed(self, stage: str, action: Callable[[T], U], given: T) -> U:
        begun = time.process_time()
        result = action(given)
        self.rounds.setdefault(stage, [0.0])[-1] += time.process_time() - begun
        return result

    def seconds(self, stage: str) -> float:
        return median(self.rounds[stage])


def lines_and_words(data: bytes) -> int:
    """What any reader does at least: the lines, and one pattern over each of them."""
    return sum(len(WORD.findall(line)) for line in data.decode().split("\n"))


def long_texts() -> dict[str, bytes]:
    """Texts of 20 MB: minutes of many meetings, of one that never ends, with dashes that take two bytes a letter, and running text."""
    many = b"\n\n".join(agendas())
    times = LONG // len(many) + 1
    address = re.compile(rb"^Source URL.*\n?", re.MULTILINE)
    chance = random.Random(2031)
    return {
        "many meetings": (many * times)[:LONG],
        "one meeting": (address.sub(b"", re.sub(rb"^Punkt 1 ", b"Punkt 2 ", many, flags=re.MULTILINE)) * times)[:LONG],
        "one meeting, with dashes": (address.sub(b"", many.replace(b"Punkt 1 ", b"Punkt 2 ").replace(b", ", " – ".encode())) * times)[
            :LONG
        ],
        "running text": "\n\n".join(prose(chance) for _ in range(LONG // len(prose(chance)))).encode(),
    }


def worker_peak(data: bytes) -> float:
    """MiB, of a process that reads a text to a fragment as a worker does."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.txt"
        path.write_bytes(data)
        told = subprocess.run([sys.executable, "-c", WORKER, str(path)], check=True, capture_output=True, text=True)
    return float(told.stdout)


WORKER = """
import hashlib, sys
from pathlib import Path
import pyarrow as pa
from pipeline.ingest.arrow_alone import keep_pandas_out
from pipeline.ingest.libraries import OF_ALL, OF_TEXTS
from pipeline.ingest.serving import calm_memory
for each in OF_ALL + OF_TEXTS:
    __import__(each)
from pipeline.ingest import readings
from pipeline.ingest.cache import key_of
from pipeline.ingest.sources import Where
pa.set_memory_pool(pa.system_memory_pool())
keep_pandas_out()
calm_memory()
path = Path(sys.argv[1])
with path.open("rb") as stream:
    sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
job = readings.Job(path.name, Where(path), sha256, "text/plain", "auto", "off", key_of("auto"), path.with_suffix(".fragment"))
readings._read_to_fragment(readings.read_job, job)
status = Path("/proc/self/status").read_text()  # resource.getrusage would count what the process had before it was Python
print(next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM:")))
"""


def documents_in(rows: Sequence[Row]) -> list[Span]:
    return list(classify.spans(rows))


def texts_in(document: Document) -> list[PrintedText]:
    return list(texts_of(document))


READING = ("bytes to lines", "lines to rows")
UNDERSTANDING = ("rows to documents", "documents to records", "records to texts", "sums of money", "references")


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    files = agendas()
    calm_memory()  # as a worker does
    megabytes = sum(map(len, files)) / 1e6
    clock = Clock()
    for _ in range(rounds):
        clock.new_round()
        money._in_sentence.cache_clear()  # what one round has read is new to the next
        for data in files:
            clock.timed("lines and words", lines_and_words, data)
            content = clock.timed(READING[0], text_reader.read_text, data)
            rows = clock.timed(READING[1], text_rows, content)
            span, *_ = clock.timed(UNDERSTANDING[0], documents_in, rows)
            document = clock.timed(UNDERSTANDING[1], partial(read_document, file=FileContext(is_text=True)), span)
            texts = clock.timed(UNDERSTANDING[2], texts_in, document)
            clock.timed(UNDERSTANDING[3], partial(amounts_of, texts=texts), document)
            clock.timed(UNDERSTANDING[4], partial(links_of, texts=texts), document)
    print(f"{len(files)} agendas, {megabytes:.1f} MB, median of {rounds}")
    plain = clock.seconds("lines and words")
    print(f"  {'plain lines and words':24} {megabytes / plain:8.1f} MB/s")
    for stage in (*READING, *UNDERSTANDING):
        print(f"  {stage:24} {megabytes / clock.seconds(stage):8.1f} MB/s")
    good = True
    for name, stages, most in (("bytes to rows", READING, MOST_ROWS), ("bytes to records", (*READING, *UNDERSTANDING), MOST_RECORDS)):
        took = sum(map(clock.seconds, stages))
        reached = took / plain <= most
        good &= reached
        ratio = f"{took / plain:.1f} times plain lines and words (at most {most})"
        print(f"  {name:24} {megabytes / took:8.1f} MB/s, {ratio}{'' if reached else '  MISSED'}")
    for name, text in long_texts().items():
        peak = worker_peak(text)
        good &= peak < MOST_MEMORY
        told = f"{peak:.0f} MiB of memory for the worker that reads it (at most {MOST_MEMORY}){'' if peak < MOST_MEMORY else '  MISSED'}"
        print(f"  20 MB of {name}: {told}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
