"""What a municipality answered, as people wrote it down in `answers.toml`, in; the table `answers` out.

    [[answer]]
    promise = "2031/2.1"             # the promise_id
    municipality = "ballerup"        # may be left out
    change = "5f2b0c9d1e7a4436"      # the change_id of the finding that it answers; may be left out
    date = 2031-09-15                # when it was answered
    who = "Center for Skoler"        # who answered: an office, not a name
    answer = "Vognen er leveret i september."

An answer to a promise or a finding that is not there is refused, and that is a finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from gettext import gettext as _
from pathlib import Path

from msgspec import Struct

from parsers.model.records import Severity
from pipeline.errors import ConfigurationError
from pipeline.ingest.settings import DEFAULT_MUNICIPALITY, check_keys, read_entries
from pipeline.promises.findings import LateFindings
from pipeline.schema.rows import AnswerRow, Row, Rows

__all__ = ["Answer", "answered", "answers"]

ANSWERS = "answers.toml"
WANTED, OPTIONAL = frozenset({"promise", "date", "who", "answer"}), frozenset({"municipality", "change"})
REFUSED = "answers.toml: Svaret fra {who} til {promise} er ikke taget med: {reason}"
NO_PROMISE = "Løftet er ikke blandt de læste."
NO_CHANGE = "Ændringen {change} er ikke en af løftets."


class AnswerCode(StrEnum):
    """Findings about answers."""

    ANSWER_REFUSED = "answer_refused"


class Answer(Struct, frozen=True):
    """What one office said about one promise on one day."""

    municipality: str
    promise: str
    change: str | None
    answered_on: date
    who: str
    text: str


def answers(folders: Iterable[Path]) -> tuple[Answer, ...]:
    """What stands in the file of each folder. Raises ConfigurationError where that cannot be understood."""
    paths = [folder / ANSWERS for folder in folders]
    return tuple(_answer(path, place, entry) for path in paths for place, entry in enumerate(read_entries(path, "answer"), 1))


def _answer(path: Path, place: int, entry: Mapping[str, object]) -> Answer:
    check_keys(path, place, WANTED - entry.keys(), entry.keys() - WANTED - OPTIONAL)
    day = entry["date"]
    if not isinstance(day, date) or isinstance(day, datetime):
        raise ConfigurationError(_("{path}, entry {place}: date must be a day, as 2031-09-15.").format(path=path, place=place))
    for name in sorted(entry.keys() - {"date"}):
        if not isinstance(value := entry[name], str) or not value.strip():
            raise ConfigurationError(_("{path}, entry {place}: {name} must be text.").format(path=path, place=place, name=name))
    change = entry.get("change")
    return Answer(
        municipality=str(entry.get("municipality", DEFAULT_MUNICIPALITY)),
        promise=str(entry["promise"]).strip(),
        change=str(change).strip() if change is not None else None,
        answered_on=day,
        who=str(entry["who"]).strip(),
        text=str(entry["answer"]).strip(),
    )


def answered(tables: Rows, given: Sequence[Answer], promises: Iterable[Row], changes: Iterable[Row]) -> list[AnswerRow]:
    """Each answer with its promise, the earliest first; those that fit none become findings in `tables`."""
    years = {(row["municipality"], row["promise_id"]): row["agreement_year"] for row in promises}
    own = {(row["change_id"], row["municipality"], row["promise_id"]) for row in changes}
    findings = LateFindings(tables)
    ordinals: Counter[tuple[str, str]] = Counter()
    rows: list[AnswerRow] = []
    for answer in sorted(given, key=lambda one: (one.answered_on, one.municipality, one.promise, one.who, one.text)):
        key = answer.municipality, answer.promise
        known = answer.change is None or (answer.change, *key) in own
        if key not in years or not known:
            reason = NO_CHANGE.format(change=answer.change) if key in years else NO_PROMISE
            said = REFUSED.format(who=answer.who, promise=answer.promise, reason=reason)
            findings.add(AnswerCode.ANSWER_REFUSED, Severity.WARNING, said)
            continue
        ordinals[key] += 1
        rows.append(
            {
                "municipality": answer.municipality,
                "agreement_year": years[key],
                "promise_id": answer.promise,
                "ordinal": ordinals[key],
                "change_id": answer.change,
                "answered_on": answer.answered_on,
                "answered_by": answer.who,
                "text": answer.text,
            }
        )
    return sorted(rows, key=lambda row: (row["municipality"], row["agreement_year"], row["promise_id"], row["ordinal"]))
