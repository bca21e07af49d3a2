"""The forms in which agendas print an item's number, and the lines that tell of its case below the title."""

from __future__ import annotations

from parsers.model import late_regex as regex
from parsers.profile.patterns import pattern, pattern_text

__all__ = [
    "AGENDA_ITEM",
    "BARE_CASE",
    "BEGINNING",
    "CASE_BELOW",
    "CASE_LINE",
    "GLUED",
    "NAMED",
    "NAMES",
    "NAMES_BEGIN",
    "NUMBERED",
    "STATUS_LINE",
    "TITLE_LINES",
]

# "3", "2.4", "2a", "2 B"
_NUMBER = r"(?P<number>(?:L\s?(?=0?\d))?(?P<whole>\d{1,3})(?:\.\d{1,2}|[a-zæøå](?=[.:)]?(?:\s|\Z))|\s?[A-H](?=[.:)]?\s))?)"
_NUMBER_ENDS = r"(?![\d\p{L}])"
_POINT = r"(?:Dagsordens)?[Pp]unkt|PUNKT|P(?:kt|KT)\.?"
# "Punkt 3: Bænke", "PKT. 3 - BÆNKE", "Sag nr. 3", "§ 12. Bænke", "Nr.178 - Bænke", "Punkt 3Bænke" of a page that draws them apart
NAMED = regex.compile(
    rf"(?P<word>{_POINT}|S(?:ag|AG)|§|N[rR]\.)(?:\s?[nN][rR]\.?)?\s?+{_NUMBER}(?:{_NUMBER_ENDS}|(?=\p{{Lu}}\p{{Ll}}))(?P<after>[.:)]?)(?:\s?[–-](?=\s))?"
    r"(?:(?:\s++|(?<=\d)(?=\p{Lu}))(?P<title>[^\s\p{Ll}–-].*+))?\s*+\Z",
    regex.DOTALL,
)
NUMBERED = regex.compile(rf"(?P<word>){_NUMBER}{_NUMBER_ENDS}(?P<after>[.:)]?)\s++(?P<title>\S.*+)\Z", regex.DOTALL)
GLUED = regex.compile(r"(?P<word>)(?P<number>(?P<whole>\d{1,3}))(?P<after>\.?)(?P<title>\p{Lu}\p{Ll}.*+)\Z", regex.DOTALL)
NAMES = ("Punkt", "punkt", "PUNKT", "Pkt", "PKT", "Sag", "SAG", "Dagsordenspunkt", "§", "Nr.", "NR.")
NAMES_BEGIN = frozenset(name[0] for name in NAMES)
AGENDA_ITEM = regex.compile(
    r"\s*(?:(?:Punkt|PUNKT|Dagsordenspunkt|Pkt\.|PKT\.)\s*+(?:[nN][rR]\.?\s++)?(?<=\s)\d+(?:[.:]?(?:\s|\Z)|(?=\p{Lu}\p{Ll}))"
    r"|(?:S(?:ag|AG)\s(?:[nN][rR]\.?\s)?|N[rR]\.\s?)\d{1,3}(?:[:.]|\s[–-])(?:\s+\p{Lu}|\s*\Z)|Sag\s\d{1,3}\s\p{Lu}\p{Ll})"
)
BEGINNING = regex.compile(r"[•▪◦·*–-]\s|\d{1,2}[.)]\s|[a-z]\)\s|(?:Punkt|Pkt\.|Sag)\s+(?:nr\.?\s)?\d|Source\sURL\s?:|https?://")
CASE_BELOW = regex.compile(r"Sag(?:snr\.?|snummer|s?\snr\.?)\s?:?\s?(?P<case>\d[\d.\-/A-ZÆØÅ]*)\Z")  # "Sag nr. 24" below a title
# "Sagsnr.: 330-2018-3619 Dok.nr.: …", "J.nr. 05.01.08-P20-1-17", "Sag 306-2009-600", "Åben sag": nothing but an item's title is above it
BARE_CASE, STATUS_LINE = pattern("bare_case"), pattern("item_status")
CASE_LINE = regex.compile(f"{pattern_text('case_line')}|{pattern_text('bare_case')}|{pattern_text('item_status')}")
TITLE_LINES = 4  # that may tell of the case below a title, before its first section
