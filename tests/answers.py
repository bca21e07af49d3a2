"""What a file was read as, and what its answer file says, in one shape that can be compared."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from parsers.model.records import Document, Finding, Initiative, Kind
from parsers.model.rows import Place
from parsers.reading import HTML, PDF, TEXT, FileReading, read_file

SHARED = Path(__file__).parents[2] / "shared"
FIXTURES = Path(__file__).parent / "fixtures"
FUNDING = {"Drift": "drift", "Anlæg": "anlæg"}
MEDIA = {".pdf": PDF, ".html": HTML, ".txt": TEXT}
NO_FIELDS = ("extra", "places", "description_places")  # which document a row is of, and where it stands
SMILEYS = {"negative": "mellem_eller_sur"}

Rows = dict[tuple[Any, ...], dict[str, str]]  # a row's fields: "title", "milestones.1.text"


def read(path: Path, engine: str = "auto") -> FileReading:
    return read_file(path.read_bytes(), MEDIA[path.suffix], engine)


def gold(path: Path) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return answer


def squashed(words: object) -> str:
    """Words as the answers compare them: NFC and with each run of space one space."""
    return " ".join(unicodedata.normalize("NFC", "" if words is None else str(words)).split())


def read_fields(reading: FileReading) -> list[dict[str, Any]]:
    """Every initiative read, in printed order, as the fields of an answer file."""
    return [_initiative(document, initiative) for document in reading.documents for initiative in document.initiatives]


def _initiative(document: Document, initiative: Initiative) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "extra": document.kind is Kind.EXTRA,
        "number": squashed(initiative.number),
        "title": squashed(initiative.title),
        "funding": squashed(initiative.funding),
        "theme": squashed(initiative.theme),
        "description": squashed(initiative.description),
        "center": squashed(initiative.responsible_center),
        "committee": squashed(initiative.responsible_committee),
        "contributors": squashed(" ".join(filter(None, (initiative.contributors, initiative.remarks)))),
        "latest_status": squashed(initiative.latest_status),
        "milestones": [
            {"text": squashed(m.text), "note": squashed(m.status_note), "due": squashed(m.due.label), "smiley": squashed(m.smiley.value)}
            for m in initiative.milestones
        ],
        "economy": [
            {"text": squashed(e.text), "note": squashed(e.status_note), "smiley": squashed(e.smiley.value)}
            for e in initiative.economy
            if e.text or e.status_note or e.smiley.value
        ],
    }
    return fields


def gold_fields(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """The same fields as an answer file states them."""
    main_is_extra = answer["kind"] == "extra"
    return [
        {
            "extra": main_is_extra or bool(each.get("block")),
            "number": squashed(each["number"]),
            "title": squashed(each["title"]),
            "funding": FUNDING.get(each["funding"], squashed(each["funding"])),
            "theme": squashed(each["theme"]),
            "description": squashed("\n".join(each["description"])),
            "center": squashed(each["center"]),
            "committee": squashed(each["committee"]),
            "contributors": squashed(each["contributors"]),
            "latest_status": squashed(each.get("latest_status")),
            "milestones": [
                {
                    "text": squashed(m["text"]),
                    "note": squashed(m["status_note"]),
                    "due": squashed(m["due"]),
                    "smiley": SMILEYS.get(m["smiley"], squashed(m["smiley"])),
                }
                for m in each["milestones"]
            ],
            "economy": [
                {"text": squashed(e["text"]), "note": squashed(e["status_note"]), "smiley": SMILEYS.get(e["smiley"], squashed(e["smiley"]))}
                for e in [each["economy"]]
                if e["text"] or e["status_note"] or e["smiley"]  # an answer has no other way to say that there is no such row
            ],
        }
        for each in answer["initiatives"]
    ]


def named(rows: Iterable[dict[str, Any]]) -> Rows:
    """Rows by their printed number, and by their order where they have none."""
    met: Counter[tuple[Any, ...]] = Counter()
    found: Rows = {}
    for row in rows:
        name = row.get("extra"), row.get("number") or row.get("item_number")
        met[name] += 1
        found[*name, met[name]] = dict(_flat(row))
    return found


def _flat(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value, 1) if isinstance(value, list) else ()
    if not isinstance(value, dict | list):
        yield name, squashed(value)
    for part, inner in parts:
        if part not in NO_FIELDS:
            yield from _flat(inner, f"{name}.{part}" if name else str(part))


def same_round(reading: FileReading, answer: dict[str, Any]) -> FileReading:
    """The papers an answer file tells of: of several bound in one file, those of its round, and the extra ones."""
    kept = [document for document in reading.documents if document.kind is Kind.EXTRA or document.kind == answer["kind"]]
    return replace(reading, documents=kept)


def plain(value: Any) -> Any:
    """Records as JSON tells them: places by their line, nothing where nothing is."""
    if isinstance(value, Place):
        return value.line
    if isinstance(value, Finding):
        return [value.code, value.text]
    if isinstance(value, Struct):
        told = {name: plain(each) for name, each in asdict(value).items()}
        return {name: each for name, each in told.items() if each not in (None, [], {}, False)}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    return str(value) if isinstance(value, (date, Decimal)) else value


def captured(reading: FileReading) -> Iterator[str]:
    """Every word of the source that a record, a heading or a finding keeps, each once: nothing derived, nothing twice."""
    yield from filter(None, (finding.text for finding in reading.findings))
    for document in reading.documents:
        front = document.front
        yield from filter(None, (front.case_id, front.source_url))
        yield from (entry.words for entry in document.legend)
        yield from filter(None, (finding.text for finding in document.findings if _keeps(finding)))
        themes: list[str | None] = [None]
        for initiative in document.initiatives:
            if initiative.theme != themes[-1]:
                themes.append(initiative.theme)
                yield initiative.theme or ""
            yield from filter(None, _said(initiative))


SET_ASIDE = frozenset(
    {
        "furniture",
        "words_beside_sign",
        "struck_text",
        "heading",
        "reading_guide",
        "stray_text",
        "unread_row",
        "label_lost",
        "extra_cell",
        "front_unread",
        "not_read",
        "invisible_text",
        "vertical_text",
        "slanted_text",
        "unknown_sign",
        "two_signs",
    }
)


def _keeps(finding: Finding) -> bool:
    """Whether a finding is the only place its words stand: a doubt about a record repeats the record's."""
    return finding.code in SET_ASIDE


def _said(initiative: Initiative) -> Iterator[str | None]:
    yield from (initiative.number, initiative.title, initiative.description, initiative.latest_status)
    yield from (initiative.responsible_center, initiative.responsible_committee, initiative.contributors, initiative.remarks)
    for milestone in initiative.milestones:
        yield from (milestone.due.label, milestone.text, milestone.status_label, milestone.status_note)
    for note in initiative.economy:
        yield from (note.text, note.status_label, note.status_note)
