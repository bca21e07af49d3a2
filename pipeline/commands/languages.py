"""What the commands about rounds say on a terminal, in Danish and in English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from parsers.model.records import Smiley
from pipeline.commands.spoken import current_language
from pipeline.promises.marks import Mark
from pipeline.schema.changes import Weight
from pipeline.wording.danish import DANISH
from pipeline.wording.english import ENGLISH
from pipeline.wording.phrases import Phrases

__all__ = ["MARKS", "WORDS", "TerminalWords", "terminal_words"]


@dataclass(frozen=True, slots=True)
class TerminalWords:
    """One language of the terminal; a name in braces is filled by the line it stands in."""

    phrases: Phrases
    promise: tuple[str, str]  # one, several
    difference: tuple[str, str]
    round: tuple[str, str]
    weights: Mapping[Weight, str]  # in a sum: "3 vigtige"
    weight_heads: Mapping[Weight, str]
    agreement: str
    number_head: str
    title_head: str
    key: str
    untitled: str
    compared: str
    no_difference: str
    none_of_the_kind: str
    counted: str
    among: str
    no_round: str
    conjunction: str
    late_head: str
    absent: str
    contradicted: str
    not_reached: Mapping[Mark, str]
    milestone: str
    deadline: str
    unread_deadline: str
    moved_deadline: str
    late: str
    since: str
    own_words: str
    next_diff: str
    next_standings: str
    next_delayed: str


WORDS = {
    "da": TerminalWords(
        phrases=DANISH,
        promise=("indsats", "indsatser"),
        difference=("forskel", "forskelle"),
        round=("runde", "runder"),
        weights={Weight.ALARM: "vigtige", Weight.NOTICE: "at bemærke", Weight.INFO: "til oplysning"},
        weight_heads={Weight.ALARM: "Vigtig", Weight.NOTICE: "Bemærk", Weight.INFO: "Oplysning"},
        agreement="Aftale om budget {year} ({municipality}): {promises}; {rounds}",
        number_head="Nr.",
        title_head="Indsats",
        key="☺ nået  😐 mellem  ☹ sur, eller mellem eller sur  ? kan ikke læses  · intet tegn  × står der ikke længere\n"
        "! ordene siger andet end tegnet  (☺) kun kendt fra et senere dokument",
        untitled="(uden titel)",
        compared="Fra {before} til {after}",
        no_difference="{head}: ingen forskelle på {compared}, der findes på begge sider",
        none_of_the_kind="{head}: ingen af de {of} forskelle er af den slags, der spørges om",
        counted="{differences} i {promises} ({weights})",
        among="; i alt er der {of}",
        no_round="et dokument uden runde",
        conjunction=" og ",
        late_head="Aftale om budget {year}: {late} af {due} med en forfalden milepæl står ikke med ☺",
        absent="  {promises} står der ikke længere, hvilket ikke er det samme som gennemført.",
        contradicted="  {number} står med ☺, men dens egne ord siger noget andet.",
        not_reached={Mark.SOUR: "ikke nået", Mark.MIDDLE: "delvist nået", Mark.EITHER: "ikke nået eller kun delvist"},
        milestone="Milepæl: »{text}«",
        deadline="Frist: {due}; uden ☺ første gang i {since}, {rounds} i alt",
        unread_deadline="kan ikke læses",
        moved_deadline=", nu {due}",
        late="forsinket",
        since="{round} {year}",
        own_words="Kommunens egne ord: »{text}«",
        next_diff="Næste skridt: »milepael delayed« fortæller, hvem der ikke har nået det, og med hvilke ord.",
        next_standings="Næste skridt: »milepael delayed« fortæller, hvem der ikke har nået det, og med hvilke ord.",
        next_delayed="Næste skridt: »milepael report« skriver siderne, hvor hver linje har sit bevis.",
    ),
    "en": TerminalWords(
        phrases=ENGLISH,
        promise=("initiative", "initiatives"),
        difference=("difference", "differences"),
        round=("round", "rounds"),
        weights={Weight.ALARM: "important", Weight.NOTICE: "worth a notice", Weight.INFO: "for information"},
        weight_heads={Weight.ALARM: "Important", Weight.NOTICE: "Notice", Weight.INFO: "Information"},
        agreement="Agreement on budget {year} ({municipality}): {promises}; {rounds}",
        number_head="No.",
        title_head="Initiative",
        key="☺ reached  😐 middling  ☹ sour, or middling or sour  ? cannot be read  · no sign  × no longer here\n"
        "! the words say otherwise than the sign  (☺) known only from a later document",
        untitled="(untitled)",
        compared="From {before} to {after}",
        no_difference="{head}: no differences in {compared} that stand on both sides",
        none_of_the_kind="{head}: none of the {of} differences is of the kind asked for",
        counted="{differences} in {promises} ({weights})",
        among="; there are {of} in all",
        no_round="a document without a round",
        conjunction=" and ",
        late_head="Agreement on budget {year}: {late} of {due} with a due milestone do not stand with ☺",
        absent="  {promises} stand there no longer, which is not the same as done.",
        contradicted="  {number} stands with ☺, but its own words say otherwise.",
        not_reached={Mark.SOUR: "not reached", Mark.MIDDLE: "partly reached", Mark.EITHER: "not or only partly reached"},
        milestone="Milestone: “{text}”",
        deadline="Due: {due}; first without ☺ in {since}, {rounds} in all",
        unread_deadline="cannot be read",
        moved_deadline=", now {due}",
        late="late",
        since="{round} {year}",
        own_words="The municipality's own words: “{text}”",
        next_diff="Next: “milepael delayed” tells who has not reached it, and in what words.",
        next_standings="Next: “milepael delayed” tells who has not reached it, and in what words.",
        next_delayed="Next: “milepael report” writes the pages, where each line has its proof.",
    ),
}
MARKS = {Smiley.GLAD: "☺", Smiley.MIDDLE: "😐", Smiley.SOUR: "☹", Smiley.MIDDLE_OR_SOUR: "☹", Smiley.UNKNOWN: "?"}


def terminal_words() -> TerminalWords:
    """Those of the language that is spoken; Danish, for those who read them, where none was asked for."""
    return WORDS[current_language("da")]
