"""Who attends: lists and sentences that name people are told from running text."""

import time
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.documents.attendance import HEADINGS, decided_beside, is_attendance, is_entry, is_running, without_who_is_away
from parsers.reading import TEXT, read_file


@pytest.mark.parametrize(
    "text",
    [
        "På punktet deltager konsulent Navn Navnesen.",
        "På Økonomiudvalgets møde deltager chefkonsulent Navn Navnesen og leder af Bolig og Have Navn N. Navnesen.",
        "Under sagens behandling deltog projektleder Navn Navnesen fra Center for Ejendomme.",
        "Under dette punkt deltager formand for Seniorrådet Navn Navnesen.",
        "På mødet deltager Navn Navnesen og Ballerup Kommune.",
        "Fra forvaltningen deltog Navn Navnesen",
        "Deltagere: Navn Navnesen",
        "Afbud: Navn Navnesen (A)",
        "Referent: Navn Navnesen",
        "Formand: Navn Navnesen (A)",
        "Afbud fra Navn Navnesen",
        "Fraværende: Navn Navnesen, Navn To",
        "Navn Navnesen (A) deltog ikke i behandlingen af punkt 4.",
        "Navn Navnesen-Navn forlod mødet kl. 18.",
        "Navn Navnesen, Navn Tosen (A) og Navn Tresen var fraværende.",
        "Navn Navnesen var forhindret i at deltage i sagens behandling.",
        "Der er afbud fra Navn Navnesen.",
        "Navn Navnesen (Løsgænger) var fraværende.",
        "Navn Navnesen (A) deltog ikke. Navn Tosen (B) forlod mødet kl. 18.",
        "Afbud: Navn Navnesen (A). Navn Tosen (B) mødte som stedfortræder.",
        "Stedfortræder: Navn Navnesen (A)",
        "Som stedfortræder for Navn Navnesen (A) deltog Navn Tosen (A).",
        "Navn Navnesen, A, deltog ikke i mødet.",
        "Navn Navnesen (A) ankom kl. 17.15.",
        "Navn Navnesen (A) var mødt som suppleant.",
        "Navn Navnesen (A) var inhabil og deltog ikke i sagens behandling.",
        "• Navn Navnesen (A) deltog ikke.",
    ],
)
def test_a_sentence_that_names_who_attends_is_told(text: str) -> None:
    assert is_attendance(text)


# In the forms of other councils, labelled before they were read
AWAY = [
    "NAVN NAVNESEN var fraværende.",
    "NAVN NAVNESEN VAR FRAVÆRENDE.",
    "NAVN NAVNESEN (V) deltog ikke i behandlingen af punktet.",
    "NAVN NAVNESEN og NAVN TOSEN var fraværende.",
    "Inhabil: Navn Navnesen (A)",
    "Inhabile: Navn Navnesen (A) og Navn Tosen (V)",
    "Inhabilitet: Navn Navnesen (A)",
    "Inhabil: Navn Navnesen",
    "Ikke til stede: Navn Navnesen (C)",
    "Ikke til stede: Navn Navnesen.",
    "FRAVÆRENDE: NAVN NAVNESEN",
    "AFBUD: NAVN NAVNESEN, NAVN TOSEN",
    "Fraværende: Navn Navnesen.",
    "Fraværende med afbud: Navn Navnesen, A (ferie)",
    "Navn Navnesen, C, ankom til mødet kl. 17.32 under behandlingen af punkt 1.",
    "Navn Navnesen, V, forlod mødet kl. 20.20 under behandling af punkt 20-21.",
    "Navn Navnesen (V) var fraværende. Navn Tosen (V) var indkaldt som stedfortræder.",
    "Navn Navnesen forlod lokalet under punktets behandling.",
    "Navn Navnesen (V) erklærede sig inhabil og forlod lokalet.",
    "Navn Navnesen (V) var inhabil under behandlingen af punktet.",
    "Navn Navnesen er inhabil og deltog ikke i sagens behandling.",
    "Navn Navnesen blev erklæret inhabil og forlod mødet.",
    "Afbud: Navn Navnesen (A). Navn Tosen (A) mødte som stedfortræder.",
    "Der var afbud fra Navn Navnesen.",
    "Fraværende var Navn Navnesen (A) og Navn Tosen (V).",
    "Som stedfortræder for Navn Navnesen deltog Navn Tosen.",
    "Navn Tosen deltog som stedfortræder for Navn Navnesen.",
    "Navn Tosen (V) deltager i stedet for Navn Navnesen (V).",
    "I stedet for Navn Navnesen (A) deltog Navn Tosen (A).",
    "Indkaldt stedfortræder: Navn Tosen (V)",
    "Under dette punkt deltog chefkonsulent Navn Tosen.",
    "Deltagere under punktet: Navn Tosen, Center for Skole",
    "Navn Navnesen var ikke til stede under punktet.",
    "Navn Navnesen gik kl. 18.",
    "Navn Navnesen deltog via Teams.",
    "Navn Navnesen deltog ikke i mødet.",
    "Borgmester Navn Navnesen var fraværende.",
    "Borgmesteren og Navn Navnesen var fraværende.",
]
# In words that were not known when they were written down
AWAY_IN_OTHER_WORDS = [
    "Navn Navnesen (A) tog ikke del i behandlingen.",
    "Navn Navnesen tog ikke del i afstemningen.",
    "Navn Navnesen har meldt afbud.",
    "Navn Navnesen (V) udtrådte af mødet under punktet.",
    "Navn Navnesen (V) gik fra mødet kl. 18.",
    "Navn Navnesen kom kl. 17.15.",
    "Navn Navnesen var bortrejst.",
    "*Fraværende: Navn Navnesen*",
    "**Afbud:** Navn Navnesen",
    "_Afbud fra Navn Navnesen_",
    "Medlemmer, der deltog: Navn Navnesen, Navn Tosen",
    "Fraværende med afbud: Navn Navnesen (A)",
    "Afbud: Navn Navnesen",
    "Afbud – Navn Navnesen (A)",
    "Afbud fra: Navn Navnesen",
    "Afbud Navn Navnesen",
    "Fraværende var: Navn Navnesen",
    "Ikke mødt: Navn Navnesen",
    "Ikke til stede Navn Navnesen (A)",
    "Fraværende Navn Navnesen.",
    "Fravær: Navn Navnesen",
    "Mødte ikke: Navn Navnesen",
    "Ikke tilstede: Navn Navnesen",
    "Deltog ikke: Navn Navnesen",
    "Deltog ikke i sagens behandling: Navn Navnesen (A)",
    "Navn Navnesen (A), fraværende",
    "Navn Navnesen (A) - afbud",
    "Navn Navnesen - fraværende",
    "Navn Navnesen (A) fraværende",
    "Navn Navnesen og Navn Tosen fraværende.",
    "Navn Navnesen fraværende under punktet.",
    "Navn Navnesen deltog som suppleant for Navn Tosen.",
    "Stedfortræder for Navn Navnesen: Navn Tosen",
    "Suppleant: Navn Navnesen for Navn Tosen",
    "Navn Navnesen var stedfortræder for Navn Tosen.",
    "I Navn Navnesens fravær deltog Navn Tosen.",
    "I Navn Navnesens sted deltog Navn Tosen.",
    "Ved Navn Navnesens forfald mødte Navn Tosen.",
    "Navn Navnesen (O) deltog i stedet for Navn Tosen (O).",
    "Habilitet: Navn Navnesen var inhabil",
    "Navn Navnesen erklærede sig for inhabil.",
    "Navn Navnesen blev erklæret for inhabil og forlod mødet.",
    "Navn Navnesen (A) forlod mødet før punktet blev behandlet.",
    "Navn Navnesen (A) forlod mødet under behandlingen af punktet",
    "Navn Navnesen ikke til stede under behandlingen.",
    "Navn Navnesen (A) og Navn Tosen (V) var ikke til stede.",
    "Mødedeltagere: Navn Navnesen, Navn Tosen",
    "Underskrift: Navn Navnesen",
    "Formanden Navn Navnesen deltog ikke.",
    "Udvalgsformand Navn Navnesen havde afbud.",
    "Navn Navnesen havde afbud.",
    "Der var afbud fra: Navn Navnesen",
    "Afbud: Navn Navnesen og Navn Tosen. Suppleant Navn Tresen deltog.",
    "Navn Tresen deltog som stedfortræder.",
    "Fraværende: N. Navnesen",
    "Navn Navnesen (A) var fraværende, og Navn Tosen (A) var indkaldt.",
    "Navn Navnesen (A) var forhindret. Navn Tosen (A) mødte i stedet.",
    "Ej til stede: Navn Navnesen",
    "Udeblevet: Navn Navnesen",
    "Navn Navnesen udeblev.",
    "Mødet ledes af Navn Navnesen.",
    "Navn Navnesen overtog mødeledelsen.",
]
STAYS = [
    "Kommunen mødte ikke kravet.",
    "Region Nord tog ikke del i udgiften.",
    "Afbud på holdene stiger",
    "Afbud til mødet koster 200 kr.",
    "Vores Børnehus kom kl. 10 med i planen.",
    "Navn Navnesen (A) kan ikke godkende indstillingen.",
    "Udvalget erklærede Navn Navnesen inhabil.",
    "Kommunen var fraværende i debatten.",
    "NAVN NAVNESENS VEJ ISTANDSÆTTES.",
    "TEKNISK UDVALG GODKENDTE PLANEN.",
    "Inhabil: Reglerne følges.",
    "Inhabilitet: Der henvises til forvaltningsloven § 3.",
    "Ballerup Kommune deltog i messen.",
    "Navn Navnesen stemte imod.",
    "Navn Navnesen (V) ønskede tilført protokollen, at planen er for dyr.",
    "Ingen var inhabile.",
    "Fravær: Det samlede sygefravær er 4,2 pct.",
    "FRAVÆRET ER FALDET.",
    "Dansk Industri var fraværende.",
    "Lokalplan Nord er forhindret af fredningen.",
    "PROJEKT GRØN BY ER FORHINDRET AF REGN OG UDSÆTTES.",
    "Musik Huset gik kl. 17 over til ny drift.",
    "Byrådet erklærede Navn Navnesens Vej for privat fællesvej.",
    "I stedet for Gamle Skole bygges en hal.",
    "Social- og Sundhedsudvalget deltog i høringen.",
]


@pytest.mark.parametrize("text", [*AWAY, *AWAY_IN_OTHER_WORDS])
def test_who_is_away_disqualified_or_stands_in_is_told_in_any_councils_words(text: str) -> None:
    assert is_attendance(text)


@pytest.mark.parametrize("text", STAYS)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert not is_attendance(text)


@pytest.mark.parametrize("heading", sorted(HEADINGS))
@pytest.mark.parametrize(
    "names",
    [
        *("Navn Navnesen", "NAVN NAVNESEN", "Navn von Navnesen", "Navn van der Navnesen", "Navn (A), Navn (B)", "Navn. Navn To."),
        *(", ".join(["NAVN NAVNESEN"] * 9) + ".", ", ".join(["Navn (A)"] * 15) + "."),
    ],
)
def test_every_heading_of_a_list_sets_aside_the_names_behind_it(heading: str, names: str) -> None:
    assert is_attendance(f"{heading.capitalize()}: {names}")
    assert is_attendance(f"{heading.capitalize()} var: {names}")


@pytest.mark.parametrize("heading", sorted(HEADINGS))
def test_a_sentence_behind_a_lists_heading_stays(heading: str) -> None:
    assert not is_attendance(f"{heading.capitalize()}: Udvalget har syv pladser, som kommunalbestyrelsen vælger for fire år.")
    assert not is_attendance(f"{heading.capitalize()}: 40 unge fra byen")
    assert is_attendance(f"{heading.capitalize()} var Navn Navnesen.")


@pytest.mark.parametrize(
    "text",
    [
        "På mødet deltager Ballerup Kommune",
        "På mødet deltager Region Hovedstaden og Dansk Industri.",
        "På mødet deltager Handicaprådet og Seniorrådet.",
        "På mødet deltager beboere fra Nye Stier.",
        "På mødet deltager 40 borgere fra byen.",
        "På mødet deltager rådgiver ABC A/S.",
        "På mødet deltager Navn Navnesen. Udvalget ser på søen.",
        "Deltagere: 40 unge fra Østre Skole",
        "Ballerup Kommune deltager i et forsøg med lånecykler.",
        "Til mødet er indbudt tre skoler.",
        "• Ny Vestergade får en bro.",
        "Som stedfortræder for formanden vælges en næstformand.",
        "Navn Navnesen (A) deltog ikke. Navn Tosen (B) stillede forslag om en ny bro.",
    ],
)
def test_running_text_names_nobody(text: str) -> None:
    assert not is_attendance(text)


@pytest.mark.parametrize(
    "line",
    [
        "• centerchef for By",  # an entry that a scrape broke at its commas
        "Erhverv og Miljø) - Deltog",
        "Navn Navnesen (A)",
        "Navn Navnesen, borgmester",
        "Medlem (borgmester)",
        "Deltog i punkterne 1-13",
        "• Deltog ikke under punkt 4",
    ],
)
def test_an_entry_names_somebody_a_party_or_whether_they_came(line: str) -> None:
    assert is_entry(line)
    assert not is_running(line)


@pytest.mark.parametrize(
    "line", ["40 unge og 12 ældre", "Ingen", "Udvalget har syv medlemmer, som kommunalbestyrelsen vælger for fire år."]
)
def test_a_line_that_names_nobody_is_no_entry(line: str) -> None:
    assert not is_entry(line)


def test_a_sentence_without_a_name_is_running_text_and_a_short_line_may_be_anything() -> None:
    assert is_running("Udvalget har syv medlemmer, som kommunalbestyrelsen vælger for fire år.")
    assert not is_running("Ingen.")


WORDS = (
    "På|under|Til|Fra|mødet|punktet|sagen|forvaltningen|deltager|deltog|medvirker|Der er|Der var|afbud fra|Afbud|Formand:|Gæster:"
    "|Næstformand:|Suppleant:|Navn Navnesen|Navn von|de la|Navnesen|(A)|og|,|var fraværende|deltog ikke|meldte afbud|forlod mødet"
    "|mødte som suppleant|N.|var|:"
)


@given(st.lists(st.sampled_from([*WORDS.split("|"), *HEADINGS]), max_size=7).map(" ".join))
def test_a_text_that_tells_who_attends_begins_as_one(text: str) -> None:
    told = is_attendance(text)
    with patch("parsers.documents.attendance.may_be_told", return_value=True):
        assert told == is_attendance(text)


@pytest.mark.parametrize("worst", ["Navn ", "På mødet deltager ", "N. ", "Navn-", "Deltagere: ", "fra Navn Navn, ", "Kommune "])
def test_no_pattern_runs_away_on_its_worst_text(worst: str) -> None:
    began = time.process_time()
    for head in ("", "På mødet deltager ", "• "):
        text = head + worst * (100_000 // len(worst))
        is_attendance(text), is_entry(text), is_running(text)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("text", "decided"),
    [
        ("Afbud: Navn Navnesen (A). Godkendt.", "Godkendt."),
        ("Fraværende: Ingen. Forkastet.", "Forkastet."),
        ("Fraværende: Ingen Godkendt.", "Godkendt."),
        ("Ikke til stede: Navn Navnesen (A), Navn Tosen (V) Indstillingen blev ikke godkendt.", "Indstillingen blev ikke godkendt."),
        ("Navn Navnesen (A) var fraværende. Kan ikke godkendes.", "Kan ikke godkendes."),
        ("Navn Navnesen (A) deltog ikke i behandlingen af punktet.", ""),
        ("Fraværende: Ingen", ""),
        ("Navn Navnesen (A) var fraværende, og sagen blev udsat.", "sagen blev udsat."),
        ("Navn Navnesen (A) forlod mødet og godkendte ikke sagen.", ""),
        ("Navn Navnesen (A) var inhabil og vil ikke godkende sagen.", ""),
    ],
)
def test_a_decision_behind_those_who_are_away_is_not_set_aside_with_them(text: str, decided: str) -> None:
    assert is_attendance(text)
    assert decided_beside(text) == decided


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Godkendt. Navn Navnesen (A) var fraværende.", "Godkendt."),
        ("Godkendt. Fraværende: Navn Navnesen (A) og Navn Navnesen (V).", "Godkendt."),
        (
            "Godkendt. Navn Navnesen (A) forlod mødet før punktet. Udvalget ønsker en status i maj.",
            "Godkendt. Udvalget ønsker en status i maj.",
        ),
        ("Godkendt. Navn Navnesen (A) forlod mødet, hvorefter udvalget afviste forslag 2.", None),
        ("Godkendt, idet Navn Navnesen (A) ikke deltog i behandlingen.", None),
        ("Godkendt. Ballerup Kommune deltog i mødet om havnen.", None),
        ("Godkendt. Lokalplan Nord er forhindret af fredning.", None),
    ],
)
def test_a_decision_is_told_without_its_sentences_about_who_is_away_and_all_else_of_it_stays(text: str, kept: str | None) -> None:
    assert without_who_is_away(text) == (kept or text)


@pytest.mark.parametrize(
    "text",
    [
        "Afbud fra Navn Navnesen. I stedet mødte Anden Navnesen.",
        "Navn Navnesen havde meddelt, at han var forsinket.",
        "Advokat Navn Navnesen havde foretræde for udvalget.",
    ],
)
def test_who_comes_late_or_instead_or_is_heard_attends(text: str) -> None:
    assert is_attendance(text)


@pytest.mark.parametrize(
    "list_", ["Deltagere: Navn Navnesen, Anden Navnesen,\nTredje Navnesen", "Til stede, undtagen:\nNavn Navnesen (V)."]
)
def test_no_name_above_the_items_is_stored_where_the_list_goes_on_below(list_: str) -> None:
    text = f"Økonomiudvalget\nMødedato: 12. august 2031\n{list_}\n\nPunkt 1. Bro\n\nBeslutning\nGodkendt.\n"
    (document,) = read_file(text.encode(), TEXT).documents
    assert "Navnesen" not in repr(document)


def test_below_a_line_that_tells_of_nobody_a_comma_begins_no_list() -> None:
    head = "Økonomiudvalget\nMødedato: 12. august 2031\nUdvalget samles på biblioteket,\nKaren Blixens Plads"
    text = f"{head}\n\nPunkt 1. Bro\n\nBeslutning\nGodkendt.\n"
    (document,) = read_file(text.encode(), TEXT).documents
    assert "Karen Blixens Plads" in repr(document)
