"""Tables in, agreements out: each with its rounds in order, and in each round the editions that were issued for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from parsers.model.findings import Code
from parsers.model.records import FOLLOWUPS, Kind, Role, Severity, Smiley
from parsers.profile.organisation import committee
from pipeline.promises.model import Agreement, Edition, Entry, Reported, Round, due_in_round, is_due
from pipeline.promises.same_text import squashed
from pipeline.schema.rows import DocumentRow, EconomyNoteRow, InitiativeRow, Tables, rows_in

__all__ = ["agreements", "committee_key", "editions", "missing"]

# Findings that say a part of a document was lost to us: what does not stand in it may have stood there.
LOSSES = frozenset(
    {
        *(Code.DAMAGED_PAGE, Code.DAMAGED_FILE, Code.REPAIRED_FILE, Code.WORDS_ALONE, Code.PAGE_UNREAD),
        *(Code.PAGE_MISSING, Code.PAGE_TAKEN_OUT, Code.PAGE_BETWEEN_UNREAD, Code.PAGE_MOSTLY_UNREAD, Code.TIME_RAN_OUT, Code.COLUMNS_APART),
    }
)
JOINED = frozenset({Code.UNLIKE_THE_OTHERS, Code.TABLE_BROKEN_OFF})  # it may hold the rows of the next one, whose heading was lost
# What only the comparison of all documents found: no words of this one were left unread, though a promise's title stands in them.
OF_ALL_DOCUMENTS = frozenset({Code.NUMBER_MISSING, Code.NOT_FOLLOWED_UP, Code.NUMBER_GAP, Code.ROUND_MISSING, Code.SUMS_DISAGREE})
CUT = "cut_row"  # the finding that says a document breaks off in the middle


@lru_cache(maxsize=1024)
def committee_key(name: str) -> str:
    """One key for a committee in all its spellings: "Social-og Sundhedsudvalget", "Social- og Sundhedsudvalgets"."""
    known = committee(name)
    return known.slug if known else "".join(filter(str.isalnum, name.casefold()))


def agreements(tables: Tables) -> dict[Agreement, list[Round]]:
    """Each agreement's rounds, earliest first. Documents whose agreement or round was lost are in none."""
    grouped: dict[Agreement, dict[tuple[int, Reported], list[Edition]]] = defaultdict(lambda: defaultdict(list))
    for edition in editions(tables):
        # Two extra follow-ups of one agreement, bound in different follow-ups, are two rounds and no versions of one another.
        moment = edition.reported if edition.extra else Reported(edition.agreement.year, edition.number)
        grouped[edition.agreement][edition.number, moment].append(edition)
    found = {
        agreement: [Round(number, moment, sorted(issued, key=_worth)) for (number, moment), issued in sorted(rounds.items())]
        for agreement, rounds in sorted(grouped.items())
    }
    for one in (one for rounds in found.values() for one in rounds):
        names = [edition.name for edition in one.editions]
        for place, edition in enumerate(one.editions):
            others = {(other.committee, other.draft, other.day): other for other in (*names[:place], *names[place + 1 :])}
            edition.rivals = tuple(others.values())
    return found


def _worth(edition: Edition) -> tuple[object, ...]:
    """The first in this order counts: drafts last, then what was read in part, then committees' editions, then the older."""
    document = edition.document
    dated = document.get("revised_date") or document.get("document_date") or date.min
    return (
        bool(document.get("draft")),
        document.get("state") == "partial",
        edition.committee is not None,
        -dated.toordinal(),
        document.get("first_page") is None,  # a PDF before its text: it has pages to point at
        edition.id,
    )


def editions(tables: Tables) -> list[Edition]:
    """Every plan and follow-up whose agreement and round are known, with its initiatives in printed order."""
    dated = _dated_editions(tables)
    entries = _add_entries(dated, tables)
    _add_rows(entries, tables)
    for edition in dated.values():
        edition.states_now = _states_now(edition)
    _assign_committees(entries, tables)
    _add_doubts(dated, tables)
    for edition in dated.values():
        _limit_to_a_committee(edition)
        edition.blind = _blind(edition)
    return sorted(dated.values(), key=lambda edition: edition.id)


def _states_now(edition: Edition) -> bool:
    """Whether each initiative has one row at most, and that a status in words or colours: a table with one row an initiative."""
    rows = [row for entry in edition.entries for row in entry.milestones]
    return all(len(entry.milestones) <= 1 and not entry.economy for entry in edition.entries) and any(
        row.get("status_value") is not None for row in rows
    )


def _add_doubts(editions: Mapping[str, Edition], tables: Tables) -> None:
    doubted: dict[str, set[str]] = defaultdict(set)
    for row in rows_in(tables, "findings"):
        edition = editions.get(row.get("document_id") or "")
        if edition is not None:
            edition.cut = edition.cut or row["code"] == CUT
            edition.lossy = edition.lossy or row["code"] in LOSSES
            if row["code"] in JOINED and row["source_key"]:
                edition.joined.add(row["source_key"])
            if row.get("text") and row["severity"] != Severity.INFO and row["code"] not in OF_ALL_DOCUMENTS:
                doubted[edition.id].add(squashed(row["text"]))
    for document_id, texts in doubted.items():
        editions[document_id].doubted = "\n".join(sorted(texts))


def _dated_editions(tables: Tables) -> dict[str, Edition]:
    documents = [row for row in rows_in(tables, "documents") if row.get("kind") in FOLLOWUPS]
    if not documents:
        return {}
    years: dict[str, set[int]] = defaultdict(set)
    for row in rows_in(tables, "initiatives"):
        if (year := row.get("agreement_year")) is not None:
            years[row["document_id"]].add(year)
    paths = {row["file_id"]: row["path"] for row in reversed(rows_in(tables, "files")) if row.get("file_id")}
    dated: dict[str, Edition] = {}
    for document in documents:
        known = years[document["document_id"]]
        year = document.get("agreement_year") or (next(iter(known)) if len(known) == 1 else None)
        number = document.get("followup_number")
        if year is None or number is None:
            continue
        agreement = Agreement(document["municipality"], year)
        if document["kind"] == Kind.EXTRA:
            number = agreement.calendar.extra
        edition = Edition(document, agreement, number, Reported(year, number))
        edition.committee, edition.path = _committee(document), paths.get(document["file_id"], "")
        dated[edition.id] = edition
    _bind_extra_editions(dated.values())
    return dated


def _bind_extra_editions(editions: Iterable[Edition]) -> None:
    """An extra follow-up reports on the time of the follow-up that it is bound in, and never on one before its year's end."""
    hosts = {
        edition.document["file_id"]: edition
        for edition in editions
        if edition.document["kind"] == Kind.FOLLOWUP and edition.document.get("agreement_year") and edition.number
    }
    for edition in editions:
        if edition.extra:
            edition.host = hosts.get(edition.document["file_id"])
            end = Reported(edition.agreement.year, edition.agreement.calendar.count)
            edition.reported = max(end, edition.host.reported) if edition.host else end


def _committee(document: DocumentRow) -> str | None:
    """The committee a document is limited to: its scope, unless that is the municipality ("Ballerup Kommune"), whole or torn."""
    scope = (document.get("scope") or "").casefold().rstrip(" .")
    if not scope or scope.endswith("kommune") or scope.startswith(document["municipality"].casefold()):
        return None
    return committee_key(scope)


def _add_entries(editions: Mapping[str, Edition], tables: Tables) -> dict[tuple[str, str], Entry]:
    """Adds each document's initiatives in printed order; all of them by document_id and initiative_id."""
    entries: dict[tuple[str, str], Entry] = {}
    tops = {
        (row["document_id"], row["source_key"]): top
        for row in rows_in(tables, "places")
        if row["source_table"] == "initiatives" and row["part"] == 1 and (top := row.get("top")) is not None
    }
    for row in sorted(rows_in(tables, "initiatives"), key=lambda row: _printed_order(row, tops)):
        edition = editions.get(row["document_id"])
        if edition is not None:
            entry = entries[row["document_id"], row["initiative_id"]] = Entry(edition, row, len(edition.entries))
            edition.entries.append(entry)
            edition.listed.add(row.get("promise_id") or row["initiative_id"])
    return entries


def _add_rows(entries: Mapping[tuple[str, str], Entry], tables: Tables) -> None:
    """Adds the milestones and the Økonomi rows of each initiative in printed order, and their notes by label."""
    for milestone in sorted(rows_in(tables, "milestones"), key=lambda row: (row["document_id"], row["ordinal"])):
        if owner := entries.get((milestone["document_id"], milestone["initiative_id"])):
            owner.milestones.append(due_in_round(milestone, owner.edition.agreement))
    for economy in sorted(rows_in(tables, "economy_notes"), key=lambda row: (row["document_id"], _economy_ordinal(row))):
        if owner := entries.get((economy["document_id"], economy["initiative_id"])):
            owner.economy.append(economy)
    for note in sorted(rows_in(tables, "status_notes"), key=lambda row: row["ordinal"]):
        if owner := entries.get((note["document_id"], note["source_key"].rpartition("/")[0])):
            owner.labelled.setdefault(note["source_key"], []).append(note)
    for place in rows_in(tables, "places"):
        own = entries.get((place["document_id"], place["source_key"])) if place["source_table"] == "initiatives" else None
        if own is not None and place["part"] == 1:
            own.printed[place.get("printed_row") or ""] = place


def _assign_committees(entries: Mapping[tuple[str, str], Entry], tables: Tables) -> None:
    committees: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows_in(tables, "responsibilities"):
        if row["role"] == Role.COMMITTEE:
            committees[row["document_id"], row["initiative_id"]].add(committee_key(row["name"]))
    for key, entry in entries.items():
        printed = entry.initiative.get("responsible_committee")
        entry.committees = frozenset(committees.get(key) or ({committee_key(printed)} if printed else ()))


def _limit_to_a_committee(edition: Edition) -> None:
    """An edition whose title names nobody is a committee's when all it holds is that one's."""
    own = {committee for entry in edition.entries for committee in entry.committees}
    if not edition.document.get("scope") and len(own) == 1 and len(edition.entries) > 1:
        edition.committee = own.pop()


def _printed_order(row: InitiativeRow, tops: Mapping[tuple[str, str], float]) -> tuple[object, ...]:
    key = row["document_id"], row["initiative_id"]
    numbers = [int(part) if part.isdigit() else -1 for part in (row.get("number") or "").split(".")]
    return row["document_id"], row.get("page") or 0, row.get("line") or 0, tops.get(key, 0.0), numbers, row["initiative_id"]


def _economy_ordinal(row: EconomyNoteRow) -> int:
    """It stands in the row's id, `2031/1.1/e2`."""
    return int(row["economy_id"].rpartition("e")[2])


def _blind(edition: Edition) -> bool:
    due = [row for entry in edition.entries for row in entry.milestones if is_due(row, edition)]
    told = any(row.get("smiley") not in (None, Smiley.UNKNOWN) for row in due)
    return not told and any(row.get("text") for row in due)


def missing(agreement: Agreement, rounds: Sequence[Round]) -> list[int]:
    """The rounds before the newest one of which no document is present; an extra follow-up is owed by nobody."""
    present = {one.number for one in rounds}
    return [number for number in range(min(max(present), agreement.calendar.extra)) if number not in present]
