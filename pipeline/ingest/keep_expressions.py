"""Every expression compiled once, and kept where Python keeps compiled code: `python -m pipeline.ingest.keep_expressions [SAMPLE]...`

`regex` compiles in Python: what one follow-up needs takes an eighth of a second of each process that reads one. An installer
runs this, as it writes bytecode. Some expressions are made of a profile's words when a file is read: of those that
reading the samples needs. What is not kept, or was kept by another version of the library, is compiled when it is used.
"""

from __future__ import annotations

import gc
import os
import pickle
import pkgutil
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import parsers
from parsers.model.late_regex import LateExpression, kept_expressions, kept_place
from parsers.reading import read_file
from pipeline.ingest.media_types import identified

OF_THE_DRIVER = ("pipeline.comparison", "pipeline.export.feed")


def keep_expressions(samples: Sequence[Path]) -> int:
    """How many are kept now. Raises OSError, and UnreadableError for a sample that cannot be read."""
    for name in (*(found.name for found in pkgutil.walk_packages(parsers.__path__, "parsers.")), *OF_THE_DRIVER):
        import_module(name)
    for sample in samples:
        with sample.open("rb") as stream:
            media_type = identified(stream).media_type
        if media_type is not None:
            read_file(sample.read_bytes(), media_type)
    kept = {one.key: pickle.dumps(one.compiled()) for one in gc.get_objects() if type(one) is LateExpression}
    place = kept_place()
    place.parent.mkdir(parents=True, exist_ok=True)
    new = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        new.write_bytes(pickle.dumps(kept))
        new.replace(place)
    finally:
        new.unlink(missing_ok=True)
    kept_expressions.cache_clear()
    return len(kept)


if __name__ == "__main__":
    print(keep_expressions([Path(each) for each in sys.argv[1:]]), "expressions are kept", file=sys.stderr)  # noqa: T201
