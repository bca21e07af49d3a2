"""What a command says when it ends: a sentence on stderr, and with --json one object on stdout, whatever the end."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from gettext import gettext as _
from typing import TYPE_CHECKING, NoReturn

import click

from pipeline.commands.spoken import current_language

if TYPE_CHECKING:
    from parsers.model.content import UnreadableError

__all__ = ["UNWRITTEN", "leave_unheard", "print_end", "print_json", "reason_of", "refuse", "say", "system_words"]

UNWRITTEN = 3


def say(message: str) -> None:
    """On stderr; where that cannot be written, nobody hears it, and nothing else is lost."""
    with suppress(OSError, ValueError):
        click.echo(message, err=True)


def refuse(message: str, code: int) -> NoReturn:
    """Says why on stderr, and leaves the process with `code`."""
    say(f"milepael: {message}")
    print_end(message, code)
    sys.exit(code)


def print_json(value: object) -> None:
    """One object on stdout. Leaves the process when that cannot be written."""
    try:
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        leave_unheard(error)


def leave_unheard(error: OSError) -> NoReturn:
    """Leaves the process where stdout cannot be written."""
    say("milepael: " + _("the report could not be written to stdout: {why}").format(why=system_words(error)))
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is left of it would be written when the process ends
    sys.exit(UNWRITTEN)


def system_words(error: OSError) -> str:
    """What the system says of a failure, in the language that is spoken."""
    return _(error.strerror) if error.strerror else str(error)


def reason_of(error: UnreadableError) -> str:
    """Why a file was not read, and what to do about it, in the language that is spoken."""
    from pipeline.schema.reasons import reason_in

    return reason_in(error.code, current_language())


def print_end(message: str, code: int) -> None:
    if "--json" in sys.argv[1:]:
        print_json({"exit_code": code, "error": message})
