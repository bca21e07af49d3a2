"""The labels of a document's front matter: Dato, Sagsid, Revideret and their kin."""

from __future__ import annotations

from enum import StrEnum

from parsers.model import late_regex as regex
from parsers.profile.patterns import front_labels, pattern

__all__ = ["FRONT_END", "Front", "front_lines"]


class Front(StrEnum):
    """Labels of the front matter. CONTACT lines are set aside without their text."""

    DATE = "date"
    REVISED = "revised"
    CASE = "case"
    URL = "url"
    CONTACT = "contact"

    @property
    def printed(self) -> str:
        """The commonest label of it."""
        return PRINTED[self]


PRINTED = {Front(kind): labels[0] for kind, labels in front_labels().items()}
FRONT_LABELS = {label.casefold(): Front(kind) for kind, labels in front_labels().items() for label in labels}


def _printed_form(label: str) -> str:
    return regex.escape(label).replace(r"\.\ ", r"\.\ ?")


FRONT_LABEL = regex.compile(
    rf"(?:\A|(?<=\s))(?P<label>{'|'.join(map(_printed_form, sorted(FRONT_LABELS, key=len, reverse=True)))})\.?\s*:", regex.IGNORECASE
)

_CONTACT = "|".join(_printed_form(label) for label, kind in FRONT_LABELS.items() if kind is Front.CONTACT)
# "Telefon 44 77 20 00", "navn@example.org": with nothing else on the line it needs no colon
_BARE_CONTACT = regex.compile(
    rf"\s*+(?:(?:{_CONTACT})\.?\s++)?+(?:[\w.+-]++@[\w-]++(?:\.[\w-]++)++|(?<=\p{{L}}\.?\s++)(?:\+45\s?)?\d\d(?:\s?\d\d){{3}}+)\W*+",
    regex.IGNORECASE,
)
LONGEST_CONTACT = 80  # characters


def front_lines(text: str) -> list[tuple[Front, str]] | None:
    """`"Dato: 1. august 2019 Sagsid: 00.30"` to its labels and values; None unless the text begins with a label.

    A telephone's number or an address alone is a contact's.
    """
    if ":" not in text and len(text) <= LONGEST_CONTACT and (text[-1:].isdecimal() or "@" in text) and _BARE_CONTACT.fullmatch(text):
        return [(Front.CONTACT, text.strip())]
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


# A title, the reading guide or a legend: what stands behind a paper's front, on its line where a dump runs all together.
FRONT_END = pattern("front_end")
