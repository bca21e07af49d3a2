"""A reason and an exit code in, the command ended."""

from __future__ import annotations

import sys
from typing import NoReturn

import click

__all__ = ["refuse"]


def refuse(message: str, code: int) -> NoReturn:
    """Says why on stderr, and leaves the process with `code`."""
    click.echo(f"milepael: {message}", err=True)
    sys.exit(code)
