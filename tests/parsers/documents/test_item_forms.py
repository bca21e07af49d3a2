"""Minutes in the forms of many councils: how items are numbered, what stands below their titles, and whose decision is whose."""

import pytest

from parsers.documents.item_forms import CASE_LINE, NAMED
from parsers.model.findings import Code
from parsers.model.records import Document, Outcome
from parsers.reading import TEXT, read_file

G, E, I, N = Outcome.APPROVED, Outcome.NOTED, Outcome.RECOMMENDED, Outcome.NOT_RECOMMENDED  # noqa: E741
X, D, O, W = Outcome.NOT_APPROVED, Outcome.DISCUSSED, Outcome.FORWARDED, Outcome.WITHDRAWN  # noqa: E741

Told = list[tuple[str, str | None, list[tuple[str | None, Outcome]]]]


def agenda(text: str) -> Document:
    (document,) = read_file(text.strip("\n").encode(), TEXT).documents
    return document


def told(document: Document) -> Told:
    """Each item's number, title and what each body decided."""
    return [
        (item.item_number, item.title, [(each.body, each.outcome) for each in item.decisions if each.outcome])
        for item in document.agenda_items
    ]


SIGNS = """
Teknisk Udvalg
Protokol for mødet den 6/2 2032 kl. 15.00

§ 12. Vejbelysning på Prøvevej
J.nr. 05.01.08-P20-1-31

Indstilling:
at belysningen udskiftes.

Beslutning:
Godkendt.

§ 13. Cykelsti langs Eksempelåen

Indstilling:
at stien anlægges.

Beslutning:
Udvalget kan ikke godkende projektet, jf. § 12 i vejloven.
"""
CAPITALS = """
SOCIAL- OG SUNDHEDSUDVALGET
DAGSORDEN
DATO: 12. JUNI 2032 KL. 16:00

PKT. 1 - GODKENDELSE AF DAGSORDEN

BESLUTNING
GODKENDT.

PKT. 2 - BUDGETFORSLAG

INDSTILLING
AT BESPARELSERNE GODKENDES.

BESLUTNING
INDSTILLINGEN BLEV IKKE GODKENDT.
"""
CASES = """
EKSEMPELBY BYRÅD
REFERAT
tirsdag den 27. marts 2032 kl. 18.00

Indholdsfortegnelse:
73. Plan for Prøvehuset. ........ 200
74. Dispensation fra lokalplan 311 ........ 201

ÅBNE EFTERRETNINGSSAGER

73. Plan for Prøvehuset.
J.nr.: A09 Sagsid: 12 Sagsbehandler: HY Åben sag

Sagsfremstilling:
Udkastet er sendt frem.

Beslutning i Byrådet 27. marts 2032:
Toges til efterretning.

ÅBNE BESLUTNINGSSAGER

74. Dispensation fra lokalplan 311
J.nr.: P19 Sagsid: 13 Sagsbehandler: TR Åben sag

Indstilling:
at der meddeles dispensation.

Beslutning i Teknisk Udvalg 7. marts 2032:
Et flertal indstiller, at der meddeles dispensation. Et mindretal indstiller, at der meddeles afslag.

Beslutning i Byrådet 27. marts 2032:
For mindretallets indstilling stemte 14. Imod stemte 12. Der meddeles afslag.
"""
TREATED = """
Kommunalbestyrelsen

24-09-2032

Tillæg til lokalplan for Eksempelparken
Sag nr. 130

Indstilling

Forvaltningen indstiller,

at tillægget vedtages.

Teknik- og Miljøudvalget, 10. september 2032, pkt. 65:

Anbefales.

Økonomiudvalget, 18. september 2032, pkt. 153:

Indstilles ikke godkendt.

Beslutning

Forkastet.

Sagsfremstilling

Tillægget er kort.

Salg af Prøvegården
Sag nr. 131

Indstilling

at gården sælges.

Økonomiudvalget, 18. september 2032, pkt. 154:

Anbefales.

Beslutning

Godkendt.

Sagsfremstilling

Gården er til salg.
"""
POINTS = """
Møde i Kommunalbestyrelsen
mandag den 25. september 2032, kl. 19.00

REFERAT

ØKONOMIUDVALGET

2. Opfølgning på budgettet
Økonomiudvalget den 21. marts 2032, pkt. 4
Økonomiudvalgets møde 19. september 2032, pkt. 2

Resumé
Der er et mindreforbrug.

Økonomiudvalgets møde 19. september 2032
Punkt 2:
Indstilles.

Kommunalbestyrelsens møde 25. september 2032
Punkt 2:
Godkendt.

TEKNIK- OG MILJØUDVALGET

3. Nedrivning af Eksempelvænget 16
Teknik- og Miljøudvalgets møde 5. september 2032, pkt. 7

Resumé
Bygningen er forfalden.

Kommunalbestyrelsens møde 25. september 2032
Punkt 3:
Ikke godkendt, idet Ø og F stemte for.

4. Anlægsbevilling til Prøvesøen

Resumé
Der søges penge.

Kommunalbestyrelsens møde 25. september 2032
Punkt 4:
Udgik.
"""
LINKS = """
Referat

Dato: 3. april 2032
Udvalg: Kultur- og Idrætsudvalget
 • Pkt. 42 Dagsordenen

  Pkt. 42

  Dagsordenen

  Sagsnr. 299835 Kultur- og Idrætsudvalget Åbent punkt

  Kultur- og Idrætsudvalget, 03-04-2032, pkt. 42

  Godkendt.

  Fraværende: Navn Navnesen (V) - Navn Tosen (V) mødte som stedfortræder.

 • Pkt. 43 Plan for Prøvemuseet

  Plan.pdf Vision.pdf

  Pkt. 43

  Plan for Prøvemuseet

  Indstilling

  Forvaltningen indstiller, at planen godkendes.

  Kultur- og Idrætsudvalget, 03-04-2032, pkt. 43

  Udvalget kan ikke godkende planen.
"""
REPEATED = """
Handicaprådet
Mødedato: 23. november 2032

Handicaprådet Mødedato 23-11-2032 Side 2
01. Godkendelse af dagsorden
Åben sag
Indstilling
At dagsordenen godkendes
Beslutninger Handicaprådet den 23-11-2032
Dagsordenen godkendt.

Handicaprådet Mødedato 23-11-2032 Side 3
02. Samtale på skærm
Åben sag
Indstilling
At rådet drøfter oplægget
Beslutninger Handicaprådet den 23-11-2032
Drøftet.
Handicaprådet Mødedato 23-11-2032 Side 4
Emnet tages op igen.

04. Ny forretningsorden
Åben sag
Indstilling
At den vedtages
Beslutninger Handicaprådet den 23-11-2032
Forretningsordenen kunne ikke vedtages.
"""
DECISION_FIRST = """
Referat Eksempelby Byråd 11-09-2032

1 Mindre støj

Beslutning
Fremsendes til Socialudvalget til behandling i henhold til beslutning i byrådets møde.
Resumé
Byrådet tilsluttede sig planen i 2031.
Sagens forløb
19-08-2032 Magistraten
Fremsendes til byrådet med bemærkning, at Magistraten anbefaler, at byrådet tiltræder indstillingen.

2 Et multihus i Prøveby

Beslutning
Tilbagesendes Børneafdelingen med bemærkning, at byrådet ikke har vedtaget indstillingen.
Resumé
Der gives et tilskud.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SIGNS, [("12", "Vejbelysning på Prøvevej", [(None, G)]), ("13", "Cykelsti langs Eksempelåen", [(None, X)])]),
        (CAPITALS, [("1", "GODKENDELSE AF DAGSORDEN", [(None, G)]), ("2", "BUDGETFORSLAG", [(None, X)])]),
        (
            CASES,
            [
                ("73", "Plan for Prøvehuset.", [("Byrådet", E)]),
                ("74", "Dispensation fra lokalplan 311", [("Teknisk Udvalg", I), ("Byrådet", X)]),
            ],
        ),
        (
            TREATED,
            [
                ("130", "Tillæg til lokalplan for Eksempelparken", [("Teknik- og Miljøudvalget", I), ("Økonomiudvalget", N), (None, X)]),
                ("131", "Salg af Prøvegården", [("Økonomiudvalget", I), (None, G)]),
            ],
        ),
        (
            POINTS,
            [
                ("2", "Opfølgning på budgettet", [("Økonomiudvalget", I), ("Kommunalbestyrelsen", G)]),
                ("3", "Nedrivning af Eksempelvænget 16", [("Kommunalbestyrelsen", X)]),
                ("4", "Anlægsbevilling til Prøvesøen", [("Kommunalbestyrelsen", W)]),
            ],
        ),
        (
            LINKS,
            [("42", "Dagsordenen", [("Kultur- og Idrætsudvalget", G)]), ("43", "Plan for Prøvemuseet", [("Kultur- og Idrætsudvalget", X)])],
        ),
        (
            REPEATED,
            [
                ("01", "Godkendelse af dagsorden", [("Handicaprådet", G)]),
                ("02", "Samtale på skærm", [("Handicaprådet", D)]),
                ("04", "Ny forretningsorden", [("Handicaprådet", X)]),
            ],
        ),
        (DECISION_FIRST, [("1", "Mindre støj", [(None, O)]), ("2", "Et multihus i Prøveby", [(None, X)])]),
    ],
    ids=["signs", "capitals", "cases", "treated", "points", "links", "repeated page heads", "decision first"],
)
def test_items_and_decisions_are_told_in_the_forms_of_many_councils(text: str, expected: Told) -> None:
    assert told(agenda(text)) == expected


ALL_BY_DAY = """
Referat
Byrådet
3. marts 2032

Nr. 1 - Bænke i parken
Økonomiudvalget, 18. februar 2032, pkt. 153:
Ikke anbefalet.
Byrådet, 3. marts 2032, pkt. 4:
Godkendt.

Nr. 2 - Stier ved søen
Økonomiudvalget, 18. februar 2032, pkt. 154:
Anbefalet.
Beslutning
Forkastet.
"""


@pytest.mark.parametrize("form", ["Nr. {} -", "Punkt {}:"])
def test_an_item_whose_sections_are_all_headed_by_a_body_and_its_day_is_not_lost(form: str) -> None:
    text = ALL_BY_DAY.replace("Nr. 1 -", form.format(1)).replace("Nr. 2 -", form.format(2))
    items = agenda(text).agenda_items
    assert [(item.item_number, [each.outcome for each in item.decisions]) for item in items] == [("1", [N, G]), ("2", [I, X])]


CLOSED_BETWEEN = """
Referat
Byrådet
3. marts 2032

{}1. Bænke i parken
Beslutning: Godkendt.
{}2. Stier ved søen
Beslutning: Ikke godkendt.
{}3. Lukket punkt
{}4. Luft
Beslutning: Udsat.
"""
A_CELL_EACH = """
Referat
Byrådet
3. marts 2032

| Punkt | Emne | Beslutning |
|---|---|---|
| 1 | Bænke | Godkendt |
| 2 | Stier | Ikke godkendt |
| 2a | Broer | Udsat |
"""


@pytest.mark.parametrize("word", ["", "Punkt "])
def test_a_decision_is_not_that_of_the_closed_item_above_it(word: str) -> None:
    expected: Told = [
        ("1", "Bænke i parken", [(None, G)]),
        ("2", "Stier ved søen", [(None, X)]),
        ("3", "Lukket punkt", []),
        ("4", "Luft", [(None, Outcome.POSTPONED)]),
    ]
    assert told(agenda(CLOSED_BETWEEN.format(word, word, word, word))) == expected


def test_a_decision_is_not_that_of_the_table_row_above_it() -> None:
    expected: Told = [("1", "Bænke", [(None, G)]), ("2", "Stier", [(None, X)]), ("2a", "Broer", [(None, Outcome.POSTPONED)])]
    assert told(agenda(A_CELL_EACH)) == expected


def test_a_page_that_repeats_its_head_leaves_the_decision_whole() -> None:
    document = agenda(REPEATED)
    assert document.agenda_items[1].decision == "Drøftet.\nEmnet tages op igen."
    heads = [finding.text for finding in document.findings if finding.code == Code.FURNITURE]
    assert heads == [f"Handicaprådet Mødedato 23-11-2032 Side {page}" for page in (2, 3, 4)]


def test_a_case_number_ends_where_another_label_begins() -> None:
    text = """
Økonomiudvalget – Referat – 1. oktober 2032

1. Godkendelse af dagsorden (B)

1.     Godkendelse af dagsorden (B)

Sagsnr.: 330-2032-3619                 Dok.nr.: 330-2032-500301                                          Åbent
Indstilling
1.    at dagsordenen godkendes
Beslutning i Økonomiudvalget den 1. oktober 2032:
Fraværende:
Godkendt.

2. Salg af grund (B)

2.     Salg af grund (B)

Sagsnr.: 330-2032-3620                 Dok.nr.: 330-2032-500335                                          Åbent
Indstilling
1.    at grunden sælges
Beslutning i Økonomiudvalget den 1. oktober 2032:
Fraværende: Navn Navnesen (A)
Anbefales ikke.
"""
    document = agenda(text)
    assert told(document) == [
        ("1", "Godkendelse af dagsorden (B)", [("Økonomiudvalget", G)]),
        ("2", "Salg af grund (B)", [("Økonomiudvalget", N)]),
    ]
    assert [item.case_number for item in document.agenda_items] == ["330-2032-3619", "330-2032-3620"]
    assert [item.decision for item in document.agenda_items] == ["Godkendt.", "Anbefales ikke."]


@pytest.mark.parametrize("text", ["§ 12 stk. 3", "Sag 4 udsættes", "Nr. 3 i rækken", "PKT. - 3"])
def test_words_of_a_sentence_are_no_items_number(text: str) -> None:
    assert NAMED.match(text) is None


@pytest.mark.parametrize("text", ["Åbent hus", "Sagen udsættes", "Sag 4", "J.nr. mangler"])
def test_words_of_a_text_tell_of_no_case(text: str) -> None:
    assert CASE_LINE.match(text) is None


AWAY = """
Byrådet - Referat

Dato: 29. januar 2032

1. Fraværende

Resume

Sagsforløb: BY

Sagsfremstilling

Der er afbud fra Navn Navnesen.

Beslutning

Navn Navnesen, Navn Tosen og Navn Tresen.

Til toppen

2. Takster

Navn Navnesen (V), Navn Tosen (A)

Resume

Taksterne stiger.

Beslutning

Teknik- og Miljøudvalget, 13. januar 2032:
Indstilles til godkendelse.

Byrådet, 29. januar 2032:
Ikke godkendt.

Navn Navnesen, Navn Tosen og Navn Tresen var fraværende.

Til toppen
"""


def test_who_was_away_is_in_no_section_decision_or_finding() -> None:
    document = agenda(AWAY)
    assert told(document)[1] == ("2", "Takster", [("Teknik- og Miljøudvalget", I), ("Byrådet", X)])
    said = [section.text for item in document.agenda_items for section in item.sections]
    said += [decision.text for item in document.agenda_items for decision in item.decisions]
    said += [finding.text or "" for finding in document.findings]
    assert not [text for text in said if "Navn " in text]


def test_who_was_away_heads_no_section_where_the_line_comes_back() -> None:
    decided = "Beslutning\n\nGodkendt.\n\n \n\nAfbud: Navn Navnesen (Løsgænger)\n\n \n\n"
    item = f"{{0}}. Sag\n\nIndstilling\n\nat det vedtages.\n\n{decided}Sagsfremstilling\n\nKort.\n\n"
    document = agenda("Økonomiudvalget\nReferat\n3. marts 2032\n\n" + "".join(item.format(number) for number in range(1, 6)))
    assert [one.decision for one in document.agenda_items] == ["Godkendt."] * 5
    assert not [finding for finding in document.findings if "Navn" in (finding.text or "")]


def test_two_meetings_with_plain_numbers_are_two_documents() -> None:
    def meeting(council: str, day: str, decision: str) -> str:
        items = "".join(f"{number}. Sag {number}\n\nIndstilling\n\nat det vedtages.\n\nBeslutning\n\n{decision}\n\n" for number in (1, 2))
        return f"Referat\n{council}\n{day}\n\n{items}"

    text = meeting("Kulturudvalget", "9. marts 2032", "Vedtaget.") + meeting("Socialudvalget", "10. marts 2032", "Kan ikke anbefales.")
    first, second = read_file(text.encode(), TEXT).documents
    assert [item.committee for item in (*first.agenda_items, *second.agenda_items)] == ["Kulturudvalget"] * 2 + ["Socialudvalget"] * 2
    assert {each.outcome for item in second.agenda_items for each in item.decisions} == {N}


def test_a_page_that_draws_a_number_and_its_title_apart_runs_them_together() -> None:
    text = (
        "Plan- og Boligudvalget\nReferat\n3. marts 2032\n\n"
        "Punkt 1Åben - Dagsorden\nBeslutning\nGodkendt.\n\nPunkt 2Åben - Bro\nBeslutning\nForkastet.\n"
    )
    assert told(agenda(text)) == [("1", "Åben - Dagsorden", [(None, G)]), ("2", "Åben - Bro", [(None, X)])]


def test_a_list_of_contents_may_run_on_with_its_first_item() -> None:
    text = (
        "Byrådet - Referat\n\n3. marts 2032\n\nIndholdsfortegnelse1. Bro\n\n\nBeslutning\n\n"
        "Godkendt.\n\n\n2. Sti\n\n\nBeslutning\n\nForkastet.\n"
    )
    assert told(agenda(text)) == [("1", "Bro", [(None, G)]), ("2", "Sti", [(None, X)])]


def test_an_item_that_goes_on_on_the_next_page_is_no_part_of_its_decision() -> None:
    foot = "Byrådet\nMøde den 3. marts 2032\nkl. 16:00\nSide {} af 4\n\f"
    items = [
        "Punkt 1.\n\nBro\n\nBeslutning:\nGodkendt.\n",
        "Punkt 2.\n\nSti\n\nBeslutning:\nForkastet.\n",
        "Punkt 2. - fortsat\n",
        "Punkt 3.\n\nHal\n",
    ]
    (document,) = read_file("".join(item + foot.format(at) for at, item in enumerate(items, 1)).encode(), TEXT).documents
    assert [(item.title, item.decision) for item in document.agenda_items] == [("Bro", "Godkendt."), ("Sti", "Forkastet."), ("Hal", None)]
