"""How a command ends: each kind of end has its exit code, one sentence on stderr and, with --json, one object on stdout."""

from __future__ import annotations

import atexit
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from gettext import gettext as _
from types import FrameType
from typing import TYPE_CHECKING, Any, TypeGuard

import click

from pipeline.commands.refusal import UNWRITTEN, leave_unheard, print_end, refuse
from pipeline.commands.spoken import SpokenCommand, asked_language, spoken
from pipeline.errors import InstallationError
from pipeline.version import __version__

if TYPE_CHECKING:
    import traceback

__all__ = ["SIGNALS", "EndingGroup"]

TURN_SECONDS = 0.0005  # that a thread which reads, writes or answers workers waits for one that computes
FAULT = 70  # of ours: EX_SOFTWARE in sysexits.h
SIGNALS = {signal.SIGINT: "Interrupted", signal.SIGTERM: "Terminated", signal.SIGHUP: "Hung up"}


class SignalledError(KeyboardInterrupt):
    """A signal that asks the process to end; what holds for an interrupt holds for it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class EndingGroup(SpokenCommand, click.Group):
    """Commands that end as they say they do, from their first import to their last line."""

    def main(self, args: Sequence[str] | None = None, *more: Any, **others: Any) -> Any:
        if args is None:  # the process is ours
            sys.setswitchinterval(TURN_SECONDS)
        try:
            with _signals(), spoken(asked_language(sys.argv[1:] if args is None else args)):
                return super().main(args, *more, **others)
        except SystemExit as end:
            if args is None:
                _end_at_once(end.code)
            raise

    def make_context(self, *arguments: Any, **more: Any) -> click.Context:
        try:
            return super().make_context(*arguments, **more)
        except click.UsageError as error:
            print_end(error.format_message(), error.exit_code)
            raise
        except OSError as error:  # `--help` and `--version` are said here
            if _is_of_stdout(error):
                leave_unheard(error)
            raise

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stopped:
            number = getattr(stopped, "number", signal.SIGINT)
            stands = (getattr(stopped, "__notes__", None) or [_("what was published before stands.")])[-1]
            refuse(f"{_(SIGNALS[number])}; {stands}", 128 + number)
        except click.UsageError as error:
            print_end(error.format_message(), error.exit_code)
            raise
        except (click.exceptions.Exit, click.ClickException, SystemExit, BrokenPipeError):
            raise
        except Exception as error:
            if _is_of_stdout(error):
                leave_unheard(error)
            if wanting := _wanting(error):
                refuse(f"{wanting} {_('Install milepael again, with all that it needs.')}", UNWRITTEN)
            refuse(_crash_report(error), FAULT)


def _end_at_once(code: object) -> None:
    """Ends the process as multiprocessing ends its own: to take apart all that was loaded takes a twentieth of a run, a fifth of `--help`.

    Returns where it is to end in Python's own way: somebody watches it, or what it said cannot be written, which Python tells.
    """
    if sys.getprofile() or sys.gettrace() or not (code is None or isinstance(code, int)):
        return
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except (OSError, ValueError):
        return
    atexit._run_exitfuncs()
    os._exit(code or 0)


def _is_of_stdout(error: Exception) -> TypeGuard[OSError]:
    """Whether what a command says could not be written: the failure is the one place's that says it, and no file's of ours."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    return isinstance(error, OSError) and frame is not None and frame.tb_frame.f_code is click.echo.__code__


def _wanting(error: Exception) -> str | None:
    """Says which library is missing or broken here; None where something else is wrong."""
    if isinstance(error, ImportError):
        library = (error.name or "").partition(".")[0]
        error = InstallationError(library, str(error)) if library not in ("", "pipeline", "parsers") else error
    if not isinstance(error, InstallationError):
        return None
    if error.library is None:
        return _("No process could be started to read files: {why}.").format(why=error.why)
    return _("{library} is needed and cannot be imported ({why}).").format(library=error.library, why=error.why)


@contextmanager
def _signals() -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise SignalledError(number)

    before = {}
    with suppress(ValueError):  # not in the main thread, where a test may run
        before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _crash_report(error: Exception) -> str:
    """A file that says where the fault is, and holds no word of a document: no messages, no values, no paths but our own."""
    import platform
    import tempfile
    import traceback

    frames = [f"  {_place(frame)}" for frame in traceback.extract_tb(error.__traceback__)]
    kinds: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(kinds) < 10:
        kinds.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    command = " ".join(one for one in sys.argv[1:] if one.startswith("-") or one.isidentifier())
    lines = [
        f"milepael {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}",
        f"command: {command}",
        f"exception: {' from '.join(kinds)}",
        *frames,
    ]
    try:
        handle, path = tempfile.mkstemp(prefix="milepael-crash-", suffix=".txt", text=True)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write("\n".join(lines) + "\n")
    except OSError:
        return _("This is a fault of milepael's own. Send this line: {line}").format(line=" | ".join(lines))
    told = _("This is a fault of milepael's own ({kind}). Where it is stands in {path}, without a word of any document: send that file.")
    return told.format(kind=kinds[0], path=path)


def _place(frame: traceback.FrameSummary) -> str:
    parts = frame.filename.replace("\\", "/").split("/")
    known = next((place for place, part in enumerate(parts) if part in ("pipeline", "parsers", "site-packages")), len(parts) - 1)
    return f"{'/'.join(parts[known:])}:{frame.lineno} in {frame.name}"
