"""Documents in, trustworthy tables out: `from pipeline import load`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.version import __version__

if TYPE_CHECKING:
    from pipeline.publish.load import load as load

__all__ = ["__version__", "load"]


def __getattr__(name: str) -> Any:
    """`load`, fetched when asked for, so that the command starts without pandas."""
    if name == "load":
        from pipeline.publish.load import load

        return load
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
