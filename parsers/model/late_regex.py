"""`regex`, whose expressions are compiled when they are first used: modules with many import it as `regex`.

It compiles in Python: all expressions of the readers take a sixth of a second, of which a command that reads nothing and a
worker that reads one kind of document need a part.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from regex import Match, Pattern, escape, findall, fullmatch, match, search, split, sub

__all__ = [
    "DOTALL",
    "IGNORECASE",
    "V1",
    "VERBOSE",
    "Match",
    "Pattern",
    "compile",
    "escape",
    "findall",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]

# As plain numbers: the library itself is loaded when something is first looked for.
DOTALL, IGNORECASE, VERBOSE, V1 = int(re.DOTALL), int(re.IGNORECASE), int(re.VERBOSE), 0x100


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    import regex

    return getattr(regex, name)


class LateExpression:
    """Stands for an expression, which a match's `re` is and this is not: tell which one matched by its `pattern`.

    What is asked of it is kept: the next time it takes no longer than asking the expression.
    """

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what copies and pickles look for
            raise AttributeError(name)
        import regex

        asked = getattr(regex.compile(self.pattern, self._flags), name)
        setattr(self, name, asked)
        return asked


def compile(pattern: str, flags: int = 0) -> Pattern[str]:  # noqa: A001 - as `regex` names it
    """As `regex.compile`, but a mistake in the pattern raises `regex.error` where it is first used."""
    return cast("Pattern[str]", LateExpression(pattern, flags))
