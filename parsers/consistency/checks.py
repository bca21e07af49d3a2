"""Every check of a file's documents, each document against itself and beside those it is bound with."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.consistency.structure import unlike_the_others
from parsers.consistency.text import broken_off, said_twice
from parsers.model.records import Document


def check_documents(documents: Sequence[Document]) -> None:
    """Adds to each document's findings what is not in keeping."""
    for document in documents:
        if document.initiatives:
            beside = [other for other in documents if other is not document]
            document.findings += [*unlike_the_others(document, beside), *said_twice(document), *broken_off(document)]
