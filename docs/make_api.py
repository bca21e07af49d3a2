"""Docstrings in, `docs/api.md` out: the names that others may build on, with arguments, units, errors and an example.

python -m docs.make_api
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import griffe

ROOT = Path(__file__).parents[1]
PATH = ROOT / "docs" / "api.md"
PUBLIC = {
    "Tables in a notebook": ("pipeline.load", "pipeline.publish.load.PublishedTables"),
    "From one file to records": (
        "parsers.reading.read_file",
        "parsers.reading.FileReading",
        "parsers.model.records.Document",
        "parsers.model.records.Kind",
        "parsers.model.records.Initiative",
        "parsers.model.records.Milestone",
        "parsers.model.records.EconomyNote",
        "parsers.model.records.Reading",
        "parsers.model.records.Smiley",
        "parsers.model.records.Finding",
        "parsers.model.rows.Place",
        "parsers.model.content.UnreadableError",
    ),
    "From folders to published tables": (
        "pipeline.run.run",
        "pipeline.run.Options",
        "pipeline.run.Watcher",
        "pipeline.run.ExitCode",
        "pipeline.comparison.compared",
        "pipeline.publish.coverage.coverage",
    ),
    "What the tables are": (
        "pipeline.schema.columns.Table",
        "pipeline.schema.columns.Column",
        "pipeline.schema.rows.rows_in",
        "pipeline.schema.checks.faults",
    ),
    "To carry away": (
        "pipeline.export.formats.Format",
        "pipeline.export.writing.published",
        "pipeline.export.writing.Export",
        "pipeline.export.writing.export",
    ),
    "What is raised": tuple(
        f"pipeline.errors.{name}"
        for name in (
            "MilepaelError",
            "ConfigurationError",
            "HeldError",
            "NothingPublishedError",
            "GateError",
            "TablesError",
            "SideError",
            "ExportError",
        )
    ),
}
INTRODUCTION = """# What you may build on

Made from the docstrings by `make papers`; each example is run by the tests, in a folder that holds `data/raw` (the bundled samples) and
`data/parsed` (their tables). These names, their arguments and their meaning change only with a line in the
[CHANGELOG](../CHANGELOG.md); whatever stands in no list here may change without one. The columns of the tables are in the
[data dictionary](data-dictionary.md).
"""


def api_page() -> str:
    packages = griffe.GriffeLoader(search_paths=[ROOT])
    for package in ("parsers", "pipeline"):
        packages.load(package)
    packages.resolve_aliases(implicit=True)
    parts = [INTRODUCTION]
    for heading, names in PUBLIC.items():
        parts += [f"## {heading}\n", *("\n".join(_entry(packages.modules_collection[name], name)) for name in names)]
    return "\n".join(parts)


def _entry(known: griffe.Object | griffe.Alias, name: str) -> Iterator[str]:
    module, _, short = name.rpartition(".")
    call = f"\n\n{_signature(known)}" if known.is_function else ""
    yield f"### `{short}`\n\n```python\nfrom {module} import {short}{call}\n```\n"
    sections = known.docstring.parse("google") if known.docstring else []
    examples = [section for section in sections if section.kind is griffe.DocstringSectionKind.examples]
    yield from _sections([section for section in sections if section not in examples])
    if known.is_class:
        yield from _members(known)
    yield from _sections(examples)


def _signature(function: griffe.Object | griffe.Alias) -> str:
    """As it stands in the code, an argument a line where it does not fit."""
    arguments = []
    for each in function.parameters:
        if each.kind is griffe.ParameterKind.keyword_only and "*" not in arguments:
            arguments.append("*")
        arguments.append(f"{each.name}: {each.annotation}" + (f" = {each.default}" if each.default is not None else ""))
    line = f"{function.name}({', '.join(arguments)}) -> {function.returns}"
    return line if len(line) <= 100 else f"{function.name}(\n    " + ",\n    ".join(arguments) + f",\n) -> {function.returns}"


def _sections(sections: list[griffe.DocstringSection]) -> Iterator[str]:
    for section in sections:
        match section.kind:
            case griffe.DocstringSectionKind.text:
                yield section.value + "\n"
            case griffe.DocstringSectionKind.parameters:
                yield "\n".join(f"- `{each.name}`: {_line(each.description)}" for each in section.value) + "\n"
            case griffe.DocstringSectionKind.returns:
                yield f"Returns: {' '.join(_line(each.description) for each in section.value)}\n"
            case griffe.DocstringSectionKind.raises:
                yield "Raises:\n\n" + "\n".join(f"- `{each.annotation}`: {_line(each.description)}" for each in section.value) + "\n"
            case griffe.DocstringSectionKind.examples:
                code = "\n".join(text for _, text in section.value)
                yield f"```pycon\n{code}\n```\n"
            case kind:
                raise ValueError(f"{kind.value}: this page does not know how to show it")


def _members(known: griffe.Object | griffe.Alias) -> Iterator[str]:
    """Fields with what stands behind them in the code; then properties and methods that say what they are."""
    rows = []
    own = known.final_target if isinstance(known, griffe.Alias) else known  # an alias's members are aliases all
    for name, member in own.members.items():
        if name.startswith("_") or member.is_alias:
            continue
        if member.is_attribute and "property" not in member.labels:
            comment = _comment(member)
            annotation = f": {member.annotation}" if member.annotation else ""
            value = f" = {member.value}" if isinstance(member.value, str) else ""  # what is made anew each time is an expression
            rows.append(f"- `{name}{annotation}{value}`" + (f": {comment}" if comment else ""))
        elif member.docstring:
            shown = name if member.is_attribute else f"{name}()"
            rows.append(f"- `{shown}`: {_line(member.docstring.value.partition(chr(10) * 2)[0])}")
    if rows:
        yield "\n".join(rows) + "\n"


def _comment(member: griffe.Object | griffe.Alias) -> str:
    return member.lines[0].partition("  # ")[2].strip() if member.lines else ""


def _line(text: str) -> str:
    return " ".join(inspect.cleandoc(text).split())


if __name__ == "__main__":
    PATH.write_text(api_page(), encoding="utf-8")
