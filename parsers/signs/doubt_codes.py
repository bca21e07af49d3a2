"""What a status' cell left in doubt to the finding that says so."""

from __future__ import annotations

from parsers.model.findings import Code
from parsers.signs.smileys import Doubt

__all__ = ["DOUBT_CODES"]

DOUBT_CODES = {
    Doubt.TWO_SIGNS: Code.TWO_SIGNS,
    Doubt.UNKNOWN_SIGN: Code.UNKNOWN_SIGN,
    Doubt.OUTSIDE_SCALE: Code.SIGN_OUTSIDE_SCALE,
    Doubt.LEGEND_UNDECIDED: Code.LEGEND_UNDECIDED,
    Doubt.COLOUR_ALONE: Code.COLOUR_ALONE,
}
