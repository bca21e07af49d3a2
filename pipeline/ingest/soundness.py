"""What workers made in, what is wrong with each of it out; what is sound, opened, while there is room: a merge needs it soon."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pipeline.ingest.fragments import Fragment, FragmentError, FragmentHeader, Key, bound_rows
from pipeline.ingest.job_errors import UnsoundError
from pipeline.schema.ids import file_id

if TYPE_CHECKING:
    from pipeline.ingest.fragment_batches import OpenedFragments

__all__ = ["FragmentChecks", "HeldReading"]

HELD_BYTES = 32 * 2**20  # of the columns of small fragments, each of which takes longer to open than all that is done with it


class Asked(Protocol):
    """What is asked of a job that made a fragment."""

    @property
    def path(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def key(self) -> Key: ...
    @property
    def staged(self) -> str: ...


class HeldReading(NamedTuple):
    """One file's reading among others that were opened with it."""

    opened: OpenedFragments
    place: int

    @property
    def header(self) -> FragmentHeader:
        return self.opened.headers[self.place]


class FragmentChecks:
    """Looks at what workers made; `held` are the sound readings that are still open, by their bytes' hash."""

    def __init__(self) -> None:
        self.held: dict[str, HeldReading] = {}
        self._room = HELD_BYTES

    def __call__(self, jobs: Sequence[Asked]) -> list[UnsoundError | None]:
        """What is wrong with what each made: all are asked together, and one by one only where that is not sound."""
        opened = _sound(jobs)
        if opened is None:
            return [_fault(job) for job in jobs]
        for each in opened:
            if len(each.headers) > 1 and (size := each.size) <= self._room:
                self._room -= size
                self.held |= {header.sha256: HeldReading(each, place) for place, header in enumerate(each.headers)}
        return [None] * len(jobs)


def _sound(jobs: Sequence[Asked]) -> list[OpenedFragments] | None:
    """None where any is not."""
    from pipeline.ingest.fragment_batches import FragmentBatch, batches_of
    from pipeline.schema.column_checks import FileColumns, are_sound

    found = []
    try:
        for batch in batches_of(map(_made, jobs)):
            opened = FragmentBatch(batch).opened()
            if not are_sound({name: FileColumns(*table) for name, table in opened.tables.items()}, opened.file_ids):
                return None
            found.append(opened)
    except FragmentError:
        return None
    return found


def _made(job: Asked) -> Fragment:
    """The fragment of the job. Raises FragmentError where there is none, or another's."""
    try:
        fragment = Fragment(job.staged)
    except FileNotFoundError as error:
        raise FragmentError("it made nothing") from error
    header = fragment.header
    if (header.sha256, header.key, header.code) != (job.sha256, job.key, None):
        raise FragmentError("it is not of the file that was asked for")
    return fragment


def _fault(job: Asked) -> FragmentError | None:
    """Why a fragment is not of its job, or its rows are not sound together."""
    from pipeline.schema.checks import faults

    try:
        fragment = _made(job)
        rows = bound_rows(fragment, job.path, "-")
    except FragmentError as error:
        return error
    found = faults(rows | {"files": [{"path": job.path, "file_id": file_id(job.sha256), "state": "read"}]})
    return FragmentError(str(found[0])) if found else None
