"""The answer files of one agreement's rounds in, the changes they hold out: a plain reading that knows nothing of the pipeline.

An answer's `uid` says which promise it is, and its milestones stand in the order of the rounds. Each change is
`(round, uid, kind, detail)`, the detail being a milestone's ordinal or a column.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

Gold = dict[str, Any]
Found = tuple[int, str, str, Any]

RANK = {"sur": 0, "negative": 0, "mellem_eller_sur": 0, "mellem": 1, "glad": 2}
COLUMNS = {
    "number": "initiative_renumbered",
    "title": "initiative_renamed",
    "theme": "theme_changed",
    "funding": "funding_changed",
    "center": "responsible_changed",
    "committee": "responsible_changed",
    "contributors": "responsible_changed",
    "description": "description_changed",
    "latest_status": "status_note_changed",
}
DEFERRAL = re.compile(r"([\d,]+) mio\. kr\. fra (\d{4}) til (\d{4})")


def expected(golds: list[Gold]) -> set[Found]:
    """All changes between the rounds, but for words against the sign, which take a reader."""
    found: set[Found] = set()
    told: dict[str, str] = {}
    printed: dict[tuple[str, int], list[str]] = {}  # what each round's sign was printed as, in its own document first
    for before, after in pairwise([{"followup": None, "initiatives": []}, *golds]):
        old, new = ({one["uid"]: one for one in gold["initiatives"]} for gold in (before, after))
        number = after["followup"]
        for uid, initiative in new.items():
            found |= {(number, uid, *change) for change in _inside(initiative)}
            found |= {(number, uid, "printed_history_changed", ordinal) for ordinal in _rewritten(uid, initiative, number, printed)}
            if uid in old:
                found |= {(number, uid, *change) for change in _between(old[uid], initiative, before["followup"], number)}
            elif before["followup"] is not None:
                found.add((number, uid, "initiative_added", None))
            now = _standing(initiative, number)
            if now and uid in told and RANK[now] != RANK[told[uid]]:
                found.add((number, uid, "standing_improved" if RANK[now] > RANK[told[uid]] else "standing_worsened", None))
            told[uid] = now or told.get(uid, "")
            if not told[uid]:
                del told[uid]
        found |= {(number, uid, "initiative_disappeared", None) for uid in old if uid not in new}
    return found


def _rewritten(uid: str, initiative: Gold, number: int, printed: dict[tuple[str, int], list[str]]) -> list[int]:
    """The rounds whose sign is printed otherwise than in their own document, and otherwise than in each document since."""
    rewritten = []
    for ordinal, row in enumerate(initiative["milestones"], 1):
        if row["smiley"] and ordinal == number:
            printed[uid, ordinal] = [row["smiley"]]
        elif row["smiley"] and (known := printed.get((uid, ordinal))):
            if RANK[row["smiley"]] != RANK[known[0]] and row["smiley"] not in known:
                rewritten.append(ordinal)
            known.append(row["smiley"])
    return rewritten


def _standing(initiative: Gold, number: int) -> str | None:
    due = [row for ordinal, row in enumerate(initiative["milestones"], 1) if ordinal <= number and (row["text"] or row["smiley"])]
    return due[-1]["smiley"] if due else None


def _turn(before: str | None, after: str | None) -> str | None:
    if before is None or after is None:
        return None if before == after else "set" if before is None else "removed"
    return None if RANK[before] == RANK[after] else "improved" if RANK[after] > RANK[before] else "worsened"


def _inside(initiative: Gold) -> set[tuple[str, Any]]:
    signs, found = None, set()
    for ordinal, row in enumerate(initiative["milestones"], 1):
        if row["smiley"] == "glad" and signs not in (None, "glad") and not row["text"] and not row["status_note"]:
            found.add(("glad_without_word", ordinal))
        if row["smiley"] not in (None, "glad") and signs == "glad":
            found.add(("turned_not_glad", ordinal))
        signs = row["smiley"] or signs
    cells = [row[column] or "" for row in (*initiative["milestones"], initiative["economy"]) for column in ("text", "status_note")]
    told = set(DEFERRAL.findall("\n".join([*cells, *initiative["description"]])))
    return found | {("deferral_told", deferral) for deferral in told}


def _between(old: Gold, new: Gold, last: int, number: int) -> set[tuple[str, Any]]:
    found: set[tuple[str, Any]] = {(kind, column) for column, kind in COLUMNS.items() if (old[column] or None) != (new[column] or None)}
    texts = [row["text"] or "" for row in old["milestones"]], [row["text"] or "" for row in new["milestones"]]
    moved: dict[str, int] = {}
    for was, now in zip(*texts, strict=True):
        home = next((other for other, text in enumerate(texts[1]) if text == was and texts[0][other] != was), None)
        if was and was != now and home is not None:
            moved[was] = home
            found.add(("milestone_moved", home + 1))
    for place, (was, now) in enumerate(zip(*texts, strict=True)):
        gone, come = ("" if was in moved else was), ("" if now in moved else now)
        if gone != come:
            found.add(("milestone_reworded" if gone and come else "milestone_added" if come else "milestone_removed", place + 1))
    for ordinal, (was, now) in enumerate(zip(old["milestones"], new["milestones"], strict=True), 1):
        if turned := _turn(was["smiley"], now["smiley"]):
            found.add((f"smiley_{turned}", ordinal))
        if was["status_note"] != now["status_note"]:
            found.add(("status_note_changed", ordinal))
        elif now["status_note"] and now["smiley"] not in (None, "glad"):
            found.add(("status_note_unchanged", ordinal))
    newest, past = _newest(new, number), _newest(old, last)
    if newest and past and newest != past:
        now, was = new["milestones"][newest - 1], old["milestones"][past - 1]
        if now["status_note"] and now["status_note"] == was["status_note"] and now["smiley"] not in (None, "glad"):
            found.add(("status_note_unchanged", newest))
    if turned := _turn(old["economy"]["smiley"], new["economy"]["smiley"]):
        found.add((f"economy_{turned}", None))
    for column in ("text", "status_note"):
        if (old["economy"][column] or None) != (new["economy"][column] or None):
            found.add(("economy_text_changed", f"economy_{column}"))
    known, now_known = (set(DEFERRAL.findall(repr([one["milestones"], one["economy"], one["description"]]))) for one in (old, new))
    return found | {("money_moved", deferral) for deferral in now_known - known}


def _newest(initiative: Gold, number: int) -> int | None:
    return max((n for n, row in enumerate(initiative["milestones"], 1) if n <= number and (row["text"] or row["smiley"])), default=None)
