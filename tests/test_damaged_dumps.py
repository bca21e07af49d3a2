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
