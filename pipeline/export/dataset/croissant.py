"""A data set and its files in, `croissant.json` out: how machine learning's tools find each table and column (MLCommons Croissant 1.0)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.export.dataset.data_files import PARQUET
from pipeline.export.dataset.model import NAME, DataFile, Dataset
from pipeline.schema.columns import Column, Table, Type
from pipeline.schema.package import meaning
from pipeline.schema.rights import DESCRIPTION, KEYWORDS, LICENSES, TITLE
from pipeline.schema.tables import SCHEMA_VERSION, TABLES

__all__ = ["croissant"]

VERSION = "http://mlcommons.org/croissant/1.0"
# What the standard's words stand for, as it asks each file to say.
TERMS = (
    *("citeAs", "column", "equivalentProperty", "extract", "field", "fileProperty", "fileObject", "fileSet", "format", "includes"),
    *("isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet", "references", "regex", "repeated", "replace"),
    *("samplingRate", "separator", "source", "subField", "transform"),
)
CONTEXT: dict[str, object] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    **{term: f"cr:{term}" for term in TERMS},
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
}
TYPES = {
    Type.STRING: "sc:Text",
    Type.BOOLEAN: "sc:Boolean",
    Type.DATE: "sc:Date",
    Type.FLOAT64: "sc:Float",
    Type.DECIMAL: "sc:Float",
}  # the rest are integers


def croissant(dataset: Dataset, files: Sequence[DataFile]) -> dict[str, object]:
    held = {file.table: file for file in files if file.format == PARQUET[0] and file.table}
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": VERSION,
        "name": NAME,
        "alternateName": TITLE["en"],
        "identifier": dataset.id,
        "description": DESCRIPTION["en"],
        "url": dataset.address("") or f"urn:{dataset.id.replace('-', ':', 1)}",
        "version": SCHEMA_VERSION,
        "datePublished": dataset.created.isoformat(),
        "inLanguage": "da",
        "isLiveDataset": False,
        "keywords": list(KEYWORDS),
        "license": [one["path"] for one in LICENSES if "path" in one],
        "creator": {"@type": "Organization", "name": "the milepael authors"},
        "publisher": {"@type": "Organization", "name": dataset.publisher},
        "citeAs": f"{TITLE['en']}. Data set {dataset.id} ({dataset.version}).",
        "distribution": [_file(dataset, file) for file in files],
        "recordSet": [_records(TABLES[name], file) for name, file in held.items()],
    }


def _file(dataset: Dataset, file: DataFile) -> dict[str, object]:
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "description": file.title,
        "contentUrl": dataset.address(file.path),
        "contentSize": f"{file.size_bytes} B",
        "encodingFormat": "application/x-parquet" if file.format == PARQUET[0] else file.media_type,
        "sha256": file.sha256,
    }


def _records(table: Table, file: DataFile) -> dict[str, object]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "key": [{"@id": f"{table.name}/{name}"} for name in table.key],
        "field": [_field(table, column, file) for column in table.columns],
    }


def _field(table: Table, column: Column, file: DataFile) -> dict[str, object]:
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": f"{table.name}/{column.name}",
        "description": meaning(column),
        "dataType": TYPES.get(column.type, "sc:Integer"),
        "source": {"fileObject": {"@id": file.path}, "extract": {"column": column.name}},
    }
