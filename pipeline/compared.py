"""The tables as read in, with what became of each promise from round to round out: matches, standings, changes, links."""

from __future__ import annotations

from collections import defaultdict
from itertools import count

from parsers.findings import Code, finding
from pipeline.diff import changes_of
from pipeline.links import resolved
from pipeline.match import HumanMatches, promises
from pipeline.rounds import agreements, missing
from pipeline.standings import standings_of
from pipeline.tables import Row, Rows


def compared(tables: Rows, human: HumanMatches | None = None) -> Rows:
    """The tables with every promise named through its rounds. No row given is altered."""
    matched = promises(tables, human)
    return {
        **tables,
        "initiatives": matched.initiatives,
        "matches": matched.matches,
        "same_promise_as": matched.same_promise_as,
        "standings": standings_of(matched.lives),
        "changes": changes_of(matched.lives, matched.matches),
        "links": resolved(tables),
        "findings": [*tables["findings"], *_missing_rounds(tables)],
    }


def _missing_rounds(tables: Rows) -> list[Row]:
    """A finding for each round that no document tells of, with the first document that comes after it."""
    paths: dict[str, str] = {}
    for file in tables["files"]:
        paths.setdefault(file["file_id"], file["path"])
    last: dict[str, int] = defaultdict(int)
    for row in tables["findings"]:
        last[row["path"]] = max(last[row["path"]], row["ordinal"])
    ordinals = {path: count(last[path] + 1) for path in paths.values()}
    found: list[Row] = []
    for agreement, rounds in sorted(agreements(tables).items()):
        for number in missing(rounds):
            later = next(one for one in rounds if one.number > number)
            document = later.editions[0].document
            path = paths[document["file_id"]]
            told = finding(Code.ROUND_MISSING, f"{agreement.year}:{number}")
            found.append(
                {
                    "path": path,
                    "document_id": document["document_id"],
                    "ordinal": next(ordinals[path]),
                    "severity": told.severity.value,
                    "code": Code.ROUND_MISSING.value,
                    "source_table": None,
                    "source_key": None,
                    "page": None,
                    "line": None,
                    "text": told.text,
                    "message": told.message,
                }
            )
    return found
