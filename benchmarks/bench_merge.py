"""What the merge of a country takes: a million rows of milestones, in fragments of which most are copies under other ids.

    python -m benchmarks.bench_merge [MUNICIPALITIES]

One municipality's ten years of plans and follow-ups are read; each other's fragments are those under its own ids. Then `milepael
merge`, in a process of its own: its seconds of the processor, its greatest memory, and the same again with one follow-up less.
"""

from __future__ import annotations

import hashlib
import io
import json
import sys
import tempfile
import time
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.ipc
from msgspec.structs import replace

from benchmarks.bench_scale import milepael
from benchmarks.country import Country, lay
from benchmarks.report_lines import verdict
from pipeline.ingest.cache import Cache, key_of
from pipeline.ingest.fragments import MAGIC, Fragment
from pipeline.ingest.listing import Share
from pipeline.publish.load import load
from pipeline.schema.ids import file_id

MUNICIPALITIES, YEARS, INITIATIVES = 98, 10, 52
MOST_MIB = 1024


def copied(fragment: Fragment, number: int) -> tuple[str, bytes]:
    """The fragment as another file's: its hash and its bytes."""
    header = fragment.header
    sha256 = hashlib.sha256(f"{header.sha256} {number}".encode()).hexdigest()
    sink, streams = pa.BufferOutputStream(), {}
    for name, (rows, _begin, _end) in header.tables.items():
        table = fragment.table(name)
        for at, column in enumerate(table.column_names):
            if column in ("document_id", "file_id"):
                other = pc.replace_substring(table.column(column), file_id(header.sha256), file_id(sha256))
                table = table.set_column(at, table.schema.field(column), other)
        begin = sink.tell()
        with pa.ipc.new_stream(sink, table.schema) as writer:
            writer.write_table(table.combine_chunks())
        streams[name] = rows, begin, sink.tell()
    body = sink.getvalue()
    other = replace(header, sha256=sha256, municipalities={}, printed_names={})
    told = msgspec.to_builtins(other) | {"tables": streams, "body": hashlib.sha256(body).hexdigest()}
    written = io.BytesIO()
    written.write(MAGIC + json.dumps(told).encode() + b"\n")
    written.write(body)
    return sha256, written.getvalue()


def spread(fragments: Path, municipalities: int) -> Path:
    """Each municipality's fragments, and the list of the one shard that has them all."""
    place = fragments / "lists" / "1-of-1.json"
    told = json.loads(place.read_bytes())
    cache = Cache(fragments, key_of("auto"))
    sources = told["sources"]
    for source in [one for one in sources if one["sha256"] and one["code"] is None]:
        own = next(fragments.glob(f"??/{source['sha256']}*.fragment"))
        fragment = Fragment(own)
        for number in range(1, municipalities):
            sha256, content = copied(fragment, number)
            other = cache.place(sha256)
            other.parent.mkdir(exist_ok=True)
            other.write_bytes(content)
            whose = {"municipality": f"kommune{number:02}", "path": f"kommune{number:02}/{source['path']}", "sha256": sha256}
            sources.append(source | whose)
    told["profiles"] = []
    place.write_text(json.dumps(told), encoding="utf-8")
    return place


def main() -> int:
    municipalities = int(sys.argv[1]) if len(sys.argv) > 1 else MUNICIPALITIES
    with tempfile.TemporaryDirectory() as name:
        papers, fragments, out = (Path(name) / each for each in ("papers", "fragments", "out"))
        lay(papers, Country(YEARS * 5, 1, initiatives=INITIATIVES, pdfs=0, order="PFFFF"))
        for path in (papers / "profiles").iterdir():
            path.unlink()
        for path in papers.glob("*/*.txt"):
            path.write_text(path.read_text(encoding="utf-8").replace("Alby Kommune", "Ballerup Kommune"), encoding="utf-8")
        (papers / "sources.toml").unlink()
        milepael("run", papers, "--shard", Share(1, 1).name.replace("-of-", "/"), "--fragments", fragments, "--quiet")
        place = spread(fragments, municipalities)
        print(f"{len(list(fragments.glob('??/*')))} fragments", flush=True)
        good = True
        for _again in range(2):
            began = time.monotonic()
            cost = milepael("merge", "--fragments", fragments, "--out", out, "--no-report", "--quiet")
            rows = load(out, "arrow").milestones.num_rows
            print(f"{rows} milestones merged: {cost.cpu:.1f} s of the processor, {time.monotonic() - began:.1f} s of the clock", flush=True)
            print(f"  its memory: {cost.driver} MiB (at most {MOST_MIB}){verdict(cost.driver <= MOST_MIB)}", flush=True)
            good &= cost.driver <= MOST_MIB
            told = json.loads(place.read_bytes())
            told["sources"].pop()
            place.write_text(json.dumps(told), encoding="utf-8")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
