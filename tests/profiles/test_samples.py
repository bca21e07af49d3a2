"""The samples of this folder are those that the script beside them writes."""

from __future__ import annotations

from pathlib import Path

from tests.profiles.make import HERE, SAMPLES, as_text, write_samples


def test_the_samples_are_those_the_script_writes(tmp_path: Path) -> None:
    write_samples(tmp_path)
    written = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.*")}
    assert written == {path: (HERE / path).read_bytes() for path in written}


def test_every_sample_says_that_it_is_invented() -> None:
    assert all("Eksempel" in as_text(sample) for sample in SAMPLES)
