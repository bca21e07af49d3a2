"""Commands by their names, each imported when it is first asked for: to run one, none of the others is needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from importlib import import_module

import click

from pipeline.commands.spoken import ENGLISH, spoken

__all__ = ["LateCommands"]


class LateCommands(MutableMapping[str, click.Command]):
    """Takes for each name the module that has the command, and what it is called there: `pipeline.commands.run:run_command`."""

    def __init__(self, places: Mapping[str, str]) -> None:
        self._commands: dict[str, click.Command | str] = {**places}

    def __getitem__(self, name: str) -> click.Command:
        command = self._commands[name]
        if isinstance(command, str):
            module, _, attribute = command.partition(":")
            with spoken(ENGLISH):  # some of click's words are said once, when a command is made
                command = self._commands[name] = getattr(import_module(module), attribute)
            assert isinstance(command, click.Command)
        return command

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._commands[name] = command

    def __delitem__(self, name: str) -> None:
        del self._commands[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._commands)

    def __len__(self) -> int:
        return len(self._commands)
