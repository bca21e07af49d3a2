"""What the commands say in English in, the Danish catalogue brought up to date and compiled: `pipeline/wording/locale`.

python -m docs.make_messages
A new sentence stands in the .po file with nothing beside it: put the Danish there, and run it again.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import pipeline
from parsers.model.records import Kind, Severity
from pipeline.cli import main
from pipeline.commands import ending, status
from pipeline.commands.run import COUNTED
from pipeline.commands.spoken import DOMAIN, LOCALE, metavar, paragraphs
from pipeline.ingest.cache import Why
from pipeline.schema.tables import SCHEMA_VERSION

PO = LOCALE / "da" / "LC_MESSAGES" / f"{DOMAIN}.po"
MARKED = {"_": None, "ngettext": (1, 2)}
CLICKS_OWN = ("core.py", "decorators.py", "exceptions.py", "formatting.py", "parser.py", "types.py")
FOR_PROGRAMMERS = (
    "deprecated",
    "Deprecat",
    "iterable",
    "twice",
    "Boolean option",
    "declaration",
    "No options",
    "UUID",
    "boolean",
    "Choice(",
)
UNASKED = ("UUID", "Do you want", "Confirm", "match the format", "environment", "(dynamic)", "Invalid start", "len_type", "{nargs} values")
FAILURES = (
    "ENOENT",
    "EACCES",
    "EPERM",
    "ENOSPC",
    "EDQUOT",
    "EROFS",
    "EISDIR",
    "ENOTDIR",
    "EEXIST",
    "EIO",
    "EFBIG",
    "ENAMETOOLONG",
    "EPIPE",
)


def said() -> Iterator[str | tuple[str, ...]]:
    """Every English sentence that may meet a person on a terminal; what counts, as one and as several."""
    for _file, message in _marked(Path(pipeline.__file__).parent):
        yield message
    for file, message in _marked(Path(click.__file__).parent):
        words = message if isinstance(message, str) else message[0]
        if file in CLICKS_OWN and not any(part in words for part in (*FOR_PROGRAMMERS, *UNASKED)):
            yield message
    for command in commands(main):
        context = click.Context(command)
        yield from (words for _wrapped, words in paragraphs(command.help or ""))
        for param in command.params:
            yield from filter(None, (getattr(param, "help", None), metavar(param, context)))
        yield from command.collect_usage_pieces(context)
    yield from (*Kind, *Severity, *Why, *COUNTED, *ending.SIGNALS.values(), *status.CHANGED.values())
    yield from (os.strerror(getattr(errno, name)) for name in FAILURES)


def commands(group: click.Group) -> Iterator[click.Command]:
    """The group itself, and every command in it."""
    yield group
    for command in group.commands.values():
        yield from commands(command) if isinstance(command, click.Group) else (command,)


def _marked(folder: Path) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    for file, _line, message, _comments, _context in extract_from_dir(folder, [("**.py", "python")], keywords=MARKED):
        yield file, message


def catalogue() -> Catalog:
    """The Danish one, with every sentence that is said now and none that is said no more."""
    with PO.open("rb") as stream:
        before = read_po(stream, locale="da", domain=DOMAIN)
    now = Catalog(locale="da", domain=DOMAIN, project="milepael", header_comment="# What the commands say, in Danish.", fuzzy=False)
    now.version, now.msgid_bugs_address, now.last_translator, now.language_team = SCHEMA_VERSION, "", "", ""
    now.creation_date = now.revision_date = before.creation_date
    for message in sorted({one if isinstance(one, str) else tuple(one) for one in said()}, key=str):
        known = before.get(message)
        now.add(message, known.string if known else "" if isinstance(message, str) else ("", ""))
    return now


def untranslated(catalog: Catalog) -> list[str]:
    forms = {str(one.id): one.string if isinstance(one.string, tuple) else (one.string,) for one in catalog if one.id}
    return [words for words, danish in forms.items() if not all(danish)]


if __name__ == "__main__":
    told = catalogue()
    with PO.open("wb") as stream:
        write_po(stream, told, width=140, omit_header=False, sort_output=True)
    with PO.with_suffix(".mo").open("wb") as stream:
        write_mo(stream, told)
    missing = untranslated(told)
    print("\n".join(f"no Danish yet: {words}" for words in missing) or f"{len(told)} sentences stand in Danish")
    sys.exit(bool(missing))
