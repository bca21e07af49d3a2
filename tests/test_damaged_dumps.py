"""A story's dump, printed once more in another converter's form: the same records must come of it."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

import pytest

from parsers.reading import read_file
from parsers.records import Initiative, Paper, Smiley
from tests.answers import FIXTURES

STORY = (FIXTURES / "text" / "one_sign_for_middle_and_sour.txt").read_text("utf-8")
DEFINITION = re.compile(r"- (☺|☹): (.*)")


def papers(text: str) -> list[Paper]:
    return read_file(text.encode(), "text/plain").papers


def said(initiatives: list[Initiative]) -> list[dict[str, Any]]:
    """The records without where they stand."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: plain(each) for name, each in value.items() if not name.endswith("places")}
        return [plain(each) for each in value] if isinstance(value, list) else value

    return [plain(asdict(initiative)) for initiative in initiatives]


def codes(paper: Paper) -> list[str]:
    return [found.code for found in paper.findings]


@pytest.mark.parametrize(
    ("printed", "joint"),
    [(r"- \2 \1", "\n"), (r"- Smiley \1: \2", "\n"), (r"\1 \2", " "), (r"\2 \1", " ")],
    ids=["behind_the_words", "among_the_words", "on_one_line", "on_one_line_behind_the_words"],
)
@pytest.mark.parametrize("gap", ["\n\n", " "], ids=["below_the_heading", "behind_the_heading"])
def test_each_sign_of_a_legend_keeps_its_own_meaning_wherever_it_is_printed(printed: str, joint: str, gap: str) -> None:
    def guide(lines: re.Match[str]) -> str:
        return gap + joint.join(DEFINITION.sub(printed, line) for line in lines[0].strip().split("\n")) + "\n"

    whole, read = papers(STORY)[0], papers(re.sub(r"\n\n(?:- [☺☹]: .*\n)+", guide, STORY))[0]
    assert [(entry.scale, entry.smiley, entry.sign) for entry in read.legend] == [
        (entry.scale, entry.smiley, entry.sign) for entry in whole.legend
    ]
    assert said(read.initiatives) == said(whole.initiatives)
    assert Smiley.MIDDLE_OR_SOUR in {m.smiley.value for i in read.initiatives for m in i.milestones}


@pytest.mark.parametrize(
    "ends",
    [
        "\n{page}\n\f",
        "\n- {page} -\n\n",
        "\n\nSide {page} af 9\n\n{title}\n\n",
        "\n\nBallerup Kommune\nCenter for Økonomi\nside {page}/9\n",
        "\n{page}\n\f{title}\n\n---------\t--\t--\t---\n",
    ],
    ids=["number", "dashes", "title", "footer", "title_and_rule"],
)
@pytest.mark.parametrize("torn", [False, True], ids=["between_rows", "in_a_cell"])
def test_what_a_page_prints_at_its_end_is_neither_a_theme_nor_a_part_of_the_cell_it_tore(ends: str, torn: bool) -> None:
    """At every third row, and so above some headers too."""
    whole = papers(STORY)[0]
    rows = 0

    def with_page_end(row: re.Match[str]) -> str:
        nonlocal rows
        rows += 1
        if rows % 3:
            return row[0]
        end = ends.format(page=rows // 3 + 1, title=whole.front.title)
        label, text, rest = row[0].split("\t", 2)
        words = text.split(" ")
        if not torn or len(words) < 4 or "<" in text:
            return f"{end}{row[0]}"
        return f"{label}\t{' '.join(words[:2])}{end}{' '.join(words[2:])}\t{rest}"

    read = papers(re.sub(r"(?m)^.+\t.+$", with_page_end, STORY))
    assert len(read) == 1
    assert [[*map(squashed, said([i]))] for i in read[0].initiatives] == [[*map(squashed, said([i]))] for i in whole.initiatives]
    assert "stray_text" not in codes(read[0])


def squashed(record: Any) -> str:
    return re.sub(r"(?:\\n|\s)+", " ", repr(record))


def test_words_that_cells_torn_over_lines_repeat_are_no_furniture() -> None:
    row = "Milepæl\tPlanen er forelagt for\nSocial- og Sundhedsudvalget\nog vedtaget der.\t2. budgetopfølgning 2031\t☺\n"
    text = re.sub(r"(?m)^Milepæl\t.*\n", lambda _: row, STORY)
    texts = {m.text for i in papers(text)[0].initiatives for m in i.milestones}
    assert texts == {"Planen er forelagt for\nSocial- og Sundhedsudvalget\nog vedtaget der."}
