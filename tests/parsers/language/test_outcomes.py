"""What a decision decides: a table of sentences, labelled by hand before any of them was read by the grammar."""

import csv
from pathlib import Path

import pytest

from parsers.documents.decisions import read_decisions
from parsers.language.outcomes import answers, is_remark, outcome_of
from parsers.model.records import Outcome
from parsers.model.rows import Cell, Place, Row, RowKind

G, E, I = Outcome.APPROVED, Outcome.NOTED, Outcome.RECOMMENDED  # noqa: E741
N, X, U = Outcome.NOT_RECOMMENDED, Outcome.NOT_APPROVED, Outcome.POSTPONED
D, O, W = Outcome.DISCUSSED, Outcome.FORWARDED, Outcome.WITHDRAWN  # noqa: E741
A = Outcome.OTHER  # the grammar does not cover it

WHOLE = [
    # approved
    ("Godkendt", G),
    ("Indstillingen godkendt.", G),
    ("Indstillingen blev godkendt", G),
    ("Indstillingen blev enstemmigt vedtaget.", G),
    ("Tiltrådt.", G),
    ("Forvaltningens indstilling blev tiltrådt.", G),
    ("Udvalget tiltrådte indstillingen.", G),
    ("Byrådet vedtog forslaget.", G),
    ("Godkendes.", G),
    ("Kan godkendes.", G),
    ("Kommunalbestyrelsen godkendte Økonomiudvalgets indstilling.", G),
    ("Med 19 stemmer for og 2 imod godkendte Byrådet indstillingen.", G),
    ("Et flertal i udvalget godkendte indstillingen.", G),
    ("Godkendt med den bemærkning, at der ikke bygges ved søen.", G),
    ("Godkendt, idet udvalget ikke ønsker flere bænke.", G),
    ("Godkendt. Lokallisten stemte imod.", G),
    ("Indstillingen godkendt. Et mindretal kunne ikke godkende.", G),
    ("Udvalget besluttede at godkende forslaget om nye porte.", G),
    ("Dagsordenen blev godkendt.", G),
    ("Et ændringsforslag fra Lokallisten faldt. Indstillingen blev godkendt.", G),
    ("Ændringsforslaget blev forkastet, hvorefter indstillingen blev godkendt.", G),
    ("Ingen stemte imod. Indstillingen er vedtaget.", G),
    ("Forslaget om at sende sagen tilbage blev ikke godkendt. Indstillingen godkendt.", G),
    ("Indstillingen blev godkendt uden bemærkninger.", G),
    ("Godkendt som indstillet.", G),
    ("Udvalget kan tiltræde indstillingen.", G),
    ("Godkendt, dog således at broen ikke males.", G),
    ("Imødekommet.", G),
    ("Godkendt af Borgerserviceudvalget.", G),
    ("Godkendt af Borgerrepræsentationen.", G),
    # noted
    ("Taget til efterretning", E),
    ("Orienteringen blev taget til efterretning.", E),
    ("Udvalget tog orienteringen til efterretning.", E),
    ("Tages til efterretning, idet der ikke er truffet beslutning om broen.", E),
    ("Til efterretning.", E),
    ("Taget ad notam.", E),
    ("Redegørelsen om den ikke godkendte plan blev taget til efterretning.", E),
    ("Byrådet tog sagen til efterretning med 20 stemmer for.", E),
    ("Taget til orientering.", E),
    ("Orienteringen taget til efterretning. Udvalget ønsker en status til maj.", E),
    # recommended
    ("Indstilles til godkendelse.", I),
    ("Anbefales.", I),
    ("Anbefales godkendt", I),
    ("Indstillingen anbefales.", I),
    ("Kan anbefales.", I),
    ("Udvalget anbefaler Kommunalbestyrelsen at godkende forslaget.", I),
    ("Økonomiudvalget anbefaler over for Byrådet, at indstillingen godkendes.", I),
    ("Økonomiudvalget indstiller til Kommunalbestyrelsen, at sagen godkendes.", I),
    ("Udvalget anbefaler indstillingen.", I),
    ("Et flertal anbefaler indstillingen. Lokallisten tager forbehold.", I),
    ("Indstillingen tiltrædes og sendes videre til Byrådet med anbefaling.", I),
    ("Økonomiudvalget anbefaler forvaltningens indstilling overfor Byrådet.", I),
    ("Udvalget anbefalede Byrådet at tiltræde indstillingen.", I),
    ("Anbefales, dog uden cykelstien ved skoven.", I),
    # not recommended
    ("Indstilles ikke til godkendelse.", N),
    ("Anbefales ikke.", N),
    ("Kan ikke anbefales.", N),
    ("Udvalget kan ikke anbefale forslaget.", N),
    ("Udvalget anbefaler, at forslaget afvises.", N),
    ("Økonomiudvalget anbefaler Byrådet ikke at godkende indstillingen.", N),
    ("Økonomiudvalget anbefaler, at indstillingen ikke godkendes.", N),
    ("Indstilles til Byrådet, at forslaget forkastes.", N),
    ("Et flertal kan ikke anbefale indstillingen.", N),
    ("Udvalget anbefaler ikke indstillingen.", N),
    ("Ikke anbefalet.", N),
    # refused
    ("Ikke godkendt", X),
    ("Kan ikke godkendes.", X),
    ("Godkendes ikke.", X),
    ("Ej godkendt.", X),
    ("Udvalget vil ikke godkende planen.", X),
    ("Indstillingen blev ej tiltrådt.", X),
    ("Indstillingen blev ikke tiltrådt.", X),
    ("Udvalget godkendte ikke indstillingen.", X),
    ("Udvalget kunne ikke tiltræde indstillingen.", X),
    ("Indstillingen blev forkastet.", X),
    ("Indstillingen faldt.", X),
    ("Forslaget faldt med 9 stemmer mod 12.", X),
    ("Afvist.", X),
    ("Udvalget afviste forslaget.", X),
    ("Ansøgningen blev ikke imødekommet.", X),
    ("Udvalget besluttede ikke at godkende indstillingen.", X),
    ("Udvalget besluttede at afvise ansøgningen.", X),
    ("Ingen kunne tiltræde indstillingen.", X),
    ("Hverken indstillingen eller ændringsforslaget blev godkendt.", X),
    ("Orienteringen blev ikke taget til efterretning.", X),
    ("Udvalget tog ikke orienteringen til efterretning.", X),
    ("Et flertal stemte imod.", X),
    ("Et flertal kunne ikke godkende indstillingen.", X),
    ("Indstillingen blev ikke vedtaget, da 10 stemte imod.", X),
    ("Der gives afslag.", X),
    ("Udvalget undlod at godkende indstillingen.", X),
    ("Indstillingen nåede ikke at blive godkendt.", X),
    # postponed
    ("Udsat", U),
    ("Sagen udsættes.", U),
    ("Sagen blev udsat til mødet i maj.", U),
    ("Udvalget besluttede at udsætte sagen.", U),
    ("Sagen udskydes til næste møde, da bilaget ikke er klar.", U),
    ("Godkendt, at sagen udsættes.", U),
    ("Udsat. Udvalget ønsker, at planen godkendes af naboerne først.", U),
    # discussed
    ("Drøftet.", D),
    ("Sagen blev drøftet.", D),
    ("Udvalget drøftede sagen.", D),
    ("Udvalget drøftede budgettet, og ingen beslutning blev truffet.", D),
    # sent on
    ("Oversendes til Økonomiudvalget.", O),
    ("Sagen oversendt til budgetforhandlingerne.", O),
    ("Udvalget besluttede at oversende sagen til Byrådet.", O),
    ("Oversendes til Kommunalbestyrelsen uden anbefaling.", O),
    # taken off
    ("Sagen udgår.", W),
    ("Udgået.", W),
    ("Punktet blev taget af dagsordenen.", W),
    ("Forslaget blev trukket.", W),
    ("Forslagsstilleren trak forslaget.", W),
    ("Bortfaldet.", W),
    ("Indstillingen bortfaldt.", W),
    # what the grammar does not cover, and must not guess
    ("Intet", A),
    ("Temamødet blev holdt.", A),
    ("Byrådet besvarede borgernes spørgsmål.", A),
    ("Udvalget undlod at tage stilling.", A),
    ("Udvalget ønsker en sag om, hvordan planen kan godkendes.", A),
    ("Ændringsforslaget blev godkendt.", A),
    ("Et mindretal godkendte indstillingen.", A),
    ("Lokallisten kunne ikke godkende indstillingen.", A),
    ("Navn Navnesen (A) kan ikke godkende forslaget.", A),
    ("Sagen skal godkendes af Byrådet.", A),
    ("Hvis Byrådet godkender planen, bygges broen.", A),
    ("Forslaget om at udsætte sagen blev ikke godkendt.", A),
    ("Det bemærkes, at Byrådet godkendte planen i 2031.", A),
    ("Planen, som Byrådet godkendte i 2031, sendes i høring.", A),
    ("Udvalget godkendte, at ansøgningen afvises.", A),
    ("Udvalget godkendte ikke forslaget om at afvise ansøgningen.", A),
    ("Indstillingen blev godkendt og forkastet.", A),
    ("Intet er godkendt endnu.", A),
    ("Afstemning om udvalgets og forvaltningens indstilling.", A),
    ("Det kan ikke udelukkes, at planen godkendes.", A),
    ("Udvalget var ikke enige om at godkende sagen.", A),
    ("Godkendelse af sagen er ikke mulig.", A),
    ("Det frarådes at afslå ansøgningen.", A),
    ("Udvalget fraråder, at sagen udsættes.", A),
    ("Naboen ønsker ikke at godkende skellet.", A),
    ("Ejerne vil ikke godkende prisen.", A),
]

BY_POINT = [
    ("Pkt. 1 og 2 godkendt. Pkt. 3 ikke godkendt. Pkt. 4-5 udsat.", {"1": G, "2": G, "3": X, "4": U, "5": U}),
    ("1.-2. Godkendt.", {"1": G, "2": G}),
    ("1-3 anbefales", {"1": I, "2": I, "3": I}),
    ("1. Godkendt", {"1": G}),
    ("2. Kan ikke godkendes.", {"2": X}),
    ("Ad 1. Taget til efterretning.", {"1": E}),
    ("Ad 2 anbefales", {"2": I}),
    ("Punkt 1. Anbefales.", {"1": I}),
    ("Indstillingens punkt 1: Indstilles til godkendelse. Indstillingens punkt 2: Indstilles ikke til godkendelse.", {"1": I, "2": N}),
    ("Godkendt, idet punkt 2 ikke blev godkendt.", {None: G, "2": X}),
    ("Godkendt, idet punkt 2 udsættes og sættes på dagsordenen i maj.", {None: G, "2": U}),
    ("Godkendt. Punkt 2 godkendes ikke og tages på dagsordenen igen.", {None: G, "2": X}),
    ("Godkendt, men punkt 3 afvises ikke.", {None: G, "3": A}),
    ("Godkendt, bortset fra punkt 3, der blev udsat.", {None: G, "3": U}),
    ("Punkt 1 og 3 blev godkendt, mens punkt 2 ikke blev godkendt.", {"1": G, "3": G, "2": X}),
    ("Økonomiudvalget anbefaler, at indstillingens punkt 1-2 godkendes.", {"1": I, "2": I}),
    ("Økonomiudvalget kan ikke anbefale indstillingspunkt 3.", {"3": N}),
    ("Indstillingen godkendt, jf. pkt. 1.1.", {None: G}),
    ("Godkendt. Lokallisten stemte imod punkt 2.", {None: G}),
    ("Indstillingspunkt 1 blev taget til efterretning, og indstillingspunkt 2 blev godkendt.", {"1": E, "2": G}),
    ("Godkendt, dog ikke punkt 4.", {None: G, "4": X}),
    ("Anbefales, dog ikke punkt 2.", {None: I, "2": N}),
    ("Punkt 1: Godkendt. Punkt 2: Sendes i høring.", {"1": G, "2": A}),
    ("2.a og 2.b godkendes.", {"2.a": G, "2.b": G}),
    ("a) Godkendt", {"a": G}),
    ("1. Der bygges en bro, og planen er godkendt.", {None: A}),
    ("1., 2. og 4. Tiltrædes.", {"1": G, "2": G, "4": G}),
    ("Ad 1 godkendt, ad 2 ikke godkendt.", {"1": G, "2": X}),
    ("1 og 2 godkendt, 3 udsat.", {"1": G, "2": G, "3": U}),
    ("Ad 1-2: Godkendt, ad 3: afvist.", {"1": G, "2": G, "3": X}),
    ("Punkt 1 blev godkendt og punkt 2 blev forkastet.", {"1": G, "2": X}),
    ("Ad 1 godkendt, ad 2 og 3 ikke.", {"1": G, "2": X, "3": X}),
    ("Ad 1 godkendt, idet ad 2 udgår.", {"1": G, "2": W}),
    ("Punkt 1 blev ikke godkendt og punkt 2 vedtaget.", {"1": A, "2": A}),
    ("Punkt 1 godkendt, 2 stemte imod.", {"1": G}),
    ("Punkt 1 godkendt, 3 medlemmer kunne ikke godkende.", {None: A}),
    ("Regionsrådet godkendte budgettet.", {None: G}),
    ("Henvist til Teknisk Udvalg", {None: O}),
]

# Other councils' ways to say it, labelled before the grammar was made to read them; {} decides nothing
ELSEWHERE: list[tuple[str, dict[str | None, Outcome]]] = [
    ("Byrådet var ikke imod, og indstillingen blev godkendt.", {None: G}),
    ("Ingen var imod. Godkendt.", {None: G}),
    ("Udvalget har ikke noget imod, at forslaget sendes i høring.", {None: A}),
    ("Med de faldne bemærkninger godkendt.", {None: G}),
    ("Godkendt med de faldne bemærkninger.", {None: G}),
    ("Taget til efterretning med de faldne bemærkninger.", {None: E}),
    ("Tiltrådt bortset fra pkt. 3.", {None: G, "3": A}),
    ("Tiltrådt bortset fra pkt. 3, som ikke blev tiltrådt.", {None: G, "3": X}),
    ("Indstillingen tiltrådt, bortset fra punkt 2, der udsættes.", {None: G, "2": U}),
    ("Sagen sendes tilbage til forvaltningen.", {None: O}),
    ("Sendes tilbage til fornyet behandling i Teknisk Udvalg.", {None: O}),
    ("Udvalget besluttede at sende sagen tilbage til administrationen.", {None: O}),
    ("Sagen genoptages på næste møde.", {None: U}),
    ("Punktet genoptages i juni.", {None: U}),
    ("Genoptages.", {None: U}),
    ("1. og 3. at godkendt, 2. at forkastet.", {"1": G, "3": G, "2": X}),
    ("1. at blev godkendt. 2. at blev ikke godkendt.", {"1": G, "2": X}),
    ("1. at godkendt. 2. at taget til efterretning.", {"1": G, "2": E}),
    ("1. at: Godkendt.\n2. at: Forkastet.", {"1": G, "2": X}),
    ("Ad 1: Godkendt. Ad 2: Ikke godkendt.", {"1": G, "2": X}),
    ("Ad 1) Tiltrådt. Ad 2) Udsat.", {"1": G, "2": U}),
    ("Pkt. 1 og 2 blev godkendt, pkt. 3 blev nedstemt.", {"1": G, "2": G, "3": X}),
    ("Pkt. 1 blev ikke vedtaget, mens pkt. 2 og 3 blev vedtaget.", {"1": X, "2": G, "3": G}),
    ("Punkt 1 godkendt. Punkt 2 kunne ikke imødekommes.", {"1": G, "2": X}),
    ("Godkendt, dog ikke punkt 4.", {None: G, "4": X}),
    ("Ansøgningen kan ikke imødekommes.", {None: X}),
    ("Ansøgningen blev ikke imødekommet, idet der ikke er midler i puljen.", {None: X}),
    ("Dispensation meddeles ikke.", {None: X}),
    ("Der meddeles ikke dispensation.", {None: X}),
    ("Der gives ikke tilladelse til nedrivning.", {None: X}),
    ("Der gives afslag på dispensation.", {None: X}),
    ("Udvalget meddelte afslag.", {None: X}),
    ("Udvalget meddeler dispensation som indstillet.", {None: G}),
    ("Udvalget kan ikke tiltræde administrationens indstilling om at give afslag.", {None: A}),
    ("Forslaget om at afvise ansøgningen blev ikke godkendt.", {None: A}),
    ("Udvalget undlod at tage stilling til sagen.", {None: A}),
    ("Udvalget undlod at godkende planen.", {None: X}),
    ("Venstre undlod at stemme. Indstillingen godkendt.", {None: G}),
    ("7 stemte for, 3 imod, og 1 undlod. Indstillingen er dermed vedtaget.", {None: G}),
    ("3 stemte for, 8 stemte imod. Forslaget er dermed ikke vedtaget.", {None: X}),
    ("3 stemte for, 8 imod. Forslaget bortfaldt.", {None: W}),
    ("Forslaget opnåede ikke flertal.", {None: X}),
    ("Da der ikke var flertal for indstillingen, bortfalder den.", {None: W}),
    ("Indstillingen blev sat til afstemning og faldt med stemmerne 5 mod 4.", {None: X}),
    ("Indstillingen blev sat under afstemning og blev vedtaget med stemmerne 5 mod 4.", {None: G}),
    ("For indstillingen stemte 4. Imod stemte 5. Indstillingen bortfaldt således.", {None: W}),
    ("Udvalget kunne ikke nå til enighed, og sagen oversendes til byrådet uden indstilling.", {None: O}),
    ("Oversendes til kommunalbestyrelsen uden anbefaling.", {None: O}),
    ("Udvalget anbefaler ikke, at lokalplanen vedtages.", {None: N}),
    ("Udvalget anbefaler, at lokalplanen ikke vedtages.", {None: N}),
    ("Udvalget anbefaler, at ansøgningen ikke imødekommes.", {None: N}),
    ("Indstilles ikke tiltrådt.", {None: N}),
    ("Indstilles tiltrådt.", {None: I}),
    ("Et flertal i udvalget indstiller, at sagen afvises.", {None: N}),
    ("Et flertal kan ikke anbefale indstillingen. Et mindretal anbefaler den.", {None: N}),
    ("Et enigt udvalg kan ikke anbefale forslaget.", {None: N}),
    ("Intet til referat.", {None: A}),
    ("Ingen bemærkninger.", {None: A}),
    ("Forelagt.", {None: A}),
    ("Orienteringen givet.", {None: A}),
    ("Sagen udgår af dagsordenen.", {None: W}),
    ("Sagen blev udsat, da udvalget ikke var beslutningsdygtigt.", {None: U}),
    ("Udvalget var ikke beslutningsdygtigt.", {None: A}),
    ("Udsat til næste møde, idet der ikke kunne opnås enighed.", {None: U}),
    ("Ikke til efterretning.", {None: X}),
    ("Redegørelsen blev ikke taget til efterretning.", {None: X}),
    ("Godkendelse kan ikke gives.", {None: X}),
    ("Ikke vedtaget.", {None: X}),
    ("Ej tiltrådt.", {None: X}),
    ("Indstillingen godkendes ikke på det foreliggende grundlag.", {None: X}),
    ("Byrådet godkendte ikke skema B.", {None: X}),
    ("Hverken punkt 1 eller 2 kunne godkendes.", {"1": X, "2": X}),
    ("Indstillingen godkendt, idet punkt 3 ændres til, at der ikke gives tilskud.", {None: G}),
    ("Vedtaget, idet byrådet dog ikke kan godkende finansieringen.", {None: A}),
    ("Udvalget godkender indstillingen med undtagelse af 2. at, som ikke godkendes.", {None: G, "2": X}),
    ("Forslag A blev forkastet, og forslag B blev vedtaget.", {None: A}),
    ("Indstillingens pkt. 1-3 tiltrådt. Pkt. 4 kan udvalget ikke tiltræde.", {"1": G, "2": G, "3": G, "4": X}),
    ("Beslutningen blev taget til genovervejelse.", {None: A}),
    ("Sagen blev taget af dagsordenen og genoptages på møde i august.", {None: W}),
    ("Ændringsforslaget nedstemt med 6 mod 3. Det oprindelige forslag vedtaget.", {None: G}),
    ("Det oprindelige forslag blev nedstemt, og ændringsforslaget blev vedtaget.", {None: X}),
    ("Næppe flertal; ikke godkendt.", {None: X}),
    ("Udvalget tilsluttede sig ikke indstillingen.", {None: X}),
    ("Udvalget tilsluttede sig indstillingen.", {None: G}),
    ("Udvalget kunne tilslutte sig indstillingen.", {None: G}),
    ("Tilsluttet.", {None: G}),
    ("Byrådet besluttede ikke at forlænge aftalen.", {None: A}),
    ("Byrådet besluttede at afvise klagen.", {None: X}),
    ("Udvalget fastholdt afslaget.", {None: X}),
    ("Tilladelsen nægtes.", {None: X}),
    ("Det blev besluttet, at indstillingen ikke følges.", {None: X}),
    ("Administrationens indstilling følges ikke.", {None: X}),
    ("Administrationens indstilling fulgt.", {None: G}),
    ("Udvalget følger indstillingen, dog ønskes pkt. 2 uddybet.", {None: G}),
]

REMARKS = [
    "Lokallisten (L) stemte imod.",
    "For stemte (A) og (V). Imod stemte (L).",
    "Imod: L",
    "Undlod: L",
    "Navn Navnesen (A) undlod at stemme.",
    "Udvalget ønsker en sag om bænkene.",
    "Et mindretal ønsker tilføjet, at broen er grim.",
    "(A) kan ikke godkende indstillingen.",
    "Notatet vedlægges.",
]


@pytest.mark.parametrize(("text", "outcome"), WHOLE, ids=[text for text, _ in WHOLE])
def test_a_decision_is_told_by_its_words_and_never_by_its_opposite(text: str, outcome: Outcome) -> None:
    assert outcome_of(text) is outcome


INSTEAD = "1. Ikke godkendt. Udvalget godkendte at bådene lejes ud."
IN_ALL_ELSE = "1. Ikke godkendt. Det blev godkendt, at indstillingen i øvrigt følges."


def test_what_is_approved_instead_of_a_refused_point_is_no_approval_of_the_item() -> None:
    assert [(answer.points, answer.outcome) for answer in answers(INSTEAD)] == [(("1",), Outcome.NOT_APPROVED), ((), Outcome.OTHER)]
    assert [answer.outcome for answer in answers(IN_ALL_ELSE) if not answer.points] == [Outcome.APPROVED]


@pytest.mark.parametrize(("text", "expected"), BY_POINT, ids=[text for text, _ in BY_POINT])
def test_each_point_is_told_with_its_own_outcome(text: str, expected: dict[str | None, Outcome]) -> None:
    told = {point: answer.outcome for answer in answers(text) for point in answer.points or (None,)}
    assert (told or {None: A}) == expected


@pytest.mark.parametrize(("text", "expected"), ELSEWHERE, ids=[text for text, _ in ELSEWHERE])
def test_other_councils_decisions_are_told_point_by_point(text: str, expected: dict[str | None, Outcome]) -> None:
    rows = [Row(RowKind.TEXT, [Cell(paragraph)], [Place(line=line)]) for line, paragraph in enumerate(text.split("\n"), 1)]
    decided, _ = read_decisions(rows)
    assert {each.point: each.outcome for each in decided if each.outcome is not None} == expected


@pytest.mark.parametrize("text", REMARKS)
def test_votes_dissent_and_wishes_decide_nothing(text: str) -> None:
    assert not answers(text)
    assert is_remark(text)


# Sentences in the forms of twenty councils, labelled before they were read; "?" may be left unread, and is never told as another
DECIDED = list(csv.reader((Path(__file__).parent / "decided_sentences.tsv").open(encoding="utf-8"), delimiter="\t"))[1:]


@pytest.mark.parametrize(("label", "sentence"), DECIDED)
def test_what_councils_write_is_told_as_its_label_says(label: str, sentence: str) -> None:
    rulings = [(point, ruling.outcome) for ruling in answers(sentence) for point in ruling.points or ("",) if ruling.outcome is not A]
    told = {f"{point}: {outcome}" if point else str(outcome) for point, outcome in rulings} or {str(A)}
    assert told == set(label.split("; ")) or (label.startswith("?") and told == {str(A)})
