"""What workers are forked from: it tells how each ended, gives on nothing that is the driver's, and is begun anew where it is gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from multiprocessing.connection import wait
from pathlib import Path

import pytest

from pipeline.ingest.bounds import Bounds
from pipeline.ingest.processes import run_bounded
from pipeline.ingest.workers import Worker

ROOT = Path(__file__).parents[3]


def obey(job: tuple[str, Path]) -> None:
    order, place = job
    match order:
        case "look":
            handles = [str(each.readlink()) for each in Path("/proc/self/fd").iterdir() if each.name not in "12" and each.exists()]
            place.write_text("\n".join([str(os.getppid()), *handles, str(os.getpid())]))
        case "exit":
            os._exit(7)
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)


def name(job: tuple[str, Path]) -> None:
    job[1].write_text(f"another {os.getpid()}")


def ended(worker: Worker[tuple[str, Path]], order: str, place: Path) -> str | None:
    worker.start([(order, place)])
    wait(worker.ends)
    [how] = worker.ended(answered=True)
    return how.detail


def test_a_worker_has_no_file_of_its_driver_and_no_standard_input(tmp_path: Path) -> None:
    kept = os.open(tmp_path / "drivers", os.O_CREAT | os.O_WRONLY)
    os.set_inheritable(kept, True)
    worker = Worker(obey, Bounds())
    assert ended(worker, "look", tmp_path / "seen") is None
    _, *handles, _ = (tmp_path / "seen").read_text().splitlines()
    assert os.devnull in handles
    assert not [each for each in handles if each.startswith((str(tmp_path), "socket"))]
    assert len([each for each in handles if each.startswith("pipe")]) == 2
    worker.stop()
    os.close(kept)


def test_a_long_message_to_a_worker_that_reads_no_more_keeps_nobody_waiting(tmp_path: Path) -> None:
    worker = Worker(obey, Bounds())
    assert ended(worker, "look", tmp_path / "seen") is None
    os.kill(int((tmp_path / "seen").read_text().splitlines()[-1]), signal.SIGSTOP)
    many = [("look", Path(f"{number:09}" * 200)) for number in range(128)]
    sending = threading.Thread(target=worker.start, args=(many,), daemon=True)
    sending.start()
    sending.join(60)
    assert not sending.is_alive()
    worker.stop()


@pytest.mark.parametrize(("order", "detail"), [("exit", "ended with exit status 7"), ("die", "ended by SIGKILL")])
def test_it_is_told_how_a_worker_ended(order: str, detail: str, tmp_path: Path) -> None:
    worker = Worker(obey, Bounds())
    assert ended(worker, order, tmp_path) == detail
    assert not worker.is_alive
    worker.stop()


def test_where_the_process_they_come_from_is_killed_its_workers_end_and_the_next_comes_from_another(tmp_path: Path) -> None:
    first = Worker(obey, Bounds())
    assert ended(first, "look", tmp_path / "first") is None
    parent = int((tmp_path / "first").read_text().splitlines()[0])
    os.kill(parent, signal.SIGKILL)
    wait([first.ends[1]])
    assert not first.is_alive
    first.stop()
    second = Worker(obey, Bounds())
    assert ended(second, "look", tmp_path / "second") is None
    assert int((tmp_path / "second").read_text().splitlines()[0]) != parent
    second.stop()


def test_threads_that_ask_at_once_each_get_a_worker_from_one_process(tmp_path: Path) -> None:
    all_done = threading.Barrier(4)

    def ask(number: int) -> None:
        worker = Worker(obey, Bounds())
        ended(worker, "look", tmp_path / str(number))
        worker.stop()
        all_done.wait()  # what they come from ends with the thread that began it

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({each.read_text().splitlines()[0] for each in tmp_path.iterdir()}) == 1


def test_who_did_one_kind_of_work_rests_and_does_another(tmp_path: Path) -> None:
    resting: list[Worker[tuple[str, Path]]] = []
    for work in (obey, name):
        [how] = run_bounded([("look", tmp_path / work.__name__)], work, workers=1, bounds=Bounds(), resting=resting)
        assert how.code is None
    [worker] = resting
    worker.stop()
    first = (tmp_path / "obey").read_text().splitlines()[-1]
    assert (tmp_path / "name").read_text() == f"another {first}"


def test_a_driver_that_is_forked_as_it_is_gets_the_same_workers(tmp_path: Path) -> None:
    code = f"""
from pipeline.ingest.forking import warm_up
warm_up(as_it_is=True)
from pathlib import Path
from pipeline.ingest.bounds import Bounds
from pipeline.ingest.workers import Worker
from tests.pipeline.ingest.test_forking import ended, obey
worker = Worker(obey, Bounds())
assert ended(worker, "look", Path({str(tmp_path / "seen")!r})) is None
assert ended(worker, "exit", Path()) == "ended with exit status 7"
worker.stop()
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, input=b"to be left alone", capture_output=True, check=True, timeout=120)
    assert done.stderr == b""
    _, *handles, _ = (tmp_path / "seen").read_text().splitlines()
    assert os.devnull in handles
    assert len([each for each in handles if each.startswith("pipe")]) == 2
