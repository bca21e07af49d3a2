"""Decisions: a row for each paragraph and point, by the body that took them, and what they ask for."""

from parsers.documents.decisions import asks_for, outcome_for, read_decisions
from parsers.model.findings import Code
from parsers.model.records import Decision, Outcome
from parsers.model.rows import Cell, Place, Row, RowKind
from parsers.reading import TEXT, read_file

APPROVED, REFUSED, RECOMMENDED = Outcome.APPROVED, Outcome.NOT_APPROVED, Outcome.RECOMMENDED


def decisions(*texts: str) -> tuple[list[Decision], list[str | None]]:
    decided, unread = read_decisions([Row(RowKind.TEXT, [Cell(text)], [Place(line=at)]) for at, text in enumerate(texts, 1)])
    assert {finding.code for finding in unread} <= {Code.OUTCOME_UNREAD}
    return decided, [finding.text for finding in unread]


def test_a_vote_and_a_wish_beside_a_decision_have_no_outcome() -> None:
    decided, unread = decisions("Godkendt.", "Imod stemte: (L)", "Udvalget ønsker en sag om bænke i maj.")
    assert [(each.outcome, each.asks_for) for each in decided] == [
        (APPROVED, None),
        (None, None),
        (None, "Udvalget ønsker en sag om bænke i maj."),
    ]
    assert unread == []


def test_what_the_grammar_does_not_cover_is_other_and_told() -> None:
    decided, unread = decisions("Temamødet blev holdt.")
    assert ([each.outcome for each in decided], unread) == ([Outcome.OTHER], ["Temamødet blev holdt."])
    decided, unread = decisions("Godkendt.", "Udvalget besluttede at flytte stien.")
    assert ([each.outcome for each in decided], unread) == ([APPROVED, Outcome.OTHER], ["Udvalget besluttede at flytte stien."])


def test_what_somebody_proposed_is_not_the_recommendation() -> None:
    decided, unread = decisions(
        "Borgmesteren foreslog, at sagen udsættes.", "For: 3 (A)", "Imod: 9 (V)", "Forslaget faldt.", "Indstillingen godkendt."
    )
    assert [each.outcome for each in decided] == [None, None, None, None, APPROVED]
    decided, _ = decisions("Ændringsforslag fra Liste A:", "At punkt 2 udgår.", "Forslaget blev forkastet.", "Godkendt.")
    assert [(each.point, each.outcome) for each in decided] == [(None, None), (None, None), (None, None), (None, APPROVED)]
    decided, unread = decisions("Liste A foreslog, at sagen sendes retur.", "Forslaget blev vedtaget.")
    assert ([each.outcome for each in decided], unread) == ([Outcome.OTHER, None], ["Liste A foreslog, at sagen sendes retur."])


def test_a_point_named_on_a_line_of_its_own_is_answered_below() -> None:
    decided, _ = decisions("Ad 1:", "Godkendt.", "Ad 2:", "For stemte A.", "Imod stemte V og C.", "Forkastet.")
    assert [(each.point, each.outcome) for each in decided if each.outcome] == [("1", APPROVED), ("2", REFUSED)]
    decided, _ = decisions("Ad 1:", "Forkastet.", "Indstillingen blev i øvrigt godkendt.")
    assert [(each.point, each.outcome) for each in decided if each.outcome] == [("1", REFUSED), (None, APPROVED)]


def test_what_a_minority_has_put_in_the_minutes_decides_nothing() -> None:
    decided, unread = decisions("Godkendt.", "Protokoltilførsel fra Liste Ø:", "Planen skader naturen.", "Indstillingen godkendes ikke.")
    assert ([each.outcome for each in decided], unread) == ([APPROVED, None, None, None], [])
    decided, _ = decisions("Mindretalsudtalelse fra Liste Ø:", "Vi kan ikke godkende planen.", "Planen blev godkendt af et flertal.")
    assert [each.outcome for each in decided] == [None, None, APPROVED]


def test_a_decision_without_a_word_is_none() -> None:
    assert decisions(".", "-") == ([], [])


def test_the_outcome_of_a_point_is_its_own_or_the_wholes() -> None:
    decided, _ = decisions("Godkendt, idet punkt 2 ikke blev godkendt.")
    assert [outcome_for(decided, point) for point in (None, "1", "2")] == [APPROVED, APPROVED, REFUSED]
    decided, _ = decisions("1. Godkendt", "2. Ikke godkendt")
    assert [outcome_for(decided, point) for point in (None, "1", "2", "3")] == [None, APPROVED, REFUSED, None]
    assert outcome_for([]) is None


TWO_BODIES = """Byrådet
25. februar 2032

Punkt 1 Lokalplan

Beslutning i Økonomiudvalget den 10. februar 2032

Anbefales.

Beslutning i Byrådet den 25. februar 2032

Ikke godkendt.
"""


def test_each_body_has_its_own_decisions_and_the_last_decides() -> None:
    (document,) = read_file(TWO_BODIES.encode(), TEXT).documents
    (item,) = document.agenda_items
    assert [(each.ordinal, each.body, str(each.decided_on), each.outcome) for each in item.decisions] == [
        (1, "Økonomiudvalget", "2032-02-10", RECOMMENDED),
        (2, "Byrådet", "2032-02-25", REFUSED),
    ]
    assert item.decision == "Ikke godkendt."
    assert outcome_for(item.decisions) is REFUSED


def test_a_decision_that_asks_for_more_is_a_new_promise() -> None:
    assert asks_for("Udvalget indstiller, at Økonomiudvalget kommer med forslag til finansieringen.") is not None
    assert asks_for("Der bygges en bro.") is None


def test_who_was_absent_is_no_part_of_a_decision() -> None:
    text = "Punkt 1 Broen\n\nBeslutning\n\nGodkendt.\n\nAfbud: Navn Navnesen (A)\n\nNavn To (V) var ikke til stede.\n"
    (document,) = read_file(text.encode(), TEXT).documents
    assert document.agenda_items[0].decision == "Godkendt."
    assert "Navn" not in repr(document)


def test_points_that_share_a_line_are_told_apart() -> None:
    decided, _ = decisions("1. Taget til efterretning 2. Ikke godkendt 3. Udsat til 4. Maj")
    assert [(each.point, each.outcome) for each in decided] == [
        ("1", Outcome.NOTED),
        ("2", Outcome.NOT_APPROVED),
        ("3", Outcome.POSTPONED),
    ]
    decided, _ = decisions("1. og 2. Ikke godkendt.")
    assert [(each.point, each.outcome) for each in decided] == [("1", Outcome.NOT_APPROVED), ("2", Outcome.NOT_APPROVED)]
