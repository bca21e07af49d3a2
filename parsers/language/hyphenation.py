"""The two pieces of a word that a line's end parted, to the word: with its hyphen, without it, or with a space behind it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["HYPHEN", "HYPHEN_MINUS", "PUNCTUATION", "SOFT_HYPHEN", "Vocabulary", "key", "rejoined", "unbroken"]

SOFT_HYPHEN = "\u00ad"
HYPHEN = "\u2010"
HYPHEN_MINUS = "-"

PUNCTUATION = ".,:;!?()[]\"'“”„»«…"
# "Social- og Sundhedsudvalget", "dag- eller aftentid": the first word waits for the end of the second
CONJUNCTIONS = frozenset({"og", "eller", "samt", "og/eller"})
# "fra- til tilflytning" waits too, but "ind-⏎til" is the word "indtil"
MAYBE_CONJUNCTIONS = frozenset({"til", "som", "kontra", "versus"})
HYPHENATED_PREFIXES = frozenset({"ikke", "non", "eks", "anti", "pro"})  # "ikke-vestlige" keeps its hyphen wherever it stands
SYLLABLES = frozenset({"non", "eks", "anti", "pro"})  # of them, that begin other words too: "pro-⏎fessionelt"
RARE = 300  # words: a document that breaks words does so more often than once in so many
ENDS = 4  # letters: a word ends, or begins, in as many as some other word of its document does
SHOWN = 3  # letters of the second piece that another word must share to show that the two are one


class Rejoined(NamedTuple):
    """`decided` is False when nothing told which form is the word; `text` is then the likelier one."""

    text: str
    decided: bool


class Vocabulary:
    """The words that stand unbroken in a document, with how often they do; none holds a line's end."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.breaks_words: bool | None = None  # whether lines of this document end in the middle of words; None where nothing tells
        self._printed = Counter(words)
        self._pairs: list[tuple[str, str]] = []  # the pieces of words that may have been broken with no hyphen
        self._parted: Counter[tuple[str, str]] = Counter()  # the same by key; empty, as the next, until asked for
        self._ends: set[str] = set()  # of the words that stand elsewhere than in such pieces
        self._begins: set[str] = set()
        self._counts: dict[str, int] = {}  # by key; empty, as the next, until asked for
        self._sorted: list[str] = []

    def learn(self, words: Iterable[str]) -> None:
        """Takes note of more words, before any is asked for."""
        self._printed.update(words)

    def count(self, word: str) -> int:
        return self._by_key().get(key(word), 0)

    def _by_key(self) -> dict[str, int]:
        counts = self._counts
        if not counts and self._printed:
            folded = "\n".join(self._printed).casefold().split("\n")  # their keys: a call for every word takes as long again
            for word, count in zip(folded, self._printed.values(), strict=True):
                plain = word.strip(PUNCTUATION)
                counts[plain] = counts.get(plain, 0) + count
        return counts

    def begins(self, start: str) -> bool:
        """Whether a word of the document begins so."""
        self._sorted = self._sorted or sorted(self._by_key())
        start = key(start)
        at = bisect_left(self._sorted, start)
        return at < len(self._sorted) and self._sorted[at].startswith(start)

    def learn_parted(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Takes note of pieces that stand on two lines with no hyphen between them: they are no words for standing so."""
        self._pairs += pairs
        self._parted.clear()

    def _know_parted(self) -> None:
        if self._parted or not self._pairs:
            return
        self._parted.update((key(left), key(right)) for left, right in self._pairs)
        pieces: Counter[str] = Counter()
        for pair, count in self._parted.items():
            for piece in pair:
                pieces[piece] += count
        words = [word for word, count in self._by_key().items() if count > pieces[word]]
        self._ends = {word[-ENDS:] for word in words}
        self._begins = {word[:ENDS] for word in words}

    def elsewhere(self, left: str, right: str) -> tuple[int, int]:
        """How often two pieces stand where they are not parted from each other by a line's end."""
        self._know_parted()
        together = self._parted[key(left), key(right)] or 1
        return self.count(left) - together, self.count(right) - together

    def ends_as_words_do(self, piece: str) -> bool:
        self._know_parted()
        return key(piece)[-ENDS:] in self._ends

    def begins_as_words_do(self, piece: str) -> bool:
        self._know_parted()
        return key(piece)[:ENDS] in self._begins

    def learn_breaks(self, pairs: Iterable[tuple[str, str, str]]) -> None:
        """Tells from the document's line-end hyphens (left, right, hyphen) whether it breaks words.

        A word that stands whole elsewhere shows it. Where none does, and next to none may be broken, the hyphens are the words' own.
        """
        results = [(left + right, rejoined(left, right, hyphen, self)) for left, right, hyphen in pairs if hyphen == HYPHEN_MINUS]
        joined = [(whole, result.decided) for whole, result in results if result.text == whole]
        if any(decided and self.count(whole) for whole, decided in joined):
            self.breaks_words = True
        elif sum(not result.decided or result.text == whole for whole, result in results) * RARE < self._printed.total():
            self.breaks_words = False
        elif any(decided for _, decided in joined):
            self.breaks_words = True


def key(word: str) -> str:
    """A word without case and the punctuation around it."""
    return word.strip(PUNCTUATION).casefold()


def rejoined(left: str, right: str, hyphen: str, vocabulary: Vocabulary) -> Rejoined:
    """`left` stood at a line's end with `hyphen` ("-", U+2010 or U+00AD) behind it, `right` began the next line.

    "Social" and "og" give "Social- og", "2019" and "2022" give "2019-2022", "bruttoanlægs" and "rammen" give one word.
    """
    kept, joined, spaced = f"{left}-{right}", f"{left}{right}", f"{left}- {right}"
    if hyphen == SOFT_HYPHEN and not (left[-1:].islower() and right[:1].isupper()):  # "Hede-⏎Magleparken": some print every hyphen as one
        return Rejoined(joined, True)
    if key(right) in CONJUNCTIONS:
        return Rejoined(spaced, True)
    if not left or not right or not left[-1].isalnum() or right[0] == "/":
        return Rejoined(kept, True)
    if not right[0].isalnum():
        return Rejoined(spaced, True)
    if left[-1].isdigit():
        return Rejoined(kept, True)  # "2019-2022", "4-årige"
    whole, apart = vocabulary.count(joined), vocabulary.count(kept)
    if whole != apart:
        return Rejoined(joined if whole > apart else kept, True)
    if key(right) in MAYBE_CONJUNCTIONS:
        return Rejoined(spaced, True)
    if hyphen == HYPHEN:
        return Rejoined(joined, True)
    stem = key(left)
    last = stem.rsplit("-", 1)[-1].rsplit("/", 1)[-1]
    breaks = vocabulary.breaks_words
    if breaks and last in SYLLABLES and vocabulary.count(right) <= 1:  # it stands here alone
        return Rejoined(joined, False)
    if right[0].isdigit() or last in HYPHENATED_PREFIXES or len(last) == 1:
        return Rejoined(kept, True)  # "e-mail", "p-pladser"
    abbreviated = left.strip(PUNCTUATION).isupper()
    if right[0].isupper():
        # "DSB-Arealerne", "Ballerup-Måløv"; but a heading in capitals may be broken like any other words
        capitals = abbreviated and len(right) > 1 and right.strip(PUNCTUATION).isupper()
        strange = capitals and breaks is True and vocabulary.count(left) <= 1 and vocabulary.count(right) <= 1  # "NE-⏎XT"
        return Rejoined(joined if strange else kept, not capitals)
    if abbreviated:
        return Rejoined(kept, True)  # "DSB-arealerne"
    stands_alone = vocabulary.count(left) > 0
    if breaks is False:
        return Rejoined(kept, False)
    if vocabulary.begins(joined[: len(left) + SHOWN]):
        return Rejoined(joined, True)  # another form of the word stands elsewhere: "bruttoanlægsramme"
    if vocabulary.begins(kept[: len(left) + 1 + SHOWN]):
        return Rejoined(kept, True)
    # a document that breaks no words ends lines in hyphens of their own; those stand behind words ("nudging-kampagnen")
    return Rejoined(kept if stands_alone and not breaks else joined, breaks is True and not stands_alone)


def unbroken(left: str, right: str, vocabulary: Vocabulary, *, alone: bool) -> Rejoined:
    """`left` filled its line to the brim with no hyphen behind it: one word with `right`, or two.

    `alone`: it was the only word of its line, as a word longer than its cell is.
    What a piece counts for beyond standing so, it stands elsewhere too and is a word.
    """
    if right[:1].isdigit():
        return Rejoined(f"{left}{right}" if alone else f"{left} {right}", True)  # "31.12.201⏎9"
    stem = left.rpartition(" ")[2]
    whole = vocabulary.count(stem + right)
    if not (whole or alone):  # as nearly always
        return Rejoined(f"{left} {right}", True)
    lefts, rights = vocabulary.elsewhere(stem, right)
    known = min(lefts, rights) if alone else max(lefts, rights)  # beside other words a line ends in a whole word: "vi ser" is not "viser"
    if whole > max(known, 0):
        return Rejoined(f"{left}{right}", True)
    if alone and lefts <= 0 and not (vocabulary.ends_as_words_do(stem) and (rights > 0 or vocabulary.begins_as_words_do(right))):
        return Rejoined(f"{left}{right}", False)
    return Rejoined(f"{left} {right}", True)
