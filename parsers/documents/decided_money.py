"""An agenda's item and its sums in, each proposal's standing by what was decided of the item, or of the point it belongs to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from parsers.documents.decisions import last_of, outcome_for
from parsers.documents.repeated_money import is_other_money
from parsers.model.records import AgendaItem, Amount, Decision, MoneyKind, MoneyStanding, Outcome
from parsers.profile.patterns import pattern

__all__ = ["set_standings"]

POINT = re.compile(r"(?m)^\s*(?:at\s)?(?P<number>\d{1,2})[.)]\s")
OF_OUTCOME = {
    Outcome.APPROVED: MoneyStanding.DECIDED,
    Outcome.RECOMMENDED: MoneyStanding.PROPOSED,
    Outcome.NOT_RECOMMENDED: MoneyStanding.PROPOSED,  # who only recommends has not refused
    Outcome.NOT_APPROVED: MoneyStanding.REFUSED,
    Outcome.POSTPONED: MoneyStanding.AWAITING,
    Outcome.FORWARDED: MoneyStanding.AWAITING,
}
_Point = tuple[str, int, int, set[Decimal]]
FINAL = frozenset({Outcome.APPROVED, Outcome.NOT_APPROVED})
FACTS = frozenset({MoneyKind.OVERSPENT, MoneyKind.UNDERSPENT})  # told in a recommendation, but proposed by none
OPEN = frozenset({MoneyStanding.PROPOSED, MoneyStanding.WISHED, MoneyStanding.AWAITING})
OF_THE_CASE = frozenset({"summary", "background", "case_text", "economic_consequences"})
GRANTING, BUT = pattern("granting"), pattern("but")


def set_standings(amounts: Sequence[Amount], items: Sequence[AgendaItem]) -> None:
    """A recommendation proposes whatever its words, and so does the case where it says that the same sum is granted.

    What they propose stands as the decision says, if it says.
    """
    by_item = {id(item): item for item in items}
    named: dict[int, list[Amount]] = defaultdict(list)  # by item: the sums of its recommendation
    for amount in amounts:
        if amount.column == "recommendation":
            named[id(amount.subject)].append(amount)
    points: dict[int, Sequence[_Point]] = {}
    outcomes: dict[tuple[int, str | None], Outcome | None] = {}
    for amount in amounts:
        if isinstance(amount.subject, Decision):
            _in_decision(amount, amount.subject)
            continue
        item = by_item.get(id(amount.subject))
        if item is None:
            continue
        if amount.column == "recommendation":
            proposes = amount.standing is not MoneyStanding.REFUSED and amount.kind not in FACTS
        else:
            proposes = amount.standing is MoneyStanding.DECIDED and id(item) in named and _is_recommended(amount, item, named[id(item)])
        if proposes:
            amount.standing = MoneyStanding.PROPOSED
        if amount.standing in OPEN:
            if id(item) not in points:
                points[id(item)] = _points(item.recommendation or "", named[id(item)])
            about = id(item), _point_of(amount, points[id(item)])
            if about not in outcomes:
                outcomes[about] = outcome_for(item.decisions, about[1])
            outcome = outcomes[about]
            if outcome in FINAL and not _is_decided(item):
                amount.standing = MoneyStanding.PROPOSED
            elif outcome is not None:
                amount.standing = OF_OUTCOME.get(outcome, amount.standing)


def _is_recommended(amount: Amount, item: AgendaItem, recommended: Sequence[Amount]) -> bool:
    """Whether the case says of a sum that it is granted, as the recommendation would."""
    if amount.column not in OF_THE_CASE or amount.kind in FACTS:
        return False
    sums = amount.dkk, -amount.dkk
    same = [each for each in recommended if each.dkk in sums and each.unit_note == amount.unit_note]
    if not any(amount.year_from in (None, each.year_from) or each.year_from is None for each in same):
        return False
    text = getattr(item, amount.column)
    return not is_other_money(text, amount.at) and GRANTING.search(text, 0, amount.at) is not None


def _is_decided(item: AgendaItem) -> bool:
    """Whether the meeting itself decided, and not only a body that treated the item before it, as an agenda prints."""
    last = last_of(item.decisions)
    return last is None or last.decided_on is None or item.meeting_date is None or last.decided_on >= item.meeting_date


def _points(recommendation: str, sums: Sequence[Amount]) -> list[_Point]:
    """Each numbered point of a recommendation: its number, where it stands, and the sums it names."""
    begins = [(match["number"], match.start()) for match in POINT.finditer(recommendation)]
    if not begins:
        return []
    ends = [at for _, at in begins[1:]] + [len(recommendation)]
    return [
        (number, at, end, {abs(each.dkk) for each in sums if at <= each.at < end}) for (number, at), end in zip(begins, ends, strict=True)
    ]


def _point_of(amount: Amount, points: Sequence[_Point]) -> str | None:
    """The point that a sum stands in; elsewhere in the case the only one that names the same sum."""
    if amount.column == "recommendation":
        return next((number for number, at, end, _ in points if at <= amount.at < end), None)
    named = [number for number, _, _, sums in points if abs(amount.dkk) in sums]
    return named[0] if len(named) == 1 else None


def _in_decision(amount: Amount, decision: Decision) -> None:
    """What a decision's own words propose is refused where the decision refuses it, but for what it asks for instead."""
    if amount.standing in OPEN and decision.outcome is Outcome.NOT_APPROVED and not BUT.search(decision.text, 0, amount.at):
        amount.standing = MoneyStanding.REFUSED
