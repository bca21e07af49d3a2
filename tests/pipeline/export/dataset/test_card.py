from __future__ import annotations

import re
from pathlib import Path

import yaml

from pipeline import load


def test_the_card_has_a_head_that_hubs_read_and_names_every_file(published_set: Path, tables_folder: Path) -> None:
    _, head, text = (published_set / "README.md").read_text("utf-8").split("---\n", 2)
    told = yaml.safe_load(head)
    assert told["dataset_id"] == load(tables_folder).dataset_id
    assert {one["data_files"] for one in told["configs"]} <= {path.name for path in published_set.iterdir()}
    listed = set(re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE))
    assert {path.relative_to(published_set).as_posix() for path in published_set.rglob("*.parquet")} <= listed
    assert "agreements of the budget years 2030–2031" in text


def test_the_card_tells_terms_apart_and_how_to_cite(published_set: Path) -> None:
    text = (published_set / "README.md").read_text("utf-8")
    assert "milepael's licence does not cover them" in text
    assert re.search(r"> Avisen: .*Data set milepael-[0-9a-f]{16}", text)
