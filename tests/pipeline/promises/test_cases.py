"""Documents tied to the meetings that treated their case, and annexes to their files: exactly, or not at all."""

from datetime import date
from typing import Any

from pipeline.promises.cases import annexes_found, links_by_case
from pipeline.schema.rows import Rows

CASE = "00.30.10-S00-2-19"


def tables(**changes: Any) -> Rows:
    document = {"document_id": "f", "file_id": "1", "municipality": "ballerup", "kind": "followup", "case_id": CASE}
    agenda = {"document_id": "m", "file_id": "2", "municipality": "ballerup", "kind": "agenda", "case_id": None}
    item = {
        "document_id": "m",
        "item_number": "7",
        "case_number": "00.30.10 S00-2-19",
        "committee": "Økonomiudvalget",
        "meeting_date": date(2032, 3, 3),
    }
    return {
        "documents": [document, agenda],
        "files": [{"path": "a/Anden opfølgning.pdf", "file_id": "1"}, {"path": "m.json", "file_id": "2"}],
        "agenda_items": [item | changes],
        "annexes": [],
    }


def test_a_case_number_ties_a_document_to_the_item_that_treated_it() -> None:
    (link,) = links_by_case(tables(), [{"document_id": "f", "ordinal": 4}])  # type: ignore[typeddict-item]
    assert (link["document_id"], link["ordinal"], link["raw"]) == ("f", 5, CASE)
    assert (link["target_document_id"], link["item_number"], link["committee"]) == ("m", "7", "Økonomiudvalget")


def test_a_case_number_that_is_only_alike_ties_nothing() -> None:
    assert links_by_case(tables(case_number="00.30.10-S00-2-190"), []) == []
    assert links_by_case(tables(case_number=None), []) == []


def test_an_annex_is_the_one_file_that_bears_its_name_or_id() -> None:
    def found(name: str | None, source_id: str | None = None) -> str | None:
        read = tables()
        read["annexes"] = [{"document_id": "m", "item_number": "7", "ordinal": 1, "name": name, "source_id": source_id}]
        (row,) = annexes_found(read)
        return row["target_document_id"]

    assert found("Anden opfølgning") == found("Anden opfølgning.pdf") == "f"
    assert found("Tredje opfølgning") is None
    assert found(None) is None
    assert found("Et andet navn", "andenopfølgning") == "f"
