import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.language.alphabet import beheaded_words, is_garbled, lost_letters, nameless_share, strange_share


@pytest.mark.parametrize(
    "word", ["realisƟsk", "Poli琀椀k", "p?rørende", "Ins\ufffdtu\ufffdoner", "mile\ue04apæl", "Φoo", "\ufdd0n", "üytte", "traûkanter"]
)
def test_a_word_with_a_letter_that_is_none_of_its_own_is_told(word: str) -> None:
    assert lost_letters(f"Planen er {word} i år.") == [word]


@pytest.mark.parametrize(
    "text",
    [
        "hvad? hvorfor",
        "se https://x.dk/?a?b",
        "5 µg og 3 m²",
        "Dvořák, Łódź, Brașov, naïve",
        "☺ 😊 ☹",
        "”Grøn by” – 5 € …",
        "λ er en bølgelængde",
        "Müller fra Zürich, Muñoz og en naïv idé à 5 kr.",
    ],
)
def test_an_ordinary_text_has_lost_none(text: str) -> None:
    assert lost_letters(text) == []


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøåÆØÅ .,:;!-–”'0123456789\n", max_size=200))
def test_no_danish_text_has_lost_a_letter(text: str) -> None:
    assert lost_letters(text) == []


def test_the_share_of_nameless_letters_is_of_all_that_is_no_space() -> None:
    assert nameless_share(["\ufffd\ufffd ab", ""]) == 0.5
    assert nameless_share([]) == 0.0
    assert strange_share(["Δγβ abc"]) == 0.5


@pytest.mark.parametrize("word", ["nsker", "lgængeligt", "rligt", "ttes", "vsentligt", "rdhusets"])
def test_a_word_that_begins_as_no_danish_word_does_has_lost_its_head(word: str) -> None:
    assert beheaded_words(f"Parterne {word} en plan.") == [word]


@pytest.mark.parametrize(
    "text", ["ønsker", "pct. mv. mdr. jf. kr. nr.", "psykiatri, tværgående, fjernvarme", "x@ndr.dk", "MDR-planen", "e-rdhus"]
)
def test_danish_words_and_abbreviations_have_theirs(text: str) -> None:
    assert beheaded_words(text) == []


@pytest.mark.parametrize(
    "words",
    [
        "Børnepasning Dagtilbud Skoler Ungdomsskole Tandpleje Sundhed Bibliotek",
        "KMD SDBF BUPL FOA HK DLF",
        "Planen er vedtaget",
        "12,4 3.100 2031",
        "VEJE OG STIER SAMT PARKER",
        "BØRNEPASNING DAGTILBUD SKOLER TANDPLEJE",
        "+--------+ | 12,4 | ======= ... *** ___ -> 7 %",
    ],
    ids=["names of accounts", "abbreviations", "a text", "numbers", "capitals", "names in capitals", "a drawing"],
)
def test_lists_and_numbers_are_no_garbled_text(words: str) -> None:
    assert not is_garbled(words.split() * 40)


@pytest.mark.parametrize(
    "words",
    [
        "Fcvq< qmvqdgt Vnh0 fkt0< dwfigvqrhønipkpi",
        "-|oĹ oh|o0;u ollm;7];|or Ѵ=ĺ7buĺ",
        "$IWDOH RSI¡OJQLQJ EHVOXWWHW VNROHU",
        '(") +/ "$& \'"% 1#! *:"$',
    ],
    ids=["shifted", "of other fonts", "by a fixed step", "marks for letters"],
)
def test_letters_that_stand_for_others_are_a_garbled_text(words: str) -> None:
    assert is_garbled(words.split() * 40)
