"""The words of a decision in, what they decide out: for the whole recommendation or for each point of it.

A clause decides when it has a deciding verb, of a subject that can decide, about the recommendation, and no word that takes it
back. Whatever the grammar does not cover is not decided: a refusal never reads as an approval.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from parsers.language.decision_points import BARE_POINTS, LEADING_POINTS, LISTED_POINTS, POINTS, points_named
from parsers.model import late_regex as regex
from parsers.model.records import Outcome

__all__ = ["Ruling", "answers", "is_remark", "outcome_of", "tells_vote"]

_I = regex.IGNORECASE


class Ruling(NamedTuple):
    """`points` are those of the recommendation that are answered; () for all of it."""

    points: tuple[str, ...]
    outcome: Outcome


class _Verb(NamedTuple):
    """One way to say an outcome: passive needs no subject, active needs one that decides."""

    outcome: Outcome
    passive: regex.Pattern[str]
    active: regex.Pattern[str]


def _verb(outcome: Outcome, passive: str, active: str) -> _Verb:
    return _Verb(outcome, regex.compile(rf"\b(?:{passive})\b", _I), regex.compile(rf"\b(?:{active})\b", _I))


_NOTED = r"(?:til\s(?:efterretning|orientering)|ad\snotam)"
_ELSEWHERE = r"(?:tilbage|retur|videre|til\s(?:fornyet\s|realitets|politisk\s)?behandling|til\s\p{L}*(?:udvalget|byrådet|bestyrelsen))"
_NOT = r"(?:ikke|ej)"
_PERMIT = r"(?:dispensation|tilladelse|godkendelse|tilsagn|samtykke)(?:e?[nt])?"
_THE_CASE = r"(?:indstilling|forslag|sag|punkt|ansøgning)\w*"
VERBS = (
    _verb(
        Outcome.APPROVED,
        r"godkend(?:t|es)|tiltr(?:ådt|ædes)|vedtage(?:t|s)|bevil(?:li)?ge(?:t|s)|imødekomme[ts]|bifald(?:et|es)"
        rf"|indstilling\w*\s(?:blev\s|er\s|{_NOT}\s)*(?:fulgt|følges)|tilsluttet|tilsluttes"
        rf"|{_PERMIT}\s(?:kan\s|kunne\s|blev\s|er\s|{_NOT}\s)*(?:meddeles|meddelt|gives|givet)"
        rf"|(?:meddel(?:es|t)|giv(?:es|et))\s(?:{_NOT}\s)?(?:en\s)?{_PERMIT}",
        r"godkend(?:te|er|e)|tiltr(?:ådte|æder|æde)|vedt(?:og|ager|age)|bevil(?:li)?g(?:ede|er|e)|imødekom(?:mer|me)?|bifald(?:t|er|e)"
        rf"|(?:følger?|fulgte)\b.*\bindstilling\w*|tilslutte(?:r|de)?\ssig\b(?=.*\b{_THE_CASE})|(?:giver?|gav|meddel(?:er|te|e))\s(?:{_NOT}\s)?(?:en\s)?{_PERMIT}",
    ),
    _verb(
        Outcome.NOTED,
        rf"tage[ts]\b.*?\b{_NOTED}|\A\W*(?:{_NOT}\s)?{_NOTED}|\borientering\w*\s(?:blev\s|er\s)?taget\W*\Z",
        rf"(?:tog|tager?)\b.*?\b{_NOTED}",
    ),
    _verb(
        Outcome.RECOMMENDED,
        r"anbefale[ts]|(?<!\bsom\s)indstille[ts](?!\spå\b)|med\s(?:\p{L}+\s)?anbefaling",
        r"anbefal(?:er|ede|e)|indstill(?:er|ede|e)",
    ),
    _verb(
        Outcome.POSTPONED,
        r"udsat(?!\sfor\b)|udsættes|udsk(?:udt|ydes)|(?<!\bkan\s)genoptages",
        r"udsatte\s(?:sagen|punktet|behandlingen|beslutningen)|udsætte|udskød|udskyder?",
    ),
    _verb(Outcome.DISCUSSED, r"drøftet|drøftedes|drøftes(?!\s(?:på|ved|videre|i|igen|senere))", r"drøftede"),
    _verb(
        Outcome.FORWARDED,
        rf"oversend(?:t|es)|videresend(?:t|es)|send(?:t|es)\b.*\b{_ELSEWHERE}",
        rf"oversend(?:te|er|e)|(?:tilbage)?send(?:te|er|e)\b.*\b{_ELSEWHERE}|tilbagesende",
    ),
    _verb(
        Outcome.NOT_APPROVED,
        rf"afvis(?:t|es)|forkaste[ts]|{_THE_CASE}\b.*\bfaldt|\A\W*faldt|nedstemt|stemt\sned|afslå(?:et|s)"
        rf"|(?:giv(?:es|et)|meddel(?:t|es))\safslag|{_PERMIT}\s(?:blev\s)?nægte[ts]",
        r"fasthold(?:t|te|er|e)\s(?:sit\s)?afslag(?:et)?|afvis(?:te|er|e)|forkast(?:ede|er|e)|afsl(?:og|år|å)|(?:gav|giver?|meddel(?:te|er|e))\safslag",
    ),
    _verb(
        Outcome.WITHDRAWN,
        rf"\A\W*udgå(?:r|et)|{_THE_CASE}\b.*\budg(?:år|ået|ik)|tage[ts]\saf(?:\sdagsordenen)?|trukket|trækkes"
        rf"|{_THE_CASE}\b.*\btrak|\btrak\b.*\b{_THE_CASE}"
        rf"|\A\W*bortfald(?:t|er|et)|{_THE_CASE}\b.*\bbortfald(?:t|er|et)|aflyst|frafaldet",
        r"(?!)",
    ),
)
REFUSED = {Outcome.APPROVED: Outcome.NOT_APPROVED, Outcome.NOTED: Outcome.NOT_APPROVED, Outcome.RECOMMENDED: Outcome.NOT_RECOMMENDED}
# Of two that one decision tells, the first says more: "drøftet og anbefales", "godkendt og oversendes".
FIRMNESS = (Outcome.RECOMMENDED, Outcome.APPROVED, Outcome.NOTED, Outcome.FORWARDED, Outcome.DISCUSSED)
STEPS = frozenset({Outcome.DISCUSSED, Outcome.FORWARDED})  # told beside another outcome, they are on its way

LONGEST = 4_000  # characters: no decision is told later in a paragraph, and the longest of 2,500 real ones has 3,000
QUOTED = regex.compile(r"[\"”“»][^\"”“»«]{2,}[\"”“«]")
BEFORE_WHOM = regex.compile(r",\s(?=overfor\s\p{L}+,\sat\b)")  # "anbefaler, overfor Byrådet, at …"
ASIDE = regex.compile(r"\((?!\p{Lu}{1,3}[\d-]*\))[^()]*\)")
_MONTH = r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)"
# A sentence's end; behind a number or an abbreviation it is none where nothing but points stand before it: "1.-2. Godkendt"
SENTENCE_END = regex.compile(
    r"(?:[!?;]|(?<!\b(?:pkt|nr|jfr?|stk|kl|ca|bl\.a|fx|d|den|ad|inkl|ekskl|mio|hhv|evt|\p{Lu}))\.)\s+(?=[\p{Lu}\d(])|\n", _I
)
# Where one clause ends and another begins
CLAUSE = regex.compile(
    r"(?<!-|\bat),\s*(?=\p{L}|\d{1,2}\.?\sat\s)|\s(?=(?:idet|mens|men|dog|hvor(?:efter|ved|med|for)|bortset\sfra|undtagen|med\sundtagelse\saf|på\snær)\b)"
    r"|\s(?=som\s(?!indstillet|foreslået|oplæg)|der\s)"
    r"|\s(?=med\s(?:\p{L}+\s)?(?:bemærkning|tilføjelse|tilkendegivelse|ønske|opfordring|kommentar|præcisering|note)\w*(?!\s(?:godkend|anbefal|tiltr)))"
    r"|\s(?=under\sforudsætning|\bforudsat\b)|\s(?=om\sat\s)|:\s+",
    _I,
)
COMPLEMENT = regex.compile(r"(?:og\s|om\s)?at\b", _I)
INNER = regex.compile(r"\sat\b", _I)
GOES_ON = regex.compile(r"(?!(?:og|men|mens|samt|dog|idet)\b)", _I)
BESIDE = regex.compile(
    r"(?:idet|da|fordi|såfremt|hvis|når|inden|før|så|således|selv\s?om|hvor\p{L}*|hvilke\p{L}*|hvem|hvad|som|der|med|under"
    r"|forudsat|dog\s(?:således|uden)|efter|om|med\smindre)\b",
    _I,
)
SAME_SUBJECT = regex.compile(r"(?:men|og)\s\p{L}+(?:ede|te|er)\b", _I)  # "(A) undlod at stemme, men tilsluttede sig forslaget"
HEREAFTER = regex.compile(r"hvorefter\b", _I)
EXCEPT = regex.compile(r"(?:bortset\sfra|undtagen|undtaget|med\sundtagelse\saf|på\snær|dog\sikke|men\sikke|ikke)\b", _I)
RELATIVE = regex.compile(r"(?:der|som)\b", _I)

NOBODY_AGAINST = regex.compile(r"\b(?:ingen|0)\s(?:stemte\s|stemmer\s)?(?:imod|undlod)\b", _I)
NEGATION = regex.compile(r"\b(?:ikke|ej|ingen|hverken|aldrig|undlod\sat|afslog\sat|nægtede\sat)\b", _I)
ATTRIBUTE = regex.compile(r"\b(?:den|det|de|en|et)\s(?:ikke|ej)\s\p{L}+e\b", _I)  # "den ikke godkendte plan"
HEDGED = regex.compile(
    r"\bikke\s(?:kun|blot|alene|mindst|længere)\b|\bintet\b|\b(?:ikke|u)\s?enige?\b|\bikke\b.*\benige?\b|[\"”“]\p{L}[\"”“]|\?"
    r"|\A(?:hvis|såfremt|når|inden|før)\b",
    _I,
)
# What stands before a verb that decides nothing: "skal godkendes", "ønsker indstillingen godkendt", "forventes vedtaget"
NOT_DECIDING = regex.compile(
    r"\b(?:skal|skulle|bør|burde|vil|ville|må|måtte|ønske[rst]?|ønskede|foresl(?:år|og|ås)|forvente[rs]|opfordre[rs]?|opfordrede|beder|bad"
    r"|bemærke(?:de|r|s)|oplys(?:te|es|er)|orientere(?:de|r)|spurgte|undersøge[rs]?|afvente[rs]?|forudsætter|mener|mente|drøftelse)\b",
    _I,
)
RESOLVED = regex.compile(r"\b(?:beslutte(?:de|des|r|s|t))\W*\Z", _I)
THAT = regex.compile(r"\s*at\s(?!.*\bat\b)", _I)
MAY = regex.compile(
    r"\b(?:kan|kunne|besluttede[s]?|beslutter|besluttet|valgte|vælger|enige?|vedtog|undlod|afslog"
    r"|nægtede|nåede|indstillet\spå|tilslutte\w*|at)\b",
    _I,
)
THEN = regex.compile(rf"\b(?:den|d\.)\s\d{{1,2}}\.|\bi\s(?:{_MONTH}|(?:19|20)\d\d)", _I)

MAJORITY = regex.compile(r"\b(?:flertal\w*|enig\w*|enstemmig\w*|samtlige|hele\sudvalget)\b", _I)
PROPOSAL = regex.compile(r"\bforslag\s\d", _I)  # one of a list that the recommendation does not number
MINORITY = regex.compile(r"\bmindretal\w*", _I)
DECIDER = regex.compile(
    r"\b(?!(?:senior|ældre|handicap|ungdoms|elev|integrations|bruger|lokal)råd)"
    r"(?:\p{L}[\p{L}-]*(?:udvalg(?:et)?|råd(?:et)?|bestyrelsen?|nævn(?:et)?)|udvalg(?:et)?|flertal(?:let)?|rådet|ingen|man|mødet|forsamlingen)\b",
    _I,
)
PARTY = regex.compile(
    r"\(\p{Lu}{1,3}[\d-]*\)|\b\p{Lu}\p{L}*(?:listen|partiet|[Ff]olkeparti|alliancen?)\b|\b(?:Venstre|Socialdemokrati\p{L}*"
    r"|Konservative\p{L}*|SF|Alternativet|Radikale|Moderaterne|Danmarksdemokraterne|løsgænger\w*)\b|\A\(?\p{Lu}{1,3}\)?\s(?:kan|kunne|stem)"
)
PERSON = regex.compile(r"\A\W*\p{Lu}\p{Ll}+(?:[\s-]\p{Lu}\.?\p{Ll}*)*\s\p{Lu}\p{Ll}+\b")
VOTED = regex.compile(
    r"\b(?:stem(?:te|mer)\s(?:for|imod|nej|ja|hverken|ikke)|undlod|undlader|(?:tog|tager)\sforbehold)\b"
    r"|\A\W*(?:(?:For|Imod|Undlod)(?:\sstemte\b|\s?:)|Imod\b|Undlod\b|Undlader\b)",
    _I,
)
VOTED_DOWN = regex.compile(r"\bflertal\w*\s(?:\p{L}+\s){0,4}?stem(?:te|mer)\simod\b", _I)
NO_MAJORITY = regex.compile(r"\b(?:ikke|intet)\s(?:et\s|noget\s)?flertal\sfor\b|\bopnåede\s(?:ikke|intet)\s(?:et\s)?flertal\b", _I)
OTHER_MATTER = regex.compile(
    r"\b(?:ændringsforslag\w*|modforslag\w*|mindretalsudtalelse\w*|(?<!\b(?:med|uden|følgende|denne|disse|en|den)\s|\bmed\sde\s(?:faldne|fremsatte)\s)bemærkning(?:en|er|erne)?"
    r"|høringssvar\w*|udsættelsesforslag\w*|forslag\w*\s(?:om\sat|fra)|\p{L}+s\sforslag(?=\som\b)|tilføjelse\w*)\b",
    _I,
)
TURNED = regex.compile(r"\b(?:ikke|ej|ingen|afvis\w+|afslag|afslå\w*|forkast\w*|udsæt\w*|udskyd\w*|oversend\w*|bortfald\w*)\b", _I)
_AGREED = r"(?:godkend|tiltr[æå]d|vedtag|bevil|imødekom|følges?\b|til\sefterretning)"
AGREED = regex.compile(rf"\b{_AGREED}", _I)
INSTEAD = regex.compile(r"(?!.*\b(?:indstilling|øvrig|rest|p(?:un)?kt)).*\bat\s", _I)  # "Udvalget godkendte at ordning b indføres."
OWN_MATTER = regex.compile(r"\b(?:indstilling\w*|forslag\w*|sag(?:en|er|erne)?|planen?|punkt\w*|pkt|ad|det)\b", _I)
WISHING = regex.compile(
    r"(?:\p{Lu}?\p{L}*(?:udvalget|råd|rådet|bestyrelsen)\s)"
    r"(?:ønske[rs]?|ønskede|bemærke[rs]?|bemærkede|beder|opfordrer|takker|finder|mener)\b",
    _I,
)
# "anbefales", "anbefales med bemærkning", "anbefaler overfor Byrådet": no word of what, so it is the recommendation
BARE = regex.compile(r"(?:anbefal|indstil)\w*(?:\s(?:til|overfor|enstemmigt|af|et|over)\b[^,]*)?\W*|med\s.*", _I)
WISHES = regex.compile(
    r"\b(?:ønsker?|ønskes|ønskede|beder|bad|opfordrer|bemærke[rs]?|bemærkede|takker|takkede|pålægger|anmoder"
    r"|understreger|finder|mener|vedlægges|vedlagt)\b",
    _I,
)


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
        if not text[end.end()].isupper() and text[end.end()].isalpha():
            continue
        yield sentence
        begin = end.end()
    yield text[begin:]


def _plain(text: str) -> str:
    plain = ASIDE.sub("", QUOTED.sub(" ", text)).replace("over for", "overfor")
    return " ".join(BEFORE_WHOM.sub(" ", plain).split(" ")).strip()


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


def _sentence(sentence: str) -> Iterator[Ruling]:
    lead = LEADING_POINTS.match(sentence)
    bare = None if lead else BARE_POINTS.match(sentence)
    named = lead or bare
    points: tuple[str, ...] = points_named(named["points"]) if named else ()
    rest = sentence[named.end() :] if named else sentence
    if WISHING.match(rest):
        return
    clauses = [clause.strip() for clause in CLAUSE.split(rest) if clause and clause.strip()]
    at, first, told = 0, True, False
    before = ""  # the clause before
    main = Outcome.APPROVED  # what the sentence tells of the points it does not except
    while at < len(clauses):
        clause, complement = clauses[at], ""
        at += 1
        while at < len(clauses) and (COMPLEMENT.match(clauses[at]) or (complement and _continues(clauses[at], complement))):
            complement = f"{complement} {clauses[at]}"
            at += 1
        if EXCEPT.match(clause) and (about := POINTS.search(clause)):
            relative = clauses[at] if at < len(clauses) and RELATIVE.match(clauses[at]) else ""
            at += bool(relative)
            outcome = _clause(relative, "") if relative else REFUSED.get(main) if "ikke" in clause.casefold() else None
            yield Ruling(points_named(about["points"]), outcome or Outcome.OTHER)
            continue
        if SAME_SUBJECT.match(clause) and PARTY.search(before) and not MAJORITY.search(before):
            continue
        before = clause
        beside = not first and BESIDE.match(clause) is not None and not HEREAFTER.match(clause)
        about = POINTS.search(clause)
        if beside and not (about and regex.match(r"(?:idet|mens|da|men)\b", clause, _I)):
            continue
        outcome = _clause(clause, complement)
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
        first = False
    if lead and not told and clauses:
        yield Ruling(points, Outcome.OTHER)


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
    clause = ATTRIBUTE.sub(" ", NOBODY_AGAINST.sub(" ", clause))
    told: list[tuple[int, Outcome]] = []
    for verb in VERBS:
        if passive := verb.passive.search(clause):
            told.append((passive.start(), verb.outcome))
        elif (active := verb.active.search(clause)) and _is_decided_by(clause, active, majority):
            told.append((active.start(), verb.outcome))
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
    negations = len(NEGATION.findall(clause))
    outcomes = [outcome for _, outcome in sorted(told)]
    if negations > 1:
        return None
    if negations:
        return _refused(outcomes, complement)
    return _completed(_one(outcomes), clause[begin:], complement)


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
    person = None if majority else PERSON.match(clause)
    if person and not DECIDER.search(person[0]):
        return False
    infinitive = verb[0].endswith("e") and not verb[0].endswith(("te", "ede"))
    if infinitive and not MAY.search(clause[: verb.start()]):
        return False
    return DECIDER.search(clause) is not None or bool(infinitive and verb.start() < 25)


def _refused(outcomes: list[Outcome], complement: str) -> Outcome | None:
    """A clause with one negation turns its verb round; where more is turned than that, nothing is told."""
    if complement and TURNED.search(complement):
        return None
    if Outcome.RECOMMENDED in outcomes:
        return Outcome.NOT_RECOMMENDED if set(outcomes) <= {Outcome.RECOMMENDED, Outcome.APPROVED, Outcome.NOTED} else None
    refused = {REFUSED.get(outcome) for outcome in outcomes if outcome is not Outcome.DISCUSSED or len(outcomes) == 1}
    return refused.pop() if len(refused) == 1 else None


def _completed(outcome: Outcome | None, verb: str, complement: str) -> Outcome | None:
    """The outcome of a clause that affirms, with what it affirms: 'anbefaler, at indstillingen afvises' recommends a refusal."""
    if outcome is Outcome.RECOMMENDED:
        what = complement or verb
        turned = TURNED.search(what)
        if turned and turned[0].casefold().startswith(("udsæt", "udskyd")):
            return Outcome.POSTPONED
        if turned and turned[0].casefold().startswith("oversend"):
            return Outcome.RECOMMENDED if AGREED.search(what) or not complement else Outcome.FORWARDED
        if turned:
            refuses = not turned[0].casefold().startswith(("ikke", "ej", "ingen", "bortfald")) or AGREED.search(what)
            return Outcome.NOT_RECOMMENDED if refuses and len(TURNED.findall(what)) == 1 else None
        if complement:
            return Outcome.RECOMMENDED if AGREED.search(complement) else None
        return outcome if AGREED.search(verb) or OWN_MATTER.search(verb) or BARE.fullmatch(verb) else None
    if outcome in (Outcome.APPROVED, Outcome.NOTED) and complement and (turned := TURNED.search(complement)):
        return Outcome.POSTPONED if turned[0].casefold().startswith(("udsæt", "udskyd")) and len(TURNED.findall(complement)) == 1 else None
    return outcome
