"""The exceptions that a caller of `pipeline` meets, each with what to do. A doubt about a document is a finding, none of these."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _

__all__ = [
    "ClusterError",
    "ConfigurationError",
    "ExportError",
    "GateError",
    "HeldError",
    "InstallationError",
    "MilepaelError",
    "MissingLibraryError",
    "NothingPublishedError",
    "OwnershipError",
    "PagesError",
    "ShardError",
    "SideError",
    "StoreError",
    "TablesError",
]


class MilepaelError(Exception):
    """All that follow: `except MilepaelError` catches whatever the pipeline refuses.

    Examples:
        >>> from pipeline import load
        >>> from pipeline.errors import MilepaelError
        >>> try:
        ...     load("an/empty/folder")
        ... except MilepaelError as error:
        ...     print(error)
        an/empty/folder: there are no tables here. Make them with: milepael run PATH --out an/empty/folder
    """


class ConfigurationError(MilepaelError):
    """A file that people write cannot be understood (`sources.toml`, overrules); raised by `run` before anything is read."""


class OwnershipError(MilepaelError):
    """The output folder holds what milepael did not write; raised by `run` before anything is read or written."""


class HeldError(MilepaelError):
    """Another run holds the output folder; raised by `run` before anything is read."""


class InstallationError(MilepaelError):
    """What reading needs is missing or broken here, a `library` or, where that is None, the start of processes; no file is to blame.

    Raised by `run` before any file is read.
    """

    def __init__(self, library: str | None, why: str) -> None:
        missing, unstarted = _("{library} is needed and cannot be imported ({why})"), _("no process could be started: {why}")
        super().__init__((missing if library else unstarted).format(library=library, why=why))
        self.library, self.why = library, why


class NothingPublishedError(MilepaelError):
    """There was nothing to read, or the tables could not be written; raised by `run`. What was published before stands."""


class ShardError(MilepaelError):
    """A shard cannot be written, or what the shards have read cannot be merged; raised by `read_shard` and `merge_shards`."""


class ClusterError(MilepaelError):
    """No Dask cluster answers, its workers cannot read, or it was lost; raised by `run`. What was published before stands."""


class StoreError(MilepaelError):
    """What lies at a URL cannot be had or put there; raised by whatever is given one. `absent`: it has no such thing."""

    def __init__(self, told: str, *, absent: bool = False) -> None:
        super().__init__(told)
        self.absent = absent


class PagesError(MilepaelError):
    """The tables are published, but their pages could not be written; raised by `run`."""


class GateError(MilepaelError):
    """The rows do not hold what the schema promises; raised by a run or a merge before anything is published. `found` is every fault."""

    def __init__(self, found: Sequence[object]) -> None:
        more = " " + _("(and {count} more)").format(count=len(found) - 3) if len(found) > 3 else ""
        super().__init__("; ".join(map(str, found[:3])) + more)
        self.found = found


class TablesError(MilepaelError):
    """The folder holds no tables, tables of another schema, or a set that is just being replaced; raised by `load` and its tables."""


class SideError(MilepaelError):
    """What was typed names nothing that can be compared, or tables that must not be."""


class ExportError(MilepaelError):
    """What cannot be written: a library or a table is missing, or a sheet cannot hold the rows; raised by `export`."""


class MissingLibraryError(ExportError):
    """A format's library is not installed; the message says how to install it."""
