"""The report's pages as files: what they say, what they link to, and what they must never do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.model.findings import Code
from pipeline.comparison import compared
from pipeline.report import write_report
from tests.report_samples import MINUTES, SAMPLES, Tables, prints, tables_of, texts, with_minutes

FIXTURES = Path(__file__).parents[2] / "fixtures"
OUR_SCRIPTS = {"report.js", "search.js", "strip.js"}
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'; DROP TABLE--",
    '=HYPERLINK("https://example.org")',
    "{{ 7 * 7 }}{% raw %}",
    "\u202eet liv\u2066 baglæns",
    "javascript:alert(1)",
    "</textarea></title><svg onload=alert(1)>",
    "&lt;b&gt; &amp; å",
    "]]><!--",
]


def written(tables: Tables, folder: Path, **options: object) -> Path:
    write_report(tables, folder / "report", **options)  # type: ignore[arg-type]
    return folder / "report"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(texts(), tmp_path_factory.mktemp("texts"), inputs=[SAMPLES])


@pytest.fixture(scope="module")
def paper_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(prints(), tmp_path_factory.mktemp("prints"), inputs=[SAMPLES])


def pages(report: Path) -> Iterator[tuple[Path, LexborHTMLParser]]:
    for path in sorted(report.rglob("*.html")):
        yield path, LexborHTMLParser(path.read_text(encoding="utf-8"))


def page(report: Path, name: str) -> LexborHTMLParser:
    return LexborHTMLParser((report / name).read_text(encoding="utf-8"))


def words(node: LexborNode | LexborHTMLParser | None) -> str:
    assert node is not None
    return " ".join((node.text(separator=" ") or "").split())


def test_no_link_leads_to_nothing(report: Path) -> None:
    ids = {path: {node.attributes["id"] for node in html.css("[id]")} for path, html in pages(report)}
    for path, html in pages(report):
        for node in html.css("a[href]"):
            target = urlsplit(node.attributes["href"] or "")
            assert not target.scheme, f"{path}: {target}"
            file = (path.parent / unquote(target.path)).resolve() if target.path else path
            assert file.is_file(), f"{path.name} links to {file}"
            if target.fragment and file.suffix == ".html" and "=" not in target.fragment:  # a view of the start page
                assert unquote(target.fragment) in ids[file], f"{path.name} links to {target.geturl()}"


def test_a_doubt_about_a_row_that_another_issue_is_shown_for_leads_to_the_promise_all_the_same(tmp_path: Path) -> None:
    many_issues_of_one_round = written(tables_of(FIXTURES / "text"), tmp_path)
    test_no_link_leads_to_nothing(many_issues_of_one_round)


def test_no_id_stands_twice_on_a_page(report: Path) -> None:
    for path, html in pages(report):
        ids = [node.attributes["id"] for node in html.css("[id]")]
        assert len(ids) == len(set(ids)), path


def test_nothing_is_fetched_from_elsewhere_and_nothing_runs_but_our_own_file(report: Path) -> None:
    for _, html in pages(report):
        policy = html.css_first("meta[http-equiv=Content-Security-Policy]")
        assert policy is not None
        assert "default-src 'none'" in (policy.attributes["content"] or "")
        assert {urlsplit(node.attributes["src"] or "").path.rpartition("/")[2] for node in html.css("script")} <= OUR_SCRIPTS
        assert not [node for node in html.css("*") if any(name.startswith("on") or name == "style" for name in node.attributes)]
        assert not [node for node in html.css("*") if "//" in " ".join(node.attributes.get(name) or "" for name in ("href", "src"))]
        assert html.css_first("html[lang=da]") is not None


def test_every_promise_has_its_page_and_its_line_in_the_strip(report: Path) -> None:
    start = page(report, "index.html")
    assert len(start.css("#strip tbody tr")) == 11
    assert len(list((report / "indsats").iterdir())) == 11


def test_a_mark_is_a_shape_and_a_word(report: Path) -> None:
    row = next(row for row in page(report, "index.html").css("#strip tbody tr") if "Skolekøkken" in words(row))
    heads = [head.attributes["data-key"] for head in page(report, "index.html").css("#strip thead th")]
    cell = row.css("td, th")[heads.index("2")]
    assert words(cell) == "sur økonomi sur"
    assert cell.css_first("use[href='#s']") is not None


def test_counts_name_what_they_are_counted_of(report: Path) -> None:
    assert "9 af 9" in words(page(report, "index.html").css_first(".deals"))
    for _, html in pages(report):
        assert "mislykke" not in words(html)


def test_what_is_late_comes_oldest_first_by_the_round_it_was_first_due_in(report: Path) -> None:
    items = [words(item) for item in page(report, "spor/ikke-naaet.html").css(".items li")]
    assert [re.search(r"(?:opfølgning|på budget) (\d{4})", item)[1] for item in items] == ["2030", "2031", "2031", "2031"]  # type: ignore[index]
    assert "først lovet til 3. budgetopfølgning" in items[0]


def test_each_lead_of_the_samples_finds_its_story(report: Path) -> None:
    found = {
        lead: words(page(report, f"spor/{lead}.html").css_first("main"))
        for lead in ("forvaerret", "forsvundet", "glad-uden-ord", "omskrevet", "penge")
    }
    assert "Ladcykler" in found["forvaerret"]
    assert "Reparationscafé" in found["forsvundet"]
    assert "Dæmpet natlys" in found["glad-uden-ord"]
    assert "Mentorer" in found["omskrevet"]
    assert "fra 2031 til 2032" in found["penge"]


def test_a_reworded_milestone_is_shown_word_by_word(report: Path) -> None:
    html = page(report, "indsats/ballerup-2031-1.4.html")
    assert "Tredive" in words(html.css_first("#milepaele ~ * del, section[aria-labelledby=milepaele] del"))
    assert "Femten" in words(html.css_first("section[aria-labelledby=milepaele] ins"))


def test_a_milestone_that_only_waits_is_shown_once_with_every_round_it_stands_unchanged_in(paper_report: Path) -> None:
    (waiting,) = page(paper_report, "indsats/ballerup-2031-2.1.html").css("section[aria-labelledby=milepaele] ol:last-of-type > li")
    assert words(waiting).startswith("Udmøntning 2031 ikke forfalden")
    later = waiting.css("p[id]")
    assert [words(one) for one in later] == ["Uændret: Første opfølgning 2031, side 3", "Uændret: Anden opfølgning 2031, side 3"]
    assert all(one.css_first("a[href*='.pdf#page=3']") for one in later)


def test_a_promise_that_is_gone_keeps_its_page_and_its_past(report: Path) -> None:
    html = page(report, "indsats/ballerup-2031-2.4.html")
    assert "forsvundet" in words(html.css_first(".way"))
    assert "står her ikke længere" in words(html.css_first("#nu blockquote"))


def test_the_printed_lines_of_a_text_stand_beside_the_reading(report: Path) -> None:
    figure = page(report, "indsats/ballerup-2031-2.1.html").css_first("#nu .lines pre")
    assert figure is not None
    assert "Udbuddet er gået om." in figure.text()
    assert "<p>" not in figure.text(), "what a converter left is not printed"


def test_a_row_of_a_pdf_has_its_picture_and_a_link_to_its_page(paper_report: Path) -> None:
    html = page(paper_report, "indsats/ballerup-2031-2.1.html")
    picture, link = html.css_first("#nu img"), html.css_first("#nu .print a")
    assert picture is not None
    assert link is not None
    assert (paper_report / "indsats" / (picture.attributes["src"] or "")).resolve().is_file()
    assert re.search(r"kilder/.*\.pdf#page=\d+\Z", link.attributes["href"] or "")
    assert picture.attributes["alt"]


def test_what_a_reader_must_know_of_a_reading_stands_beside_it(tmp_path: Path) -> None:
    tables = texts()
    second = next(row for row in tables["documents"] if row["followup_number"] == 2)
    second["draft"] = True
    rows = {row["milestone_id"]: row for row in tables["milestones"] if row["document_id"] == second["document_id"]}
    rows["2031/2.2/m2"] |= {"smiley_basis": "human", "smiley_confidence": 1.0}
    rows["2031/2.3/m2"] |= {"smiley": "mellem_eller_sur", "smiley_basis": "shape", "smiley_confidence": 0.8}
    rows["2031/3.2/m2"] |= {"status_note": "Arbejdet er ikke gennemført."}
    for row in tables["status_notes"]:
        if row["source_key"] == "2031/3.2/m2":
            row["text"] = "Arbejdet er ikke gennemført."
    rows["2031/3.1/m2"]["carried_forward"] = True
    report = written(compared(tables), tmp_path)
    shown = {number: words(page(report, f"indsats/ballerup-2031-{number}.html")) for number in ("2.2", "2.3", "3.1", "3.2")}
    assert "læst af et menneske" in shown["2.2"]
    assert "flertydigt tegn" in shown["2.3"]
    assert "mellem/sur" in shown["2.3"]
    assert "læst efter mundens form, sikkerhed 0,80" in shown["2.3"]
    assert "videreført" in shown["3.1"]
    assert "ord mod tegn" in shown["3.2"]
    assert all("UDKAST" in each for each in shown.values())


FIVE_QUESTIONS = {
    "forvaerret": "Regnbede langs Søvejen",
    "omskrevet": "Mentorer for unge uden uddannelse",
    "forsvundet": "Reparationscafé på genbrugspladsen",
    "penge": "Skolekøkken på hjul",
    "ikke-naaet": "Tryg krydsning ved Birkeskolen",
}


@pytest.mark.parametrize("lead", FIVE_QUESTIONS)
def test_one_click_from_the_start_stands_a_sentence_with_its_source_and_its_picture(paper_report: Path, lead: str) -> None:
    card = page(paper_report, "index.html").css_first(f"article[aria-labelledby=l-{lead}]")
    assert card is not None
    link = next(link for link in card.css(".items a") if FIVE_QUESTIONS[lead] in words(link))
    name, _, place = (link.attributes["href"] or "").partition("#")
    proof = page(paper_report, name).css_first(f"#{place}")
    assert proof is not None
    assert words(proof.css_first("blockquote p")) == words(link)
    assert words(proof.css_first("blockquote footer")).startswith("Kilde: »")
    assert proof.css_first("img") is not None
    assert proof.css_first("a[href*='.pdf#page=']") is not None


def test_a_committee_that_took_over_anothers_work_leads_to_it_and_filters_both(tmp_path: Path) -> None:
    tables = texts()
    for row in tables["responsibilities"]:
        if row["initiative_id"] == "2031/2.3" and row["role"] == "committee":
            row["name"] = "Klima- og Miljøudvalget"
    report = written(tables, tmp_path, inputs=[SAMPLES])
    heir = page(report, "udvalg/klima-og-miljoeudvalget.html")
    assert heir.css_first("main > p a[href$='teknik-og-miljoeudvalget.html']") is not None
    kept = [words(row.css_first("th")) for row in page(report, "index.html").css("tr[data-udvalg~=klima-og-miljoeudvalget]")]
    assert "Regnbede langs Søvejen" in kept
    assert "Tryg krydsning ved Birkeskolen" in kept


def test_a_committee_finds_what_is_late_in_two_clicks(paper_report: Path) -> None:
    start = page(paper_report, "index.html")
    link = next(link for link in start.css(".bodies a") if words(link) == "Teknik- og Miljøudvalget")
    mine = page(paper_report, link.attributes["href"] or "")
    late = mine.css("section[aria-labelledby=ikke-naaet] .items a")
    assert [words(item.css_first("em")) for item in late] == ["Tryg krydsning ved Birkeskolen", "Regnbede langs Søvejen"]


@pytest.fixture(scope="module")
def with_meeting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = with_minutes(tmp_path_factory.mktemp("minutes"))
    return written(tables_of(folder), tmp_path_factory.mktemp("meetings"), inputs=[folder])


def meeting_page(report: Path) -> str:
    (name,) = (path.name for path in (report / "moeder").iterdir() if path.name != "index.html")
    return f"moeder/{name}"


def test_a_meeting_has_its_page_with_each_point_of_its_decisions_and_their_outcome(with_meeting: Path) -> None:
    html = page(with_meeting, meeting_page(with_meeting))
    assert words(html.css_first("h1")) == "Økonomiudvalget den 3. juni 2031"
    assert words(html.css_first(".facts")).startswith("Referat")
    item = html.css_first("#punkt-3")
    assert "1. Der gives en anlægsbevilling på 0,2 mio. kr. til ladestik." in words(item)
    assert [words(point) for point in item.css(".decisions li")[:2]] == [
        "Indstillingens punkt 1: Indstilles til godkendelse. indstilles til godkendelse",
        "Indstillingens punkt 2: Indstilles ikke til godkendelse. indstilles ikke til godkendelse",
    ]
    assert "murværket i kælderen" in words(item.css_first("details:last-of-type"))
    assert "Indstillingens punkt 2" in "".join(line.text() for line in item.css(".lines pre"))
    assert item.css_first("a[href^='../kilder/referat-']") is not None


@pytest.mark.parametrize("others", [True, False])
def test_of_a_decision_that_is_not_published_no_page_says_that_none_was_made(tmp_path: Path, others: bool) -> None:
    (tmp_path / "minutes").mkdir()
    tables = tables_of(with_minutes(tmp_path / "minutes"))
    (item,) = [row for row in tables["agenda_items"] if row["item_number"] == "3"]
    about = {"document_id": item["document_id"], "source_key": "3", "code": Code.DECISION_WITHHELD, "severity": "info"}
    tables["findings"].append({**tables["findings"][0], **about})
    item["decision"] = None
    if not others:
        tables["decisions"] = [row for row in tables["decisions"] if row["item_number"] != "3"]
    report = written(tables, tmp_path)
    told = page(report, meeting_page(report)).css_first("#punkt-3")
    assert "Mødets egen beslutning er truffet, men ikke offentliggjort." in words(told)
    assert "Ingen beslutning er trykt." not in words(told)
    assert ("Indstillingens punkt 1" in words(told)) is others


def test_a_new_promise_of_a_decision_can_be_quoted_and_stands_among_the_new_ones(with_meeting: Path) -> None:
    quote = page(with_meeting, meeting_page(with_meeting)).css_first("#punkt-3 blockquote")
    asked = "Økonomiudvalget ønsker opfølgning på ladestikkene i andet kvartal 2032."
    assert f"Økonomiudvalget den 3. juni 2031, punkt 3: »{asked}«" in words(quote)
    assert "Kilde: Økonomiudvalget den 3. juni 2031, punkt 3, linje 34, http://ballerup.dk/dagsorden/" in words(quote)
    (new,) = page(with_meeting, "moeder/index.html").css("section[aria-labelledby=nye-loefter] li")
    assert asked in words(new)
    decision = page(with_meeting, meeting_page(with_meeting)).css_first(f"#{new.css_first('a').attributes['href'].partition('#')[2]}")
    assert asked in words(decision)


def test_in_the_bundled_samples_a_late_milestone_leads_to_the_minutes_that_handled_it(paper_report: Path) -> None:
    late = next(item for item in page(paper_report, "spor/ikke-naaet.html").css(".items li") if "Skolekøkken" in words(item))
    name, _, anchor = (late.css("a[href*='../moeder/']")[0].attributes["href"] or "").partition("#")
    item = page(paper_report, name.removeprefix("../")).css_first(f"#{anchor}")
    assert "Indstillingens punkt 1: Godkendt." in words(item)
    assert "ønsker opfølgning på udbuddet i første kvartal 2032" in words(item.css_first("blockquote"))
    assert item.css_first("img") is not None


def test_a_late_milestone_leads_to_the_item_that_handled_it_and_back(with_meeting: Path) -> None:
    way = f"{meeting_page(with_meeting)}#punkt-3"
    late = next(item for item in page(with_meeting, "spor/ikke-naaet.html").css(".items li") if "Ladcykler" in words(item))
    own = page(with_meeting, "indsats/ballerup-2031-1.1.html")
    for place in (late, own.css_first("section[aria-labelledby=moeder]"), own.css_first("section[aria-labelledby=milepaele]")):
        assert place is not None
        assert place.css_first(f"a[href='../{way}']") is not None
    back = page(with_meeting, meeting_page(with_meeting)).css_first("#punkt-3 ul a")
    assert back is not None
    assert back.attributes["href"] == "../indsats/ballerup-2031-1.1.html"


def test_an_item_that_names_a_point_of_the_agreement_leads_to_that_promise(with_meeting: Path) -> None:
    named = page(with_meeting, meeting_page(with_meeting)).css_first("#punkt-4 ul")
    assert words(named).startswith("2031/2.1 Skolekøkken på hjul")
    assert "punkt 4" in words(page(with_meeting, "indsats/ballerup-2031-2.1.html").css_first("section[aria-labelledby=moeder]"))


def tied(report: Path, meeting: str, item: str) -> list[str]:
    (path,) = (report / "moeder").glob(f"{meeting}-*.html")
    return [words(link) for link in page(report, f"moeder/{path.name}").css(f"#{item} ul a")]


def test_the_item_that_heard_a_followup_leads_to_what_stood_without_a_glad_sign_in_it(with_meeting: Path) -> None:
    late = ["2031/1.1 Ladcykler til hjemmeplejen", "2031/2.1 Skolekøkken på hjul", "2031/2.3 Regnbede langs Søvejen"]
    assert tied(with_meeting, "oekonomiudvalget-2031-06-03", "punkt-5") == late
    assert "punkt 5" in words(page(with_meeting, "indsats/ballerup-2031-2.3.html").css_first("section[aria-labelledby=moeder]"))


def test_a_followup_heard_by_several_committees_was_heard_for_a_promise_by_its_own(tmp_path: Path) -> None:
    folder = with_minutes(tmp_path)
    other = MINUTES.replace("Økonomiudvalget", "Teknik- og Miljøudvalget").replace("oekonomi", "teknik-og-miljoe")
    (folder / "referat-2.txt").write_text(other, encoding="utf-8")
    report = written(tables_of(folder), tmp_path)
    assert "2031/2.3 Regnbede langs Søvejen" in tied(report, "teknik-og-miljoeudvalget-2031-06-03", "punkt-5")
    assert "2031/2.3 Regnbede langs Søvejen" not in tied(report, "oekonomiudvalget-2031-06-03", "punkt-5")
    assert "2031/1.1 Ladcykler til hjemmeplejen" in tied(report, "oekonomiudvalget-2031-06-03", "punkt-5")


def test_a_committee_that_heard_its_own_part_of_a_followup_heard_nobody_elses(tmp_path: Path) -> None:
    folder = with_minutes(tmp_path)
    own = MINUTES.replace("Økonomiudvalget", "Teknik- og Miljøudvalget").replace("oekonomi", "teknik-og-miljoe")
    (folder / "referat.txt").write_text(own, encoding="utf-8")
    report = written(tables_of(folder), tmp_path)
    assert tied(report, "teknik-og-miljoeudvalget-2031-06-03", "punkt-5") == ["2031/2.3 Regnbede langs Søvejen"]


def test_a_title_that_names_a_committee_tells_whose_part_was_heard(tmp_path: Path) -> None:
    folder = with_minutes(tmp_path)
    title = "Aftale om budget 2031 for Teknik- og Miljøudvalgets ansvarsområde"
    (folder / "referat.txt").write_text(MINUTES.replace("på Aftale om budget 2031", f"på {title}"), encoding="utf-8")
    report = written(tables_of(folder), tmp_path)
    assert tied(report, "oekonomiudvalget-2031-06-03", "punkt-5") == ["2031/2.3 Regnbede langs Søvejen"]


def test_every_page_leads_to_the_meetings_where_there_are_any(with_meeting: Path, report: Path) -> None:
    assert all("Møder" in words(html.css_first("nav")) for _, html in pages(with_meeting))
    assert not any("Møder" in words(html.css_first("nav")) for _, html in pages(report))


def test_who_was_present_is_never_shown(with_meeting: Path) -> None:
    assert not any("Nummer Et" in words(html) for _, html in pages(with_meeting))


def test_the_meetings_pages_hold_what_all_pages_hold(with_meeting: Path) -> None:
    test_no_link_leads_to_nothing(with_meeting)
    test_no_id_stands_twice_on_a_page(with_meeting)
    test_nothing_is_fetched_from_elsewhere_and_nothing_runs_but_our_own_file(with_meeting)


def test_pictures_are_made_once(tmp_path: Path) -> None:
    first = written(prints(), tmp_path, inputs=[SAMPLES])
    made = {path.name: path.stat().st_mtime_ns for path in (first / "billeder").iterdir()}
    again = written(prints(), tmp_path, inputs=[SAMPLES])
    assert made
    assert {path.name: path.stat().st_mtime_ns for path in (again / "billeder").iterdir()} == made


def test_the_same_tables_give_the_same_bytes(report: Path, tmp_path: Path) -> None:
    again = written(texts(), tmp_path, inputs=[SAMPLES])
    assert {path.relative_to(again): path.read_bytes() for path in again.rglob("*.*")} == {
        path.relative_to(report): path.read_bytes() for path in report.rglob("*.*")
    }


def test_without_the_originals_the_pages_say_where_the_rows_stand(tmp_path: Path) -> None:
    report = written(prints(), tmp_path)
    assert not (report / "billeder").exists()
    assert "side" in words(page(report, "indsats/ballerup-2031-2.1.html").css_first("#nu blockquote"))


def test_a_report_that_cannot_be_written_leaves_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (written(texts(), tmp_path) / "index.html").read_bytes()

    def broken(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.report.pages.Pages.promise", broken)
    with pytest.raises(OSError, match="No space"):
        written(texts(), tmp_path)
    assert (tmp_path / "report" / "index.html").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_tables_without_any_promise_give_a_report_that_says_so(tmp_path: Path) -> None:
    report = written({"files": [], "standings": []}, tmp_path)
    assert "ikke læst nogen plan" in words(page(report, "index.html"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tables, Path]:
    """Every free text of the samples and of a meeting replaced by hostile words."""
    tables, at = tables_of(with_minutes(tmp_path_factory.mktemp("minutes"))), 0
    columns = {
        "initiatives": (
            *("title", "theme", "description", "latest_status", "remarks", "number"),
            *("contributors", "responsible_center", "responsible_committee"),
        ),
        "amounts": ("raw", "unit_note"),
        "milestones": ("text", "due_label", "status_note", "smiley_sign"),
        "economy_notes": ("text", "status_note"),
        "status_notes": ("label", "text"),
        "legends": ("words", "sign"),
        "documents": ("title", "case_id", "source_url", "scope"),
        "agenda_items": (
            *("title", "previous_treatment", "summary", "background", "case_text", "economic_consequences"),
            *("deciding_body", "recommendation", "decision"),
        ),
        "decisions": ("text", "asks_for"),
        "links": ("raw",),
        "findings": ("text", "path"),
        "responsibilities": ("name",),
        "files": ("path",),
    }
    for name, names in columns.items():
        for row in tables[name]:
            for column in names:
                if row[column]:
                    row[column] = f"{HOSTILE[at % len(HOSTILE)]} {at}"
                    at += 1
    tables["milestones"][0]["text"] = "a" * 1_000_000
    return compared(tables), written(compared(tables), tmp_path_factory.mktemp("hostile"))


def test_hostile_words_arrive_as_words(hostile: tuple[Tables, Path]) -> None:
    tables, report = hostile
    shown = "\n".join(words(html) for _, html in pages(report))
    for row in tables["initiatives"]:
        assert " ".join(row["title"].split()) in shown
        assert " ".join(row["description"].split()) in shown
    for row in tables["decisions"]:
        assert " ".join(row["text"].split()) in shown
    for row in tables["agenda_items"]:
        assert " ".join(row["title"].split()) in shown
    assert "a" * 1_000_000 in shown


def test_hostile_words_make_no_element_and_no_attribute(hostile: tuple[Tables, Path]) -> None:
    _, report = hostile
    test_nothing_but_markup_of_ours(report)
    test_no_link_leads_to_nothing(report)


def test_nothing_but_markup_of_ours(report: Path) -> None:
    for path, html in pages(report):
        assert len(html.css("script")) == len(html.css("script[src$='.js']")) <= len(OUR_SCRIPTS), path
        assert not html.css("svg[onload], [onerror], textarea, iframe, object"), path
        assert not html.css("a[href^=javascript]"), path


def test_control_codes_are_shown_and_break_nothing(tmp_path: Path) -> None:
    tables = texts()
    tables["initiatives"][0]["title"] = "Lad\x00cykler\x1b til \x7falle"
    report = written(compared(tables), tmp_path)
    assert "Lad␀cykler␛ til ␡alle" in "".join(words(html.css_first("h1")) for _, html in pages(report))
