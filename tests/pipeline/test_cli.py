from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.ingest import readings
from pipeline.publish.output import Output
from pipeline.schema.reasons import REASONS, FileCode
from pipeline.schema.tables import TABLES
from pipeline.version import __version__

SAMPLES = Path(__file__).parents[2] / "data" / "raw"
MILEPAEL = [sys.executable, "-c", "from pipeline.cli import main; main(prog_name='milepael')"]


def milepael(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="milepael")


def with_binary(folder: Path) -> Path:
    """The samples and a picture that calls itself a text."""
    for sample in SAMPLES.glob("*.txt"):
        (folder / sample.name).write_bytes(sample.read_bytes())
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    return folder


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


def test_a_clean_run_ends_with_0_and_says_what_came_out(tmp_path: Path) -> None:
    result = milepael("run", SAMPLES, "--out", tmp_path)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "milestones" in result.stderr
    assert f"The tables are in {tmp_path}" in result.stderr
    assert (tmp_path / "milestones.parquet").exists()


def test_a_quarantined_file_ends_with_1_its_name_and_what_to_do(tmp_path: Path, raw: Path) -> None:
    result = milepael("run", with_binary(raw), "--out", tmp_path / "out", "--quiet")
    assert result.exit_code == 1
    assert result.stderr == f"quarantined: picture.txt: {REASONS[FileCode.PICTURE].english}\n"
    assert (tmp_path / "out" / "milestones.parquet").exists()


def test_an_empty_file_ends_with_1_and_its_name(tmp_path: Path, raw: Path) -> None:
    (raw / "empty.txt").touch()
    result = milepael("run", raw, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "quarantined: empty.txt: The file is empty. Fetch it again from where it came." in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["run", "nowhere"], "nowhere: there is no such file or folder"),
        (["run", "--engine", "camelot"], "'camelot' is not one of"),
        (["run", "--jobs", "0"], "0 is not in the range"),
        (["run", "--timeout", "0"], "0.0 is not in the range"),
        (["schema", "smileys"], "smileys: there is no such table. The tables are files, documents"),
        (["read"], "No such command 'read'"),
    ],
)
def test_a_command_that_is_not_understood_ends_with_2(arguments: list[str], words: str) -> None:
    result = milepael(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr


def test_configuration_that_is_not_understood_ends_with_2(tmp_path: Path, raw: Path) -> None:
    (raw / "sources.toml").write_text("broken", encoding="utf-8")
    (raw / "a.txt").write_text("a", encoding="utf-8")
    result = milepael("run", raw, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "sources.toml: cannot be read as TOML" in result.stderr


def test_an_empty_folder_ends_with_3_and_what_to_do(tmp_path: Path, raw: Path) -> None:
    result = milepael("run", raw, "--out", tmp_path / "out")
    assert result.exit_code == 3
    assert f"{raw}: no file to read here. Put PDF or text files in it" in result.stderr


def test_an_output_folder_that_is_a_file_ends_with_3(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    result = milepael("run", SAMPLES, "--out", tmp_path / "out")
    assert result.exit_code == 3
    assert "this is a file" in result.stderr


def test_an_output_folder_that_cannot_be_made_ends_with_3() -> None:
    result = milepael("run", SAMPLES, "--out", "/proc/nowhere/out")
    assert result.exit_code == 3
    assert "/proc/nowhere/out: the tables could not be written: No such file or directory" in result.stderr


def test_a_folder_that_another_run_holds_ends_with_4(tmp_path: Path) -> None:
    with Output(tmp_path).held():
        result = milepael("run", SAMPLES, "--out", tmp_path)
    assert result.exit_code == 4
    assert "another run is writing here. Wait for it" in result.stderr


def test_no_library_has_a_word_on_the_terminal_when_a_run_ends(tmp_path: Path) -> None:
    run = [*MILEPAEL, "run", SAMPLES, "--out", tmp_path / "out", "--quiet"]
    ended = subprocess.run(run, stderr=subprocess.PIPE, check=False, text=True)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_an_interrupted_run_ends_with_130_and_leaves_the_tables_and_no_worker(tmp_path: Path, raw: Path) -> None:
    milepael("run", SAMPLES, "--out", tmp_path / "out")
    before = (tmp_path / "out" / "milestones.parquet").read_bytes()
    (raw / "big.txt").write_bytes(b"1. budgetopf\xc3\xb8lgning\tMilep\xc3\xa6l\t" * 2_000_000)
    run = [*MILEPAEL, "run", raw, "--out", tmp_path / "out"]
    process = subprocess.Popen(run, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=_interruptible)
    deadline = time.monotonic() + 30
    while not _children(process.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert said.decode().endswith("milepael: Interrupted; what was published before stands.\n")
    assert (tmp_path / "out" / "milestones.parquet").read_bytes() == before
    while _alive(process.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _alive(process.pid)


def _interruptible() -> None:
    """Whoever starts the tests in the background may have them ignore interrupts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def test_the_run_report_goes_to_stdout_and_everything_else_to_stderr(tmp_path: Path) -> None:
    result = milepael("run", SAMPLES, "--out", tmp_path, "--json")
    assert json.loads(result.stdout) == json.loads((tmp_path / "run.json").read_bytes())
    assert "read in" in result.stderr


def test_elsewhere_than_on_a_terminal_each_file_is_a_plain_line(tmp_path: Path) -> None:
    lines = milepael("run", SAMPLES, "--out", tmp_path).stderr.splitlines()
    count = len(list(SAMPLES.iterdir()))
    assert [line.split("]")[0] for line in lines[:count]] == [f"[{done}/{count}" for done in range(1, count + 1)]
    assert not any("\x1b" in line for line in lines)


def test_on_a_terminal_there_is_a_bar(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [*MILEPAEL, "run", str(SAMPLES), "--out", str(tmp_path)]
    process = subprocess.Popen(command, stderr=theirs, env={**os.environ, "TERM": "xterm", "COLUMNS": "100"})
    os.close(theirs)
    said = b""
    try:
        while piece := os.read(ours, 4096):
            said += piece
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    assert process.wait() == 0
    assert b"Reading" in said
    assert b"\x1b[" in said


def test_a_fault_in_a_reader_shows_its_trace_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def outcomes(jobs: list[readings.Job], cache: Any, **bounds: Any) -> list[readings.ReadingOutcome]:
        return [readings.ReadingOutcome(job, code=FileCode.READER_FAILED, detail="KeyError: 1", trace="Traceback …\n") for job in jobs]

    monkeypatch.setattr(readings, "outcomes", outcomes)
    assert "Traceback" in milepael("run", SAMPLES, "--out", tmp_path, "-v").stderr
    assert "Traceback" not in milepael("run", SAMPLES, "--out", tmp_path).stderr


def test_the_schema_is_told_as_text_json_and_markdown() -> None:
    assert milepael("schema").stdout.count("\nkey: ") == len(TABLES)
    assert json.loads(milepael("schema", "--json").stdout)["name"] == "milepael"
    assert json.loads(milepael("schema", "milestones", "--json").stdout)["schema"]["primaryKey"] == ["document_id", "milestone_id"]
    assert "## milestones" in milepael("schema", "milestones", "--markdown").stdout


def test_the_version_is_told() -> None:
    assert milepael("--version").stdout == f"milepael, version {__version__}\n"


def test_every_exit_code_is_documented() -> None:
    told = milepael("run", "--help").stdout
    assert all(f"\n    {code} " in told for code in (0, 1, 2, 3, 4, 70))
    assert "129, 130, 143" in told


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from pipeline.cli import main; main(['--help'], standalone_mode=False); print(sorted(sys.modules))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    heavy = ("pandas", "pyarrow", "rich", "pdfplumber", "pypdfium2", "filelock", "multiprocessing.context", "parsers.reading")
    assert not [name for name in heavy if f"'{name}'" in said]


def test_a_run_that_has_nothing_to_do_starts_no_process_and_imports_nothing_heavy(tmp_path: Path) -> None:
    arguments = ["run", str(SAMPLES / "foerste-opfoelgning-2031.txt"), "--out", str(tmp_path / "out"), "--no-report", "--quiet"]
    assert milepael(*arguments).exit_code == 0
    code = "import sys; from pipeline.cli import main\ntry: main(sys.argv[1:])\nfinally: print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True).stdout.split()
    heavy = {"concurrent.futures", "email", "multiprocessing", "numpy", "pandas", "pyarrow", "regex", "rich", "pipeline.commands.rounds"}
    assert not heavy & set(loaded)
    assert sum(name.partition(".")[0] in ("parsers", "pipeline") for name in loaded) < 80


@pytest.mark.parametrize(("number", "code", "word"), [(signal.SIGTERM, 143, "Terminated"), (signal.SIGHUP, 129, "Hung up")])
def test_a_run_that_is_told_to_end_ends_like_an_interrupted_one(tmp_path: Path, raw: Path, number: int, code: int, word: str) -> None:
    (raw / "big.txt").write_bytes(b"1. budgetopf\xc3\xb8lgning\tMilep\xc3\xa6l\t" * 2_000_000)
    run = [*MILEPAEL, "run", raw, "--out", tmp_path / "out"]
    process = subprocess.Popen(run, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=_interruptible)
    deadline = time.monotonic() + 30
    while not _children(process.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(number)
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said.decode()) == (code, f"milepael: {word}; what was published before stands.\n")


def test_a_fault_of_ours_ends_with_70_and_a_file_without_a_word_of_any_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*arguments: Any, **more: Any) -> None:
        raise KeyError("hemmelige ord fra et dokument")

    monkeypatch.setattr("pipeline.ingest.merge.Merge", fault)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    result = milepael("run", SAMPLES, "--out", tmp_path / "out", "-q")
    assert result.exit_code == 70
    (report,) = tmp_path.glob("milepael-crash-*.txt")
    assert str(report) in result.stderr
    told = report.read_text(encoding="utf-8")
    assert "KeyError" in told
    assert "pipeline/run.py" in told
    assert "hemmelige" not in told + result.stderr
    assert str(tmp_path) not in told


@pytest.mark.parametrize("arguments", [["run", "nowhere"], ["run", "--engine", "x"], ["status", "--out", "nowhere"], ["--bogus"]])
def test_with_json_every_end_is_one_object(arguments: list[str]) -> None:
    said = subprocess.run([*MILEPAEL, *arguments, "--json"], capture_output=True, text=True, check=False)
    assert json.loads(said.stdout)["exit_code"] == said.returncode != 0
    assert said.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["run", "--help"], ["schema"]])
def test_an_answer_that_cannot_be_written_is_told_and_is_no_fault_of_ours(arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        said = subprocess.run([*MILEPAEL, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (said.returncode, said.stderr.count("\n")) == (3, 1)
    assert "could not be written to stdout" in said.stderr


def test_messages_that_cannot_be_written_cost_nothing(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        said = subprocess.run([*MILEPAEL, "run", SAMPLES, "--out", tmp_path, "--no-report"], stderr=full, check=False)
    assert said.returncode == 0
    assert (tmp_path / "milestones.parquet").exists()


def test_a_dry_run_says_what_would_be_read_and_why_and_writes_nothing(tmp_path: Path, raw: Path) -> None:
    (raw / "a.txt").write_text("a", encoding="utf-8")
    assert milepael("run", raw, "--out", tmp_path / "out", "--dry-run").stdout == "a.txt: not read before\n"
    assert not (tmp_path / "out").exists()
    milepael("run", raw, "--out", tmp_path / "out", "--no-report")
    assert milepael("run", raw, "--out", tmp_path / "out", "--dry-run").stdout == ""
    (raw / "a.txt").write_text("b", encoding="utf-8")
    assert json.loads(milepael("run", raw, "--out", tmp_path / "out", "--dry-run", "--json").stdout)["files"][0]["why"] == "not read before"


def test_retry_runs_again_as_the_last_time(tmp_path: Path) -> None:
    assert milepael("retry", "--out", tmp_path).exit_code == 2
    milepael("run", SAMPLES, "--out", tmp_path / "out", "--no-report")
    again = json.loads(milepael("retry", "--out", tmp_path / "out", "--json", "-q").stdout)
    assert again["inputs"] == [str(SAMPLES)]
    assert again["counts"]["unchanged"] == len(again["files"])


@pytest.mark.parametrize(
    ("library", "fault"),
    [("pikepdf", "libqpdf.so.30 is not there"), ("regex", "half installed"), ("pyarrow", "libarrow is not there")],
)
def test_a_library_that_cannot_be_imported_ends_the_run_at_once_and_no_file_is_blamed(tmp_path: Path, library: str, fault: str) -> None:
    (tmp_path / f"{library}.py").write_text(f"raise ImportError({fault!r}, name={library!r})", encoding="ascii")
    told = subprocess.run(
        [*MILEPAEL, "run", SAMPLES, "--out", tmp_path / "out", "--json"],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 3
    assert json.loads(told.stdout)["exit_code"] == 3
    assert library in told.stderr
    assert fault in told.stderr
    assert "Traceback" not in told.stderr
    assert not list((tmp_path / "out").glob("*.parquet"))


def test_a_script_that_runs_without_a_guard_runs_once(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from pathlib import Path\nfrom pipeline.run import Options, run\n"
        f"print(run(Options([Path({str(SAMPLES)!r})], Path({str(tmp_path / 'out')!r}), pages=False))['exit_code'])\n",
        encoding="utf-8",
    )
    told = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert (told.stdout, told.stderr, told.returncode) == ("0\n", "", 0)


@pytest.mark.slow
def test_a_run_opens_no_socket_that_leads_out_of_this_machine(tmp_path: Path) -> None:
    """Neither the driver nor its workers, pages included: each Python that starts writes down what sockets it opens."""
    log = tmp_path / "sockets"
    log.touch()
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\n"
        "def tell(event, given):\n"
        f"    if event == 'socket.__new__': open({str(log)!r}, 'a').write(f'{{int(given[1])}}\\n')\n"
        "sys.addaudithook(tell)\n",
        encoding="utf-8",
    )
    told = subprocess.run(
        [*MILEPAEL, "run", SAMPLES, "--out", tmp_path / "out", "-q"], env={**os.environ, "PYTHONPATH": str(tmp_path)}, check=False
    )
    assert told.returncode == 0
    assert set(log.read_text(encoding="ascii").split()) == {str(int(socket.AF_UNIX))}


def test_retry_has_all_that_the_last_run_was_given_though_it_found_all_as_it_was(tmp_path: Path) -> None:
    given = ["--out", tmp_path / "out", "--cache", tmp_path / "cache", "--base-url", "https://example.dk/r", "--strict", "-q"]
    for place in ("first", "second"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "a.txt").write_bytes((SAMPLES / "udmoentning-2031.txt").read_bytes())
        milepael("run", tmp_path / place, *given)
    shutil.rmtree(tmp_path / "first")
    assert milepael("retry", "--out", tmp_path / "out", "-q").exit_code == 0
    assert not (tmp_path / "out" / ".milepael" / "cache").exists()
    assert "https://example.dk/r" in (tmp_path / "out/report/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("content", ["", "{}", "[]", "not json"])
def test_what_describes_no_tables_is_said_and_is_no_fault_of_ours(tmp_path: Path, content: str) -> None:
    (tmp_path / "datapackage.json").write_text(content)
    assert milepael("status", "--out", tmp_path).exit_code == 3
    assert milepael("status", "--out", tmp_path / "datapackage.json").exit_code == 3


def test_a_broken_file_is_refused_in_the_language_asked_for(tmp_path: Path) -> None:
    broken = tmp_path / "x.pdf"
    broken.write_bytes(b"%PDF-1.7 and no more")
    for arguments in (["inspect", broken], ["profile", "check", broken], ["diff", broken, broken]):
        assert REASONS[FileCode.BROKEN_PDF].danish in milepael(*arguments, "--lang", "da").stderr
