"""A line of an agenda in, whether it tells who attends out: the names of people are set aside, running text is not."""

from __future__ import annotations

import re
from functools import lru_cache

from parsers.language.outcomes import answers
from parsers.model import late_regex as regex
from parsers.profile.patterns import agenda_parts, pattern, pattern_text
from parsers.profile.vocabulary import key_of

__all__ = [
    "HEADINGS",
    "begins_list",
    "decided_beside",
    "is_attendance",
    "is_entry",
    "is_list_of_members",
    "is_running",
    "may_be_told",
    "without_who_is_away",
]

HEADINGS = frozenset(key_of(words) for words in agenda_parts("attendance"))
# "Navn Navnesen", "Navn N. Navnesen-Navn": words with a capital in a row, the last of them no initial
_WORD = r"\p{Lu}(?:\.|[\p{L}'’-]*+(?<=\p{Ll})(?![\p{L}/]))"
_PARTICLE = r"(?:von|van|zu|ter|de\sla|du|bin|ibn|al|el)(?:\s(?:der|den|de))?\s"  # "Navn von Navnesen"
_CAPITALS = regex.compile(rf"(?<![\p{{L}}/-]){_WORD}(?:\s(?:{_PARTICLE})?{_WORD})++")
_SHOUTED = regex.compile(r"(?<![\p{L}/-])\p{Lu}[\p{Lu}'’-]+(?:\s\p{Lu}[\p{Lu}'’-]+)+(?![\p{L}/])")  # "NAVN NAVNESEN"
# What has a capital and is no person, by how one of its words ends: "Ballerup Kommune", "Region Hovedstaden", "Dansk Industri"
_ORGANISATION = regex.compile(
    r"\p{L}*(?:kommune|region|center|centre|centret|råd|udvalg|nævn|forening|forbund|skole|børnehus|styrelse|ministerie|selskab|hospital"
    r"|klub|bibliotek|museum|museet|politi|industri|universitet|fond|sekretariat|afdeling|institut|kirke|bank|netværk|gruppe|hjem|gården"
    r"|værk|bekæmpelse|sagen|kors|hjælp|danmark|beredskab)(?:e[nt]?|er|erne|n)?s?",
    regex.IGNORECASE,
)
_FROM = regex.compile(r"(?<!\bafbud\s)\b(?:fra|i|på|til|for|hos)\s\Z", regex.IGNORECASE)  # "fra Ny Østergade": a place or who sends them
_PARTY = regex.compile(r"\(\p{Lu}{1,2}\)|\((?:\p{Ll}++\s?){0,3}(?:borgmester|formand|næstformand|direktør|chef|centerchef|leder)\)")
_NOBODY = regex.compile(r"\A[^:]{1,30}:(?:\s*ingen\b)?", regex.IGNORECASE)
_ATTENDED = regex.compile(r"\b(?:deltog|deltager|afbud|fraværende|til\sstede|suppleant)\b", regex.IGNORECASE)
_MEMBERS = regex.compile(rf"{_CAPITALS.pattern}\s\(\p{{Lu}}{{1,2}}\)(?:(?:,|\sog)\s{_CAPITALS.pattern}\s\(\p{{Lu}}{{1,2}}\))*")
_BULLETS = frozenset("•▪◦·*_–-")

_HEADINGS = rf"(?:{'|'.join(sorted(HEADINGS))})".replace(" ", r"\s")
# "På punktet deltager konsulent …", "Deltagere: …", "Afbud fra …", "Til stede var …"
_ATTENDING = regex.compile(
    rf"(?P<list>{_HEADINGS}(?:\svar|\s(?:under|på|ved)\s(?:punktet|sagen|mødet|punkt\s\d+))?\s?:)|{_HEADINGS}\svar\s|{pattern_text('apologies')}"
    rf"|(?:{pattern_text('absent')})(?:\s[–-])?\s(?=(?-i:\p{{Lu}}))|(?x:{pattern_text('attending')})",
    regex.IGNORECASE,
)
_AWAY = f"(?x:{pattern_text('away')})"
# "Navn Navnesen (A) deltog ikke i behandlingen af punkt 4.", "Navn Navnesen, A, ankom kl. 17."
_DID_NOT = regex.compile(
    r"(?:,\s\p{Lu}{1,3},)?\s(?:\((?:\p{Lu}{1,3}|[Ll]øsgænger|uden\sfor\sparti)\)\s)?"
    rf"(?:deltog|deltager|ankom|gik\skl\b(?=[\s.:]*\d{{1,2}}(?:[.:]\d\d)?(?:\W*\Z|,|\s(?:og|fra|under|inden|efter|før)\b))|{_AWAY})\b"
    rf"|(?:\s\(\p{{Lu}}{{1,3}}\))?(?:,|\s[–-])?\s(?:{pattern_text('absent')})\b"
)
# In capitals every word may be of the name, so only who is surely away is told: "NAVN NAVNESEN VAR FRAVÆRENDE."
_SHOUTED_AWAY = regex.compile(
    rf"\p{{Lu}}[\p{{L}}'’-]+(?:\s\p{{Lu}}[\p{{L}}.'’-]*){{1,5}}?(?:\s\(\p{{Lu}}{{1,3}}\))?\s(?:deltog\sikke|{_AWAY})\b", regex.IGNORECASE
)
_TITLE = regex.compile(r"(?:(?:vice)?borgmester|formand|næstformand)en\sog\s", regex.IGNORECASE)
_AND = regex.compile(r"(?:\s\(\p{Lu}{1,2}\))?(?:,|\sog|\ssamt)\s(?=\p{Lu})")  # between names
_DECIDED_ALSO = regex.compile(
    r",\s(?:og|hvorefter)\s(?=(?:sagen|punktet|indstillingen|forslaget|planen|\p{L}*(?:udvalget|rådet|bestyrelsen))\s)", regex.IGNORECASE
)
_NEXT_SENTENCE = regex.compile(r"(?<!\b\p{Lu})[.!?]\s+\p{Lu}")
# What begins with one letter is looked for in no time; with what stands before it, every place is tried
_BETWEEN_SENTENCES = regex.compile(r"\s(?<=(?<!\b\p{Lu})[.!?]\s)\s*(?=\p{Lu})")
LONGEST_WORD_BEFORE = 12  # characters: "Afbud fra "
LONGEST_ENTRY = 90  # characters: a longer one without a bullet is a sentence
SHORTEST_SENTENCE = 45  # characters: a list's entries may end in a full stop


def _is_person(match: regex.Match[str]) -> bool:
    """Whether capitals in a row are a person's name, as far as a line shows it: no organisation, and no place somebody is from."""
    words = match[0].split()
    organisations = [at for at, word in enumerate(words) if _ORGANISATION.fullmatch(word)]
    if organisations:  # "Seniorrådet Navn Navnesen": whom they send is named behind it
        return len(words) - organisations[-1] > 2
    before = match.string[max(match.start() - LONGEST_WORD_BEFORE, 0) : match.start()]
    return _FROM.search(before) is None


def _names_somebody(text: str, at: int = 0) -> bool:
    return any(map(_is_person, _CAPITALS.finditer(text, at)))


def _is_listed(text: str) -> bool:
    """Whether what stands behind a list's heading is its list: 'NAVN NAVNESEN', 'Navn (A), Navn (B)'; '40 unge' and sentences are not."""
    if text[:1].isupper() and len(text) <= SHORTEST_SENTENCE:
        return True
    names = _PARTY.search(text) or _SHOUTED.search(text) or (text[:1].isupper() and not text.endswith((".", ":")))
    return bool(names) and _NEXT_SENTENCE.search(text) is None


_LIST = pattern("attendance_list")
# What is_attendance tells begins so: a list's heading, what people do, or two words with a capital; most texts are passed by at their begin
_TOLD_BEGINNINGS = frozenset(
    (
        *(words[:3] for words in HEADINGS),
        *(f"på{space}" for space in " \n\t\xa0"),
        *("und", "bor", "vic", "inh", "i s", "til", "ved", "fra", "der", "afb", "mød"),
        *("ord", "næs", "for", "ref", "sek", "gæs", "ind", "sup", "ste", "som", "hab"),
    )
)
_NO_NAME_BEGINS = frozenset("abcdefghijklmnopqrstuvwxyzæøå")
_MAY_BE_NAME = re.compile(r"[^\W\da-zæøå]\S*+\s(?:[^\W\da-zæøå]|(?:von|van|zu|ter|de|du|bin|ibn|al|el)\s)")
_TOLD_WORDS = (
    "elta",
    "elto",
    "fbud",
    "ravær",
    "il stede",
    "ilstede",
    "edvirker",
    "uppleant",
    "tedfortræder",
    "orlod",
    "orhindret",
    "orfald",
    "nkom",
    "oretræde",
    "orsinke",
    "nhabil",
    "gik kl",
    "kom kl",
    "ikke del i",
    "ortrejst",
    "dtrådte",
    "deblev",
    "ødet ",
    "ødt",
    "ødeled",
    "rdstyrer",
    "edlemmer var",
    "f udvalget var",
    "remmødte var",
    "nderskrift",
)
_TOLD_HEADS = ("ormand", "eferent", "ekretær", "æst", "ndbud", "edlemmer", "remmødte")


_FIGURE = regex.compile(r"\W*\p{L}[\p{L}\s-]{1,24}:\s*\d")  # "Udskriftsdato: 4. april 2032" stands below a list, and is none of it


def begins_list(text: str) -> bool:
    """Whether a line begins a list of who attends: 'Deltagere: …'."""
    return _LIST.match(text) is not None


def may_be_told(text: str) -> bool:
    """Whether a paragraph begins as one that tells who attends; most do not."""
    if text[:1] in _BULLETS:
        text = _bare(text)
    if text[:3].casefold() in _TOLD_BEGINNINGS:
        return True
    return text[:1] not in _NO_NAME_BEGINS and _MAY_BE_NAME.match(text) is not None


def _bare(text: str) -> str:
    """A text without the bullet that it stands behind, or the signs that emphasise it: '*Afbud: Navn Navnesen*'."""
    return text[2:] if _is_point(text) else text.strip("*_")


def _is_point(text: str) -> bool:
    return text[:1] in _BULLETS and text[1:2].isspace()


def is_attendance(text: str) -> bool:
    """Whether a paragraph does nothing but name who attends: 'På mødet deltager konsulent …', 'Afbud: …', one such sentence or more.

    'På mødet deltager Ballerup Kommune.' names nobody.
    """
    if not may_be_told(text):
        return False
    text = _bare(text)
    if not _has_told_words(text):
        return False
    if _attends(text):
        return True
    first, *others = _BETWEEN_SENTENCES.split(text)
    return _attends(first) and all(_attends(each) or answers(each) for each in others)


@lru_cache(maxsize=2**10)  # most decisions are told in the same few words
def without_who_is_away(text: str) -> str:
    """A decision without its sentences that tell who attends: 'Godkendt. Fraværende: Navn Navnesen (A).' → 'Godkendt.'"""
    if not _has_told_words(text):
        return text
    sentences = _BETWEEN_SENTENCES.split(text)
    away = [_attends(sentence) and _DECIDED_ALSO.search(sentence) is None for sentence in sentences]
    told = [decided_beside(sentence) if is_away else sentence for sentence, is_away in zip(sentences, away, strict=True)]
    return text if told == sentences else " ".join(filter(None, told))


def decided_beside(text: str) -> str:
    """What a paragraph that tells who attends decides besides: 'Fraværende: Ingen. Godkendt.' → 'Godkendt.'; "" for most."""
    decided: list[str] = []
    for sentence in _BETWEEN_SENTENCES.split(text):
        told = sentence
        if _attends(sentence) and _ATTENDING.match(_bare(sentence)) is None:  # what who was away did is nothing that was decided
            told = sentence[also.end() :] if (also := _DECIDED_ALSO.search(sentence)) else ""
        elif _attends(sentence):
            ends = [match.end() for form in (_CAPITALS, _PARTY, _NOBODY) for match in form.finditer(sentence) if match[0][:5] != "Ingen"]
            told = sentence[max(ends, default=len(sentence)) :].lstrip(" ,;.")
        if told and answers(told):
            decided.append(told)
    return " ".join(decided)


def _has_told_words(text: str) -> bool:
    printed = text.lower() if text.isupper() else text
    return any([word in printed for word in _TOLD_WORDS]) or (":" in text and any([word in printed for word in _TOLD_HEADS]))  # noqa: C419


def _attends(text: str) -> bool:
    """As one sentence, or one list."""
    if told := _ATTENDING.match(text):
        if told["list"] and _is_listed(text[told.end() :].strip()):
            return True
        return _NEXT_SENTENCE.search(text) is None and _names_somebody(text, told.end())
    if text.isupper():
        away = _SHOUTED_AWAY.match(text)
        return away is not None and not any(map(_ORGANISATION.fullmatch, away[0].split())) and not _NEXT_SENTENCE.search(text)
    end = _names_end(text)
    return end is not None and _DID_NOT.match(text, end) is not None and not _NEXT_SENTENCE.search(text)


def _names_end(text: str) -> int | None:
    """Where the names end that a text begins with: 'Navn Navnesen (A), Navn Navnesen og Navn Navnesen var fraværende.'"""
    name = _CAPITALS.match(text, title.end() if (title := _TITLE.match(text)) else 0) or _SHOUTED.match(text)
    while name is not None and _is_person(name):
        joined = _AND.match(text, name.end())
        following = (_CAPITALS.match(text, joined.end()) or _SHOUTED.match(text, joined.end())) if joined else None
        if following is None:
            return name.end()
        name = following
    return None


def is_list_of_members(text: str) -> bool:
    """Whether a line is nothing but members with their parties: 'Navn Navnesen (A), Navn Navnesen (C)'."""
    return _MEMBERS.fullmatch(text) is not None


def is_entry(text: str) -> bool:
    """Whether a line below a list's heading is surely of the list: it names somebody, a party or whether they came."""
    if _is_point(text):
        return True
    if len(text) > LONGEST_ENTRY:
        return is_attendance(text)
    return bool(_ATTENDED.search(text) or _PARTY.search(text) or _names_somebody(text))


def is_running(text: str) -> bool:
    """Whether a line below a list's heading is surely none of it: a sentence without a bullet that names nobody."""
    if _FIGURE.match(text):
        return True
    return len(text) > SHORTEST_SENTENCE and text.endswith((".", ":")) and not is_entry(text)
