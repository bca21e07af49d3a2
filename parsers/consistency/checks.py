"""Every check of a file's documents, each document against itself and beside those it is bound with."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.consistency import memo, pages, statements
from parsers.consistency.fields import fields
from parsers.consistency.letters import letters_lost
from parsers.consistency.structure import unlike_the_others
from parsers.consistency.text import broken_off, page_numbers, said_twice
from parsers.model.records import Document

__all__ = ["check_documents"]

OF_INITIATIVES = (
    pages.pages_between,
    statements.signs,
    statements.times,
    statements.sums,
    statements.responsibilities,
)


def check_documents(documents: Sequence[Document], page_count: int | None = None, gaps: Sequence[tuple[int, int]] = ()) -> None:
    """Adds to each document's findings what is not in keeping; they are those of one file of `page_count` pages.

    `gaps` are the pages before and behind each page that was taken out of it.
    """
    for document in documents:
        if document.initiatives:
            if not document.one_row_each:
                document.findings += unlike_the_others(document, [other for other in documents if other is not document])
            texts = list(fields(document))
            document.findings += [*said_twice(texts), *broken_off(texts), *page_numbers(texts)]
            for check in () if document.one_row_each else OF_INITIATIVES:
                document.findings += check(document)
        document.findings += letters_lost(document)
        if document.memo_figures:
            document.findings += memo.units(document)
    if any(document.initiatives for document in documents):
        for document, found in (*pages.pages_missing(documents, page_count), *pages.pages_taken_out(documents, gaps)):
            document.findings.append(found)
