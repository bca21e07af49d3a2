import pytest

from parsers.consistency.letters import has_strange_letters, letters_doubted, letters_lost
from parsers.model.content import UnreadableError
from parsers.model.findings import Code, finding
from parsers.model.records import Document, Due, Initiative, Kind, Milestone
from parsers.model.rows import Cell, Place, Row, RowKind
from parsers.reading import read_file


def rows(*texts: str) -> list[Row]:
    return [Row(RowKind.TEXT, [Cell(text)], [Place(line=1)]) for text in texts]


def test_lost_letters_are_told_once_on_the_row_that_holds_them() -> None:
    milestone = Milestone(1, Due(), "Planen er realisƟsk.", status_note="Den er besƟlt.")
    document = Document(Kind.FOLLOWUP, initiatives=[Initiative("1.1", "Bro", milestones=[milestone])])
    (lost,) = letters_lost(document)
    assert (lost.code, lost.subject, lost.text) == (Code.LETTERS_LOST, milestone, "realisƟsk.")
    document.findings.append(finding(Code.LETTERS_LOST, "realisƟsk", subject=milestone))
    assert not list(letters_lost(document))


def test_a_file_most_of_whose_letters_have_no_name_is_refused() -> None:
    assert has_strange_letters(rows("Anden opfølgning", "\ufffdn \ufffdg"), is_text=True)
    assert not has_strange_letters(rows("Anden opfølgning", "Ét år"), is_text=True)
    with pytest.raises(UnreadableError) as refused:
        has_strange_letters(rows("\ufffd\ufffd\ufffd\ufffdg", "\ufffd\ufffd"), is_text=True)
    assert refused.value.code == "letters_without_names"


def test_a_text_in_which_each_letter_stands_for_another_is_refused() -> None:
    garbled = rows(*["$QGHQ RSI¡OJQLQJ Sn $IWDOH RP EXGJHW"] * 40)
    with pytest.raises(UnreadableError) as refused:
        has_strange_letters(garbled, is_text=True)
    assert refused.value.code == "letters_without_names"
    assert not has_strange_letters(rows(*["xls~fkt-3q"] * 60), is_text=True)  # a list of names, one a line
    assert not has_strange_letters(rows("a{b:c} " * 400), is_text=True)  # code in one line
    assert not has_strange_letters(garbled, is_text=False)  # a PDF's reader tells it of its page


def test_a_document_full_of_letters_of_another_alphabet_is_doubted_as_a_whole() -> None:
    document = Document(Kind.OTHER)
    assert [found.code for found in letters_doubted(document, rows("Βεσλυτνινγ ομ βροεν"))] == [Code.LETTERS_LOST]
    assert not list(letters_doubted(document, rows("Beslutning om broen, λ = 5")))


def test_a_control_code_inside_a_word_of_a_dump_is_a_lost_letter() -> None:
    text = "Anden opfølgning på Aftale om budget 2031\n\n1.1. Bro\tDrift\tTid\tSmiley\nBroen skal ma\x00es.\tAnsvarligt center: Ejendomme\n"
    text += "Milepæl\tBroen er malet.\t1. budgetopfølgning 2031\t☺\n" * 4
    findings = read_file(text.encode(), "text/plain").documents[0].findings
    assert [found.text for found in findings if found.code == Code.LETTERS_LOST] == ["ma\ufffdes."]


def test_a_title_whose_letters_are_of_another_encoding_is_told_though_it_is_only_set_aside() -> None:
    """A bold font that lost its encoding has "ł" for "ø": the title was no title, and its table nobody's."""
    aside = [finding(Code.HEADING, text, Place(page=3)) for text in ("Anden opfłlgning på Aftale", "Regnbede langs Słvejen")]
    document = Document(Kind.AGENDA, findings=aside)
    (lost,) = letters_lost(document)
    assert (lost.text, lost.place.page, lost.subject) == ("opfłlgning", 3, None)
    assert not list(letters_lost(Document(Kind.AGENDA, findings=[finding(Code.HEADING, "Michał og Łukasz spiller")])))
