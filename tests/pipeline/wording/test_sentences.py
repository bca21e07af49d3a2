"""Every kind of change as one Danish sentence, read by eye."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.profile.rounds import Rounds
from pipeline.schema.changes import Change
from pipeline.wording.danish import DANISH
from pipeline.wording.english import ENGLISH
from pipeline.wording.sentences import Bound, EditionName, Facts, Moved, RowName, marked, moved_money, opening, sentence, sign

BASE: dict[str, Any] = {"round": 2, "since": 1, "year": 2031, "number": "1.1", "title": "Ladcykler", "page": 12}
SECOND = RowName("2. budgetopfølgning 2031", (2031, 2), 2, "Cyklerne kører.")
FIRST = RowName("1. budgetopfølgning 2031", (2031, 1), 1, "Cyklerne er købt.")
LAST = RowName("31.12.2031", (2031, 4), 4, "Cyklerne kører.")
ROW: dict[str, Any] = {"row": SECOND}
EMPTY_ROW: dict[str, Any] = {"row": SECOND._replace(words=None)}
LAST_ROW: dict[str, Any] = {"row": LAST}
SMILEY: dict[str, Any] = {"column": "smiley"}
EDITIONS: dict[str, Any] = {"editions": (EditionName("a.pdf", "Økonomiudvalget"), EditionName("b.pdf"))}
MONEY: dict[str, Any] = {"column": "economy_status_note", "after": "0,5 mio. kr. fra 2031 til 2032"}
ECONOMY: dict[str, Any] = {"column": "economy_smiley"}

TABLE: list[tuple[Change, dict[str, Any], str]] = [
    (
        Change.STANDING_WORSENED,
        SMILEY | {"before": "glad", "after": "mellem_eller_sur"},
        "»Ladcykler« (1.1) gik fra ☺ til ☹ (mellem eller sur)",
    ),
    (
        Change.STANDING_IMPROVED,
        SMILEY | {"before": "sur", "after": "glad", "skipped": True},
        "»Ladcykler« (1.1) gik fra ☹ (sur) i første opfølgning til ☺",
    ),
    (
        Change.SMILEY_SET,
        SMILEY | ROW | {"after": "mellem"},
        "For »Ladcykler« (1.1) fik milepælen til 2. budgetopfølgning 2031 😐 (mellem)",
    ),
    (
        Change.SMILEY_SET,
        SMILEY | EMPTY_ROW | {"after": "glad"},
        "For »Ladcykler« (1.1) fik linjen til 2. budgetopfølgning 2031 ☺",
    ),
    (
        Change.SMILEY_SET,
        SMILEY | EMPTY_ROW | {"after": "mellem", "follows": FIRST},
        (
            "For »Ladcykler« (1.1) fik linjen til 2. budgetopfølgning 2031, der følger op på milepælen til 1. budgetopfølgning 2031, "
            "😐 (mellem)"
        ),
    ),
    (
        Change.SMILEY_SET,
        SMILEY | {"row": FIRST, "after": "sur", "unread": True, "printed": (None, "😞", "😞", None)},
        "For »Ladcykler« (1.1) står milepælen til 1. budgetopfølgning 2031 med 😞 (sur)",
    ),
    (Change.ECONOMY_SET, ECONOMY | {"after": "glad", "unread": True}, "For »Ladcykler« (1.1) står økonomien med ☺"),
    (
        Change.SMILEY_WORSENED,
        SMILEY | ROW | {"before": "glad", "after": "sur"},
        "For »Ladcykler« (1.1) gik milepælen til 2. budgetopfølgning 2031 fra ☺ til ☹ (sur)",
    ),
    (
        Change.SMILEY_IMPROVED,
        SMILEY | LAST_ROW | {"before": "sur", "after": "mellem"},
        "For »Ladcykler« (1.1) gik milepælen til 31.12.2031 fra ☹ (sur) til 😐 (mellem)",
    ),
    (
        Change.SMILEY_REMOVED,
        SMILEY | LAST_ROW | {"before": "sur"},
        "For »Ladcykler« (1.1) har milepælen til 31.12.2031 ikke længere noget tegn; i første opfølgning stod den med ☹ (sur)",
    ),
    (Change.ECONOMY_SET, ECONOMY | {"after": "glad"}, "For »Ladcykler« (1.1) fik økonomien ☺"),
    (
        Change.ECONOMY_WORSENED,
        ECONOMY | {"before": "glad", "after": "sur"},
        "For »Ladcykler« (1.1) gik økonomien fra ☺ til ☹ (sur)",
    ),
    (
        Change.ECONOMY_IMPROVED,
        ECONOMY | {"before": "sur", "after": "glad"},
        "For »Ladcykler« (1.1) gik økonomien fra ☹ (sur) til ☺",
    ),
    (
        Change.ECONOMY_REMOVED,
        ECONOMY | {"before": "sur"},
        "For »Ladcykler« (1.1) har økonomien ikke længere noget tegn; i første opfølgning stod den med ☹ (sur)",
    ),
    (
        Change.GLAD_WITHOUT_WORD,
        SMILEY | EMPTY_ROW | {"before": "sur", "after": "glad", "earlier": FIRST},
        (
            "For »Ladcykler« (1.1) står linjen til 2. budgetopfølgning 2031 med ☺ uden milepæl og uden bemærkning; "
            "milepælen til 1. budgetopfølgning 2031 står med ☹ (sur)"
        ),
    ),
    (
        Change.TURNED_NOT_GLAD,
        SMILEY | ROW | {"before": "glad", "after": "mellem", "earlier": FIRST},
        (
            "For »Ladcykler« (1.1) står milepælen til 2. budgetopfølgning 2031 med 😐 (mellem); "
            "milepælen til 1. budgetopfølgning 2031 står med ☺"
        ),
    ),
    (
        Change.PRINTED_HISTORY_CHANGED,
        SMILEY | {"row": FIRST, "before": "sur", "after": "glad"},
        "For »Ladcykler« (1.1) er milepælen til 1. budgetopfølgning 2031 nu trykt med ☺; i første opfølgning stod den med ☹ (sur)",
    ),
    (
        Change.WORDS_CONTRADICT_SMILEY,
        ROW | {"column": "status_note", "before": "glad", "after": "Arbejdet er forsinket.", "sign": "glad"},
        "For »Ladcykler« (1.1) har milepælen til 2. budgetopfølgning 2031 ☺, men bemærkningen siger: »Arbejdet er forsinket.«",
    ),
    (
        Change.MILESTONE_REWORDED,
        ROW | {"column": "text", "before": "Kører.", "after": "Købt.", "stood": "sur"},
        "For »Ladcykler« (1.1) er milepælen til 2. budgetopfølgning 2031, der stod med ☹ (sur), omformuleret fra »Kører.« til »Købt.«",
    ),
    (
        Change.MILESTONE_MOVED,
        ROW | {"column": "due_label", "before": "2. budgetopfølgning 2031", "after": "31.12.2031"},
        "For »Ladcykler« (1.1) er milepælen »Cyklerne kører.« flyttet fra 2. budgetopfølgning 2031 til 31.12.2031",
    ),
    (
        Change.MILESTONE_MOVED,
        ROW | {"column": "due_label", "before": "30.6.2031", "after": "31.12.2031", "stood": "mellem_eller_sur"},
        "For »Ladcykler« (1.1) er milepælen »Cyklerne kører.«, der stod med ☹ (mellem eller sur), flyttet fra 30.6.2031 til 31.12.2031",
    ),
    (
        Change.MILESTONE_ADDED,
        ROW | {"column": "text", "after": "Cyklerne kører."},
        "For »Ladcykler« (1.1) er der kommet en ny milepæl til 2. budgetopfølgning 2031: »Cyklerne kører.«",
    ),
    (
        Change.MILESTONE_REMOVED,
        ROW | {"column": "text", "before": "Cyklerne kører."},
        "For »Ladcykler« (1.1) er milepælen til 2. budgetopfølgning 2031 fjernet: »Cyklerne kører.«",
    ),
    (
        Change.MONEY_MOVED,
        MONEY | {"money": Moved("0,5 mio. kr.", 2031, 2032, "foreslået", "Det foreslås at udskyde 0,5 mio. kr.")},
        "For »Ladcykler« (1.1) foreslås det nu at udskyde 0,5 mio. kr. fra 2031 til 2032: »Det foreslås at udskyde 0,5 mio. kr.«",
    ),
    (
        Change.DEFERRAL_TOLD,
        MONEY | {"money": Moved("0,5 mio. kr.", 2031, 2032)},
        "For »Ladcykler« (1.1) nævnes en udskydelse af 0,5 mio. kr. fra 2031 til 2032",
    ),
    (
        Change.DEFERRAL_TOLD,
        MONEY | {"money": Moved("0,5 mio. kr.", 2031, 2032, "besluttet", "Der blev udsendt 0,5 mio. kr.", "udsendt")},
        (
            "For »Ladcykler« (1.1) er 0,5 mio. kr. flyttet fra 2031 til 2032 "
            "(trykt »udsendt«, her læst som »udskudt«): »Der blev udsendt 0,5 mio. kr.«"
        ),
    ),
    (
        Change.INITIATIVE_ADDED,
        {"column": "title", "after": "Ladcykler", "since": 0},
        "»Ladcykler« (1.1) er kommet til siden udmøntningen",
    ),
    (
        Change.INITIATIVE_DISAPPEARED,
        {"column": "title", "before": "Ladcykler"},
        "»Ladcykler« (1.1) står her ikke længere, uden at det fremgår, om den er gennemført; senest set i første opfølgning, side 12",
    ),
    (
        Change.INITIATIVE_RENUMBERED,
        {"column": "number", "before": "1.3", "after": "1.1"},
        "»Ladcykler« (1.1) havde før nummer 1.3",
    ),
    (
        Change.INITIATIVE_RENAMED,
        {"column": "title", "before": "Elcykler", "after": "Ladcykler"},
        "»Ladcykler« (1.1) hed før »Elcykler«",
    ),
    (
        Change.THEME_CHANGED,
        {"column": "theme", "before": "1. Plads til alle", "after": "2. En by i bevægelse"},
        "»Ladcykler« (1.1) står nu under temaet »2. En by i bevægelse«; før stod den under »1. Plads til alle«",
    ),
    (
        Change.RESPONSIBLE_CHANGED,
        {"column": "responsible_center", "before": "By, Erhverv og Miljø", "after": "Ejendomme"},
        "For »Ladcykler« (1.1) er ansvarligt center ændret fra By, Erhverv og Miljø til Ejendomme",
    ),
    (
        Change.RESPONSIBLE_CHANGED,
        {"column": "responsible_committee", "after": "Økonomiudvalget"},
        "For »Ladcykler« (1.1) er ansvarligt udvalg nu angivet: Økonomiudvalget",
    ),
    (
        Change.RESPONSIBLE_CHANGED,
        {"column": "contributors", "before": "Ejendomme"},
        "For »Ladcykler« (1.1) er væsentlig bidragsyder ikke længere angivet; i første opfølgning var det Ejendomme",
    ),
    (
        Change.FUNDING_CHANGED,
        {"column": "funding", "before": "drift", "after": "anlæg"},
        "»Ladcykler« (1.1) er ændret fra drift til anlæg",
    ),
    (
        Change.DESCRIPTION_CHANGED,
        {"column": "description", "before": "a", "after": "b"},
        "For »Ladcykler« (1.1) er beskrivelsen ændret",
    ),
    (
        Change.DESCRIPTION_CHANGED,
        {"column": "description", "before": "a"},
        "For »Ladcykler« (1.1) er beskrivelsen fjernet",
    ),
    (
        Change.STATUS_NOTE_CHANGED,
        ROW | {"column": "status_note", "before": "Afventer.", "after": "I gang."},
        "For »Ladcykler« (1.1) er bemærkningen ved milepælen til 2. budgetopfølgning 2031 ændret fra »Afventer.« til »I gang.«",
    ),
    (
        Change.STATUS_NOTE_CHANGED,
        ROW | {"column": "status_note", "after": "I gang."},
        "For »Ladcykler« (1.1) står der nu ved milepælen til 2. budgetopfølgning 2031: »I gang.«",
    ),
    (
        Change.STATUS_NOTE_CHANGED,
        {"column": "latest_status", "after": "I gang."},
        "For »Ladcykler« (1.1) står der nu under seneste status: »I gang.«",
    ),
    (
        Change.STATUS_NOTE_UNCHANGED,
        ROW | {"column": "status_note", "before": "I gang.", "after": "I gang.", "sign": "sur"},
        "For »Ladcykler« (1.1) har milepælen til 2. budgetopfølgning 2031 ☹ (sur) med samme bemærkning som i første opfølgning: »I gang.«",
    ),
    (
        Change.ECONOMY_TEXT_CHANGED,
        {"column": "economy_text", "before": "1 mio. kr.", "after": "2 mio. kr."},
        "For »Ladcykler« (1.1) er teksten om økonomien ændret fra »1 mio. kr.« til »2 mio. kr.«",
    ),
    (
        Change.ECONOMY_TEXT_CHANGED,
        {"column": "economy_status_note", "before": "Udskudt."},
        "For »Ladcykler« (1.1) er bemærkningen om økonomien fjernet: »Udskudt.«",
    ),
    (
        Change.AMOUNT_CHANGED,
        {"column": "economy_text", "before": "1 mio. kr.", "after": "2 mio. kr."},
        "For »Ladcykler« (1.1) er beløb i teksten om økonomien ændret fra 1 mio. kr. til 2 mio. kr.",
    ),
    (
        Change.NOW_READ,
        SMILEY | ROW | {"before": "ukendt", "after": "glad"},
        "For »Ladcykler« (1.1) kan tegnet for milepælen til 2. budgetopfølgning 2031 nu læses: ☺",
    ),
    (
        Change.NOW_READ,
        ECONOMY | {"before": "ukendt"},
        "For »Ladcykler« (1.1) kan det nu læses, at økonomien ikke har noget tegn",
    ),
    (
        Change.NO_LONGER_READ,
        ECONOMY | {"before": "glad", "after": "ukendt"},
        "For »Ladcykler« (1.1) kan tegnet for økonomien ikke læses; i første opfølgning var det ☺",
    ),
    (
        Change.NO_LONGER_READ,
        SMILEY | {"after": "ukendt", "row": RowName(ordinal=2)},
        "For »Ladcykler« (1.1) kan tegnet for linjen nr. 2 ikke læses; i første opfølgning var der intet",
    ),
    (
        Change.ISSUE_DISAGREES,
        SMILEY | ROW | EDITIONS | {"before": "glad", "after": "sur"},
        (
            "For »Ladcykler« (1.1) er to udgaver uenige om tegnet for milepælen til 2. budgetopfølgning 2031: "
            "☺ i Økonomiudvalgets udgave og ☹ (sur) i hele kommunens udgave"
        ),
    ),
    (
        Change.ISSUE_DISAGREES,
        {"column": "title", "before": "Elcykler", "after": "Ladcykler", "editions": (EditionName("a.pdf"), EditionName("b.pdf"))},
        "For »Ladcykler« (1.1) er to udgaver uenige om titlen: »Elcykler« i a.pdf og »Ladcykler« i b.pdf",
    ),
    (
        Change.ISSUE_DISAGREES,
        EDITIONS | {"column": "latest_status", "after": "I gang."},
        (
            "For »Ladcykler« (1.1) er to udgaver uenige om seneste status: "
            "kun hele kommunens udgave har »I gang.«, ikke Økonomiudvalgets udgave"
        ),
    ),
    (
        Change.ISSUE_DISAGREES,
        {
            "column": "latest_status",
            "before": "I gang.",
            "editions": (EditionName("a.pdf", day=date(2031, 8, 1)), EditionName("b.pdf", day=date(2031, 8, 5))),
        },
        (
            "For »Ladcykler« (1.1) er to udgaver uenige om seneste status: "
            "kun udgaven af 1. august 2031 har »I gang.«, ikke udgaven af 5. august 2031"
        ),
    ),
    (
        Change.ISSUE_DISAGREES,
        {"column": "initiative", "after": "Ladcykler", "editions": (EditionName("a.pdf", draft=True), EditionName("b.pdf"))},
        "»Ladcykler« (1.1) står kun i den endelige udgave, ikke i udkastet",
    ),
]


@pytest.mark.parametrize(("change", "facts", "said"), TABLE)
def test_each_change_is_a_sentence_that_can_be_quoted(change: Change, facts: dict[str, Any], said: str) -> None:
    place = "." if change is Change.INITIATIVE_DISAPPEARED else "; side 12."
    assert sentence(Facts(change=change, **(BASE | facts))) == f"Anden opfølgning 2031: {said}{place}"


def test_the_round_stands_in_front_and_the_place_behind() -> None:
    facts = BASE | SMILEY | {"before": "sur", "after": "glad", "round": 5, "since": 0, "page": None, "line": 40}
    assert sentence(Facts(change=Change.STANDING_IMPROVED, **facts)) == (
        "Ekstra opfølgning 2031: »Ladcykler« (1.1) gik fra ☹ (sur) til ☺; linje 40."
    )
    facts = BASE | SMILEY | {"after": "glad", "page": None}
    assert sentence(Facts(change=Change.SMILEY_SET, **facts)).endswith(" fik linjen ☺.")


def test_no_kind_of_change_is_without_a_sentence_that_was_read() -> None:
    assert {change for change, _, _ in TABLE} == set(Change) == set(DANISH.sentences) == set(ENGLISH.sentences)


@pytest.mark.parametrize(
    ("number", "title", "named"),
    [(None, "Natlys", "»Natlys«"), ("1.1", None, "indsats 1.1"), (None, None, "en indsats uden titel og nummer")],
)
def test_a_promise_whose_number_or_title_was_lost_is_named_by_the_other(number: str | None, title: str | None, named: str) -> None:
    facts = BASE | {"number": number, "title": title} | SMILEY | {"before": "glad", "after": "sur"}
    assert f": {named} gik fra" in sentence(Facts(change=Change.STANDING_WORSENED, **facts))


def test_an_ambiguous_sign_is_never_called_failed() -> None:
    assert sign("mellem_eller_sur") == "☹ (mellem eller sur)"
    assert sign(None) == "intet tegn"


@pytest.mark.parametrize(
    ("moved", "said"),
    [
        (Moved("1 mio.\nkr.", 2031, 2032), "1 mio. kr. fra 2031 til 2032"),
        (Moved("1 mio. kr.", None, 2032), "1 mio. kr. til 2032"),
        (Moved("1 mio. kr.", 2031, None), "1 mio. kr. til senere"),
    ],
)
def test_money_that_moves_is_told_with_the_years_that_are_known(moved: Moved, said: str) -> None:
    assert moved_money(moved) == said


def test_a_long_note_is_quoted_up_to_a_word() -> None:
    said = sentence(
        Facts(change=Change.WORDS_CONTRADICT_SMILEY, **BASE, column="status_note", after="Arbejdet er forsinket. " * 40, sign="glad")
    )
    assert len(said) < 420
    assert said.endswith(" …«; side 12.")


@given(st.sampled_from(list(Change)), *[st.none() | st.text(max_size=300)] * 4)
def test_whatever_the_words_hold_the_sentence_is_one_line(
    change: Change, title: str | None, before: str | None, after: str | None, words: str | None
) -> None:
    said = sentence(
        Facts(change=change, round=1, since=0, year=2031, title=title, column="text", before=before, after=after, row=RowName(words=words))
    )
    assert said.startswith("Første opfølgning 2031: ")
    assert said.endswith(".")
    assert "\n" not in said


def test_an_extra_follow_up_is_named_by_the_document_it_stands_in_and_its_day() -> None:
    assert opening(5, 2030, Rounds()) == "Ekstra opfølgning 2030"
    assert opening(5, 2030, Rounds(), Bound(day=date(2031, 8, 1))) == "Ekstra opfølgning på budget 2030 (1. august 2031)"
    assert (
        opening(5, 2030, Rounds(), Bound(2, 2031, date(2031, 8, 1)))
        == "Ekstra opfølgning på budget 2030 i anden opfølgning 2031 (1. august 2031)"
    )


def test_where_a_round_has_several_documents_the_place_names_its_own() -> None:
    facts = Facts(change=Change.SMILEY_SET, **BASE, column="smiley", after="glad", rivals=(EditionName("b.pdf", draft=True),))
    assert sentence(facts).endswith("; side 12 i den endelige udgave.")


def test_an_asterisk_that_is_printed_sets_no_title_apart() -> None:
    facts = Facts(change=Change.STANDING_WORSENED, **(BASE | {"title": "Grøn* by"}), column="smiley", before="glad", after="sur")
    assert sentence(facts) == "Anden opfølgning 2031: »Grøn* by« (1.1) gik fra ☺ til ☹ (sur); side 12."
    assert marked(facts) == "Anden opfølgning 2031: *Grøn\\* by* (1.1) gik fra ☺ til ☹ (sur); side 12."


DANISH_LETTERS = frozenset("æøåÆØÅ»«")


@pytest.mark.parametrize(("change", "facts", "said"), TABLE)
def test_each_change_is_told_in_english_with_no_danish_but_what_is_quoted(change: Change, facts: dict[str, Any], said: str) -> None:
    told = sentence(Facts(change=change, **(BASE | facts)), ENGLISH)
    assert told.startswith("Second follow-up 2031: ")
    unquoted = re.sub(r"“[^”]*”|Økonomiudvalget|Ejendomme|By, Erhverv og Miljø|anlæg", "", told)
    assert not DANISH_LETTERS & set(unquoted), told
    assert "budgetopf" not in unquoted
