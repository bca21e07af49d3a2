"""A table headed "Milepæl", "Tid", "Smiley": what its rows are, and the initiative that stands above it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from parsers.documents.followup_cells import Fields
from parsers.model import late_regex as regex
from parsers.model.rows import Cell, Row, RowKind
from parsers.profile import labels, titles

__all__ = ["initiative_above", "with_own_label"]

OWN_LABEL = regex.compile(r"\A(?P<label>[^:\n]{1,40})(?::|\n)\s*(?P<text>.*)\Z", regex.DOTALL)


def initiative_above(pending: Sequence[Row]) -> tuple[int, Row, Row] | None:
    """Where among the rows above a table its title stands, that title, and all below it as one row; None where there is no title."""
    at = next((at for at in reversed(range(len(pending))) if titles.numbered_title(pending[at].text) is not None), None)
    if at is None:
        return None
    title, *below = pending[at:]
    places = [place for row in below for place in row.places]
    return at, title, Row(RowKind.TABLE, [Cell(row.text) for row in below], places)


def with_own_label(fields: Fields) -> Fields:
    """The same fields with what the row is: a label that begins its words, else a milestone where a time or a sign stands beside them."""
    own = OWN_LABEL.match(fields.text)
    if own is not None and labels.row_label(own["label"]) is not None:
        return replace(fields, label=own["label"], text=own["text"])
    if labels.row_label(fields.text) is not None:
        return replace(fields, label=fields.text, text="")
    told = fields.due or fields.symbols or fields.smiley_words or fields.inked
    milestone = next(label for label, kind in labels.labels().rows.items() if kind is labels.RowLabel.MILESTONE)
    return replace(fields, label=milestone) if told else fields
