"""Words as read from a picture, those put right that are no words, where only one can be meant.

They are the form's own, printed on each page, and strokes that no word has: what else a council wrote is kept as it was read.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Hamming, Levenshtein

from parsers.model import late_regex as regex
from parsers.ocr.engine import PictureWord
from parsers.profile.labels import TIME_WORDS, ColumnRole, labels
from parsers.profile.patterns import printed_words

__all__ = ["DOUBTED", "are_in_line", "is_head", "with_form_words"]

LABELS = printed_words("form_labels")  # "Ansvarligt center:"
WORDS = {word.casefold(): word for word in printed_words("form_words")}  # "budgetopfølgning"
RINGED = {word.replace("å", "a"): word for word in printed_words("ringed_words")}  # without their rings they are no words
NEAR = 8  # letters of a label for each that may differ
AS_SURE = 0.7  # a word that was put right is no surer than this
DOUBTED = 0.5  # nor is one with a letter that might have been another
ORDINAL = regex.compile(r"(?P<digit>\d)[,:;]")
DAY = regex.compile(r"(\d{1,2})[.:;,](\d{1,2})[.:;,]((?:19|20)\d\d)")
FIRST_ORDINAL = regex.compile(r"[lI|]\.")  # "1."
STROKE = regex.compile(r"(?<=\p{L})[!|][lI]?(?=\p{L})|(?<=\p{L})\|\Z")  # "boligse!skabet"
STROKE_AT_END = regex.compile(r"(?<=\p{L})!\Z")
UNSURE = 0.8
GOES_ON = regex.compile(r"[\p{L}\d,-]\Z")  # a sentence
SUM = regex.compile(r"-?\d+(?:[.,]\d+)*")
MILLIONS, BILLIONS = "mio.", "mia."
LETTERS = regex.compile(r"\p{L}+")
# "5,3." before a title, in one line with its table's header; no sum of money ends in a point there
NUMBER = regex.compile(r"[1-9]\d?(?:[.,]\d{1,2}){1,2}[.,]")
HEADS = frozenset({ColumnRole.DUE, ColumnRole.SMILEY})


def with_form_words(words: Sequence[PictureWord]) -> list[PictureWord]:
    """The words of a page in reading order, those of the form as it prints them."""
    read = [_word_meant(word) for word in words]
    for at in range(len(read) - 1):
        read[at : at + 2] = _pair_meant(*read[at : at + 2])
    heads = list(filter(is_head, read))
    return [_in_its_line(word, was, heads) for word, was in zip(read, words, strict=True)]


def _in_its_line(word: PictureWord, was: PictureWord, heads: Sequence[PictureWord]) -> PictureWord:
    """The word as a header's line has it, or as running text does, where "Anlag" is a word too."""
    is_number, is_funding = NUMBER.fullmatch(word.text) is not None, word.text != was.text and word.text.casefold() in labels().funding
    if not is_number and not is_funding:
        return word
    heads_row = any(are_in_line(word, head) for head in heads)
    if is_number:
        return _put_right(word, word.text.replace(",", ".")) if heads_row else word
    return word if heads_row else word._replace(confidence=min(word.confidence, DOUBTED))


def _put_right(word: PictureWord, text: str, sure: float = AS_SURE) -> PictureWord:
    return word if word.text == text else word._replace(text=text, confidence=min(word.confidence, sure))


def _word_meant(word: PictureWord) -> PictureWord:
    """The word, or the one of the form that a single letter of it was misread in."""
    if word.text == "|":
        return _put_right(word, "I", DOUBTED)
    if day := DAY.fullmatch(word.text):
        return _put_right(word, ".".join(day.groups()))
    if FIRST_ORDINAL.fullmatch(word.text):
        return _put_right(word, "1.")
    if STROKE.search(word.text):
        return _put_right(word, STROKE.sub("l", word.text), DOUBTED)
    if word.text in RINGED:
        return _put_right(word, RINGED[word.text])
    letters = LETTERS.search(word.text)
    if letters is None or letters[0].casefold() in WORDS:
        return word
    meant = [form for form in WORDS.values() if len(form) == len(letters[0]) and Hamming.distance(form, letters[0]) == 1]
    return _put_right(word, word.text.replace(letters[0], meant[0])) if len(meant) == 1 else word


def _pair_meant(one: PictureWord, other: PictureWord) -> tuple[PictureWord, PictureWord]:
    """Two words that stand behind each other, by what each says of the other."""
    if (label := _label_meant(one, other)) is not None:
        first, _, second = label.partition(" ")
        return _put_right(one, first), _put_right(other, second)
    if other.text in TIME_WORDS and (ordinal := ORDINAL.fullmatch(one.text)):
        return _put_right(one, f"{ordinal['digit']}."), other
    if other.text[:1].islower() and STROKE_AT_END.search(one.text):  # no sentence ends there
        return _put_right(one, STROKE_AT_END.sub("l", one.text), DOUBTED), other
    if other.text == "I" and other.confidence < UNSURE and GOES_ON.search(one.text):  # at 150 dpi many a dot is lost
        return one, _put_right(other, "i", DOUBTED)
    if SUM.fullmatch(one.text) and other.text == BILLIONS:  # an "o" is read as "a" now and then
        return one, other._replace(confidence=min(other.confidence, DOUBTED))
    if SUM.fullmatch(one.text) and Levenshtein.distance(other.text, MILLIONS) == 1:
        return one, _put_right(other, MILLIONS, DOUBTED)
    return one, other


def _label_meant(one: PictureWord, other: PictureWord) -> str | None:
    """The only label of the form that two words are nearly; None where they are one, or none."""
    if not other.text.endswith(":"):
        return None
    said = f"{one.text} {other.text}"
    near = {label for label in LABELS if Levenshtein.distance(label, said) <= len(label) // NEAR}
    return next(iter(near)) if len(near) == 1 and said.casefold() not in map(str.casefold, LABELS) else None


def is_head(word: PictureWord) -> bool:
    """Whether a word heads a table's column of times, or of signs."""
    return labels().headers.get(word.text.casefold()) in HEADS


def are_in_line(word: PictureWord, other: PictureWord) -> bool:
    """Whether two words stand in one printed line, wherever in it."""
    return other is not word and abs(word.baseline - other.baseline) < (word.box[3] - word.box[1]) / 2
