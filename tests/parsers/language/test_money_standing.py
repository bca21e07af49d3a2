"""Whether money is decided: sentences of our own, labelled before the grammar read them. A proposal is never told as decided."""

import pytest

from parsers.language.money import amounts_in

SENTENCES = [
    ("Der er afsat 1 mio. kr.", "besluttet"),
    ("Der afsættes 1 mio. kr. i 2031.", "besluttet"),
    ("Parterne er enige om at bruge 1 mio. kr. på søen.", "besluttet"),
    ("I budgetaftalen tilføres skolerne 1 mio. kr.", "besluttet"),
    ("Byrådet besluttede at give 1 mio. kr. til stien.", "besluttet"),
    ("Der blev udskudt 1 mio. kr. fra 2031 til 2032.", "besluttet"),
    ("Parterne ønsker at bygge en sti og afsætter derfor 1 mio. kr.", "besluttet"),
    ("Udvalget har godkendt en ramme på 1 mio. kr.", "besluttet"),
    ("Den ønskede sti er der afsat 1 mio. kr. til.", "besluttet"),
    ("Det foreslås, at der udskydes 1 mio. kr. fra 2031 til 2032.", "foreslået"),
    ("Administrationen har lagt op til, at bevillingen på 1 mio. kr. overføres til 2032.", "foreslået"),
    ("Bevillingen på 1 mio. kr. er uforbrugt, og der lægges op til, at den overføres til 2032.", "foreslået"),
    ("Administrationen indstiller, at der gives en bevilling på 1 mio. kr.", "foreslået"),
    ("Centret anbefaler, at de 1 mio. kr. der er tilført skolerne, bruges på bøger.", "foreslået"),
    ("Der stilles forslag om at afsætte 1 mio. kr.", "foreslået"),
    ("1 mio. kr. foreslås afsat til stien.", "foreslået"),
    ("Parterne ønsker at give 1 mio. kr. til stien.", "ønsket"),
    ("Der søges om 1 mio. kr. til stien.", "ønsket"),
    ("Ønsket bevilling 1 mio. kr.", "ønsket"),
    ("Der er behov for 1 mio. kr. til stien.", "ønsket"),
    ("De 1 mio. kr. afventer politisk prioritering.", "afventer"),
    ("En bevilling på 1 mio. kr. indgår i budgetforhandlingerne.", "afventer"),
    ("Der afsættes 1 mio. kr., såfremt byrådet godkender det.", "afventer"),
    ("Der er endnu ikke besluttet noget om 1 mio. kr. til stien.", "afventer"),
    ("Der tages stilling til 1 mio. kr. i forbindelse med Budget 2032.", "afventer"),
    ("Ansøgningen om 1 mio. kr. blev ikke imødekommet.", "afvist"),
    ("Byrådet afviste at afsætte 1 mio. kr. til stien.", "afvist"),
    ("Der blev givet afslag på 1 mio. kr.", "afvist"),
    ("Det anbefales ikke, at der afsættes 1 mio. kr.", "foreslået"),
    ("Et forslag om 1 mio. kr. til stien blev forkastet.", "afvist"),
    ("Der er ikke afsat 1 mio. kr. til stien.", None),
    ("Der afsættes ikke 1 mio. kr. til stien.", None),
    ("Der ydes ikke tilskud på 1 mio. kr.", None),
    ("Der afsættes ikke blot 1 mio. kr. til stien.", "besluttet"),
    ("A stillede ændringsforslag om, at der bevilges 1 mio. kr. til stien.", "foreslået"),
    ("Såfremt byrådet godkender det, afsættes 1 mio. kr. til stien.", "afventer"),
    ("Hvis det besluttes, bevilges 1 mio. kr.", "afventer"),
    ("Foreningen har ikke ansøgt om 1 mio. kr.", None),
    ("I 2031 blev der anvendt 1 mio. kr. på festen.", None),
    ("Foreninger kan fremover højst søge om 1 mio. kr.", None),
    ("Selskabet ønsker at lægge et lån om, og hvor restgælden udgør 1 mio. kr.", None),
    ("Merforbruget er 1 mio. kr.", None),
    ("Det vil koste 1 mio. kr. at deltage.", None),
    ("Der forventes en indtægt på 1 mio. kr.", None),
    ("Der ventes et merforbrug på 1 mio. kr.", None),
    ("Nabokommunen bruger 1 mio. kr. mindre.", None),
    ("Stien kan finansieres af den ønskede pulje, der har rådighed på 1 mio. kr.", None),
]


@pytest.mark.parametrize(("sentence", "standing"), SENTENCES)
def test_the_standing_is_what_the_sentence_says(sentence: str, standing: str | None) -> None:
    (amount,) = amounts_in(sentence)
    assert amount.standing == standing


def test_two_sums_of_a_sentence_may_stand_differently() -> None:
    text = "Der reserveres 2 mio. kr. i 2031 med en forventet indtægt i 2032 på 1 mio. kr."
    assert [each.standing for each in amounts_in(text)] == ["besluttet", None]
