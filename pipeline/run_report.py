"""What a run did, as it stands in run.json: versions, counts, and each file with its state, its reason and its documents."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

from parsers.model.findings import Code
from parsers.model.records import FOLLOWUPS, Severity
from pipeline.ingest.cache import NEVER_KEPT, PASSING, Why
from pipeline.ingest.rows import File
from pipeline.schema.enums import DocumentState
from pipeline.schema.reasons import REASONS, FileState
from pipeline.schema.run_json import RunDocument, RunFile, RunReport, RunSettings
from pipeline.schema.tables import PARSER_VERSION, SCHEMA_VERSION

if TYPE_CHECKING:
    from pipeline.ingest.merge import Merge

__all__ = ["ExitCode", "run_report"]


class ExitCode(IntEnum):
    """What a command ends with. 2 (usage) is also click's own; 129, 130 and 143 are 128 and the signal.

    Examples:
        >>> from pipeline.run import ExitCode
        >>> int(ExitCode.HELD)
        4
    """

    CLEAN = 0
    DOUBTS = 1  # finished, but files were quarantined, a follow-up gave no initiative, a paper looks like one, or --strict found an error
    USAGE = 2  # also an output folder that is not ours: nothing was read
    UNWRITTEN = 3  # the tables, or the pages beside them
    HELD = 4  # another run holds the output folder
    FAULT = 70  # of ours: EX_SOFTWARE in sysexits.h


def run_report(
    merged: Merge, why: Mapping[str, Why], settings: RunSettings, fingerprint: str, *, strict: bool, seconds: float
) -> RunReport:
    """Of a merge that was written, and has counted all; `why` each file was read, by its bytes' hash."""
    files, facts = merged.files, merged.facts
    documents = [row for each in facts.documents.values() for row in each]
    states, read = Counter(file.state for file in files), Counter(row["state"] for row in documents)
    empty = any(row["kind"] in FOLLOWUPS and not row["initiatives"] for row in documents)
    unread = any(facts.codes.get(code) for code in (Code.LOOKS_LIKE_A_FOLLOWUP, Code.SEVERAL_PROFILES))
    passing = any(file.code in PASSING | NEVER_KEPT for file in files) or bool(facts.codes.get(Code.TIME_RAN_OUT))
    doubts = bool(states[FileState.QUARANTINED]) or empty or unread or (strict and facts.severities.get(Severity.ERROR, 0) > 0)
    return {
        "exit_code": int(ExitCode.DOUBTS if doubts else ExitCode.CLEAN),
        "schema_version": SCHEMA_VERSION,
        "parser_version": PARSER_VERSION,
        "python": platform.python_version(),
        **settings,
        "seconds": round(seconds, 3),
        "counts": {
            "files": {state.value: states[state] for state in FileState},
            "unchanged": sum(file.unchanged for file in files),
            "documents": {state.value: read[state.value] for state in DocumentState},
            "kinds": dict(sorted(Counter(row["kind"] for row in documents).items())),
            "findings": {severity.value: facts.severities.get(severity.value, 0) for severity in Severity},
            "rows": dict(facts.rows),
        },
        "files": [_file(file, why.get(file.source.sha256 or ""), facts.documents.get(file.file_id or "", [])) for file in files],
        "fingerprint": fingerprint,
        "settled": not passing,
    }


def _file(file: File, why: Why | None, documents: Sequence[RunDocument]) -> RunFile:
    return {
        "path": file.source.path,
        "sha256": file.source.sha256,
        "state": file.state.value,
        "unchanged": file.unchanged,
        "why": why.value if why else None,
        "code": file.code.value if file.code else None,
        "reason": REASONS[file.code].english if file.code else None,
        "detail": file.detail,
        "engine": file.reading.engine if file.reading else None,
        "documents": list(documents),
    }
