"""Eight initiatives alike, and what is said when one of them is not."""

import pytest
from msgspec.structs import replace

from parsers.consistency.structure import unlike_the_others
from parsers.language import dates
from parsers.model.findings import Code
from parsers.model.records import Document, Due, EconomyNote, Finding, Initiative, Kind, Milestone, Responsibility, Role
from parsers.model.rows import Place

ROUNDS = ("1. budgetopfølgning 2031", "2. budgetopfølgning 2031", "3. budgetopfølgning 2031", "31.12.2031")


def milestones(*labels: str) -> list[Milestone]:
    return [Milestone(ordinal, dates.due(label) or Due(label), "Broen er malet.") for ordinal, label in enumerate(labels, 1)]


def initiative(number: str, theme: str | None = None) -> Initiative:
    return Initiative(
        number,
        f"Bro {number}",
        theme=theme or f"{number[0]}. Veje og broer",
        description="Broen skal males.",
        responsible_center="Ejendomme",
        responsible_committee="Økonomiudvalget",
        responsibilities=[Responsibility(Role.CENTER, "Ejendomme"), Responsibility(Role.COMMITTEE, "Økonomiudvalget")],
        milestones=milestones(*ROUNDS),
        economy=[EconomyNote(1, "Der er ikke afsat økonomi.")],
        places=[Place(page=1)],
    )


def followup(*changed: Initiative) -> Document:
    numbers = ("1.1", "1.2", "1.4", "2.1", "2.9", "3.1", "3.2", "3.10")
    by_number = {one.number: one for one in changed}
    return Document(Kind.FOLLOWUP, agreement_year=2031, initiatives=[by_number.get(number) or initiative(number) for number in numbers])


def found(document: Document) -> list[Finding]:
    return list(unlike_the_others(document))


def test_alike_initiatives_are_not_spoken_of_and_a_gap_in_their_numbers_is_normal() -> None:
    assert found(followup()) == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"milestones": milestones(*ROUNDS[:2], *ROUNDS[1:])}, "dens tider er 1. budgetopfølgning 2031, 2. budgetopfølgning 2031, 2."),
        ({"milestones": milestones(*ROUNDS[1:])}, "dens tider er 2."),
        ({"milestones": []}, "den har ingen milepæle"),
        ({"economy": []}, "den har ingen økonomirække"),
        ({"economy": [EconomyNote(1, places=[Place(2)]), EconomyNote(2, places=[Place(3)])]}, "den har 2 økonomirækker"),
        ({"description": None}, "den har ingen beskrivelse"),
        ({"responsible_center": None, "responsibilities": []}, "den har intet ansvarligt center"),
        ({"responsible_committee": None}, "den har intet ansvarligt udvalg"),
        ({"responsibilities": [Responsibility(Role.COMMITTEE, "Økonomiudvalget Sundhed samt")]}, "dens ansvarlige udvalg er"),
        ({"theme": "Milepæl 31.12.2031"}, "dens tema er en rækkes ord: Milepæl 31.12.2031"),
        ({"theme": "Dok.nr. 2031-00074"}, "dens tema er uden nummer"),
        ({"theme": "2. Veje og bro"}, "dens tema ender midt i et ord: 2. Veje og bro"),
        ({"theme": None}, "den står ikke under noget tema"),
    ],
)
def test_an_initiative_unlike_the_others_is_told_with_what_it_lacks(changes: dict[str, object], told: str) -> None:
    odd = replace(initiative("2.1"), **changes)  # type: ignore[arg-type]
    (finding,) = found(followup(odd))
    assert finding.code == Code.UNLIKE_THE_OTHERS
    assert finding.subject is odd
    assert told in finding.message


def test_themes_of_one_number_that_end_with_a_word_are_not_spoken_of() -> None:
    assert found(followup(initiative("2.1", theme="2. Veje"), initiative("3.2", theme="3. Veje og broer - Havnen"))) == []


def test_a_theme_of_another_number_than_the_initiatives_own_is_doubted() -> None:
    odd = initiative("3.1", theme="1. Veje og broer")
    (finding,) = found(followup(odd))
    assert (finding.code, finding.subject) == (Code.THEME_OF_OTHER_NUMBER, odd)


def test_a_number_filled_up_with_zeros_is_another_agreements() -> None:
    document = followup()
    document.initiatives.append(odd := initiative("4.01.2"))
    (finding,) = found(document)
    assert finding.subject is odd
    assert "4.01.2" in finding.message


def test_an_extra_block_is_held_against_the_follow_up_it_stands_in_and_its_years_are_its_agreements() -> None:
    year_before = [label.replace("2031", "2030") for label in ROUNDS]
    extra = Document(Kind.EXTRA, agreement_year=2030, initiatives=[replace(initiative("4.01"), milestones=milestones(*year_before))])
    assert not list(unlike_the_others(extra, [followup()]))
    extra.initiatives[0].milestones.pop()
    assert [finding.code for finding in unlike_the_others(extra, [followup()])] == [Code.UNLIKE_THE_OTHERS]


def test_where_no_two_are_alike_nothing_is_asked() -> None:
    few = Document(Kind.PLAN, initiatives=[replace(initiative(f"1.{n}"), milestones=milestones(*ROUNDS[:n])) for n in (1, 2, 3, 4)])
    assert found(few) == []


def test_where_most_bodies_are_unknown_a_known_one_is_not_doubted() -> None:
    elsewhere = [replace(initiative(f"1.{n}"), responsibilities=[Responsibility(Role.CENTER, "Vandvæsenet")]) for n in range(1, 6)]
    assert found(Document(Kind.PLAN, agreement_year=2031, initiatives=[*elsewhere, initiative("1.6")])) == []
