"""A path or a URL, as it is typed: `papers`, `file:///papers`, `s3://bucket/papers`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from pipeline.commands.refusal import UNWRITTEN, refuse
from pipeline.object_store import place_named

__all__ = ["PLACE", "stores_told"]


class PlaceType(click.ParamType[Path | str]):
    name = "path"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path | str:
        return value if isinstance(value, Path) else place_named(str(value))


PLACE = PlaceType()


@contextmanager
def stores_told() -> Iterator[None]:
    """Ends the command with 3 where an object store refuses."""
    from pipeline.errors import StoreError

    try:
        yield
    except StoreError as error:
        refuse(str(error), UNWRITTEN)
