"""A data set and its files in, `README.md` out: the card that a library or a hub shows of it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.export.dataset.model import DataFile, Dataset
from pipeline.schema.rights import CONTRIBUTORS, DESCRIPTION, LICENSES, RIGHTS, SOURCES, TITLE
from pipeline.schema.rows import rows_in
from pipeline.schema.tables import TABLES

__all__ = ["card"]


def card(dataset: Dataset, files: Sequence[DataFile]) -> str:
    documents = rows_in({"documents": dataset.tables["documents"].to_pylist()}, "documents")
    years = sorted({row["agreement_year"] for row in documents if row["agreement_year"]})
    municipalities = sorted(dataset.tables["municipalities"].column("name").to_pylist())
    spanned = f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(map(str, years)) or "none"
    lines = [
        "---",
        f'pretty_name: "{TITLE["en"]}"',
        f"dataset_id: {dataset.id}",
        "language: [da]",
        "license: other",
        "license_name: \"MIT for the tables' form; the words are the municipality's own\"",
        "tags: [tabular, local-government, denmark, budget]",
        "configs:",
        *(f"  - config_name: {file.table}\n    data_files: {file.path}" for file in files if file.format == "parquet" and file.rows),
        "---",
        "",
        f"# {TITLE['en']}",
        "",
        DESCRIPTION["en"],
        "",
        f"Data set `{dataset.id}`, written by {dataset.version}; its newest document is of {dataset.created}.",
        f"It tells of {', '.join(municipalities) or 'no municipality'}, agreements of the budget years {spanned},",
        f"in {sum(row['current'] is not False for row in documents)} documents that count ({len(documents)} in all).",
        "",
        "## Begin here",
        "",
        "- `explorer.html` opens by a double click and shows, filters and sorts every table; it asks for no network.",
        "- `panel` has one row for each promise in each round. What each column means: `data-dictionary.md`.",
        "- Count only what is `current` (in `documents` and `initiatives`): a round may be there as a PDF and as a text.",
        "- `ukendt` is a sign that could not be read and no status; `mellem_eller_sur` is one of two; absent is not done.",
        "",
        "## Files",
        "",
        "| file | rows | what it holds |",
        "|---|---|---|",
        *(f"| `{file.path}` | {'' if file.rows is None else file.rows} | {file.title} |" for file in files),
        "",
        "`datapackage.json` describes them to programs, `croissant.json` to machine learning's tools, `dcat.jsonld` to catalogues",
        "of public data; `SHA256SUMS` tells whether they are whole (`sha256sum -c SHA256SUMS`). A table without rows has no CSV.",
        "",
        "## What was read, and what was not",
        "",
        f"{_states(dataset)} What was doubted, set aside or refused is a row of `findings` ({dataset.tables['findings'].num_rows}).",
        "",
        "## Terms",
        "",
        RIGHTS["en"],
        "",
        *(f"- {one['name']}: {one['title']}" for one in LICENSES),
        "",
        f"Sources: {SOURCES[0]['title']}. Made by {CONTRIBUTORS[0]['title']}; published by {dataset.publisher}.",
        "",
        "## Citing",
        "",
        f"> {dataset.publisher}: {TITLE['en']}. Data set {dataset.id} ({dataset.version}), {dataset.created}."
        + (f" {dataset.base_url}" if dataset.base_url else ""),
    ]
    assert set(dataset.tables) <= set(TABLES), "the card names tables that are declared"
    return "\n".join(lines) + "\n"


def _states(dataset: Dataset) -> str:
    states = dataset.tables["files"]["state"].to_pylist()
    return "Files: " + (", ".join(f"{states.count(state)} {state}" for state in sorted(set(states))) or "none") + "."
