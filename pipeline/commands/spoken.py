"""In which language a command speaks: the one asked for with --lang, else the locale's, else the command's own.

Help, refusals and what click itself says go through gettext; `pipeline/wording/locale` holds them in Danish.
"""

from __future__ import annotations

import copy
import gettext
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path
from typing import Any, Self

import click

__all__ = ["SpokenCommand", "asked_language", "current_language", "spoken"]

DANISH, ENGLISH = "da", "en"
LOCALE_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # in gettext's order: the first that is set counts
DOMAIN = "milepael"
LOCALE = Path(__file__).parents[1] / "wording" / "locale"


class SpokenCommand(click.Command):
    """A command with `--lang`, whose help is translated when it is shown. `speaks` is its language where nobody asks for one."""

    def __init__(self, *arguments: Any, speaks: str = ENGLISH, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.speaks = speaks
        kinds = click.Choice([DANISH, ENGLISH])
        self.params.append(click.Option(["--lang"], type=kinds, expose_value=False, help="Danish or English.  [default: the locale's]"))

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super(SpokenCommand, self._translated(ctx)).format_help(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        return super(SpokenCommand, self._translated()).get_short_help_str(limit)

    def _translated(self, ctx: click.Context | None = None) -> Self:
        told = copy.copy(self)
        told.help = self.help and _(self.help)
        told.options_metavar = self.options_metavar and _(self.options_metavar)
        told.params = [_translated(param, ctx) for param in self.params] if ctx else self.params
        return told


def _translated(param: click.Parameter, ctx: click.Context) -> click.Parameter:
    told = copy.copy(param)
    if isinstance(told, click.Option):
        told.help = told.help and _(told.help)
    if not getattr(told, "is_flag", False) and not isinstance(told.type, click.Choice):
        told.metavar = _(told.make_metavar(ctx))
    return told


def asked_language(arguments: Sequence[str]) -> str | None:
    """The one that --lang names, else the locale's; None where neither says Danish or English."""
    for place, argument in enumerate(arguments):
        if argument == "--lang" or argument.startswith("--lang="):
            named = argument.removeprefix("--lang").removeprefix("=") or "".join(arguments[place + 1 : place + 2])
            if named in (DANISH, ENGLISH):
                return named
    locale = next((value for name in LOCALE_VARIABLES if (value := os.environ.get(name))), "").casefold()
    return next((language for language in (DANISH, ENGLISH) if locale.startswith(language)), None)


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """What goes through gettext is said in this language."""
    before = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(DOMAIN, LOCALE)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        gettext.textdomain(before[0])
        if before[1] is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before[1]


def current_language() -> str:
    """The language that is spoken now."""
    return DANISH if gettext.textdomain() == DOMAIN and os.environ.get("LANGUAGE") == DANISH else ENGLISH
