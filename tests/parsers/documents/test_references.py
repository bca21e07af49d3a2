"""References: the meetings and the points of agreements a text names."""

import time
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import regex

from parsers.documents.references import links_in, links_of
from parsers.model.records import AgendaItem, Document, Initiative, Kind, Link, LinkKind, Milestone
from parsers.reading import TEXT, read_file


def only(text: str) -> Link:
    (link,) = links_in(text)
    return link


@pytest.mark.parametrize(
    ("text", "committee", "day", "item"),
    [
        ("Sagen blev behandlet i Økonomiudvalget den 4. juni 2031, Punkt 7, hvor", "Økonomiudvalget", date(2031, 6, 4), "7"),
        ("Social-og Sundhedsudvalgets møde den 14. august 2031 Punkt 3.4", "Social- og Sundhedsudvalget", date(2031, 8, 14), "3.4"),
        ("Teknik- og Miljøudvalget har den 7. maj 2031, Punkt 7, valgt noget", "Teknik- og Miljøudvalget", date(2031, 5, 7), "7"),
        ("Børne- og Skoleudvalget den 5.3.2031, pkt. 3", "Børne- og Skoleudvalget", date(2031, 3, 5), "3"),
        ("På Kommunalbestyrelsens møde den 26. november 2030 blev det vedtaget", "Kommunalbestyrelsen", date(2030, 11, 26), None),
        ("Den 4. november 2031 vedtog Kommunalbestyrelsen det", "Kommunalbestyrelsen", date(2031, 11, 4), None),
        ("Det blev behandlet den 2. april 2031, Punkt 11, på udvalgets møde", None, date(2031, 4, 2), "11"),
    ],
)
def test_a_meeting_is_a_committee_a_day_and_an_item(text: str, committee: str | None, day: date, item: str | None) -> None:
    link = only(text)
    assert (link.kind, link.committee, link.meeting_date, link.item_number) == (LinkKind.MEETING_ITEM, committee, day, item)


def test_the_next_sentence_means_the_same_committee() -> None:
    text = "Økonomiudvalget har den 7. maj 2031, Punkt 7, valgt en ny model. Den 4. juni 2031, Punkt 6, blev den ændret."
    assert [(link.committee, link.item_number) for link in links_in(text)] == [("Økonomiudvalget", "7"), ("Økonomiudvalget", "6")]


@pytest.mark.parametrize(
    ("text", "year", "number"),
    [
        ("jf. punkt 1.22 i budgetaftalen for 2032 fordeles", 2032, "1.22"),
        ("I Budgetaftalen 2032 pkt. 1.23 er der", 2032, "1.23"),
        ("i budgetaftalen for 2032 punkt 1.22, tilføres", 2032, "1.22"),
        ("(se punkt 4.07)", None, "4.07"),
        ("jf. pkt. 2.3", None, "2.3"),
        ("punkt 1.3.1 i Aftale om budget 2034", 2034, "1.3.1"),
    ],
)
def test_a_point_of_an_agreement_keeps_its_number_as_printed(text: str, year: int | None, number: str) -> None:
    link = only(text)
    assert (link.kind, link.agreement_year, link.number) == (LinkKind.AGREEMENT_POINT, year, number)


def test_several_items_of_a_meeting_are_several_links() -> None:
    text = "Økonomiudvalget den 7. maj 2031, punkt 3 og 4. Der blev sagt ja."
    assert [link.item_number for link in links_in(text)] == ["3", "4"]
    assert [link.item_number for link in links_in("Økonomiudvalget den 7. maj 2031, punkt 3 og 4 borgere.")] == ["3"]
    assert [link.item_number for link in links_in("Økonomiudvalget den 7. maj 2031, punkt 3 og 4. juni")] == ["3"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Økonomiudvalget den 7. maj og 4. juni 2031 om bænke", [(5, 7), (6, 4)]),
        ("Økonomiudvalgets møder den 4. og 5. juni 2031", [(6, 4), (6, 5)]),
        ("Økonomiudvalget den 7. maj, 4. juni og den 6. august 2031", [(5, 7), (6, 4), (8, 6)]),
        ("Økonomiudvalgets møde den 14.-15. maj 2031", [(5, 14), (5, 15)]),
        ("Økonomiudvalget den 18. december og 8. januar 2031", [(1, 8)]),  # nobody printed the year of the 18th
        ("Økonomiudvalget den 31. april og 4. maj 2031", [(5, 4)]),
    ],
)
def test_days_that_share_a_year_or_a_month_are_as_many_meetings(text: str, days: list[tuple[int, int]]) -> None:
    assert [(link.committee, link.meeting_date) for link in links_in(text)] == [("Økonomiudvalget", date(2031, *day)) for day in days]


def test_an_item_behind_two_days_is_the_last_days() -> None:
    links = links_in("Økonomiudvalget den 7. maj og 4. juni 2031, Punkt 7")
    assert [(link.meeting_date, link.item_number) for link in links] == [(date(2031, 5, 7), None), (date(2031, 6, 4), "7")]


@pytest.mark.parametrize("text", ["punkt 7 på Økonomiudvalgets møde den 4. juni 2031", "Økonomiudvalget (den 4. juni 2031) pkt. 7"])
def test_an_item_may_stand_before_its_meeting_or_behind_brackets(text: str) -> None:
    link = only(text)
    assert (link.committee, link.meeting_date, link.item_number) == ("Økonomiudvalget", date(2031, 6, 4), "7")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("pkt. 2.3, 2.4 og 2.5", ["2.3", "2.4", "2.5"]),
        ("pkt. 2.3., 2.4. og 2.5.", ["2.3", "2.4", "2.5"]),
        ("punkt 1.12 og punkt 1.13 i budgetaftalen for 2032", ["1.12", "1.13"]),
        ("punkt 1.12/1.13, pkt.1.14", ["1.12", "1.13", "1.14"]),
        ("punkterne 1.1-1.3 og 2.2 til 2.4", ["1.1", "1.2", "1.3", "2.2", "2.3", "2.4"]),
        ("punkt 4.07-4.09", ["4.07", "4.09"]),
        ("punkt 1.9-2.1", ["1.9", "2.1"]),
    ],
)
def test_every_form_of_a_list_names_each_of_its_points(text: str, numbers: list[str]) -> None:
    assert [link.number for link in links_in(text)] == numbers


def test_items_from_one_to_another_are_all_between_them() -> None:
    assert [link.item_number for link in links_in("Økonomiudvalget den 7. maj 2031, punkt 3-5.")] == ["3", "4", "5"]


@pytest.mark.parametrize(("last", "count"), [(32, 32), (33, 2), (999, 2)])
def test_a_span_too_wide_to_be_meant_names_its_two_ends(last: int, count: int) -> None:
    numbers = [link.item_number for link in links_in(f"Økonomiudvalget den 7. maj 2031, punkt 1-{last}.")]
    assert (numbers[0], numbers[-1], len(numbers)) == ("1", str(last), count)


def test_an_accounts_number_is_a_point_only_of_an_agreement_that_is_named() -> None:
    assert links_in("Pengene tages fra punkt 50.56 i regnskabet.") == []
    assert only("Det er punkt 50.56 i budgetaftalen for 2032.").number == "50.56"


def test_several_points_are_several_links() -> None:
    assert [link.number for link in links_in("punkterne 1.1, 2.3 og 4.07 hænger sammen")] == ["1.1", "2.3", "4.07"]


@pytest.mark.parametrize("text", ["der holdes møde den 9. maj 2031 om udbud", "Punkt 7", "1,5 mio. kr.", "version 1.22", "den 31.22.2031"])
def test_a_day_or_a_number_alone_refers_to_nothing(text: str) -> None:
    assert links_in(text) == []


def test_what_a_text_leaves_out_is_filled_in_from_around_it() -> None:
    milestone = Milestone(1, due=None, text="Behandlet den 2. april 2031, Punkt 11, på udvalgets møde, jf. punkt 2.3.")  # type: ignore[arg-type]
    initiative = Initiative("1.1", "Ny park", responsible_committee="Kultur og Fritidsudvalget", milestones=[milestone])
    item = AgendaItem("3", "Ny park", previous_treatment="Økonomiudvalget den 21. januar 2032 Punkt 24")
    meeting, point = links_of(Document(Kind.FOLLOWUP, agreement_year=2031, initiatives=[initiative]))
    (earlier,) = links_of(Document(Kind.AGENDA, agenda_items=[item]))
    assert (meeting.committee, meeting.subject, meeting.column) == ("Kultur- og Fritidsudvalget", milestone, "text")
    assert (point.agreement_year, point.number) == (2031, "2.3")
    assert (earlier.subject, earlier.column, earlier.item_number) == (item, "previous_treatment", "24")


@pytest.mark.parametrize(
    "worst",
    [
        "den 1. maj 2031, ",
        "punkt 1.1 og ",
        "udvalg",
        "Social- og ",
        "1.1.",
        "budgetaftale ",
        "1. maj og ",
        "1. og ",
        "punkt 1-9, ",
        "Økonomiudvalget den 1. maj 2031",
    ],
)
def test_no_pattern_runs_away_on_its_worst_text(worst: str) -> None:
    began = time.process_time()
    links_in("punkt 1.1 " + worst * (100_000 // len(worst)))
    assert time.process_time() - began < 5


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["anden-opfoelgning-2019", "udmoentning-2018", "referat-2020-03-03"])
def test_every_dated_item_and_every_point_of_the_real_texts_is_a_link(shared: Path, name: str) -> None:
    data = (shared / "seeds" / f"{name}.txt").read_bytes()
    text = regex.sub(r"</?\w[^>]*>|\t", "\n", data.decode())
    links = [link for document in read_file(data, TEXT).documents for link in document.links]
    dated = regex.findall(r"\d{1,2}\. \w+ 20\d\d,? [Pp]unkt ([\d.]*\d)", text)
    points = regex.findall(r"\b(?:punkt|pkt\.) (\d+\.\d+)", text)
    assert Counter(link.item_number for link in links if link.item_number) == Counter(dated)
    assert Counter(link.number for link in links if link.kind is LinkKind.AGREEMENT_POINT) == Counter(points)
