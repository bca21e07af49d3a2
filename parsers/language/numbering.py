"""Numbers of initiatives: in their order, and which of a run is missing."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase

__all__ = ["Number", "missing", "number_key"]

Number = tuple[int, ...]


def number_key(text: str) -> Number:
    """'4.01.2' → (4, 1, 2): numbers in the order they are printed in; '1.2a' is a part of what was (1, 2)."""
    parts = (part.rstrip(ascii_lowercase) for part in text.split("."))
    return tuple(int(part) for part in parts if part.isdigit())


def missing(numbers: Sequence[str]) -> list[str]:
    """The numbers that a row of numbers leaves out, as they would be printed: '1.1', '1.2', '1.4' → ['1.3'].

    A gap is no lost promise: numbers are left out for many reasons, and only the agreement tells.
    """
    met = {key[:length] for key in map(number_key, numbers) for length in range(1, len(key) + 1)}
    padded = {level for printed in numbers for level, part in enumerate(printed.split(".")) if part.startswith("0")}  # "4.09"
    highest: dict[Number, int] = {}
    for key in met:
        highest[key[:-1]] = max(highest.get(key[:-1], 0), key[-1])
    gaps = sorted((*stem, last) for stem, top in highest.items() if stem for last in range(1, top) if (*stem, last) not in met)
    return [".".join(f"{part:02d}" if level in padded else str(part) for level, part in enumerate(gap)) for gap in gaps]
