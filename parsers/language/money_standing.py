"""A sentence in, how far each of its sums has come out: decided, proposed, wished for, awaiting a decision, or refused.

What governs a sum is the last verb before it that says so ("foreslås det, at der udskydes …"), within its own part of the sentence;
else what is done with the money ("afsættes"); else what is said of it right behind ("… afventer politisk prioritering").
A fact, a cost or an expectation has no standing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from parsers.language.beginnings import TextWords, ToldOfWord, ToldOfWords, in_small_letters
from parsers.model import late_regex as regex
from parsers.model.records import MoneyStanding

__all__ = ["Rules", "Standings", "lead_in_standing", "rules_at"]


class _Fact(Enum):
    EXPECTED = "ventet"  # neither decided nor proposed


class _Marker(NamedTuple):
    """A word or phrase that governs what stands behind it."""

    says: MoneyStanding | _Fact | None
    at: int
    to: int


_NOT = r"(?:ikke|ej)"
_GRANT = r"(?:godkend|bevil|imødekom|vedtag|vedtog|tiltr[åæ]d|støtte|prioriter|tilde[l]|efterkom)\p{L}*"
_REFUSED = (
    rf"\b{_NOT}\s(?:at\s)?(?:blive\s|blevet\s|kunne\s)?{_GRANT}|\b{_NOT}\sat\s(?:afsætte|frigive|give|yde|meddele|tilføre|anvende|købe)\b|\b{_GRANT}\s{_NOT}\b"
    r"|\bafslag\b(?:\s(?:på|til)\s(?:\p{L}+\s){0,2}ansøgning\p{L}*\s(?:om|på)\b)?|\bafslås\b|\bafslået\b|\bafslog\b"
    rf"|\bafvis(?:t|es|te|er)\b|\bforkaste[ts]?\b|\bforkastede\b"
    rf"|\bfaldt(?=[\s.]*\Z)|\bnedstem(?:t|mes)\b|\bstemt\sned\b|\b(?:foreslå[sr]?|ønske[srt]?|ønskede)\s{_NOT}\b"
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
    r"\bsåfremt?\b|\bhvis\b.{0,60}\b(?:godkend|bevil|vedtag|prioriter|finansier|afsæt|afsat|imødekom|beslut)|\bunder\sforudsætning\saf\b|\bforudsat\b"
    r"|\b(?:med|under)\sforbehold\b|\bafvent(?:er|es|ende)\b|\bbetinget\saf\b"
)
_PROPOSED = (
    r"\bforesl(?:å(?:s|r|et|ede)?|og)\b|\b(?:stille(?:[srt]|de)?|fremsatte?|fremsætte[srt]?)\s(?:\p{L}+\s){0,2}\p{L}*forslag\b|\b\p{L}*forslag(?:et)?\s(?:er\s|går\sud\s)?(?:om|på|til|at)\b"
    r"|\bindstille[srt]?\b|\bindstillede\b|\banbefale(?:s|r|t)?\b|\banbefalede\b|\bl(?:agt|ægge[srt]?|agde)\s(?:der\s)?op\stil\b|\boplæg\s(?:om|til)\b"
    r"|\bpåtænke[srt]?\b|\bagter\b|\boverveje[srt]?\b|\bplanlægge[srt]\b|\bforslaget\b|\bindstillingen\b|\bi\sgivet\sfald\b"
)
_WISHED = (
    r"(?<!\b(?:de[nt]?|alle)\s)\bønske(?:r|s|t|de|lig\p{L}*)?\b|\bsøg(?:er|es|te?)\s(?:\p{L}+\s){0,2}om\b|(?<!\bde[nt]?\s)\bansøg(?:t|es|er|te)\b|\bsøges\s(?:der\s)?\p{L}+t\b|\bansøgning(?:en)?\s(?:om|på)\b|\banmode[srt]?\som\b|\banmodede\b"
    r"|\bbede[rs]?\som\b|\bbehov\sfor\b|\bbrug\sfor\b|\bvil\sgerne\b|\bhåber\b"
)
_AGREED = (
    r"\b(?:enige?\s|enighed\s)(?:\p{L}+\s){0,3}om\b|\bbesluttet\b|\bbesluttede\b|\bbeslutter\b|\bvedtaget\b|\bvedtog\b|\bvedtager\b|\bgodkendt\b|\bgodkendte\b|\bgodkender\b"
    r"|\b(?:jf\.|jævnfør|ifølge|efter|med|ved)\s(?:\p{L}+\s){0,4}(?:beslutning|vedtagelse)(?:en)?\b|\bfastholdt\b|\bfastholder\b"
    r"|\bi\sbudget(?:tet)?(?:\s20\d\d)?\sindgår\b|\bind(?:regnet|arbejdet|lagt)\b|\btiltrådt\b|\btiltrådte\b"
    r"|\bafsatte\s(?:rådighedsbeløb|anlægsmidler|midler|beløb|pulje|ramme|budget)\b"
)
_EXPECTED = (
    r"\bforvent\p{L}*|\bvurder(?:es|et|er)\b|\bskønn?(?:es|et|er)?\b|\bansl(?:ås|ået|år)\b|\bkan\b|\bkunne\b|\bbør\b|\bmuligvis\b|\bmuligheden?\sfor\b"
    r"|\bventes\b|\bberegne[st]\b|\bestimer\p{L}*"
)


class _Beginning(NamedTuple):
    """What a phrase's first word begins with: three letters or more, or a whole word.

    Of words that stand in every sentence, `following` are those of which one stands right behind, `later` those of which one stands
    anywhere. Nothing is said where there are none.
    """

    letters: str
    following: tuple[str, ...]
    later: tuple[str, ...]


Rules = Sequence[tuple[_Beginning, int]]  # of which a phrase can begin with a word: how, and their numbers


class _Rule(NamedTuple):
    """What a phrase says. It is tried at the words that begin with one of `beginnings`, and at those with "forslag" in them."""

    says: MoneyStanding | _Fact | None
    beginnings: tuple[_Beginning, ...]
    pattern: regex.Pattern[str]


def _rule(says: MoneyStanding | _Fact | None, beginnings: str, pattern: str) -> _Rule:
    """Of `beginnings`, 'i>budget' is "i" with "budget…" right behind it, 'med~forbehold' is "med…" where "forbehold" stands anywhere."""
    return _Rule(says, tuple(map(_beginning, beginnings.split())), regex.compile(pattern))


def _beginning(said: str) -> _Beginning:
    said, *later = said.split("~")
    letters, *following = said.split(">")
    return _Beginning(letters, *(tuple(word for words in each for word in words.split("|")) for each in (following, later)))


# Of two that overlap the first counts, and of two that begin together the one that stands first here
_GOVERNING = (
    _rule(
        MoneyStanding.REFUSED,
        "ikke ej godkend>ikke|ej bevil>ikke|ej imødekom>ikke|ej vedt>ikke|ej tild>ikke|ej tiltr>ikke|ej støtte>ikke|ej prioriter>ikke|ej"
        " efterkom>ikke|ej foresl>ikke|ej ønske>ikke|ej afslag afslå afslog afvis faldt forkast nedstem stemt",
        _REFUSED,
    ),
    _rule(
        MoneyStanding.AWAITING,
        "afvent tage stillingtagen udestår indgå>i ikke ej endnu forelæg send>til"
        " skal>først|politisk|behandl|drøft|forelæg|prioriter vil>først|politisk|behandl|drøft|forelæg|prioriter",
        _PENDING,
    ),
    _rule(
        MoneyStanding.PROPOSED, "foresl stille frems indstil anbefal lagt lagde lægge oplæg påtænk agter overvej planlæg i>givet", _PROPOSED
    ),
    _rule(MoneyStanding.WISHED, "ønske søg ansøg anmod bede behov>for brug>for vil>gerne håber", _WISHED),
    _rule(
        MoneyStanding.DECIDED,
        "enig beslut vedt godkend fasth i>budget indregn indarb indlagt tiltr afsatte"
        " jf~beslutning|vedtagelse jævnfør~beslutning|vedtagelse ifølge~beslutning|vedtagelse efter~beslutning|vedtagelse"
        " med~beslutning|vedtagelse ved~beslutning|vedtagelse",
        _AGREED,
    ),
    _rule(_Fact.EXPECTED, "forvent vurder skøn ansl kan kunne bør mulig ventes beregne estimer", _EXPECTED),
)
# Said of the money, by an authority or by the paper itself: done, or about to be
_DONE = _rule(
    None,
    "afsa afsæ bevil tilfør tildel reserver prioriter udmønt invester disponer frigiv anvend overfør udsk reducer nedsa nedsæ nedskr beskær"
    " beskår spar forhøj fordel fastholde viderefør øges giv ydes ydet flytte finansieres indhente annullere fjernes tages skæres lægges"
    " meddel imødekom vil>reducere|spare|afsætte|bevilge|investere|tilføre|prioritere som>kan tidligere>bevilling blev",
    r"\b(?:afs(?:at|ætter|ættes|atte)|bevil(?:li)?g(?:et|es|er|ede)|tilfør(?:es|t|er|te)|tildel(?:es|t|er|te|ingen)|reserver(?:et|es|er)|prioriter(?:et|es|er)|"
    r"udmønt(?:es|er|et)|invester(?:es|er|et)|disponer(?:es|et)|frigiv(?:es|et)|frigivet|meddel(?:es|t)|imødekommes|anvend(?:es|er|t)|overfør(?:es|er)|overført|udsky(?:des|dt|der)|"
    r"udskød|reducer(?:es|et)|nedsæt(?:tes|ter)|nedsat|nedskriv(?:es|er)|nedskrevet|beskær(?:es|er)|beskåret|spar(?:es|et)|forhøj(?:es|et)|fordel(?:t|es)|fastholde[ts]?|"
    r"viderefør(?:es|t)|øges|giv(?:es|et)|givet|ydes|ydet|flytte[st]|finansieres|indhente[ts]|annullere[st]|fjernes|tages|skæres|lægges\s(?:ind|i)|"
    r"vil\s(?:reducere|spare|afsætte|bevilge|investere|tilføre|prioritere)|som\skan\ssøges|tidligere\sbevilling(?:er|en)?)\b"
    r"|\bblev\s(?:der\s)?\p{L}{4,}t\b",
)
_CONDITIONAL = _rule(None, "såfrem hvis under>for forudsat med>forbehold afvent betinget>af", _CONDITION)
# Where another main clause begins, what governed the one before no longer does
_VERBS = (
    "er|var|bliver|blev|har|havde|afsættes|bevilges|tilføres|reserveres|forventes|foreslås|ønskes|afsætter|bevilger|tilfører|reserverer"
    "|prioriterer|giver"
)
_WHO = "der|derfor|dermed|derudover|administrationen|parterne|udvalget|kommunen|det|den"
_CLAUSE = _rule(
    None,
    " ".join(f"{word}>{_WHO}|{_VERBS}" for word in ("og", "men", "samt", "mens", "hvorefter")),
    rf"\b(?:og|men|samt|mens|hvorefter)\s(?:(?:{_WHO})\s)?(?:{_VERBS})\b",
)
_RULES = (*_GOVERNING, _DONE, _CONDITIONAL, _CLAUSE)
_BEGINNINGS: dict[str, list[tuple[_Beginning, int]]] = defaultdict(list)  # by their first three letters
for _number, _each in enumerate(_RULES):
    for _begins in _each.beginnings:
        _BEGINNINGS[_begins.letters[:3]].append((_begins, _number))
for _likely in _BEGINNINGS.values():
    _likely.sort(key=lambda each: len(each[0].letters))
_NOT_DONE = regex.compile(rf"\b{_NOT}\s(?:\p{{L}}+\s)?\Z|\bhverken\b")
_NOT_BEHIND = regex.compile(rf"\s(?:der\s)?{_NOT}\b(?!\s(?:kun|blot|alene|bare)\b)")  # "Der afsættes ikke 2 mio. kr."
_ASIDE = re.compile(r"(?:,|og)(?<!\wog)\s(?:som|der|hvor)\s(?!foreslås|ønskes|indstilles)")
_BREAK = regex.compile(r"[,;]|\b(?:og|men|samt)\b")
_FEW_WORDS = regex.compile(r"\s(?:\p{L}+\s){0,3}")
_POINT = regex.compile(r"\s*(?:\d{1,2}[.)]\s+|[a-zæøå]\)\s+|[•▪◦*–-]\s+)?at\s")  # of a recommendation, wherever it is told
_GRANTED = {
    MoneyStanding.WISHED: regex.compile(r"\s(?:er\s|blev\s)?(?:imødekomme[ts]|bevilge[ts]|godkend(?:t|es))\b"),
    MoneyStanding.PROPOSED: regex.compile(r"(?:\stil\s\p{L}+)?\sblev\s(?:imødekommet|bevilget|godkendt|vedtaget)\b"),
}
_NEXT_MATTER = regex.compile(r",\s(?!hvoraf|heraf)|;|\b(?:og|men)\s(?:de\s)?(?!\d)\p{L}+\s(?:skal|vil|kan)\b")
# What is told right behind a sum still speaks of it: its own verb, or a clause that takes it up again
_TAKES_UP = regex.compile(r"\b(?:den|det|disse|de|beløbet|midlerne|bevillingen|puljen|som|hvilket|summen|pengene)\b")
_SEMICOLON = re.compile(";")
_FAR = 120  # characters


class Standings:
    """A sentence in small letters, and what in it says how far its sums have come; `told` is what `rules_at` tells of its words."""

    def __init__(self, plain: str, told: Sequence[ToldOfWord[Rules]] | None = None) -> None:
        self.sentence = plain
        self.markers: list[_Marker] = []  # in printed order, none in another: "endnu ikke besluttet" is not decided
        self.done: list[int] = []
        self.conditions: list[int] = []
        self.clauses = [(found.start(), found.end()) for found in _SEMICOLON.finditer(plain)] if ";" in plain else []
        for rule, at, to in _phrases(plain, TextWords(plain).told(_RULES_AT) if told is None else told):
            if rule is _CONDITIONAL:
                self.conditions.append(at)
            elif rule is _CLAUSE:
                if plain[at - 1 : at].isspace():
                    self.clauses.append((at, to))
            elif rule is _DONE:
                if not self._denied(at) and not _NOT_BEHIND.match(plain, to):
                    self.done.append(at)
            elif not self.markers or at >= self.markers[-1].to:
                self.markers.append(_Marker(rule.says, at, to))
        self.markers = [each for each in self.markers if each.says is not MoneyStanding.WISHED or not self._denied(each.at)]

    def of(self, start: int, end: int, following: int, *, fact: bool = False) -> MoneyStanding | None:
        """The standing of the sum at start:end; `following` is where the next sum begins.

        `fact` is set for money that no one decides by mentioning it (a cost, an overspending): what is done there tells nothing.
        """
        begin = self._clause(start)
        if any(begin <= at < start or end <= at < following for at in self.conditions):
            return MoneyStanding.AWAITING
        governing = [each for each in self.markers if begin <= each.at and each.to <= start]
        decided = not fact and any(begin <= at < start for at in self.done)
        if governing or decided:
            if any(each.says is MoneyStanding.REFUSED and self._speaks_of(each, end, following) for each in self.markers):
                return MoneyStanding.REFUSED
            if not governing:
                return MoneyStanding.PROPOSED if _POINT.match(self.sentence) else MoneyStanding.DECIDED
            says = governing[-1].says
            if not isinstance(says, MoneyStanding) or (fact and self.sentence.startswith("afsatte", governing[-1].at)):
                return None
            return MoneyStanding.DECIDED if says in _GRANTED and _GRANTED[says].match(self.sentence, end) else says
        behind = self._behind(end, following)
        if behind is not None:
            return behind if isinstance(behind, MoneyStanding) else None
        limit = self._end_of_clause(end, following) if self.done and not fact else end
        return MoneyStanding.DECIDED if any(end <= at < limit for at in self.done) and not fact else None

    def _speaks_of(self, marker: _Marker, end: int, following: int) -> bool:
        """Whether what stands behind a sum is about it, and not about who is told of in contrast: '…, mens klubben ikke får 2 mio. kr.'"""
        return end <= marker.at < min(following, end + _FAR) and _IN_CONTRAST.search(self.sentence, end, marker.at) is None

    def _denied(self, at: int) -> bool:
        return _NOT_DONE.search(self.sentence, max(at - 25, 0), at) is not None

    def _clause(self, start: int) -> int:
        """Where the part of the sentence begins that a sum at `start` belongs to."""
        if not self.markers and not self.done:
            return 0
        begin = max([at for at, to in self.clauses if to <= start], default=0)
        for aside in _ASIDE.finditer(self.sentence, begin, start):
            if "," not in self.sentence[aside.end() : start]:
                return aside.start()
        return begin

    def _behind(self, end: int, following: int) -> MoneyStanding | _Fact | None:
        """The first that speaks of the sum: in its own clause, or in one that takes the sum up again."""
        for says, at, to in self.markers:
            if not end <= at < min(following, end + _FAR):
                continue
            between = self.sentence[end:at]
            if says is MoneyStanding.DECIDED and (self.sentence.startswith("afsatte", at) or not _FEW_WORDS.fullmatch(between)):
                continue  # "et merforbrug på 3 mio. kr. finansieret af den afsatte pulje"
            broken = _BREAK.search(between)
            if broken is None:
                return says
            if says is not _Fact.EXPECTED and (_TAKES_UP.search(between, broken.start()) or _TAKES_UP.search(self.sentence, to, following)):
                return says
        return None

    def _end_of_clause(self, end: int, following: int) -> int:
        aside = _NEXT_MATTER.search(self.sentence, end, following)
        return aside.start() if aside else following


_IN_CONTRAST = regex.compile(r"\b(?:mens|hvorimod)\s", regex.IGNORECASE)
_BEHIND_WORDS = (" ", ".", ",", ";", "-", "1", "½")


_ANY = _Beginning("", (), ())


def rules_at(word: str) -> Rules:
    """The rules of which a phrase can begin with a word, each with the longest of its beginnings: that of "vedtaget" is not "ved"."""
    if "forslag" in word:
        return [(_ANY, number) for number, rule in enumerate(_RULES) if _can_begin(rule, word)]
    likely = {number: begins for begins, number in _BEGINNINGS.get(word[:3], ()) if word.startswith(begins.letters)}
    return [(begins, number) for number, begins in likely.items() if _can_begin(_RULES[number], word)]


def _can_begin(rule: _Rule, word: str) -> bool:
    """Whether a phrase of a rule can begin with a whole word, whatever stands behind it."""
    return any(rule.pattern.match(word + behind, partial=True) is not None for behind in _BEHIND_WORDS)


_RULES_AT = ToldOfWords(rules_at)


def _phrases(plain: str, told: Sequence[ToldOfWord[Rules]]) -> Iterator[tuple[_Rule, int, int]]:
    """What stands where in a sentence in small letters; of one rule, none in another."""
    ends = [0] * len(_RULES)
    for at, word, rules in told:
        for (_, following, later), number in rules:
            if at < ends[number] or (following and not plain.startswith(following, at + len(word) + 1)):
                continue
            if later and not [each for each in later if each in plain]:
                continue
            if match := _RULES[number].pattern.match(plain, at):
                ends[number] = match.end()
                yield _RULES[number], at, match.end()


def lead_in_standing(line: str) -> MoneyStanding | None:
    """The standing of what a line announces: 'stiller forslag om, at midlerne anvendes på følgende måde:' → foreslået."""
    return Standings(in_small_letters(line)).of(len(line), len(line), len(line))
