from __future__ import annotations

from pipeline.publish.coverage import NOT_READ_YET, coverage
from pipeline.schema.reasons import REASONS, FileCode
from tests.carried import row


def test_every_document_is_counted_as_read_or_unread() -> None:
    tables = {
        "files": [
            row("files", path="a.pdf", file_id="a", state="read"),
            row("files", path="b.pdf", file_id="b", state="quarantined", code="password"),
            row("files", path="c.zip", file_id="c", state="skipped", code="archive"),
        ],
        "documents": [
            row("documents", document_id="a", file_id="a", state="parsed"),
            row("documents", document_id="a-2", file_id="a", state="partial"),
            row("documents", document_id="a-3", file_id="a", state="recognised"),
        ],
    }
    known = coverage(tables)
    assert (known.read, known.partial) == (2, 1)
    assert known.unread == (("a.pdf", NOT_READ_YET), ("b.pdf", REASONS[FileCode.PASSWORD].danish))
    assert known.sentence == "2 dokumenter er læst (1 med fejl), 2 er ikke læst."


def test_a_reason_of_another_version_is_told_by_its_code() -> None:
    files = [row("files", path="a.pdf", state="quarantined", code="eaten_by_the_dog")]
    assert coverage({"files": files, "documents": []}).unread == (("a.pdf", "eaten_by_the_dog"),)


def test_nothing_read_is_said_as_well() -> None:
    assert coverage({}).sentence == "0 dokumenter er læst, 0 er ikke læst."
