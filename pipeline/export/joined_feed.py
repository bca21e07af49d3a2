"""The feeds of several municipalities' reports in, one feed of what is newest in them out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from heapq import nsmallest
from pathlib import Path
from xml.etree import ElementTree

from pipeline.export.feed import ATOM, TAG, TITLE

__all__ = ["joined"]

MOST = 500  # entries: each municipality's own feed has all
IN_ATOM = f"{{{ATOM}}}"


def joined(feeds: Mapping[str, Path], address: str) -> bytes:
    """Each feed lies in `<folder>/feed/` of the report, by its folder; the new one, which says that it lies at `address`, in `feed/`.

    The same feeds give the same bytes. Raises OSError.
    """
    own = [one for folder, path in sorted(feeds.items()) for one in _entries(path, folder)]
    newest = nsmallest(MOST, own, key=lambda entry: (_backwards(entry.findtext("updated") or ""), entry.findtext("id") or ""))
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": "da"})
    _add(root, "id", f"{TAG}changes")
    _add(root, "title", TITLE)
    _add(root, "subtitle", f"Det nyeste fra {len(feeds)} kommuner. Hver kommunes eget feed har det hele.")
    _add(root, "updated", newest[0].findtext("updated") if newest else "1970-01-01T00:00:00Z")
    _add(ElementTree.SubElement(root, "author"), "name", "milepael")
    ElementTree.SubElement(root, "link", rel="self", type="application/atom+xml", href=address)
    root.extend(newest)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _add(parent: ElementTree.Element, name: str, text: str | None) -> None:
    ElementTree.SubElement(parent, name).text = text


def _entries(path: Path, folder: str) -> Iterator[ElementTree.Element]:
    """As they are seen from one folder further up."""
    for entry in ElementTree.parse(path).getroot().iter(f"{IN_ATOM}entry"):
        for element in entry.iter():
            element.tag = element.tag.removeprefix(IN_ATOM)
            if element.get("href", "").startswith("../"):
                element.set("href", f"../{folder}/{element.attrib['href'].removeprefix('../')}")
        yield entry


def _backwards(moment: str) -> tuple[int, ...]:
    """Sorts the later first."""
    return tuple(-ord(letter) for letter in moment)
