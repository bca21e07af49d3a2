"""A reader that a file can kill, for processes that import it by its name."""

from __future__ import annotations

import os
import signal

from parsers.reading import FileReading
from pipeline.ingest.readings import Job, read_job

MARK = "poison"


def read_or_die(job: Job) -> FileReading:
    if job.where.location.read_bytes().startswith(MARK.encode()):
        os.kill(os.getpid(), signal.SIGKILL)
    return read_job(job)
