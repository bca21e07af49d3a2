"""A saved web page's bytes to a Document of lines, as a text dump would print it. Experimental: built from the pages' headings.

Headings bear a "#", bullets a "•", table rows have a tab between their cells, and a blank line stands between paragraphs,
so that text_rows reads the page like any other dump.
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.model.content import FileContent, Line, UnreadableError
from parsers.text.reader import CONTROL, decoded, normalised

__all__ = ["read_html"]

UNPRINTED = "script, style, noscript, template, nav, header nav, footer, aside, form, button:not([aria-controls]), svg, iframe"
FOLDED = "[hidden], [aria-hidden=true]"  # unprinted too, unless a click unfolds it: the items of a saved page may be folded
MAIN = "main, [role=main], #content, .agenda"  # the first that holds any text; else the only article, else the whole page
BLOCKS = frozenset(
    {
        *("p", "div", "section", "article", "main", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "blockquote", "pre", "header", "hr"),
        *("details", "summary"),
    }
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
FEWEST_LETTERS = 80  # of a page with scripts: "Indlæser …" and a name are what stands there until they have run
DEEPEST = 400  # elements within elements: a page nested deeper is damaged, and its text is read without its form


def read_html(data: bytes) -> FileContent:
    """The lines of a saved page.

    Raises UnreadableError: "filled_by_script" for a page with scripts and hardly a word, "empty_file" for one without
    either, "binary" for no page at all.
    """
    if not data.strip():
        raise UnreadableError("empty_file", "the file is empty")
    page = LexborHTMLParser(decoded(data)[0])
    address = _address(page)
    has_script, loads_script = (page.css_first(selector) is not None for selector in ("script", "script[src]"))
    unfolded = {name for node in page.css("[aria-controls]") for name in (node.attributes["aria-controls"] or "").split()}
    for node in (*page.css(UNPRINTED), *(node for node in page.css(FOLDED) if node.attributes.get("id") not in unfolded)):
        node.decompose()
    root = next((node for node in page.css(MAIN) if node.text(strip=True)), None) or _only(page.css("article")) or page.body
    printed = list(_printed(root)) if root is not None else []
    if (has_script and not printed) or (loads_script and sum(map(len, printed)) < FEWEST_LETTERS):
        raise UnreadableError("filled_by_script", "a script fills the page when it is opened: print it to PDF from a browser")
    if not printed:
        raise UnreadableError("empty_file", "the page holds no text")
    title = page.css_first("h1")
    if title is not None and root is not None and root.css_first("h1") is None and title.text(strip=True):
        printed.insert(0, f"# {_squashed(title.text())}")
    if address:
        printed.append(f"Source URL: {address}")
    # Every block is a paragraph of its own: a blank line, which has a number too, stands between two.
    return FileContent("text/html", "selectolax", lines=[Line(2 * position + 1, text) for position, text in enumerate(printed)])


def _only(nodes: list[LexborNode]) -> LexborNode | None:
    return nodes[0] if len(nodes) == 1 and nodes[0].text(strip=True) else None


def _address(page: LexborHTMLParser) -> str | None:
    """Where the page was saved from, as it tells itself."""
    for selector, attribute in (("link[rel=canonical]", "href"), ("meta[property='og:url']", "content")):
        node = page.css_first(selector)
        if node is not None and (address := node.attributes.get(attribute)):
            return address.strip()
    return None


def _squashed(text: str) -> str:
    return normalised(" ".join(CONTROL.sub(" ", text).split()))  # an entity may stand for a control code


def _printed(root: LexborNode) -> Iterator[str]:
    """A line for each block: paragraph, heading, point of a list, table row."""
    words: list[str] = []

    def line(mark: str = "") -> Iterator[str]:
        text = _squashed("".join(words))
        words.clear()
        if text:
            yield f"{mark}{text}"

    def walk(node: LexborNode, mark: str, depth: int) -> Iterator[str]:
        child = node.child
        while child is not None:
            tag = child.tag
            if tag == "-text":
                words.append(child.text(deep=True) or "")
            elif tag == "br":
                yield from line(mark)
            elif tag == "table":
                yield from line(mark)
                yield from _table(child)
            elif tag in HEADINGS or tag in BLOCKS:
                yield from line(mark)
                inner = "#" * int(tag[1]) + " " if tag in HEADINGS else _point(child) if tag == "li" else ""
                if node.tag == "li" and tag == "p" and _is_first(child):
                    inner = mark
                if depth < DEEPEST:
                    yield from walk(child, inner, depth + 1)
                else:
                    words.append(child.text(deep=True))
                yield from line(inner)
            elif tag is not None and not tag.startswith(("-", "!")):
                if depth < DEEPEST:
                    yield from walk(child, mark, depth + 1)
                else:
                    words.append(child.text(deep=True))
            child = child.next
        if node is root:
            yield from line(mark)

    yield from walk(root, "", 0)


def _is_first(node: LexborNode) -> bool:
    before = node.prev
    while before is not None and before.tag == "-text" and not before.text(deep=True).strip():
        before = before.prev
    return before is None


def _point(item: LexborNode) -> str:
    """What stands before a point of a list: its number in a numbered one, else a bullet."""
    if item.parent is None or item.parent.tag != "ol":
        return "• "
    number, before = 1, item.prev
    while before is not None:
        number, before = number + (before.tag == "li"), before.prev
    return f"{number}. "


def _table(table: LexborNode) -> Iterator[str]:
    """A line for each row; a table of one column is no table."""
    for row in table.css("tr"):
        cells = [_squashed(cell.text(separator=" ")) for cell in row.css("td, th")]
        if any(cells):
            yield "\t".join(cells)
