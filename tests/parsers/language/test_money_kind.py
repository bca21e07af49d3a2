"""What money is, by who pays and what is done: labelled before the grammar read them."""

import pytest

from parsers.language.money import amounts_in
from parsers.model.records import MoneyKind

SENTENCES = [
    # taken away
    ("Puljen på 2 mio. kr. skal skæres væk.", MoneyKind.SAVED),
    ("Udviklingspuljen på 2 mio. kr. nedlægges.", MoneyKind.SAVED),
    ("Puljen til kurser på 2 mio. kr. fjernes.", MoneyKind.SAVED),
    ("Der skæres 2 mio. kr. af vejpuljen.", MoneyKind.SAVED),
    ("Der spares 2 mio. kr. på puljen til kurser.", MoneyKind.SAVED),
    ("Vejpuljen beskæres med 2 mio. kr.", MoneyKind.SAVED),
    ("Ved udskydelse af stien spares 2 mio. kr.", MoneyKind.SAVED),
    # put off, and not put off
    ("Stien på 2 mio. kr. udskydes til 2032.", MoneyKind.DEFERRED),
    ("Der gives 2 mio. kr. til søen, som finansieres ved udskydelse af stien.", MoneyKind.ALLOCATED),
    ("Ved udskydelse af stien fra 2031 til 2032 bevilges søen 2 mio. kr.", MoneyKind.ALLOCATED),
    ("Udskydelse af 2 mio. kr. fra 2031 til 2032 foreslås.", MoneyKind.DEFERRED),
    ("Der forskydes yderligere 2 mio. kr. til 2032.", MoneyKind.DEFERRED),
    # who pays
    ("Ballerup Kommune får 2 mio. kr. til arbejdet.", MoneyKind.INCOME),
    ("Kommunen modtager 2 mio. kr. om året.", MoneyKind.INCOME),
    ("Projektet betales af en pulje, hvor kommunen har fået 2 mio. kr.", MoneyKind.INCOME),
    ("Fonden bidrager med 2 mio. kr.", MoneyKind.INCOME),
    ("Der er givet tilsagn fra Realdania om 2 mio. kr.", MoneyKind.INCOME),
    ("Kommunen har fået tilskud fra staten på 2 mio. kr.", MoneyKind.INCOME),
    ("Der ventes en merindtægt på 2 mio. kr.", MoneyKind.INCOME),
    ("Foreningen bevilges 2 mio. kr.", MoneyKind.ALLOCATED),
    # a grant and a payment: income where the municipality is paid, and not where another is, or nobody says who
    ("Museet får et tilskud på 2 mio. kr.", MoneyKind.OTHER),
    ("Klubben modtager et årligt tilskud på 2 mio. kr.", MoneyKind.OTHER),
    ("Foreningen har modtaget et tilskud på 2 mio. kr.", MoneyKind.OTHER),
    ("Tilskuddet til museet udgør 2 mio. kr.", MoneyKind.OTHER),
    ("Kommunens driftstilskud til hallen udgør 2 mio. kr.", MoneyKind.OTHER),
    ("Der udbetales lokaletilskud for 2 mio. kr.", MoneyKind.OTHER),
    ("Kommunens betaling til staten er 2 mio. kr.", MoneyKind.OTHER),
    ("Tilskuddet til klubben nedsættes med 2 mio. kr.", MoneyKind.SAVED),
    ("Tilskuddet på 2 mio. kr. årligt er afsat i budgettet.", MoneyKind.ALLOCATED),
    ("Tilskuddet på 2 mio. kr. dækkes af indtægter.", MoneyKind.OTHER),
    ("Kommunen får et tilskud på 2 mio. kr.", MoneyKind.INCOME),
    ("I 2032 får kommunen et statsligt tilskud på 2 mio. kr.", MoneyKind.INCOME),
    ("Vi får et tilskud på 2 mio. kr. til projektet.", MoneyKind.INCOME),
    ("Der er opnået et tilskud på 2 mio. kr.", MoneyKind.INCOME),
    ("Skatter, tilskud og udligning giver 2 mio. kr.", MoneyKind.INCOME),
    ("Forældrebetaling udgør 2 mio. kr.", MoneyKind.INCOME),
    # earned less
    ("Køkkenet har en reduktion i bestillinger svarende til 2 mio. kr.", MoneyKind.LOST_INCOME),
    ("Færre bestillinger koster køkkenet 2 mio. kr. i omsætning.", MoneyKind.OTHER),
    ("Der ventes en mindreindtægt på 2 mio. kr.", MoneyKind.LOST_INCOME),
    ("Faldet i billetsalget udgør 2 mio. kr.", MoneyKind.LOST_INCOME),
    ("Manglende lejeindtægter på 2 mio. kr.", MoneyKind.LOST_INCOME),
    ("Indtægterne falder med 2 mio. kr.", MoneyKind.LOST_INCOME),
    # kept and used
    ("Partierne vil fastholde de 2 mio. kr. til søen.", MoneyKind.ALLOCATED),
    ("De 2 mio. kr. anvendes til at reducere ventetiden.", MoneyKind.ALLOCATED),
    ("Det vil koste 2 mio. kr. at deltage.", MoneyKind.OTHER),
    ("Nabokommunen bruger 2 mio. kr. mindre.", MoneyKind.OTHER),
    ("Nettodriftsudgifterne var 2 mio. kr., hvilket er et mindreforbrug.", MoneyKind.OTHER),
    ("Der er en realiseret gevinst på 2 mio. kr.", MoneyKind.OTHER),
]


@pytest.mark.parametrize(("sentence", "kind"), SENTENCES)
def test_the_kind_is_told_from_who_pays_and_what_is_done(sentence: str, kind: MoneyKind) -> None:
    (amount,) = amounts_in(sentence)
    assert amount.kind is kind
    assert (amount.dkk < 0) == (kind in (MoneyKind.SAVED, MoneyKind.LOST_INCOME))


def test_a_sentence_that_draws_a_conclusion_goes_on_with_the_money_before() -> None:
    text = "Der afsættes yderligere 0,1 mio. kr. årligt. Dermed er der årligt 300.000 kr. til det."
    assert [(each.kind, each.standing) for each in amounts_in(text)] == [("afsat", "besluttet")] * 2


def test_the_lines_of_a_list_are_what_the_line_above_announces() -> None:
    announced = "Administrationen foreslår, at der tilføres følgende beløb:\nSted Beløb\nSøen 90.000 kr.\nStien 10.000 kr."
    text = f"{announced}\nDet kostede 5.000 kr. sidst."
    assert [(each.kind, each.standing) for each in amounts_in(text)] == [("afsat", "foreslået")] * 2 + [("andet", None)]
