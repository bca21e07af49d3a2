"""What each municipality's report says of itself in, the page above them all out, with what its search looks through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.publish.addresses import report_folder
from pipeline.publish.carried import Download
from pipeline.publish.coverage import Unread
from pipeline.report.body_pages import alphabetical
from pipeline.report.environment import environment
from pipeline.report.municipalities import SLIPS, MunicipalityFacts
from pipeline.report.search import INDEX, index_script

__all__ = ["index_pages"]


def index_pages(facts: Sequence[MunicipalityFacts], unread: Sequence[Unread], downloads: Sequence[Download]) -> Iterator[tuple[str, str]]:
    """Addresses with what stands there. `unread` are the files that are no municipality's."""
    rows = sorted(facts, key=lambda one: alphabetical(one.name))
    followed = [one for one in rows if one.agreements]
    told = {
        "rows": followed,
        "others": [one for one in rows if not one.agreements],
        "unread": unread,
        "slips": {kind.value: name for kind, name in SLIPS.items()},
        "folder": report_folder,
        "most": max((one.now.due for one in followed), default=0),
        "promises": sum(one.promises for one in followed),
        "coverage": _coverage(sum(one.read for one in rows), sum(one.unread for one in rows) + len(unread)),
    }
    page = environment().get_template("country.html.j2")
    yield "index.html", page.render(root="", used=set(), used_economy=set(), country=True, whose=None, downloads=downloads, **told)
    yield INDEX, index_script([title for one in rows for title in _titles(one)])


def _coverage(read: int, unread: int) -> str:
    return f"{read} dokumenter er læst, {unread} er ikke læst."


def _titles(one: MunicipalityFacts) -> Iterator[list[object]]:
    for address, name, title in one.titles:
        yield [f"{report_folder(one.slug)}/{address}", f"{name}, {one.name}", [["Titel", "", title]]]
