"""A PDF's bytes in, whether some of its layers may not be shown out."""

from __future__ import annotations

import io
import re
from functools import cached_property

__all__ = ["Layers"]

NAMES = re.compile(rb"/O(?:CProperties|bjStm)")  # a file without them has no layers; in an object stream they may stand unseen


class Layers:
    """The layers of a file. What its pages print on them is looked at more closely only where it may be `hidden`."""

    def __init__(self, data: bytes) -> None:
        self.may_exist = NAMES.search(data) is not None
        self._data = data

    @cached_property
    def hidden(self) -> frozenset[str] | None:
        """The names of those that are off; None where it depends on more than that which are shown."""
        import pikepdf

        if not self.may_exist:
            return frozenset()
        try:
            with pikepdf.open(io.BytesIO(self._data), suppress_warnings=True) as pdf:
                properties = pdf.Root.get("/OCProperties")
                if properties is None:
                    return frozenset()
                shown = properties.get("/D", pikepdf.Dictionary())
                if (
                    "/AS" in shown
                    or "/Intent" in shown
                    or shown.get("/BaseState", "/ON") != "/ON"
                    or any(map(_depends_on_others, pdf.objects))
                ):
                    return None
                return frozenset(str(layer.Name) for layer in shown.get("/OFF", []))
        except (pikepdf.PdfError, pikepdf.PasswordError, RecursionError, RuntimeError, ValueError, TypeError, AttributeError):
            return None


def _depends_on_others(one: object) -> bool:
    import pikepdf

    return isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/OCMD"
