"""Budget agreements, from their form alone: the promised numbers, their titles and their words."""

import pytest

from parsers.documents import agreement
from parsers.language.numbering import missing
from parsers.model.records import Finding, Initiative, Kind
from parsers.reading import TEXT, read_file
from parsers.text import reader as text_reader
from parsers.text.rows import text_rows

CONTENTS = """Indholdsfortegnelse
1. Vi mødes ..... 3
1.1. Flere værksteder ....... 3
1.2. Åbne dage 4
1.3. Lånecykler ..... 12
2. Vi bygger 6
2.1. Porte 6
"""
BODY = """
1. Vi mødes

Om at mødes.

1.1. Flere værksteder

Der kommer to.

De er nye.

1.2. Åbne dage

To dage.

2.1. Porte

Skiftes.
"""


def read(text: str) -> tuple[list[Initiative], list[Finding]]:
    return agreement.read_agreement(text_rows(text_reader.read_text(text.encode())))


def test_the_numbers_with_none_below_them_are_the_promises() -> None:
    promises, _ = read(CONTENTS + BODY)
    assert [(each.number, each.title, each.theme) for each in promises] == [
        ("1.1", "Flere værksteder", "Vi mødes"),
        ("1.2", "Åbne dage", "Vi mødes"),
        ("1.3", "Lånecykler", "Vi mødes"),
        ("2.1", "Porte", "Vi bygger"),
    ]


@pytest.mark.parametrize(
    "entry",
    ["{number}. {title} ....... {page}", "{number} {title} ....... {page}", "{number}. {title} ……… {page}", "{number}.\t{title}\t{page}"],
    ids=["dots", "no dot behind the number", "ellipses", "a table"],
)
def test_a_table_of_contents_reads_alike_in_every_form(entry: str) -> None:
    printed = [("1", "Vi mødes", 3), ("1.1", "Flere værksteder", 3), ("1.2", "Åbne dage", 4), ("2", "Vi bygger", 6), ("2.1", "Porte", 6)]
    contents = "\n".join(entry.format(number=number, title=title, page=page) for number, title, page in printed)
    (document,) = read_file(f"Budgetaftale 2034-2037\n{contents}\n{BODY}".encode(), TEXT).documents
    assert (document.kind, document.agreement_year) == (Kind.AGREEMENT, 2034)
    assert [(each.number, each.title, each.theme, each.description) for each in document.initiatives] == [
        ("1.1", "Flere værksteder", "Vi mødes", "Der kommer to.\nDe er nye."),
        ("1.2", "Åbne dage", "Vi mødes", "To dage."),
        ("2.1", "Porte", "Vi bygger", "Skiftes."),
    ]


def test_each_promise_has_the_text_under_its_number() -> None:
    promises, findings = read(CONTENTS + BODY)
    assert [each.description for each in promises] == ["Der kommer to.\nDe er nye.", "To dage.", None, "Skiftes."]
    assert "Om at mødes." in [finding.text for finding in findings]


def test_an_entry_glued_to_the_page_before_it_is_pulled_apart_where_the_numbers_go_on() -> None:
    promises, _ = read("1.1. Flere værksteder ....... 121.2. Åbne dage..........31.3. Lånecykler .... 5\n")
    assert [(each.number, each.title) for each in promises] == [("1.1", "Flere værksteder"), ("1.2", "Åbne dage"), ("1.3", "Lånecykler")]


def test_the_numbers_a_row_leaves_out_are_told_as_they_would_be_printed() -> None:
    assert missing(["1.1", "1.2", "1.4", "2.2"]) == ["1.3", "2.1"]
    assert missing(["4.01", "4.03", "4.12"])[:2] == ["4.02", "4.04"]
    assert missing(["1.1.1", "1.1.3"]) == ["1.1.2"]
    assert missing([]) == []


def test_a_number_with_others_below_it_is_not_left_out() -> None:
    assert missing(["4.01.2", "4.02"]) == ["4.01.1"]
    assert missing(["2.1", "5.1"]) == []
