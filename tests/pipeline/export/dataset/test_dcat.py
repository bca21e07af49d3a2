"""The catalogue's entry against what DCAT-AP-DK 2 calls mandatory; the profile's own SHACL shapes hold too (pyshacl, by hand)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.export.dataset.dcat import CONTEXT, dcat
from pipeline.export.dataset.writing import dataset_of

# By class: the properties an entry must have, and the class of what they lead to, where they lead to another entry.
MANDATORY: dict[str, dict[str, str | None]] = {
    "dcat:Catalog": {"dct:title": None, "dct:description": None, "dct:publisher": "foaf:Agent", "dcat:dataset": "dcat:Dataset"},
    "dcat:Dataset": {
        "dct:title": None,
        "dct:description": None,
        "dct:publisher": "foaf:Agent",
        "dcat-dk:datasetResponsibleOrganisation": "org:Organization",
        "dcat:distribution": "dcat:Distribution",
    },
    "dcat:Distribution": {"dcat:accessURL": None},
    "foaf:Agent": {"foaf:name": None},
}


def _missing(told: dict[str, Any]) -> list[str]:
    """What is mandatory and not there, or leads to nothing of its class."""
    graph = told["@graph"]
    classes = {one["@id"]: _all(one["@type"]) for one in graph}
    found = [name for name in MANDATORY if not any(name in kinds for kinds in classes.values())]
    for one in graph:
        for kind in classes[one["@id"]]:
            for name, target in MANDATORY.get(kind, {}).items():
                values = _all(one.get(name, []))
                if not values or (target and not all(target in classes.get(value["@id"], []) for value in values)):
                    found.append(f"{one['@id']} {name}")
    return found


def _all(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_nothing_mandatory_is_missing(published_set: Path) -> None:
    assert _missing(json.loads((published_set / "dcat.jsonld").read_text("utf-8"))) == []


def test_what_is_taken_away_is_missed(published_set: Path) -> None:
    whole = (published_set / "dcat.jsonld").read_text("utf-8")
    for kind, properties in MANDATORY.items():
        for name in properties:
            told = json.loads(whole)
            for one in told["@graph"]:
                if kind in _all(one["@type"]):
                    one.pop(name)
            assert _missing(told), (kind, name)


def test_every_word_is_of_a_vocabulary_that_is_named(published_set: Path) -> None:
    def names(value: Any) -> set[str]:
        if isinstance(value, dict):
            return {key for key in value if not key.startswith("@")}.union(*map(names, value.values()))
        return set().union(*map(names, value)) if isinstance(value, list) else set()

    told = json.loads((published_set / "dcat.jsonld").read_text("utf-8"))
    assert {name.split(":")[0] for name in names(told["@graph"])} <= set(CONTEXT)


@pytest.mark.parametrize("base", ["https://avisen.example/data", "https://avisen.example/data/"])
def test_where_an_address_is_known_every_file_has_its_own(base: str, tables_folder: Path) -> None:
    from pipeline.export.dataset.model import DataFile

    told = dcat(dataset_of(tables_folder, "Avisen", base), [DataFile("csv/panel.csv", "t", "csv", "text/csv", 1, "0" * 64, "panel", 1)])
    (file,) = (one for one in told["@graph"] if one["@type"] == "dcat:Distribution")
    assert file["dcat:accessURL"] == {"@id": "https://avisen.example/data/csv/panel.csv"}


def test_a_media_type_has_the_address_that_the_profiles_shapes_ask_for(published_set: Path) -> None:
    told = json.loads((published_set / "dcat.jsonld").read_text("utf-8"))
    types = {one["dcat:mediaType"]["@id"] for one in told["@graph"] if "dcat:mediaType" in one}
    assert types
    assert all(one.startswith("https://www.iana.org/assignments/media-types/") for one in types)
