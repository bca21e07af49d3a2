"""`milepael status`: what is there, which rounds and years are missing, what waits in quarantine, and what the last run changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypedDict

import click

from pipeline.commands.known import know
from pipeline.commands.refusal import print_json, refuse
from pipeline.commands.spoken import SpokenCommand, current_language

if TYPE_CHECKING:
    from pipeline.schema.rows import DocumentRow, FileRow
    from pipeline.schema.run_json import RunReport

__all__ = ["CHANGED", "status_command"]

NO_TABLES = 3
CHANGED: Mapping[Literal["came", "went", "otherwise"], str] = {
    "came": "came since the run before",
    "went": "went since the run before",
    "otherwise": "read otherwise than in the run before",
}
QUARANTINED = "quarantined"


class AgreementStatus(TypedDict):
    """An agreement's rounds: whose editions are here, by the round's number, and which are missing."""

    municipality: str
    agreement_year: int
    here: dict[str, list[str]]
    missing: list[int]


class MeetingStatus(TypedDict):
    """How many agendas and minutes of a committee's year are here."""

    municipality: str
    committee: str
    year: int | None
    meetings: int


class QuarantineStatus(TypedDict):
    """The files that were refused for one reason, and what to do about it."""

    code: str
    advice: str
    paths: list[str]


class ChangeStatus(TypedDict):
    """Between the last two runs: which files came, went or were read otherwise, and by how many rows each table grew."""

    came: list[str]
    went: list[str]
    otherwise: list[str]
    rows: dict[str, int]


class Status(TypedDict):
    """What `--json` prints."""

    exit_code: int
    agreements: list[AgreementStatus]
    meetings: list[MeetingStatus]
    quarantine: list[QuarantineStatus]
    changed: ChangeStatus | None


@click.command("status", cls=SpokenCommand)
@click.option("--out", type=click.Path(path_type=Path), default=Path("data/parsed"), show_default=True, help="Where the tables are.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def status_command(out: Path, as_json: bool) -> None:
    """Show which rounds, years and committees are here, and which are missing.

    \b
    Examples
      milepael status
      milepael status --out tables --json

    \b
    Ends with
      0    there are tables, and this is how they stand
      2    the command was not understood
      3    there are no tables
    """
    from pipeline.errors import TablesError
    from pipeline.publish.load import load
    from pipeline.publish.output import last_report, report_before

    try:
        tables = load(out, "arrow")
        documents, files = tables.documents.to_pylist(), tables.files.to_pylist()
        whose = {name: getattr(tables, name).to_pylist() for name in ("municipalities", "rounds")}
    except TablesError as error:
        refuse(str(error), NO_TABLES)
    know(whose)
    told: Status = {
        "exit_code": 0,
        "agreements": _agreements(documents),
        "meetings": _meetings(documents),
        "quarantine": _quarantine(files),
        "changed": _changed(report_before(out), last_report(out)),
    }
    if as_json:
        print_json(told)
        return
    for line in _lines(told):
        click.echo(line)


def _agreements(documents: Sequence[DocumentRow]) -> list[AgreementStatus]:
    """Each agreement with its rounds: which are here, whose editions they are, and which are missing before the last that is here."""
    from parsers.model.records import Kind
    from parsers.profile.municipalities import rounds_of

    held: dict[tuple[str, int], dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in documents:
        if row["agreement_year"] is not None and row["followup_number"] is not None and row["kind"] != Kind.EXTRA:
            held[row["municipality"], row["agreement_year"]][row["followup_number"]].add(row["scope"] or "?")
    return [
        {
            "municipality": municipality,
            "agreement_year": year,
            "here": {str(number): sorted(scopes) for number, scopes in sorted(rounds.items())},
            "missing": [number for number in range(rounds_of(municipality).count) if number not in rounds],  # but for the year's last
        }
        for (municipality, year), rounds in sorted(held.items())
    ]


def _meetings(documents: Sequence[DocumentRow]) -> list[MeetingStatus]:
    """How many agendas and minutes of each committee and year."""
    counts = Counter(
        (row["municipality"], row["scope"] or "?", row["document_date"].year if row["document_date"] else None)
        for row in documents
        if row["kind"] == "agenda"
    )
    ordered = sorted(counts.items(), key=lambda each: (each[0][0], each[0][1], each[0][2] or 0))
    return [{"municipality": one[0], "committee": one[1], "year": one[2], "meetings": count} for one, count in ordered]


def _quarantine(files: Sequence[FileRow]) -> list[QuarantineStatus]:
    """Each code with its paths and what to do."""
    from pipeline.schema.reasons import reason_in

    paths: dict[str, list[str]] = defaultdict(list)
    for row in files:
        if row["state"] == QUARANTINED and row["code"]:
            paths[row["code"]].append(row["path"])
    return [{"code": code, "advice": reason_in(code, current_language()), "paths": each} for code, each in sorted(paths.items())]


def _changed(before: RunReport | None, after: RunReport | None) -> ChangeStatus | None:
    """None after one run."""
    if before is None or after is None:
        return None
    old = {file["path"]: (file["sha256"], file["state"], file["code"]) for file in before["files"]}
    new = {file["path"]: (file["sha256"], file["state"], file["code"]) for file in after["files"]}
    rows = {name: count - before["counts"]["rows"].get(name, 0) for name, count in after["counts"]["rows"].items()}
    return {
        "came": sorted(new.keys() - old.keys()),
        "went": sorted(old.keys() - new.keys()),
        "otherwise": sorted(path for path in new.keys() & old.keys() if new[path] != old[path]),
        "rows": {name: count for name, count in rows.items() if count},
    }


def _lines(told: Status) -> Iterator[str]:
    from parsers.profile.municipalities import municipality_name, municipality_of
    from pipeline.commands.languages import WORDS
    from pipeline.wording.rounds import in_round

    phrases = WORDS[current_language()].phrases
    for one in told["agreements"]:
        name, rounds = municipality_of(one["municipality"])
        here = "; ".join(f"{in_round(int(number), rounds, phrases)} ({', '.join(scopes)})" for number, scopes in one["here"].items())
        missing = ", ".join(in_round(number, rounds, phrases) for number in one["missing"])
        line = _("{municipality}, agreement {year}: {here}").format(municipality=name, year=one["agreement_year"], here=here)
        yield line + (_("; not here: {missing}").format(missing=missing) if missing else "")
    for each in told["meetings"]:
        meetings = ngettext("{count} agenda or minutes", "{count} agendas and minutes", each["meetings"]).format(count=each["meetings"])
        yield f"{municipality_name(each['municipality'])}, {each['committee']}, {each['year'] or _('no date')}: {meetings}"
    if not told["agreements"] and not told["meetings"]:
        yield _("No plan, follow-up, agenda or minutes are here.")
    for refused in told["quarantine"]:
        paths = refused["paths"]
        yield _("quarantined, {code}: {count}. {advice}").format(code=refused["code"], count=len(paths), advice=refused["advice"])
        yield from (f"  {path}" for path in paths)
    if changed := told["changed"]:
        for name, words in CHANGED.items():
            if changed[name]:
                yield f"{_(words)}: {', '.join(changed[name])}"
        grown = ", ".join(f"{name} {count:+}" for name, count in changed["rows"].items())
        yield _("rows since the run before: {rows}").format(rows=grown or _("as many"))
