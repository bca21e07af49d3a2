"""A sentence in, what each of its sums is out: who pays, and what is done with the money.

The nearest word before a sum tells it, unless a rule for the whole phrase does: who receives, what falls, what is taken away.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from parsers.language.beginnings import TextWords, ToldOfWord, ToldOfWords, in_small_letters
from parsers.language.money_sums import ABOUT
from parsers.model import late_regex as regex
from parsers.model.records import MoneyKind

__all__ = ["ToldKind", "continues", "kind_of", "kind_words", "lead_in_kind", "lowered", "told_kind"]

# A word tells what the money is by how it begins, or by how a compound of it ends ("bruttobesparelse", "anlægsbevilling").
BEGINNINGS = {
    MoneyKind.DEFERRED: ("udskyd", "udskud", "periodiser", "reperiodiser", "forskyd", "forskudt", "tidsforskyd", "tidsforskud"),
    MoneyKind.TRANSFERRED: ("overføre", "overført", "overførsel", "overførslen", "flytte", "omplacer"),
    MoneyKind.UNDERSPENT: ("mindreforbrug", "mindeforbrug"),
    MoneyKind.OVERSPENT: ("merforbrug", "overforbrug", "merudgift", "overskrid", "budgetoverskrid"),
    MoneyKind.LOST_INCOME: ("mindreindtægt", "mindreprovenu", "indtægtstab", "indtægtsnedgang", "indtægtsfald", "provenutab"),
    MoneyKind.SAVED: (
        *("besparelse", "spare", "mindreudgift", "nedskær", "beskær", "besparing"),
        *("reducer", "reduktion", "effektiviser", "nedsæt", "nedskriv", "omstillingscase", "effektiviseringsgevinst", "rationaliser"),
    ),
    MoneyKind.INCOME: (
        *("indtægt", "provenu", "egenfinansiering", "salgssum", "merindtægt", "refusion"),
        *("statstilskud", "bloktilskud", "udligningstilskud", "egenbetaling"),
    ),
    MoneyKind.ALLOCATED: (
        *("afsat", "afsæt", "bevil", "reserver", "tilfør", "tildel", "pulje", "ramme", "rådighedsbeløb", "budgetudvid", "anlægsbudget"),
        *("prioriter", "invester", "finansier", "anvendes", "fordelt", "fordeles", "fordeling", "fastholde", "viderefør", "bufferpulje"),
        *("disponer", "frigive", "øremærk", "opprioriter", "rådighed"),
    ),
    MoneyKind.OTHER: (
        "ud af",
        "udgift",
        "serviceudgift",
        "driftsudgift",
        "manko",
        "koste",
        "brugt",
        "tilskud",  # who pays it a phrase must tell
        "betaling",
    ),  # what stood before reaches no further
}
GRANTS = ("tilskud", "tilskuddet")
ENDINGS = {
    MoneyKind.SAVED: ("besparelse", "besparelsen", "besparelser", "besparelserne", "effektiviseringsgevinst"),
    MoneyKind.INCOME: (
        *("indtægt", "indtægten", "indtægter", "indtægterne"),
        *("brugerbetaling", "forældrebetaling", "borgerbetaling", "beboerbetaling", "deltagerbetaling", "elevbetaling"),
    ),
    MoneyKind.ALLOCATED: ("bevilling", "bevillingen", "pulje", "puljen", "puljer", "ramme", "rammen"),
    MoneyKind.OTHER: ("udgift", "udgiften", "udgifter", "udgifterne", *GRANTS, "betaling", "betalinger"),
}
SHORTEST = 5  # letters, of a word that tells what money is
OUT_OF = regex.compile(r"\bud\saf\b")
_NOT_MONEY = ("sparekasse", "overførselsindkomst", "rammeaftale", "puljeordning", "samtale")


def kind_of_word(word: str) -> MoneyKind | None:
    """'udskydes' → udskudt, 'bruttobesparelse' → besparelse; None for most words. 'overførselsindkomst' moves nothing."""
    if word.startswith(_NOT_MONEY):
        return None
    for kind, beginnings in BEGINNINGS.items():
        if word.startswith(beginnings) or word.endswith(ENDINGS.get(kind, "\0")):
            return kind
    return None


class KindWord(NamedTuple):
    """What tells what money is, in small letters, and where it stands."""

    kind: MoneyKind
    word: str
    at: int
    to: int


_MUNICIPALITY = r"(?:\p{Lu}\p{L}+\s(?i:kommune)|(?i:kommunen|kommunerne|byrådet|cent(?:er|ret)\b(?:\s(?:for\s)?\p{Lu}\p{L}+)?))"
_DONOR = (
    r"(?:(?i:staten|regeringen|finansloven|\p{L}*ministeriet|\p{L}*styrelsen|\p{L}*fonden|\p{L}*fond|fonde|regionen)|Region(?:\s\p{Lu}\p{L}+)+"
    r"|Realdania|EU|(?i:boligorganisationen|boligselskabet|grundejer\p{L}*|investor\p{L}*|bygherre\p{L}*|donor\p{L}*|sponsor\p{L}*|forældrene|borgerne))"
)
_TO_GRANT = r"(?:\s(?!(?:og|men|samt|til)\b)(?:[\p{L}-]++|20\d\d)){0,4}?\s(?i:\p{L}*(?:tilskud|betaling))\b"
_FEW_WORDS = r"(?:\s(?!(?:og|men|samt)\b)[\p{L}\d.-]++){0,6}?"


class _Phrase(NamedTuple):
    """A phrase whose money flows one way, whatever words stand in it; one of `needles` is in a word of every text that holds it."""

    kind: MoneyKind
    needles: tuple[str, ...]
    pattern: regex.Pattern[str]


PHRASES = (
    # the municipality gives: "Der ydes et tilskud på 25.000 kr.", where no donor is named
    _Phrase(
        MoneyKind.ALLOCATED,
        ("tilskud", "tilsagn"),
        regex.compile(
            r"\b(?i:giv(?:es|et|er)|gav|yd(?:es|et|er|e)|bevil(?:li)?g(?:es|et|er|e)|tildel(?:es|t|er)|afsættes|(?:an)?søg(?:er|es|t|te)\s(?:der\s)?om|foreslås)"
            r"(?:\s(?!(?:og|men|samt)\b)[\p{L}-]++){0,3}?\s(?i:(?!stats)\p{L}*tilskud)\b|\b(?i:gives|givet|meddel(?:es|t))\s(?i:et\s)?(?i:tilsagn)\b"
        ),
    ),
    _Phrase(
        MoneyKind.OTHER, ("tilskud",), regex.compile(r"\b(?i:kommunale?|kommunens)\s(?:\p{Ll}+\s)?(?i:\p{L}*tilskud)(?:det)?\s(?i:til)\b")
    ),
    _Phrase(
        MoneyKind.INCOME,
        ("tilskud",),
        regex.compile(rf"\b{_MUNICIPALITY}\s(?:har\s)?(?i:(?:an)?søg(?:er|t|te)\s(?:om\s)?)(?:\p{{L}}+\s){{0,2}}?(?i:\p{{L}}*tilskud)\b"),
    ),
    # the municipality is paid: "Ballerup Kommune får 175.000 kr."
    _Phrase(
        MoneyKind.INCOME,
        ("får", "fik", "fået", "modta", "modtog", "opnår", "oppebærer", "hjemtager"),
        regex.compile(
            rf"\b(?:{_MUNICIPALITY}|(?i:vi))\s(?:har\s)?(?:årligt\s)?(?:får|fik|fået|modtager|modtog|modtaget|opnår|oppebærer|hjemtager)\b"
            rf"(?:{_TO_GRANT})?"
        ),
    ),
    # or nobody is named who else could be
    _Phrase(
        MoneyKind.INCOME,
        ("tilskud", "betaling"),
        regex.compile(
            rf"\b(?:(?i:får|fik|modtager|modtog)\s(?:{_MUNICIPALITY}|vi)|(?<!\bhar\s)(?i:modtages|modtaget|opnås|opnået|hjemtages|hjemtaget)){_TO_GRANT}"
            r"|\b(?i:statslige?t?|statens)\s(?i:tilskud)(?:det)?\b|\b(?i:tilskud)\sog\s(?:udligning|refusion)\p{L}*"
        ),
    ),
    # another pays
    _Phrase(
        MoneyKind.INCOME,
        ("bidrag", "giver", "gav", "givet", "yder", "ydet", "støtter", "betaler", "bevilger", "bevilget", "tilfører", "finansierer"),
        regex.compile(
            rf"\b{_DONOR}\b{_FEW_WORDS}\s(?:bidrager|giver|gav|givet|yder|ydet|støtter|betaler|bevilger|bevilget|tilfører|medfinansierer)\b"
            r"(?:\s(?:et\s|en\s)?(?i:\p{L}*tilskud|tilsagn|\p{L}*bevilling)\b)?"
        ),
    ),
    _Phrase(
        MoneyKind.INCOME,
        ("fra",),
        regex.compile(
            rf"\b(?i:tilskud|støtte|midler|tilsagn|bevilling|(?:med)?finansiering|betaling)\b{_FEW_WORDS}\sfra\s(?:en\s)?{_DONOR}\b"
        ),
    ),
    _Phrase(
        MoneyKind.INCOME,
        ("salg", "udlejning"),
        regex.compile(r"\b(?i:salg|udlejning)(?:et|en)?\saf\b(?:\s[\p{L}-]++){1,4}?\s(?:for|til|på|indbragte|indbringer)\s(?=\d|kr)"),
    ),
    _Phrase(
        MoneyKind.INCOME,
        ("sælge", "solgt"),
        regex.compile(
            rf"(?:\b{_MUNICIPALITY}\s(?i:sælger|solgte)|(?<!\b(?i:ikke|ej)\s)\b(?i:sælges|solgt))\b"
            r"(?:\s(?!ikke\b|ej\b)[\p{L}\d.-]++){0,6}?\sfor\s(?:ca\.\s)?(?=\d|kr)"
        ),
    ),
    _Phrase(
        MoneyKind.LOST_INCOME, ("mister", "mistede", "mistet"), regex.compile(rf"\b{_MUNICIPALITY}\s(?:har\s)?(?:mister|mistede|mistet)\b")
    ),
    # what is earned becomes less: "en reduktion i bestillinger svarende til 0,5 mio. kr."
    _Phrase(
        MoneyKind.LOST_INCOME,
        ("bestilling", "indtægt", "omsætning", "salg", "betaling", "besøgstal", "ordre", "provenu", "refusion", "tilskud"),
        regex.compile(
            r"\b(?i:reduktion(?:en)?|fald(?:et)?|nedgang(?:en)?|tilbagegang(?:en)?|færre|lavere|mindre|manglende|tabte?|tab|svigtende|vigende"
            r"|bortfald)(?:\s(?:af|i|på|antallet|antal))*\s"
            r"(?i:\p{L}*(?:bestilling|indtægt|omsætning|salg|betaling|besøgstal|ordre|provenu|refusion|tilskud)\p{L}*)"
        ),
    ),
    _Phrase(
        MoneyKind.LOST_INCOME,
        ("indtægter", "omsætningen", "salget"),
        regex.compile(
            r"\b(?i:indtægter(?:ne)?|omsætningen|salget)\s(?:er\s|bliver\s|blev\s)?(?:lavere|mindre|svigter|udebliver|bortfalder|falder\sbort)\b"
        ),
    ),
)
# "Der er givet 2 mio. kr. fra staten"
_PAID_BY_ANOTHER = regex.compile(rf"\s(?:i\s(?i:\p{{L}}*(?:tilskud|støtte))\s)?fra\s(?:en\s)?{_DONOR}\b")
# "ved udskydelse af X" says how room is made: X is put off, and not the money that the sentence tells of
_BY_MOVING = regex.compile(
    r"\b(?:ved|gennem|via|som\sfølge\saf|på\sgrund\saf|grundet|efter|trods|uden|med|mod)\s(?:en\s|den\s|at\s)?(?:\p{L}+\s)?\Z",
    regex.IGNORECASE,
)
_MOVES = frozenset({MoneyKind.DEFERRED, MoneyKind.TRANSFERRED})
_GIVEN_OR_CUT = frozenset({MoneyKind.ALLOCATED, MoneyKind.SAVED})
_OF_A_SUM = regex.compile(r"\s(?:af|på)\s" + ABOUT + r"\d", regex.IGNORECASE)


class ToldKind(NamedTuple):
    """What a word alone tells, and which phrases it can stand in."""

    kind: MoneyKind | None
    phrases: tuple[_Phrase, ...]


def told_kind(word: str) -> ToldKind | None:
    """What a word in small letters tells of money; None of most."""
    kind = kind_of_word(word) if len(word) >= SHORTEST else MoneyKind.OTHER if word == "ud" else None
    phrases = tuple(phrase for phrase in PHRASES if any(needle in word for needle in phrase.needles))
    return ToldKind(kind, phrases) if kind is not None or phrases else None


_TOLD = ToldOfWords(told_kind)


def kind_words(sentence: str, plain: str | None = None, told: Sequence[ToldOfWord[ToldKind]] | None = None) -> list[KindWord]:
    """What in a sentence tells what money is, in printed order.

    `plain` is the sentence in small letters, `told` what `told_kind` tells of its words.
    """
    plain = in_small_letters(sentence) if plain is None else plain
    found: list[KindWord] = []
    likely: set[_Phrase] = set()
    for at, word, (kind, phrases) in TextWords(plain).told(_TOLD) if told is None else told:
        likely.update(phrases)
        if word == "ud":
            if OUT_OF.match(plain, at):
                found.append(KindWord(MoneyKind.OTHER, "ud af", at, at + len("ud af")))
        elif kind is not None and (kind not in _MOVES or not _makes_room(at, at + len(word), plain)):
            found.append(KindWord(kind, word, at, at + len(word)))
    for phrase in PHRASES if likely else ():
        if phrase not in likely:
            continue
        kind = phrase.kind
        for match in phrase.pattern.finditer(sentence):
            found = [each for each in found if not (match.start() <= each.at < match.end())]
            found.append(KindWord(kind, match[0].lower(), *match.span()))
            found.sort(key=lambda each: each.at)
    return found


def _makes_room(at: int, to: int, plain: str) -> bool:
    by = _BY_MOVING.search(plain, max(at - _REACH_BACK, 0), at)
    return by is not None and _OF_A_SUM.match(plain, to) is None


_REACH_BACK = 40  # characters: a word this near behind a sum still tells what it is ("de 2 mio. kr. er afsat")
_NOT_BEHIND = regex.compile(
    r"reducer|effektiviser|prioriter|anvendes|opprioriter|fordeling", regex.IGNORECASE
)  # these begin the next thought
_RIGHT_BEHIND = regex.compile(
    r"\s(?:(?:er|kan|skal|vil|bliver|blev|foreslås|ønskes|heraf|der|årligt)\s){0,3}+(?:prioriter|anvendes)", regex.IGNORECASE
)
_NEXT_THOUGHT = regex.compile(r"\b(?:og|men|samt)\s(?!\d)", regex.IGNORECASE)
# "ved at reducere vejpuljen med 2 mio. kr.", "indtægterne falder med 1 mio. kr."; to what a sum is lowered is no reduction
_LOWERED_BY = regex.compile(
    r"\b(?P<verb>reducer|nedsæt|nedskriv|beskær|skær|sænk|falde|fald|nedjuster)\p{L}{0,5}+"
    rf"(?:\s(?!(?:og|men|samt|ikke|sammen|øge\p{{L}}*|hæve\p{{L}}*|forhøje\p{{L}}*)\b)[\p{{L}}-]++){{0,5}}?\smed\s{ABOUT}\Z",
    regex.IGNORECASE,
)
_NOT_LOWERED_BY = regex.compile(rf"(?<!\bop\s)\b(?:til|fra)\s{ABOUT}\Z|\b(?:ikke|øge[st]?|hæve[st]?|forhøje[st]?)\b", regex.IGNORECASE)
_LOWERS = ("reducer", "nedsæt", "nedskriv", "beskær")
# "en negativ tillægsbevilling på 1,5 mio. kr.", "en tillægsbevilling på -1,5 mio. kr."
_NEGATIVE = regex.compile(r"\bnegativ[et]?\s\p{L}*bevilling\p{L}*|\btillægsbevilling\p{L}*\spå\s[-–−÷]\Z", regex.IGNORECASE)
_LONGEST_PHRASE = 150  # characters from the verb to its sum
# "puljen på 2 mio. kr. skal skæres væk", "de 2 mio. kr. tages fra vejpuljen"
_TAKEN_AWAY = regex.compile(
    r"(?:\s(?:til|på|om|i|for|fra)(?:\s[\p{L}-]++){1,6}?)?"
    r"\s(?:(?:skal|kan|bør|vil|foreslås|bliver|blev|er|indstilles|ønskes|derfor)\s){0,3}+"
    r"(?:fjerne|afskaffe|nedlægge|nedlagt|spare|beskære|beskåret|skære|skåret|inddrage|bortfalde|annullere|sløjfe|udgå)\p{L}{0,3}+"
    r"(?!\s(?:med|til)\s(?:ca\.\s)?\d)",
    regex.IGNORECASE,
)
_CUT_FROM = regex.compile(
    r"\b(?:skær(?:es|e|er)|skåret|tages|hentes|spar(?:es|e|er)|findes\sbesparelser\p{L}*|fjernes)\s(?:der\s|derfor\s|årligt\s|for\s|på\s)*"
    rf"{ABOUT}\Z",
    regex.IGNORECASE,
)
_CUT_BEHIND = regex.compile(
    r"\s(?:årligt\s)?(?:i|af|fra|på|ud\saf)\s(?:\p{L}+\s){0,3}?\p{L}*(?:pulje|budget|ramme|bevilling|reserve|konto)\p{L}*", regex.IGNORECASE
)


def kind_of(words: Sequence[KindWord], sentence: str, start: int, end: int, following: int) -> MoneyKind | None:
    """The kind of the sum at start:end; `following` is where the next sum begins. None where no word tells it."""
    before = [each for each in words if each.to <= start]
    last = before[-1] if before else None
    if (last is None or last.kind is MoneyKind.ALLOCATED) and _is_taken_away(sentence, start, end, following):
        return MoneyKind.SAVED
    if last is not None and last.kind is MoneyKind.ALLOCATED and _NEGATIVE.search(sentence, max(last.at - len("negative "), 0), start + 1):
        return MoneyKind.SAVED
    if last is not None and last.kind is MoneyKind.ALLOCATED and _PAID_BY_ANOTHER.match(sentence, end, following):
        return MoneyKind.INCOME
    # of "tilskuddet på 90.000 kr. er afsat" what stands behind tells more
    if last is not None and last.kind is MoneyKind.OTHER and last.word.endswith(GRANTS):
        return told if (told := _kind_behind(words, sentence, end, following)) in _GIVEN_OR_CUT else last.kind
    if last is not None:
        lowers = last.word.startswith(_LOWERS)
        return MoneyKind.OTHER if lowers and _NOT_LOWERED_BY.search(sentence, last.to, start) else last.kind
    return MoneyKind.ALLOCATED if _RIGHT_BEHIND.match(sentence, end, following) else _kind_behind(words, sentence, end, following)


def _kind_behind(words: Sequence[KindWord], sentence: str, end: int, following: int) -> MoneyKind | None:
    behind = [each for each in words if end <= each.at <= min(end + _REACH_BACK, following) and not _NOT_BEHIND.match(each.word)]
    return behind[0].kind if behind and not _NEXT_THOUGHT.search(sentence, end, behind[0].at) else None


def _is_taken_away(sentence: str, start: int, end: int, following: int) -> bool:
    cut = _CUT_BEHIND.match(sentence, end, following) and _CUT_FROM.search(sentence, max(start - 60, 0), start)
    return bool(cut or _TAKEN_AWAY.match(sentence, end, following))


def lowered(words: Sequence[KindWord], sentence: str, previous: int, start: int) -> MoneyKind | None:
    """The kind of a sum by which something is lowered: an income that is lost, else a saving; None for any other sum."""
    match = _LOWERED_BY.search(sentence, max(previous, start - _LONGEST_PHRASE), start)
    if match is None:
        return None
    subject = [each for each in words if previous <= each.at and each.to <= match.start()]
    if subject and subject[-1].kind in (MoneyKind.INCOME, MoneyKind.LOST_INCOME):
        return MoneyKind.LOST_INCOME
    return MoneyKind.OTHER if match["verb"].casefold().startswith("fald") else MoneyKind.SAVED


# A sentence that goes on with the thought before: it begins with its sum, draws a conclusion, or says what is delivered of it
_CONTINUES = regex.compile(
    r"[\s•*–-]*(?:(?:Dermed|Således|Herved|Derved|Det\svil\ssige|Der\s(?:er|bliver|vil\svære)\s(?:således|dermed|herefter|derfor))\b|.{0,60}\blever(?:e|er|es|et|ede)\b)",
    regex.IGNORECASE,
)


def continues(sentence: str, start: int) -> bool:
    """Whether the sum at `start` is told as part of the thought of the sentence before."""
    return not sentence[:start].strip(" -•*–(") or _CONTINUES.match(sentence, 0, start) is not None


def lead_in_kind(line: str) -> MoneyKind | None:
    """What the money of the lines below is, by the line that announces them: 'vil der blive tilført følgende beløb:' → afsat."""
    words = kind_words(line)
    return words[-1].kind if words else None
