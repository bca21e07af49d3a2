"""The words that decide, refuse, hedge and tell whose they are: patterns of the Danish of decisions, for the grammar that reads clauses."""

from __future__ import annotations

from typing import NamedTuple

from parsers.model import late_regex as regex
from parsers.model.records import Outcome

__all__ = [
    "AGREED",
    "AGREED_ALONE",
    "AND_DECIDES",
    "ASIDE",
    "ATTRIBUTE",
    "BARE",
    "BEFORE_WHOM",
    "BESIDE",
    "BY_OTHERS",
    "BY_THE_WAY",
    "CAN",
    "CLAUSE",
    "COMPLEMENT",
    "CONDITIONAL",
    "DECIDER",
    "DECIDES_POINT",
    "EARLIER",
    "EXCEPT",
    "EXCEPTED",
    "FIRMNESS",
    "FIRST_PERSON",
    "GOES_ON",
    "HEDGED",
    "HEREAFTER",
    "INNER",
    "INSTEAD",
    "ITEM_NUMBER",
    "LONGEST",
    "MAJORITY",
    "MAY",
    "MINORITY",
    "MINORITY_FIRST",
    "MOTION_TURNS",
    "MOVED_ITEM",
    "NEGATION",
    "NOT_BY",
    "NOT_DECIDING",
    "NO_MAJORITY",
    "OF_ALL",
    "OF_A_MOTION",
    "OF_THE_MOTION",
    "OTHERS_FIRST",
    "OTHER_MATTER",
    "OWN_MATTER",
    "PARTY",
    "PERFECT",
    "PERMITTED",
    "PERSON",
    "PROPOSAL",
    "PROPOSED",
    "QUOTED",
    "REFUSED",
    "RELATIVE",
    "RESOLVED",
    "SAME_DECIDER",
    "SAME_SUBJECT",
    "SENTENCE_END",
    "SENT_BACK",
    "SENT_WITH_REMARK",
    "STATEMENT",
    "STEPS",
    "SUBJECT",
    "TAKEN_BACK",
    "THAT",
    "THEN",
    "THE_AGENDA",
    "TURNED",
    "UNLESS",
    "VERBS",
    "VOTED",
    "VOTED_DOWN",
    "VOTES",
    "WISHES",
    "WISHING",
]

_I = regex.IGNORECASE


class Verb(NamedTuple):
    """One way to say an outcome: passive needs no subject, active needs one that decides."""

    outcome: Outcome
    passive: regex.Pattern[str]
    active: regex.Pattern[str]


def _verb(outcome: Outcome, passive: str, active: str) -> Verb:
    return Verb(outcome, regex.compile(rf"\b(?:{passive})\b", _I), regex.compile(rf"\b(?:{active})\b", _I))


_NOTED = r"(?:til\s(?:efterretning|orientering)|ad\snotam)"
_ELSEWHERE = r"(?:tilbage|retur|videre|til\s(?:fornyet\s|realitets|politisk\s)?behandling|til\s\p{L}*(?:udvalget|byrådet|bestyrelsen))"
_NOT = r"(?:ikke|ej)"
_IS = rf"(?:blev\s|er\s|kan\s|kunne\s|desværre\s|{_NOT}\s)*"  # between a subject and its participle
_FAR = r".{0,300}"  # characters: as far as the words of one clause stand apart
_RECEIVER = (
    r"\p{L}*(?:udvalg(?:et)?|byrådet|bestyrelsen|budget\p{L}*|forhandlinge\p{L}*|magistraten|forvaltningen|administrationen|behandling)\b"
)
_PERMIT = r"(?:dispensation|\p{L}{0,30}tilladelse|godkendelse|tilsagn|samtykke)(?:e?[nt])?"
_THE_CASE = r"(?:indstilling|(?:medlems)?forslag|sag|punkt|pkt|ansøgning)\w*"
VERBS = (
    _verb(
        Outcome.APPROVED,
        r"godkend(?:t|t?es)|tiltr(?:ådt|ådtes|ædes)|vedt(?:aget|ages|oges)|bevil(?:li)?ge(?:t|s|des)|imødekomme[ts]|bifald(?:et|es)"
        rf"|(?:indstilling\w*|(?:forvaltning|administration|direktion)ens\sforslag)\s{_IS}(?:fulgt|følges)|tilsluttet|tilsluttes|tage[ts]\s(?:{_NOT}\s)?til\sfølge"
        r"|\A\W*(?:besluttet\s)?(?:som\sindstillet|i\soverensstemmelse\smed\s(?:\p{L}+\s)?indstilling\w*)"
        rf"|{_PERMIT}\s{_IS}(?:meddeles|meddelt|gives|givet)"
        rf"|(?:meddel(?:es|t)|giv(?:es|et))\s(?:{_NOT}\s)?(?:en\s)?{_PERMIT}"
        rf"|ansøgning\w*\s{_IS}støttes",
        r"godkend(?:te|er|e)|tiltr(?:ådte|æder|æde)|vedt(?:og|ager|age)|bevil(?:li)?g(?:ede|er|e)|imødekom(?:mer|me)?|bifald(?:t|er|e)"
        rf"|(?:følger?|fulgte)\b{_FAR}\bindstilling\w*|tilslutte(?:r|de)?\ssig\b(?={_FAR}\b{_THE_CASE})|(?:giver?|gav|meddel(?:er|te|e))\s(?:{_NOT}\s)?(?:en\s|den\sansøgte\s)?{_PERMIT}"
        r"|støtte(?:r|de)?\s(?:ikke\s)?ansøgning\w*",
    ),
    _verb(
        Outcome.NOTED,
        rf"(?:tage[ts]|toges)\b{_FAR}?\b{_NOTED}|\A\W*(?:{_NOT}\s)?{_NOTED}|\borientering\w*\s(?:blev\s|er\s)?taget\W*\Z",
        rf"(?:tog|tager?)\b{_FAR}?\b{_NOTED}",
    ),
    _verb(
        Outcome.RECOMMENDED,
        r"anbefale(?:t|s|des)|(?<!\b(?:som|positivt|negativt|velvilligt|kritisk)\s)indstille(?:t|s|des)(?!\spå\b)|med\s(?:\p{L}+\s)?anbefaling|(?:frem|over|videre)sendes\stil\s\p{L}+s\s(?:godkendelse|vedtagelse)",
        r"anbefal(?:er|ede|e)|indstill(?:er|ede|e)",
    ),
    _verb(Outcome.NOT_RECOMMENDED, r"fraråd(?:es|et)", r"fraråd(?:er|ede)"),
    _verb(
        Outcome.POSTPONED,
        r"udsat(?:tes)?(?!\sfor\b)|udsættes|udsk(?:udt|ydes)(?!\stil\s(?:19|20)\d\d)|(?<!\bkan\s)genoptages|\A\W*genforelægges"
        rf"|{_THE_CASE}\s(?:blev\s)?genforelægges|(?:sættes|sat|stilles|stillet)\si\sbero|(?:overgår|overføres|overført)\stil\s(?:et\s)?(?:næste|kommende|senere)\smøde",
        r"udsatte\s(?:sagen|punktet|behandlingen|beslutningen)|udsætte|udskød|udskyder?|udskyde\s(?:sagen|punktet|behandlingen|beslutningen)",
    ),
    _verb(Outcome.DISCUSSED, r"drøftet|drøftedes|drøftes(?!\s(?:på|ved|videre|i|igen|senere))", r"drøftede"),
    _verb(
        Outcome.FORWARDED,
        rf"oversend(?:t|es|tes)|videresend(?:t|es)|tilbagesend(?:t|es)|hjemvis(?:t|es)|send(?:t|es)\b{_FAR}\b{_ELSEWHERE}|{_THE_CASE}\sgår\s(?:videre|tilbage|retur)\stil"
        rf"|(?:\A\W*|{_THE_CASE}\s(?:blev\s|er\s)?)(?:henvis|fremsend)(?:t|es)\stil\s(?:\p{{L}}[\p{{L}}-]*\s){{0,4}}?{_RECEIVER}",
        rf"oversend(?:te|er|e)|(?:tilbage)?send(?:te|er|e)\b{_FAR}\b{_ELSEWHERE}|tilbagesende",
    ),
    _verb(
        Outcome.NOT_APPROVED,
        rf"afvis(?:t|t?es)|forkaste(?:t|s|des)|\A\W*afslag(?=\W*\Z)|{_THE_CASE}\b{_FAR}\b(?:faldt|er\s(?:dermed\s|hermed\s)?faldet)|\A\W*faldt|\A\W*falder(?=\W*\Z)|nedstemt|stemt\sned|afslå(?:et|s)"
        rf"|(?:giv(?:es|et)|meddel(?:t|es))\safslag|{_PERMIT}\s(?:blev\s)?nægte[ts]",
        rf"fasthold(?:t|te|er|e)\s(?:sit\s)?afslag(?:et)?|afvis(?:te|er|e)|forkast(?:ede|er|e)|afsl(?:og|år|å)|(?:sige?r?|sagde)\snej\stil\s{_THE_CASE}|(?:gav|giver?|meddel(?:te|er|e))\safslag",
    ),
    _verb(
        Outcome.WITHDRAWN,
        rf"\A\W*udg(?:år|ået|ik)|{_THE_CASE}\b{_FAR}\budg(?:år|ået|ik)|tage[ts]\saf(?:\sdagsordenen)?|{_THE_CASE}\b{_FAR}\b(?:trukket|trækkes)|\A\W*(?:trukket|trækkes)"
        rf"|{_THE_CASE}\b{_FAR}\btrak|\btrak\b{_FAR}\b{_THE_CASE}"
        rf"|\A\W*bortfald(?:t|er|et)|{_THE_CASE}\b{_FAR}\bbortfald(?:t|er|et)|aflyst|frafaldet",
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
    r"(?<!-|\bat),\s*(?=\p{L}|\(\p{Lu}{1,3}\)\s|\d{1,2}\.?\sat\b|\d{1,2}\smedlem)(?!(?:\p{Lu}[\p{L}.-]+\s){2,4}\(\p{Lu}{1,3}\))|\s(?=(?:idet|mens|men|dog|hvor(?:efter|ved|med|for)|bortset\sfra|undtagen|med\sundtagelse\saf|på\snær|minus|eksklusive?|uden\sp(?:un)?kt)\b)"
    r"|\s(?=som\s(?!indstillet|foreslået|oplæg)|(?<!\bat\s)der\s)"
    r"|\s(?=med\s(?:\p{L}+\s)?(?:bemærkning|tilføjelse|tilkendegivelse|ønske|opfordring|kommentar|præcisering|note)\w*(?!\s(?:godkend|anbefal|tiltr)))"
    r"|\s(?=under\sforudsætning|\bforudsat\b)|\s(?=om\sat\s)|[:;]\s+",
    _I,
)
# "Byrådet følger ikke udvalget og godkender indstillingen": what the same subject decides besides
AND_DECIDES = regex.compile(
    r"\s(?=og\s(?:godkend(?:er|te)|tiltr(?:æder|ådte)|vedt(?:ager|og)|anbefal(?:er|ede)|indstill(?:er|ede)|afvis(?:er|te)|forkast(?:er|ede)"
    r"|uds(?:ætter|atte)|(?:over|tilbage)?send(?:er|te)|tog|tager)\b)",
    _I,
)
COMPLEMENT = regex.compile(r"(?:og\s|om\s)?at\b", _I)
INNER = regex.compile(r"\sat\b", _I)
GOES_ON = regex.compile(r"(?!(?:og|men|mens|samt|dog|idet)\b)", _I)
BESIDE = regex.compile(
    r"(?:idet|da|fordi|såfremt|hvis|når|inden|før|så|således|selv\s?om|hvor\p{L}*|hvilke\p{L}*|hvem|hvad|som|der|med|under|indtil|til(?=\s\p{L}*(?:udvalget|rådet|bestyrelsen)\s)"
    r"|forudsat|dog\s(?:således|uden)|efter|om|med\smindre)\b",
    _I,
)
SAME_SUBJECT = regex.compile(r"(?:men|og)\s\p{L}+(?:ede|te|er)\b", _I)  # "(A) undlod at stemme, men tilsluttede sig forslaget"
HEREAFTER = regex.compile(r"hvorefter\b", _I)
EXCEPT = regex.compile(
    r"(?:bortset\sfra|undtagen|undtaget|med\sundtagelse\saf|på\snær|minus|eksklusive?|uden|(?:dog\s|men\s)?(?:ikke|ej))\b", _I
)
# "Pkt. 333 udsættes", "idet punkt 4 udgår af dagsordenen": items of the agenda, no points of the recommendation
ITEM_NUMBER = regex.compile(r"\bp(?:un)?kt\.?\s(?:nr\.?\s)?\d{3,}\b", _I)
THE_AGENDA = regex.compile(r"\W*(?:tillægs)?dagsordenen\b", _I)  # whose points are its items
MOVED_ITEM = regex.compile(r"\b(?:p(?:un)?kt|sag)\.?\s(?:nr\.?\s)?\d+\b.{0,60}\b(?:af|på|fra|til)\sdagsordenen\b", _I)
DECIDES_POINT = regex.compile(r"\b(?:ikke|ej|godkend|tiltr[æå]d|vedtag|vedtog|bevil|imødekom|anbefal|afvis|forkast|udsæt|udsat|udsk)", _I)
EXCEPTED = regex.compile(r"\b(?:undtage[nts]|udgår)\b", _I)  # "Godkendt, punkt 2 undtaget"
NOT_BY = regex.compile(
    r"(?:dog\s|men\s)?(?:ikke|ej)\s(?:i|af)\s\p{L}*(?:udvalget|rådet|bestyrelsen|forvaltningen)\W*\Z", _I
)  # "Godkendt, men ikke i Byrådet"
RELATIVE = regex.compile(r"(?:der|som)\b", _I)

# "Tilbagesendes til afdelingen med bemærkning, at byrådet har vedtaget …": the remark tells what was decided
SENT_WITH_REMARK = regex.compile(r"\W*(?:tilbage|frem|over)send(?:es|t)\b[^.]*?\bmed\s(?:den\s|følgende\s)?bemærkning,?\sat\s", _I)
# Whose "ikke" or party is none of the decision: how some voted, who was away, what was not reached
BY_THE_WAY = regex.compile(
    r"\b(?:ingen|0)\s(?:stemte\s|stemmer\s)?(?:imod|undlod)\b|\b\d{1,2}\s(?:medlemmer\s)?stemte\sikke\b|\bi?mod\s(?:\p{L}+\s){0,2}\p{L}+['’]?s?\sstemmer\b"
    r"|\bdeltog\sikke\b|\b(?:nåedes\sikke|blev\sikke\snået)\b",
    _I,
)
_VOTERS = r"(?:\s\(\p{Lu}{1,3}(?:(?:,\s?|\sog\s|\+)\p{Lu}{1,3})*\))?"
_VOTES = rf"(?:\d{{1,2}}|én|en|to|tre|fire|fem|seks|syv)(?:\sstemmer?)?(?:\s(?:for|i?mod))?{_VOTERS}"
# How many were for and against is none of what was decided: "med 13 stemmer for (A, B), 10 imod (V) og 2 hverken for eller imod (Ø)"
VOTES = regex.compile(
    rf"\s(?:med\s(?:stemmerne\s)?{_VOTES}(?:,|\sog|\si?mod)\s{_VOTES}(?:(?:,|\sog)\s\d{{1,2}}\s(?:hverken\sfor\s(?:eller|og)\simod|undlod(?:\sat\sstemme)?){_VOTERS})?"
    rf"|i?mod\s(?:\d{{1,2}}|én|en|to|tre|fire|fem|seks|syv)\sstemmer?{_VOTERS})(?=[\s.,;]|\Z)(?!,?\s\d)",
)
SAME_DECIDER = regex.compile(r"men\s(?=(?:kan|kunne|\p{Ll}+(?:te|er|[åo]g))\s)")  # "… godkendte ikke punkt 1, men godkendte punkt 2"
UNLESS = regex.compile(r"\W*med\s?mindre\b", _I)
CONDITIONAL = regex.compile(r"\W*(?:hvis|såfremt|når|med\s?mindre)\b", _I)  # "Såfremt der findes penge, godkendes planen."
NEGATION = regex.compile(r"\b(?:ikke|ej|ingen|hverken|aldrig|undl(?:od|ader)\sat|afst(?:od|år)\sfra\sat|afslog\sat|nægtede\sat)\b", _I)
# "den ikke godkendte plan"
ATTRIBUTE = regex.compile(r"\b(?:den|det|de|en|et)\s(?:ikke|ej)\s\p{L}+e\b|\b(?:den|de)\s(?:godkendte|tiltrådte|vedtagne)\b", _I)
HEDGED = regex.compile(
    r"\bnåede\sikke\sat\b(?!\sblive)|\bfrem\sfor\s\p{L}*indstilling|\bendnu\W*\Z|\bhalvdelen\b|\bikke\s(?:kun|blot|alene|mindst|længere|enstemmigt?)\b|\bførst\W*\Z|\bintet\b|\b(?:ikke|u)\s?enige?\b|\bikke\b.*\benige?\b|\bdelvist?\b|[\"”“]\p{L}[\"”“]|\?"
    r"|\A(?:hvis|såfremt|når|inden|før)\b",
    _I,
)
# What stands before a verb that decides nothing: "skal godkendes", "nægtes godkendt", "ønsker indstillingen godkendt", "forventes vedtaget"
NOT_DECIDING = regex.compile(
    r"\b(?:(?:alene|kun)(?!\sp(?:un)?kt)|næppe|næsten|langt\s?fra|nægte[rst]?|undlade|(?:med|mod|imod|uden)\sat|droppe|mangle\w*|sige[rs]?\snej|have"
    r"|skal|skulle|bør|burde|vil(?!\sikke\b)|ville(?!\sikke\b)|må|måtte|ønske[rst]?(?!\sikke\sat\b)|ønskede(?!\sikke\sat\b)|foresl(?:år|og|ås)|forvente[rs]|opfordre[rs]?|opfordrede|beder|bad"
    r"|bemærke(?:de|r|s)|oplys(?:te|es|er)|orientere(?:de|r)|spurgte|undersøge[rs]?|afvente[rs]?|forudsætter|mener|mente|drøftelse|havde|anses|betragtes|søge[rs]?|ser\sgerne|tidligst|endnu|folketinget)\b",
    _I,
)
RESOLVED = regex.compile(r"\b(?:beslutte(?:de|des|r|s|t))\W*\Z", _I)
THAT = regex.compile(r"\s*at\s(?!.*\bat\b)", _I)
# Whose infinitive decides: behind any other "at", as in "er imod at godkende", it does not
MAY = regex.compile(
    r"\b(?:kan|kunne|besluttede[s]?|beslutter|besluttet|valgte|vælger|enig\w*|vedtog|undlod|afslog|afst(?:od|år)\sfra"
    r"|nægtede|nåede|indstillet\spå|tilslutte\w*|nødsaget\stil|(?:ønske(?:r|de)|vil(?:le)?)\sikke|ikke\s(?:muligt|(?:mulighed|grundlag)\sfor|anledning\stil|i\sstand\stil)"
    r"|(?:flertal|stemning)\sfor|flertal\w*\sstem(?:te|mer)\sfor|(?:opbakning|tilslutning)\stil)\b|\A\W*at\b",
    _I,
)
# "Kan godkendes, hvis naboerne er enige", "Byrådet har den 3. maj godkendt planen", "godkendt på mødet den 3. maj", "Naboerne har godkendt"
CAN = regex.compile(r"\bk(?:an|unne)\b", _I)
PERFECT = regex.compile(r"\b(?:har|havde)\s(?:\p{L}+\s){0,3}?\Z", _I)
EARLIER = regex.compile(
    rf"\b(?:har|havde)\s(?:den\s\d|i\s(?:{_MONTH}|(?:19|20)\d\d))|\b(?:er|blev|har|havde|var)\s(?:\p{{L}}+\s)?tidligere\s"
    rf"|\bpå\s(?:sidste|forrige|seneste)\smøde\b|\A\W*på\s(?:\p{{L}}+\s){{0,2}}mødet?\s(?:den|d\.|i)\s|\b(?:blev|har|havde|var)\b.{{0,80}}\b(?:på|i)\s(?:\p{{L}}+\s){{0,2}}mødet?\s(?:den|d\.|i)\s",
    _I,
)
_OTHERS = (
    r"(?:\p{L}*(?<!be)styrelsen|\p{L}*minist\p{L}+|region(?!sråd)\p{L}*|staten|revision\p{L}*|folketinget"
    r"|(?:nabo|ejer|bygherre|ansøger|beboer|borger(?!mester|repræsentation)|lodsejer)\p{L}*)\b(?<!udvalg(?:et)?)"
)
BY_OTHERS = regex.compile(rf"\saf\s(?:\p{{L}}+\s)?{_OTHERS}", _I)
SUBJECT = regex.compile(r"\p{L}(?<!\bde[tn]?)\s\Z", _I)  # "det indstillede" is nobody's recommending
OTHERS_FIRST = regex.compile(rf"\W*{_OTHERS}", _I)
THEN = regex.compile(rf"(?<!\btil\s(?:et\s)?mødet?\s)\b(?:(?:den|d\.)\s\d{{1,2}}\.|i\s(?:{_MONTH}|(?:19|20)\d\d))", _I)

MAJORITY = regex.compile(r"\b(?:flertal\w*|enig\w*|enstemmig\w*|samtlige|hele\sudvalget)\b", _I)
# One of a list that the recommendation does not number
PROPOSAL = regex.compile(r"\b(?:forslag\s|(?:alternativ|ansøgning)\s(?:nr\.?\s)?)\d", _I)
MINORITY = regex.compile(r"\bmindretal\w*", _I)
MINORITY_FIRST = regex.compile(r"\W*(?:et|mindretallet)\b(?:\smindretal\b)?(?<=mindretal|mindretallet)", _I)
DECIDER = regex.compile(
    r"\b(?!(?:senior|ældre|handicap|ungdoms|elev|integrations|bruger|lokal)råd)"
    r"(?:\p{L}[\p{L}-]*(?:udvalg(?:et)?|råd(?:et)?|bestyrelsen?|nævn(?:et)?|magistrat(?:en)?|repræsentation(?:en)?|kommission(?:en)?)|udvalg(?:et)?|magistraten|flertal(?:let)?|rådet|ingen|man|mødet|forsamlingen|på\s\p{L}+s\svegne)\b",
    _I,
)
PARTY = regex.compile(
    r"\(\p{Lu}{1,3}[\d-]*\)|\b[Gg]ruppen?\s\p{Lu}{1,3}\b|\b\p{Lu}{1,3}-gruppen\b|\b\p{Lu}\p{L}*(?:listen|partiet|[Ff]olkeparti|alliancen?)\b|\b(?:Venstre|Socialdemokrati\p{L}*"
    r"|Konservative\p{L}*|SF|Alternativet|Radikale|Moderaterne|Danmarksdemokraterne|løsgænger\w*)\b|\b[Ll]iste\s\p{Lu}{1,2}\b|\A\(?\p{Lu}{1,3}\)?(?:(?:,|\sog)\s\(?\p{Lu}{1,3}\)?)*\s(?:kan|kunne|stem)"
)
PERSON = regex.compile(r"\A\W*\p{Lu}\p{Ll}+(?:[\s-]\p{Lu}\.?\p{Ll}*)*\s\p{Lu}\p{Ll}+\b")
VOTED = regex.compile(
    r"\b(?:stem(?:te|mer)\s(?:for|imod|nej|ja|hverken|ikke)|undlod|undlader|(?:tog|tager)\sforbehold|der\sblev\sstemt|sat(?:tes)?\s(?:til|under)\safstemning)\b"
    r"|\A\W*(?:(?:For|Imod|Undlod)(?:\s(?:indstillingen|\p{L}*forslaget|punktet|p(?:un)?kt\.?\s\d+))?(?:\sstemte\b|\s?:)|Imod\b|Undlod\b|Undlader\b|Afstemning(?:stema)?\W*\Z)",
    _I,
)
VOTED_DOWN = regex.compile(r"\bflertal\w*\s(?:\p{L}+\s){0,4}?stem(?:te|mer)\simod\b", _I)
NO_MAJORITY = regex.compile(
    rf"\b(?:ikke|ingen)\s(?:stemning|opbakning|tilslutning)\s(?:for|til)\s{_THE_CASE}|\bn(?:ød|yder)\sikke\sfremme\b"
    r"|\b(?:ikke|intet)\s(?:et\s|noget\s)?flertal\sfor\b|\bikke\s(?:opnås|opnået|skabes)\s(?:et\s)?flertal\b"
    r"|\bopnåede\s(?:ikke|intet|ingen)\s(?:et\s)?(?:flertal|tilslutning)\b",
    _I,
)
OTHER_MATTER = regex.compile(
    r"\b(?:udsættelse(?:n)?|ændringsforslag\w*|modforslag\w*|mindretalsudtalelse\w*|(?<!\b(?:med|uden|følgende|denne|disse|en|den)\s|\bmed\sde\s(?:faldne|fremsatte)\s)bemærkning(?:en|er|erne)?"
    r"|høringssvar\w*|udsættelsesforslag\w*|forslag\w*\s(?:om\s(?:at|udsættelse|tilbagesendelse|oversendelse|afvisning|afslag|forkastelse)|fra)|\p{L}+s\sforslag(?=\som\b)|tilføjelse\w*)\b",
    _I,
)
TURNED = regex.compile(
    r"\b(?:ikke|ej|ingen|sige[rs]?\snej|nægt\w*|undlad\w*(?=\s(?:at\s)?(?:godkend|tiltr|vedt))|afvis\w+|afslag|afslå\w*|forkast\w*|udsæt\w*|udskyd\w*|oversend\w*|bortfald\w*)\b",
    _I,
)
# What somebody proposed is what the next "Forslaget" or "Det" tells of: "A foreslog, at sagen udsættes. Forslaget faldt."
_MOTION = r"(?:[\p{L}-]+\s){0,4}?\p{L}*forslag"
PROPOSED = regex.compile(
    rf"(?<!\b(?:forvaltning|administration|direktion)en\s)\b(?:foresl(?:og|år)\b|(?:stille|fremsatte|fremsætte)(?:de|r)?\s{_MOTION}\b|der\s(?:var|blev\s(?:stillet|fremsat))\s{_MOTION}\b)"
    r"|\b\p{L}*forslag\w*\s(?:fra|stillet\saf)\s[^:]{1,60}:",
    _I,
)
OF_A_MOTION = regex.compile(r"\W*(?:\d{1,2}[.)]\s)?at\s", _I)  # "Liste A stillede ændringsforslag:", and below it "At punkt 2 udgår."
# What stands below is somebody's own: "Liste A ønsker ført til protokols:", "Mindretalsudtalelse fra Liste A:"
STATEMENT = regex.compile(
    r"\b(?:protokol(?:tilførsel|lat|lering)(?:en|er)?|mindretalsudtalelsen?|særudtalelse|til\sprotokol(?:s|len|lat))\b[^.]*:", _I
)
FIRST_PERSON = regex.compile(r"\W*(?:vi|jeg)\b", _I)  # "Vi kan ikke godkende planen."
OF_THE_MOTION = regex.compile(r"\W*(?:det|dette|forslaget|hvilket)\b(?!\s(?:indstille|foreslå))", _I)
MOTION_TURNS = regex.compile(rf"{TURNED.pattern}|\b(?:tilbage|retur|udgår|genoptage[rs]?|nedlægge[rs]?)\b", _I)
OF_ALL = regex.compile(r"\b(?:indstillingen|øvrige?|resten|sagen|samlet|samlede|helhed)\b", _I)
AGREED_ALONE = regex.compile(r"\W*(?:dette\s|det\s)?(?:blev\s|enstemmigt\s)*(?:godkendt|vedtaget|tiltrådt)\W*", _I)
# "anbefaler, at godkendelsen trækkes tilbage" recommends no approval
TAKEN_BACK = regex.compile(r"\b(?:træk(?:ke[rs]?|kes)\b.{0,60}\btilbage|tilbagekald\w*|annuller\w*)", _I)
SENT_BACK = regex.compile(
    rf"\b{_THE_CASE}\s(?:\p{{L}}+\s){{0,2}}?(?:sendes\s(?:tilbage|retur)|tilbagesendes|hjemvises|oversendes)"
    rf"|\bsende\s{_THE_CASE}\s(?:tilbage|retur)|\b(?:tilbagesende|hjemvise|oversende)\s{_THE_CASE}",
    _I,
)
_AGREED = r"(?:godkend|tiltr[æå]d|vedtag|bevil|imødekom|følges?\b|til\sefterretning)"
AGREED = regex.compile(rf"\b{_AGREED}", _I)
PERMITTED = regex.compile(rf"\b(?:meddeles|gives|meddele|give)\s(?:en\s)?{_PERMIT}", _I)
INSTEAD = regex.compile(r"(?!.*\b(?:indstilling|øvrig|rest|p(?:un)?kt)).*\bat\s", _I)  # "Udvalget godkendte at ordning b indføres."
OWN_MATTER = regex.compile(
    r"\b(?:indstilling\w*|forslag\w*|sag(?:en|er|erne)?|planen?|punkt\w*|pkt|ad|det|den(?=\W*\Z|\s(?:til|overfor)\b))\b", _I
)
WISHING = regex.compile(
    r"(?:\p{Lu}?\p{L}*(?:udvalget|råd|rådet|bestyrelsen)\s)"
    r"(?:ønske[rs]?|ønskede|bemærke[rs]?|bemærkede|beder|opfordrer|takker|finder|mener)\b(?!\sikke\s(?:at|grundlag|anledning|mulighed)\b)",
    _I,
)
# "anbefales", "anbefales med bemærkning", "anbefaler overfor Byrådet": no word of what, so it is the recommendation
BARE = regex.compile(
    r"(?:frem|over|videre)sendes\s.*|(?:anbefal|indstil)\w*(?:\s(?:til|overfor|enstemmigt|af|et|over)\b[^,]*)?\W*|med\s.*", _I
)
WISHES = regex.compile(
    r"\b(?:ønsker?|ønskes|ønskede|beder|bad|opfordrer|bemærke[rs]?|bemærkede|takker|takkede|pålægger|anmoder"
    r"|understreger|finder|mener|vedlægges|vedlagt)\b",
    _I,
)
