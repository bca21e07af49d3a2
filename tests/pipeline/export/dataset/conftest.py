from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.export.dataset.writing import dataset_of, publish_dataset
from pipeline.run import Options, run
from tests.carried import SAMPLES


@pytest.fixture(scope="session")
def tables_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parsed")
    run(Options([SAMPLES], folder, pages=False))
    return folder


@pytest.fixture(scope="session")
def published_set(tables_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples as a data set. Not to be altered."""
    folder = tmp_path_factory.mktemp("published") / "set"
    publish_dataset(dataset_of(tables_folder, "Avisen"), folder)
    return folder
