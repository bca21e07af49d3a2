"""Who answers for each initiative in, the committees and centres that have a page out: one of a municipality for all its spellings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from parsers.model.records import Role
from parsers.profile.organisation import centre, committee, is_same_body
from pipeline.report.slugs import slugs
from pipeline.schema.rows import Tables, rows_in

__all__ = ["BodyFolder", "BodyPage", "alphabetical", "body_pages"]


class BodyFolder(StrEnum):
    """The value is the folder of its pages."""

    COMMITTEE = "udvalg"
    CENTRE = "center"


class BodyPage(NamedTuple):
    """A municipality's committee or centre, and its page in the report; `kin` are the slugs of those that had its work before or since,
    and its own."""

    kind: BodyFolder
    slug: str
    name: str
    kin: tuple[str, ...]
    municipality: str

    @property
    def address(self) -> str:
        return f"{self.kind}/{self.slug}.html"


FOLDERS: dict[str, BodyFolder] = {Role.COMMITTEE: BodyFolder.COMMITTEE, Role.CENTER: BodyFolder.CENTRE}
ROLES = {BodyFolder.COMMITTEE: Role.COMMITTEE, BodyFolder.CENTRE: Role.CENTER}


def alphabetical(name: str) -> str:
    """A key that sorts as Danes do: æ, ø and å come last, in this order."""
    return name.casefold().replace("æ", "{").replace("ø", "|").replace("å", "}")


def body_pages(tables: Tables) -> dict[BodyFolder, dict[tuple[str, str], list[BodyPage]]]:
    """Those of each kind that each initiative names, by its document_id and initiative_id."""
    whose = {row["document_id"]: row["municipality"] for row in rows_in(tables, "documents")}
    names: dict[BodyFolder, dict[tuple[str, str], list[str]]] = {kind: defaultdict(list) for kind in BodyFolder}
    for row in rows_in(tables, "responsibilities"):
        if (kind := FOLDERS.get(row["role"])) is not None:
            names[kind][row["document_id"], row["initiative_id"]].append(row["name"])
    several = len({whose[document_id] for by_row in names.values() for document_id, _ in by_row}) > 1
    found: dict[BodyFolder, dict[tuple[str, str], list[BodyPage]]] = {}
    for kind, by_row in names.items():
        plain = {name: _plain(kind, name) for some in by_row.values() for name in some}
        named = {(whose[row[0]], plain[name]) for row, some in by_row.items() for name in some}
        page = _pages(kind, sorted(named), several)
        found[kind] = {row: list(dict.fromkeys(page[whose[row[0]], plain[name]] for name in some)) for row, some in by_row.items()}
    return found


def _pages(kind: BodyFolder, named: Sequence[tuple[str, str]], several: bool) -> dict[tuple[str, str], BodyPage]:
    """The page of each body, by its municipality and name; where there are several municipalities, the address names it too."""
    address = slugs(f"{municipality} {name}" if several else name for municipality, name in named)
    slug = dict(zip(named, address.values(), strict=True))
    found = {}
    for municipality, name in named:
        own = [other for whose, other in named if whose == municipality]
        kin = tuple(slug[municipality, other] for other in own if other == name or is_same_body(name, other, ROLES[kind]))
        found[municipality, name] = BodyPage(kind, slug[municipality, name], name, kin, municipality)
    return found


def _plain(kind: BodyFolder, name: str) -> str:
    known = committee(name) if kind is BodyFolder.COMMITTEE else centre(name)
    return known.name if known else " ".join(name.split())
