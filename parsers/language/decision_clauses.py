"""One clause of a decision's sentence in, what it decides out; a clause that decides nothing, or more than one thing, gives none."""

from __future__ import annotations

from parsers.language.decision_words import (
    AGREED,
    ATTRIBUTE,
    BARE,
    BY_OTHERS,
    BY_THE_WAY,
    DECIDER,
    FIRMNESS,
    HEDGED,
    INNER,
    MAJORITY,
    MAY,
    MINORITY,
    NEGATION,
    NO_MAJORITY,
    NOT_DECIDING,
    OTHER_MATTER,
    OTHERS_FIRST,
    OWN_MATTER,
    PARTY,
    PERFECT,
    PERMITTED,
    PERSON,
    PROPOSAL,
    REFUSED,
    RESOLVED,
    SENT_BACK,
    STEPS,
    SUBJECT,
    TAKEN_BACK,
    THAT,
    THEN,
    TURNED,
    VERBS,
    VOTED_DOWN,
)
from parsers.model import late_regex as regex
from parsers.model.records import Outcome

__all__ = ["clause_outcome", "one_outcome"]


def one_outcome(outcomes: list[Outcome]) -> Outcome | None:
    """The outcome that several clauses tell together; None where they contradict one another."""
    told = set(outcomes)
    if len(told) > 1:
        told -= STEPS
    if told == {Outcome.WITHDRAWN, Outcome.POSTPONED}:  # "taget af dagsordenen og genoptages i maj"
        told = {Outcome.WITHDRAWN}
    if len(told) > 1 and told <= set(FIRMNESS):
        told = {next(each for each in FIRMNESS if each in told)}
    return told.pop() if len(told) == 1 else None


def clause_outcome(clause: str, complement: str) -> Outcome | None:
    """What one clause and its "at …" decide; None where it decides nothing, or nothing that is covered."""
    if VOTED_DOWN.search(clause) or NO_MAJORITY.search(clause):
        return None if OTHER_MATTER.search(clause) else Outcome.NOT_APPROVED
    majority = MAJORITY.search(clause) is not None
    if MINORITY.search(clause) or HEDGED.search(clause) or PROPOSAL.search(clause):
        return None
    clause = ATTRIBUTE.sub(" ", BY_THE_WAY.sub(" ", clause))
    told: list[tuple[int, Outcome]] = []
    proposed = len(clause)  # where somebody who cannot decide recommends: "Forvaltningen anbefaler planen godkendt"
    for verb in VERBS:
        active = verb.active.search(clause)
        if (passive := verb.passive.search(clause)) and not _is_others(clause, passive):
            told.append((passive.start(), verb.outcome))
        elif active and _is_decided_by(clause, active, majority):
            told.append((active.start(), verb.outcome))
        elif active and verb.outcome is Outcome.RECOMMENDED and SUBJECT.search(clause, 0, active.start()):
            proposed = active.start()
    told = [each for each in told if each[0] < proposed]
    if not told:
        return _resolved(clause, complement)
    begin = min(at for at, _ in told)
    if aside := INNER.search(clause, begin):
        clause, complement = clause[: aside.start()], f"{clause[aside.start() :]} {complement}"
    before = clause[:begin]
    if PARTY.search(clause) and not majority and (PARTY.search(before) or not DECIDER.search(clause)):
        return None
    if NOT_DECIDING.search(before) or (OTHER_MATTER.search(clause) and "hverken" not in clause.casefold()):
        return None
    negations = [*NEGATION.finditer(clause)]
    outcomes = [outcome for _, outcome in sorted(told)]
    if len(negations) > 1 or (negations and _tells_both(clause, negations[0])):
        return None
    if negations:
        return _refused(outcomes, complement)
    refusal_proposed = outcomes == [Outcome.RECOMMENDED, Outcome.NOT_APPROVED]  # "indstilles afslået"
    outcome = Outcome.RECOMMENDED if refusal_proposed else one_outcome(outcomes)
    return _completed(outcome, clause[min((at for at, each in told if each is outcome), default=begin) :], complement)


def _is_others(clause: str, passive: regex.Match[str]) -> bool:
    """'Planen er godkendt af Miljøstyrelsen', 'Naboerne har ikke godkendt planen': no body of the municipality decided."""
    if BY_OTHERS.match(clause, passive.end()):
        return True
    return passive[0].endswith("t") and PERFECT.search(clause, 0, passive.start()) is not None and DECIDER.search(clause) is None


def _tells_both(clause: str, negation: regex.Match[str]) -> bool:
    """Whether what is told behind a negation is told in front of it too: 'punkt 1 godkendt, 2 ikke godkendt'."""
    return any(verb.passive.search(clause, 0, negation.start()) and verb.passive.search(clause, negation.end()) for verb in VERBS)


def _resolved(clause: str, complement: str) -> Outcome | None:
    """'Byrådet besluttede, at forslaget forkastes': what is decided stands in the clause behind."""
    about = THAT.match(complement)
    if about is None or RESOLVED.search(clause) is None or NEGATION.search(clause) or not OWN_MATTER.search(complement):
        return None
    return clause_outcome(complement[about.end() :], "")


def _is_decided_by(clause: str, verb: regex.Match[str], majority: bool) -> bool:
    """Whether an active verb has a subject that can decide, and is no account of an earlier day: 'Byrådet godkendte planen i 2031'."""
    if THEN.search(clause, verb.end()):
        return False
    if verb.start() == len(clause) - len(clause.lstrip()):
        return True
    if OTHERS_FIRST.match(clause):
        return False
    person = None if majority else PERSON.match(clause)
    if person and not DECIDER.search(person[0]):
        return False
    infinitive = verb[0].endswith("e") and not verb[0].split()[0].endswith(("te", "ede", "er"))
    if infinitive and not MAY.search(clause[: verb.start()]):
        return False
    return DECIDER.search(clause) is not None or bool(infinitive and verb.start() < 25)


def _refused(outcomes: list[Outcome], complement: str) -> Outcome | None:
    """A clause with one negation turns its verb round; where more is turned than that, nothing is told."""
    if complement and (TURNED.search(complement) or TAKEN_BACK.search(complement)):
        return None
    if Outcome.RECOMMENDED in outcomes:
        return (
            Outcome.NOT_RECOMMENDED if set(outcomes) <= {Outcome.RECOMMENDED, Outcome.APPROVED, Outcome.NOTED, Outcome.DISCUSSED} else None
        )
    refused = {REFUSED.get(outcome) for outcome in outcomes if outcome is not Outcome.DISCUSSED or len(outcomes) == 1}
    return refused.pop() if len(refused) == 1 else None


def _completed(outcome: Outcome | None, verb: str, complement: str) -> Outcome | None:
    """The outcome of a clause that affirms, with what it affirms: 'anbefaler, at indstillingen afvises' recommends a refusal."""
    what = complement or verb
    if outcome in (Outcome.RECOMMENDED, Outcome.APPROVED) and TAKEN_BACK.search(what):
        return None
    if outcome is Outcome.NOT_RECOMMENDED and TURNED.search(what):  # "fraråder at give afslag"
        return None
    if outcome is Outcome.RECOMMENDED:
        turned = TURNED.search(what)
        if turned and turned[0].casefold().startswith(("udsæt", "udskyd")):
            return Outcome.POSTPONED
        if turned and turned[0].casefold().startswith("oversend"):
            return Outcome.RECOMMENDED if AGREED.search(what) or not complement else Outcome.FORWARDED
        if turned:
            refuses = not turned[0].casefold().startswith(("ikke", "ej", "ingen", "bortfald")) or AGREED.search(what)
            return Outcome.NOT_RECOMMENDED if refuses and len(TURNED.findall(what)) == 1 else None
        if complement:
            return Outcome.RECOMMENDED if AGREED.search(complement) or PERMITTED.search(complement) else None
        return outcome if AGREED.search(verb) or OWN_MATTER.search(verb) or BARE.fullmatch(verb) else None
    if outcome is Outcome.APPROVED and SENT_BACK.search(complement):
        return Outcome.FORWARDED
    if outcome in (Outcome.APPROVED, Outcome.NOTED) and complement and (turned := TURNED.search(complement)):
        return Outcome.POSTPONED if turned[0].casefold().startswith(("udsæt", "udskyd")) and len(TURNED.findall(complement)) == 1 else None
    return outcome
