"""An agreement in, the one sentence that its card begins with out: its newest round, how many of how many, and what is worse."""

from __future__ import annotations

from pipeline.promises.marks import NOT_GLAD, Mark, count
from pipeline.report.book import FollowedAgreement, Promise
from pipeline.report.leads import Lead
from pipeline.report.wording import round_name

__all__ = ["headline_of"]

SIGNS = (Mark.GLAD, *NOT_GLAD)


def headline_of(followed: FollowedAgreement, worse: Lead) -> str:
    """ "Anden opfølgning 2031: 3 af 9 indsatser med en forfalden milepæl er ikke nået eller kun delvist; 2 blev værre siden sidst."

    `worse` is the lead that tells what became worse; nothing is said of it where no promise of the agreement has signs for two rounds.
    """
    newest = round_name(followed.rounds[-1].editions[0])
    counted = count(promise.mark for promise in followed.promises)
    if not counted.due:
        return f"{newest}: ingen af {counted.covered} indsatser har en forfalden milepæl endnu."
    nouns = "indsats" if counted.due == 1 else "indsatser"
    said = f"{newest}: {counted.not_glad} af {counted.due} {nouns} med en forfalden milepæl er ikke nået eller kun delvist"
    new = sum(item.new for item in worse.items if item.promise is not None and item.promise.history.agreement == followed.agreement)
    compared = sum(_has_sign_before(promise, followed.numbers[-1]) for promise in followed.promises)
    if new:
        return f"{said}; {new} blev værre siden sidst."
    if not compared:
        return f"{said}."
    among = "" if compared >= counted.due else f" af de {compared} med tegn fra to runder"
    return f"{said}; ingen{among} blev værre siden sidst."


def _has_sign_before(promise: Promise, number: int) -> bool:
    """Whether it has a sign of that round and of an earlier one."""
    signed = [each for each in promise.standings if promise.mark_in(each) in SIGNS]
    return number in signed and min(signed) < number
