"""A saved web page's bytes to lines, as a text dump would print them.

Headings bear a "#", bullets a "•", table rows have a tab between their cells, struck words stand between "~~", and a blank line
stands between paragraphs, so that text_rows reads the page like any other dump.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.model import late_regex as regex
from parsers.model.content import FileContent, Line, UnreadableError
from parsers.model.rows import UNNAMED
from parsers.profile.front_labels import Front
from parsers.text.html_visible import STRUCK, make_visible
from parsers.text.reader import CONTROL, decoded, normalised

__all__ = ["PageLine", "content_of", "fragment_lines", "read_html"]

MAIN = "main, [role=main], #content, .agenda"  # the first that holds any text; else the only article, else the whole page
BLOCKS = frozenset(
    {
        *("p", "div", "section", "article", "main", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "blockquote", "pre", "header", "hr"),
        *("details", "summary", "figure", "figcaption", "address", "fieldset", "legend", "center"),
    }
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
FEWEST_LETTERS = 80  # of a page with scripts: "Indlæser …" and a name are what stands there until they have run
FOOT = "footer:not(:is(article, aside, blockquote, figure, main, nav, section, td) footer)"  # the page's own, as HTML tells it
DEEPEST = 400  # elements within elements: a page nested deeper is damaged, and its text is read without its form
NUMBER = regex.compile(r"\d{1,3}\.?")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")  # "0,4<sup>1</sup> mio." is no 0,41


class PageLine(NamedTuple):
    """`mark` is what the page draws before the text without printing it: a list's number or bullet."""

    text: str
    mark: str = ""


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
    feet = [line.text for node in page.css(FOOT) for line in page_lines(node)]
    hidden = make_visible(page)
    root = next((node for node in page.css(MAIN) if node.text(strip=True)), None) or _only(page.css("article")) or page.body
    printed = list(page_lines(_numbered(root))) if root is not None else []
    if (has_script and not printed) or (loads_script and sum(len(line.text) for line in printed) < FEWEST_LETTERS):
        raise UnreadableError("filled_by_script", "a script fills the page when it is opened: print it to PDF from a browser")
    if not printed:
        raise UnreadableError("empty_file", "the page holds no text")
    title = page.css_first("h1")
    if title is not None and root is not None and root.css_first("h1") is None and title.text(strip=True):
        printed.insert(0, PageLine(f"# {_squashed(title.text())}"))
    if address:
        printed.append(PageLine(f"{Front.URL.printed}: {address}"))
    content = content_of(printed, "text/html", "selectolax")
    content.notes += [("hidden_text", None, words) for words in hidden]
    content.beside = feet
    return content


def content_of(printed: list[PageLine], media_type: str, engine: str) -> FileContent:
    """Lines as a file's content: every block is a paragraph of its own, so a blank line, which has a number too, stands between two."""
    numbered = list(enumerate(printed))
    lines = [Line(2 * position + 1, f"{line.mark}{line.text}") for position, line in numbered]
    marks = {2 * position + 1: line.mark for position, line in numbered if line.mark}
    return FileContent(media_type, engine, lines=lines, drawn_marks=marks)


def fragment_lines(markup: str) -> list[PageLine]:
    """The lines of a piece of a page."""
    page = LexborHTMLParser(markup)
    make_visible(page)
    return list(page_lines(page.body)) if page.body is not None else []


def _numbered(root: LexborNode) -> LexborNode:
    """The same, with the number that a page sets in a cell of its own, left of a heading, in front of that heading's words."""
    for row in root.css("tr:has(td + td :is(h1, h2, h3, h4, h5, h6))"):
        first, *others = [cell for cell in row.iter() if cell.tag in ("td", "th")]
        number = _squashed(first.text())
        heading = others[0].css_first("h1, h2, h3, h4, h5, h6") if others and NUMBER.fullmatch(number) else None
        if heading is not None and heading.child is not None and others[0].text(strip=True).startswith(heading.text(strip=True)):
            heading.child.insert_before(f"{number.rstrip('.')}. ")
            first.decompose()
    return root


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


def page_lines(root: LexborNode) -> Iterator[PageLine]:
    """A line for each block: paragraph, heading, point of a list, table row."""
    words: list[str] = []

    def line(marks: list[str]) -> Iterator[PageLine]:
        text = _squashed("".join(words))
        words.clear()
        if text:
            mark = marks[0]
            if mark.startswith("#"):
                yield PageLine(f"{mark}{text}")
            else:
                yield PageLine(text, mark)
                marks[0] = ""  # a point's later lines have no mark of their own

    def walk(node: LexborNode, marks: list[str], depth: int) -> Iterator[PageLine]:
        child = node.child
        while child is not None:
            tag = child.tag
            if tag == "-text":
                words.append(child.text(deep=True) or "")
            elif tag == "br":
                yield from line(marks)
            elif tag == "table" and not _sets_out_page(child):
                yield from line(marks)
                yield from (PageLine(row) for row in _table(child))
            elif tag in HEADINGS or tag in BLOCKS:
                yield from line(marks)
                if tag in HEADINGS and _names_no_field(child):
                    yield PageLine(f"{_heading_mark(tag)}{UNNAMED}")
                inner = [_heading_mark(tag)] if tag in HEADINGS else [_point(child)] if tag == "li" else marks if node.tag == "li" else [""]
                if tag == "p" and _is_bold(child):
                    words.append(f"**{_squashed(child.text(deep=True))}**")
                elif depth < DEEPEST:
                    yield from walk(child, inner, depth + 1)
                else:
                    words.append(child.text(deep=True))
                yield from line(inner)
            elif tag is not None and not tag.startswith(("-", "!")):
                struck = STRUCK in child.attributes
                words.append(" " if tag in ("td", "th") else "")  # of a table that sets out the page
                words.append("~~" if struck else "")
                if tag == "sup" or depth >= DEEPEST:
                    text = child.text(deep=True)
                    words.append(text.translate(RAISED) if tag == "sup" else text)
                else:
                    yield from walk(child, marks, depth + 1)
                words.append("~~" if struck else "")
            child = child.next
        if node is root:
            yield from line(marks)

    yield from walk(root, [""], 0)


def _names_no_field(heading: LexborNode) -> bool:
    """Whether a heading without words stands before a field's value, as those with words do; what a writer left empty does not."""
    if _squashed(heading.text(deep=True)) or not (value := _field(heading)) or not value.text(strip=True):
        return False
    above = heading.prev
    while above is not None:
        if above.tag == heading.tag and _field(above) and above.text(strip=True):
            return True
        above = above.prev
    return False


def _field(heading: LexborNode) -> LexborNode | None:
    """The element next to a heading, if it is one that a writer's text has its paragraphs in: a publication sets a field's value so."""
    value = heading.next
    while value is not None and value.tag == "-text" and not value.text(deep=True).strip():
        value = value.next
    return value if value is not None and value.tag == "span" else None


def _is_bold(paragraph: LexborNode) -> bool:
    """Whether a paragraph is one run of bold words and nothing else, as pages head a section without saying so."""
    bold = paragraph.css("strong, b")
    if len(bold) != 1 or paragraph.css_first(f"br, sup, img, [{STRUCK}]") is not None:
        return False
    return bold[0].text(strip=True) == paragraph.text(strip=True) != ""


def _heading_mark(tag: str) -> str:
    return "#" * int(tag[1]) + " "


def _point(item: LexborNode) -> str:
    """What stands before a point of a list: its number in a numbered one, else a bullet."""
    if item.parent is None or item.parent.tag != "ol":
        return "• "
    number, before = 1, item.prev
    while before is not None:
        number, before = number + (before.tag == "li"), before.prev
    start = item.parent.attributes.get("start") or ""
    return f"{number + (int(start) - 1 if start.isdecimal() else 0)}. "


def _sets_out_page(table: LexborNode) -> bool:
    """Whether a table has headings, or one column whose cells hold paragraphs: then it is no table."""
    if table.css_first("h1, h2, h3, h4, h5, h6") is not None:
        return True
    rows = table.css("tr")
    return table.css_first("table table, td + td, td + th, th + td, th + th") is None and any(
        row.css_first("p + p, br, li + li, div + div") for row in rows
    )


def _table(table: LexborNode) -> Iterator[str]:
    """A line for each row."""
    for row in table.css("tr"):
        cells = [_squashed(_cell_text(cell)) for cell in row.css("td, th")]
        if any(cells):
            yield "\t".join(cells)


def _cell_text(cell: LexborNode) -> str:
    for node in cell.css(f"[{STRUCK}]"):
        node.insert_before("~~")
        node.insert_after("~~")
    for node in cell.css("sup"):
        node.replace_with((node.text(deep=True) or "").translate(RAISED))
    return cell.text(separator=" ")
