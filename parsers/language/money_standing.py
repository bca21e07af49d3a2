"""A sentence in, how far each of its sums has come out: decided, proposed, wished for, awaiting a decision, or refused.

What governs a sum is the last verb before it that says so ("foreslås det, at der udskydes …"), within its own part of the sentence;
else what is done with the money ("afsættes"); else what is said of it right behind ("… afventer politisk prioritering").
A fact, a cost or an expectation has no standing.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

import regex

from parsers.model.records import MoneyStanding

__all__ = ["lead_in_standing", "standing_of"]

_I = regex.IGNORECASE


class _Fact(Enum):
    EXPECTED = "ventet"  # neither decided nor proposed


class _Marker(NamedTuple):
    says: MoneyStanding | _Fact
    pattern: regex.Pattern[str]


def _marker(says: MoneyStanding | _Fact, pattern: str) -> _Marker:
    return _Marker(says, regex.compile(pattern, _I))


_NOT = r"(?:ikke|ej)"
_GRANT = r"(?:godkend|bevil|imødekom|vedtag|vedtog|tiltr[åæ]d|støtte|prioriter|tilde[l]|efterkom)\p{L}*"
_REFUSED = (
    rf"\b{_NOT}\s(?:at\s)?(?:blive\s|blevet\s|kunne\s)?{_GRANT}|\b{_GRANT}\s{_NOT}\b|\bafslag\b|\bafvis(?:t|es|te|er)\b|\bforkaste[ts]?\b|\bforkastede\b"
    rf"|\bnedstem(?:t|mes)\b|\bstemt\sned\b|\b(?:anbefale[sr]|indstille[sr]|foreslå[sr]?|ønske[srt]?|ønskede)\s{_NOT}\b"
)
_PENDING = (
    r"\bafvent(?:er|es|ede|ende)?\b|\btage(?:s|r)?\s(?:\p{L}+\s){0,3}stilling\b|\bstillingtagen\b|\budestår\b"
    r"|\bindgår?\si\s(?:de\s(?:kommende\s)?)?(?:budget)?(?:forhandling|drøftelse|prioritering|proces)\p{L}*"
    rf"|\b(?:endnu\s)?{_NOT}\s(?:endeligt?\s|endnu\s)?(?:besluttet|afklaret|afgjort|fundet\sfinansiering)|\bendnu\s{_NOT}\b"
    r"|\b(?:skal|vil)\s(?:først\s)?(?:politisk\s)?(?:behandles|drøftes|forelægges|prioriteres\si\sforbindelse)\b|\bforelægges\b.{0,60}\btil\s(?:beslutning|godkendelse)"
    r"|\bsend(?:es|t)\stil\spolitisk\b"
)
# What makes a decision hang on another, wherever it stands
_CONDITION = (
    r"\bsåfremt?\b|\bhvis\b.{0,60}\b(?:godkend|bevil|vedtag|prioriter|finansier|afsæt|afsat|imødekom)|\bunder\sforudsætning\saf\b|\bforudsat\b"
    r"|\b(?:med|under)\sforbehold\b|\bafvent(?:er|es|ende)\b|\bbetinget\saf\b"
)
_PROPOSED = (
    r"\bforesl(?:å(?:s|r|et|ede)?|og)\b|\b(?:stille[srt]?|fremsætte[srt]?|fremsat)\s(?:\p{L}+\s){0,2}forslag\b|\bforslag(?:et)?\s(?:er\s|går\sud\s)?(?:om|på|til|at)\b"
    r"|\bindstille[srt]?\b|\bindstillede\b|\banbefale(?:s|r|t)?\b|\banbefalede\b|\bl(?:agt|ægge[srt]?|agde)\s(?:der\s)?op\stil\b|\boplæg\s(?:om|til)\b"
    r"|\bpåtænke[srt]?\b|\bagter\b|\boverveje[srt]?\b|\bplanlægge[srt]\b|\bforslaget\b|\bindstillingen\b|\bi\sgivet\sfald\b"
)
_WISHED = (
    r"(?<!\b(?:de[nt]?|alle)\s)\bønske(?:r|s|t|de|lig\p{L}*)?\b|\bsøge[srt]?\s(?:\p{L}+\s){0,2}om\b|\bansøg(?:t|es?|er|te)\b|\bansøgning(?:en)?\s(?:om|på)\b|\banmode[srt]?\som\b|\banmodede\b"
    r"|\bbede[rs]?\som\b|\bbehov\sfor\b|\bbrug\sfor\b|\bvil\sgerne\b|\bhåber\b"
)
_AGREED = (
    r"\b(?:enige?\s|enighed\s)(?:\p{L}+\s){0,3}om\b|\bbesluttet\b|\bbesluttede\b|\bbeslutter\b|\bvedtaget\b|\bvedtog\b|\bvedtager\b|\bgodkendt\b|\bgodkendte\b|\bgodkender\b"
    r"|\b(?:jf\.|jævnfør|ifølge|efter|med|ved)\s(?:\p{L}+\s){0,4}(?:beslutning|vedtagelse)(?:en)?\b|\bfastholdt\b|\bfastholder\b"
    r"|\bi\sbudget(?:tet)?(?:\s20\d\d)?\sindgår\b|\bind(?:regnet|arbejdet|lagt)\b|\btiltrådt\b|\btiltrådte\b"
)
_EXPECTED = (
    r"\bforvent\p{L}*|\bvurder(?:es|et|er)\b|\bskønn?(?:es|et|er)?\b|\bansl(?:ås|ået|år)\b|\bkan\b|\bkunne\b|\bbør\b|\bmuligvis\b|\bmuligheden?\sfor\b"
    r"|\bventes\b|\bberegne[st]\b|\bestimer\p{L}*"
)
GOVERNING = (
    _marker(MoneyStanding.REFUSED, _REFUSED),
    _marker(MoneyStanding.AWAITING, _PENDING),
    _marker(MoneyStanding.PROPOSED, _PROPOSED),
    _marker(MoneyStanding.WISHED, _WISHED),
    _marker(MoneyStanding.DECIDED, _AGREED),
    _marker(_Fact.EXPECTED, _EXPECTED),
)
CONDITION = regex.compile(_CONDITION, _I)
# Said of the money, by an authority or by the paper itself: done, or about to be
DOING = regex.compile(
    r"\b(?:afs(?:at|ætter|ættes|atte)|bevil(?:li)?g(?:et|es|er|ede)|tilfør(?:es|t|er|te)|tildel(?:es|t|er|te|ingen)|reserver(?:et|es|er)|prioriter(?:et|es|er)|"
    r"udmønt(?:es|er|et)|invester(?:es|er|et)|disponer(?:es|et)|frigiv(?:es|et)|frigivet|anvend(?:es|er|t)|overfør(?:es|er)|overført|udsky(?:des|dt|der)|"
    r"udskød|reducer(?:es|et)|nedsæt(?:tes|ter)|nedsat|nedskriv(?:es|er)|nedskrevet|beskær(?:es|er)|beskåret|spar(?:es|et|er)|forhøj(?:es|et)|fordel(?:t|es)|fastholde[ts]?|"
    r"viderefør(?:es|t)|øges|giv(?:es|et)|givet|ydes|ydet|flytte[st]|finansieres|indhente[ts]|annullere[st]|fjernes|tages|skæres|lægges\s(?:ind|i)|"
    r"vil\s(?:reducere|spare|afsætte|bevilge|investere|tilføre|prioritere)|som\skan\ssøges|tidligere\sbevilling(?:er|en)?)\b"
    r"|\bblev\s(?:der\s)?\p{L}{4,}t\b",
    _I,
)
_NOT_DONE = regex.compile(rf"\b{_NOT}\s(?:\p{{L}}+\s)?\Z|\bhverken\b", _I)
# Where another main clause begins, what governed the one before no longer does
_NEXT_CLAUSE = regex.compile(
    r";|(?:,\s|\s)(?:og|men|samt|mens|hvorefter)\s(?:der(?:for|med|udover)?\s|administrationen\s|parterne\s|udvalget\s|kommunen\s|det\s|den\s)?(?:er|var|bliver|blev|har|havde|afsættes|bevilges|"
    r"tilføres|reserveres|forventes|foreslås|ønskes|afsætter|bevilger|tilfører|reserverer|prioriterer|giver)\b",
    _I,
)
_ASIDE = regex.compile(r",\s(?:som|der|hvor)\s(?!foreslås|ønskes|indstilles)", _I)
_END_OF_ASIDE = regex.compile(r",")
# What is told right behind a sum still speaks of it: its own verb, or a clause that takes it up again
_TAKES_UP = regex.compile(r"\b(?:den|det|disse|de|beløbet|midlerne|bevillingen|puljen|som|hvilket|summen|pengene)\b", _I)
_FAR = 120  # characters


def standing_of(sentence: str, start: int, end: int, following: int, *, fact: bool = False) -> MoneyStanding | None:
    """The standing of the sum at start:end; `following` is where the next sum begins.

    `fact` is set for money that no one decides by mentioning it (a cost, an overspending): what is done there tells nothing.
    """
    after = sentence[end:following]
    if CONDITION.search(after):
        return MoneyStanding.AWAITING
    begin = _clause(sentence, start)
    governs = _last_governing(sentence, begin, start)
    if governs is _Fact.EXPECTED:
        return _strong_behind(after)
    if isinstance(governs, MoneyStanding):
        return _strong_behind(after) or governs
    if not fact and _done(sentence, begin, start):
        return _strong_behind(after) or MoneyStanding.DECIDED
    behind = _governing_behind(after)
    if behind is not None:
        return behind if isinstance(behind, MoneyStanding) else None
    return MoneyStanding.DECIDED if not fact and _done(sentence, end, _end_of_clause(sentence, end, following)) else None


def lead_in_standing(line: str) -> MoneyStanding | None:
    """The standing of what a line announces: 'stiller forslag om, at midlerne anvendes på følgende måde:' → foreslået."""
    return standing_of(line, len(line), len(line), len(line))


def _clause(sentence: str, start: int) -> int:
    """Where the part of the sentence begins that a sum at `start` belongs to."""
    begin = 0
    for match in _NEXT_CLAUSE.finditer(sentence, 0, start):
        begin = match.start()
    for match in _ASIDE.finditer(sentence, begin, start):
        if not _END_OF_ASIDE.search(sentence, match.end(), start):
            return match.start()
    return begin


def _last_governing(sentence: str, begin: int, end: int) -> MoneyStanding | _Fact | None:
    last: tuple[int, MoneyStanding | _Fact] | None = None
    for says, pattern in GOVERNING:
        for match in pattern.finditer(sentence, begin, end):
            if last is None or match.end() > last[0]:
                last = match.end(), says
    return last[1] if last else None


def _strong_behind(after: str) -> MoneyStanding | None:
    """What overrules the verb in front: the money itself is refused, or waits."""
    for says, pattern in GOVERNING[:1]:
        if (match := pattern.search(after)) and match.start() <= _FAR and isinstance(says, MoneyStanding):
            return says
    return None


def _governing_behind(after: str) -> MoneyStanding | _Fact | None:
    """The first that speaks of the sum: in its own clause, or in one that takes the sum up again."""
    found = [(match.start(), match.end(), says) for says, pattern in GOVERNING for match in pattern.finditer(after[:_FAR])]
    for at, to, says in sorted(found, key=lambda each: each[0]):
        if says is MoneyStanding.DECIDED and not regex.match(r"\s(?:\p{L}+\s){0,3}\Z", after[:at]):
            continue
        broken = regex.search(r"[,;]|\b(?:og|men|samt)\b", after[:at])
        if broken is None or (says is not _Fact.EXPECTED and (_TAKES_UP.search(after, broken.start(), at) or _TAKES_UP.search(after, to))):
            return says
    return None


def _done(sentence: str, start: int, end: int) -> bool:
    return any(not _NOT_DONE.search(sentence, max(match.start() - 25, 0), match.start()) for match in DOING.finditer(sentence, start, end))


def _end_of_clause(sentence: str, end: int, following: int) -> int:
    aside = regex.search(
        r",\s(?!hvoraf|heraf)|;|\b(?:og|men)\s(?:de\s)?(?!\d)\p{L}+\s(?:skal|vil|kan)\b", sentence, pos=end, endpos=following
    )
    return aside.start() if aside else following
