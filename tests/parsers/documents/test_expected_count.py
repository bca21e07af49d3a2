"""How many initiatives a document holds against how many one of its scope has."""

from __future__ import annotations

import pytest

from parsers.documents.expected_count import count_doubt
from parsers.documents.span import Span
from parsers.model.records import Document, Initiative, Kind, Severity
from parsers.model.rows import Place
from parsers.profile.profiles import default_profiles

BALLERUP = default_profiles().default


def doubted(kind: Kind, scope: str | None, count: int, pages: int) -> bool:
    document = Document(kind, scope=scope, first=Place(page=3), last=Place(page=2 + pages))
    document.initiatives = [Initiative(None, "Ny bro") for _ in range(count)]
    doubt = count_doubt(document, Span(kind), BALLERUP)
    assert doubt is None or (doubt.severity is Severity.ERROR and str(count) in doubt.message)
    return doubt is not None


@pytest.mark.parametrize(
    ("kind", "scope", "count", "pages", "is_doubted"),
    [
        (Kind.FOLLOWUP, "Ballerup Kommune", 86, 60, False),
        (Kind.FOLLOWUP, "Ballerup Kommune", 12, 60, True),  # most of its tables were not read
        (Kind.FOLLOWUP, "Ballerup Kommune", 12, 8, False),  # an excerpt
        (Kind.FOLLOWUP, "Ballerup Kommune", 201, 8, True),
        (Kind.PLAN, "Social- og Sundhedsudvalget", 17, 40, False),
        (Kind.PLAN, "Social- og Sundhedsudvalget", 61, 40, True),
        (Kind.EXTRA, None, 4, 40, False),
        (Kind.FOLLOWUP, None, 0, 40, False),  # told as a follow-up without initiatives
    ],
)
def test_a_document_of_a_scope_has_as_many_initiatives_as_its_profile_expects(
    kind: Kind, scope: str | None, count: int, pages: int, is_doubted: bool
) -> None:
    assert doubted(kind, scope, count, pages) is is_doubted
