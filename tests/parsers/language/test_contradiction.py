"""Words against the sign: what is heard, and all that must not be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.language.contradiction import BAD, CueKind, contradiction
from parsers.model.records import Smiley


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("Arbejdet er forsinket.", CueKind.LATE),
        ("Broen er bygget, men der er forsinkelse på rampen.", CueKind.LATE),
        ("Udsættes til anden opfølgning.", CueKind.LATE),
        ("Sagen er udsat til mødet i maj.", CueKind.LATE),
        ("Sagen er udsat.", CueKind.LATE),
        ("Udskudt grundet andre opgaver.", CueKind.LATE),
        ("Åbningen er udskudt 3. gang.", None),  # a number behind the word may be money: better silent
        ("Rampen forventes først klar til foråret.", CueKind.LATE),
        ("Planen er ikke udarbejdet.", CueKind.NOT_DONE),
        ("Der er endnu ikke indgået en aftale med naboerne.", CueKind.NOT_DONE),
        ("Ikke gennemført.", CueKind.NOT_DONE),
        ("Udvalget har drøftet sagen.\nTællingen er ikke blevet gennemført.", CueKind.NOT_DONE),
        ("Fordi tællingen endnu ikke er afholdt, venter resten.", CueKind.NOT_DONE),
        ("Målet nås ikke i år.", CueKind.NOT_DONE),
        ("Forsøget er sat i bero.", CueKind.NOT_DONE),
    ],
)
def test_late_postponed_and_not_done_contradict_a_glad_smiley(note: str, kind: CueKind | None) -> None:
    cue = contradiction(Smiley.GLAD, note)
    assert (cue and cue.kind) == kind


@pytest.mark.parametrize(
    "note",
    [
        "Tilbuddet retter sig mod udsatte borgere og særligt udsat ungdom.",
        "Borgerne må ikke udsættes for støj.",
        "Byggeriet er ikke forsinket og følger planen.",
        "Rampen er åbnet uden forsinkelse.",
        "Arbejdet var forsinket.",
        "Arbejdet var forsinket, men er nu afsluttet.",
        "Leverancen er forsinket. Vognen er nu taget i brug.",
        "Hvis planen ikke er vedtaget, tages den op igen.",
        "Der er ikke behov for flere lamper.",
        "Der blev udskudt 0,3 mio. kr. fra 2031 til 2032.",
        "Forventes vedtaget den 25. februar.",
        "Mødet er planlagt til den 27. juni.",
        "",
    ],
)
def test_words_that_only_sound_late_leave_a_glad_smiley_alone(note: str) -> None:
    assert contradiction(Smiley.GLAD, note) is None


@pytest.mark.parametrize("smiley", sorted(BAD))
def test_a_note_that_is_plainly_done_contradicts_a_bad_smiley(smiley: Smiley) -> None:
    cue = contradiction(smiley, "Planen er vedtaget af byrådet den 4. maj.")
    assert cue is not None
    assert cue.kind is CueKind.DONE


@pytest.mark.parametrize(
    "note",
    [
        "Politikken er godkendt den 4. maj. Planen for resten fastlægges efter mødet i juni.",
        "Planen er vedtaget, men midlerne mangler.",
        "Planen er ikke vedtaget.",
        "Når planen er vedtaget, begynder arbejdet.",
        "Mødet er afholdt.",  # a step, not the goal
        "Arbejdet er forsinket.",
    ],
)
def test_half_done_beside_a_bad_smiley_is_no_contradiction(note: str) -> None:
    assert contradiction(Smiley.SOUR, note) is None


def test_the_sentence_is_quoted_as_printed() -> None:
    cue = contradiction(Smiley.GLAD, "Udvalget er orienteret. Analysen er ikke gennemført. Den tages op igen.")
    assert cue is not None
    assert cue.words == "Analysen er ikke gennemført."


@pytest.mark.parametrize("smiley", [None, Smiley.UNKNOWN])
def test_no_sign_and_no_certain_sign_contradict_nothing(smiley: Smiley | None) -> None:
    assert contradiction(smiley, "Arbejdet er forsinket.") is None


@given(st.text(alphabet="abcdeæøå .,\n", max_size=200))
def test_letters_without_a_cue_say_nothing(note: str) -> None:
    assert contradiction(Smiley.GLAD, note) is None
    assert contradiction(Smiley.SOUR, note) is None


@pytest.mark.parametrize("note", ["er " * 30_000, "ikke endnu " * 10_000, "forsinket" + " " * 90_000, "er ikke endnu blevet " * 5_000])
def test_a_hundred_thousand_letters_are_read_in_a_moment(note: str) -> None:
    contradiction(Smiley.GLAD, note)
    contradiction(Smiley.SOUR, note)
