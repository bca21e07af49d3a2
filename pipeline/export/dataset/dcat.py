"""A data set and its files in, `dcat.jsonld` out: the entry in a catalogue of public data, by DCAT-AP-DK 2."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.export.dataset.model import DataFile, Dataset
from pipeline.schema.rights import DESCRIPTION, KEYWORDS, RIGHTS, TITLE

__all__ = ["dcat"]

EU = "http://publications.europa.eu/resource/authority/"
CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcat-dk": "https://data.gov.dk/model/core/dcat-dk/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "https://www.w3.org/ns/org#",  # as the profile spells it
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
THEME = {"da": "Regeringen og den offentlige sektor", "en": "Government and public sector"}
# The union's list of file types has no DuckDB, and its word for a web page is HTML.
FILE_TYPES = {"parquet": "PARQUET", "csv": "CSV", "html": "HTML", "duckdb": "OCTET_STREAM"}


def dcat(dataset: Dataset, files: Sequence[DataFile]) -> dict[str, object]:
    """A catalogue with this one set: all that DCAT-AP-DK calls mandatory, and of what it recommends what is known.

    Without checksums, for the profile knows SHA-1 alone: `SHA256SUMS` has them.
    """
    name = f"urn:{dataset.id.replace('-', ':', 1)}"
    publisher = {"@id": f"{name}:publisher"}
    entry: dict[str, object] = {
        "@id": name,
        "@type": "dcat:Dataset",
        "dct:identifier": dataset.id,
        "dct:title": _spoken(TITLE),
        "dct:description": _spoken(DESCRIPTION),
        "dct:publisher": publisher,
        "dcat-dk:datasetResponsibleOrganisation": publisher,
        "dct:language": _concept("http://publications.europa.eu/resource/dataset/language/DAN", "dct:LinguisticSystem"),
        "dct:accessRights": _concept(f"{EU}access-right/PUBLIC", "dct:RightsStatement"),
        "dct:modified": _day(dataset),
        "dcat:keyword": [{"@value": word, "@language": "da"} for word in KEYWORDS],
        "dcat:theme": {**_concept(f"{EU}data-theme/GOVE", "skos:Concept"), "skos:prefLabel": _spoken(THEME)},
        "dcat:distribution": [{"@id": f"{name}:{file.path}"} for file in files],
        **({"dcat:landingPage": _concept(dataset.base_url, "foaf:Document")} if dataset.base_url else {}),
    }
    catalogue = {
        "@id": f"{name}:catalogue",
        "@type": "dcat:Catalog",
        "dct:title": _spoken(TITLE),
        "dct:description": _spoken(DESCRIPTION),
        "dct:publisher": publisher,
        "dct:modified": _day(dataset),
        "dct:language": entry["dct:language"],
        "dcat:dataset": {"@id": name},
    }
    agent = {**publisher, "@type": ["foaf:Agent", "org:Organization"], "foaf:name": {"@value": dataset.publisher, "@language": "da"}}
    return {"@context": CONTEXT, "@graph": [catalogue, entry, agent, *(_distribution(dataset, name, file) for file in files)]}


def _distribution(dataset: Dataset, name: str, file: DataFile) -> dict[str, object]:
    address = {"@id": dataset.address(file.path)}
    return {
        "@id": f"{name}:{file.path}",
        "@type": "dcat:Distribution",
        "dct:title": {"@value": file.path, "@language": "da"},
        "dct:description": {"@value": file.title, "@language": "en"},
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
        "dcat:mediaType": _concept(f"https://www.iana.org/assignments/media-types/{file.media_type}", "dct:MediaType"),
        "dct:format": _concept(f"{EU}file-type/{FILE_TYPES[file.format]}", "dct:MediaTypeOrExtent"),
        "dcat:byteSize": {"@value": str(file.size_bytes), "@type": "xsd:decimal"},
        "dct:modified": _day(dataset),
        "dct:rights": {"@type": "dct:RightsStatement", "rdfs:label": _spoken(RIGHTS)},
    }


def _spoken(words: dict[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": language} for language, text in words.items()]


def _concept(address: str, kind: str) -> dict[str, object]:
    return {"@id": address, "@type": kind}


def _day(dataset: Dataset) -> dict[str, str]:
    return {"@value": dataset.created.isoformat(), "@type": "xsd:date"}
