"""Small papers made by hand: what a reader would give, without a reader."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

from parsers.model.records import (
    Basis,
    Document,
    Due,
    EconomyNote,
    Finding,
    FrontMatter,
    Funding,
    Initiative,
    Kind,
    LegendEntry,
    Milestone,
    Reading,
    Responsibility,
    Role,
    Scale,
    Smiley,
    StatusNote,
)
from parsers.model.rows import Place
from parsers.reading import FileReading
from pipeline.ingest.media_types import TEXT
from pipeline.ingest.rows import File
from pipeline.ingest.sources import Source


def milestone(ordinal: int, text: str | None = "Stien er anlagt.", year: int | None = 2031) -> Milestone:
    due = Due(f"{ordinal}. budgetopfølgning {year}", year, ordinal)
    return Milestone(ordinal, due, text, smiley=Reading(Smiley.GLAD, "☺", Basis.LEGEND, 1.0), places=[Place(line=10 + ordinal)])


def initiative(number: str | None = "1.1", title: str | None = "En ny sti") -> Initiative:
    note = StatusNote("Status ved anden opfølgning:", "Udbuddet er udskudt.", 2, 2)
    late = milestone(2)
    late.status_label, late.status_note, late.status_notes = note.label, note.text, [note]
    late.smiley = Reading(Smiley.MIDDLE_OR_SOUR, "☹", Basis.LEGEND, 1.0)
    return Initiative(
        number,
        title,
        Funding.CAPITAL,
        theme="1. Vi bygger",
        description="Der anlægges en sti.",
        responsible_center="Center for Stier",
        responsible_committee="Stiudvalget samt Broudvalget",
        responsibilities=[
            Responsibility(Role.CENTER, "Center for Stier"),
            Responsibility(Role.COMMITTEE, "Stiudvalget"),
            Responsibility(Role.COMMITTEE, "Broudvalget"),
        ],
        milestones=[milestone(1), late],
        economy=[EconomyNote(1, "Der er afsat 1 mio. kr.", smiley=Reading(Smiley.GLAD, "☺", Basis.LEGEND, 1.0), places=[Place(line=15)])],
        places=[Place(line=9)],
        description_places=[Place(line=10)],
    )


def document(
    *initiatives: Initiative,
    kind: Kind = Kind.FOLLOWUP,
    year: int | None = 2031,
    number: int = 2,
    findings: list[Finding] | None = None,
) -> Document:
    return Document(
        kind,
        FrontMatter("Anden opfølgning på Aftale om budget 2031", date(2031, 8, 1), case_id="00.00.00-X00-1-31"),
        agreement_year=year,
        followup_number=number,
        scope="Ballerup Kommune",
        first=Place(line=1),
        last=Place(line=20),
        legend=[LegendEntry(Scale.INITIATIVE, 1, Smiley.GLAD, "☺", "Milepælen er nået")],
        initiatives=list(initiatives),
        findings=findings or [],
    )


def source(path: str = "a.txt", content: bytes | None = None) -> Source:
    content = path.encode() if content is None else content
    return Source(path, Path(path), sha256=sha256(content).hexdigest(), size_bytes=len(content), media_type=TEXT)


def file(*documents: Document, path: str = "a.txt", content: bytes | None = None) -> File:
    return File(source(path, content), FileReading("text", None, list(documents)))
