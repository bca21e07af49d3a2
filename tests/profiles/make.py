"""Writes the invented samples of this folder, in the forms that the profiles describe. No initiative in them is real.

python -m tests.profiles.make
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

HERE = Path(__file__).parent
INVENTED = "Eksempel: alle indsatser er opdigtede."
LIGHTS = {"Grøn": colors.HexColor("#00a650"), "Gul": colors.HexColor("#ffc90e"), "Rød": colors.HexColor("#e31e24")}
IDEAS = (
    *("Flere pladser i dagtilbud", "Ny cykelsti langs åen", "Nyt tag på hallen", "Lys på skolevejen", "Flere bænke i parken"),
    *("Åbent bibliotek om aftenen", "Ladestandere ved stationen", "Madordning på plejehjem", "Ny legeplads", "Frivilligcenter i havnen"),
    *("Mindre klasser i indskolingen", "Træer på torvet", "Hjemmebesøg til nye forældre", "Genbrug af møbler", "Sejlklub for unge"),
    *(
        "Digital byggesag",
        "Fodbold om vinteren",
        "Natur i skolegården",
        "Bedre busser",
        "Pulje til landsbyer",
        "Skøjtebane",
        "Bylivsværter",
    ),
)


class Sample(NamedTuple):
    """A document: its lines, and a table with its header first."""

    name: str
    lines: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]
    coloured: int | None = None  # the column whose cells show their colour and not its name


def nordby(day: str, statuses: tuple[str, ...], dues: tuple[str, ...], titles: tuple[str, ...]) -> Sample:
    rows = [(f"{n}. {title}", due, status) for n, (title, due, status) in enumerate(zip(titles, dues, statuses, strict=True), 1)]
    name = {"30.06.2034": "juni", "31.12.2034": "december"}[day]
    lines = ("Nordby Kommune", f"Status på budgetaftale 2034 pr. {day}", INVENTED)
    return Sample(f"nordby/{name}", lines, (("Initiativ", "Frist", "Trafiklys"), *rows))


def fredensborg(number: int, day: str, shift: int) -> Sample:
    header = ("Nr.", "Initiativ", "Kort beskrivelse", "Drift/anlæg", "Ansvarlig", "Tidsplan", "Trafiklys", "Status og implementeringsplan")
    lights = ("Grøn", "Grøn", "Gul", "Grøn", "Rød")
    rows = tuple(
        (
            str(n),
            idea,
            f"{idea} gennemføres i løbet af året.",
            "Anlæg" if n % 3 == 0 else "Drift",
            "Mette Eksempel",
            f"{1 + n % 4}. kvartal 2034",
            lights[(n * (shift + 1)) % 5],
            "Arbejdet følger planen." if n % 2 else "Der ventes på tilbud.",
        )
        for n, idea in enumerate(IDEAS, 1)
    )
    lines = ("Fredensborg Kommune", "Implementeringsplaner for budgetforlig 2034", f"{number}. revision, status pr. {day}", INVENTED)
    return Sample(f"fredensborg/revision-{number}", lines, (header, *rows), coloured=6)


def numeric() -> Sample:
    header = ("Nr.", "Forslag", "Udvalg", "Udmøntet", "Status", "Bemærkninger")
    rows = tuple(
        (f"ØU {n}", idea, "Økonomiudvalget", f"{1 + n % 4}. kvartal 2034", f"{1 + n % 3}", "Udbud er sendt." if n % 3 == 1 else "")
        for n, idea in enumerate(IDEAS[:12], 1)
    )
    lines = ("2. Status på budgetaftale 2034", "Status: 1. Implementeret 2. Undervejs 3. Ikke iværksat", INVENTED)
    return Sample("numeric/status", lines, (header, *rows))


def decisions() -> Sample:
    header = ("Utvalg", "Møtedato", "Saksnr", "Tittel", "Vedtak", "Saksbehandler", "Frist", "Status", "Merknader")
    rows = (
        (
            "Kommunestyret",
            "17. mars 2034",
            "12/34",
            "Ny barnehage på Nes",
            "Det lages en plan.",
            "Kari Tenkt",
            "1. desember 2034",
            "Under arbeid",
            "Planen legges frem i oktober.",
        ),
        ("Formannskapet", "3. mai 2034", "20/34", "Salg av gammel skole", "Skolen selges.", "Kari Tenkt", "", "Gjennomført", ""),
        ("Kommunestyret", "14. juni 2034", "31/34", "Ny gangvei", "Veien utredes.", "Ola Tenkt", "2. kvartal 2035", "Ikke påbegynt", ""),
        (
            "Kommunestyret",
            "14. juni 2034",
            "32/34",
            "Felles legevakt",
            "Avtalen sies opp.",
            "Ola Tenkt",
            "1. oktober 2034",
            "Forsinket",
            "Venter.",
        ),
    )
    lines = ("Nordvik kommune", "Vedtaksoppfølging - 2. tertial 2034", "Eksempel: alle vedtak er oppdiktede.")
    return Sample("vedtak/oppfoelging", lines, (header, *rows))


SAMPLES = (
    nordby("30.06.2034", ("Grøn", "Gul", "Grøn", "Rød"), ("31.12.2034", "01.10.2034", "31.12.2034", "01.04.2034"), IDEAS[:4]),
    nordby("31.12.2034", ("Rød", "Gul", "Grøn"), ("31.12.2034", "01.03.2035", "31.12.2034"), IDEAS[:3]),
    fredensborg(1, "31.03.2034", 0),
    fredensborg(2, "30.06.2034", 1),
    numeric(),
    decisions(),
)


def as_text(sample: Sample) -> str:
    return "\n".join([*sample.lines, "", *("\t".join(row) for row in sample.table)]) + "\n"


def write_pdf(sample: Sample, path: Path) -> None:
    style = getSampleStyleSheet()["BodyText"]
    rows = [
        [Paragraph("" if n and at == sample.coloured else cell, style) for at, cell in enumerate(row)] for n, row in enumerate(sample.table)
    ]
    look: list[tuple[object, ...]] = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
    if sample.coloured is not None:
        look += [
            ("BACKGROUND", (sample.coloured, n), (sample.coloured, n), LIGHTS[row[sample.coloured]])
            for n, row in enumerate(sample.table)
            if n
        ]
    story = [*(Paragraph(line, style) for line in sample.lines), Spacer(1, 12), Table(rows, repeatRows=1, style=look)]
    SimpleDocTemplate(str(path), pagesize=landscape(A4), invariant=1).build(story)


def write_samples(folder: Path) -> None:
    for sample in SAMPLES:
        path = folder / sample.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".txt").write_text(as_text(sample), "utf-8")
        write_pdf(sample, path.with_suffix(".pdf"))


if __name__ == "__main__":
    write_samples(HERE)
