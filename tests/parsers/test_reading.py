"""One file's bytes to papers: nothing printed disappears on the way."""

from __future__ import annotations

import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from parsers.model.content import FileContent, UnreadableError
from parsers.model.records import Kind
from parsers.model.rows import Place
from parsers.pdf import reader as pdf_reader
from parsers.reading import TEXT, read_file
from parsers.text import reader as text_reader
from parsers.text.rows import unwrapped
from tests.answers import FIXTURES, SHARED, captured, gold, gold_fields, read, read_fields, same_round

TEXTS = sorted((FIXTURES / "text").glob("*.txt"))
# What the contract turns into columns of its own: labels of rows, columns, cells and front matter, dates and contact lines.
LABELS = regex.compile(
    r"""
    Milepæl | Økonomi | Seneste\ status | Tid | Smiley | Status: | Drift | Anlæg
    | (?: Ansvarligt\ (?:center|udvalg) | Væsentlig\ bidragsyder ) \s* :
    | (?: Dato | Revideret ) : \s* \S+ \s \w+ \s \d{4} | Sagsid: | Source\ URL:
    """,
    regex.VERBOSE,
)
CONTACT = regex.compile(r"(?:Tlf|Fax|E-mail|Kontakt)[^\n]*:.*")
WORD = regex.compile(r"[\p{L}\p{N}]+")


def kept_words(texts: list[str]) -> Counter[str]:
    return words([LABELS.sub(" ", text) for text in texts])


def words(texts: list[str]) -> Counter[str]:
    return Counter(word for text in texts for word in WORD.findall(text))


def printed_words(data: bytes) -> Counter[str]:
    cells = [cell for line in text_reader.read_text(data).lines for cell in regex.split(r"[\t|]", line.text)]
    return kept_words([CONTACT.sub(" ", unwrapped(cell.replace("**", " "))) for cell in cells])


def missing(path: Path) -> Counter[str]:
    """Words that are printed more often than they are kept."""
    return printed_words(path.read_bytes()) - kept_words(list(captured(read(path))))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_printed_word_of_a_story_is_kept_somewhere(path: Path) -> None:
    assert not missing(path)


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["anden-opfoelgning-2019", "udmoentning-2018"])
def test_every_printed_word_of_the_real_followups_is_kept_somewhere(name: str) -> None:
    assert not missing(SHARED / "seeds" / f"{name}.txt")


def test_a_row_taken_out_of_the_tables_would_be_missed() -> None:
    path = FIXTURES / "text" / "separator_row.txt"
    reading = read(path)
    reading.documents[0].initiatives[0].milestones.pop(0)
    assert printed_words(path.read_bytes()) - kept_words(list(captured(reading)))


PIECES = st.sampled_from(
    [
        "Milepæl",
        "Økonomi",
        "Seneste status",
        "1.1. Sti",
        "Drift",
        "Tid",
        "Smiley",
        "☺",
        "☹️",
        "31.12.2031",
        "2. budgetopfølgning 2031",
        "Status:",
        "Anlagt.",
        "<p>",
        "**",
        "|",
        "",
        "Punkt 1 Sager",
    ]
)


@given(st.lists(st.lists(PIECES, min_size=1, max_size=6), min_size=1, max_size=12))
def test_no_heap_of_rows_makes_the_reader_fail_or_forget(lines: list[list[str]]) -> None:
    title = "Anden opfølgning på Aftale om budget 2031 for Ballerup Kommune"
    text = "\n".join([title, *("\t".join(line) for line in lines)])
    reading = read_file(text.encode(), TEXT)
    assert reading.documents
    if all(document.kind in {Kind.FOLLOWUP, Kind.EXTRA, Kind.PLAN} for document in reading.documents):
        assert not printed_words(text.encode()) - kept_words(list(captured(reading)))


PDFS = sorted(path for path in (FIXTURES / "pdf").glob("*.pdf") if "initiatives" in gold(path.with_suffix(".gold.json")))
REAL_PDFS = sorted((SHARED / "corpus").rglob("*.pdf"))


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_every_field_of_a_printed_document_is_read_as_its_answer_says(path: Path) -> None:
    answer = gold(path.with_suffix(".gold.json"))
    assert read_fields(same_round(read(path), answer)) == gold_fields(answer)


@pytest.mark.corpus
@pytest.mark.parametrize("path", REAL_PDFS, ids=lambda path: path.stem)
def test_every_field_of_a_real_print_is_read_as_its_answer_says(path: Path) -> None:
    answer = gold(SHARED / "gold" / f"{path.stem}.gold.json")
    assert read_fields(same_round(read(path), answer)) == gold_fields(answer)


def letters(*texts: str | None) -> Counter[str]:
    return Counter(letter for text in texts if text for letter in text if letter.isalnum())


def printed_within(content: FileContent, places: list[Place]) -> Counter[str]:
    """The letters and figures of the words whose middle lies within one of the boxes."""
    found: Counter[str] = Counter()
    for place in places:
        assert place.page is not None
        assert place.x0 is not None
        assert place.top is not None
        assert place.x1 is not None
        assert place.bottom is not None
        for word in content.pages[place.page - 1].words:
            across, down = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
            if place.x0 <= across <= place.x1 and place.top <= down <= place.bottom:
                found += letters(word.text)
    return found


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_what_is_cut_out_of_a_rows_boxes_is_the_rows_text(path: Path) -> None:
    content = pdf_reader.read_pdf(path.read_bytes())
    initiatives = [initiative for document in read(path).documents for initiative in document.initiatives]
    assert initiatives
    for initiative in initiatives:
        for milestone in initiative.milestones:
            label = "" if "titles_above" in path.stem else "Milepæl"  # which is the column's heading there
            said = letters(label, milestone.due.label, milestone.text, milestone.status_label, milestone.status_note)
            sign = letters(milestone.smiley.sign) if milestone.smiley.basis is None else Counter()
            assert printed_within(content, milestone.places) in (said, said + sign), milestone
        for economy in initiative.economy:
            said = letters("Økonomi", economy.text, economy.status_label, economy.status_note)
            assert printed_within(content, economy.places) == said, economy


def test_a_committee_or_centre_that_nobody_knows_is_said_once_where_it_is_first_named() -> None:
    blocks = [
        f"1.{number}. En ny sti\tDrift\tTid\tSmiley\nStien anlægges.\tAnsvarligt center: {centre} Ansvarligt udvalg: {committee}\t\t\n"
        "Milepæl\tAnlagt.\t31.12.2031\t☺\n"
        for number, (centre, committee) in enumerate([("Ejendomme", "Stiudvalget"), ("Broer", "Stiudvalget samt Økonomiudvalget")], 1)
    ]
    (document,) = read_file(f"Anden opfølgning på Aftale om budget 2031\n{''.join(blocks)}".encode(), TEXT).documents
    unknown = [(finding.code, finding.text, finding.place.line) for finding in document.findings if finding.code.startswith("unknown_")]
    assert unknown == [("unknown_committee", "Stiudvalget", 3), ("unknown_center", "Broer", 6)]


WORST = [" ", "\u00a0 ", "a  A", "....", "a\t", "| a", "  •", "**", "Punkt 1 A\n", "<p>"]


@pytest.mark.parametrize("head", ["", "Milepæl\t", "Punkt 1 A\nIndstilling\nBeslutning\n"])
def test_no_text_makes_the_reader_run_away(head: str) -> None:
    for worst in WORST:
        began = time.process_time()
        with suppress(UnreadableError):  # nothing but space
            read_file((head + worst * (100_000 // len(worst))).encode(), TEXT)
        assert time.process_time() - began < 10, worst
