"""What people have said in `matches.toml` and `readings.toml` in, the same tables with their word in them out.

    [[match]]                        # this row is that row
    sha256 = "5f2b…"                 # of the file the row stands in, or its first 16 digits
    row = "2031/1.7"
    is = "2031/1.1"                  # the initiative_id it had before
    printed = "Grøn kørsel"          # its title there: when other words are read, this is refused
    who = "…"
    why = "…"

    [[reading]]                      # this cell reads so
    sha256 = "5f2b…"
    row = "2031/1.6/m2"              # initiative_id, milestone_id or economy_id
    column = "smiley"
    value = "sur"                    # "" for an empty cell
    printed = "billede"              # what is read there without this, for a smiley its sign; may be left out
    who = "…"
    why = "…"

A file that holds several documents with such a row wants `document = 2` as well. Every word of theirs that was followed is a
finding, and every one that was not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from gettext import gettext as _
from pathlib import Path
from typing import TypeVar

from parsers.model.records import Basis, Funding, Severity, Smiley
from parsers.profile.form import Profile
from parsers.profile.vocabulary import vocabulary
from pipeline.errors import ConfigurationError
from pipeline.ingest.settings import check_keys, read_entries
from pipeline.promises.answers import Answer, answers
from pipeline.promises.findings import KEYS, LateFindings
from pipeline.promises.same_text import same
from pipeline.schema.ids import FILE_ID_DIGITS
from pipeline.schema.rows import Row, Tables, rows_in

__all__ = ["NOBODY", "Overrules", "matched_by_people", "overrules", "read_by_people"]

MATCHES, READINGS = "matches.toml", "readings.toml"
TEXTS = {
    "milestones": frozenset({"text", "status_label", "status_note"}),
    "economy_notes": frozenset({"text", "status_label", "status_note"}),
    "initiatives": frozenset(
        {"title", "theme", "description", "responsible_center", "responsible_committee", "contributors", "remarks", "latest_status"}
    ),
}
VALUES = {
    ("milestones", "smiley"): frozenset(one.value for one in Smiley),
    ("economy_notes", "smiley"): frozenset({Smiley.GLAD.value, Smiley.SOUR.value, Smiley.UNKNOWN.value}),
    ("initiatives", "funding"): frozenset(one.value for one in Funding),
}


class OverruleCode(StrEnum):
    """Findings about what people said."""

    HUMAN_READING = "human_reading"
    HUMAN_MATCH = "human_match"
    OVERRULE_REFUSED = "overrule_refused"


READ_SO = "Cellen »{column}« er læst af et menneske ({who}): {why}"
MATCHED_SO = "Et menneske ({who}) har angivet, at rækken er {known}: {why}"
REFUSED = "{file}: {reason} Rækken {row} er derfor ikke rettet ({who}: {why})."
NO_FILE = "Filen {sha256} er ikke blandt de læste; en ny udgave skal læses på ny."
NO_ROW = "Rækken findes ikke i filen."
SEVERAL_ROWS = "Rækken findes i flere af filens dokumenter; sig hvilket med document = …"
NO_COLUMN = "Kolonnen »{column}« kan ikke rettes for denne række."
NO_VALUE = "»{value}« er ikke en værdi for »{column}«."
OTHER_WORDS = "Der står nu »{now}«, ikke »{printed}«."
NO_PROMISE = "Der er ingen tidligere række {known} i aftalen."


@dataclass(frozen=True, slots=True)
class Overrule:
    """What one person said about one row; `document` counts a file's documents from 1."""

    sha256: str
    row: str
    who: str
    why: str
    printed: str | None = None
    document: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchOverrule(Overrule):
    known: str  # `is` in the file


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOverrule(Overrule):
    column: str
    value: str


@dataclass(frozen=True, slots=True)
class Overrules:
    matches: tuple[MatchOverrule, ...] = ()
    readings: tuple[ReadingOverrule, ...] = ()
    answers: tuple[Answer, ...] = ()

    def about(self, are_meant: Callable[[str], bool], are_theirs: Callable[[str], bool]) -> Overrules:
        """Those about the files whose file_id is meant, and the answers of the municipalities that are."""
        matches = tuple(word for word in self.matches if are_meant(_digits(word)))
        readings = tuple(word for word in self.readings if are_meant(_digits(word)))
        return Overrules(matches, readings, tuple(answer for answer in self.answers if are_theirs(answer.municipality)))


NOBODY = Overrules()
W = TypeVar("W", bound=Overrule)


def overrules(paths: Iterable[Path]) -> Overrules:
    """What stands in these two files and in `answers.toml` of the input folders, or of the folders that input files lie in.

    Raises ConfigurationError where that cannot be understood.
    """
    matches: list[MatchOverrule] = []
    readings: list[ReadingOverrule] = []
    folders = sorted({path if path.is_dir() else path.parent for path in map(Path.absolute, paths)})
    for folder in folders:
        matches += _words(folder / MATCHES, "match", MatchOverrule, {"is": "known"})
        readings += _words(folder / READINGS, "reading", ReadingOverrule, {})
    return Overrules(tuple(matches), tuple(readings), answers(folders))


def _words(path: Path, name: str, kind: type[W], renamed: Mapping[str, str]) -> list[W]:
    return [_word(path, place, entry, kind, renamed) for place, entry in enumerate(read_entries(path, name), 1)]


def _word(path: Path, place: int, entry: Row, kind: type[W], renamed: Mapping[str, str]) -> W:
    given = {renamed.get(key, key): value for key, value in entry.items()}
    shown = {value: key for key, value in renamed.items()}
    types = {field.name: int if field.name == "document" else str for field in fields(kind)}
    wanted = [shown.get(name, name) for name in types if name not in ("printed", "document") and name not in given]
    check_keys(path, place, wanted, [shown.get(name, name) for name in given.keys() - types.keys()])
    for name, value in given.items():
        if not isinstance(value, types[name]) or isinstance(value, bool):
            told = (
                _("{path}, entry {place}: {name} must be a number.")
                if types[name] is int
                else _("{path}, entry {place}: {name} must be text.")
            )
            raise ConfigurationError(told.format(path=path, place=place, name=shown.get(name, name)))
    blank = [shown.get(name, name) for name in ("who", "why", "sha256", "row") if name in given and not str(given[name]).strip()]
    if blank:
        raise ConfigurationError(
            _("{path}, entry {place}: {names} must not be empty.").format(path=path, place=place, names=", ".join(blank))
        )
    return kind(**given)


# ── readings ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def read_by_people(tables: Tables, words: Overrules) -> dict[str, list[Row]]:
    """The tables with the cells that people have read, and a finding for each. No row given is altered."""
    found = {name: list(rows) for name, rows in tables.items()}
    findings = LateFindings(found)
    for word in words.readings:
        place = _placed(found, word, KEYS)
        if isinstance(place, str):
            _add_refusal(findings, READINGS, word, place)
            continue
        table, position = place
        row = found[table][position]
        fault = _fault(table, row, word)
        if fault:
            _add_refusal(findings, READINGS, word, fault, table, row)
            continue
        found[table][position] = {**row, **_reading(row, word, _profile_of(found, row))}
        findings.add(
            OverruleCode.HUMAN_READING,
            Severity.INFO,
            READ_SO.format(column=word.column, who=word.who, why=word.why),
            table,
            row,
            word.value or None,
        )
        if table == "milestones":
            _carry_again(found, row)
    return found


def _fault(table: str, row: Row, word: ReadingOverrule) -> str | None:
    values = VALUES.get((table, word.column))
    if values is None and word.column not in TEXTS[table] and not (table == "milestones" and word.column == "due_label"):
        return NO_COLUMN.format(column=word.column)
    if values is not None and word.value and word.value not in values:
        return NO_VALUE.format(value=word.value, column=word.column)
    now = row.get("smiley_sign") if word.column == "smiley" else row.get(word.column)
    if word.printed is not None and not same(now, word.printed):
        return OTHER_WORDS.format(now=now or "", printed=word.printed)
    return None


def _profile_of(tables: Tables, row: Row) -> Profile | None:
    """By which the row's document was read, where that is among those known."""
    slug = next((one.get("profile") for one in rows_in(tables, "documents") if one["document_id"] == row.get("document_id")), None)
    return next((profile for profile in vocabulary().profiles if profile.slug == slug), None)


def _reading(row: Row, word: ReadingOverrule, profile: Profile | None) -> Row:
    value = word.value or None
    if word.column == "smiley":
        return {"smiley": value, "smiley_basis": Basis.HUMAN.value, "smiley_confidence": 1.0}
    if word.column == "due_label":
        from parsers.language.printed_times import due_of_row

        told = due_of_row(profile, word.value)
        return {"due_label": value} | {
            "due_year": told.year if told else None,
            "due_round": told.round if told else None,
            "due_date": told.day if told else None,
        }
    return {word.column: value}


def _carry_again(tables: Mapping[str, list[Row]], changed: Row) -> None:
    """Which of an initiative's rows are carried forward, now that one of them reads otherwise."""
    key = changed["document_id"], changed["initiative_id"]
    rows = [(place, row) for place, row in enumerate(tables["milestones"]) if (row["document_id"], row["initiative_id"]) == key]
    before: str | None = None
    for place, row in sorted(rows, key=lambda placed: placed[1]["ordinal"]):
        silent = not row.get("text") and not row.get("status_note")
        carried = silent and row.get("smiley") == before == Smiley.GLAD
        tables["milestones"][place] = {**row, "carried_forward": carried}
        before = row.get("smiley") or before


# ── matches ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def matched_by_people(tables: Tables, words: Overrules) -> tuple[dict[tuple[str, str], str], list[Row]]:
    """Which initiative each of these rows was before, as `match.promises` takes it, and the findings with those about them."""
    found = {name: list(rows) for name, rows in tables.items()}
    findings = LateFindings(found)
    matches: dict[tuple[str, str], str] = {}
    for word in words.matches:
        place = _placed(found, word, {"initiatives": "initiative_id"})
        if isinstance(place, str):
            _add_refusal(findings, MATCHES, word, place)
            continue
        row = found["initiatives"][place[1]]
        others = {one["initiative_id"] for one in found["initiatives"] if one["document_id"] != row["document_id"]}
        if word.printed is not None and not same(row.get("title"), word.printed):
            _add_refusal(findings, MATCHES, word, OTHER_WORDS.format(now=row.get("title") or "", printed=word.printed), "initiatives", row)
        elif word.known not in others:
            _add_refusal(findings, MATCHES, word, NO_PROMISE.format(known=word.known), "initiatives", row)
        else:
            matches[row["document_id"], row["initiative_id"]] = word.known
            said = MATCHED_SO.format(known=word.known, who=word.who, why=word.why)
            findings.add(OverruleCode.HUMAN_MATCH, Severity.INFO, said, "initiatives", row, row.get("title"))
    return matches, found["findings"]


# ── what both need ───────────────────────────────────────────────────────────────────────────────────────────────────


def _placed(tables: Mapping[str, Sequence[Row]], word: Overrule, keys: Mapping[str, str]) -> tuple[str, int] | str:
    """The table and position of the row a word is about, or why there is none."""
    digits = _digits(word)
    documents = [row["document_id"] for row in tables["documents"] if row["file_id"] == digits]
    if not documents:
        return NO_FILE.format(sha256=digits)
    if word.document is not None:
        wanted = digits if word.document == 1 else f"{digits}-{word.document}"
        documents = [document for document in documents if document == wanted]
    places = [
        (table, position)
        for table, key in keys.items()
        for position, row in enumerate(tables.get(table, ()))
        if row[key] == word.row and row["document_id"] in documents
    ]
    if len(places) != 1:
        return SEVERAL_ROWS if places else NO_ROW
    return places[0]


def _digits(word: Overrule) -> str:
    """The file_id of the file a word is about."""
    return word.sha256.lower()[:FILE_ID_DIGITS]


def _add_refusal(findings: LateFindings, file: str, word: Overrule, reason: str, table: str | None = None, row: Row | None = None) -> None:
    said = REFUSED.format(file=file, reason=reason, row=word.row, who=word.who, why=word.why)
    meant = next((document for document, file_id in findings.files.items() if file_id == _digits(word)), None)
    findings.add(OverruleCode.OVERRULE_REFUSED, Severity.WARNING, said, table, row, word.printed, document_id=meant)
