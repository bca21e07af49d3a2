"""Every check of a file's documents, each document against itself and beside those it is bound with."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.consistency import memo, statements
from parsers.consistency.letters import letters_lost
from parsers.consistency.structure import unlike_the_others
from parsers.consistency.text import broken_off, page_numbers, said_twice
from parsers.model.records import Document

__all__ = ["check_documents"]

OF_INITIATIVES = (
    said_twice,
    broken_off,
    page_numbers,
    statements.pages,
    statements.signs,
    statements.times,
    statements.sums,
    statements.responsibilities,
)


def check_documents(documents: Sequence[Document]) -> None:
    """Adds to each document's findings what is not in keeping."""
    for document in documents:
        if document.initiatives:
            document.findings += unlike_the_others(document, [other for other in documents if other is not document])
            for check in OF_INITIATIVES:
                document.findings += check(document)
        document.findings += letters_lost(document)
        if document.memo_figures:
            document.findings += memo.units(document)
