"""Invented follow-ups with one row an initiative, printed without vertical rules in looks that vary at random, by several programs.

python -m tests.profiles.open_tables DIR [SEED [COUNT]] writes them with what is in each as JSON; no initiative in them is real.
"""

from __future__ import annotations

import io
import json
import random
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

__all__ = ["MAKERS", "PROFILE", "OpenTable", "made", "printed"]

TITLE = "Status på budgetaftale 2034 pr. 30.06.2034"
PROFILE = """
slug = "nordby"
name = "Nordby Kommune"
extends = "danish"
[rounds]
days = ["06-30", "12-31"]
[[titles]]
kind = "followup"
patterns = ["Status på budgetaftale {year}[ pr. {day}]"]
[table.columns]
number = ["Nr.", "Nr"]
title = ["Initiativ", "Indsats"]
text = ["Beskrivelse", "Kort beskrivelse"]
committee = ["Udvalg", "Ansvarligt udvalg"]
due = ["Frist", "Tidsplan", "Forventet færdig"]
status = ["Trafiklys", "Indikator"]
status_text = ["Bemærkning", "Status og bemærkninger"]
[statuses]
"Grøn" = "glad"
"Gul" = "mellem"
"Rød" = "sur"
"""
HEADINGS = {
    "number": ("Nr.", "Nr"),
    "title": ("Initiativ", "Indsats"),
    "text": ("Beskrivelse", "Kort beskrivelse"),
    "committee": ("Udvalg", "Ansvarligt udvalg"),
    "persons": ("Ansvarlig",),
    "due": ("Frist", "Tidsplan", "Forventet færdig"),
    "status": ("Trafiklys", "Indikator"),
    "status_text": ("Bemærkning", "Status og bemærkninger"),
}
WIDTHS = {"number": 1.0, "title": 4.0, "text": 6.0, "committee": 3.2, "persons": 2.4, "due": 2.4, "status": 2.0, "status_text": 5.0}
OFTEN = {"number": 0.6, "text": 0.5, "committee": 0.4, "status_text": 0.6, "persons": 0.2}
THINGS = (
    *("havn", "cykelsti", "skole", "bibliotek", "park", "bro", "hal", "museum", "stadion", "torv", "mole", "eng", "sluse", "galleri"),
    *("værksted", "hospice", "klub", "scene", "ungdomshus", "drivhus", "fyrtårn", "væksthus", "kajplads", "bålhytte"),
)
DEEDS = ("udvides", "etableres", "renoveres", "undersøges", "gennemføres", "åbnes", "flyttes", "samles", "afprøves")
COMMITTEES = ("Økonomiudvalget", "Børne- og Skoleudvalget", "Teknik- og Miljøudvalget", "Kultur- og Fritidsudvalget")
RULES = ("none", "none", "none", "horizontal", "header", "header_shade", "zebra", "shades")
ABOUT = "Her følger en status på de indsatser, som partierne har aftalt. Den er opdigtet og viser kun, hvordan en opfølgning kan se ud."


@dataclass(frozen=True)
class OpenTable:
    """What is printed, and how: measures in points."""

    headings: dict[str, str]  # by column, in printed order
    rows: list[dict[str, str]]
    rules: str
    size: int
    leading: float
    middle: bool  # cells stand in the middle of their row's height
    padding: int
    between: int  # columns
    aligned: dict[str, str]
    widths: list[float]
    wide: bool  # the page lies
    again: bool  # the header on each page
    torn: bool  # a page's end may stand in a row
    before: int  # paragraphs above
    after: bool  # a paragraph below


def _said(chance: random.Random, least: int, most: int) -> str:
    words = chance.sample(THINGS, chance.randint(least, most))
    return f"{words[0].capitalize()} {' '.join([*words[1:], chance.choice(DEEDS)])}"


def made(seed: int) -> OpenTable:
    """The table of a seed."""
    chance = random.Random(seed)
    columns = [name for name in HEADINGS if chance.random() < OFTEN.get(name, 1.0)]
    if chance.random() < 0.25:
        rest = columns[2:]
        chance.shuffle(rest)
        columns[2:] = rest
    rows = []
    for number in range(1, chance.choice((3, 5, 8, 14, 22)) + 1):
        day = f"{chance.randint(1, 28)}.{chance.randint(1, 12)}.2034"
        row = {
            "number": str(number),
            "title": _said(chance, 2, chance.choice((4, 9))),
            "text": f"{_said(chance, 6, chance.choice((10, 22)))}.",
            "committee": chance.choice(COMMITTEES),
            "persons": "Mette Eksempel",
            "due": chance.choice((day, f"{chance.randint(1, 4)}. kvartal 2034", "Løbende", "1. halvår 2034")),
            "status": chance.choice(("Grøn", "Gul", "Rød")),
            "status_text": f"{_said(chance, 4, chance.choice((8, 18)))}." if chance.random() < 0.75 else "",
        }
        rows.append({name: row[name] for name in columns})
    aligned = {name: side for name, side in (("due", "center"), ("status", "center"), ("number", "right")) if chance.random() < 0.3}
    return OpenTable(
        headings={name: chance.choice(HEADINGS[name]) for name in columns},
        rows=rows,
        rules=chance.choice(RULES),
        size=chance.choice((8, 9, 10)),
        leading=chance.choice((1.15, 1.2, 1.3)),
        middle=chance.random() < 0.25,
        padding=chance.choice((1, 2, 3, 5, 7)),
        between=chance.choice((4, 6, 10)),
        aligned=aligned,
        widths=[WIDTHS[name] * chance.uniform(0.85, 1.2) for name in columns],
        wide=len(columns) > 5 or chance.random() < 0.3,
        again=chance.random() < 0.5,
        torn=chance.random() < 0.4,
        before=chance.choice((0, 1, 12, 30)),
        after=chance.random() < 0.4,
    )


# ---------------------------------------------------------------- reportlab


def printed(table: OpenTable) -> bytes:
    """The PDF that reportlab makes of it."""
    width, height = landscape(A4) if table.wide else A4
    margin = 48.0
    styles = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT}

    def cell(name: str, text: str, font: str = "Helvetica") -> Paragraph:
        own = ParagraphStyle(name, fontName=font, fontSize=table.size, leading=table.size * table.leading)
        own.alignment = styles[table.aligned.get(name, "left")]
        return Paragraph(escape(text), own)

    total = sum(table.widths)
    content = [[cell(name, heading, "Helvetica-Bold") for name, heading in table.headings.items()]]
    content += [[cell(name, text) for name, text in row.items()] for row in table.rows]
    grid = Table(
        content,
        colWidths=[(width - 2 * margin) * each / total for each in table.widths],
        repeatRows=int(table.again),
        splitInRow=int(table.torn),
        style=TableStyle([*_paddings(table), *_looks(table)]),
    )
    body = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=13, spaceAfter=4)
    heading = ParagraphStyle("heading", fontName="Helvetica-Bold", fontSize=15, leading=18, spaceAfter=10)
    story = [Paragraph("Nordby Kommune", body), Paragraph(TITLE, heading), *[Paragraph(ABOUT, body)] * table.before, Spacer(1, 8), grid]
    if table.after:
        story += [Spacer(1, 14), Paragraph(f"Bemærk: {ABOUT}", body)]
    stream = io.BytesIO()
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), margin)
    SimpleDocTemplate(stream, pagesize=(width, height), invariant=1, **margins).build(story)
    return stream.getvalue()


def _paddings(table: OpenTable) -> list[tuple[object, ...]]:
    whole = (0, 0), (-1, -1)
    return [
        ("VALIGN", *whole, "MIDDLE" if table.middle else "TOP"),
        *((side, *whole, table.padding) for side in ("TOPPADDING", "BOTTOMPADDING")),
        *((side, *whole, table.between / 2) for side in ("LEFTPADDING", "RIGHTPADDING")),
    ]


def _looks(table: OpenTable) -> list[tuple[object, ...]]:
    head, below = ((0, 0), (-1, 0)), ((0, 1), (-1, -1))
    return {
        "none": [],
        "horizontal": [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey)],
        "header": [("LINEBELOW", *head, 1, colors.black)],
        "header_shade": [("BACKGROUND", *head, colors.lightgrey)],
        "zebra": [("ROWBACKGROUNDS", *below, [colors.whitesmoke, colors.HexColor("#dfe8f0")])],
        "shades": [
            ("BACKGROUND", *head, colors.HexColor("#b0c4de")),
            ("ROWBACKGROUNDS", *below, [colors.white, colors.HexColor("#eef3f8")]),
        ],
    }[table.rules]


# ---------------------------------------------------------------- programs that print HTML

CSS = {
    "none": "",
    "horizontal": "td,th{border-bottom:.5pt solid #888}",
    "header": "th{border-bottom:1pt solid black}",
    "header_shade": "th{background:#d3d3d3}",
    "zebra": "tbody tr:nth-child(odd){background:#f5f5f5} tbody tr:nth-child(even){background:#dfe8f0}",
    "shades": "th{background:#b0c4de} tbody tr:nth-child(even){background:#eef3f8}",
}


def _html(table: OpenTable) -> str:
    style = (
        f"@page{{size:A4 {'landscape' if table.wide else 'portrait'};margin:18mm}} body{{font:10pt 'Liberation Sans'}}"
        f"table{{width:100%;border-collapse:collapse;table-layout:fixed;font-size:{table.size}pt;line-height:{table.leading}}}"
        f"td,th{{text-align:left;vertical-align:{'middle' if table.middle else 'top'};padding:{table.padding}pt {table.between / 2}pt}}"
        + ("" if table.again else "thead{display:table-row-group}")
        + ("" if table.torn else "tr{page-break-inside:avoid}")
        + CSS[table.rules]
    )
    total = sum(table.widths)

    def cells(tag: str, row: dict[str, str]) -> str:
        return "".join(f'<{tag} style="text-align:{table.aligned.get(name, "left")}">{escape(text)}</{tag}>' for name, text in row.items())

    columns = "".join(f'<col style="width:{100 * width / total:.1f}%">' for width in table.widths)
    rows = "".join(f"<tr>{cells('td', row)}</tr>\n" for row in table.rows)
    grid = f"<table><colgroup>{columns}</colgroup><thead><tr>{cells('th', table.headings)}</tr></thead><tbody>{rows}</tbody></table>"
    after = f"<p>Bemærk: {ABOUT}</p>" if table.after else ""
    return (
        f"<!doctype html><html lang=da><meta charset=utf-8><style>{style}</style><body><p>Nordby Kommune</p>"
        f"<h1>{TITLE}</h1>{f'<p>{ABOUT}</p>' * table.before}{grid}{after}</body></html>"
    )


def _commands(page: Path, pdf: Path, *, wide: bool) -> dict[str, list[str]]:
    chromium = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    return {
        "chromium": [*chromium, f"--print-to-pdf={pdf}", str(page)],
        "wkhtmltopdf": ["wkhtmltopdf", "-q", "-s", "A4", "-O", "Landscape" if wide else "Portrait", str(page), str(pdf)],
        "soffice": ["soffice", "--headless", "--convert-to", "pdf:writer_web_pdf_Export", "--outdir", str(pdf.parent), str(page)],
    }


MAKERS = ("reportlab", "chromium", "wkhtmltopdf", "soffice")


def _write(table: OpenTable, maker: str, pdf: Path) -> None:
    if maker == "reportlab":
        pdf.write_bytes(printed(table))
        return
    page = pdf.with_suffix(".html")
    page.write_text(_html(table), "utf-8")
    subprocess.run(_commands(page, pdf, wide=table.wide)[maker], check=True, capture_output=True, timeout=120)
    page.unlink()


def main(folder: Path, seed: int = 1, count: int = 40) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    makers = [maker for maker in MAKERS if maker == "reportlab" or shutil.which(maker)]
    for number in range(count):
        table, maker = made(1000 * seed + number), makers[number % len(makers)]
        pdf = folder / f"{seed}-{number:03}-{maker}-{table.rules}.pdf"
        _write(table, maker, pdf)
        pdf.with_suffix(".json").write_text(json.dumps(asdict(table), ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
