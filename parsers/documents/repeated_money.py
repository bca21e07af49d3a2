"""A document's sums in, each further mention of the same money tied to its first: one grant told three times is one."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from parsers.language.money_sums import ABOUT
from parsers.model import late_regex as regex
from parsers.model.records import Amount, MoneyKind

__all__ = ["MoneyMention", "is_other_money", "tie_repeats"]

_BACK = 60  # characters
DEFINITE = regex.compile(
    rf"\b(?:de|den|det|disse|dette|ovennævnte|nævnte|samme|førnævnte|omtalte|\p{{L}}{{4,}}(?:en|et|erne)\s(?:på|med)(?:\sde)?)\s(?:i\salt\s)?{ABOUT}\Z",
    regex.IGNORECASE,
)
# Other money of the same size: "yderligere 1 mio. kr.", "heraf 1 mio. kr.", "1 mio. kr. hver"
OTHER_MONEY = regex.compile(
    r"\b(?:yderligere|derudover|herudover|hertil|desuden|ekstra|tillige|endnu|heraf|hvoraf|tilsvarende|også|igen|nye?|anden|andet|endvidere|dertil"
    r"|suppleres|oveni)\b",
    regex.IGNORECASE,
)
AS_SAID = regex.compile(r"\bsom\snævnt\b", regex.IGNORECASE)
SENTENCE_BREAK = regex.compile(r"[.!?]\s+(?=\p{Lu})|\n")


class MoneyMention(NamedTuple):
    """A sum, the text it stands in, and what that text is about: sums of other matters are never the same money."""

    amount: Amount
    text: str
    matter: Hashable


def tie_repeats(mentions: Sequence[MoneyMention], begin: int = 1) -> None:
    """Sets `same_as`, by numbers from `begin`. Several candidates are none; a sum without a kind takes that of its first mention."""
    firsts: dict[Hashable, list[tuple[int, MoneyMention]]] = {}  # by matter and size
    for ordinal, mention in enumerate(mentions, begin):
        earlier = firsts.setdefault((mention.matter, abs(mention.amount.dkk)), [])
        same = [(number, one) for number, one in earlier if _is_same(mention, one)]
        named = [each for each in same if _years(each[1].amount) == _years(mention.amount)]
        one_of = same if len(same) == 1 else named
        if len(one_of) == 1:
            number, first = one_of[0]
            mention.amount.same_as = number
            if mention.amount.kind is MoneyKind.OTHER:
                mention.amount.kind = first.amount.kind
                mention.amount.dkk = first.amount.dkk
        else:
            earlier.append((ordinal, mention))


def _is_same(mention: MoneyMention, first: MoneyMention) -> bool:
    """Whether two sums of as many kroner are the same money."""
    amount, other = mention.amount, first.amount
    if not amount.dkk or amount.unit_note or other.unit_note:
        return False
    if amount.kind is not other.kind and MoneyKind.OTHER not in (amount.kind, other.kind):
        return False
    years, others = _years(amount), _years(other)
    if years != others and any(years) and any(others):
        return False
    if amount.recurring and not other.recurring and any(others):
        return False
    before = mention.text[max(amount.at - _BACK, 0) : amount.at]
    if DEFINITE.search(before):
        return True
    if is_other_money(mention.text, amount.at):
        return False
    in_one_sentence = mention.text is first.text and not SENTENCE_BREAK.search(mention.text, other.at, amount.at)
    return amount.kind is other.kind is not MoneyKind.OTHER and not in_one_sentence


def is_other_money(text: str, at: int) -> bool:
    """Whether a sentence says in front of its sum at `at` that it is not the money told of before: 'yderligere 1 mio. kr.'"""
    sentence = SENTENCE_BREAK.split(text[max(at - _BACK, 0) : at])[-1]
    return OTHER_MONEY.search(sentence) is not None and AS_SAID.search(sentence) is None


def _years(amount: Amount) -> tuple[int | None, int | None, int | None]:
    return amount.year_from, amount.year_to, amount.to_year
