"""The book in, the pages of the report out, as addresses with their HTML."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from parsers.model.records import Scale
from parsers.profile.municipalities import municipality_name
from pipeline.changes.diff import between
from pipeline.promises.marks import Count, Mark, count, mark_of_sign
from pipeline.promises.same_text import same
from pipeline.publish.carried import Download
from pipeline.publish.coverage import Coverage
from pipeline.report import wording
from pipeline.report.accounts import accounts
from pipeline.report.accuracy import measurement
from pipeline.report.body_pages import BodyFolder, BodyPage
from pipeline.report.book import Book, FollowedAgreement, Promise, in_order
from pipeline.report.card import card, card_address
from pipeline.report.charts.bodies import body_bars
from pipeline.report.charts.chart import Chart
from pipeline.report.charts.money import money_flow
from pipeline.report.charts.strip import heat_strip
from pipeline.report.charts.timeline import timeline
from pipeline.report.doubts import doubts
from pipeline.report.environment import environment, listed, spoken
from pipeline.report.evidence import Evidence, Figure
from pipeline.report.headlines import headline_of
from pipeline.report.leads import Item, Sentence, leads
from pipeline.report.marks import WORDS
from pipeline.report.meetings import MeetingItem, MeetingPage, Meetings
from pipeline.report.next_round import next_round
from pipeline.report.promise_page import PromisePage
from pipeline.report.reworded import Piece, reworded
from pipeline.report.search import INDEX, search_index
from pipeline.report.slugs import slugs
from pipeline.report.tracks import anchor
from pipeline.schema.ids import promise_key
from pipeline.schema.rows import ChangeRow, Row
from pipeline.version import __version__
from pipeline.wording.rounds import in_round, round_name

__all__ = ["Pages"]

Page = tuple[str, str]  # address, HTML

MOST_ALARMS = 60  # on a body's page; the changes between two rounds have them all


class RoundPair(NamedTuple):
    """Two rounds of an agreement and what differs between them; `step` when no round lies between."""

    followed: FollowedAgreement
    first: int
    last: int
    step: bool
    changes: list[ChangeRow]

    @property
    def name(self) -> str:
        return f"{self.followed.slug}-{self.first}-{self.last}.html"


class Wording(NamedTuple):
    """What a sign means in the documents of these titles, and what was reworded since the ones before."""

    words: str
    pieces: list[Piece] | None
    titles: dict[str, None]  # each once, in the order they came
    signs: dict[str, None]


class Pages:
    def __init__(
        self,
        book: Book,
        meetings: Meetings,
        evidence: Evidence,
        coverage: Coverage,
        downloads: Sequence[Download] = (),
        whose: str | None = None,
    ) -> None:
        """`whose` is the municipality's name where other reports lie beside this one."""
        self.book, self.meetings, self.evidence, self.coverage, self.whose = book, meetings, evidence, coverage, whose
        self.leads = leads(book, meetings)
        self.anchors: dict[tuple[str, int, str], frozenset[str]] = {}  # of the rows on each promise's page
        self.themes = slugs(book.themes)
        self.environment = environment()
        self.environment.globals |= {
            "coverage": coverage.sentence,
            "downloads": downloads,
            "whose": whose,
            "country": whose is not None,
            "meetings": meetings.all,
        }

    def others(self) -> Iterator[Page]:
        """Every page but the promises' own, which are written first: these link to rows that stand there."""
        yield from self._start()
        for lead in self.leads:
            yield lead.address, self._page("lead", "../", lead=lead)
        for body, promises in self.book.bodies.items():
            yield body.address, self._body(body, promises)
        yield from self._changes()
        yield from self._meetings()
        yield from self._accounts()
        yield from self._next_round()
        yield INDEX, search_index(self.book, self.meetings, self.anchors)
        yield "metode.html", self._method()
        yield "tvivl.html", self._doubts()

    def promise(self, page: PromisePage) -> Iterator[Page]:
        """Its page, its card, and the figures of its timeline."""
        self.anchors[page.promise.key] = page.anchors
        time = timeline(page)
        carried = card_address(page.promise)
        yield page.promise.address, self._page("promise", "../", page=page, original=self.evidence.address, time=time, card=carried)
        drawn = card(self.book, page, self.evidence, str(spoken(page.quote.sentence).striptags()))
        yield carried, self.environment.get_template("card.svg.j2").render(card=drawn)
        yield from self._figures(time)

    def _figures(self, *charts: Chart | None) -> Iterator[Page]:
        return ((chart.figures, chart.csv) for chart in charts if chart is not None)

    def _page(self, template: str, root: str, **values: Any) -> str:
        return self.environment.get_template(f"{template}.html.j2").render(root=root, used=set(), used_economy=set(), **values)

    def _start(self) -> Iterator[Page]:
        place = self.whose or listed([municipality_name(slug) for slug in self.book.municipalities] or ["Kommunen"])
        worse = next(lead for lead in self.leads if lead.slug == "forvaerret")
        headlines = {followed.agreement: headline_of(followed, worse) for followed in self.book.agreements}
        strips = {followed.agreement: heat_strip(followed) for followed in self.book.agreements}
        bars = {(kind.value, slug): body_bars(kind, slug, self.book) for slug in self.book.municipalities for kind in BodyFolder}
        flows = [flow for slug in self.book.municipalities if (flow := money_flow(self.book, self.meetings, slug)) is not None]
        yield from self._figures(*strips.values(), *bars.values(), *flows)
        shown = {"strips": strips, "bars": bars, "flows": flows, "headlines": headlines}
        yield "index.html", self._page("index", "", book=self.book, leads=self.leads, themes=self.themes, place=place, **shown)

    def _body(self, body: BodyPage, promises: list[Promise]) -> str:
        mine = {promise.key for promise in promises}
        alarms = [
            Item([Sentence(row["sentence_marked"] or row["sentence"], f"c-{row['change_id']}")], promise, promise.mark)
            for row in reversed(self.book.changes)
            if row["severity"] == "alarm" and (promise := self.book.promise_by_key[promise_key(row)]).key in mine
        ]
        alarms.sort(key=lambda item: -item.promise.year if item.promise else 0)
        lead = next(lead for lead in self.leads if lead.slug == "ikke-naaet")
        return self._page(
            "body",
            "../",
            body=body,
            promises=promises,
            kin=[one for one in self.book.bodies if one.kind is body.kind and one.slug in body.kin and one != body],
            late=[item for item in lead.items if item.promise is not None and item.promise.key in mine],
            alarms=alarms[:MOST_ALARMS],
            compared=sum(promise.is_compared for promise in promises),
            more_alarms=max(0, len(alarms) - MOST_ALARMS),
            history=list(self._history(promises)),
            bodies=[one for one in self.book.bodies if any(one in (*promise.committees, *promise.centres) for promise in promises)],
            themes={theme: slug for theme, slug in self.themes.items() if any(promise.theme == theme for promise in promises)},
        )

    def _history(self, promises: Sequence[Promise]) -> Iterator[tuple[str, Count]]:
        for followed in reversed(self.book.agreements):
            own = [promise for promise in promises if promise.history.agreement == followed.agreement]
            for number in followed.numbers:
                counted = count(promise.mark_in(number) for promise in own)
                if counted.due:
                    yield f"{round_name(number, followed.agreement.calendar)} {followed.agreement.year}", counted

    def _accounts(self) -> Iterator[Page]:
        found = [one for followed in self.book.agreements if (one := accounts(followed)) is not None]
        yield from self._figures(*(one.chart for one in found))
        yield "to-regnskaber.html", self._page("accounts", "", found=found)

    def _next_round(self) -> Iterator[Page]:
        each = {followed: next_round(self.meetings, followed) for followed in self.book.agreements}
        found = [one for one in each.values() if one is not None]
        over = [followed for followed, one in each.items() if one is None]
        yield "naeste-runde.html", self._page("next", "", found=found, over=over if found else [])

    # ── changes ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _changes(self) -> Iterator[Page]:
        found = []
        for followed in self.book.agreements:
            pairs = {}
            for first, last in combinations(followed.numbers, 2):
                pair = self._pair(followed, first, last)
                yield f"aendringer/{pair.name}", self._change_page(pair)
                pairs[first, last] = pair.name, sum(row["severity"] != "info" for row in pair.changes)
            found.append((followed, pairs))
        yield "aendringer/index.html", self._page("changes_index", "../", found=found)

    def _pair(self, followed: FollowedAgreement, first: int, last: int) -> RoundPair:
        """Neighbours as the table `changes` has them; rounds further apart are compared anew, without what is small."""
        step = followed.numbers.index(last) - followed.numbers.index(first) == 1
        if step:
            own = (followed.agreement.municipality, followed.agreement.year)
            rows = [row for row in self.book.changes if (row["municipality"], row["agreement_year"]) == own and row["to_followup"] == last]
        else:
            before, after = (
                [edition.id for one in followed.rounds if one.number == number for edition in one.editions] for number in (first, last)
            )
            rows = [row for row in in_order(between(self.book.tables, before, after)) if row["severity"] != "info"]
        return RoundPair(followed, first, last, step, rows)

    def _change_page(self, pair: RoundPair) -> str:
        calendar = pair.followed.agreement.calendar
        groups: dict[str, list[tuple[Row, Promise | None]]] = {"alarm": [], "notice": [], "info": []}
        for row in pair.changes:
            groups[row["severity"]].append((row, self.book.promise_by_key.get(promise_key(row))))
        return self._page(
            "changes",
            "../",
            followed=pair.followed,
            heading=f"Fra {in_round(pair.first, calendar)} til {in_round(pair.last, calendar)} {pair.followed.agreement.year}",
            first=pair.first,
            last=pair.last,
            step=pair.step,
            before=pair.followed.count(pair.first),
            after=pair.followed.count(pair.last),
            groups=[(severity, rows) for severity, rows in groups.items() if rows],
            compared=sum(pair.first in one.printed_in and pair.last in one.printed_in for one in pair.followed.promises),
        )

    # ── meetings ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _meetings(self) -> Iterator[Page]:
        if self.meetings.all:
            yield "moeder/index.html", self._page("meetings", "../")
        for meeting in self.meetings.all:
            yield meeting.address, self._meeting(meeting)

    def _meeting(self, meeting: MeetingPage) -> str:
        document = meeting.document

        def original(page: int | None) -> str | None:
            return self.evidence.address(document["file_id"], page)

        def figures(item: MeetingItem) -> list[Figure]:
            return [figure for key in item.printed if (figure := self.evidence.figure(*key))]

        def annex(row: Row) -> str | None:
            document = self.book.documents.get(row["target_document_id"] or "")
            return self.evidence.address(document["file_id"], document["first_page"]) if document else None

        return self._page("meeting", "../", meeting=meeting, original=original, figures=figures, annex=annex)

    # ── method ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _method(self) -> str:
        doubts = Counter(row["document_id"] for row in self.book.rows("findings") if row["severity"] != "info")
        documents = [
            {
                "document": row,
                "file": self.book.file_of.get(row["file_id"], {"path": "", "sha256": None, "engine": None}),
                "doubts": doubts[row["document_id"]],
                "address": self.evidence.address(row["file_id"], row["first_page"]),
            }
            for row in sorted(self.book.rows("documents"), key=_by_time)
        ]
        signs = [row for name in ("milestones", "economy_notes") for row in self.book.rows(name) if row["smiley_basis"]]
        return self._page(
            "method",
            "",
            documents=documents,
            unread=self.coverage.unread,
            legends=list(self._legends()),
            measured=measurement(),
            sources=wording.MEASURED,
            bases=Counter(row["smiley_basis"] for row in signs).most_common(),
            version=__version__,
        )

    def _legends(self) -> Iterator[tuple[str, str, list[tuple[Mark, list[Wording]]]]]:
        """Each meaning's words through the documents, oldest first, with what was reworded on the way."""
        documents = self.book.documents
        rows = sorted(self.book.rows("legends"), key=lambda row: (_by_time(documents[row["document_id"]]), row["scale"], row["ordinal"]))
        for scale, heading in ((Scale.INITIATIVE, "indsats"), (Scale.ECONOMY, "økonomi")):
            meanings: dict[Mark, list[Wording]] = defaultdict(list)
            for row in rows:
                mark = mark_of_sign(row["smiley"])
                if row["scale"] != scale or mark is None:
                    continue
                last = meanings[mark][-1] if meanings[mark] else None
                words = row["words"] or ""
                if last is None or not same(last.words, words):
                    last = Wording(words, reworded(last.words, words) if last else None, {}, {})
                    meanings[mark].append(last)
                last.titles[wording.document_title(documents[row["document_id"]])] = None
                if row["sign"]:
                    last.signs[row["sign"]] = None
            if meanings:
                yield scale.value, heading, [(mark, meanings[mark]) for mark in WORDS if mark in meanings]

    def _doubts(self) -> str:
        return self._page("doubts", "", found=doubts(self.book, self._doubted))

    def _doubted(self, row: Row) -> tuple[str, str] | None:
        """The address and the name of what a finding is about, where it has a place on a page."""
        promise = self.book.promise_of_row(row)
        if promise is not None:
            name = anchor(row["document_id"], row["source_key"])
            place = f"#{name}" if name in self.anchors[promise.key] else "#tvivl" if row["severity"] != "info" else ""
            return f"{promise.address}{place}", wording.headline(promise.initiative)
        item = self.meetings.item_of.get((row["document_id"], row["source_key"]))
        return (item.address, item.name) if item is not None else None


def _by_time(document: Row) -> tuple[Any, ...]:
    dated = document.get("revised_date") or document.get("document_date")
    return document.get("agreement_year") or 9999, document.get("followup_number") or 0, str(dated or ""), document["document_id"]
