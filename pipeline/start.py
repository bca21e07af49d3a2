"""Where the command starts: of a run that is sure to read, what its readers come from begins before the command is understood.

All that is read waits for that process, which loads for a sixth of a second; to understand the command takes a fifth of that.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

SHARD = frozenset({"--shard", "--fragments"})
NAMED = SHARD | {"--out"}  # what says whether a run will read
PLAIN = frozenset({"--jobs", "--no-report", "--quiet", "-q", "--json", "--strict", "--timeout", "--memory", "--verbose", "-v"})


def main() -> None:
    inputs = first_inputs(sys.argv[1:])
    if inputs:
        from pipeline.ingest.forking import warm_up
        from pipeline.ingest.libraries import libraries_for

        warm_up(libraries_for(inputs), as_it_is=True)
    from pipeline.cli import main as command

    command()


def first_inputs(arguments: Sequence[str]) -> list[str]:
    """What a run reads whose words are plain, and whose output folder is not there yet or which is a shard; else nothing: that takes a
    closer look."""
    if "run" not in arguments[:1]:
        return []
    inputs, named = [], dict[str, str]()
    words = iter(arguments[1:])
    for word in words:
        if word in NAMED:
            named[word] = next(words, "")
        elif not word.startswith("-"):
            inputs.append(word)
        elif word not in PLAIN:
            return []
    is_first = named.keys() == {"--out"} and named["--out"] != "" and not os.path.lexists(named["--out"])
    return [each for each in inputs if os.path.lexists(each)] if is_first or named.keys() == SHARD else []
