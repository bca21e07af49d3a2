"""In which language a command speaks: the one asked for with --lang, else the locale's.

Help, refusals and what click itself says go through gettext; `pipeline/wording/locale` holds them in Danish.
"""

from __future__ import annotations

import copy
import gettext
import inspect
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path
from typing import Any, Self

import click

__all__ = ["DOMAIN", "ENGLISH", "LOCALE", "SpokenCommand", "asked_language", "current_language", "metavar", "paragraphs", "spoken"]

DANISH, ENGLISH = "da", "en"
LOCALE_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # in gettext's order: the first that is set counts
DOMAIN = "milepael"
UNWRAPPED = "\b\n"  # before a paragraph whose lines click leaves as they are
LOCALE = Path(__file__).parents[1] / "wording" / "locale"


class SpokenCommand(click.Command):
    """A command with `--lang`, whose help is translated when it is shown."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        kinds = click.Choice([DANISH, ENGLISH])
        self.params.append(click.Option(["--lang"], type=kinds, expose_value=False, help="Danish or English.  [default: the locale's]"))

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super(SpokenCommand, self._translated(ctx)).format_help(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = copy.copy(super().get_help_option(ctx))  # click keeps one, in the language it was first asked for
        if option is not None:
            option.help = _("Show this message and exit.")
        return option

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [_(piece) for piece in super().collect_usage_pieces(ctx)]

    def get_short_help_str(self, limit: int = 45) -> str:
        return super(SpokenCommand, self._translated()).get_short_help_str(limit)

    def _translated(self, ctx: click.Context | None = None) -> Self:
        told = copy.copy(self)
        told.help = "\n\n".join(f"{UNWRAPPED if wrapped else ''}{_(words)}" for wrapped, words in paragraphs(self.help or ""))
        if ctx:
            told.params = [_translated(param, ctx) for param in self.params]
        return told


def paragraphs(text: str) -> list[tuple[bool, str]]:
    """Each paragraph of a help text, and whether its lines stand as they are."""
    return [(words.startswith(UNWRAPPED), words.removeprefix(UNWRAPPED)) for words in inspect.cleandoc(text).split("\n\n") if words]


def metavar(param: click.Parameter, ctx: click.Context) -> str | None:
    """What stands for its value in the help; None for a flag, and for a choice, which is written as it is typed."""
    if getattr(param, "is_flag", False) or isinstance(param.type, click.Choice):
        return None
    return param.make_metavar(ctx)


def _translated(param: click.Parameter, ctx: click.Context) -> click.Parameter:
    told = copy.copy(param)
    if isinstance(told, click.Option):
        told.help = told.help and _(told.help)
    if name := metavar(param, ctx):
        told.metavar = _(name)
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
def spoken(language: str | None) -> Iterator[None]:
    """What goes through gettext is said in this language; where none is asked for, as it stands in the code, in English."""
    if language is None:
        yield
        return
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


def current_language(otherwise: str = ENGLISH) -> str:
    """The language that is spoken now; `otherwise` where none was asked for."""
    return os.environ.get("LANGUAGE", otherwise) if gettext.textdomain() == DOMAIN else otherwise
