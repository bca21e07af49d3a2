"""What is printed beside the page or below it to what is said of it: rows run over its edge, or the sheet holds another page, cut away."""

from __future__ import annotations

from parsers.pdf.coordinates import Box, View
from parsers.pdf.tokens import Print, cleaned
from parsers.pdf.visibility import Noticed

__all__ = ["WORDS_BESIDE_PAGE", "noticed_beside"]

WORDS_BESIDE_PAGE = "words_beside_page"

NEAR = 0.5  # of the page's width or height: what begins further from the page is not of its rows
FEW = 0.5  # of the letters on the page: more beside it are a page of their own


def noticed_beside(layer: Print, view: View, *, table: bool) -> list[Noticed]:
    """What rows of a `table` print beside the page or below it, a line each, as wide as the page; else a note that it is not seen."""
    below = [each for each in layer.beside if each[0][1] >= view.height]
    beside = [each for each in layer.beside if each[0][1] < view.height]
    return [noticed for found in (beside, below) if found for noticed in _noticed(found, layer, view, table=table)]


def _noticed(found: list[tuple[Box, str]], layer: Print, view: View, *, table: bool) -> list[Noticed]:
    letters = sum(len(words) for _, words in found)
    near = all(box[0] < (1 + NEAR) * view.width and box[2] > -NEAR * view.width and box[1] < (1 + NEAR) * view.height for box, _ in found)
    if not (table and near and letters < FEW * sum(len(word.text) for word in layer.words)):
        layer.notes.append(("invisible_text", cleaned(" ".join(words for _, words in found))))
        return []
    lines: list[tuple[Box, list[str]]] = []
    for (_, top, _, bottom), words in found:
        if lines and top < lines[-1][0][3] and bottom > lines[-1][0][1]:
            lines[-1][1].append(words)
        else:
            lines.append(((0.0, top, view.width, bottom), [words]))
    return [Noticed(WORDS_BESIDE_PAGE, box, cleaned(" ".join(words))) for box, words in lines]
