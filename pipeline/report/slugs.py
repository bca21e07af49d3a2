"""Names in, the short addresses their pages have out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

__all__ = ["slug", "slugs"]

DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
LONGEST = 60  # letters: file systems allow 255 bytes, people less


def slug(name: str) -> str:
    """`"Børne- og Skoleudvalget"` to `"boerne-og-skoleudvalget"`; a name without letters gets its hash."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold().translate(DANISH)).strip("-")
    return plain[:LONGEST].strip("-") or _hash(name)


def slugs(names: Iterable[str]) -> dict[str, str]:
    """Each name's slug; where two names have the same, each after the first gets its hash behind it."""
    taken: set[str] = set()
    found: dict[str, str] = {}
    for name in names:
        plain = slug(name)
        found[name] = plain if plain not in taken else f"{plain}-{_hash(name)}"
        taken.add(plain)
    return found


def _hash(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]
