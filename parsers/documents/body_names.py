"""Printed words in, the name of the council or committee in them out, as printed and never cut to a shorter one."""

from __future__ import annotations

from parsers.model import late_regex as regex

__all__ = ["ALONE", "NO_NAMES", "body_named"]

BODY_WORDS = (
    "udvalg",
    "råd",
    "bestyrelse",
    "nævn",
    "kommission",
    "repræsentation",
    "magistrat",
)  # one of them is in each that LAST_WORD finds
LAST_WORD = regex.compile(
    r"(?P<name>(?<![\p{L}-])\p{L}*(?:udvalg(?:et)?|byråd(?:et)?|råd(?:et)?|bestyrelsen?|nævn(?:et)?|kommission(?:en)?|borgerrepræsentation(?:en)?|magistrat(?:en)?))s?(?![\p{L}-])",
    regex.IGNORECASE,
)
OF = regex.compile(r"\s(?:for|om|FOR)\s\p{Lu}[\p{L}-]+(?:(?:,|\sog|\sOG)\s\p{Lu}[\p{L}-]+){0,4}")  # "Udvalget for Børn og Unge"
_KIND = r"(?:regional|lokal|social|teknisk|bæredygtig|økonomisk|digital|grøn)e?\s"
_SMALL = rf"(?:{_KIND})?(?!(?:at|den|det|de|en|et|sin|sit|sine|alle|hele)\s)\p{{Ll}}[\p{{L}}-]+"
OF_SMALL = regex.compile(rf"\sfor\s{_SMALL}(?:(?:,|\sog|,\sog)\s{_SMALL}){{0,4}}")  # "Udvalget for teknik og miljø"
# "Klima-, Teknik- og Miljøudvalget", "Social og Sundhedsudvalget", "Greve Byråd"
WORD_BEFORE = regex.compile(
    r"(?<![\p{L}-])(?P<word>\p{Lu}\p{L}*)(?P<join>-,\s?|,-\s?|-\s?(?:og|OG)\s|-\s|,\s(?:(?:og|OG)\s)?|\s(?:og|OG)\s|\s&\s|\s)\Z"
)
YEARS = regex.compile(r"\s(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?(?!\d|[.-]\d)")
ALONE = frozenset({"udvalg", "udvalget", "udvalgets", "råd", "rådet", "nævn", "nævnet", "bestyrelse", "bestyrelsen"})
NO_NAMES = frozenset(
    {
        *("referat", "dagsorden", "beslutningsprotokol", "beslutningsreferat", "protokol", "møde", "mødet", "ekstraordinært", "ordinært"),
        *("tillægsdagsorden", "fællesmøde", "kommune", "beslutning", "indstilling", "til", "fra", "for", "i", "den", "åbent", "lukket"),
    }
)
COUNCIL = regex.compile(r"(?:byråd|råd|udvalg|nævn|kommunalbestyrelse)\w*\Z", regex.IGNORECASE)


def body_named(text: str) -> str | None:
    """The first council or committee that a text names, as printed, without a genitive's s; None for none.

    'Dagsorden for Klima-, Teknik- og Miljøudvalgets møde' → 'Klima-, Teknik- og Miljøudvalget'; 'Byråd 2022-2025' keeps its years.
    """
    plain = text.casefold()
    if not any([word in plain for word in BODY_WORDS]):  # noqa: C419 - half the time of a generator
        return None
    for last in LAST_WORD.finditer(text):
        begin, end = last.start(), last.end("name")
        if last["name"].casefold() in ALONE:
            of = OF.match(text, end) or (OF_SMALL.match(text, end) if last["name"][0].isupper() else None)
            before = WORD_BEFORE.search(text, 0, begin)
            if of is None and before is None:
                continue
            end = of.end() if of else end
        while (before := WORD_BEFORE.search(text, 0, begin)) and before["word"].casefold() not in NO_NAMES:
            # a blank alone joins a place to its council, "Greve Byråd", and no other words: "Referat Økonomiudvalget"
            if before["join"].isspace() and not (text[begin].isupper() and COUNCIL.match(text[begin:end])):
                break
            begin = before.start()
        years = YEARS.match(text, end)
        return text[begin : years.end() if years else end]
    return None
