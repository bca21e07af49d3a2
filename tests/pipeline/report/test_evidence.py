"""Which originals stand beside the pages: all but those whose words can be read under what blacks them out."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from pipeline.report import evidence


def book(*findings: dict[str, Any]) -> Any:
    return SimpleNamespace(
        rows=lambda table: findings if table == "findings" else (),
        documents={"d1": {"file_id": "f1"}, "d2": {"file_id": "f2"}},
        file_of={"f1": {"path": "a.pdf"}, "f2": {"path": "b.pdf"}, "f3": {"path": "c.pdf"}},
    )


def test_a_file_in_which_words_lie_under_a_cover_is_not_copied() -> None:
    covered = {"code": "redacted_text", "path": "copy/of/a.pdf", "document_id": "d1"}
    outside = {"code": "redacted_text", "path": "c.pdf", "document_id": None}
    other = {"code": "hidden_text", "path": "b.pdf", "document_id": "d2"}
    assert evidence._redacted(book(covered, outside, other)) == {"f1", "f3"}
    assert evidence._redacted(book(other)) == set()
