from decimal import Decimal

from parsers.consistency.memo import units
from parsers.model.findings import Code
from parsers.model.records import Document, Kind, MemoFigure, MemoNote, MemoPart


def memo(words: str, unit: str = "i 1.000 kr.") -> Document:
    figures = [
        MemoFigure("Besparelse", "3. opfølgning", str(year), Decimal(value.replace(",", ".")), unit=unit, printed=value)
        for year, value in ((2030, "2,4"), (2031, "12,2"), (2032, "12,2"))
    ]
    return Document(Kind.MEMO, memo_notes=[MemoNote(None, MemoPart.HISTORY, words)], memo_figures=figures)


def test_a_table_of_thousands_whose_figures_the_words_give_in_millions_is_told() -> None:
    (finding,) = units(memo("Besparelsen var 2,4 mio. kr., i alt 12,2 mio. kr."))
    assert (finding.code, finding.text) == (Code.UNIT_DISAGREES, "2,4")
    assert "i 1.000 kr." in finding.message


def test_one_figure_that_the_words_have_too_may_be_there_by_chance() -> None:
    assert not list(units(memo("Besparelsen var 2,4 mio. kr.")))


def test_a_table_of_millions_is_in_keeping() -> None:
    assert not list(units(memo("Besparelsen var 2,4 mio. kr., i alt 12,2 mio. kr.", unit="mio. kr.")))
