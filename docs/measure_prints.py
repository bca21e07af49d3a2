"""Prints of other programs in, a tally for each program out: what was read right, and of what was not, how much was said to be doubtful."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from parsers.model.content import UnreadableError
from parsers.model.records import Finding, Initiative, Severity, Smiley
from parsers.reading import FileReading
from pipeline.report.accuracy import PrintTally
from tests.answers import SHARED, gold, gold_fields, named, read, read_fields, same_round

PROGRAMS = {
    "as": "Aspose.Words",
    "ch": "Chromium",
    "cr": "Cairo",
    "fo": "Apache FOP",
    "fp": "fpdf2",
    "gr": "groff",
    "js": "jsPDF",
    "lo": "LibreOffice Writer",
    "me": "LibreOffice Writer",
    "mu": "MuPDF",
    "pa": "pandoc",
    "pc": "Pango",
    "pk": "PDFKit",
    "pm": "pdfmake",
    "qt": "Qt",
    "rl": "ReportLab",
    "sp": "Spire.Doc",
    "tx": "pdfLaTeX",
    "ty": "Typst",
    "wk": "wkhtmltopdf",
    "xe": "XeLaTeX",
    "xl": "LibreOffice Calc",
}
FOLDERS = ("foreign", "lottery")


def prints() -> list[PrintTally]:
    """A tally for each program, and what was done to its files afterwards counts as its own; nothing where `shared` is missing."""
    tallies: dict[str, PrintTally] = {}
    for folder in FOLDERS:
        for answer in sorted((SHARED / "abroad" / folder).glob("*.gold.json")):
            name = answer.name.removesuffix(".gold.json")
            program = PROGRAMS[name.rpartition("~")[2][:2]]
            count(tallies.setdefault(program, PrintTally(program)), answer.with_name(f"{name}.pdf"), answer)
    return [tally for _, tally in sorted(tallies.items(), key=lambda item: item[0].casefold())]


def count(tally: PrintTally, path: Path, answer: Path) -> None:
    told = gold(answer)
    rows = named(gold_fields(told))
    try:
        reading = same_round(read(path), told)
    except UnreadableError:
        reading = FileReading("", None)
    got = named(read_fields(reading))
    initiatives = dict(zip(got, (each for document in reading.documents for each in document.initiatives), strict=True))
    is_loud = not reading.documents or any(_loud(reading))
    wrong = 0
    for name in rows.keys() | got.keys():
        right, ours = rows.get(name, {}), got.get(name, {})
        is_doubted = name in initiatives and _is_doubted(initiatives[name], reading)
        for field in right.keys() | ours.keys():
            if not right.get(field) and not ours.get(field):
                continue
            tally.fields += 1
            if right.get(field, "") == ours.get(field, ""):
                tally.right += 1
                continue
            wrong += 1
            tally.said += (is_said := is_doubted or ours.get(field) == Smiley.UNKNOWN)
            tally.said_elsewhere += not is_said and is_loud
            tally.unsaid += not is_said and not is_loud
    tally.files += 1
    tally.perfect += not wrong


def _loud(reading: FileReading) -> Iterator[Finding]:
    findings = [*reading.findings, *(found for document in reading.documents for found in document.findings)]
    return (found for found in findings if found.severity is not Severity.INFO)


def _is_doubted(initiative: Initiative, reading: FileReading) -> bool:
    own = {id(record) for record in (initiative, *initiative.milestones, *initiative.economy)}
    return any(id(found.subject) in own for found in _loud(reading))
