"""Strange bytes in, a reading or a code of the closed list out; anything else is a crash.

    pip install '.[fuzz]'
    python -m tests.fuzz_reading text|html|json|pdf|archive [-max_total_time=600] [FOLDER_OF_SEEDS]

The options are libFuzzer's. A crash leaves its bytes in `crash-…`; each becomes a test of the module that is mended.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

MEDIA_TYPES = {"text": "text/plain", "html": "text/html", "json": "application/json", "pdf": "application/pdf"}
CONTAINERS = ("application/zip", "message/rfc822")


def read(kind: str, data: bytes, folder: Path) -> None:
    """Reads the bytes as that kind. Raises whatever the closed list does not hold."""
    from parsers.model.content import UnreadableError
    from parsers.reading import read_file
    from pipeline.ingest.containers import opened_container
    from pipeline.ingest.media_types import media_type_of
    from pipeline.ingest.rows import File, rows_of
    from pipeline.ingest.sources import Source
    from pipeline.schema.checks import faults
    from pipeline.schema.reasons import FileCode

    media_type_of(data)
    if kind == "archive":
        place = folder / "container"
        place.write_bytes(data)
        for container in CONTAINERS:
            opened_container(place, container)
        return
    try:
        reading = read_file(data, MEDIA_TYPES[kind])
    except UnreadableError as error:
        if error.code not in set(FileCode):
            raise
        return
    found = faults(rows_of(File(Source("a", Path("a"), sha256="0" * 64), reading)))
    assert not found, str(found[0])


def main() -> None:
    import atheris

    kind = sys.argv.pop(1)
    with atheris.instrument_imports(include=["parsers", "pipeline"]), tempfile.TemporaryDirectory() as folder:
        import pipeline.ingest.rows  # noqa: F401

        one: Callable[[bytes], None] = lambda data: read(kind, data, Path(folder))  # noqa: E731
        atheris.Setup(sys.argv, one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
