"""What was read of one file, shown to a reader who doubts."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.commands.inspect import inspect_command
from pipeline.commands.inspection import STYLES, drawing, inspect, lines
from tests.answers import FIXTURES

TEXT = FIXTURES / "text" / "separator_row.txt"
PDFS = sorted((FIXTURES / "pdf").glob("*.pdf"))


def test_each_row_of_a_text_is_shown_with_its_line_and_how_its_smiley_was_told() -> None:
    shown = list(lines(inspect(TEXT)))
    smileys = [line for line in shown if "by legend, 1.00" in line]
    assert smileys
    assert all(line.startswith("line ") for line in smileys)
    assert any("info: contact_line" in line for line in shown)


@pytest.mark.parametrize(
    ("file", "key", "words"),
    [
        ("minutes.txt", "1", "title"),
        ("minutes.txt", "1/1", "text"),
        ("web_page.html", "1", "title"),
        ("strategy.txt", "1", "goal"),
        ("memo.txt", "1", "text"),
        ("memo.txt", "2", "printed"),
    ],
)
def test_a_row_of_every_kind_of_document_is_shown_with_its_words(file: str, key: str, words: str) -> None:
    inspection = inspect(FIXTURES / "agenda" / file)
    told = {
        record[words]: line
        for (place, record), line in zip(inspection.placed(None, None), lines(inspection), strict=False)
        if place["source_key"] == key and record.get(words)
    }
    assert told
    assert all(" ".join(word.split())[:20] in line for word, line in told.items())


def test_every_table_whose_rows_have_places_has_a_look() -> None:
    placed = {
        place["source_table"] for path in (TEXT, *sorted((FIXTURES / "agenda").glob("*.[th]*"))) for place in inspect(path).tables["places"]
    }
    assert placed <= set(STYLES)


def test_a_row_is_shown_with_what_stands_under_it_and_nothing_else() -> None:
    inspection = inspect(TEXT)
    wanted = inspection.tables["initiatives"][0]["initiative_id"]
    shown = list(lines(inspection, row=wanted))
    assert shown
    assert all(wanted in line for line in shown)
    assert not any(f"{wanted}0" in line for line in shown)


def test_a_text_has_no_pages_to_draw() -> None:
    with pytest.raises(ValueError, match="only the pages of a PDF"):
        drawing(inspect(TEXT))


@pytest.mark.parametrize("pdf", PDFS[:1], ids=lambda path: path.stem)
def test_the_boxes_are_drawn_over_the_page_they_belong_to(pdf: Path, tmp_path: Path) -> None:
    inspection = inspect(pdf)
    first = inspection.tables["milestones"][0]
    png = tmp_path / "page.png"
    done = CliRunner().invoke(inspect_command, [str(pdf), "--page", str(first["page"]), "--png", str(png)])
    assert done.exit_code == 0, done.output
    assert first["milestone_id"] in done.output
    picture = drawing(inspection, page=first["page"])
    assert png.read_bytes().startswith(b"\x89PNG")
    place = next(each for each in inspection.tables["places"] if each["source_key"] == first["milestone_id"])
    assert picture.getpixel((int(place["x0"] * 2) + 20, int(place["top"] * 2) + 1)) == (20, 130, 60)
    colours = {colour for _, colour in picture.getcolors(picture.width * picture.height)}
    assert {(150, 150, 150), (200, 30, 120)} <= colours  # the cells, and the signs in them


def test_a_file_that_cannot_be_read_is_named_with_the_reason(tmp_path: Path) -> None:
    empty = tmp_path / "tom.txt"
    empty.write_text("")
    done = CliRunner().invoke(inspect_command, [str(empty)])
    assert done.exit_code == 1
    assert "tom.txt: The file is empty" in done.output


def test_pages_too_large_for_a_picture_are_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.commands.inspection.MOST_PIXELS", 1000)
    with pytest.raises(ValueError, match="too large for one picture"):
        drawing(inspect(PDFS[0]), page=1)
