"""Pages read by processes forked here: what comes of a file is the same, whoever reads which page, and whatever becomes of them."""

from __future__ import annotations

import errno
import io
import os
import signal
from collections.abc import Callable
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from parsers.model.content import FileContent, UnreadableError
from parsers.pdf import pages_ahead
from parsers.pdf import reader as pdf_reader
from parsers.pdf.page_reader import Before, FirstReading
from parsers.pdf.pages_ahead import PageAhead, PagesAhead

ROOT = Path(__file__).parents[3]
PRINTED = [*sorted((ROOT / "data" / "raw").glob("*.pdf")), *sorted((ROOT / "tests" / "fixtures" / "pdf").glob("*.pdf"))]
Work = Callable[[Connection], None]


class Forked:
    """One process."""

    def __init__(self, pid: int, answers: Connection) -> None:
        self.pid, self.answers, self.is_ended = pid, answers, False

    def stop(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self.answers.close()
        self.is_ended = True


class Cores:
    """So many cores for helpers, each of which does `work`, or what is made of it."""

    def __init__(self, count: int, changed: Callable[[Work], Work] = lambda work: work) -> None:
        self.free, self.changed = count, changed
        self.helpers: list[Forked] = []

    def is_free(self) -> bool:
        return self.free > 0

    def fork(self, work: Work) -> Forked:
        self.free -= 1
        answers, theirs = Pipe(duplex=False)
        pid = os.fork()
        if pid == 0:
            try:
                self.changed(work)(theirs)
            finally:
                os._exit(0)
        theirs.close()
        self.helpers.append(Forked(pid, answers))
        return self.helpers[-1]


@pytest.fixture(autouse=True)
def _short_files_are_shared_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages_ahead, "FEWEST", 0)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The pages that were read ahead and used."""
    pages: list[int] = []
    take = PagesAhead.take

    def noted(self: PagesAhead, number: int, fits: Callable[[PageAhead], bool]) -> PageAhead | None:
        ahead = take(self, number, fits)
        pages.extend([number] if ahead is not None else [])
        return ahead

    monkeypatch.setattr(PagesAhead, "take", noted)
    return pages


def read(data: bytes, cores: Cores | None = None, engine: str = "auto") -> list[object]:
    """All that comes of a file."""
    content = FileContent("application/pdf", engine)
    try:
        pages: object = [repr(page) for page in pdf_reader.pages(data, content, engine, "off", cores=cores)]
    except UnreadableError as error:
        pages = error.code
    assert cores is None or all(helper.is_ended for helper in cores.helpers)
    looks = [*content.looks.signs.items()]
    return [pages, content.notes, content.marks, content.engine, content.page_count, looks]


def text(pages: int, draw: Callable[[Canvas, int], None] = lambda canvas, number: None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for number in range(1, pages + 1):
        canvas.drawString(60, 700, f"Udvalget drøftede sag nummer {number} og tog den til efterretning.")
        draw(canvas, number)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize("path", PRINTED, ids=lambda path: path.stem)
def test_a_file_is_read_to_the_same_whoever_reads_which_page(path: Path) -> None:
    data = path.read_bytes()
    assert read(data, Cores(2)) == read(data)


@pytest.mark.corpus
@pytest.mark.slow
def test_every_document_there_is_is_read_to_the_same_whoever_reads_which_page(shared: Path) -> None:
    paths = [*shared.glob("seeds/**/*.pdf"), *shared.glob("corpus/**/*.pdf"), *shared.glob("abroad/**/*.pdf")]
    differing = [path.name for path in sorted(paths) if read(path.read_bytes(), Cores(1)) != read(path.read_bytes())]
    assert not differing


def test_what_a_helper_read_is_taken(taken: list[int]) -> None:
    class Patient(Cores):
        def fork(self, work: Work) -> Forked:
            helper = super().fork(work)
            assert helper.answers.poll(60)
            return helper

    read(text(60), Patient(1))
    assert taken[0] == 1


def test_without_a_free_core_nothing_is_forked(taken: list[int]) -> None:
    cores = Cores(0)
    read(text(60), cores)
    assert not cores.helpers
    assert not taken


def test_where_there_is_no_room_for_a_pipe_the_file_is_read_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = read(text(60))
    with monkeypatch.context() as patch:
        patch.setattr(os, "pipe", Mock(side_effect=OSError(errno.EMFILE, "too many open files")))
        cores = Cores(1)
        assert read(text(60), cores) == alone
    assert not cores.helpers


def test_a_short_file_is_read_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages_ahead, "FEWEST", 40)
    cores = Cores(1)
    read(text(30), cores)
    assert not cores.helpers


def test_what_the_second_engine_is_asked_for_is_asked_for_here_alone() -> None:
    cores = Cores(1)
    read(text(4), cores, "pdfplumber")
    assert not cores.helpers


def test_what_a_helper_was_at_when_it_died_is_read_here() -> None:
    def dying(work: Work) -> Work:
        def dies(answers: Connection) -> None:
            class Last:
                said = 0

                def send_bytes(self, data: bytes) -> None:
                    self.said += 1
                    if self.said > 5:
                        os.kill(os.getpid(), signal.SIGKILL)
                    answers.send_bytes(data)

            work(Last())  # type: ignore[arg-type]

        return dies

    data = text(50)
    assert read(data, Cores(2, dying)) == read(data)


@pytest.mark.parametrize("nonsense", [b"", b"no pickle", b"\x80\x05N.", b"\x80\x05K\x01K\x02\x86."])
def test_what_cannot_be_understood_is_read_here(nonsense: bytes) -> None:
    def babbling(_: Work) -> Work:
        def babbles(answers: Connection) -> None:
            answers.send_bytes(nonsense)
            signal.pause()

        return babbles

    data = text(20)
    assert read(data, Cores(1, babbling)) == read(data)


def test_a_helper_that_falls_silent_mid_word_and_ends_is_read_for_here() -> None:
    def broken(_: Work) -> Work:
        return lambda answers: os.write(answers.fileno(), b"\x00\x00\x10\x00half") and None

    data = text(20)
    assert read(data, Cores(1, broken)) == read(data)


def test_a_fault_in_a_helper_is_met_again_here(monkeypatch: pytest.MonkeyPatch) -> None:
    here = os.getpid()
    whole = pdf_reader._PdfReader._by_itself

    def faulty(reader: pdf_reader._PdfReader, number: int) -> PageAhead | None:
        if os.getpid() != here and number % 2:
            raise MemoryError
        return whole(reader, number)

    data = text(40)
    alone = read(data)
    monkeypatch.setattr(pdf_reader._PdfReader, "_by_itself", faulty)
    assert read(data, Cores(1)) == alone


def test_helpers_whose_pages_are_of_no_use_are_let_go() -> None:
    class WithAllSaid(Cores):
        def fork(self, work: Work) -> Forked:
            helper = super().fork(work)
            os.waitid(os.P_PID, helper.pid, os.WEXITED | os.WNOWAIT)
            return helper

    def of_no_use(_: Work) -> Work:
        def says(answers: Connection) -> None:
            for number in range(1, 21):
                answers.send_bytes(pages_ahead._packed(number, None))

        return says

    cores = WithAllSaid(1, of_no_use)
    ahead = PagesAhead(500, lambda number: None, cores)
    is_ended = []
    for number in range(1, 21):
        assert ahead.take(number, lambda page: True) is None
        is_ended.append(cores.helpers[0].is_ended)
    assert is_ended.index(True) + 1 == pages_ahead.OF_NO_USE_MOST
    assert len(cores.helpers) == 1


def test_a_file_of_which_no_page_can_be_read_by_itself_is_read_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "UNMAPPED", -1.0)  # each page is asked of the second engine
    data = text(60)
    assert read(data, Cores(1)) == read(data)


def test_a_reading_that_is_left_halfway_leaves_no_helper() -> None:
    cores = Cores(2)
    pages = pdf_reader.pages(text(60), FileContent("application/pdf", "auto"), cores=cores)
    next(pages)
    pages.close()  # type: ignore[attr-defined]
    assert [helper.is_ended for helper in cores.helpers] == [True, True]


def test_no_more_pages_are_read_ahead_than_are_held() -> None:
    ahead = PagesAhead(500, lambda number: PageAhead(FirstReading(), {}), Cores(1))
    ahead.hire(1)
    ahead.take(1, lambda page: True)
    numbers = ahead._numbers
    assert numbers is not None
    assert numbers.first == 1 + pages_ahead.HELD_MOST + 1
    ahead.close()


def test_a_page_that_goes_on_with_a_table_is_read_as_what_goes_before_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who reads ahead does not know that the page before holds a table, as one read in its turn does: its page is read anew."""

    def with_label(canvas: Canvas, number: int) -> None:
        if number % 5 == 1:
            canvas.drawString(60, 500, "Milepæl")

    data = text(30, with_label)
    alone = read(data)
    by_itself = pdf_reader._PdfReader._by_itself

    def forgetful(reader: pdf_reader._PdfReader, number: int) -> PageAhead | None:
        reader._guess = pdf_reader.Before()
        return by_itself(reader, number)

    monkeypatch.setattr(pdf_reader._PdfReader, "_by_itself", forgetful)
    assert read(data, Cores(1)) == alone
    assert "gated=True" in str(alone)
    assert "gated=False" in str(alone)


class Planned:
    """Reads pages ahead here, in a given order, each as if what goes before it were something given; sends them to itself."""

    def __init__(self, read: Callable[[int], PageAhead | None], plan: list[tuple[int, Before]], guess: Callable[[Before], None]) -> None:
        self.read, self.plan, self.guess = read, plan, guess
        self.ready: dict[int, PageAhead | None] = {}

    def hire(self, number: int) -> None:
        for wanted, before in self.plan:
            self.guess(before)
            self.ready[wanted] = pages_ahead._unpacked(pages_ahead._packed(wanted, self.read(wanted)))[1]

    def take(self, number: int, fits: Callable[[PageAhead], bool]) -> PageAhead | None:
        ahead = self.ready.get(number)
        return ahead if ahead is not None and fits(ahead) else None

    def close(self) -> None:
        self.ready.clear()


MIXED = ["data/raw/foerste-opfoelgning-2031.pdf", "tests/fixtures/pdf/word_with_emoji_font.pdf", "tests/fixtures/pdf/chromium_drawings.pdf"]
ALONE = {path: read((ROOT / path).read_bytes()) for path in MIXED}
befores = st.builds(Before, st.booleans(), st.integers(1, 5))


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(MIXED), st.lists(st.tuples(st.integers(1, 12), befores), max_size=16, unique_by=lambda each: each[0]))
def test_in_whatever_order_and_on_whatever_ground_pages_are_read_ahead_the_file_is_the_same(
    path: str, plan: list[tuple[int, Before]]
) -> None:
    def planned(count: int, by_itself: Callable[[int], PageAhead | None], _: object) -> Planned:
        reader = by_itself.__self__  # type: ignore[attr-defined]
        wanted = [(number, before) for number, before in plan if number <= count]
        return Planned(by_itself, wanted, lambda before: setattr(reader, "_guess", before))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf_reader, "PagesAhead", planned)
        assert read((ROOT / path).read_bytes()) == ALONE[path]
