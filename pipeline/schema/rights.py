"""What a published package says of itself: what it is called, whose words stand in it, under which terms, and whom to thank."""

from __future__ import annotations

__all__ = ["CONTRIBUTORS", "DESCRIPTION", "KEYWORDS", "LICENSES", "RIGHTS", "SOURCES", "TITLE"]

TITLE = {"da": "Opfølgning på budgetaftaler i kommuner, som tabeller", "en": "Danish municipal budget follow-ups, as tables"}
DESCRIPTION = {
    "da": "Hver indsats i en kommunes budgetaftale, runde for runde: milepæle, bemærkninger, tegn og økonomi præcis som trykt, hvad der "
    "ændrede sig fra runde til runde, hvor hver række står på papiret, og enhver tvivl om læsningen.",
    "en": "Every initiative of a municipality's budget agreement, round by round: milestones, notes, signs and economy exactly as printed, "
    "what changed from round to round, where each row stands on paper, and every doubt about the reading.",
}
KEYWORDS = ("budgetaftale", "opfølgning", "kommune", "milepæle", "budget", "local government", "Denmark")
RIGHTS = {
    "da": "Kolonnerne, id'erne og det, der følger af at sammenligne, er milepaels (MIT). Ordene i tabellerne er kommunens egne, fra "
    "dokumenter den selv har offentliggjort; milepaels licens dækker dem ikke.",
    "en": "The columns, the ids and what follows from comparing are milepael's (MIT). The words in the tables are the municipality's own, "
    "from documents that it has published; milepael's licence does not cover them.",
}
# Code and the municipality's text apart: no licence of ours covers what is not ours.
LICENSES = (
    {
        "name": "MIT",
        "path": "https://opensource.org/license/mit",
        "title": "The program milepael, and what it adds: columns, ids, what follows from comparing",
    },
    {"name": "notspecified", "title": "The words as printed: the municipality's own, from documents that it has published"},
)
SOURCES = ({"title": "The municipality's plans, follow-ups, agendas and minutes; the table files has each with its sha256"},)
CONTRIBUTORS = ({"title": "the milepael authors", "roles": ["creator", "wrangler"]},)
