from __future__ import annotations

import pytest

from pipeline.report.book import Book, book
from tests.report_samples import texts


@pytest.fixture(scope="session")
def samples() -> Book:
    return book(texts())
