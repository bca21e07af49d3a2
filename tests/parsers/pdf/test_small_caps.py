"""Small capitals are read as the letters they stand for."""

from parsers.pdf import reader as pdf_reader
from tests.raw_pdf import raw_pdf, text


def read(content: str) -> str:
    [page] = pdf_reader.read_pdf(raw_pdf(text("Milepæl", 50, 750) + content), "pdfium").pages
    return " ".join(word.text + word.hyphen for word in page.words)


def run(*pieces: tuple[str, float], y: float = 700) -> str:
    """Print operations that follow one another on one baseline, each in its size."""
    return f"BT 1 0 0 1 50 {y} Tm " + " ".join(f"/F {size} Tf ({words}) Tj" for words, size in pieces) + " ET\n"


def test_a_word_whose_capitals_are_smaller_behind_the_first_is_a_word_in_small_letters() -> None:
    assert read(run(("F", 10), ("ORSOG MED ", 8), ("S", 10), ("KOLEHAVE", 8))).endswith("Forsog med Skolehave")


def test_capitals_of_one_size_and_an_abbreviation_in_smaller_print_stay() -> None:
    assert read(run(("FORSOG MED SKOLEHAVE", 10))).endswith("FORSOG MED SKOLEHAVE")
    assert read(run(("Forsog med ", 10), ("DSB", 8))).endswith("Forsog med DSB")
    assert read(run(("F", 10), ("ORSOG", 8)) + run(("DSB svarer", 8), y=660)).endswith("Forsog DSB svarer")
