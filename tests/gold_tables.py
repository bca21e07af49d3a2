"""Answer files in, table rows out: what a run would publish if it read every document without a fault."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Tables = dict[str, list[Row]]
EXTRA = 5
SMILEYS = {"negative": "mellem_eller_sur"}


def tables_of(golds: Iterable[dict[str, Any]], **document: Any) -> Tables:
    """The tables of these answers, one file for each."""
    tables: Tables = {
        name: [] for name in ("documents", "initiatives", "responsibilities", "milestones", "economy_notes", "status_notes", "findings")
    }
    for number, gold in enumerate(golds):
        _add(tables, f"{gold['year']}-{gold['followup']}-{number}", gold, document)
    return tables


def read(paths: Iterable[Path]) -> list[dict[str, Any]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths]


def joined(*parts: Tables) -> Tables:
    return {name: [row for part in parts for row in part[name]] for name in parts[0]}


def _add(tables: Tables, file_id: str, gold: dict[str, Any], given: Row) -> None:
    blocks = {initiative.get("block") for initiative in gold["initiatives"]} or {None}
    for ordinal, block in enumerate(sorted(blocks, key=lambda name: name or ""), 1):
        document_id = file_id if ordinal == 1 else f"{file_id}-{ordinal}"
        year = int(re.findall(r"\d{4}", block)[0]) if block else gold["year"]
        committee = re.search(r" for (.*udvalg)ets ansvarsområde", gold["title"])
        tables["documents"].append(
            {
                "document_id": document_id,
                "file_id": file_id,
                "municipality": "ballerup",
                "kind": "extra" if block else gold["kind"],
                "title": gold["title"],
                "document_date": None,
                "revised_date": None,
                "agreement_year": year,
                "followup_number": EXTRA if block else gold["followup"],
                "scope": f"{committee[1]}et" if committee else "Ballerup Kommune",
                "first_page": 1,
                "draft": False,
                "state": "parsed",
            }
            | given
            | {key: gold[key] for key in ("document_date", "revised_date", "draft", "state", "municipality") if key in gold}
        )
        for place, initiative in enumerate(one for one in gold["initiatives"] if one.get("block") == block):
            _add_initiative(tables, document_id, year, place, initiative)


def _add_initiative(tables: Tables, document_id: str, year: int, place: int, gold: dict[str, Any]) -> None:
    initiative_id = f"{year}/{gold['number']}"
    tables["initiatives"].append(
        {
            "document_id": document_id,
            "initiative_id": initiative_id,
            "promise_id": initiative_id,
            "agreement_year": year,
            "number": gold["number"],
            "title": gold["title"] or None,
            "funding": (gold["funding"] or "").lower() or None,
            "theme": gold["theme"] or None,
            "description": "\n".join(gold["description"]) or None,
            "responsible_center": gold["center"] or None,
            "responsible_committee": gold["committee"] or None,
            "contributors": gold["contributors"] or None,
            "remarks": None,
            "latest_status": gold.get("latest_status") or None,
            "page": 1 + place // 2,
            "line": None,
        }
    )
    for ordinal, name in enumerate(re.split(r" samt ", gold["committee"] or ""), 1):
        if name:
            tables["responsibilities"].append(
                {"document_id": document_id, "initiative_id": initiative_id, "role": "committee", "ordinal": ordinal, "name": name}
            )
    for ordinal, milestone in enumerate(gold["milestones"], 1):
        tables["milestones"].append(
            {
                "document_id": document_id,
                "milestone_id": f"{initiative_id}/m{ordinal}",
                "initiative_id": initiative_id,
                "ordinal": ordinal,
                **due(milestone["due"]),
                "text": milestone["text"] or None,
                "status_note": milestone["status_note"] or None,
                "smiley": SMILEYS.get(milestone["smiley"], milestone["smiley"]),
                "page": 1 + place // 2,
                "line": None,
            }
        )
    economy = gold["economy"]
    if economy:
        tables["economy_notes"].append(
            {
                "document_id": document_id,
                "economy_id": f"{initiative_id}/e1",
                "initiative_id": initiative_id,
                "text": economy["text"] or None,
                "status_note": economy["status_note"] or None,
                "smiley": economy["smiley"],
                "page": 1 + place // 2,
                "line": None,
            }
        )


def due(label: str) -> Row:
    """ "2. budgetopfølgning 2031" and "31.12.2031" as the columns of a milestone."""
    in_round = re.match(r"(\d)\. budgetopfølgning (\d{4})", label)
    if in_round:
        return {"due_label": label, "due_year": int(in_round[2]), "due_round": int(in_round[1]), "due_date": None}
    day, month, year = map(int, label.split("."))
    return {"due_label": label, "due_year": year, "due_round": 4, "due_date": date(year, month, day)}


ROUNDS = ("1. budgetopfølgning {}", "2. budgetopfølgning {}", "3. budgetopfølgning {}", "31.12.{}")


def initiative(number: str, title: str, *milestones: Row | tuple[str | None, str | None], year: int = 2031, **fields: Any) -> Row:
    """One initiative of an answer file; a milestone is `(text, smiley)`, or a row with note and due as well, one for each round."""
    rows = [one if isinstance(one, dict) else {"text": one[0], "smiley": one[1]} for one in milestones]
    while len(rows) < len(ROUNDS):
        rows.append({"text": None, "smiley": None})
    given = {
        "block": None,
        "funding": "Drift",
        "theme": "1. Plads til alle",
        "description": [f"Her står, hvad partierne vil med indsatsen »{title}«, i en hel sætning."],
        "center": "Ejendomme",
        "committee": "Økonomiudvalget",
        "contributors": None,
        "latest_status": None,
        "economy": {"text": "Der er ikke afsat økonomi.", "status_note": None, "smiley": None},
    }
    labels = [*ROUNDS, *([ROUNDS[-1]] * len(rows))]
    return (
        given
        | {
            "number": number,
            "title": title,
            "milestones": [{"status_note": None, "due": label.format(year)} | row for label, row in zip(labels, rows, strict=False)],
        }
        | fields
    )


def edition(followup: int, *initiatives: Row, year: int = 2031, committee: str | None = None) -> Row:
    """One answer file: the plan (0) or a follow-up (1 to 4) of an invented agreement, or an extra one alone (5)."""
    whose = f"{committee}s ansvarsområde" if committee else "Ballerup Kommune"
    kind = "plan" if followup == 0 else "extra" if followup == EXTRA else "followup"
    return {"kind": kind, "year": year, "followup": followup, "title": f"Opfølgning for {whose}", "initiatives": list(initiatives)}


def matched(tables: Tables) -> Tables:
    """The tables with their promises followed through the rounds."""
    from pipeline.promises.match import promises

    found = promises(tables)
    return {**tables, "initiatives": found.initiatives, "matches": found.matches, "same_promise_as": found.same_promise_as}


def changed(rows: Sequence[Row], *kinds: str) -> list[Row]:
    return [row for row in rows if row["change"] in kinds]
