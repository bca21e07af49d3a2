"""Every text of a paper comes once, with the record and the column it stands in."""

from parsers.documents.kinds import texts_of
from parsers.model.records import AgendaItem, Decision, Document, Due, Initiative, Kind, MemoNote, MemoPart, Milestone, StrategyResult
from parsers.model.rows import Place


def test_a_text_comes_with_its_record_its_column_and_its_place() -> None:
    milestone = Milestone(1, Due(), text="Planen er lagt.", places=[Place(page=4)])
    initiative = Initiative("1.1", "Bænke", description="Flere bænke.", milestones=[milestone], places=[Place(page=3)])
    printed = list(texts_of(Document(Kind.FOLLOWUP, initiatives=[initiative])))
    assert [(each.column, each.text, each.place.page, each.place.line) for each in printed] == [
        ("title", "Bænke", 3, None),
        ("description", "Flere bænke.", 3, None),
        ("text", "Planen er lagt.", 4, None),
    ]
    assert [each.subject for each in printed] == [initiative, initiative, milestone]


def test_of_records_without_a_name_only_the_columns_that_the_registry_names_are_searched() -> None:
    note = MemoNote("Bænke", MemoPart.HISTORY, "De er slidte.", label="Historik", places=[Place(line=7)])
    (printed,) = texts_of(Document(Kind.MEMO, memo_notes=[note]))
    assert printed == (note, "text", "De er slidte.", Place(line=7))


def test_a_decision_told_point_by_point_is_not_told_again_as_a_whole() -> None:
    item = AgendaItem("1", None, decision="Godkendt\nUdsat", decisions=[Decision(1, "Godkendt"), Decision(2, "Udsat")])
    assert [each.text for each in texts_of(Document(Kind.AGENDA, agenda_items=[item]))] == ["Godkendt", "Udsat"]


def test_a_goal_that_several_measures_share_comes_once() -> None:
    results = [StrategyResult("Byrum", "Flere træer", "Plan"), StrategyResult("Byrum", "Flere træer", "Dag")]
    assert [each.text for each in texts_of(Document(Kind.STRATEGY, strategy_results=results))] == ["Flere træer", "Plan", "Dag"]


def test_a_sections_text_stands_where_the_section_does_and_not_at_its_items_heading() -> None:
    item = AgendaItem("1", "Søen", case_text="Den er ren.", places=[Place(page=1)], section_places={"case_text": [Place(page=3)]})
    printed = texts_of(Document(Kind.AGENDA, agenda_items=[item]))
    assert [(each.column, each.place.page) for each in printed] == [("title", 1), ("case_text", 3)]
