"""How long it takes to follow a thousand initiatives over five rounds and tell what changed: the median, and its parts.

Processor seconds, so that a busy machine does not count.

python -m benchmarks.bench_diff [INITIATIVES] [TIMES]
"""

from __future__ import annotations

import random
import sys
import time
from statistics import median
from typing import Any

from pipeline.changes.diff import changes_of
from pipeline.promises.match import promises
from pipeline.promises.standings import standings_of

MOST = 2.0  # seconds, for a thousand initiatives
ROUNDS = 5
LABELS = ("1. budgetopfølgning 2031", "2. budgetopfølgning 2031", "3. budgetopfølgning 2031", "31.12.2031")
WORDS = [
    *("planen", "broen", "haven", "udvalget", "drøfter", "bygger", "måler", "vælger", "høringen"),
    *("naboerne", "cyklerne", "lyset", "vejen", "skolen", "børnene", "torvet", "søen", "stien"),
]

Row = dict[str, Any]


def tables(initiatives: int) -> dict[str, list[Row]]:
    """An invented agreement: every round tells a little more, and one initiative in ten is renumbered, reworded or late."""
    chance = random.Random(2031)
    made: dict[str, list[Row]] = {name: [] for name in ("documents", "initiatives", "milestones", "economy_notes", "responsibilities")}
    titles = [f"{' '.join(chance.sample(WORDS, 5)).capitalize()} {place}" for place in range(initiatives)]
    texts = [[" ".join(chance.choices(WORDS, k=14)) for _ in range(ROUNDS)] for _ in range(initiatives)]
    for number in range(ROUNDS):
        made["documents"].append(
            {"document_id": f"{number}", "file_id": f"{number}", "municipality": "ballerup", "kind": "followup" if number else "plan"}
            | {"agreement_year": 2031, "followup_number": number, "scope": None, "draft": False, "state": "parsed"}
        )
        for place in range(initiatives):
            shown = f"{place // 30 + 1}.{place % 30 + 1}" + (".1" if number > 2 and chance.random() < 0.1 else "")
            _add(made, f"{number}", number, f"2031/{shown}", shown, titles[place], texts[place], chance)
    return made


def _add(
    made: dict[str, list[Row]], document: str, number: int, key: str, shown: str, title: str, texts: list[str], chance: random.Random
) -> None:
    names = {"document_id": document, "initiative_id": key}
    made["initiatives"].append(
        names
        | {"promise_id": key, "agreement_year": 2031, "number": shown, "title": title, "funding": "drift", "theme": "1. Plads til alle"}
        | {"description": " ".join(texts), "responsible_center": "Ejendomme", "responsible_committee": "Økonomiudvalget", "page": 1}
    )
    made["economy_notes"].append(
        names | {"economy_id": f"{key}/e1", "text": "Der er afsat 1 mio. kr.", "smiley": "glad" if number else None}
    )
    for ordinal, label in enumerate(LABELS, 1):
        due = ordinal <= number
        text = texts[ordinal] + (" nu" if chance.random() < 0.03 else "")
        made["milestones"].append(
            names
            | {"milestone_id": f"{key}/m{ordinal}", "ordinal": ordinal, "due_label": label, "due_year": 2031, "due_round": ordinal}
            | {"text": text, "smiley": chance.choice(("glad", "glad", "mellem", "sur")) if due else None}
            | {"status_note": "Arbejdet er forsinket." if due and chance.random() < 0.3 else None, "page": 1}
        )


def main(initiatives: int = 1000, times: int = 5) -> None:
    made = tables(initiatives)
    taken: dict[str, list[float]] = {"match": [], "standings": [], "changes": [], "all": []}
    found = 0
    for _ in range(times):
        began = time.process_time()
        matched = promises(made)
        followed = time.process_time()
        standings_of(matched.histories)
        stood = time.process_time()
        found = len(changes_of(matched.histories, matched.matches))
        ended = time.process_time()
        for name, seconds in zip(taken, (followed - began, stood - followed, ended - stood, ended - began), strict=True):
            taken[name].append(seconds)
    print(f"{initiatives} initiatives, {ROUNDS} rounds, {found} changes")
    for name, each in taken.items():
        print(f"{name:10} {median(each):6.2f} s" + (f" (at most {MOST})" if name == "all" else ""))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
