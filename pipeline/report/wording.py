"""Rows in, the Danish that stands around them in the pages out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import PurePath

from parsers.profile.municipalities import municipality_name
from pipeline.changes.pair import bound
from pipeline.promises.late import is_overdue
from pipeline.promises.marks import Mark, mark_of_sign
from pipeline.promises.model import Edition, Entry
from pipeline.promises.standing import followed_up
from pipeline.report.accuracy import Origin
from pipeline.report.book import Promise
from pipeline.schema.rows import AmountRow, DocumentRow, Row
from pipeline.wording.rounds import due_round, in_round
from pipeline.wording.sentences import edition_name, opening, sign

__all__ = [
    "BASIS",
    "DOCUMENT_STATES",
    "LONGEST_TITLE",
    "MEASURED",
    "SEVERITIES",
    "citation",
    "day",
    "document_title",
    "economy_sentence",
    "headline",
    "kroner",
    "late_sentence",
    "round_name",
    "unsigned_sentence",
    "where",
    "years",
]

MONTHS = ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december")
LONGEST_TITLE = 160  # characters in lists; the promise's own page has all of it
BASIS = {
    "legend": "dokumentets egen læsevejledning",
    "glyph": "tegnets egen betydning",
    "font": "skrifttypen",
    "colour": "farven",
    "shape": "mundens form",
    "human": "et menneske",
    "word": "et ord i cellen",
    "cell_colour": "cellens farve",
}
SEVERITIES = {"error": "fejl", "warning": "tvivl", "info": "lagt til side", "alarm": "vigtig", "notice": "bemærk"}
DOCUMENT_STATES = {"parsed": "læst", "partial": "læst med fejl", "recognised": "genkendt, men læses endnu ikke"}
MEASURED = {  # the documents of a measurement
    Origin.REAL: "fra kommunen",
    Origin.REPRINTED: "i kommunens form, trykt på andre måder",
    Origin.INVENTED: "af vore egne, opdigtede",
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


def years(row: AmountRow) -> str:
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


def document_title(document: DocumentRow) -> str:
    """A document without a title by whose it is and its day: "Økonomiudvalget 3. juni 2031"."""
    known = document.get("title") or f"{document.get('scope') or ''} {day(document.get('document_date'))}"
    return " ".join(known.split()) or "dokument uden titel"


def where(page: int | None, line: int | None) -> str:
    return f"side {page}" if page else f"linje {line}" if line else ""


def round_name(edition: Edition) -> str:
    return _opening(edition)


def late_sentence(promise: Promise) -> str:
    """How a promise stands, in one sentence that can be quoted, with its first deadline and its place."""
    standing = promise.now
    edition, entry = promise.history.round_entries[-1].edition, promise.last
    start = f"{_opening(edition)}: {_named(entry)}"
    row = next((one for one in entry.milestones if one["milestone_id"] == standing["milestone_id"]), None)
    if promise.mark is Mark.ABSENT:
        return f"{start} står her ikke længere, uden at det fremgår, om den er gennemført."
    if row is None:
        return f"{start} har endnu ingen forfalden milepæl."
    about = _about(entry, row)
    if promise.mark is Mark.NO_SIGN:
        said = f"{start} står uden tegn ved {about}, selv om den er forfalden"
    else:
        said = f"{start} står med {_sign(promise.mark, row)} ved {about}"
    if standing["contradicted"]:
        said += "; bemærkningen siger noget andet end tegnet"
    return f"{said}{_lateness(promise)}{_place(edition, row)}."


def _lateness(promise: Promise) -> str:
    """Late is what the round it was first promised for is past of; so many rounds without ☺ is what is printed."""
    standing, said = promise.now, ""
    original, current = standing["original_due_round"], standing["current_due_round"]
    calendar = promise.calendar
    first = due_round(original, calendar) if original else ""
    if first and is_overdue(standing):
        said = f"; forsinket: den var først lovet til {first}"
    elif first and original != current:
        said = f"; den var først lovet til {first}"
    rounds, since = standing["rounds_not_glad"] or 0, standing["first_not_glad_round"]
    if rounds > 1 and since is not None:
        said += f"; uden ☺ i {rounds} runder, første gang i {in_round(since, calendar)}"
    return said


def economy_sentence(promise: Promise, row: Row) -> str:
    """How the economy of a promise stands, in the document's own words."""
    entry = promise.last
    words = row.get("status_note") or row.get("text")
    quoted = f": »{' '.join(words.split())}«" if words else ""
    sign = _sign(mark_of_sign(row["smiley"]) or Mark.NO_SIGN, row)
    return f"{_opening(entry.edition)}: For {_named(entry)} står økonomien med {sign}{_escaped(quoted)}{_place(entry.edition, row)}."


def unsigned_sentence(promise: Promise, edition: Edition, doubt: Row) -> str:
    """A due milestone without a sign, as the finding about it tells where it stands."""
    entry = next(one for one in promise.entries if one.document_id == doubt["document_id"])
    row = next((one for one in entry.milestones if one["milestone_id"] == doubt["source_key"]), doubt)
    return (
        f"{_opening(edition)}: For {_named(entry)} står {_about(entry, row)} uden tegn, selv om den er forfalden{_place(edition, doubt)}."
    )


def _opening(edition: Edition) -> str:
    return opening(edition.number, edition.agreement.year, edition.agreement.calendar, bound(edition))


def _named(entry: Entry) -> str:
    number = entry.initiative.get("number")
    return f"*{_escaped(headline({'title': entry.initiative.get('title')}))}*" + (f" ({number})" if number else "")


def _escaped(words: str) -> str:
    """Words in a sentence whose titles stand between asterisks."""
    return words.replace("\\", "\\\\").replace("*", "\\*")


def _about(entry: Entry, row: Row) -> str:
    """The milestone, or the row without one with the milestone that it follows up."""
    if row.get("text") or "milestone_id" not in row:
        return f"milepælen{_due(row)}"
    milestone = followed_up(entry, row)
    return f"linjen{_due(row)}" + (f", der følger op på milepælen{_due(milestone)}" if milestone is not row else "")


def _due(row: Row) -> str:
    return f" til {' '.join(row['due_label'].split())}" if row.get("due_label") else ""


def _sign(mark: Mark, row: Row) -> str:
    """The sign as it is printed: "😞 (sur)"."""
    return f"{sign(row.get('smiley'), row.get('smiley_sign'))}{' (glad)' if mark is Mark.GLAD else ''}"


def _place(edition: Edition, row: Row) -> str:
    """The place, and the document where its round has several."""
    place = where(row.get("page"), row.get("line"))
    return f"; {place}" + (f" i {edition_name(edition.name, edition.rivals)}" if edition.rivals else "") if place else ""


def citation(promise: Promise, edition: Edition, page: int | None, line: int | None, *, from_picture: bool = False) -> str:
    """What stands below a quotation: title, date, place, case, and the bytes it was read from."""
    document = edition.document
    title, whose = document_title(document), municipality_name(promise.municipality)
    dated = day(edition.day or (edition.host.day if edition.host else None))
    parts = [
        f"»{title}«" + (" (udkast)" if document.get("draft") else ""),
        whose if whose not in title else "",
        dated,
        f"sag {document['case_id']}" if document.get("case_id") else "",
        f"indsats {promise.initiative['number']}" if promise.initiative.get("number") else "",
        where(page, line),
        PurePath(edition.path).name,
        "læst fra et billede" if from_picture else "",
    ]
    return "Kilde: " + ", ".join(part for part in parts if part) + "."
