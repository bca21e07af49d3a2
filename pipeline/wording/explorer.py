"""The words of a data set's explorer, in Danish and in English; the reader's browser chooses. A name in braces is filled by the page."""

from __future__ import annotations

__all__ = ["EXPLORER_WORDS"]

EXPLORER_WORDS = {
    "da": {
        "dataset": "Datasæt",
        "tables": "Tabeller",
        "meanings": "Hvad kolonnerne betyder",
        "search": "Søg i hele tabellen",
        "rows": "Rækker",
        "clear": "Ryd søgning og filtre",
        "save": "Gem de fundne rækker som CSV",
        "back": "Forrige",
        "on": "Næste",
        "filter": "Filtrér {column}",
        "shown": "Viser {from}–{to} af {of} fundne rækker ({all} i alt)",
        "how": "Øverste felt søger i hele tabellen. Under hver kolonne: ord, =præcis, !uden, >5, <=2031-05-01; = alene er tomme felter.",
    },
    "en": {
        "dataset": "Data set",
        "tables": "Tables",
        "meanings": "What the columns mean",
        "search": "Search the whole table",
        "rows": "Rows",
        "clear": "Clear search and filters",
        "save": "Save the rows found as CSV",
        "back": "Previous",
        "on": "Next",
        "filter": "Filter {column}",
        "shown": "Showing {from}–{to} of {of} rows found ({all} in all)",
        "how": "The first field searches all. Below each column: words, =exactly, !without, >5, <=2031-05-01; = alone is empty cells.",
    },
}
