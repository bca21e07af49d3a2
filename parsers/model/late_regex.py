"""`regex`, whose expressions are compiled when they are first used: modules with many import it as `regex`.

It compiles in Python: all expressions of the readers take a sixth of a second, of which a command that reads nothing and a
worker that reads one kind of document need a part. Where `pipeline.ingest.keep_expressions` has kept them, none is compiled; they lie
beside the bytecode, and are as much to be trusted.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Mapping
from contextlib import suppress
from functools import cache, cached_property
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from regex import Match, Pattern, escape, findall, fullmatch, match, search, split, sub

__all__ = [
    "DOTALL",
    "IGNORECASE",
    "V1",
    "VERBOSE",
    "LateExpression",
    "Match",
    "Pattern",
    "compile",
    "escape",
    "findall",
    "fullmatch",
    "kept_expressions",
    "kept_place",
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


def _asked(name: str) -> cached_property[Any]:
    return cached_property(lambda expression: getattr(expression.compiled(), name))


class LateExpression:
    """Stands for an expression, which a match's `re` is and this is not: tell which one matched by its `pattern`.

    What is asked of it is kept: the next time it takes no longer than asking the expression.
    """

    # each by its name, for a class that answers to any name is asked in twice the time
    findall, finditer, fullmatch, match, search = map(_asked, ("findall", "finditer", "fullmatch", "match", "search"))
    split, sub, subn = map(_asked, ("split", "sub", "subn"))
    flags = _asked("flags")

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def compiled(self) -> Pattern[str]:
        kept = kept_expressions().get(self.key)
        if kept is not None:
            with suppress(Exception):  # whatever is wrong with it: it can be compiled
                found = cast("Pattern[str]", pickle.loads(kept))
                if found.pattern == self.pattern:
                    return found
        import regex

        return regex.compile(self.pattern, self._flags)

    @property
    def key(self) -> tuple[str, int]:
        """By which it is kept."""
        return self.pattern, self._flags


def kept_place() -> Path:
    """Where compiled expressions are kept: where Python keeps compiled code, for each version of the library apart."""
    import regex

    return Path(cache_from_source(__file__)).with_suffix(f".regex-{regex.__version__}")


@cache
def kept_expressions() -> Mapping[tuple[str, int], bytes]:
    """As `pipeline.ingest.keep_expressions` has put them there; none where it was not asked to."""
    try:
        with kept_place().open("rb") as stream:
            return dict(pickle.load(stream))
    except Exception:  # whatever is wrong with it: all of them can be compiled
        return {}


def compile(pattern: str, flags: int = 0) -> Pattern[str]:  # noqa: A001 - as `regex` names it
    """As `regex.compile`, but a mistake in the pattern raises `regex.error` where it is first used."""
    return cast("Pattern[str]", LateExpression(pattern, flags))
