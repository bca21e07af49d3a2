"""The source's Danish labels to enums. A new wording goes here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import regex

from parsers.model.records import Funding, Kind, Scale, Smiley


class RowLabel(StrEnum):
    """What a table row is, told by its first cell."""

    MILESTONE = "Milepæl"
    ECONOMY = "Økonomi"
    LATEST_STATUS = "Seneste status"


class Column(StrEnum):
    """What a column holds, told by the header row: its first cell names the initiative, its second the funding."""

    LABEL = "label"
    TEXT = "text"
    DUE = "due"
    SMILEY = "smiley"


ROW_LABELS = {
    "milepæl": RowLabel.MILESTONE,
    "milepæle": RowLabel.MILESTONE,
    "økonomi": RowLabel.ECONOMY,
    "seneste status": RowLabel.LATEST_STATUS,
}
FUNDING = {
    "drift": Funding.OPERATION,
    "anlæg": Funding.CAPITAL,
}
HEADERS = {
    "tid": Column.DUE,
    "tidsfrist": Column.DUE,
    "frist": Column.DUE,
    "tidspunkt": Column.DUE,
    "tidsplan": Column.DUE,
    "termin": Column.DUE,
    "deadline": Column.DUE,
    "smiley": Column.SMILEY,
    "smileys": Column.SMILEY,
    **dict.fromkeys(("smil", "smile"), Column.SMILEY),  # the first line of it in a narrow column
    "status": Column.SMILEY,
}
USUAL_FORM = (Column.LABEL, Column.TEXT, Column.DUE, Column.SMILEY)
# Words that a page must hold one of before a table of ours can begin on it.
TABLE_WORDS = frozenset({"Milepæl", "Milepæle", "Økonomi", "Tid", "Smiley", "Smileys", "Drift", "Anlæg", "Seneste", "Tidsfrist"})
TIME_WORDS = ("budgetopfølgning",)  # of every table: a narrow column breaks them, and they stand whole nowhere in the document
NO_FUNDING = "der er ikke afsat økonomi"


# The words a follow-up is told by that have letters which a wrong decoding loses: "Milep\ufffdl", "budgetopf?lgning".
LOST_LETTER = "[?\ufffd]"
WHOLE_WORDS = ("nået", "opnået", "område", "ansvarsområde")
BEGINNINGS = ("Milepæl", "Økonomiudvalg", "økonomi", "Opfølgning", "opfølgning", "Udmøntning", "Første", "første", "Anlæg", "Væsentlig")
DANISH_LETTER = regex.compile("[æøåÆØÅ]")
DAMAGED = regex.compile(
    rf"(?<![\w?\ufffd])(?:budget)?(?:{'|'.join(DANISH_LETTER.sub(LOST_LETTER, word) for word in BEGINNINGS)})"
    rf"|(?<![\w?\ufffd])(?:{'|'.join(DANISH_LETTER.sub(LOST_LETTER, word) for word in WHOLE_WORDS)})(?![\w?\ufffd])"
    r"|(?<![\w?\ufffd])p(?:\ufffd(?![\w?\ufffd])|\?(?=\ \??\p{L}))"  # "Er vi p?" may be a question
)
# Where a capital stands: first in a line, a cell or a sentence. A "?" ends none here: it may be a lost letter.
CAPITAL_PLACE = regex.compile(r"(?<=(?:\A|[\n\r\t|>.!])[ *\"”“]*)")


def with_labels_whole(text: str) -> str:
    """The text with the words whole again that tell a follow-up's parts, where a decoding lost their Danish letters.

    Each letter is put back only where one of those words alone fits; any other word stays as it is. A first letter's case
    is told by its place: `"?konomi"` is `"Økonomi"` where it begins a line, a cell or a sentence. The committee has a capital.
    """
    if "\ufffd" not in text and "Milep?l" not in text:
        return text
    whole = {DANISH_LETTER.sub("?", word): word for word in (*BEGINNINGS, *WHOLE_WORDS, "på")}

    def mended(damaged: regex.Match[str]) -> str:
        word = damaged[0].replace("\ufffd", "?")
        stem = word.removeprefix("budget")
        word = word[: len(word) - len(stem)] + whole[stem]
        return word[0].upper() + word[1:] if damaged[0][0] in "?\ufffd" and CAPITAL_PLACE.match(text, damaged.start()) else word

    return DAMAGED.sub(mended, text)


def _key(text: str) -> str:
    """A label without case, space around it, or the colon behind it."""
    return " ".join(text.casefold().split()).rstrip(" :.")


def row_label(text: str) -> RowLabel | None:
    """`"Milepæl"`, `"Økonomi:"`, `"SENESTE STATUS"` to the kind of row they begin."""
    return ROW_LABELS.get(_key(text)) if len(text) < 40 else None


def funding(text: str) -> Funding | None:
    return FUNDING.get(_key(text)) if len(text) < 20 else None


def header_columns(texts: Sequence[str]) -> dict[int, Column] | None:
    """The columns a header row names, by position; None when the row is no header.

    A header is told by two of its three words: the funding, "Tid" and "Smiley"; the third column may have lost its own.
    Where other words stand for those two, a numbered title beside the funding is the header of a table in the usual form.
    """
    columns: dict[int, Column] = {}
    for position, text in enumerate(texts):
        if len(text) > 20:
            continue
        key = _key(text)
        column = Column.TEXT if key in FUNDING and len(text) < 20 else HEADERS.get(key)
        if column is None:
            continue
        if column in columns.values():
            return None
        columns[position] = column
    if len(columns) < 2:
        usual = columns == {1: Column.TEXT} and len(texts) == len(USUAL_FORM) and all(len(text) <= 20 for text in texts[2:])
        return dict(enumerate(USUAL_FORM)) if usual and numbered_title(texts[0]) is not None else None
    if Column.TEXT not in columns.values() and Column.DUE not in columns.values():
        return None
    unnamed = [position for position in range(len(texts)) if position not in columns]
    first = next((position for position in unnamed if texts[position]), *unnamed[:1]) if unnamed else None
    if first is not None:
        columns[first] = Column.LABEL
        unnamed.remove(first)
    if len(unnamed) == 1:
        lost = [column for column in USUAL_FORM if column not in columns.values()]
        if len(lost) == 1 and (lost == [Column.TEXT] or not texts[unnamed[0]]):
            columns[unnamed[0]] = lost[0]
    return columns


def is_header(texts: Sequence[str]) -> bool:
    return header_columns(texts) is not None


NUMBERED = regex.compile(
    r"""
    (?: (?: Nr | Pkt | Punkt | Indsats ) \.? \s+ )?
    (?P<number> \d{1,2} (?: \. \d{1,2} ){1,3} | \d{1,2} (?: \.\ \d{1,2} ){1,3} (?=\.) ) (?!\d)  # 1.1  4.01.2  1.3.1  1. 1; not 1.000
    [.:)]? \s* (?: [-–] \s+ )?                                                                     # 4.11.Undgå  1.1) Ny  1.1 - Ny
    (?P<title> [^\d\s.] .* | \d .* (?<=\s) .* ) \Z
    """,
    regex.VERBOSE | regex.DOTALL,
)


def numbered_title(text: str) -> tuple[str, str] | None:
    """`"4.11.Undgå tomgang"` to `("4.11", "Undgå tomgang")`; None when no number of two or more levels stands first."""
    match = NUMBERED.match(" ".join(text.split()))
    return (match["number"].replace(" ", ""), match["title"].strip()) if match else None


GLUED_THEME = regex.compile(
    r"""
    (?P<theme> (?P<section> \d{1,2} ) \.? \s+ \D .*? ) \s*
    (?P<title> (?P=section) (?: \. \d{1,2} ){1,3}+ [.:)]? \s*+ (?: [-–] \s+ )? ["”“„»«'’]? \p{Lu} .* )  # "for 2.5 mio" is a decimal
    """,
    regex.VERBOSE | regex.DOTALL,
)


def theme_and_title(text: str) -> tuple[str, str] | None:
    """`"1. Plads til alle 1.3. Mentorer"` to the theme and the numbered title that were run together; None when they were not.

    A capital, or a quotation mark before it, begins the title: in `"2. Renovering for 2.5 mio"` the number is an amount.
    """
    match = GLUED_THEME.fullmatch(" ".join(text.split()))
    return (match["theme"], match["title"]) if match and numbered_title(match["title"]) else None


TITLE_AND_FUNDING = regex.compile(r"(?P<title>.*\S)\s+(?P<funding>Drift|Anlæg)")


def title_and_funding(title: str) -> tuple[str, Funding] | None:
    """`"Ny legeplads Anlæg"` to both, for a header whose cells ran together; None when the title ends in no such word."""
    match = TITLE_AND_FUNDING.fullmatch(title)
    return (match["title"], FUNDING[_key(match["funding"])]) if match else None


STATUS_LABEL = regex.compile(
    r"""
    (?<= \s ) Status :   # with its colon at once it is a label wherever it stands
    | (?<= \s ) STATUS :
    | (?: (?<= \A | \n ) | (?<= [.!?:;)"”»] \s ) | (?<= [.!?)"”] ) )
    (?: Seneste \s++ status | [Ss]tatus | STATUS ) (?: beskrivelse | tekst | bemærkning(?:er)? )?
    (?: \s++ (?: ved | efter | for | til | på | pr\. | i | fra )? \s*+      # ved første og anden opfølgning
        (?: [\wæøå.,/-]++ \s++ ){0,6}?
        (?: (?:budget)? opfølgning(?:en|er|erne)? | BO \s? [1-4]? | kvartal | halvår | indsatsen | milepælen
          | \d{1,2}[./-]\d{1,2}[./-]\d{2,4}
          | (?:\d{1,2}\.\s)? (?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*+\.? )
        (?: \s++ 20\d\d )?
    )?
    \s*+ :
    """,
    regex.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """The text before the first status label, then each label with what follows it."""

    text: str
    notes: tuple[tuple[str, str], ...]  # (label, words)


def status_blocks(text: str) -> Labelled:
    """`"Plan er lagt. Status ved anden opfølgning: Udsat."` to the text and its labelled notes.

    A label stands first in a paragraph or behind a full stop, and ends in a colon:
    "Status på arbejdet forelægges udvalget" is a milestone.
    """
    if "tatus" not in text and "STATUS" not in text:
        return Labelled(text.strip(), ())
    matches = list(STATUS_LABEL.finditer(text))
    if not matches:
        return Labelled(text.strip(), ())
    ends = [match.start() for match in matches[1:]] + [len(text)]
    notes = tuple((match.group().strip(), text[match.end() : end].strip()) for match, end in zip(matches, ends, strict=True))
    return Labelled(text[: matches[0].start()].strip(), notes)


class Responsible(StrEnum):
    CENTER = "center"
    COMMITTEE = "committee"
    CONTRIBUTORS = "contributors"


RESPONSIBLE_LABEL = regex.compile(
    r"(?:[•▪◦]\s*)?(?:(?P<center>Ansvarlig[et]*\s+center\s*:)|(?P<committee>Ansvarlig[et]*\s+udvalg\s*:)|(?P<contributors>Væsentlig[et]*\s+bidragsydere?\s*:))",
    regex.IGNORECASE,
)


def responsible_parts(text: str) -> tuple[str, dict[Responsible, str]]:
    """What stands before the first label of a responsible cell, and what follows each label (the first of each)."""
    matches = list(RESPONSIBLE_LABEL.finditer(text))
    if not matches:
        return text.strip(), {}
    parts: dict[Responsible, str] = {}
    ends = [match.start() for match in matches[1:]] + [len(text)]
    for match, end in zip(matches, ends, strict=True):
        role = Responsible(match.lastgroup or "")
        words = text[match.end() : end].strip()
        parts[role] = f"{parts[role]}\n{words}".strip() if role in parts else words
    return text[: matches[0].start()].strip(), parts


class Front(StrEnum):
    """Labels of the front matter. CONTACT lines are set aside without their text."""

    DATE = "Dato"
    REVISED = "Revideret"
    CASE = "Sagsid"
    URL = "Source URL"
    CONTACT = "kontakt"


FRONT_LABELS = {
    "dato": Front.DATE,
    "revideret": Front.REVISED,
    "sagsid": Front.CASE,
    "sagsnr": Front.CASE,
    "sagsnummer": Front.CASE,
    "source url": Front.URL,
    "tlf": Front.CONTACT,
    "tlf. dir": Front.CONTACT,
    "telefon": Front.CONTACT,
    "fax": Front.CONTACT,
    "fax. dir": Front.CONTACT,
    "e-mail": Front.CONTACT,
    "email": Front.CONTACT,
    "kontakt": Front.CONTACT,
    "sagsbehandler": Front.CONTACT,
}
FRONT_LABEL = regex.compile(
    r"""
    (?: \A | (?<=\s) )
    (?P<label> Dato | Revideret | Sagsid | Sagsnr | Sagsnummer | Source\ URL
      | Tlf (?:\.\ ?dir)? | Telefon | Fax (?:\.\ ?dir)? | E-?mail | Kontakt | Sagsbehandler )
    \.? \s* :
    """,
    regex.VERBOSE | regex.IGNORECASE,
)


def front_lines(text: str) -> list[tuple[Front, str]] | None:
    """`"Dato: 1. august 2019 Sagsid: 00.30"` to its labels and values; None unless the text begins with a label."""
    if ":" not in text or FRONT_LABEL.match(text.lstrip()) is None:
        return None
    matches = list(FRONT_LABEL.finditer(text))
    ends = [match.start() for match in matches[1:]] + [len(text)]
    return [
        (
            FRONT_LABELS[" ".join(match["label"].casefold().replace(". dir", ".dir").replace(".dir", ". dir").split())],
            text[match.end() : end].strip(),
        )
        for match, end in zip(matches, ends, strict=True)
    ]


LEGEND_HEADING = regex.compile(
    r"Definition(?:en|er)?\s+af\s+smiley?s?\s+(?:på|for|vedr\w*\.?)\s+(?P<scale>indsats\w*|økonomi\w*)\s*:?", regex.IGNORECASE
)
GUIDE_HEADINGS = frozenset({"læsevejledning", "indledning"})


def is_guide_heading(text: str) -> bool:
    """Whether it heads the reading guide, and so no section of the agreement."""
    return _key(text) in GUIDE_HEADINGS


LEGEND_BULLET = regex.compile(r"^[\s\-–—•*·:]+")
ACHIEVED = regex.compile(r"\b(?:nået|opfyldt|overholdt|opnået|gennemført|opnås|nås)\b", regex.IGNORECASE)


def legend_scale(text: str) -> Scale | None:
    """`"Definition af smileys på økonomi:"` to the scale whose lines follow."""
    return next((scale for scale, _ in legend_blocks(text)), None)


def legend_blocks(text: str) -> list[tuple[Scale, str]]:
    """Each legend heading of a paragraph with what follows it: a dump may run a whole reading guide together."""
    headings = list(LEGEND_HEADING.finditer(text))
    ends = [*(heading.start() for heading in headings), len(text)][1:]
    return [
        (Scale.ECONOMY if heading["scale"].casefold().startswith("økonomi") else Scale.INITIATIVE, text[heading.end() : end].strip())
        for heading, end in zip(headings, ends, strict=True)
    ]


def legend_words(text: str) -> str:
    """A legend line's definition without its bullet and the colon behind the sign."""
    return LEGEND_BULLET.sub("", text).strip()


def legend_meaning(words: str, scale: Scale) -> Smiley | None:
    """What a legend line defines: `"Milepælen er ikke fuldt nået, men det er fortsat realistisk …"` is the middle smiley.

    None when the words define no smiley.
    """
    said = words.casefold()
    if ACHIEVED.search(said) is None:
        return None
    if "ikke" not in said:
        return Smiley.MIDDLE if scale is Scale.INITIATIVE and "delvis" in said else Smiley.GLAD
    if scale is Scale.ECONOMY or "ikke realistisk" in said:
        return Smiley.SOUR
    if "ikke fuldt" in said or "realistisk" in said or "delvis" in said:
        return Smiley.MIDDLE
    return Smiley.SOUR


ORDINALS = {
    "første": 1,
    "anden": 2,
    "tredje": 3,
    "fjerde": 4,
    "fjerde og sidste": 4,
    "sidste": 4,
    "afsluttende": 4,
    "endelig": 4,
    "endelige": 4,
}
EXTRA_FOLLOWUP = 5
LONGEST_AGREEMENT_TITLE = 80  # characters: longer is a sentence about it

TITLE_WORDS = (
    *("bilag", "plan ", "udmøntning", "første", "anden", "tredje", "fjerde", "sidste", "afsluttende", "endelig", "ekstra"),
    *("1.", "2.", "3.", "4."),
)
LONGEST_TITLE_WORD = max(map(len, TITLE_WORDS))
TITLE_INITIALS = frozenset(word[:2] for word in TITLE_WORDS)
TITLE = regex.compile(
    r"""
    (?: (?P<plan> (?: Plan \s+ for \s+ )? Udmøntning (?:en)? \s+ af (?: ,? \s+ og \s+ status \s+ på ,? )? )
      | (?P<ordinal> Første | Anden | Tredje | Fjerde (?:\s+og\s+sidste)? | Sidste | Afsluttende | Endelige? | Ekstra | [1-4]\. )
        \s+ (?: budget )? opfølgning (?:en)? \s+ (?: på | af | for | [-–] ) )
    \s+ (?: den \s+ )? (?: politiske \s+ )? ["”“»«']? \s*
    (?: Aftale (?:n)? \s+ (?: om | for ) \s+ budget (?:tet)? | Budgetaftale (?:n)? (?: \s+ for )? | aftale \s+ for )
    (?: \s* (?P<year> 20\d\d ) (?: \s* [-–] \s* 20\d\d )? | \s+ (?: X++ \s+ )? 0{2,4} )?  # "Xxxx 00": a year made unreadable
    \s* ["”“»«']?
    (?: \s* (?: for | på | - ) \s+ (?P<scope> [\w][\w\s,.-]*? ) (?: \s+ (?: ansvarsområde | område ) )? )?
    (?: \s* \( (?: revideret | udkast ) [^()]* \) )?
    \s* [.:]? \s* \Z
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
ANNEX = regex.compile(r"\s*Bilag\s+\d{1,2}[a-z]?\s*[-–:.]\s*", regex.IGNORECASE)  # "Bilag 1 - Anden opfølgning på …"
LINE_END_HYPHEN = regex.compile(r"(?<=\p{Ll})-\s(?=(?!(?:og|eller|samt)\b)\p{Ll})")  # "bud- get", not "Social- og"

# A title, the reading guide or a legend: what stands behind a paper's front, on its line where a dump runs all together.
FRONT_END = regex.compile(
    r"(?<=\s)(?:Udmøntning|(?:Første|Anden|Tredje|Fjerde|Afsluttende|Ekstra)\s+(?:og\s+sidste\s+)?opf|Læsevejledning\b|Definition\s+af\s+smiley)"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A follow-up's title, read. `scope` is the municipality or the committee as printed, without the genitive."""

    text: str
    kind: Kind
    year: int | None
    followup_number: int
    scope: str | None


def begins_title(text: str) -> bool:
    """Whether a follow-up's title may begin with these words; most lines are told by this alone."""
    begin = text[:2].casefold()
    if begin[:1].isspace():
        return begins_title(text.lstrip())
    return begin in TITLE_INITIALS and text[:LONGEST_TITLE_WORD].casefold().startswith(TITLE_WORDS)


def followup_title(text: str) -> Title | None:
    """`"Anden opfølgning på Aftale om budget 2019 for Ballerup Kommune"` to a Title; None when the text is no such title."""
    said = text.casefold() if len(text) <= 250 else ""
    if not ("udget" in said or "bud-" in said or "aftale" in said):
        return None
    printed = " ".join((text[annex.end() :] if (annex := ANNEX.match(text)) else text).split())
    match = TITLE.match(LINE_END_HYPHEN.sub("", printed))
    if match is None:
        return None
    year = int(match["year"]) if match["year"] else None
    scope = match["scope"]
    if scope:
        scope = regex.sub(r"(udvalg)ets\Z", r"\1et", scope.strip())
    if match["plan"]:
        return Title(printed, Kind.PLAN, year, 0, scope)
    ordinal = " ".join(match["ordinal"].casefold().split())
    if ordinal == "ekstra":
        return Title(printed, Kind.EXTRA, year, EXTRA_FOLLOWUP, scope)
    number = int(ordinal[0]) if ordinal[0].isdigit() else ORDINALS[ordinal]
    return Title(printed, Kind.FOLLOWUP, year, number, scope)


GLUED_NUMBER = regex.compile(r"(?<!\s)\s*+(?=\d{1,2}\.\s*+\p{Lu})")


def title_and_theme(text: str) -> tuple[str, str] | None:
    """`"Ekstra opfølgning på Aftale om budget 20184. Sundhed"` to the title and the theme that were run together, else None."""
    if not begins_title(text) or followup_title(text) is not None:
        return None
    for gap in GLUED_NUMBER.finditer(text):
        if followup_title(text[: gap.start()]) is not None:
            return text[: gap.start()], text[gap.end() :]
    return None


def agreement_year(text: str) -> int | None:
    """`"Aftale om Budget 2034"` and `"Budgetaftalen for 2034"` to the budget year; None when the text is no agreement's title."""
    title = followup_title(f"Udmøntning af {text}") if len(text) <= LONGEST_AGREEMENT_TITLE else None
    return title.year if title else None
