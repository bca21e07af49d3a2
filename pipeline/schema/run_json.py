"""The form of run.json: what a run tells of itself, typed for those who write it and those who read it again."""

from __future__ import annotations

from typing import NotRequired, TypedDict

__all__ = ["RunDocument", "RunFile", "RunReport", "RunSettings"]


class RunSettings(TypedDict):
    """What another run must be given to do the same; a report of an earlier version may lack it."""

    inputs: NotRequired[list[str]]
    engine: NotRequired[str]
    ocr: NotRequired[str]
    strict: NotRequired[bool]
    profiles: NotRequired[str]
    base_url: NotRequired[str]
    cache: NotRequired[str]


class RunDocument(TypedDict):
    """A document, under the file it was found in."""

    document_id: str
    kind: str
    title: str | None
    agreement_year: int | None
    followup_number: int | None
    state: str
    initiatives: int


class RunFile(TypedDict):
    """A path that was met."""

    path: str
    sha256: str | None
    state: str
    unchanged: bool  # it was read by an earlier run, and that reading holds
    why: str | None  # it was read again
    code: str | None
    reason: str | None
    detail: str | None
    engine: str | None
    documents: list[RunDocument]


class RunCounts(TypedDict):
    """How many there are, by state, kind, severity or table."""

    files: dict[str, int]
    unchanged: int
    documents: dict[str, int]
    kinds: dict[str, int]
    findings: dict[str, int]
    rows: dict[str, int]


class RunReport(RunSettings, TypedDict):
    """A whole run.json."""

    exit_code: int
    schema_version: str
    parser_version: str
    python: str
    seconds: float
    counts: RunCounts
    files: list[RunFile]
    fingerprint: NotRequired[str]  # of all that the tables depend on
    settled: NotRequired[bool]  # nothing is to be read again: no failure that may pass, and no reading that its time cut short
