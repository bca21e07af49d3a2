"""A worker's life, in a process of its own: jobs in, for each of them one line out that says how it ended."""

from __future__ import annotations

import ctypes
import gc
import json
import math
import os
import resource
import signal
import traceback
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import TypeVar

from parsers.model.content import UnreadableError
from pipeline.ingest.arrow_alone import READS
from pipeline.ingest.bounds import Bounds, bound
from pipeline.ingest.job_errors import WriteError
from pipeline.ingest.lent_cores import LentCores
from pipeline.ingest.libraries import missing_library
from pipeline.ingest.worker_answers import ANSWER_BYTES
from pipeline.schema.reasons import FileCode

__all__ = ["READY", "calm_memory", "serve"]

RECORDS_A_COLLECTION = 20_000  # objects made between looks for circles of them: a page of text has some thousand
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3  # of mallopt
KEPT_MOST = 16 * 2**20  # bytes given back that a worker keeps
MAPPED_LEAST = 4 * 2**20  # bytes: a larger block is the system's own, and goes back to it at once
READY = "ready"  # what a worker says before it is given anything
LONGEST_WORDS = 900  # characters of an answer's detail or trace

J = TypeVar("J")


def serve(jobs: Connection, answers: Connection, work: Callable[[J], None], bounds: Bounds, libraries: Sequence[str]) -> None:
    """Some jobs in, an answer out for each, until the driver hangs up; between jobs it may be given other work to do on those that come."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupted driver ends its workers itself
    os.setpgid(0, 0)  # so that what it starts ends with it
    missing = missing_library(libraries)
    try:
        os.write(answers.fileno(), (missing or READY).encode()[:ANSWER_BYTES])
    except BrokenPipeError:  # the driver was interrupted meanwhile
        return
    if missing is not None:
        return
    READS.set()
    bound(resource.RLIMIT_AS, bounds.memory_bytes)
    bound(resource.RLIMIT_CORE, 0)
    calm_memory()
    lent = LentCores(jobs)
    while True:
        try:
            sent = lent.next_jobs()
        except EOFError:
            return
        if callable(sent):  # work of another kind, from now on
            work = sent
            continue
        for job in sent:
            spent = resource.getrusage(resource.RUSAGE_SELF)
            bound(resource.RLIMIT_CPU, math.ceil(spent.ru_utime + spent.ru_stime + bounds.seconds) + 1)
            os.write(answers.fileno(), _answer(job, work))
            gc.collect(0)  # a web page's tree lies in a circle, and takes a megabyte that no count of objects tells of


def calm_memory() -> None:
    """What was imported stays: no collection need look at it again. Records are many and in no circles: few need look at those.

    What one page gave back the next one takes: to hand it to the system in between is a twentieth of an agenda's reading.
    """
    gc.freeze()
    gc.enable()
    gc.set_threshold(RECORDS_A_COLLECTION, 20, 20)
    if set_option := getattr(ctypes.CDLL(None), "mallopt", None):  # glibc's
        set_option(M_MMAP_THRESHOLD, MAPPED_LEAST)
        set_option(M_TRIM_THRESHOLD, KEPT_MOST)


def _answer(job: J, work: Callable[[J], None]) -> bytes:
    code, detail, trace, number = None, None, None, None
    try:
        work(job)
    except UnreadableError as error:
        code, detail = error.code if error.code in set(FileCode) else FileCode.READER_FAILED, str(error)
    except MemoryError:
        code = FileCode.OUT_OF_MEMORY
    except WriteError as error:
        number = error.__cause__.errno if isinstance(error.__cause__, OSError) else None
    except Exception as error:
        code, detail, trace = FileCode.READER_FAILED, f"{type(error).__name__}: {error}", _shortened(traceback.format_exc())
    told = {"code": code, "detail": detail and detail[:LONGEST_WORDS], "trace": trace, "errno": number}
    answer = json.dumps(told).encode() + b"\n"
    return answer if len(answer) <= ANSWER_BYTES else json.dumps(told | {"detail": None, "trace": None}).encode() + b"\n"


def _shortened(trace: str) -> str:
    """Its end, which says where the fault is; a trace of a deep recursion has thousands of lines."""
    return trace[-LONGEST_WORDS:]
