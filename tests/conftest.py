"""The real documents lie beside the repository, where they exist at all; tests on them skip where they do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# The same examples on every machine, and a busy one is no failure; `pytest --hypothesis-profile=search` looks for new ones.
settings.register_profile("milepael", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile("milepael")

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if SHARED.is_dir():
        return
    absent = pytest.mark.skip(reason="the real documents (../shared) are not here")
    for item in items:
        if item.get_closest_marker("corpus"):
            item.add_marker(absent)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the repository that holds corpus, seeds, gold and tools; use it in tests marked `corpus`."""
    return SHARED
