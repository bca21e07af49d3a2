"""Words of a time that were pushed into the text before it are the time's again."""

from __future__ import annotations

import pytest

from parsers.reading import TEXT, read_file

DUMP = """Anden opfølgning på Aftale om budget 2031
Eksempel – opdigtede indsatser

1. Cykler
1.1. Lånecykler          Drift                                Tid              Smiley
Byen vil have cykler.    Ansvarligt center: By, Erhverv og Miljø
{row}
Milepæl                                                       31.12.2031
Økonomi                  Der er ikke afsat økonomi.
"""
PUSHED = {
    "the_round": """\
Milepæl                  Cyklerne er indkøbt og                 2.
                         opstillet ved alle stationer budgetopfølgning
                         i byen.                                2031""",
    "the_ordinal": """\
Milepæl                  Cyklerne er indkøbt og opstillet 2.
                         ved alle stationer                   budgetopfølgning
                         i byen.                              2031""",
    "the_year": """\
Milepæl                  Cyklerne er indkøbt og opstillet     2. budgetopfølgning
                         ved alle stationer i 2031
                         byen.""",
    "all_three": """\
Milepæl                  Cyklerne er indkøbt og opstillet 2.
                         ved alle stationer budgetopfølgning
                         i byen. 2031""",
}


@pytest.mark.parametrize("pushed", PUSHED)
def test_a_time_that_its_text_pushed_aside_is_whole_again(pushed: str) -> None:
    (document,) = read_file(DUMP.format(row=PUSHED[pushed]).encode(), TEXT).documents
    (milestone, _) = document.initiatives[0].milestones
    assert " ".join((milestone.text or "").split()) == "Cyklerne er indkøbt og opstillet ved alle stationer i byen."
    assert milestone.due.label == "2. budgetopfølgning 2031"


def test_a_text_may_end_with_the_word_for_a_round_where_its_time_is_whole() -> None:
    row = """\
Milepæl                  Cyklerne tælles før næste            1.
                         års 2. budgetopfølgning              budgetopfølgning
                         og ses efter.                        2031"""
    (document,) = read_file(DUMP.format(row=row).encode(), TEXT).documents
    (milestone, _) = document.initiatives[0].milestones
    assert " ".join((milestone.text or "").split()) == "Cyklerne tælles før næste års 2. budgetopfølgning og ses efter."
    assert milestone.due.label == "1. budgetopfølgning 2031"
