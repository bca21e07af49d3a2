"""The words of a decision in, what they decide out: for the whole recommendation or for each point of it.

A clause decides when it has a deciding verb, of a subject that can decide, about the recommendation, and no word that takes it
back. Whatever the grammar does not cover is not decided: a refusal never reads as an approval.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from parsers.language.decision_clauses import clause_outcome, one_outcome
from parsers.language.decision_points import (
    BARE_ANSWER,
    BARE_POINTS,
    LEADING_POINTS,
    LISTED_POINTS,
    NEXT_POINT,
    OWN_VERB,
    POINTS,
    ordinals_as_numbers,
    points_named,
)
from parsers.language.decision_words import (
    AGREED,
    AGREED_ALONE,
    AND_DECIDES,
    ASIDE,
    BEFORE_WHOM,
    BESIDE,
    CAN,
    CLAUSE,
    COMPLEMENT,
    CONDITIONAL,
    DECIDER,
    DECIDES_POINT,
    EARLIER,
    EXCEPT,
    EXCEPTED,
    FIRST_PERSON,
    GOES_ON,
    HEDGED,
    HEREAFTER,
    INNER,
    INSTEAD,
    ITEM_NUMBER,
    LONGEST,
    MAJORITY,
    MINORITY,
    MINORITY_FIRST,
    MOTION_TURNS,
    MOVED_ITEM,
    NEGATION,
    NOT_BY,
    OF_A_MOTION,
    OF_ALL,
    OF_THE_MOTION,
    OTHER_MATTER,
    PARTY,
    PROPOSED,
    QUOTED,
    REFUSED,
    RELATIVE,
    RESOLVED,
    SAME_DECIDER,
    SAME_SUBJECT,
    SENT_WITH_REMARK,
    SENTENCE_END,
    STATEMENT,
    THE_AGENDA,
    TURNED,
    UNLESS,
    VOTED,
    VOTES,
    WISHES,
    WISHING,
)
from parsers.model import late_regex as regex
from parsers.model.records import Outcome

__all__ = ["NOTHING_ABOVE", "Ruling", "Told", "answers", "is_remark", "outcome_of", "tells_vote", "told_below"]

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
    """Whether a paragraph that answers nothing tells a vote, a dissent, a motion or a wish: it goes with the decision it stands below."""
    plain = _plain(text)
    told = (VOTED, MINORITY, PARTY, WISHES, OTHER_MATTER)
    return FIRST_PERSON.match(plain) is not None or any(each.search(plain) for each in told) or _proposes(plain)


def _proposes(sentence: str) -> bool:
    """Whether somebody proposes something; most sentences do not even have the word."""
    small = sentence.casefold()
    return ("foresl" in small or "forslag" in small) and PROPOSED.search(sentence) is not None


def tells_vote(text: str) -> bool:
    """Whether a line tells how somebody voted: 'Imod stemte: (L)'."""
    return VOTED.search(text) is not None or PARTY.search(text) is not None


def answers(text: str) -> Sequence[Ruling]:
    """What a paragraph decides, in printed order: one answer for the whole recommendation at most, and one for each point named.

    'Godkendt, idet punkt 2 ikke blev godkendt.' → godkendt for all, ikke godkendt for point 2.
    """
    return told_below(text, NOTHING_ABOVE).rulings


class Told(NamedTuple):
    """What a paragraph decides, and what the next has to know of it."""

    rulings: Sequence[Ruling] = ()
    motion: str = ""  # the sentence in which somebody proposed what nothing answers yet: "A foreslog, at sagen udsættes."
    led: tuple[str, ...] = ()  # points that were named and not answered yet: "Ad 2:"
    answers_motion: bool = False
    is_statement: bool = False  # what stands below is somebody's own: "Protokoltilførsel fra A:"


NOTHING_ABOVE = Told()


def told_below(text: str, above: Told) -> Told:
    """What a paragraph decides below another: "Forslaget blev vedtaget" tells of the motion above, "Godkendt" of the point named there."""
    return _read(text[:LONGEST], above.motion, above.led)


@lru_cache(maxsize=2**12)  # most decisions are told in the same few words
def _read(text: str, motion: str, led: tuple[str, ...]) -> Told:
    whole: list[Outcome] = []
    named: dict[tuple[str, ...], list[Outcome]] = {}
    order: list[tuple[str, ...]] = []
    put_to_vote: set[tuple[str, ...]] = set()  # points of which more is told behind: "Punkt 2 sat under afstemning. Punkt 2 er vedtaget."
    of_agenda = answers_motion = is_statement = False
    plain = _plain(text)
    if lead := LEADING_POINTS.fullmatch(plain):
        return Told((), motion, points_named(lead["points"]))
    for sentence in _sentences(plain):
        is_statement = is_statement or STATEMENT.search(sentence) is not None
        if is_statement and order:
            break
        if is_statement or FIRST_PERSON.match(sentence) or (motion and OF_A_MOTION.match(sentence)):
            continue
        told = _point_by_point(sentence) or list(_sentence(sentence))
        if told and motion and (OF_THE_MOTION.match(sentence) or (MOTION_TURNS.search(motion) and AGREED_ALONE.fullmatch(sentence))):
            motion, answers_motion = "", True
            continue
        motion = sentence if _proposes(sentence) else "" if told else motion
        of_agenda = of_agenda or THE_AGENDA.match(sentence) is not None
        if led and told and not OF_ALL.search(sentence) and not any(ruling.points for ruling in told):
            told = [Ruling(led, ruling.outcome) for ruling in told]
            named.pop(led, None)
        elif told:
            led = told[0].points if told[0].outcome is Outcome.OTHER and LEADING_POINTS.match(sentence) else ()
        for points, outcome in told:
            if points and of_agenda:  # it names the agenda's items
                continue
            instead = not points and outcome is Outcome.APPROVED and INSTEAD.match(sentence)
            if instead and any(Outcome.NOT_APPROVED in refused for refused in named.values()):
                outcome = Outcome.OTHER
            if points not in order:
                order.append(points)
            if points in put_to_vote:
                named.pop(points, None)
            if points and outcome is Outcome.OTHER and VOTED.search(sentence):
                put_to_vote.add(points)
            (named.setdefault(points, []) if points else whole).append(outcome)
    rulings = (Ruling(points, one) for points in order if (one := one_outcome(named[points] if points else whole)) is not None)
    return Told(tuple(rulings), motion, led, answers_motion, is_statement)


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
    return ordinals_as_numbers(BEFORE_WHOM.sub(" ", plain)).strip()


def _negating(aside: regex.Match[str]) -> str:
    """What stays of what stands in brackets or between quotation marks: 'Godkendt (dog ikke punkt 2)' is no approval of point 2."""
    words = aside[0][1:-1]
    if NEGATION.fullmatch(words.strip()):
        return words
    if not aside[0].startswith("("):
        return " "
    return f", {words}" if NEGATION.search(words) else ""


def _point_by_point(sentence: str) -> list[Ruling]:
    """'Ad 1 godkendt, ad 2 ikke godkendt.' → each point as its own words tell it; none where one of them tells nothing by itself."""
    joints = list(NEXT_POINT.finditer(sentence))
    told: list[Ruling] = []
    begin, left_open = 0, False
    for joint in (*joints, None) if joints else ():
        part = sentence[begin : joint.start() if joint else len(sentence)]
        rulings = list(_answer_of_point(part, told))
        if any(ruling.outcome is Outcome.OTHER or not ruling.points for ruling in rulings):
            return []
        if rulings:
            if left_open and not OWN_VERB.search(part):  # "punkt 1 blev ikke godkendt og punkt 2 vedtaget": whose is the "ikke"?
                return [Ruling((point,), Outcome.OTHER) for ruling in (*told, *rulings) for point in ruling.points]
            told += rulings
            begin = joint.end() if joint else len(sentence)
            left_open = joint is not None and joint["and"] is not None and NEGATION.search(part) is not None
    points = [point for ruling in told for point in ruling.points]
    return told if begin == len(sentence) and len(points) == len(set(points)) else []


def _answer_of_point(part: str, told: Sequence[Ruling]) -> Iterator[Ruling]:
    """What a part that begins with a point tells of it; behind another's answer "ikke" alone is the refusal of that."""
    named = LEADING_POINTS.match(part) or BARE_ANSWER.match(part)
    if named and told and NEGATION.fullmatch(part[named.end() :].strip(" .")):
        yield Ruling(points_named(named["points"]), REFUSED.get(told[-1].outcome, Outcome.OTHER))
    elif named:
        yield from _sentence(part)


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
            outcome = clause_outcome(relative, "") if relative else REFUSED.get(main) if NEGATION.search(clause) else None
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
        outcome = clause_outcome(clause, complement)
        if outcome is None and about and (goes_on := SAME_DECIDER.match(clause)):
            outcome = clause_outcome(clause[goes_on.end() :], complement)
        if _is_told_of(outcome, clause, clauses[at:], remarked=remarked):
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
        elif told and about and not beside and _is_excepted(clause):
            yield Ruling(points_named(about["points"]), Outcome.OTHER)
        first = False
    if lead and not told and clauses:
        yield Ruling(points, Outcome.OTHER)


def _is_excepted(clause: str) -> bool:
    """Whether a clause takes a point from what was decided, in words that are not covered: 'punkt 2 undtages'."""
    taken = TURNED.search(clause) or EXCEPTED.search(clause)
    return taken is not None and not any(each.search(clause) for each in (PARTY, MINORITY, VOTED))


def _is_told_of(outcome: Outcome | None, clause: str, behind: Sequence[str], *, remarked: bool) -> bool:
    """Whether a clause tells what may be decided or once was: 'kan godkendes, hvis …', 'blev godkendt på mødet den 3. maj'."""
    if outcome in REFUSED and any(map(CONDITIONAL.match if CAN.search(clause) else UNLESS.match, behind)):
        return True
    return (outcome in REFUSED or outcome in REFUSED.values()) and not remarked and EARLIER.search(clause) is not None


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
