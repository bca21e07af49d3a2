"""A mark in, what a reader sees out: a shape, a word and a colour that mean the same."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.promises.marks import Mark

__all__ = ["ECONOMY_SHAPES", "SHAPES", "WORDS"]


class Words(NamedTuple):
    """`short` stands in the strip, `full` wherever there is room."""

    short: str
    full: str


WORDS = {
    Mark.GLAD: Words("glad", "☺ (glad)"),
    Mark.MIDDLE: Words("mellem", "😐 (mellem)"),
    Mark.SOUR: Words("sur", "☹ (sur)"),
    Mark.EITHER: Words("mellem/sur", "☹ (mellem eller sur)"),
    Mark.UNREAD: Words("ulæst", "et tegn, der ikke kan læses"),
    Mark.NO_SIGN: Words("uden tegn", "intet tegn, selv om milepælen er forfalden"),
    Mark.NOT_DUE: Words("ikke forfalden", "ingen forfalden milepæl"),
    Mark.ABSENT: Words("forsvundet", "indsatsen står her ikke længere"),
    Mark.NOTHING: Words("–", "intet dokument, der dækker indsatsen"),
}
# Drawn in a square of 24: a circle that smiles, a square with a straight mouth, a diamond that frowns, a hexagon that wavers.
SHAPES = {
    Mark.GLAD: '<circle cx="12" cy="12" r="10"/><path class="face" d="M8.5 8.5v1.5M15.5 8.5v1.5M7 14q5 5 10 0"/>',
    Mark.MIDDLE: '<rect x="2.5" y="2.5" width="19" height="19" rx="5"/><path class="face" d="M8.5 8.5v1.5M15.5 8.5v1.5M7.5 15.5h9"/>',
    Mark.SOUR: '<path d="M12 .8 23.2 12 12 23.2.8 12z"/><path class="face" d="M9.5 8.5V10M14.5 8.5V10M8 16.5q4-4.5 8 0"/>',
    Mark.EITHER: '<path d="M6.5 2h11L23 12l-5.5 10h-11L1 12z"/><path class="face" d="M9 8v1.5M15 8v1.5M7 16.5q2.5-4 5-1.5t5-1.5"/>',
    Mark.UNREAD: '<circle class="open" cx="12" cy="12" r="9.5"/><path class="line" d="M9 9.5q.5-3 3-3t3 2.5q0 2-3 3.5v1.5M12 17v1"/>',
    Mark.NO_SIGN: '<circle class="open" cx="12" cy="12" r="9.5"/>',
    Mark.NOT_DUE: '<circle class="dot" cx="12" cy="12" r="3"/>',
    Mark.ABSENT: '<circle class="open" cx="12" cy="12" r="9.5"/><path class="line" d="m7.5 7.5 9 9m0-9-9 9"/>',
    Mark.NOTHING: '<path class="line" d="M8 12h8"/>',
}
# The economy's, in a strip of 24 × 8: an open bar, a full one that is cut through, a broken line.
ECONOMY_SHAPES = {
    Mark.GLAD: '<rect class="hollow" x="3" y="2" width="18" height="4" rx="2"/>',
    Mark.SOUR: '<path d="M1 0h22v8H1z"/><path class="face" d="m9 8 6-8"/>',
    Mark.UNREAD: '<path class="open" d="M2 4h20"/>',
}
