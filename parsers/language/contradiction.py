"""A smiley and the note beside it in, the sentence of the note that says otherwise out.

Hard of hearing on purpose: a word counts only where it can hardly mean anything else. "udsatte borgere", "er ikke forsinket" and
"hvis planen ikke er vedtaget" say nothing, and a note says "done" only when each of its sentences does.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from parsers.model import late_regex as regex
from parsers.model.records import Smiley

__all__ = ["Cue", "contradiction"]


class CueKind(StrEnum):
    LATE = "late"  # late or postponed
    NOT_DONE = "not_done"
    DONE = "done"


class Cue(NamedTuple):
    """What the note says, and the sentence of it that says so, as printed."""

    kind: CueKind
    words: str


BAD = frozenset({Smiley.MIDDLE, Smiley.SOUR, Smiley.MIDDLE_OR_SOUR})

REACHED = r"""(?: gennemførte? | udførte? | færdig | færdige | færdiggjorte? | afslutte[dt]e? | nået | opfyldte? | realiseret
    | implementeret | udarbejdet | etableret | vedtaget | godkendte? | taget\s+i\s+brug )"""
# Steps on the way: not to have taken one is to be late, to have taken one is not yet to be done.
STEP = r"""(?: begyndt | påbegyndt | igangsat | iværksat | forelagt | fremlagt | præsenteret | behandlet | besluttet | truffet | afholdt
    | indgået | ansat | leveret | offentliggjort | kommet\s+i\s+gang )"""
IS = r"(?: er | blev | bliver | blevet )"
YET = r"(?: (?: endnu | blevet | været | fuldt | helt ) \s+ ){0,2}"

LATE = regex.compile(
    rf"""
    \b forsink (?: et | ede | else | elsen | elser ) \b
    | \b (?: udskudte? | udskydes? | udskød ) \b (?! \s+ (?: ca\.\s+ )? \d )        # "udskudt 1 mio. kr." is the money
    | \b (?: udsættes? | udsat ) \s+ (?: til | indtil | på\s+grund | pga | grundet ) \b  # "udsættes for", "udsatte borgere" are not
    | (?: \b {IS} | \A ) \s* udsat \s* [.,;]
    | \b forventes \s+ (?: nu \s+ )? først \b
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
NOT_DONE = regex.compile(
    rf"""
    (?: \b {IS} \s+ (?: endnu \s+ )? | \b har \s+ | \A ) ikke \s+ {YET} (?:{REACHED}|{STEP}) \b
    | \b ikke \s+ (?: endnu \s+ )? (?: {IS} | har ) \s+ {YET} (?:{REACHED}|{STEP}) \b
    | \b (?: nås | opnås | gennemføres | realiseres | lykkedes | lykkes ) \s+ ikke \b
    | \b {IS} \s+ (?: aflyst | opgivet | sat\s+i\s+bero | sat\s+på\s+pause ) \b
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
DONE = regex.compile(rf"\b {IS} \s+ (?: (?: nu | hermed | blevet ) \s+ )? {REACHED} \b", regex.VERBOSE | regex.IGNORECASE)

# "Plan for udmøntningen fastlægges efter mødet": what the milestone names is to come yet. The sentence begins with it, and soon says so.
TO_COME = regex.compile(
    r"""\A (?P<subject> \w{3,} ) \b (?: \s+ \w+ ){0,6}? \s+
    (?: fastlægges | udarbejdes | forelægges | fremlægges | behandles | præsenteres | drøftes | besluttes | godkendes | vedtages
      | afholdes | igangsættes | iværksættes | gennemføres | etableres | færdiggøres | indgås | afsluttes )
    \s+ (?: \w+ \s+ ){0,2}? (?: efter | senere | når | først | herefter ) \b""",
    regex.VERBOSE | regex.IGNORECASE,
)

TAKEN_BACK = regex.compile(r"\b(?:ikke|længere|ingen|uden|trods|var|undgå|risiko for)\s+(?:en\s+|at\s+)?\Z", regex.IGNORECASE)
SUPPOSED = regex.compile(r"\b(?:hvis|såfremt|medmindre|hvorvidt|i tilfælde af)\b", regex.IGNORECASE)
PENDING = regex.compile(
    r"""\b (?: ikke | endnu | men | dog | forvente\w* | afvente\w* | skal | vil | mangler | udestår | pågår | fortsat | planlagt\w*
    | når | først | delvist? | i\s+gang | herefter | senere ) \b""",
    regex.VERBOSE | regex.IGNORECASE,
)
SENTENCE_END = regex.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])|\n+")


def contradiction(smiley: Smiley | None, note: str | None, milestone: str | None = None) -> Cue | None:
    """The sentence of `note` that says late, postponed or not done beside a glad smiley, or done beside a bad one; else None.

    `milestone` is the text that the note is about: where it is a plan, a plan that is to be made is not done.

    >>> contradiction(Smiley.GLAD, "Udvalget er orienteret. Analysen er ikke gennemført.").words
    'Analysen er ikke gennemført.'
    """
    if not note or smiley is None:
        return None
    said = [sentence.strip() for sentence in SENTENCE_END.split(note) if sentence.strip()]
    if smiley is Smiley.GLAD:
        return _unmet(said, milestone or "")
    if smiley in BAD and said and all(map(_done, said)):
        return Cue(CueKind.DONE, said[0])
    return None


def _unmet(said: list[str], milestone: str) -> Cue | None:
    for position, sentence in enumerate(said):
        if SUPPOSED.search(sentence):
            continue
        if NOT_DONE.search(sentence):
            return Cue(CueKind.NOT_DONE, sentence)
        done_since = any(map(_done, said[position + 1 :]))
        late = next((match for match in LATE.finditer(sentence) if not TAKEN_BACK.search(sentence[: match.start()])), None)
        # "Arbejdet er forsinket, men er nu afsluttet": what was late has been done since.
        if late and not DONE.search(sentence, late.end()) and not done_since:
            return Cue(CueKind.LATE, sentence)
        if _is_to_come(sentence, milestone) and not done_since:
            return Cue(CueKind.NOT_DONE, sentence)
    return None


def _is_to_come(sentence: str, milestone: str) -> bool:
    """Whether what the milestone begins with, and nothing else, is to come yet."""
    named = TO_COME.match(sentence)
    return named is not None and bool(regex.match(rf"{regex.escape(named['subject'])}\b", milestone, regex.IGNORECASE))


def _done(sentence: str) -> bool:
    return bool(DONE.search(sentence)) and not any(pattern.search(sentence) for pattern in (PENDING, LATE, SUPPOSED))
