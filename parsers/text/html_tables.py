"""The lines of a text dump to lines in which each row of an HTML table is one, with a tab between its cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parsers.model import late_regex as regex
from parsers.model.content import Line

__all__ = ["tabbed"]

TAG = regex.compile(r"(<(?P<close>/?)(?P<name>table|thead|tbody|tfoot|tr|td|th)\b(?P<rest>[^<>]*)>)", regex.IGNORECASE)
ROW_TAG = regex.compile(r"\A[^\t]*</?(?:table|thead|tbody|tfoot|tr|td|th)\b", regex.IGNORECASE)  # behind a tab it is a cell's own markup
CLOSED = regex.compile(r"</t[rdh]>", regex.IGNORECASE)
SPAN = regex.compile(r"\b(?P<way>col|row)span\s*=\s*[\"']?(?P<count>\d{1,2})", regex.IGNORECASE)


def tabbed(lines: Sequence[Line]) -> Sequence[Line]:
    """The same lines where no HTML table is among them. What stands outside the tables stays, with the number of its line."""
    if not any("<" in text and ROW_TAG.match(text) for _, text in lines):
        return lines
    closed = any(CLOSED.search(text) for _, text in lines)
    return list(_Tables(closed).read(lines))


class _Tables:
    def __init__(self, closed: bool) -> None:
        self.closed = closed  # whether rows end where their tag says; else each line ends its row
        self.number = 0  # of the line the row begins in
        self.cells: list[list[str]] | None = None  # of the row that is open, each in pieces
        self.open: int | None = None  # the column of the cell that words go into
        self.hanging: dict[int, int] = {}  # rows that a cell above still reaches into, by column

    def read(self, lines: Sequence[Line]) -> Iterator[Line]:
        for number, text in lines:
            if self.cells is None and not ROW_TAG.match(text):
                yield Line(number, text)
                continue
            outside, at = "", 0
            for tag in TAG.finditer(text):
                outside += self._words(text[at : tag.start()])
                at = tag.end()
                if tag["name"].lower() in ("td", "th"):
                    self._cell(number, tag)
                    continue
                yield from self._row_end()
                if outside.strip():
                    yield Line(number, outside)
                    outside = ""
                if tag["name"].lower() == "table":
                    self.hanging.clear()
            outside += self._words(text[at:] + " ")
            if not self.closed:
                yield from self._row_end()
            if outside.strip():
                yield Line(number, outside)
        yield from self._row_end()

    def _words(self, text: str) -> str:
        """Puts words into the open cell; gives them back where there is none."""
        if self.cells is None or self.open is None:
            return text
        self.cells[self.open].append(text.replace("\t", " "))
        return ""

    def _cell(self, number: int, tag: regex.Match[str]) -> None:
        self.open = None
        if tag["close"]:
            return
        if self.cells is None:
            self.number, self.cells = number, []
        self._reached_into(self.cells)
        spans = {span["way"].lower(): int(span["count"]) for span in SPAN.finditer(tag["rest"])}
        self.open = len(self.cells)
        for _ in range(max(spans.get("col", 1), 1)):
            self.hanging[len(self.cells)] = spans.get("row", 1) - 1
            self.cells.append([])

    def _reached_into(self, cells: list[list[str]]) -> None:
        """Gives a row an empty cell for each that reaches into it from above."""
        while self.hanging.get(len(cells), 0) > 0:
            self.hanging[len(cells)] -= 1
            cells.append([])

    def _row_end(self) -> Iterator[Line]:
        if self.cells is not None:
            self._reached_into(self.cells)
            yield Line(self.number, "\t".join("".join(pieces).strip() for pieces in self.cells))
        self.cells = self.open = None
