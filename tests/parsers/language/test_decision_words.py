"""The words of other councils' decisions: sentences labelled by hand before the grammar read any of them."""

import pytest

from parsers.language.outcomes import answers, is_remark, outcome_of
from parsers.model.records import Outcome

TOLD = {
    Outcome.APPROVED: [
        "Byrådet følger ikke udvalget og godkender indstillingen.",
        "Tilbagesendes Havneafdelingen med bemærkning, at byrådet i sit møde den 3. april 2019 har vedtaget Magistratens indstilling.",
        "Beslutning: Vedtaget",
        "Forslaget blev vedtaget, og ændringsforslaget blev vedtaget",
        "Medlemsforslaget blev tiltrådt med 34 stemmer imod 15.",
        "Indstillingen blev godkendt med 43 stemmer imod 5.",
        "Indstillingen blev godkendt uden afstemning.",
        "Dagsordenen blev godkendt som udsendt.",
        "Et mindretal (Ø) kunne ikke tiltræde indstillingen. Indstillingen blev herefter tiltrådt af udvalgets øvrige medlemmer.",
        "Tiltrådt mod Ø's stemmer.",
        "Godkendt, idet Ø stemte imod.",
        "Godkendt med stemmerne 5-2.",
        "Ændringsforslaget blev nedstemt. Indstillingen blev herefter godkendt.",
        "Ændringsforslag fra Borgerlisten blev forkastet, hvorefter indstillingen blev vedtaget.",
        "Godkendt, dog ikke punkt 2.",
        "Godkendt bortset fra punkt 4, der udgår.",
        "Udvalget besluttede at meddele dispensation.",
        "Indstillingen godkendes under forudsætning af, at Økonomiudvalget ikke har bemærkninger.",
        "Ingen bemærkninger. Godkendt.",
        "Som indstillet.",
        "Vedtaget som indstillet.",
        "I overensstemmelse med indstillingen.",
        "Besluttet i overensstemmelse med forvaltningens indstilling.",
        "Indstillingen vedtoges.",
        "Forslaget vedtoges enstemmigt.",
        "Klagen tages til følge.",
        "Ansøgningen tages til følge.",
        "Indstillingen tiltrådtes.",
        "Et flertal bestående af A, B og F stemte for, hvorefter indstillingen er godkendt.",
        "Byrådet godkendte ikke at udsætte sagen. Indstillingen blev herefter vedtaget.",
        "Forslag om udsættelse blev nedstemt. Indstillingen godkendt.",
        "Forslaget om at sende sagen tilbage til udvalget faldt. Herefter godkendtes indstillingen.",
        "Referatet godkendt uden bemærkninger.",
        "Protokollen oplæst og godkendt.",
        "Godkendt under forudsætning af byrådets godkendelse.",
        "Indstillingen ændres til, at planen ikke godkendes. Godkendt med denne ændring.",
        "Godkendt med den ændring, at beløbet nedsættes til 200.000 kr.",
        "Ej til stede: to medlemmer. Godkendt.",
        "NN var inhabil og deltog ikke i behandlingen. Tiltrådt.",
        "Indstillingen blev vedtaget imod 3 stemmer.",
        "Direktionens indstilling blev tiltrådt, idet Liste N dog stemte imod.",
        "Godkendt. Ad 2: Ikke godkendt.",
        "Venstres forslag om at afvise sagen faldt. Indstillingen blev godkendt.",
        "Godkendt i henhold til indstillingen.",
        "Bevilliget.",
        "Tilskuddet bevilges.",
        "Godkendt af et flertal bestående af A og V.",
        "Et enigt byråd vedtog forslaget.",
        "Vedtaget med 18 stemmer, mens 7 stemte imod.",
    ],
    Outcome.NOT_APPROVED: [
        "Udvalget kan ikke tiltræde planen og sender den tilbage til forvaltningen.",
        "Udvalget tog ikke redegørelsen til efterretning og sendte sagen tilbage til forvaltningen.",
        "Tilbagesendes Havneafdelingen med bemærkning, at byrådet i sit møde den 3. april 2019 ikke vedtog indstillingen.",
        "Forslaget faldt, idet 9 stemte for og 16 imod.",
        "Medlemsforslaget blev ikke tiltrådt med 15 stemmer for og 34 imod.",
        "Medlemsforslaget blev forkastet med 34 stemmer imod 15.",
        "Forslaget forkastet med stemmerne 12-9.",
        "Drøftet. Indstillingen kan ikke følges.",
        "Kommunalbestyrelsen tog ikke redegørelsen til efterretning.",
        "Afslag.",
        "Der gives afslag på ansøgningen.",
        "Ansøgningen imødekommes ikke.",
        "Udvalget kan ikke imødekomme ansøgningen, men opfordrer foreningen til at søge næste år.",
        "Udvalget meddeler afslag til det ansøgte.",
        "Der kunne ikke opnås flertal for indstillingen.",
        "Der var ikke flertal for forslaget.",
        "Indstillingen opnåede ikke flertal.",
        "Indstillingen opnåede ikke tilslutning.",
        "Ingen kunne tilslutte sig indstillingen.",
        "Udvalget afstår fra at godkende regnskabet.",
        "Udvalget undlod at godkende regnskabet.",
        "Forkastedes.",
        "Afvises.",
        "Udvalget afviste indstillingen.",
        "Klagen tages ikke til følge.",
        "Forvaltningen havde indstillet, at planen godkendes. Udvalget fulgte ikke indstillingen.",
        "Et flertal stemte imod indstillingen, som dermed ikke blev godkendt.",
        "Indstillingen blev sat til afstemning og faldt.",
        "Indstillingen sættes til afstemning. 4 stemmer for, 5 imod. Indstillingen er dermed ikke vedtaget.",
        "Udvalget er ikke indstillet på at godkende projektet.",
        "Byrådet vedtog med 13 stemmer for og 12 imod ikke at sælge grunden.",
        "Udvalget beklager, men kan ikke imødekomme ønsket.",
        "Det er ikke muligt at imødekomme ansøgningen.",
        "Stemmerne stod lige, hvorefter forslaget ikke er vedtaget.",
        "Bevilges ikke.",
        "Ansøgningen blev afvist med henvisning til puljens retningslinjer.",
        "Indstillingen godkendes ikke, men der arbejdes videre med en ny model.",
        "Ikke imødekommet.",
        "Indstillingen er ikke blevet godkendt.",
        "Indstillingen har ikke kunnet godkendes.",
        "Afvist af et flertal bestående af A og V.",
        "Et enigt udvalg afviste forslaget.",
        "Nedstemt med 18 stemmer mod 7.",
    ],
    Outcome.RECOMMENDED: [
        "Økonomiudvalget anbefaler over for Byrådet, at Natur- og Miljøudvalgets indstillinger vedr. punkt 1-3 godkendes.",
        "Fremsendes til byrådet med bemærkning, at Magistraten i mødet den 19. august anbefaler, at byrådet tiltræder indstillingen.",
        "Indstillingen blev anbefalet over for Borgerrepræsentationen uden afstemning.",
        "Indstillingen blev med 8 stemmer mod 5 anbefalet over for Borgerrepræsentationen.",
        "Indstilles godkendt.",
        "Indstilles til Kommunalbestyrelsens godkendelse.",
        "Anbefales over for Byrådet.",
        "Indstilles til Økonomiudvalget.",
        "Et flertal indstiller til godkendelse, et mindretal (F og Ø) indstiller til forkastelse.",
        "Et flertal (A, B, F) anbefaler indstillingen, mens et mindretal (V, C) ikke kan anbefale indstillingen.",
        "Anbefalet.",
        "Anbefales, dog ikke pkt. 3.",
        "Det anbefales Byrådet at godkende forslaget.",
        "Økonomiudvalget anbefaler indstillingen, dog med den ændring, at beløbet halveres.",
        "Anbefales taget til efterretning.",
        "Indstilles til byrådets efterretning.",
        "Fremsendes til Byrådets godkendelse.",
        "Fremsendes til Byrådet med anbefaling.",
        "Anbefales til Byrådets godkendelse.",
    ],
    Outcome.FORWARDED: [
        "Fremsendes til Socialudvalget til behandling i henhold til beslutning i byrådets møde den 11. september 2019.",
        "Sendt til behandling i Magistraten.",
        "Sendt til Sundhedsudvalget.",
        "Sagen tilbagesendes til forvaltningen.",
        "Sagen sendes tilbage til Teknisk Udvalg.",
        "Hjemvises til fornyet behandling i Skoleudvalget.",
        "Sagen oversendes til budgetforhandlingerne.",
        "Oversendes til Økonomiudvalget uden anbefaling.",
        "Henvises til budgetbehandlingen for 2026.",
        "Henvist til Kulturudvalget.",
        "Videresendes til byrådet.",
        "Byrådet vedtog, at indstillingen sendes tilbage til udvalget.",
        "Byrådet besluttede at sende sagen retur til Teknik- og Miljøudvalget.",
        "Fremsendes til Byrådet uden anbefaling.",
    ],
    Outcome.POSTPONED: [
        "Sagen udsættes, til Byrådet har godkendt budgettet.",
        "Udsat, idet planen ikke kunne godkendes.",
        "Sagen genoptages, når økonomien er godkendt.",
        "Sagens behandling blev udsat i byrådets møde den 28. august 2019.",
        "Dagsordenens punkt 31 blev besluttet udsat til behandling på et senere møde.",
        "Sagen udsættes til næste møde.",
        "Sagen udskydes.",
        "Udsættes.",
        "Sagen udsat på yderligere oplysninger.",
        "Behandlingen af sagen blev udskudt til september.",
        "Sagen genoptages på udvalgets møde i maj.",
        "Sagen sættes i bero.",
        "Genforelægges på næste møde.",
        "Overgår til næste møde.",
        "Byrådet besluttede at udsætte sagen.",
        "Godkendelse af referatet blev udsat.",
        "Sagen udsat, da Økonomiudvalget først behandler den den 4. maj.",
        "Projektet stilles i bero.",
    ],
    Outcome.NOTED: [
        "Indstillingen blev taget til efterretning uden afstemning.",
        "Udvalget drøftede sagen og tog orienteringen til efterretning.",
        "Drøftet og taget til efterretning.",
        "Toges til efterretning.",
        "Tages til efterretning, idet udvalget ikke finder anledning til at foretage sig videre.",
        "Taget til efterretning, dog kunne punkt 2 ikke godkendes.",
        "Meddelelserne blev taget til efterretning.",
    ],
    Outcome.NOT_RECOMMENDED: [
        "Indstillingen blev ikke anbefalet over for Borgerrepræsentationen.",
        "Indstilles ikke godkendt.",
        "Indstilles til byrådets afvisning.",
        "Kan ikke anbefales over for byrådet.",
        "Udvalget indstiller over for Økonomiudvalget og Byrådet, at forslaget afvises.",
        "Et flertal (V, C, O) kan ikke anbefale indstillingen. Et mindretal (A, F) anbefaler indstillingen.",
        "Det indstilles til Byrådet, at sagen ikke godkendes.",
        "Det anbefales Byrådet ikke at godkende forslaget.",
        "Udvalget indstiller sagen til forkastelse i Byrådet.",
        "Fremsendes til Byrådet med anbefaling om, at indstillingen afvises.",
        "Anbefales Byrådet til forkastelse.",
        "Over for Byrådet anbefales, at forslaget ikke vedtages.",
        "Teknisk Udvalg kan for sit vedkommende ikke anbefale planen.",
        "Udvalget kan med de faldne bemærkninger ikke anbefale planen.",
        "Udvalget anbefaler ikke at give tilladelse.",
    ],
    Outcome.WITHDRAWN: [
        "Ændringsforslaget vedtaget, hvorefter indstillingen bortfaldt.",
        "Punktet bortfaldt, da forslagsstilleren havde trukket forslaget.",
        "Forslagsstillerne trak forslaget.",
        "Sagen tages af dagsordenen.",
        "Punktet blev taget af.",
        "Sagen blev taget af dagsordenen med henblik på forelæggelse på et senere møde.",
        "Stemmelighed. Forslaget bortfalder.",
        "Udgår.",
        "Sagen udgår, idet den er godkendt administrativt.",
        "Punktet trukket tilbage.",
        "Forvaltningen trak punktet.",
        "Aflyst.",
    ],
    Outcome.DISCUSSED: [
        "Drøftedes.",
        "Drøftet. Der træffes ikke beslutning i sagen.",
        "Punktet blev drøftet, men ingen beslutning blev truffet.",
    ],
}
# Not read to the letter, or told by no outcome: whatever is read, it is never the opposite.
GRANTS = (Outcome.APPROVED, Outcome.RECOMMENDED, Outcome.NOTED)
REFUSED = [
    "Udvalget anbefaler over for byrådet at forslaget forkastes.",
    "Udvalget besluttede, at der ikke skal arbejdes videre med forslaget.",
    "Byrådet ønsker ikke at fremme sagen.",
    "Byrådet ønskede ikke at godkende salget.",
    "Der var enighed om ikke at godkende indstillingen.",
    "Afslaget fastholdes.",
    "Udvalget fraråder, at forslaget vedtages.",
    "Udvalget kan ikke støtte forslaget.",
    "Forslaget om at godkende indstillingen blev ikke vedtaget.",
    "Udvalget tiltrådte, at ansøgningen afslås.",
    "Byrådet godkendte, at der gives afslag.",
    "Udvalget godkendte, at der ikke meddeles dispensation.",
    "Forslaget opnåede 12 stemmer for og 13 imod og er dermed bortfaldet.",
    "Indstillingen anbefales forkastet.",
    "Indstilles afvist.",
    "Byrådet følger ikke udvalgets anbefaling.",
    "Intet flertal.",
    "Forslaget om afvisning blev vedtaget.",
    "Der ydes ikke tilskud.",
    "Der arbejdes ikke videre med projektet.",
    "Byrådet har ikke kunnet tiltræde indstillingen.",
    "Indstillingen kunne ikke vinde tilslutning.",
    "Udvalget er ikke enigt i indstillingen.",
    "Det blev med 4 stemmer mod 3 besluttet ikke at følge indstillingen.",
    "Det blev besluttet ikke at give tilladelse.",
    "Byrådet meddelte ikke godkendelse.",
    "Borgmesteren konstaterede, at indstillingen ikke var vedtaget.",
    "Formanden konkluderede, at der ikke var opbakning til indstillingen.",
    "Der var ikke opbakning til forslaget.",
    "Fremsendes til Byrådet med indstilling om forkastelse.",
    "Oversendes til Byrådet med indstilling om afslag.",
]
GRANTED = [
    "Indstillingen tiltrådt, idet sagen fremsendes til Kommunalbestyrelsen med anbefaling.",
    "Der blev orienteret.",
    "Der var flertal for forslaget.",
    "Der var enighed om at godkende indstillingen.",
    "Skolebestyrelsen godkendte ikke planen, men Byrådet vedtog indstillingen.",
    "Byrådet tager det til efterretning, at puljen ikke kan godkendes.",
    "Økonomiudvalget følger udvalgets anbefaling.",
    "Udvalget er enigt i indstillingen.",
    "Udvalget erklærede sig enig i indstillingen.",
    "Tiltrædes under forbehold af, at byrådet ikke afviser finansieringen.",
    "Det blev besluttet at følge indstillingen.",
    "Borgmesteren konstaterede, at indstillingen var vedtaget.",
    "Der var opbakning til indstillingen.",
    "Fremsendes til Byrådet med indstilling om godkendelse.",
    "Udvalget anbefaler forvaltningens indstilling om, at der ikke gives tilladelse.",
]
NEITHER = [
    "Ikke enstemmigt godkendt.",
    "Ikke mindst punkt 2 blev godkendt.",
    "Regnskabet godkendes først, når revisionen foreligger.",
    "Planen skal godkendes af Byrådet i maj.",
    "Planen forventes godkendt i maj.",
    "Udvalget noterede sig, at sagen er godkendt af Ministeriet.",
    "Formanden orienterede om, at budgettet er vedtaget.",
    "Byrådet besluttede, at udvalget ikke ser på sagen og godkender planen i maj.",
    "Udvalget godkendte ikke planen og anbefalede ikke bevillingen.",
    "Et mindretal, de grønne, indstiller, at der meddeles afslag.",
    "Sendes i høring.",
    "Forslaget sendes i offentlig høring i 8 uger.",
    "Punkt 1 og 3 godkendt, punkt 2 forkastet.",
    "Nej.",
    "Ja.",
    "Udvalget afviste ikke, at sagen kan tages op igen.",
    "Byrådet annullerede beslutningen af 3. maj.",
    "Beslutningen om at godkende planen ophæves.",
    "Tidligere beslutning fastholdes.",
    "Et flertal stemte imod, hvorefter indstillingen er bortfaldet.",
    "Udvalget støtter forslaget.",
    "Byrådet godkendte at udsætte sagen.",
    "Sagen blev ikke behandlet.",
    "Sagen behandles på lukket møde.",
    "Udvalget er positivt indstillet over for projektet.",
    "Borgmesteren bemyndiges til at godkende aftalen.",
    "Økonomiudvalget bemyndiges til at træffe beslutning.",
    "Såfremt finansieringen findes, godkendes indstillingen.",
    "Hvis ikke budgettet vedtages, udsættes sagen.",
    "Indstillingen tiltrædes ikke af Venstre. Øvrige tiltræder.",
    "Formanden foreslog at godkende indstillingen. Forslaget bortfaldt.",
    "Alternativ 2 blev valgt.",
    "Model B godkendt, model A forkastet.",
    "Der arbejdes videre med scenarie 1.",
    "Udvalget kan tiltræde indstillingens pkt. 1, men ikke pkt. 2.",
    "Kommunalbestyrelsen kan ikke på det foreliggende grundlag tage stilling til sagen.",
    "Der blev ikke taget stilling til sagen.",
    "Udvalget tager sagen op igen på næste møde.",
    "Indstilles udsat.",
    "Anbefales udsat.",
    "Udvalgets indstilling blev ikke fulgt. Forvaltningens oprindelige indstilling blev godkendt.",
    "Tiltrådt for så vidt angår pkt. 1. Pkt. 2 udsættes.",
    "Der ydes et tilskud på 25.000 kr.",
    "Efterretningen blev taget.",
    "Temadrøftelse afholdt.",
    "Dialogmødet blev gennemført.",
    "Sagen afsluttes uden yderligere.",
    "Godkendelsen tilbagekaldes.",
    "Bevillingen bortfalder.",
    "Indstillingens 1. og 2. at blev godkendt, 3. at blev ikke godkendt.",
    "Forslagets punkt 1 nedstemt, punkt 2 vedtaget.",
]
REMARKS = [
    "Enhedslisten kan ikke tiltræde indstillingen.",
    "Liste Ø kunne ikke godkende punktet.",
    "Dansk Folkeparti stemmer imod.",
    "SF tager forbehold.",
    "V tog forbehold for indstillingens punkt 3.",
    "For stemte A, B, F og Ø. Imod stemte C, O og V.",
    "For: 14 stemmer (A, B, F). Imod: 11 stemmer (C, V).",
    "7 stemte for, 12 stemte imod, 2 undlod.",
    "F og Ø kan ikke godkende indstillingen.",
]


OF_ANOTHER_VERB = [
    "Udvalget er imod at godkende indstillingen.",
    "Udvalget advarer mod at godkende planen.",
    "Udvalget fraråder at godkende planen.",
    "Udvalget afholder sig fra at godkende planen.",
    "Udvalget er ude af stand til at godkende planen.",
    "Udvalget siger nej til at tiltræde indstillingen.",
    "Udvalget besluttede at undlade at godkende planen.",
    "Der er manglende opbakning til at godkende planen.",
    "Udvalget kunne have godkendt planen.",
    "Uden at godkende indstillingen blev sagen drøftet.",
    "Nægtet godkendt.",
    "Udvalget nægter at godkende planen.",
    "Indstillingen blev næppe godkendt.",
    "Byrådet vedtog at nægte dispensation.",
    "Udvalget anbefaler Byrådet at nægte godkendelse.",
    'Ansøgningen blev "ikke" godkendt.',
    "(Ikke) godkendt.",
    "Udvalget anbefaler at undlade at godkende planen.",
    "Udvalget besluttede at vente med at godkende planen.",
    "Udvalget besluttede at annullere den godkendte plan.",
    "Indstillingen blev kun delvist godkendt.",
]
BY_ONE_OF_TWO = [
    "Tiltrådt i udvalget; ikke tiltrådt af forvaltningen.",
    "Godkendt i udvalget, men ikke i Byrådet.",
    "Godkendt/ikke godkendt.",
    "Pkt. 1 godkendt, 2 ikke godkendt.",
]
POINT_BY_POINT = [
    ("Godkendt (dog ikke punkt 2).", [((), Outcome.APPROVED), (("2",), Outcome.NOT_APPROVED)]),
    ("Godkendt; ej punkt 3.", [((), Outcome.APPROVED), (("3",), Outcome.NOT_APPROVED)]),
    ("Pkt. 1: Godkendt; pkt. 2: ikke godkendt.", [(("1",), Outcome.APPROVED), (("2",), Outcome.NOT_APPROVED)]),
]
GIVEN_AND_WITHHELD = [
    ("Byrådet meddelte tilladelse.", Outcome.APPROVED),
    ("Byrådet meddelte ikke godkendelse.", Outcome.NOT_APPROVED),
    ("Udvalget giver ikke tilladelse.", Outcome.NOT_APPROVED),
    ("Der var stemning for at godkende indstillingen.", Outcome.APPROVED),
    ("Et flertal stemte for at godkende indstillingen.", Outcome.APPROVED),
    ("Udvalget så sig ikke i stand til at godkende indstillingen.", Outcome.NOT_APPROVED),
]


@pytest.mark.parametrize("text", OF_ANOTHER_VERB)
def test_to_be_against_approving_is_no_approval(text: str) -> None:
    assert not {answer.outcome for answer in answers(text)} & {Outcome.APPROVED, Outcome.RECOMMENDED}


@pytest.mark.parametrize("text", BY_ONE_OF_TWO)
def test_what_is_granted_and_refused_in_one_breath_is_neither(text: str) -> None:
    assert outcome_of(text) is Outcome.OTHER


@pytest.mark.parametrize(("text", "told"), POINT_BY_POINT)
def test_a_refused_point_keeps_its_number_in_brackets_and_behind_a_semicolon(
    text: str, told: list[tuple[tuple[str, ...], Outcome]]
) -> None:
    assert [tuple(answer) for answer in answers(text)] == told


@pytest.mark.parametrize(("text", "outcome"), GIVEN_AND_WITHHELD)
def test_a_permit_is_given_or_withheld_in_one_word_more(text: str, outcome: Outcome) -> None:
    assert outcome_of(text) is outcome


@pytest.mark.parametrize(("text", "outcome"), [(text, outcome) for outcome, texts in TOLD.items() for text in texts])
def test_a_decision_is_told_in_the_words_of_any_council(text: str, outcome: Outcome) -> None:
    assert outcome_of(text) is outcome


@pytest.mark.parametrize("text", REFUSED)
def test_a_refusal_is_never_told_as_an_approval(text: str) -> None:
    assert outcome_of(text) not in GRANTS


@pytest.mark.parametrize("text", GRANTED)
def test_an_approval_is_never_told_as_a_refusal(text: str) -> None:
    assert outcome_of(text) not in (Outcome.NOT_APPROVED, Outcome.NOT_RECOMMENDED)


@pytest.mark.parametrize("text", NEITHER)
def test_what_grants_and_refuses_nothing_or_both_is_told_as_neither(text: str) -> None:
    assert outcome_of(text) not in (*GRANTS, Outcome.NOT_APPROVED, Outcome.NOT_RECOMMENDED)


@pytest.mark.parametrize("text", REMARKS)
def test_a_partys_dissent_decides_nothing(text: str) -> None:
    assert not answers(text)
    assert is_remark(text)
