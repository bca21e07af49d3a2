"""One grant that is told several times is one sum of money."""

import pytest

from parsers.documents.mentions import amounts_of
from parsers.model.records import AgendaItem, Document, EconomyNote, Initiative, Kind


def repeats(description: str, economy: str | None = None) -> list[int | None]:
    notes = [EconomyNote(1, economy)] if economy else []
    initiative = Initiative("1.1", None, description=description, economy=notes)
    return [each.same_as for each in amounts_of(Document(Kind.FOLLOWUP, initiatives=[initiative]))]


@pytest.mark.parametrize(
    ("description", "economy", "same"),
    [
        ("Der afsættes 2 mio. kr. til søen. De 2 mio. kr. gives i 2031. Med de 2 mio. kr. renses søen.", None, [None, 1, 1]),
        ("Der afsættes 2 mio. kr. årligt til søen.", "Der er afsat 2 mio. kr.", [None, 1]),
        ("Der afsættes 2 mio. kr. til søen. Der afsættes yderligere 2 mio. kr. til stien.", None, [None, None]),
        ("Der afsættes 2 mio. kr. i 2031. Der afsættes 2 mio. kr. i 2032.", None, [None, None]),
        ("Der afsættes 2 mio. kr. til søen og 2 mio. kr. til stien.", None, [None, None]),
        ("Der afsættes 2 mio. kr. til søen. Der spares 2 mio. kr. på stien.", None, [None, None]),
        ("Der afsættes 2 mio. kr. i 2031 og 2 mio. kr. i 2032.", "Der er afsat 2 mio. kr.", [None, None, None]),
        ("Der afsættes 2 mio. kr. i 2031 og 2 mio. kr. i 2032.", "Der er afsat 2 mio. kr. i 2032.", [None, None, 2]),
        ("Der afsættes 2 mio. kr. Heraf anvendes 2 mio. kr. til rør.", None, [None, None]),
    ],
)
def test_a_mention_is_tied_to_the_first_of_the_same_money_and_to_no_other(
    description: str, economy: str | None, same: list[int | None]
) -> None:
    assert repeats(description, economy) == same


def test_a_sum_without_a_word_of_its_own_is_what_its_first_mention_says() -> None:
    text = "Der spares 2 mio. kr. til søen. Det er aftalt, hvad de 2 mio. kr. går til."
    item = AgendaItem("1", None, case_text=text)
    assert [(each.kind, each.dkk, each.same_as) for each in amounts_of(Document(Kind.AGENDA, agenda_items=[item]))] == [
        ("besparelse", -2_000_000, None),
        ("besparelse", -2_000_000, 1),
    ]


def test_sums_of_two_matters_are_never_the_same_money() -> None:
    initiatives = [Initiative(number, None, description="Der afsættes 2 mio. kr. til søen.") for number in ("1.1", "1.2")]
    assert [each.same_as for each in amounts_of(Document(Kind.FOLLOWUP, initiatives=initiatives))] == [None, None]
