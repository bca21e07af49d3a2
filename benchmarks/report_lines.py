"""How a benchmark says whether its mark was reached."""

from __future__ import annotations


def verdict(good: bool) -> str:
    return "" if good else "  MISSED"
