"""The reading guide's definitions ("☺: Milepælen er nået."), row by row, to the legend that the document's signs are read by."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from msgspec import Struct, field

from parsers.documents.span import FileContext
from parsers.model.content import Symbol
from parsers.model.findings import Code, finding, row_finding
from parsers.model.records import Finding, Scale, Smiley
from parsers.model.rows import Row, RowKind
from parsers.profile import legend as legend_words
from parsers.signs import smileys
from parsers.signs.smileys import Legend

__all__ = ["LegendLines"]


class _Definition(Struct):
    scale: Scale
    row: Row
    symbols: list[Symbol]
    words: str
    meaning: Smiley
    value: str | None = None  # the status that is printed in place of a sign: "Nået", "N", "Grøn"


class LegendLines(Struct):
    """Takes definitions as they are met, and makes the legend once all are there."""

    file: FileContext
    scale: Scale | None = None  # of the block that was begun last
    definitions: list[_Definition] = field(default_factory=list)

    def begin(self, row: Row) -> bool:
        """Takes a block's heading with what follows it in the same row; False when the row holds none."""
        blocks = legend_words.legend_blocks(row.text)
        for scale, words in blocks:
            self.scale = scale
            self._take_parts(row, words)
        return bool(blocks)

    def take(self, row: Row) -> bool:
        """Takes a line "- ☺: Milepælen er nået."; False when the row is none, or no block was begun."""
        if self.scale is None:
            return False
        symbols = [symbol for cell in row.cells for symbol in cell.symbols]
        printed = " ".join(row.text.split())
        if self.file.is_text and smileys.has_sign(printed):
            return self._take_parts(row, " ".join([*(symbol.char or "" for symbol in symbols), printed]))
        words = legend_words.legend_words(printed)
        defined = legend_words.defined_status(words, self.scale) if not symbols else None
        if defined is not None and row.places[0].page in self.file.pictured and smileys.may_be_misread(defined.status):
            words, defined = defined.words, None  # a bullet, or what was left of a sign
        if defined is not None and not smileys.is_typed(defined.status):
            self.definitions.append(_Definition(self.scale, row, [], defined.words, defined.meaning, defined.status))
            return True
        meaning = legend_words.legend_meaning(words, self.scale)
        if meaning is None or not (symbols or words != printed or row.kind is RowKind.TABLE):
            return False
        self.definitions.append(_Definition(self.scale, row, symbols, words, meaning))
        return True

    def _take_parts(self, row: Row, printed: str) -> bool:
        """Takes the definitions a text dump runs together, each with the sign among its words; False when other words are there."""
        assert self.scale is not None
        definitions = []
        for symbols, part in smileys.parts_by_sign(printed):
            words = legend_words.legend_words(" ".join(part.split()))
            meaning = legend_words.legend_meaning(words, self.scale)
            if not symbols or meaning is None:
                return False
            definitions.append(_Definition(self.scale, row, list(symbols), words, meaning))
        self.definitions += definitions
        return True

    def legend(self) -> tuple[Legend, list[Finding]]:
        """The legend that the definitions make, and what was doubted in them."""
        return (legend := Legend(looks=self.file.looks)), list(self._learn(legend))

    def _learn(self, legend: Legend) -> Iterator[Finding]:
        bullet = _shared_bullet(self.definitions)
        for line in self.definitions:
            symbols = [symbol for symbol in line.symbols if _glyph(symbol) != bullet] if len(line.symbols) > 1 else line.symbols
            if not line.symbols and line.value is None:
                legend.lost.add(line.scale)
            legend.add(line.scale, line.meaning, symbols, line.words, line.row.places[0].page, line.value)
            if len(symbols) > 1:
                yield row_finding(Code.LEGEND_LINE_UNREAD, line.row)
        if legend.entries and not legend.has_signs:
            yield finding(Code.LEGEND_WITHOUT_SIGNS, place=self.definitions[0].row.places[0])


def _shared_bullet(definitions: Sequence[_Definition]) -> Hashable | None:
    """The bullet that every legend line begins with: no sign, since it says nothing, even in the colour of the sign behind it."""
    if len(definitions) < 2 or any(len(line.symbols) < 2 for line in definitions):
        return None
    first = {_glyph(min(line.symbols, key=lambda symbol: symbol.x0)) for line in definitions}
    return next(iter(first)) if len(first) == 1 else None


def _glyph(symbol: Symbol) -> Hashable:
    """What is printed apart from its colour."""
    return (symbol.form, symbol.font, symbol.char) if symbol.char else symbol.key
