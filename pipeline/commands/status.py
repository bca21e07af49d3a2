"""`milepael status`: what is there, which rounds and years are missing, what waits in quarantine, and what the last run changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Any

import click

from pipeline.commands.refusal import print_json, refuse
from pipeline.commands.spoken import SpokenCommand, current_language

__all__ = ["status_command"]

NO_TABLES = 3
ROUNDS = {0: "the plan", 1: "first follow-up", 2: "second follow-up", 3: "third follow-up", 4: "fourth follow-up"}
CHANGED = {
    "came": "came since the run before",
    "went": "went since the run before",
    "otherwise": "read otherwise than in the run before",
}
EXPECTED = (0, 1, 2, 3)  # what an agreement's year gives: its plan and three follow-ups
QUARANTINED = "quarantined"


@click.command("status", cls=SpokenCommand)
@click.option("--out", type=click.Path(path_type=Path), default=Path("data/parsed"), show_default=True, help="Where the tables are.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def status_command(out: Path, as_json: bool) -> None:
    """Show which rounds, years and committees are here, and which are missing.

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
    except TablesError as error:
        refuse(str(error), NO_TABLES)
    told = {
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


def _agreements(documents: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each agreement with its rounds: which are here, whose editions they are, and which are missing before the last that is here."""
    held: dict[tuple[str, int], dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in documents:
        if row["agreement_year"] is not None and row["followup_number"] is not None and row["followup_number"] in ROUNDS:
            held[row["municipality"], row["agreement_year"]][row["followup_number"]].add(row["scope"] or "?")
    return [
        {
            "municipality": municipality,
            "agreement_year": year,
            "here": {str(number): sorted(scopes) for number, scopes in sorted(rounds.items())},
            "missing": [number for number in EXPECTED if number not in rounds],
        }
        for (municipality, year), rounds in sorted(held.items())
    ]


def _meetings(documents: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """How many agendas and minutes of each committee and year."""
    counts = Counter(
        (row["municipality"], row["scope"] or "?", row["document_date"].year if row["document_date"] else None)
        for row in documents
        if row["kind"] == "agenda"
    )
    ordered = sorted(counts.items(), key=lambda each: (each[0][0], each[0][1], each[0][2] or 0))
    return [{"municipality": one[0], "committee": one[1], "year": one[2], "meetings": count} for one, count in ordered]


def _quarantine(files: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each code with its paths and what to do."""
    from pipeline.schema.reasons import reason_in

    paths: dict[str, list[str]] = defaultdict(list)
    for row in files:
        if row["state"] == QUARANTINED:
            paths[row["code"]].append(row["path"])
    return [{"code": code, "advice": reason_in(code, current_language()), "paths": each} for code, each in sorted(paths.items())]


def _changed(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Between the last two runs: which files came, went or were read otherwise, and how the tables grew. None after one run."""
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


def _lines(told: Mapping[str, Any]) -> Iterator[str]:
    for one in told["agreements"]:
        here = "; ".join(f"{_(ROUNDS[int(number)])} ({', '.join(scopes)})" for number, scopes in one["here"].items())
        missing = ", ".join(_(ROUNDS[number]) for number in one["missing"])
        line = _("{municipality}, agreement {year}: {here}").format(municipality=one["municipality"], year=one["agreement_year"], here=here)
        yield line + (_("; not here: {missing}").format(missing=missing) if missing else "")
    for one in told["meetings"]:
        meetings = ngettext("{count} agenda or minutes", "{count} agendas and minutes", one["meetings"]).format(count=one["meetings"])
        yield f"{one['municipality']}, {one['committee']}, {one['year'] or _('no date')}: {meetings}"
    if not told["agreements"] and not told["meetings"]:
        yield _("No plan, follow-up, agenda or minutes are here.")
    for one in told["quarantine"]:
        yield _("quarantined, {code}: {count}. {advice}").format(code=one["code"], count=len(one["paths"]), advice=one["advice"])
        yield from (f"  {path}" for path in one["paths"])
    if told["changed"] is not None:
        for name, words in CHANGED.items():
            if told["changed"][name]:
                yield f"{_(words)}: {', '.join(told['changed'][name])}"
        grown = ", ".join(f"{name} {count:+}" for name, count in told["changed"]["rows"].items())
        yield _("rows since the run before: {rows}").format(rows=grown or _("as many"))
