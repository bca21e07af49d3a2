"""What changed: every difference once, none made up, and the laws that hold for any documents."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.reading import read_file
from pipeline.changes.diff import between, changes
from pipeline.ingest.media_types import TEXT
from pipeline.ingest.rows import File
from pipeline.ingest.rows import tables_of as tables_as_read
from pipeline.ingest.sources import Source
from pipeline.schema.changes import Change
from tests.expected_changes import expected
from tests.gold_tables import Row, Tables, changed, edition, initiative, joined, matched, read, tables_of

SERIES = Path(__file__).parents[2] / "fixtures" / "series"
COLUMN_OF = {"responsible_center": "center", "responsible_committee": "committee"}
BY_COLUMN = frozenset({"responsible_changed", "theme_changed", "funding_changed", "description_changed", "economy_text_changed"})
BY_MILESTONE = frozenset(
    {
        "glad_without_word",
        "turned_not_glad",
        "printed_history_changed",
        "milestone_moved",
        "milestone_reworded",
        "milestone_added",
        "milestone_removed",
        "status_note_unchanged",
    }
)


def _found(golds: list[Row]) -> tuple[set[tuple[int, str, str, Any]], list[Row]]:
    """The changes in the shape of the expected ones, and the rows themselves."""
    rows = changes(matched(tables_of(golds)))
    uids: dict[str, str] = {}
    for gold in golds:
        for one in gold["initiatives"]:
            uids.setdefault(f"{gold['year']}/{one['number']}", one["uid"])
    return {(row["to_followup"], uids[row["promise_id"]], row["change"], _detail(row)) for row in rows}, rows


def _detail(row: Row) -> Any:
    if row["change"] in ("money_moved", "deferral_told"):
        return re.findall(r"([\d,]+) mio\. kr\. fra (\d{4}) til (\d{4})", row["after"])[0]
    if row["change"] in ("initiative_renumbered", "initiative_renamed"):
        return row["column"]
    if row["change"].startswith("smiley_") or row["change"] in BY_MILESTONE or row["column"] == "status_note":
        return int(row["milestone_id"].rpartition("/m")[2])
    return COLUMN_OF.get(row["column"], row["column"]) if row["change"] in BY_COLUMN or row["column"] == "latest_status" else None


def _holds_all_and_no_more(golds: list[Row]) -> None:
    found, rows = _found(golds)
    words = {change for change in found if change[2] == Change.WORDS_CONTRADICT_SMILEY}
    assert sorted(map(str, found - words)) == sorted(map(str, expected(golds)))
    assert len({row["change_id"] for row in rows}) == len(rows)
    assert len(rows) == len(found)  # nothing is told twice


@pytest.mark.corpus
def test_the_series_of_2020_is_told_completely_and_nothing_is_made_up(shared: Path) -> None:
    _holds_all_and_no_more(read(sorted((shared / "gold").glob("lo-png-2020-?.gold.json"))))


@pytest.mark.corpus
@pytest.mark.parametrize("missing", [(1,), (2, 3), (0,), (0, 1, 4), (3, 4)])
def test_with_rounds_missing_the_nearest_earlier_one_is_compared(shared: Path, missing: tuple[int, ...]) -> None:
    golds = read(sorted((shared / "gold").glob("lo-png-2020-?.gold.json")))
    _holds_all_and_no_more([gold for gold in golds if gold["followup"] not in missing])


@pytest.mark.corpus
def test_the_plan_of_2018_and_the_extra_follow_up_are_one_agreement(shared: Path) -> None:
    tables = matched(tables_of(read([shared / "gold/udmoentning-2018.gold.json", shared / "gold/anden-opfoelgning-2019.gold.json"])))
    rows = changes(tables)
    of_2018 = [row for row in rows if row["agreement_year"] == 2018]
    assert not changed(of_2018, "initiative_added", "initiative_disappeared", "milestone_reworded", "milestone_moved", "initiative_renamed")
    compared = {row["promise_id"] for row in of_2018 if row["from_document_id"] != row["to_document_id"]}
    assert "2018/5.10" not in compared  # another committee's: the plan does not cover it
    signs = {(row["milestone_id"], row["after"]) for row in changed(of_2018, "smiley_set")}
    assert {("2018/4.01.2/m4", "mellem_eller_sur"), ("2018/4.09/m4", "sur"), ("2018/4.12/m4", "glad")} <= signs
    assert [(row["milestone_id"], row["after"]) for row in changed(of_2018, "words_contradict_smiley")] == [
        ("2018/4.12/m4", "Analysen er ikke gennemført.")
    ]


@pytest.mark.corpus
def test_the_follow_up_of_2019_turned_glad_without_a_word_three_times(shared: Path) -> None:
    rows = changes(matched(tables_of(read([shared / "gold/anden-opfoelgning-2019.gold.json"]))))
    rows = [row for row in rows if row["agreement_year"] == 2019]
    assert sorted(row["milestone_id"] for row in changed(rows, "glad_without_word")) == ["2019/2.2/m2", "2019/2.4/m2", "2019/3.22/m2"]
    assert sorted(row["milestone_id"] for row in changed(rows, "words_contradict_smiley")) == ["2019/1.3/m2", "2019/3.18/m2"]
    turned = ["1.1/m2", "1.11/m2", "1.13/m2", "1.15/m2", "1.18/m2", "1.6/m2", "2.5/m2", "2.7/m2", "3.21/m2"]
    assert sorted(row["milestone_id"].removeprefix("2019/") for row in changed(rows, "turned_not_glad")) == turned
    deferred = sorted((row["initiative_id"], row["after"]) for row in changed(rows, "deferral_told"))
    assert deferred == [
        ("2019/1.11", "1 mio. kr. fra 2019 til 2020"),
        ("2019/2.7", "0,455 mio. kr. fra 2019 til 2020"),
        ("2019/3.21", "0,3 mio. kr. fra 2019 til 2020"),
        ("2019/4.13", "0,5 mio. kr. fra 2019 til 2020"),
    ]
    said = {row["initiative_id"].partition("/")[2]: row["sentence"] for row in changed(rows, "deferral_told")}
    assert [number for number, words in said.items() if "flyttet" in words.partition("»I forb")[0]] == [one for one in said if one != "2.7"]
    assert "foreslås det at udskyde 0,455 mio. kr. fra 2019 til 2020" in said["2.7"]
    assert "(trykt »udsendt«, her læst som »udskudt«)" in said["4.13"]
    assert len(rows) == 3 + 2 + 9 + 4


def test_the_invented_series_is_told_completely_and_nothing_is_made_up() -> None:
    _holds_all_and_no_more(read(sorted(SERIES.glob("*.gold.json"))))


def _read(folder: Path) -> Tables:
    """The texts of a folder, read as a run reads them."""
    sources = [(path, path.read_bytes()) for path in sorted(folder.glob("*.txt"))]
    return tables_as_read(
        File(Source(path.name, path, sha256=sha256(data).hexdigest(), size_bytes=len(data), media_type=TEXT), read_file(data, TEXT))
        for path, data in sources
    )


@pytest.mark.parametrize("folder", sorted(path.parent.name for path in SERIES.glob("*/told.json")))
def test_each_small_set_of_documents_tells_what_it_must_and_no_more(folder: str) -> None:
    told = json.loads((SERIES / folder / "told.json").read_text(encoding="utf-8"))
    found: dict[str, list[str]] = {kind: [] for kind in told}
    for row in changes(matched(_read(SERIES / folder))):
        if row["change"] in told:
            found[row["change"]].append(row["initiative_id"].partition("/")[2])
    assert {kind: sorted(numbers) for kind, numbers in found.items()} == told


# ── one change at a time ─────────────────────────────────────────────────────────────────────────────────────────────


def _kinds(*golds: Row, **document: Any) -> list[tuple[str, str | None, str | None, str]]:
    rows = changes(matched(tables_of(golds, **document)))
    return sorted(((row["change"], row["before"], row["after"], row["severity"]) for row in rows), key=str)


def _rounds(before: Row | None, after: Row | None, numbers: tuple[int, int] = (1, 2)) -> list[tuple[str, str | None, str | None, str]]:
    """The changes between two rounds that both hold another initiative as well."""
    other = initiative("9.9", "Noget helt andet", ("Gjort.", "glad"))
    return _kinds(*(edition(number, other, *filter(None, [one])) for number, one in zip(numbers, (before, after), strict=True)))


def test_an_initiative_added_or_gone_is_told_where_both_rounds_cover_it() -> None:
    one = initiative("1.1", "Ladcykler", ("Købt.", "glad"))
    assert _rounds(None, one) == [("initiative_added", None, "Ladcykler", "notice")]
    assert _rounds(one, None) == [("initiative_disappeared", "Ladcykler", None, "alarm")]


def test_an_initiative_split_in_two_is_one_gone_and_two_added() -> None:
    other, whole = (
        initiative(number, title, ("Hængt op.", "glad")) for number, title in (("9.9", "Noget helt andet"), ("1.2", "Dæmpet natlys"))
    )
    north, south = (
        initiative(f"1.2{letter}", f"Dæmpet natlys i {place}", ("Hængt op.", "glad")) for letter, place in (("a", "Nord"), ("b", "Syd"))
    )
    assert _kinds(edition(1, other, whole), edition(2, other, north, south)) == [
        ("initiative_added", None, "Dæmpet natlys i Nord", "notice"),
        ("initiative_added", None, "Dæmpet natlys i Syd", "notice"),
        ("initiative_disappeared", "Dæmpet natlys", None, "alarm"),
    ]


def test_a_milestone_added_and_one_removed() -> None:
    before, after = (
        initiative("1.1", "Ladcykler", ("Købt.", "glad")),
        initiative("1.1", "Ladcykler", ("Købt.", "glad"), (None, None), ("Prøvet.", None)),
    )
    assert _rounds(before, after) == [("milestone_added", None, "Prøvet.", "notice")]
    assert _rounds(after, before) == [("milestone_removed", "Prøvet.", None, "notice")]


def test_a_goalpost_moved_after_a_bad_sign_is_an_alarm() -> None:
    late = initiative("1.1", "Ladcykler", ("Cyklerne er købt.", "sur"))
    assert ("milestone_reworded", "Cyklerne er købt.", "Cyklerne er valgt.", "alarm") in _rounds(
        late, initiative("1.1", "Ladcykler", ("Cyklerne er valgt.", "sur"))
    )
    assert ("milestone_moved", "1. budgetopfølgning 2031", "3. budgetopfølgning 2031", "alarm") in _rounds(
        late, initiative("1.1", "Ladcykler", (None, "sur"), (None, None), ("Cyklerne er købt.", None))
    )
    assert ("milestone_removed", "Cyklerne er købt.", None, "alarm") in _rounds(late, initiative("1.1", "Ladcykler", (None, "sur")))


def test_a_milestone_moved_onto_another_is_moved_and_the_other_untouched() -> None:
    before = initiative(
        "1.1", "Ladcykler", (None, None), (None, None), ("Cyklerne kører i alle tre grupper i byen.", None), ("Prøvet.", None)
    )
    after = initiative(
        "1.1", "Ladcykler", (None, None), (None, None), (None, None), ("Cyklerne kører i alle tre grupper i byen.\nPrøvet.", None)
    )
    assert _rounds(before, after) == [("milestone_moved", "3. budgetopfølgning 2031", "31.12.2031", "notice")]


def test_words_set_otherwise_are_no_rewording() -> None:
    before = initiative("1.1", "Ladcykler", ("Bruttoanlægs-\nrammen  er vedtaget", "glad"))
    after = initiative("1.1", "Ladcykler", ("Bruttoanlægsrammen er\nvedtaget", "glad"))
    assert _rounds(before, after) == []


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("glad", "sur", "smiley_worsened"),
        ("glad", "mellem", "smiley_worsened"),
        ("mellem", "sur", "smiley_worsened"),
        ("glad", "mellem_eller_sur", "smiley_worsened"),
        ("sur", "glad", "smiley_improved"),
        ("mellem_eller_sur", "glad", "smiley_improved"),
        (None, "glad", "smiley_set"),
        ("sur", None, "smiley_removed"),
        ("mellem", "mellem_eller_sur", None),
        ("mellem_eller_sur", "sur", None),
        ("glad", "ukendt", "no_longer_read"),
        ("ukendt", "glad", "now_read"),
        ("ukendt", "ukendt", None),
    ],
)
def test_each_turn_of_a_milestones_sign(before: str | None, after: str | None, kind: str | None) -> None:
    found = _rounds(initiative("1.1", "Ladcykler", ("Købt.", before)), initiative("1.1", "Ladcykler", ("Købt.", after)))
    rewritten = ["printed_history_changed"] if kind in ("smiley_worsened", "smiley_improved") else []  # the first round's, by the second
    assert [row[0] for row in found if not row[0].startswith("standing")] == [*rewritten, *([kind] if kind else [])]


def test_after_an_ambiguous_sign_the_last_certain_one_is_judged_against() -> None:
    def round_of(number: int, sign: str) -> Row:
        return edition(number, initiative("1.1", "Ladcykler", ("Købt.", sign)))

    rows = changes(matched(tables_of([round_of(1, "mellem"), round_of(2, "mellem_eller_sur"), round_of(3, "sur")])))
    assert [
        (row["change"], row["before"], row["after"], row["from_followup"], row["to_followup"])
        for row in sorted(rows, key=lambda row: row["change"])
    ] == [
        ("printed_history_changed", "mellem", "sur", 1, 3),
        ("smiley_worsened", "mellem", "sur", 1, 3),
        ("standing_worsened", "mellem", "sur", 1, 3),
    ]
    assert _kinds(round_of(1, "mellem"), round_of(2, "mellem_eller_sur"), round_of(3, "mellem")) == []


def test_a_standing_is_judged_against_the_last_that_was_told_and_silence_is_neither_better_nor_worse() -> None:
    silent = initiative("1.1", "Ladcykler", ("Købt.", "glad"), ("Prøvet.", None))
    bad = initiative("1.1", "Ladcykler", ("Købt.", "glad"), ("Prøvet.", "sur"))
    rows = changes(
        matched(
            tables_of(
                [edition(1, initiative("1.1", "Ladcykler", ("Købt.", "glad"), ("Prøvet.", None))), edition(2, silent), edition(3, bad)]
            )
        )
    )
    assert [(row["change"], row["from_followup"], row["to_followup"]) for row in changed(rows, "standing_worsened")] == [
        ("standing_worsened", 1, 3)
    ]
    assert not changes(matched(tables_of([edition(1, silent), edition(2, silent)])))


def test_a_document_that_lost_all_its_signs_removes_none() -> None:
    before = edition(1, initiative("1.1", "Ladcykler", ("Købt.", "glad")), initiative("1.2", "Natlys", ("Valgt.", "sur")))
    after = edition(2, initiative("1.1", "Ladcykler", ("Købt.", None)), initiative("1.2", "Natlys", ("Valgt.", None)))
    assert [row[0] for row in _kinds(before, after)] == ["no_longer_read", "no_longer_read"]
    again = edition(3, initiative("1.1", "Ladcykler", ("Købt.", "sur")), initiative("1.2", "Natlys", ("Valgt.", "sur")))
    assert [row[0] for row in _kinds(before, after, again)] == ["no_longer_read"] * 2 + ["now_read"] * 2 + [
        "printed_history_changed",
        "standing_worsened",
    ]


def test_the_economy_has_turns_of_its_own() -> None:
    def one(text: str, sign: str | None) -> Row:
        return initiative("1.1", "Ladcykler", ("Købt.", "glad"), economy={"text": text, "status_note": None, "smiley": sign})

    assert _rounds(one("Der er afsat 1 mio. kr.", None), one("Der er afsat 1 mio. kr.", "glad")) == [("economy_set", None, "glad", "info")]
    assert _rounds(one("Der er afsat 1 mio. kr.", "glad"), one("Der er afsat 2 mio. kr.", "sur")) == [
        ("amount_changed", "1 mio. kr.", "2 mio. kr.", "info"),
        ("economy_text_changed", "Der er afsat 1 mio. kr.", "Der er afsat 2 mio. kr.", "info"),
        ("economy_worsened", "glad", "sur", "alarm"),
    ]
    assert _rounds(one("Intet.", "sur"), one("Intet.", "glad")) == [("economy_improved", "sur", "glad", "info")]
    assert _rounds(one("Intet.", "sur"), one("Intet.", None)) == [("economy_removed", "sur", None, "notice")]


def test_a_deferral_is_told_once_where_it_is_new() -> None:
    def one(note: str | None, economy: str | None) -> Row:
        milestone = {"text": "Købt.", "smiley": "sur", "status_note": note}
        return initiative(
            "1.1", "Ladcykler", milestone, economy={"text": "Der er afsat 1 mio. kr.", "status_note": economy, "smiley": "sur"}
        )

    moved = "Der er udskudt 0,5 mio. kr. fra 2031 til 2032."
    found = [row for row in _rounds(one(None, None), one(moved, moved)) if row[0] == "money_moved"]
    assert found == [("money_moved", None, "0,5 mio. kr. fra 2031 til 2032", "notice")]
    assert not [row for row in _rounds(one(moved, None), one(moved, moved)) if row[0] == "money_moved"]


def test_a_bad_sign_with_last_times_words_is_told_even_when_they_stand_in_a_new_row() -> None:
    note = "Leverandøren svarer ikke."
    before = initiative("1.1", "Ladcykler", {"text": "Købt.", "smiley": "sur", "status_note": note})
    after = initiative(
        "1.1", "Ladcykler", {"text": "Købt.", "smiley": "glad", "status_note": None}, {"text": None, "smiley": "sur", "status_note": note}
    )
    assert ("status_note_unchanged", note, note, "info") in _rounds(before, after)


def test_a_contributor_told_as_a_remark_is_no_change() -> None:
    tables = tables_of(
        [edition(1, initiative("1.1", "Ladcykler", contributors="Ejendomme Alle høres.")), edition(2, initiative("1.1", "Ladcykler"))]
    )
    tables["initiatives"][1] |= {"contributors": "Ejendomme", "remarks": "Alle høres."}
    assert changes(matched(tables)) == []


# ── partial cover, several editions, missing rounds ──────────────────────────────────────────────────────────────────

TMU, KFU = "Teknik- og Miljøudvalget", "Kultur- og Fritidsudvalget"
PATH = initiative("1.1", "Cykelsti", ("Anlagt.", "glad"), committee=TMU)
STAGE = initiative("1.2", "Åben scene", ("Bygget.", "glad"), committee=KFU)
SHARED_ONE = initiative("1.3", "Fælles have", ("Plantet.", "glad"), committee=f"{TMU} samt {KFU}")


def test_a_committees_edition_says_nothing_of_the_others_initiatives() -> None:
    assert _kinds(edition(0, PATH, STAGE, SHARED_ONE), edition(1, PATH, committee=TMU), edition(2, PATH, STAGE, SHARED_ONE)) == []


def test_what_is_missing_from_its_own_committees_edition_has_disappeared() -> None:
    found = _kinds(edition(1, PATH, STAGE), edition(2, initiative("1.9", "Noget andet", ("Gjort.", "glad"), committee=TMU), committee=TMU))
    assert [(row[0], row[1] or row[2]) for row in found] == [("initiative_added", "Noget andet"), ("initiative_disappeared", "Cykelsti")]


def test_an_edition_that_names_nobody_and_holds_one_committees_initiatives_is_that_committees() -> None:
    others = [initiative(f"1.{n}", title, ("Gjort.", "glad"), committee=TMU) for n, title in ((1, "Cykelsti"), (4, "Legeplads"))]
    tables = tables_of([edition(1, STAGE, *others), edition(2, *others)])
    tables["documents"][1]["scope"] = None
    assert changes(matched(tables)) == []


def test_an_initiative_new_beside_a_plan_of_another_committee_is_not_added() -> None:
    assert _kinds(edition(0, STAGE, committee=KFU), edition(1, STAGE, PATH)) == []


def test_each_committees_edition_is_compared_with_its_own_last_one() -> None:
    late = initiative("1.2", "Åben scene", ("Bygget.", "sur"), committee=KFU)
    found = _kinds(edition(1, PATH, committee=TMU), edition(1, STAGE, committee=KFU), edition(2, PATH, late))
    assert [row[0] for row in found] == ["printed_history_changed", "smiley_worsened", "standing_worsened"]


def test_an_extra_follow_up_covers_only_what_it_lists() -> None:
    assert _kinds(edition(4, PATH, STAGE), edition(5, PATH)) == []
    late = initiative("1.1", "Cykelsti", ("Anlagt.", "sur"), committee=TMU)
    assert [row[0] for row in _kinds(edition(4, PATH, STAGE), edition(5, late))] == ["smiley_worsened", "standing_worsened"]


def test_two_extra_follow_ups_in_two_years_are_two_rounds() -> None:
    late = initiative("1.1", "Cykelsti", ("Anlagt.", "sur"), committee=TMU)

    def hosted(followup: int, one: Row) -> Tables:
        tables = tables_of([edition(followup, year=2032), edition(5, one)])
        for row in tables["documents"]:
            row["file_id"] = f"host-{followup}"
        for rows in tables.values():
            for row in rows:
                row["document_id"] = f"{followup}-{row['document_id']}"
        return tables

    rows = changes(matched(joined(hosted(2, late), hosted(1, PATH))))
    assert sorted(row["change"] for row in rows) == ["smiley_worsened", "standing_worsened"]


def test_the_newest_whole_issue_of_a_round_counts_and_what_the_other_says_otherwise_is_told() -> None:
    from datetime import date

    first = edition(1, PATH, STAGE) | {"document_date": date(2031, 4, 1)}
    late = initiative("1.1", "Cykelsti", ("Anlagt.", "sur"), committee=TMU)
    revised = edition(1, late, STAGE) | {"document_date": date(2031, 4, 1), "revised_date": date(2031, 5, 1)}
    assert _kinds(first, revised) == [("issue_disagrees", "glad", "sur", "notice")]
    assert _kinds(revised, first, edition(2, late, STAGE)) == [("issue_disagrees", "glad", "sur", "notice")]
    half_read = revised | {"state": "partial"}
    assert _kinds(first, half_read, edition(2, PATH, STAGE)) == [("issue_disagrees", "sur", "glad", "notice")]


def test_a_committees_edition_that_lists_more_than_the_municipalitys_disagrees_with_it() -> None:
    found = _kinds(edition(1, STAGE), edition(1, PATH, committee=TMU))
    assert found == [("issue_disagrees", None, "Cykelsti", "notice")]


def test_a_pdf_and_its_text_agree_where_only_the_setting_differs() -> None:
    text = initiative("1.1", "Cykelsti", ("Bruttoanlægs-rammen er\nvedtaget", "mellem_eller_sur"), committee=TMU)
    pdf = initiative("1.1", "Cykelsti", ("Bruttoanlægsrammen er vedtaget", "sur"), committee=TMU)
    assert _kinds(edition(1, text), edition(1, pdf)) == []


def test_what_came_after_the_place_where_a_document_breaks_off_has_not_disappeared() -> None:
    before, after = edition(1, PATH, STAGE, SHARED_ONE), edition(2, STAGE)
    tables = tables_of([before, after])
    tables["findings"].append(
        {"document_id": tables["documents"][1]["document_id"], "code": "cut_row", "severity": "warning", "text": "Fæl"}
    )
    assert [row["before"] for row in changed(changes(matched(tables)), "initiative_disappeared")] == ["Cykelsti"]


def test_what_stands_in_a_row_that_was_not_read_has_not_disappeared() -> None:
    tables = tables_of([edition(1, PATH, STAGE), edition(2, STAGE)])
    unread = {
        "document_id": tables["documents"][1]["document_id"],
        "code": "unread_row",
        "severity": "error",
        "text": "1.1. Cykelsti\nDrift",
    }
    tables["findings"].append(unread)
    assert changes(matched(tables)) == []


# ── laws ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

SIGNS = (None, "glad", "mellem", "sur", "mellem_eller_sur", "ukendt")
WORDS = (None, "Planen er lagt.", "Broen er bygget.", "Udvalget har fået en status på arbejdet.", "Arbejdet er forsinket.")
ROWS = [{"text": text, "smiley": sign, "status_note": note} for text in WORDS for sign in SIGNS for note in WORDS]
TITLES = ("Ladcykler", "Natlys på gangene", "Skolekøkken", "Regnbede langs vejen", "Åben scene")


@st.composite
def _editions(draw: st.DrawFn, number: int) -> Row:
    """One round of an agreement of five promises: any of them may be missing, renumbered, reworded or turned."""
    titles = draw(st.lists(st.sampled_from(TITLES), min_size=1, max_size=3, unique=True))
    initiatives = [
        initiative(
            draw(st.sampled_from([f"1.{TITLES.index(title)}", f"2.{TITLES.index(title)}"])),
            title,
            *draw(st.lists(st.sampled_from(ROWS), min_size=3, max_size=5)),
            center=draw(st.sampled_from(["Ejendomme", "Økonomi"])),
            committee=draw(st.sampled_from([TMU, KFU])),
            economy=draw(st.sampled_from(ROWS)),
        )
        for title in titles
    ]
    return edition(number, *initiatives, committee=draw(st.sampled_from([None, None, TMU])))


AGREEMENT = st.tuples(*(_editions(number) for number in (0, 1, 2, 3, 4)))
quick = settings(max_examples=50, deadline=None)


@quick
@given(_editions(2))
def test_a_document_against_itself_and_against_its_copy_gives_nothing(one: Row) -> None:
    tables = matched(tables_of([one, one]))
    first, copy = (row["document_id"] for row in tables["documents"])
    assert between(tables, [first], [first]) == []
    assert between(tables, [first], [copy]) == []
    assert not changed(changes(tables), "issue_disagrees")


OPPOSITES = {
    "standing_worsened": "standing_improved",
    "smiley_worsened": "smiley_improved",
    "smiley_set": "smiley_removed",
    "economy_worsened": "economy_improved",
    "economy_set": "economy_removed",
    "milestone_added": "milestone_removed",
    "initiative_added": "initiative_disappeared",
    "now_read": "no_longer_read",
}
SWAPPED = OPPOSITES | {after: before for before, after in OPPOSITES.items()}
ONE_WAY = frozenset(
    {
        "glad_without_word",
        "words_contradict_smiley",
        "status_note_unchanged",
        "money_moved",
        "deferral_told",
        "turned_not_glad",
        "printed_history_changed",
    }
)


@quick
@given(_editions(1), _editions(2))
def test_swapping_the_sides_swaps_the_changes(one: Row, two: Row) -> None:
    tables = matched(tables_of([one, two]))
    first, second = (row["document_id"] for row in tables["documents"])

    def told(rows: list[Row], swap: dict[str, str]) -> Counter[tuple[Any, ...]]:
        kept = [row for row in rows if row["change"] not in ONE_WAY]
        sides = ("after", "before") if swap else ("before", "after")
        return Counter(
            (row["promise_id"], swap.get(row["change"], row["change"]), row["column"], *(row[side] for side in sides)) for row in kept
        )

    assert told(between(tables, [first], [second]), {}) == told(between(tables, [second], [first]), SWAPPED)


@quick
@given(AGREEMENT, st.randoms(use_true_random=False))
def test_the_order_of_the_documents_and_their_rows_does_not_matter(golds: tuple[Row, ...], shuffle: random.Random) -> None:
    tables = tables_of(golds)
    shuffled = {name: shuffle.sample(rows, len(rows)) for name, rows in tables.items()}
    assert changes(matched(shuffled)) == changes(matched(tables))


@quick
@given(AGREEMENT, st.integers(0, 4))
def test_a_pair_that_still_stands_keeps_its_changes_when_other_documents_go(golds: tuple[Row, ...], gone: int) -> None:
    def told(editions: tuple[Row, ...]) -> dict[tuple[str, str], set[str]]:
        tables = tables_of(golds)
        kept = {row["document_id"] for row in tables["documents"] if golds[row["followup_number"]] in editions}
        tables = {name: [row for row in rows if row["document_id"] in kept] for name, rows in tables.items()}
        pairs: dict[tuple[str, str], set[str]] = {}
        for row in changes(matched(tables)):
            pairs.setdefault((row["from_document_id"], row["to_document_id"]), set()).add(row["change_id"])
        return pairs

    whole, rest = told(golds), told(tuple(one for number, one in enumerate(golds) if number != gone))
    neighbours = [
        pair for pair in whole | rest if str(gone) not in (pair[0][5], pair[1][5]) and abs(int(pair[0][5]) - int(pair[1][5])) <= 1
    ]
    for pair in neighbours:
        assert whole.get(pair, set()) == rest.get(pair, set())


@quick
@given(AGREEMENT)
def test_no_change_is_told_twice_and_each_names_its_documents(golds: tuple[Row, ...]) -> None:
    rows = changes(matched(tables_of(golds)))
    assert len({row["change_id"] for row in rows}) == len(rows)
    assert all(row["from_followup"] <= row["to_followup"] and row["sentence"].endswith(".") for row in rows)


@quick
@given(_editions(1), _editions(2))
def test_two_rounds_compared_by_hand_are_told_as_in_the_table(one: Row, two: Row) -> None:
    tables = matched(tables_of([one, two]))
    first, second = (row["document_id"] for row in tables["documents"])
    table = {row["change_id"]: row for row in changes(tables) if row["from_document_id"] != row["to_document_id"]}
    by_hand = {row["change_id"]: row for row in between(tables, [first], [second]) if row["from_document_id"] != row["to_document_id"]}
    assert by_hand == table
