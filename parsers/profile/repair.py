"""Labels whose Danish letters were lost in a conversion, made whole."""

from __future__ import annotations

from parsers.model import late_regex as regex
from parsers.profile.patterns import printed_words

__all__ = ["with_labels_whole"]

# The words a follow-up is told by that have letters which a wrong decoding loses: "Milep\ufffdl", "budgetopf?lgning".
LOST_LETTER = "[?\ufffd]"


WHOLE_WORDS = printed_words("lost_letters_whole")


BEGINNINGS = printed_words("lost_letters_begin")


DANISH_LETTER = regex.compile("[æøåÆØÅ]")


DAMAGED = regex.compile(
    rf"(?<![\w?\ufffd])(?:budget)?(?:{'|'.join(DANISH_LETTER.sub(LOST_LETTER, word) for word in BEGINNINGS)})"
    rf"|(?<![\w?\ufffd])(?:{'|'.join(DANISH_LETTER.sub(LOST_LETTER, word) for word in WHOLE_WORDS)})(?![\w?\ufffd])"
    r"|(?<![\w?\ufffd])p(?:\ufffd(?![\w?\ufffd])|\?(?=\ \??\p{L}))"  # "Er vi p?" may be a question
)


# Where a capital stands: first in a line, a cell or a sentence. A "?" ends none here: it may be a lost letter.
CAPITAL_PLACE = regex.compile(r"(?<=(?:\A|[\n\r\t|>.!])[ *\"”“]*)")


def with_labels_whole(text: str) -> str:
    """The text with the words whole again that tell a follow-up's parts, where a decoding lost their Danish letters.

    Each letter is put back only where one of those words alone fits; any other word stays as it is. A first letter's case
    is told by its place: `"?konomi"` is `"Økonomi"` where it begins a line, a cell or a sentence. The committee has a capital.
    """
    if "\ufffd" not in text and "Milep?l" not in text:
        return text
    whole = {DANISH_LETTER.sub("?", word): word for word in (*BEGINNINGS, *WHOLE_WORDS, "på")}

    def mended(damaged: regex.Match[str]) -> str:
        word = damaged[0].replace("\ufffd", "?")
        stem = word.removeprefix("budget")
        word = word[: len(word) - len(stem)] + whole[stem]
        return word[0].upper() + word[1:] if damaged[0][0] in "?\ufffd" and CAPITAL_PLACE.match(text, damaged.start()) else word

    return DAMAGED.sub(mended, text)
