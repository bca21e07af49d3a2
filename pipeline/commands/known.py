"""The municipalities of the tables in hand, made known until the command that reads them has ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pipeline.schema.rows import Row

__all__ = ["know"]


def know(tables: Mapping[str, Sequence[Row]]) -> None:
    """From here on, municipalities are named, and their rounds counted, as `municipalities` and `rounds` among the tables tell."""
    from pipeline.promises.municipalities import known_from

    context = click.get_current_context(silent=True)
    if context is not None:
        context.with_resource(known_from(tables))
