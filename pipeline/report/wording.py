"""Rows in, the Danish that stands around them in the pages out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pipeline.promises.model import Edition
from pipeline.report.accuracy import Source
from pipeline.report.book import Promise
from pipeline.report.marks import WORDS, Mark
from pipeline.schema.rows import Row
from pipeline.wording.sentences import IN_ROUND, ROUNDS

__all__ = [
    "BASIS",
    "DOCUMENT_STATES",
    "KINDS",
    "LONGEST_TITLE",
    "MEASURED",
    "SECTIONS",
    "SEVERITIES",
    "SHORT_ROUNDS",
    "citation",
    "day",
    "document_title",
    "headline",
    "kroner",
    "late_sentence",
    "round_name",
    "where",
    "years",
]

MONTHS = ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december")
SHORT_ROUNDS = ("Plan", "1.", "2.", "3.", "4.", "Ekstra")
DUE_ROUNDS = {1: "1. budgetopfølgning", 2: "2. budgetopfølgning", 3: "3. budgetopfølgning", 4: "årets slutning"}
LONGEST_TITLE = 160  # characters in lists; the promise's own page has all of it
BASIS = {
    "legend": "dokumentets egen læsevejledning",
    "glyph": "tegnets egen betydning",
    "font": "skrifttypen",
    "colour": "farven",
    "shape": "mundens form",
    "human": "et menneske",
}
SEVERITIES = {"error": "fejl", "warning": "tvivl", "info": "lagt til side", "alarm": "vigtig", "notice": "bemærk"}
DOCUMENT_STATES = {"parsed": "læst", "partial": "læst med fejl", "recognised": "genkendt, men læses endnu ikke"}
KINDS = {
    "plan": "udmøntning",
    "followup": "opfølgning",
    "extra": "ekstra opfølgning",
    "agenda": "dagsorden eller referat",
    "strategy": "status på strategiske indsatser",
    "memo": "strateginotat",
    "agreement": "aftale om budget",
    "other": "andet",
}
MEASURED = {  # the documents of a measurement
    Source.REAL: "fra kommunen",
    Source.REPRINTED: "i kommunens form, trykt på andre måder",
    Source.INVENTED: "af vore egne, opdigtede",
}
SECTIONS = {  # of an item, beside what was recommended and decided
    "previous_treatment": "Tidligere behandling",
    "summary": "Sammendrag",
    "background": "Baggrund",
    "case_text": "Sagsfremstilling",
    "economic_consequences": "Økonomiske konsekvenser og finansiering",
}


def day(value: date | None) -> str:
    return f"{value.day}. {MONTHS[value.month - 1]} {value.year}" if value else ""


def kroner(value: Decimal | None) -> str:
    """`Decimal("1200000.00")` to "1.200.000 kr."."""
    if value is None:
        return ""
    whole, _, rest = f"{abs(value):,.2f}".partition(".")
    sign = "−" if value < 0 else ""
    return f"{sign}{whole.replace(',', '.')}{'' if rest == '00' else ',' + rest} kr."


def years(row: Row) -> str:
    """The years a sum is for: "2031", "2031–2033", "2031 og frem", "fra 2031 til 2032"."""
    first, last, moved = row.get("year_from"), row.get("year_to"), row.get("to_year")
    if moved:
        return f"fra {first} til {moved}" if first else f"til {moved}"
    span = f"{first}–{last}" if first and last and first != last else str(first or last or "")
    return f"{span} årligt".strip() if row.get("recurring") else span


def headline(row: Row) -> str:
    """An initiative as it is named in lists: "2.1 Skolekøkken på hjul"."""
    title = " ".join((row.get("title") or "uden titel").split())
    title = title if len(title) <= LONGEST_TITLE else title[:LONGEST_TITLE].rstrip() + " …"
    return f"{row['number']} {title}" if row.get("number") else title


def document_title(document: Row) -> str:
    """A document without a title by whose it is and its day: "Økonomiudvalget 3. juni 2031"."""
    known = document.get("title") or f"{document.get('scope') or ''} {day(document.get('document_date'))}"
    return " ".join(known.split()) or "dokument uden titel"


def where(page: int | None, line: int | None) -> str:
    return f"side {page}" if page else f"linje {line}" if line else ""


def round_name(edition: Edition) -> str:
    return f"{ROUNDS[edition.number]} {edition.agreement.year}"


def late_sentence(promise: Promise) -> str:
    """How a promise stands, in one sentence that can be quoted, with its first deadline and its place."""
    standing = promise.now
    edition, entry = promise.history.round_entries[-1].edition, promise.last
    name = f"*{headline({'title': entry.initiative.get('title')})}*" + (
        f" ({entry.initiative['number']})" if entry.initiative.get("number") else ""
    )
    opening = f"{ROUNDS[standing['followup_number']]} {promise.year}: {name}"
    row = next((one for one in entry.milestones if one["milestone_id"] == standing["milestone_id"]), None)
    if promise.mark is Mark.ABSENT:
        return f"{opening} står her ikke længere, uden at det siger, at den er gennemført."
    if row is None:
        return f"{opening} har endnu ingen forfalden milepæl."
    due = f" ved milepælen til {' '.join(row['due_label'].split())}" if row.get("due_label") else ""
    if promise.mark is Mark.NO_SIGN:
        said = f"{opening} står uden tegn{due}, selv om den er forfalden"
    else:
        said = f"{opening} står med {WORDS[promise.mark].full}{due}"
    if standing["contradicted"]:
        said += "; bemærkningen siger noget andet end tegnet"
    original, current = standing["original_due_round"], standing["current_due_round"]
    if original and current and original != current:
        said += f"; den var først lovet til {DUE_ROUNDS.get(original, ROUNDS[original].lower())}"
    if standing["rounds_not_glad"] > 1:
        first = standing["first_not_glad_round"]
        said += f"; uden ☺ i {standing['rounds_not_glad']} runder, første gang i {IN_ROUND[first]}"
    place = where(row.get("page"), row.get("line"))
    return f"{said}; {place}." if place and edition.id == standing["document_id"] else f"{said}."


def citation(promise: Promise, edition: Edition, page: int | None, line: int | None) -> str:
    """What stands below a quotation: title, date, place, case, and the bytes it was read from."""
    document = edition.document
    dated = day(document.get("revised_date") or document.get("document_date"))
    parts = [
        f"»{document_title(document)}«" + (" (udkast)" if document.get("draft") else ""),
        dated,
        f"sag {document['case_id']}" if document.get("case_id") else "",
        f"indsats {promise.initiative['number']}" if promise.initiative.get("number") else "",
        where(page, line),
        f"fil {document['file_id']}",
    ]
    return "Kilde: " + ", ".join(part for part in parts if part) + "."
