"""A saved page's tree in, the same tree without what the page does not show: menus, scripts, hidden and doubled content.

Styles are applied as a desktop's browser would, as far as a page carries them: <style> elements and style attributes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.model import late_regex as regex

__all__ = ["STRUCK", "make_visible"]

UNPRINTED = (
    "script, style, noscript, template, nav, header nav, footer, aside, form, svg, iframe"
    ", dialog:not([open]), [role=dialog], [role=menu], [role=menubar], [role=navigation], select, textarea, datalist, object, audio, video"
    ", :is(button, span[role=button]):not([aria-controls], [aria-expanded], [data-target], [data-bs-target])"
)
FOLDED = "[hidden], [aria-hidden=true]"  # unprinted too, unless a click unfolds it: the items of a saved page may be folded
UNFOLDS = ("aria-controls", "data-target", "data-bs-target")
HIDES = regex.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", regex.IGNORECASE)
SHOWS = regex.compile(r"\b(?:display|visibility)\s*:", regex.IGNORECASE)
STRIKES = regex.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", regex.IGNORECASE)
STRUCK_TAGS = "del, s, strike"
STRUCK = "struck"  # the attribute that marks what the page shows struck out
TITLE = regex.compile(r"\s*(?:\p{Lu}\p{L}+\.?\s)?\d{1,3}[.:)]?\s+\p{Lu}")
DESKTOP = 1280  # pixels wide
FOR_PHONES = regex.compile(r"mobile?|phone|(?:^|[-_])xs(?:$|[-_])", regex.IGNORECASE)
WIDTH = regex.compile(r"(?P<bound>min|max)-width\s*:\s*(?P<pixels>[\d.]+)\s*(?P<unit>px|em|rem)")
EM = 16  # pixels
SHORTEST_COPY = 40  # letters: a shorter text may well be printed twice


def make_visible(page: LexborHTMLParser) -> list[str]:
    """Takes what is not shown out of the page; what is struck out gets an attribute. Returns the words that were hidden by style."""
    sheets = [sheet.text(deep=True) or "" for sheet in page.css("style")]
    unfolded = {name.lstrip("#") for mark in UNFOLDS for node in page.css(f"[{mark}]") for name in (node.attributes[mark] or "").split()}
    for node in _outermost([node for node in page.css(UNPRINTED) if not _is_title(node)]):
        node.decompose()
    for node in page.css(STRUCK_TAGS):
        node.attrs[STRUCK] = ""
    hidden = [node for node in (*page.css(FOLDED), *_hidden_by_style(page, sheets)) if node.attributes.get("id") not in unfolded]
    gone: list[str] = []
    for node in _outermost(hidden):
        gone.append(" ".join(node.text(separator=" ").split()))
        node.decompose()
    _drop_copies(page)
    return [words for words in gone if words]


def _is_title(node: LexborNode) -> bool:
    """Whether a button is the numbered title of what a click unfolds: '2. Bænke'."""
    return node.tag == "button" and TITLE.match(node.text(deep=True)) is not None


def _outermost(nodes: list[LexborNode]) -> list[LexborNode]:
    """Each node once that stands in no other of them: with a node its descendants go."""
    found = {node.mem_id: node for node in nodes}

    def within(node: LexborNode) -> bool:
        above = node.parent
        while above is not None:
            if above.mem_id in found:
                return True
            above = above.parent
        return False

    return [node for node in found.values() if not within(node)]


def _hidden_by_style(page: LexborHTMLParser, sheets: list[str]) -> list[LexborNode]:
    """The nodes that are hidden by the last rule, or by the attribute, that says whether they are shown."""
    told: dict[int, tuple[LexborNode, bool]] = {}

    def take(node: LexborNode, style: str) -> None:
        if STRIKES.search(style):
            node.attrs[STRUCK] = ""
        if SHOWS.search(style):
            told[node.mem_id] = (node, HIDES.search(style) is not None)

    for sheet in sheets:
        if not ("none" in sheet or "hidden" in sheet or "line-through" in sheet):
            continue
        for selector, style in _rules(sheet):
            try:
                nodes = page.css(selector)
            except Exception:  # selectolax's own error for a selector it does not know, a pseudo-class of a later standard
                continue
            for node in nodes:
                take(node, style)
    for node in page.css("[style]"):
        take(node, node.attributes["style"] or "")
    return [node for node, is_hidden in told.values() if is_hidden and node.tag not in ("html", "body")]


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Each selector with its declarations, of the rules that hold on a desktop's screen."""
    import tinycss2  # late: few pages carry such styles

    def walk(rules: list[Any]) -> Iterator[tuple[str, str]]:
        for rule in rules:
            kind = getattr(rule, "type", "")
            if kind == "qualified-rule":
                yield tinycss2.serialize(rule.prelude).strip(), tinycss2.serialize(rule.content)
            elif kind == "at-rule" and rule.lower_at_keyword == "media" and rule.content and _holds(tinycss2.serialize(rule.prelude)):
                yield from walk(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))

    yield from walk(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True))


def _holds(media: str) -> bool:
    media = media.casefold()
    if "print" in media and "screen" not in media:
        return False
    for bound in WIDTH.finditer(media):
        pixels = float(bound["pixels"]) * (1 if bound["unit"] == "px" else EM)
        if (pixels > DESKTOP) if bound["bound"] == "min" else (pixels < DESKTOP):
            return False
    return True


def _drop_copies(page: LexborHTMLParser) -> None:
    """Takes out the phone's copy of a text that the page holds twice."""
    for node in page.css("[class]"):
        if not FOR_PHONES.search(node.attributes["class"] or ""):
            continue
        words = _letters(node)
        if len(words) < SHORTEST_COPY:
            continue
        beside = (node.next, node.prev)
        around = [each for near in beside for each in (near, near.next if near else None, near.prev if near else None) if each is not None]
        if any(each.mem_id != node.mem_id and each.tag != "-text" and _letters(each) == words for each in around):
            node.decompose()


def _letters(node: LexborNode) -> str:
    return "".join(letter for letter in node.text(deep=True) or "" if letter.isalnum()).casefold()
