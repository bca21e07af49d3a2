"""The report in a real browser: the samples' and the real documents', opened from disk as a reader would."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.report import ReportOptions, write_report
from pipeline.run import Options, run
from tests.report_samples import SAMPLES, prints, tables_of, with_minutes

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
]
AXE = "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], preload: false})"
JOURNALISTS = Path(__file__).resolve().parents[3] / "docs" / "journalister.md"
KINDS = ("index.html", "metode.html", "tvivl.html", "to-regnskaber.html", "naeste-runde.html")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="chromium is not installed: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    assert CHROMIUM, "chromium is not installed"
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report") / "report"
    write_report(prints(), folder, [SAMPLES])
    return folder


@pytest.fixture(scope="module")
def with_meeting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    documents, folder = with_minutes(tmp_path_factory.mktemp("minutes")), tmp_path_factory.mktemp("meetings") / "report"
    write_report(tables_of(documents), folder, [documents])
    return folder


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of two municipalities."""
    documents, out = tmp_path_factory.mktemp("several"), tmp_path_factory.mktemp("published")
    for path in (*SAMPLES.glob("*-2031.txt"), *(Path(__file__).parents[2] / "profiles" / "fredensborg").glob("*.txt")):
        shutil.copy(path, documents)
    run(Options([documents], out))
    return out / "report"


class Reader:
    """A page, and what a reader must never see: errors in the console, and requests that leave the report."""

    def __init__(self, browser: Any, **how: Any) -> None:
        self.context = browser.new_context(**how)
        self.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.context.set_default_timeout(10_000)
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("console", lambda said: self.faults.append(said.text) if said.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", lambda request: None if request.url.startswith("file:") else self.faults.append(request.url))

    def open(self, report: Path, name: str = "index.html", fragment: str = "") -> Any:
        self.page.goto((report / name).as_uri() + fragment)
        return self.page

    def rows(self) -> list[str]:
        return [row.inner_text() for row in self.page.locator("#strip tbody tr:not([hidden]) th").all()]


@pytest.fixture
def reader(browser: Any) -> Iterator[Reader]:
    reader = Reader(browser)
    yield reader
    reader.context.close()
    assert reader.faults == []


def samples_of(report: Path) -> list[str]:
    """The largest page of each kind."""
    folders = [report / kind for kind in ("moeder", "udvalg", "aendringer", "indsats") if (report / kind).is_dir()]
    others = [max(folder.glob("*.html"), key=lambda path: path.stat().st_size) for folder in folders]
    return [*KINDS, *(str(path.relative_to(report)) for path in others)]


def violations(page: Any) -> list[str]:
    page.evaluate(_axe())
    found = page.evaluate(AXE)["violations"]
    return [
        json.dumps([one["id"], [node["html"] for node in one["nodes"][:3]]]) for one in found if one["impact"] in ("serious", "critical")
    ]


@cache
def _axe() -> str:
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def wait_until(page: Any, expression: str) -> None:
    """`wait_for_function` asks again by `eval`, which the pages forbid."""
    for _ in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never: {expression}")


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (768, "light"), (1280, "dark")])
def test_no_page_has_a_serious_barrier_or_grows_wider_than_the_window(
    browser: Any, report: Path, with_meeting: Path, width: int, scheme: str
) -> None:
    reader = Reader(browser, viewport={"width": width, "height": 800}, color_scheme=scheme)
    meetings = [(with_meeting, name) for name in samples_of(with_meeting) if name.startswith("moeder")]
    for folder, name in [*((report, name) for name in samples_of(report)), *meetings]:
        page = reader.open(folder, name)
        page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
        assert violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    reader.context.close()
    assert reader.faults == []


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_pages_of_two_municipalities_have_no_barrier_and_are_no_wider_than_the_window(browser: Any, several: Path, width: int) -> None:
    reader = Reader(browser, viewport={"width": width, "height": 800})
    own = ("index.html", "to-regnskaber.html", "naeste-runde.html", "indsats/fredensborg-2034-2.html")
    for name in ("index.html", *(f"fredensborg/{each}" for each in own)):
        page = reader.open(several, name)
        assert violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    reader.context.close()
    assert reader.faults == []


def test_above_several_a_promise_is_found_by_its_title_and_leads_to_its_own_report_and_back(several: Path, reader: Reader) -> None:
    page = reader.open(several)
    page.get_by_role("searchbox").fill("cykelsti")
    page.locator(".hits li a").first.wait_for()
    assert page.locator(".hits li a").first.inner_text().endswith(", Fredensborg Kommune")
    assert page.locator(".country tbody tr:visible").count() == 2, "no municipality was asked for"
    page.locator(".hits li a").first.click()
    assert "/fredensborg/indsats/" in page.url
    page.get_by_role("link", name="alle kommuner").click()
    assert page.url.endswith("/report/index.html")


def test_above_several_a_municipality_is_found_by_its_name(several: Path, reader: Reader) -> None:
    page = reader.open(several)
    page.get_by_role("searchbox").fill("fredensb")
    page.locator(".hits li a").first.wait_for()
    assert page.locator(".country tbody tr:visible").count() == 1
    assert page.locator(".hits li").all_inner_texts() == ["Fredensborg Kommune"]
    address = page.url
    reader.page.goto("about:blank")
    reader.page.goto(address)
    assert page.locator(".country tbody tr:visible").count() == 1, "the view can be linked to"


def test_a_filter_narrows_the_strip_says_how_far_and_lives_in_the_address(report: Path, reader: Reader) -> None:
    page = reader.open(report)
    page.get_by_role("combobox", name="Udvalg").select_option("teknik-og-miljoeudvalget")
    page.get_by_role("combobox", name="Status nu").select_option("ikke-glad")
    assert reader.rows() == ["Regnbede langs Søvejen", "Tryg krydsning ved Birkeskolen"]
    assert page.locator(".shown").inner_text() == "Viser 2 af 11 indsatser."
    address = page.url
    reader.page.goto("about:blank")
    reader.page.goto(address)
    assert len(reader.rows()) == 2, "the view can be linked to"


def test_the_figures_below_a_strip_are_the_rows_of_its_agreement_alone(report: Path, reader: Reader) -> None:
    page = reader.open(report)
    for figure, rows in ((0, 10), (1, 1)):
        page.locator(".chart-strip").nth(figure).get_by_role("link", name="Tallene som tabel").click()
        playwright.expect(page.locator("#strip tbody tr:not([hidden])")).to_have_count(rows)
        assert page.locator(".shown").inner_text() == f"Viser {rows} af 11 indsatser."
        years = {nr.inner_text().partition("/")[0] for nr in page.locator("#strip tbody tr:not([hidden]) .nr").all()}
        assert years == {page.get_by_role("combobox", name="Aftale").input_value()}


def test_a_search_finds_words_in_any_order_whatever_their_case(report: Path, reader: Reader) -> None:
    page = reader.open(report)
    page.get_by_role("searchbox").fill("HJUL skole")
    assert reader.rows() == ["Skolekøkken på hjul"]


def test_a_search_shows_where_the_words_stand_and_leads_there(report: Path, reader: Reader) -> None:
    page = reader.open(report)
    page.get_by_role("searchbox").fill("ladestik")
    hit = page.locator(".hits li").first
    hit.wait_for()
    assert "ladestik" in hit.locator("mark").inner_text()
    hit.get_by_role("link").click()
    page.wait_for_url("**/indsats/*.html#*")
    assert "ladestik" in page.locator(":target").inner_text()


def test_a_word_is_found_in_its_other_forms_and_a_status_is_no_word(report: Path, reader: Reader) -> None:
    page = reader.open(report)
    found = {}
    for query in ("cykel", "cyklerne", "ladcyklernes", "ikke forfalden"):
        page.get_by_role("searchbox").fill(query)
        wait_until(page, "typeof SEARCH_INDEX === 'object'")
        found[query] = reader.rows()
    assert "Ladcykler til hjemmeplejen" in found["cyklerne"]
    assert "Ladcykler til hjemmeplejen" in found["ladcyklernes"]
    assert found["ikke forfalden"] == []


def test_where_nothing_is_found_it_is_said_what_would_be(report: Path, reader: Reader) -> None:
    page = reader.open(report)
    page.get_by_role("searchbox").fill("regnbedx")
    page.get_by_role("button", name="Søg efter »regnbed«").click()
    assert reader.rows() == ["Regnbede langs Søvejen"]
    page.get_by_role("combobox", name="Status nu").select_option("g")
    page.get_by_role("button", name="Fjern filtrene").click()
    assert reader.rows() == ["Regnbede langs Søvejen"]


def test_each_choice_tells_how_many_it_would_leave(report: Path, reader: Reader) -> None:
    page = reader.open(report)
    committee = page.get_by_role("combobox", name="Udvalg")
    for option in committee.locator("option").all()[1:]:
        value, promised = option.get_attribute("value"), int(option.inner_text().rpartition("(")[2].rstrip(")"))
        committee.select_option(value)
        assert len(reader.rows()) == promised
    committee.select_option("")


def test_every_column_is_seen_on_a_desk(browser: Any, report: Path) -> None:
    reader = Reader(browser, viewport={"width": 1280, "height": 800})
    page = reader.open(report)
    seen = page.locator(".scroll:has(#strip)").evaluate("(part) => [part.scrollWidth, part.clientWidth]")
    assert seen[0] <= seen[1]
    reader.context.close()


def test_sorting_puts_danish_letters_last_and_numbers_in_their_order(report: Path, reader: Reader) -> None:
    page = reader.open(report)
    page.get_by_role("button", name="Indsats").click()
    assert reader.rows()[-1] == "Åben scene på torvet"
    page.get_by_role("button", name="Indsats").click()
    assert reader.rows()[0] == "Åben scene på torvet"
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"
    page.get_by_role("button", name="Nr.").click()
    assert reader.rows()[0] == "Tryg krydsning ved Birkeskolen"


def test_all_of_it_works_with_a_keyboard(report: Path, reader: Reader) -> None:
    page = reader.open(report)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.get_by_role("searchbox").focus()
    page.keyboard.type("regnbede")
    assert reader.rows() == ["Regnbede langs Søvejen"]
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Regnbede langs Søvejen":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/indsats/ballerup-2031-2.3.html")


def test_sorting_works_with_a_keyboard(report: Path, reader: Reader) -> None:
    page = reader.open(report)
    page.get_by_role("button", name="Indsats").focus()
    page.keyboard.press("Enter")
    assert reader.rows()[-1] == "Åben scene på torvet"


def test_from_a_late_milestone_to_the_item_that_handled_it_and_back_with_a_keyboard(with_meeting: Path, reader: Reader) -> None:
    page = reader.open(with_meeting, "spor/ikke-naaet.html")
    page.get_by_role("link", name="Økonomiudvalget den 3. juni 2031, punkt 3").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/moeder/oekonomiudvalget-2031-06-03-*.html#punkt-3")
    page.locator(":target").get_by_role("link", name="2031/1.1 Ladcykler til hjemmeplejen").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/indsats/ballerup-2031-1.1.html")


def test_reset_shows_everything_again(report: Path, reader: Reader) -> None:
    page = reader.open(report, fragment="#q=regnbede")
    assert len(reader.rows()) == 1
    page.get_by_role("button", name="Nulstil").click()
    playwright.expect(page.locator("#strip tbody tr:not([hidden])")).to_have_count(11)


def width_of(picture: Any) -> int:
    """In pixels, once it is seen."""
    picture.scroll_into_view_if_needed()
    width: int = picture.evaluate("(picture) => picture.decode().then(() => picture.naturalWidth)")
    return width


def test_from_the_start_to_a_sentence_with_its_picture_in_one_click(report: Path, reader: Reader) -> None:
    page = reader.open(report)
    page.locator("article[aria-labelledby=l-forvaerret]").get_by_role("link", name="Regnbede").click()
    shown = page.locator(":target")
    assert "gik fra ☺ til 😐 (mellem)" in shown.inner_text()
    assert width_of(shown.locator("img")) > 300
    shown.get_by_role("button", name="Kopiér sætning og kilde").click()
    shown.get_by_role("button", name="Kopieret").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Anden opfølgning 2031: Regnbede langs Søvejen (2.3) gik fra ☺ til 😐 (mellem)")
    assert "Kilde: »Anden opfølgning på Aftale om budget 2031" in copied


def test_nothing_that_is_copied_leads_to_this_disk(report: Path, reader: Reader) -> None:
    page = reader.open(report, "indsats/ballerup-2031-2.1.html")
    for button in page.get_by_role("button", name="Kopiér").all():
        button.click()
        wait_until(page, "navigator.clipboard.readText().then((text) => !!text)")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert "file:" not in copied
        assert str(report) not in copied
    assert copied == "indsats/ballerup-2031-2.1.html"


def test_on_the_web_all_that_is_copied_leads_to_where_the_report_lies(browser: Any, tmp_path: Path) -> None:
    write_report(prints(), tmp_path / "report", [SAMPLES], ReportOptions(draw=False, base_url="https://avisen.example/budget"))
    reader = Reader(browser)
    wanted = {
        "index.html#q=regnbede": "https://avisen.example/budget/#q=regnbede",
        "indsats/ballerup-2031-2.1.html": "https://avisen.example/budget/indsats/ballerup-2031-2.1.html",
        "udvalg/teknik-og-miljoeudvalget.html#status=s": "https://avisen.example/budget/udvalg/teknik-og-miljoeudvalget.html#status=s",
    }
    for name, address in wanted.items():
        page = reader.open(tmp_path / "report", *(name.replace("#", " #").split()))
        page.evaluate("navigator.clipboard.writeText('')")
        told = []
        for button in page.get_by_role("button", name="Kopiér").all():
            button.click()
            wait_until(page, "navigator.clipboard.readText().then((text) => !!text)")
            told.append(page.evaluate("navigator.clipboard.readText()"))
            page.evaluate("navigator.clipboard.writeText('')")
        assert address in told
        assert not [one for one in told if "file:" in one or str(tmp_path) in one]
    reader.context.close()
    assert reader.faults == []


def test_a_card_opens_by_itself_and_on_its_page(report: Path, reader: Reader) -> None:
    page = reader.open(report, "kort/ballerup-2031-2.1.svg")
    assert page.evaluate("document.querySelector('title').textContent") == "2.1 Skolekøkken på hjul"
    page = reader.open(report, "indsats/ballerup-2031-2.1.html")
    page.get_by_text("Kortet, der kan tages med").click()
    assert width_of(page.locator("img.carried")) == 800


def test_the_economy_that_stands_badly_can_be_quoted(report: Path, reader: Reader) -> None:
    page = reader.open(report, "spor/penge.html")
    page.get_by_role("link", name="Beviset").last.click()
    block = page.locator(":target blockquote")
    assert "står økonomien med ☹" in block.locator("p").inner_text()
    assert "Ballerup Kommune" in block.locator("footer").inner_text()


# The five questions of docs/journalister.md: the part of each page that is clicked in, and the link.
FIVE_QUESTIONS = {
    "Hvem er ikke nået i mit udvalg?": [
        ("section[aria-labelledby=udvalg-og-centre]", "Teknik- og Miljøudvalget"),
        ("section[aria-labelledby=ikke-naaet]", "Regnbede langs Søvejen"),
    ],
    "Hvad blev værre siden sidst?": [("article[aria-labelledby=l-forvaerret]", "Regnbede langs Søvejen")],
    "Hvad blev stille og roligt skrevet om?": [("article[aria-labelledby=l-omskrevet]", "Mentorer for unge")],
    "Hvad forsvandt?": [("article[aria-labelledby=l-forsvundet]", "Reparationscafé")],
    "Hvor blev pengene af?": [("article[aria-labelledby=l-penge]", "Skolekøkken på hjul")],
}


@pytest.mark.parametrize("question", FIVE_QUESTIONS)
def test_each_question_of_the_journalists_page_is_answered_with_a_quotation_and_its_proof_in_two_clicks(
    report: Path, reader: Reader, question: str
) -> None:
    assert f"| **{question}** |" in JOURNALISTS.read_text(encoding="utf-8")
    page = reader.open(report)
    clicks = FIVE_QUESTIONS[question]
    assert len(clicks) <= 2
    for part, link in clicks:
        page.locator(part).get_by_role("link", name=link).click()
    answer = page.locator(":target")
    assert clicks[-1][1] in answer.locator("blockquote p").inner_text()
    assert answer.locator("blockquote footer").inner_text().startswith("Kilde: »")
    assert width_of(answer.locator(".print img")) > 300


def test_the_journalists_page_asks_no_other_questions() -> None:
    asked = re.findall(r"^\| \*\*(.+)\*\* \|", JOURNALISTS.read_text(encoding="utf-8"), re.MULTILINE)
    assert asked == list(FIVE_QUESTIONS)


def test_a_link_to_something_folded_away_unfolds_it(report: Path, reader: Reader) -> None:
    page = reader.open(report, "indsats/ballerup-2031-2.1.html")
    folded = page.locator("details li[id^=c-]").first.get_attribute("id")
    page.evaluate(f"location.hash = '{folded}'")
    page.locator(f"#{folded}").wait_for(state="visible")


def test_without_javascript_everything_is_there_and_nothing_is_offered_that_does_not_work(browser: Any, report: Path) -> None:
    reader = Reader(browser, java_script_enabled=False)
    page = reader.open(report)
    assert len(reader.rows()) == 11
    assert page.locator("form:visible, button:visible").count() == 0
    page.locator("#strip a").first.click()
    assert page.locator("h1").inner_text()
    assert page.locator("button:visible").count() == 0
    reader.context.close()
    assert reader.faults == []


def test_on_paper_the_controls_are_gone_and_the_words_are_there(browser: Any, report: Path) -> None:
    reader = Reader(browser)
    page = reader.open(report)
    page.emulate_media(media="print")
    assert page.locator("form:visible, nav:visible").count() == 0
    assert page.locator("#strip tbody tr:visible").count() == 11
    reader.context.close()


TEXT_COLUMNS = {
    "initiatives": ("title", "description", "latest_status", "remarks", "contributors", "responsible_center", "responsible_committee"),
    "milestones": ("text", "status_note"),
    "economy_notes": ("text", "status_note"),
}


@pytest.mark.corpus
def test_a_search_finds_what_a_plain_scan_of_the_tables_finds(browser: Any, shared: Path, tmp_path: Path) -> None:
    tables = tables_of(shared / "seeds")
    write_report(tables, tmp_path / "report", [shared / "seeds"], ReportOptions(draw=False))
    numbers = {(row["document_id"], row["initiative_id"]): row for row in tables["initiatives"]}
    reader = Reader(browser)
    page = reader.open(tmp_path / "report")
    for word in ("forsink", "trafik", "uddannelse"):
        scanned = {
            f"{own['agreement_year']}/{own['number']}"
            for table, columns in TEXT_COLUMNS.items()
            for row in tables[table]
            if any(word in (row[column] or "").lower() for column in columns)
            for own in [numbers[row["document_id"], row["initiative_id"]]]
        }
        page.get_by_role("searchbox").fill(word)
        wait_until(page, "typeof SEARCH_INDEX === 'object'")
        playwright.expect(page.locator("#strip tbody tr:not([hidden])")).to_have_count(len(scanned))
        assert {cell.inner_text() for cell in page.locator("#strip tbody tr:not([hidden]) .nr").all()} == scanned
        assert page.locator(".hits li mark").count() >= len(scanned)
    reader.context.close()
    assert reader.faults == []


@pytest.mark.corpus
@pytest.mark.parametrize("documents", ["seeds", "corpus/series"])
def test_the_real_documents_open_without_a_fault_or_a_barrier(browser: Any, shared: Path, tmp_path: Path, documents: str) -> None:
    report = tmp_path / "report"
    write_report(tables_of(shared / documents), report, [shared / documents])
    reader = Reader(browser, viewport={"width": 360, "height": 800})
    for name in samples_of(report):
        page = reader.open(report, name)
        page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
        assert violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
    page = reader.open(report, fragment="#status=ikke-glad")
    every = page.locator("#strip tbody tr").count()
    assert 0 < len(reader.rows()) < every
    page = reader.open(report)
    page.get_by_role("button", name="Indsats").focus()
    page.keyboard.press("Enter")
    first, *_, last = reader.rows()
    page.get_by_role("searchbox").focus()
    page.keyboard.type(last)
    assert last in reader.rows()
    assert first not in reader.rows()
    page.get_by_role("link", name=last, exact=True).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/indsats/*.html")
    reader.context.close()
    assert reader.faults == []
    plain = Reader(browser, java_script_enabled=False)
    plain.open(report)
    assert len(plain.rows()) == every
    plain.context.close()
    assert plain.faults == []
