"""Tables with one row an initiative, read by the profiles that are shipped as examples of their forms."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from parsers.model.records import Basis, Document, Kind, Severity, Smiley
from parsers.profile.loading import ProfileText, load_profiles, shipped
from parsers.profile.profiles import Profiles
from parsers.reading import read_file

IMPLEMENTATION = """Fredensborg Kommune
Implementeringsplaner for budgetforlig 2034
Status pr. 30.06.2034
Nr.\tInitiativ\tKort beskrivelse\tUdvalg\tAnsvarlig\tTidsplan\tTrafiklys\tStatus og implementeringsplan
1\tFlere pladser\tTo grupper åbnes.\tBørneudvalget\tMette Eksempel\t31.12.2034\tGrøn\tByggeriet er i gang.
2\tNy cykelsti\tSti langs åen.\tMiljøudvalget\tOle Prøve\t4. kvartal 2034\tGul\tAfventer lodsejere.
3\tNyt tag\tTaget skiftes.\tKulturudvalget\tIb Tænkt\tløbende\tRød\tUdbuddet gik om.
"""
DECISIONS = """Vedtaksoppfølging 2. tertial 2034
Utvalg\tMøtedato\tSaksnr\tTittel\tVedtak\tSaksbehandler\tFrist\tStatus\tMerknader
Kommunestyret\t17. mars 2034\t12/34\tNy barnehage\tDet lages en plan.\tKari Tenkt\t1. desember 2034\tUnder arbeid\tPlanen kommer.
Formannskapet\t3. mai 2034\t20/34\tSalg av skole\tSkolen selges.\tKari Tenkt\t\tGjennomført\t
Formannskapet\t3. mai 2034\t21/34\tNy vei\tVeien utredes.\tKari Tenkt\t\tIkke påbegynt\t
"""
CODES = """2. Status på budgetaftale 2034
Status: 1. Implementeret 2. Undervejs 3. Ikke iværksat
Nr.\tForslag\tUdvalg\tUdmøntet\tStatus\tBemærkninger
ØU 1\tFærre møder\tØkonomiudvalget\t2. kvartal 2034\t1\t
ØU 2\tNyt indkøb\tØkonomiudvalget\t2034\t2. Undervejs\tUdbud er sendt.
SU 1\tNy pulje\tSocialudvalget\t\t3\t
"""


def read(text: str, chosen: str | None = None, own: str | None = None) -> Document:
    known = load_profiles((ProfileText("own.toml", own),)) if own else shipped()
    (document,) = read_file(text.encode(), "text/plain", profiles=Profiles(known, chosen)).documents
    return document


def statuses(document: Document) -> list[tuple[Smiley | None, str | None]]:
    return [(milestone.smiley.value, milestone.smiley.printed) for each in document.initiatives for milestone in each.milestones]


def codes(document: Document) -> list[str]:
    return [one.code for one in document.findings]


def test_an_implementation_plan_gives_an_initiative_a_row() -> None:
    document = read(IMPLEMENTATION)
    assert (document.kind, document.profile, document.municipality) == (Kind.FOLLOWUP, "fredensborg", "fredensborg")
    assert (document.agreement_year, document.followup_number) == (2034, 2)
    assert statuses(document) == [(Smiley.GLAD, "Grøn"), (Smiley.MIDDLE, "Gul"), (Smiley.SOUR, "Rød")]
    first = document.initiatives[0]
    assert (first.number, first.title, first.description, first.responsible_committee) == (
        "1",
        "Flere pladser",
        "To grupper åbnes.",
        "Børneudvalget",
    )
    assert (first.milestones[0].status_label, first.milestones[0].status_note) == ("Status og implementeringsplan", "Byggeriet er i gang.")
    dues = [each.milestones[0].due for each in document.initiatives]
    assert [(due.label, due.year, due.round, due.day) for due in dues] == [
        ("31.12.2034", 2034, 3, date(2034, 12, 31)),
        ("4. kvartal 2034", 2034, 3, None),
        ("løbende", None, None, None),
    ]


def test_a_column_of_persons_is_set_aside_by_name_and_stored_nowhere() -> None:
    document = read(IMPLEMENTATION)
    assert codes(document).count("persons_column") == 3
    assert not [name for name in ("Mette", "Prøve", "Tænkt") if name in repr(document)]


def test_a_document_with_fewer_initiatives_than_its_profile_expects_has_an_error() -> None:
    assert "count_unexpected" in codes(read(IMPLEMENTATION))


def test_a_list_of_codes_is_read_by_what_the_profile_says_they_mean() -> None:
    document = read(CODES)
    assert statuses(document) == [(Smiley.GLAD, "1"), (Smiley.MIDDLE, "2. Undervejs"), (None, "3")]
    assert {each.milestones[0].smiley.basis for each in document.initiatives} == {Basis.WORD, None}
    assert not {"unknown_sign", "due_without_status"} & set(codes(document)), "not begun is no smiley, and told by its own word"
    assert [each.number for each in document.initiatives] == ["ØU 1", "ØU 2", "SU 1"]


def test_the_language_is_data_too() -> None:
    document = read(DECISIONS)
    assert (document.profile, document.agreement_year, document.followup_number) == ("vedtak", 2034, 2)
    assert statuses(document) == [(Smiley.MIDDLE, "Under arbeid"), (Smiley.GLAD, "Gjennomført"), (None, "Ikke påbegynt")]
    assert document.initiatives[0].milestones[0].due.day == date(2034, 12, 1)
    assert document.initiatives[0].remarks == "17. mars 2034"
    assert "Tenkt" not in repr(document)


def test_statuses_by_date_are_a_milestone_each() -> None:
    table = "Initiativ\tTrafiklys\t31.03\t30.06\t31.10\nNyt hus\tGul\tGrøn\tGul\t\nNy vej\tGrøn\tGrøn\tGrøn\t\n"
    document = read(f"Fredensborg Kommune\nImplementeringsplan for budgetforlig 2034\nStatus pr. 30.06.2034\n{table}")
    dues = [(one.due.label, one.due.round, one.smiley.value) for one in document.initiatives[0].milestones]
    assert dues == [("31.03", 1, Smiley.GLAD), ("30.06", 2, Smiley.MIDDLE)]


def test_headings_that_a_profile_does_not_know_are_told_and_their_cells_are_not_kept() -> None:
    document = read(IMPLEMENTATION.replace("Ansvarlig\t", "Hvem ringer man til\t"))
    assert [one.text for one in document.findings if one.code == "column_unread"] == ["Hvem ringer man til"]
    assert "Mette" not in repr(document)


@pytest.mark.parametrize("text", [IMPLEMENTATION.replace("Fredensborg", "Nordby"), IMPLEMENTATION.partition("Nr.")[2]])
def test_a_table_without_the_profile_s_title_or_with_another_name_is_no_follow_up(text: str) -> None:
    document = read(text)
    assert (document.kind, document.initiatives) == (Kind.OTHER, [])


def test_a_profile_of_one_s_own_may_print_milestones_under_other_words() -> None:
    own = """
slug = "nordby"
name = "Nordby Kommune"
extends = "danish"
[[titles]]
kind = "followup"
patterns = ["{round} budgetstatus {year}"]
[rounds]
names = ["1. status", "2. status"]
days = ["06-30", "12-31"]
[table]
rows_are = "milestones"
[table.columns]
due = ["Hvornår"]
status = ["Farve"]
[table.rows]
milestone = ["Delmål"]
economy = ["Penge"]
[statuses]
"Grøn" = "glad"
"Rød" = "sur"
"""
    text = (
        "Anden budgetstatus 2034\n1.1. Legeplads\tAnlæg\tHvornår\tFarve\nVi bygger.\t\t\t\n"
        "Delmål\tUdbud er holdt.\t1. status\tGrøn\nDelmål\tByggeriet er begyndt.\t31.12.2034\tRød\nPenge\tDer er afsat 1 mio. kr.\t\tGrøn\n"
    )
    document = read(text, own=own)
    assert (document.profile, document.municipality, document.followup_number) == ("nordby", "nordby", 2)
    assert statuses(document) == [(Smiley.GLAD, "Grøn"), (Smiley.SOUR, "Rød")]
    assert [one.due.round for one in document.initiatives[0].milestones] == [1, 2]


SAMPLES = Path(__file__).parents[2] / "profiles"


@pytest.mark.parametrize(
    ("name", "profile", "municipality", "count"),
    [
        ("fredensborg/revision-1", "fredensborg", "fredensborg", 22),
        ("fredensborg/revision-2", "fredensborg", "fredensborg", 22),
        ("numeric/status", "numeric", "numeric", 12),
        ("vedtak/oppfoelging", "vedtak", "nordvik", 4),
    ],
)
def test_the_invented_samples_of_shipped_profiles_are_read_alike_as_a_pdf_and_as_a_text(
    name: str, profile: str, municipality: str, count: int
) -> None:
    documents = [
        read_file((SAMPLES / f"{name}.{ending}").read_bytes(), media_type).documents[0]
        for ending, media_type in (("pdf", "application/pdf"), ("txt", "text/plain"))
    ]
    for document in documents:
        assert (document.profile, document.municipality, len(document.initiatives)) == (profile, municipality, count)
        assert not [one.code for one in document.findings if one.severity is not Severity.INFO]
        assert not [name for name in ("Mette", "Kari", "Tenkt") if name in repr(document)]
    values = [[milestone.smiley.value for each in document.initiatives for milestone in each.milestones] for document in documents]
    assert values[0] == values[1]
    assert Smiley.UNKNOWN not in values[0]


def test_what_holds_now_stands_alone_or_aside_where_other_columns_have_their_times() -> None:
    table = "Initiativ\tTidsplan\tTrafiklys\t31.03\t30.06\nNyt hus\t31.12.2034\tRød\tGrøn\tGul\nNy vej\t31.12.2034\tGrøn\t\t\n"
    document = read(f"Fredensborg Kommune\nImplementeringsplan for budgetforlig 2034\nStatus pr. 30.06.2034\n{table}")
    assert [len(each.milestones) for each in document.initiatives] == [2, 1]
    assert document.initiatives[1].milestones[0].smiley.value is Smiley.GLAD
    assert [one.text for one in document.findings if one.code == "further_column"] == ["31.12.2034 Rød"]


def test_a_title_that_the_next_page_prints_again_begins_nothing_and_another_day_below_it_does() -> None:
    head, rows = IMPLEMENTATION.split("Nr.")
    again = IMPLEMENTATION + head + "Nr." + rows.replace("\n1\t", "\n4\t").replace("\n2\t", "\n5\t").replace("\n3\t", "\n6\t")
    assert [each.number for each in read(again).initiatives] == list("123456")
    revised = again.replace("Status pr. 30.06.2034", "Status pr. 31.12.2034").replace("Status pr. 31.12.2034", "Status pr. 30.06.2034", 1)
    documents = read_file(revised.encode(), "text/plain", profiles=Profiles(shipped())).documents
    assert [len(document.initiatives) for document in documents] == [3, 3]


def test_a_spreadsheet_of_this_form_is_read_as_its_dump_is() -> None:
    assert [each.title for each in read(IMPLEMENTATION.replace("\t", ";")).initiatives] == ["Flere pladser", "Ny cykelsti", "Nyt tag"]


def test_two_profiles_that_fit_alike_are_both_named_and_neither_is_read_by() -> None:
    own = """slug = "sonderby"
name = "Sønderby Kommune"
extends = "numeric"
any_municipality = true
"""
    document = read(CODES, own=own)
    (told,) = [one for one in document.findings if one.code == "several_profiles"]
    assert (document.kind, told.text) == (Kind.OTHER, "numeric, sonderby")
    assert "numeric, sonderby" in told.message
    assert "sources.toml" in told.message
    assert "looks_like_a_followup" not in codes(document)
    assert read(CODES, chosen="sonderby", own=own).profile == "sonderby"
