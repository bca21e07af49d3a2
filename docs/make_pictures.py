"""The bundled samples in, the pictures of their report that stand in docs/img out.

python docs/make_pictures.py
"""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

from pipeline.run import Options, run

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "img"
START, PROMISE = "index.html", "indsats/ballerup-2031-2.1.html"
COLOURS = 96  # of a picture: enough for flat print, and a third of the bytes
PAPER = {"format": "A4", "margin": dict.fromkeys(("top", "right", "bottom", "left"), "15mm"), "print_background": True}
SHEETS = 2  # of the print, side by side
DOTS = 0.9  # a point of it
SETTLED = 300  # milliseconds until a search has its texts
AROUND = 5  # pixels left around a part of a page


class View(NamedTuple):
    """What is seen of a page through a window of that size; `of` is the part of it to be shown, all of the window where none is named."""

    name: str
    page: str
    width: int = 1280
    height: int = 1000
    of: str | None = None
    scheme: str = "light"
    grey: bool = False
    several: bool = False  # of the report of two municipalities


VIEWS = (
    View("forside", START, height=1340),
    View("forside-768", START, 768, 1000),
    View("forside-360", START, 360, 780),
    View("forside-moerk", START, 768, 1000, scheme="dark"),
    View("striben-graa", START, 360, of=".chart-strip", grey=True),
    View("forloebet", PROMISE, 768, of=".chart-timeline"),
    View("pengene-moerk", START, 768, of=".chart-money", scheme="dark"),
    View("soegning", f"{START}#q=udbud", of=".filters"),
    View("kort", "kort/ballerup-2031-2.1.svg", 804, 520),
    View("indsats", PROMISE, height=900),
    View("indsatser", f"{START}#status=ikke-glad", of="section[aria-labelledby=indsatser]"),
    View("indsatser-360", f"{START}#status=ikke-glad", 360, of="section[aria-labelledby=indsatser]"),
    View("to-regnskaber", "to-regnskaber.html", 768, 860),
    View("naeste-runde", "naeste-runde.html", 768, 860),
    View("metode", "metode.html", height=860),
    View("udvalg", "udvalg/teknik-og-miljoeudvalget.html", 768, 860, grey=True),
    View("moede", "moeder/boerne-og-skoleudvalget-2031-09-02-*.html", 768, 860),
    View("kommuner", START, 768, 860, several=True),
    View("kommune", f"fredensborg/{START}", 768, 860, several=True),
    View("alle-tabeller", "data/explorer.html", height=760),
    View("ord-for-ord", "indsats/ballerup-2031-1.4.html", of=".cells:has(ins)"),
)


def main() -> None:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        run(Options([ROOT / "data" / "raw"], Path(folder)))
        run(Options([ROOT / "data" / "raw", ROOT / "tests" / "profiles" / "fredensborg"], Path(folder) / "several"))
        opened = driver.chromium.launch(executable_path=browser, args=["--headless", "--no-sandbox", "--disable-gpu"])
        for name, picture in [*seen(opened, Path(folder) / "report"), ("udskrift", printed(opened, Path(folder) / "report"))]:
            small = picture.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
            small.save(PICTURES / f"{name}.png", optimize=True)
            print(f"docs/img/{name}.png {picture.width} × {picture.height}")


def seen(browser: Any, report: Path) -> Iterator[tuple[str, Image.Image]]:
    for view in VIEWS:
        page = browser.new_page(viewport={"width": view.width, "height": view.height}, color_scheme=view.scheme, reduced_motion="reduce")
        name, _, fragment = view.page.partition("#")
        folder = report.parent / "several" / "report" if view.several else report
        (path,) = folder.glob(name)
        page.goto(f"{path.as_uri()}#{fragment}")
        page.wait_for_timeout(SETTLED)
        if view.grey:
            page.evaluate("document.documentElement.style.filter = 'grayscale(1)'")
        shot = page.screenshot(full_page=True, clip=around(page.locator(view.of).first)) if view.of else page.screenshot()
        page.close()
        yield view.name, Image.open(io.BytesIO(shot))


def around(part: Any) -> dict[str, float]:
    box = part.evaluate(
        "(part) => { const { x, y, width, height } = part.getBoundingClientRect(); return { x, y: y + scrollY, width, height } }"
    )
    return {"x": box["x"] - AROUND, "y": box["y"] - AROUND, "width": box["width"] + 2 * AROUND, "height": box["height"] + 2 * AROUND}


def printed(browser: Any, report: Path) -> Image.Image:
    """The first sheets of an initiative's page on paper, side by side."""
    page = browser.new_page()
    page.goto((report / PROMISE).as_uri())
    document = pypdfium2.PdfDocument(page.pdf(**PAPER))
    sheets = [document[number].render(scale=DOTS).to_pil() for number in range(min(SHEETS, len(document)))]
    page.close()
    gap = 12
    whole = Image.new("RGB", (sum(sheet.width + gap for sheet in sheets) + gap, sheets[0].height + 2 * gap), "#888")
    for place, sheet in enumerate(sheets):
        whole.paste(sheet, (gap + place * (sheet.width + gap), gap))
    return whole


if __name__ == "__main__":
    main()
