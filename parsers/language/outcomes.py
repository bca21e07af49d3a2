"""The words of a decision in, what they decide out: for the whole recommendation or for each point of it.

A clause decides when it has a deciding verb, of a subject that can decide, about the recommendation, and no word that takes it
back. Whatever the grammar does not cover is not decided: a refusal never reads as an approval.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from parsers.language.decision_points import BARE_POINTS, LEADING_POINTS, LISTED_POINTS, POINTS, points_named
from parsers.language.decision_words import (
    AGREED,
    AND_DECIDES,
    ASIDE,
    ATTRIBUTE,
    BARE,
    BEFORE_WHOM,
    BESIDE,
    BY_OTHERS,
    BY_THE_WAY,
    CAN,
    CLAUSE,
    COMPLEMENT,
    CONDITIONAL,
    DECIDER,
    DECIDES_POINT,
    EARLIER,
    EXCEPT,
    FIRMNESS,
    GOES_ON,
    HEDGED,
    HEREAFTER,
    INNER,
    INSTEAD,
    ITEM_NUMBER,
    LONGEST,
    MAJORITY,
    MAY,
    MINORITY,
    MINORITY_FIRST,
    MOVED_ITEM,
    NEGATION,
    NO_MAJORITY,
    NOT_BY,
    NOT_DECIDING,
    OTHER_MATTER,
    OTHERS_FIRST,
    OWN_MATTER,
    PARTY,
    PERFECT,
    PERMITTED,
    PERSON,
    PROPOSAL,
    QUOTED,
    REFUSED,
    RELATIVE,
    RESOLVED,
    SAME_SUBJECT,
    SENT_BACK,
    SENT_WITH_REMARK,
    SENTENCE_END,
    STEPS,
    SUBJECT,
    TAKEN_BACK,
    THAT,
    THEN,
    TURNED,
    VERBS,
    VOTED,
    VOTED_DOWN,
    VOTES,
    WISHES,
    WISHING,
)
from parsers.model import late_regex as regex
from parsers.model.records import Outcome

__all__ = ["Ruling", "answers", "is_remark", "outcome_of", "tells_vote"]

_I = regex.IGNORECASE


class Ruling(NamedTuple):
    """`points` are those of the recommendation that are answered; () for all of it."""

    points: tuple[str, ...]
    outcome: Outcome


def outcome_of(text: str) -> Outcome:
    """'Indstillingen godkendt' → godkendt, 'Kan ikke anbefales.' → indstilles ikke til godkendelse; what is not covered is andet."""
    outcomes = {answer.outcome for answer in answers(text) if not answer.points} or {answer.outcome for answer in answers(text)}
    return outcomes.pop() if len(outcomes) == 1 else Outcome.OTHER


def is_remark(text: str) -> bool:
    """Whether a paragraph that answers nothing tells a vote, a dissent or a wish: it goes with the decision it stands below."""
    plain = _plain(text)
    return bool(VOTED.search(plain) or MINORITY.search(plain) or PARTY.search(plain) or WISHES.search(plain) or OTHER_MATTER.search(plain))


def tells_vote(text: str) -> bool:
    """Whether a line tells how somebody voted: 'Imod stemte: (L)'."""
    return VOTED.search(text) is not None or PARTY.search(text) is not None


def answers(text: str) -> Sequence[Ruling]:
    """What a paragraph decides, in printed order: one answer for the whole recommendation at most, and one for each point named.

    'Godkendt, idet punkt 2 ikke blev godkendt.' → godkendt for all, ikke godkendt for point 2.
    """
    return _answers(text[:LONGEST])


@lru_cache(maxsize=2**12)  # most decisions are told in the same few words
def _answers(text: str) -> Sequence[Ruling]:
    whole: list[Outcome] = []
    named: dict[tuple[str, ...], list[Outcome]] = {}
    order: list[tuple[str, ...]] = []
    for sentence in _sentences(_plain(text)):
        for points, outcome in _sentence(sentence):
            instead = not points and outcome is Outcome.APPROVED and INSTEAD.match(sentence)
            if instead and any(Outcome.NOT_APPROVED in refused for refused in named.values()):
                outcome = Outcome.OTHER
            if points not in order:
                order.append(points)
            (named.setdefault(points, []) if points else whole).append(outcome)
    return tuple(Ruling(points, told) for points in order if (told := _one(named[points] if points else whole)) is not None)


def _sentences(text: str) -> Iterator[str]:
    begin = 0
    for end in SENTENCE_END.finditer(text):
        sentence = text[begin : end.end()]
        if (lead := LEADING_POINTS.match(sentence) or LISTED_POINTS.match(sentence)) and lead.end() == len(sentence):
            continue
        if not text[end.end()].isupper() and text[end.end()].isalpha() and not _begins_point(text, end):
            continue
        yield sentence
        begin = end.end()
    yield text[begin:]


def _begins_point(text: str, end: regex.Match[str]) -> bool:
    """'Pkt. 1: godkendt. pkt. 2: udsat'; but 'indstillinger vedr. punkt 1-3 godkendes' goes on."""
    lead = LEADING_POINTS.match(text[end.end() :])
    return lead is not None and lead[0].rstrip().endswith(":")


def _plain(text: str) -> str:
    plain = ASIDE.sub(_negating, QUOTED.sub(_negating, VOTES.sub("", text))).replace("over for", "overfor")
    return BEFORE_WHOM.sub(" ", plain).strip()


def _negating(aside: regex.Match[str]) -> str:
    """What stays of what stands in brackets or between quotation marks: 'Godkendt (dog ikke punkt 2)' is no approval of point 2."""
    words = aside[0][1:-1]
    if NEGATION.fullmatch(words.strip()):
        return words
    if not aside[0].startswith("("):
        return " "
    return f", {words}" if NEGATION.search(words) else ""


def _one(outcomes: list[Outcome]) -> Outcome | None:
    """The outcome that several clauses tell together; None where they contradict one another."""
    told = set(outcomes)
    if len(told) > 1:
        told -= STEPS
    if told == {Outcome.WITHDRAWN, Outcome.POSTPONED}:  # "taget af dagsordenen og genoptages i maj"
        told = {Outcome.WITHDRAWN}
    if len(told) > 1 and told <= set(FIRMNESS):
        told = {next(each for each in FIRMNESS if each in told)}
    return told.pop() if len(told) == 1 else None


def _sentence(sentence: str, *, remarked: bool = False) -> Iterator[Ruling]:
    lead = LEADING_POINTS.match(sentence)
    bare = None if lead else BARE_POINTS.match(sentence)
    named = lead or bare
    points: tuple[str, ...] = points_named(named["points"]) if named else ()
    rest = sentence[named.end() :] if named else sentence
    if (lead and _is_of_the_agenda(sentence)) or _is_told_of_none(rest):
        return
    if (sent := SENT_WITH_REMARK.match(rest)) and (told_of := list(_sentence(rest[sent.end() :], remarked=True))):
        yield from told_of
        return
    clauses = [part for clause in CLAUSE.split(rest) if clause and clause.strip() for part in _of_one_subject(clause.strip())]
    at, first, told = 0, True, False
    before = ""  # the clause before
    main = Outcome.APPROVED  # what the sentence tells of the points it does not except
    while at < len(clauses):
        clause, complement = clauses[at], ""
        at += 1
        while at < len(clauses) and (COMPLEMENT.match(clauses[at]) or (complement and _continues(clauses[at], complement))):
            complement = f"{complement} {clauses[at]}"
            at += 1
        if _is_of_the_agenda(clause):
            first = False
            continue
        if EXCEPT.match(clause) and not HEDGED.search(clause) and (about := POINTS.search(clause)):
            relative = clauses[at] if at < len(clauses) and RELATIVE.match(clauses[at]) else ""
            at += bool(relative)
            outcome = _clause(relative, "") if relative else REFUSED.get(main) if NEGATION.search(clause) else None
            yield Ruling(points_named(about["points"]), outcome or Outcome.OTHER)
            continue
        if told and NOT_BY.match(clause):
            yield Ruling(points, REFUSED.get(main, Outcome.OTHER))
            continue
        if SAME_SUBJECT.match(clause) and PARTY.search(before) and not MAJORITY.search(before):
            continue
        before = clause
        beside = not first and BESIDE.match(clause) is not None and not HEREAFTER.match(clause)
        about = POINTS.search(clause)
        if beside and not (about and regex.match(r"(?:idet|mens|da|men)\b", clause, _I)):
            continue
        outcome = _clause(clause, complement)
        if outcome in REFUSED and _is_told_of(clause, clauses[at:], remarked=remarked):
            outcome = None
        if outcome is not None:
            told, main = True, outcome
            if about is None and (outcome in (Outcome.RECOMMENDED, Outcome.NOT_RECOMMENDED) or RESOLVED.search(clause)):
                about = POINTS.search(complement)
            if about:
                yield Ruling(points_named(about["points"]), outcome)
            elif not bare or first:
                yield Ruling(points, outcome)
        elif first and bare:
            return
        elif told and about and not beside and TURNED.search(clause) and not any(each.search(clause) for each in (PARTY, MINORITY, VOTED)):
            yield Ruling(points_named(about["points"]), Outcome.OTHER)
        first = False
    if lead and not told and clauses:
        yield Ruling(points, Outcome.OTHER)


def _is_told_of(clause: str, behind: Sequence[str], *, remarked: bool) -> bool:
    """Whether a clause tells what may be decided or once was: 'kan godkendes, hvis …', 'blev godkendt på mødet den 3. maj'."""
    return (CAN.search(clause) is not None and any(map(CONDITIONAL.match, behind))) or (not remarked and EARLIER.search(clause) is not None)


def _is_told_of_none(rest: str) -> bool:
    """Whether a sentence tells a wish, a condition, or what a minority would."""
    return any(each.match(rest) for each in (WISHING, CONDITIONAL)) or bool(MINORITY_FIRST.match(rest) and not MAJORITY.search(rest))


def _is_of_the_agenda(clause: str) -> bool:
    """Whether a clause speaks of an item of the agenda: a number that no point has, or one that is only moved there."""
    return ITEM_NUMBER.search(clause) is not None or (MOVED_ITEM.search(clause) is not None and DECIDES_POINT.search(clause) is None)


def _of_one_subject(clause: str) -> list[str]:
    """A clause parted where its subject decides a second thing: 'Byrådet følger ikke udvalget', 'Byrådet godkender indstillingen'."""
    first, *others = AND_DECIDES.split(clause)
    subject = DECIDER.search(first) if others and NEGATION.search(first) else None
    if subject is None or INNER.search(first) or any(each.match(first) for each in (COMPLEMENT, BESIDE)) or PARTY.search(first):
        return [clause]
    return [first, *(f"{subject[0]} {each.removeprefix('og ')}" for each in others)]


def _continues(clause: str, complement: str) -> bool:
    """Whether a clause goes on with the "at …" before it, which has no verb yet: 'at broen, stien og porten godkendes'."""
    return not AGREED.search(complement) and not BESIDE.match(clause) and GOES_ON.match(clause) is not None


def _clause(clause: str, complement: str) -> Outcome | None:
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
    outcome = Outcome.RECOMMENDED if refusal_proposed else _one(outcomes)
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
    return _clause(complement[about.end() :], "")


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
