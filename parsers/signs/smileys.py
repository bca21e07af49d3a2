"""What stands in a smiley cell, held against what the document's own legend says its signs mean."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from parsers.model import late_regex as regex
from parsers.model.content import Look, Symbol, SymbolForm
from parsers.model.records import Basis, LegendEntry, Reading, Scale, Smiley
from parsers.profile.statuses import colour_meaning, is_share, status_meaning
from parsers.profile.vocabulary import key_of
from parsers.signs.hues import Hue, hue_named, hue_of

__all__ = [
    "Doubt",
    "Legend",
    "has_sign",
    "is_typed",
    "leading_signs",
    "may_be_misread",
    "only_signs",
    "parts_by_sign",
    "reading",
    "sign_behind",
    "sign_of",
    "signs_apart",
]

# Known code points. ☺, 😊 and 🙂 are one meaning; which of them is printed is the whim of a font.
GLYPHS: Mapping[str, Smiley] = {
    **dict.fromkeys("☺☻😊🙂😀😃😄😁", Smiley.GLAD),
    **dict.fromkeys("😐😑", Smiley.MIDDLE),
    **dict.fromkeys("☹🙁😞😟😠😢", Smiley.SOUR),
}
# Wingdings draws its three faces at J, K and L; Word stores them at U+F04A to U+F04C.
WINGDINGS: Mapping[str, Smiley] = {
    **dict.fromkeys("J\uf04a", Smiley.GLAD),
    **dict.fromkeys("K\uf04b", Smiley.MIDDLE),
    **dict.fromkeys("L\uf04c", Smiley.SOUR),
}
PRIVATE_USE = frozenset("\uf04a\uf04b\uf04c")
WINGDINGS_FONT = regex.compile(r"wingdings(?![\s-]*[23])", regex.IGNORECASE)  # Wingdings 2 and 3 hold other signs
# What a cell may say in words or in typed marks instead of a sign.
TYPED: Mapping[str, Smiley] = {
    **dict.fromkeys(("glad smiley", "glad", ":)", ":-)"), Smiley.GLAD),
    **dict.fromkeys(("mellemfornøjet smiley", "mellemfornøjet", ":|", ":-|"), Smiley.MIDDLE),
    **dict.fromkeys(("sur smiley", "sur", ":(", ":-("), Smiley.SOUR),
}
NOT_GLAD = regex.compile(r"\b(?:ikke|delvist?|forsinke\w*|afvent\w*)\b", regex.IGNORECASE)
COLOURED_CELL = "farvet celle"  # how `smiley_sign` names a cell that is coloured and holds nothing
Colour = tuple[int, int, int]
VARIATIONS = "\ufe0e\ufe0f"  # text and emoji presentation: ☹ with and without one is the same sign

SIGN = "[" + "".join(GLYPHS) + "".join(PRIVATE_USE) + "]"
SIGNS_ONLY = regex.compile(rf"(?:{SIGN}[{VARIATIONS}]?\s*)+\Z")
LEADING_SIGNS = regex.compile(rf"\s*(?:[-–•*]\s*)?(?P<signs>(?:{SIGN}[{VARIATIONS}]?\s*)+):?\s*")
ONE_SIGN = regex.compile(rf"{SIGN}[{VARIATIONS}]?")

MISREAD_MOST = 2  # letters
MOST_DEFINITIONS = 10  # in a line: two scales have five signs
EXACT = 0.1  # of full difference: no eye tells two looks apart that are closer
CONFIDENCE = {Basis.GLYPH: 0.95, Basis.WORD: 0.95, Basis.FONT: 0.9, Basis.COLOUR: 0.8, Basis.SHAPE: 0.7}
# confidence of a cell's colour: where the legend prints it, where the profile tells it, and where nothing does
COLOUR_BY_LEGEND, COLOUR_BY_PROFILE, COLOUR_ALONE = 0.95, 0.9, 0.5
HUES = {Hue.GREEN: Smiley.GLAD, Hue.YELLOW: Smiley.MIDDLE, Hue.RED: Smiley.SOUR}


class Doubt(StrEnum):
    """Why a cell could not be told."""

    TWO_SIGNS = "two_signs"
    UNKNOWN_SIGN = "unknown_sign"
    OUTSIDE_SCALE = "sign_outside_scale"
    LEGEND_UNDECIDED = "legend_undecided"
    COLOUR_ALONE = "colour_alone"  # read, with little confidence


def text_symbol(sign: str) -> Symbol:
    """A smiley character of a text dump as a symbol."""
    return Symbol(SymbolForm.GLYPH, 0, 0, 0, 0, key=sign.rstrip(VARIATIONS), char=sign)


def only_signs(text: str) -> tuple[Symbol, ...]:
    """The signs of a cell in which nothing else stands; empty when words do."""
    return tuple(map(text_symbol, ONE_SIGN.findall(text))) if text and SIGNS_ONLY.match(text) else ()


def leading_signs(text: str) -> tuple[tuple[Symbol, ...], str]:
    """The signs a legend line begins with, and its words: `"- ☺: Milepælen er nået."`."""
    match = LEADING_SIGNS.match(text)
    if match is None:
        return (), text
    return tuple(map(text_symbol, ONE_SIGN.findall(match["signs"]))), text[match.end() :]


def has_sign(text: str) -> bool:
    return ONE_SIGN.search(text) is not None


def signs_apart(text: str) -> tuple[tuple[Symbol, ...], str]:
    """The signs among a cell's words, and the words."""
    return tuple(map(text_symbol, ONE_SIGN.findall(text))), " ".join(ONE_SIGN.sub(" ", text).split())


def is_typed(words: str) -> bool:
    """Whether the words name a smiley or type one: "Glad smiley", ":-)"."""
    return key_of(words) in TYPED or words.strip() in TYPED


def may_be_misread(words: str) -> bool:
    """Whether what was read from a picture may be a sign that was taken for letters: "S", "GG", "e;"."""
    return sum(map(str.isalnum, words)) <= MISREAD_MOST and not is_share(words)


def sign_behind(text: str) -> tuple[list[Symbol], str]:
    """The only sign of a text when it stands at its end, and the words before it; no sign and the text otherwise."""
    signs = list(ONE_SIGN.finditer(text))
    if len(signs) != 1 or text[signs[0].end() :].strip():
        return [], text
    return [text_symbol(signs[0][0])], text[: signs[0].start()].rstrip()


def parts_by_sign(text: str) -> list[tuple[tuple[Symbol, ...], str]]:
    """The definitions of a line that prints several, each with its sign: `"☺: Nået. ☹: Ikke nået."`; one without a sign as it stands.

    A single sign may stand anywhere in its definition: `"Glad smiley ☺: Milepælen er nået."`
    """
    signs = list(ONE_SIGN.finditer(text))
    if len(signs) < 2 or len(signs) > MOST_DEFINITIONS:
        return [(tuple(text_symbol(sign[0]) for sign in signs), ONE_SIGN.sub("", text))]
    behind = not text[signs[-1].end() :].strip(" .;")  # each sign stands behind its words
    ends = [sign.end() for sign in signs] if behind else [*(sign.start() for sign in signs[1:]), len(text)]
    return [part for start, end in pairwise([0, *ends]) for part in parts_by_sign(text[start:end])]


def sign_of(symbol: Symbol) -> str:
    """How `smiley_sign` names a symbol: the character as printed, "billede" or "tegning"."""
    if symbol.form is SymbolForm.PICTURE:
        return "billede"
    if symbol.char and (_code_point(symbol) or _wingdings(symbol)):
        return symbol.char
    return "tegning"


def _code_point(symbol: Symbol) -> Smiley | None:
    return GLYPHS.get(symbol.char.rstrip(VARIATIONS)) if symbol.form is SymbolForm.GLYPH and symbol.char else None


def _wingdings(symbol: Symbol) -> Smiley | None:
    if symbol.form is not SymbolForm.GLYPH or symbol.char is None or symbol.char not in WINGDINGS:
        return None
    named = symbol.font is not None and WINGDINGS_FONT.search(symbol.font)
    return WINGDINGS[symbol.char] if named or symbol.char in PRIVATE_USE else None


def _identity(symbol: Symbol) -> Hashable:
    """Symbols of equal identity are the same sign for certain."""
    if symbol.form is SymbolForm.GLYPH and symbol.char and symbol.char.rstrip(VARIATIONS) in GLYPHS:
        return symbol.char.rstrip(VARIATIONS)
    return symbol.key


class Legend(Struct):
    """What this document says its signs mean. Empty when it has no reading guide."""

    entries: list[LegendEntry] = field(default_factory=list)
    symbols: list[tuple[Scale, Symbol, Smiley]] = field(default_factory=list)
    values: list[tuple[Scale, str, Smiley]] = field(default_factory=list)  # statuses in words, letters or colours' names
    looks: Mapping[Hashable, Look] = field(default_factory=dict)
    lost: set[Scale] = field(default_factory=set)  # of which a definition is printed whose sign is gone

    def add(self, scale: Scale, meaning: Smiley, symbols: Sequence[Symbol], words: str, page: int | None, value: str | None = None) -> None:
        """A definition with its sign, or with the `value` that is printed in place of one: "Nået", "N", "Grøn"."""
        ordinal = 1 + sum(entry.scale is scale for entry in self.entries)
        symbol = symbols[0] if len(symbols) == 1 else None
        self.entries.append(LegendEntry(scale, ordinal, meaning, sign_of(symbol) if symbol else value, words, page))
        if symbol is not None:
            self.symbols.append((scale, symbol, meaning))
        elif value is not None:
            self.values.append((scale, value, meaning))

    @property
    def has_signs(self) -> bool:
        return bool(self.symbols or self.values)

    def may_have_lost(self, scale: Scale) -> bool:
        """Whether a sign of the scale can be lost from a cell, for it is from the legend, which prints others."""
        return self.has_signs and scale in self.lost

    def meaning_of_words(self, words: str, scale: Scale) -> Smiley | None:
        """What the legend says of a status in words; the scale's own lines come first. None where it prints no such words, or two ways."""
        return _one_meaning([(s, meaning) for s, value, meaning in self.values if key_of(value) == key_of(words)], scale)

    def meaning_of_hue(self, hue: Hue, scale: Scale) -> Smiley | None:
        """What the legend says of a colour, by its name or by the colour of a sign it prints."""
        lines = [(s, meaning) for s, value, meaning in self.values if hue_named(value) is hue]
        looks = ((s, self.looks.get(symbol.key), meaning) for s, symbol, meaning in self.symbols)
        lines += [(s, meaning) for s, look, meaning in looks if look is not None and hue_of(look.colour) is hue]
        return _one_meaning(lines, scale)

    def meanings(self, symbol: Symbol, scale: Scale) -> tuple[frozenset[Smiley], float] | None:
        """What the legend prints beside this sign, and how surely it is this sign (0 to 1); None when it prints no such sign.

        The scale's own lines come first: on the economy's scale ☹ is sour whatever it is on the other.
        """
        for scales in ((scale,), tuple(Scale)):
            lines = [(other, meaning) for line_scale, other, meaning in self.symbols if line_scale in scales]
            found = self._same(symbol, lines)
            if found is not None:
                return found
        return None

    def _same(self, symbol: Symbol, lines: Sequence[tuple[Symbol, Smiley]]) -> tuple[frozenset[Smiley], float] | None:
        """The meanings of the lines that print this sign: the very sign, else the one that looks most like it."""
        from parsers.signs.appearance import ALIKE

        apart = [(self._difference(symbol, other), meaning) for other, meaning in lines]
        nearest = min((difference for difference, _ in apart), default=1.0)
        if nearest > ALIKE:
            return None
        # A legend may print one picture twice in two sizes: what no eye tells apart is one sign with two meanings.
        return frozenset(meaning for difference, meaning in apart if difference <= nearest + EXACT), 1.0 - nearest

    def _difference(self, one: Symbol, other: Symbol) -> float:
        """From 0, the same sign, to 1. A known character is the same as itself alone: an unknown one goes by its look."""
        from parsers.signs.appearance import difference

        if one.key is not None and _identity(one) == _identity(other):
            return 0.0
        looks = self.looks.get(one.key), self.looks.get(other.key)
        if _code_point(one) is not None or looks[0] is None or looks[1] is None:
            return 1.0
        return difference(looks[0], looks[1])


def _one_meaning(lines: Sequence[tuple[Scale, Smiley]], scale: Scale) -> Smiley | None:
    """The only meaning among the lines of a scale, else among those of all."""
    own = {meaning for line_scale, meaning in lines if line_scale is scale} or {meaning for _, meaning in lines}
    return next(iter(own)) if len(own) == 1 else None


def reading(
    symbols: Sequence[Symbol],
    words: str,
    scale: Scale,
    legend: Legend,
    *,
    is_text: bool = False,
    is_picture: bool = False,
    fill: Colour | None = None,
    inked: bool = False,
) -> tuple[Reading, Doubt | None]:
    """The smiley of one cell and, where it is `ukendt`, why. An empty cell reads as None.

    `words` are the cell's letters, `fill` its colour; `is_text` when the document is a text dump, in which a lone J, K or L is Wingdings;
    `is_picture` when the words were read from a picture; `inked` when something is drawn in the cell that is no sign.
    """
    if is_picture and not symbols and words and may_be_misread(words):
        return Reading(Smiley.UNKNOWN, words, None, 0.0), Doubt.UNKNOWN_SIGN
    if inked and not (symbols or words or fill):
        return Reading(Smiley.UNKNOWN, "tegning", None, 0.0), Doubt.UNKNOWN_SIGN
    if not symbols:
        return _in_words(words, scale, legend, is_text) if words or fill is None else _by_fill(fill, scale, legend)
    if len(symbols) > 1:
        return Reading(Smiley.UNKNOWN, _said(symbols, words), None, 0.0), Doubt.TWO_SIGNS
    read, doubt = _printed(symbols[0], scale, legend)
    if not words:
        return read, doubt
    if doubt is None and not _is_denied(read.value, words):
        return replace(read, printed=words if status_meaning(words) is not None else None), None
    return Reading(Smiley.UNKNOWN, _said(symbols, words), None, 0.0), doubt or Doubt.UNKNOWN_SIGN


def _said(symbols: Sequence[Symbol], words: str) -> str:
    return " ".join([*map(sign_of, symbols), *([words] if words else [])])


def _is_denied(value: Smiley | None, words: str) -> bool:
    """Whether the words beside a sign say another status: a glad one is not glad beside "Ikke nået"."""
    said = status_meaning(words)
    typed = TYPED.get(key_of(words)) or (said.smiley if said else None)
    return typed not in (None, value) or (value is Smiley.GLAD and NOT_GLAD.search(words) is not None)


def _printed(symbol: Symbol, scale: Scale, legend: Legend) -> tuple[Reading, Doubt | None]:
    """What one sign means: as the legend says, else as such signs do."""
    sign = sign_of(symbol)
    printed = legend.meanings(symbol, scale)
    if printed is not None:
        meanings, confidence = printed
        value = _one(meanings, scale)
        if value is None:
            return Reading(Smiley.UNKNOWN, sign, None, 0.0), Doubt.LEGEND_UNDECIDED
        return _on_scale(value, scale, sign, Basis.LEGEND, confidence)
    told = _known_meaning(symbol, legend.looks)
    if told is None:
        return Reading(Smiley.UNKNOWN, sign, None, 0.0), Doubt.UNKNOWN_SIGN
    value, basis = told
    return _on_scale(value, scale, sign, basis, CONFIDENCE[basis])


def _in_words(words: str, scale: Scale, legend: Legend, is_text: bool) -> tuple[Reading, Doubt | None]:
    """A cell without a sign: what the legend, then the typed marks, then the profile say of its words. A share is no sign."""
    if not words:
        return Reading(), None
    value, basis, confidence = legend.meaning_of_words(words, scale), Basis.WORD, 1.0
    if value is None:
        value, basis = TYPED.get(key_of(words)), Basis.GLYPH
        if value is None and is_text:
            value, basis = WINGDINGS.get(words), Basis.FONT
        if value is not None:
            return _on_scale(value, scale, words, basis, CONFIDENCE[basis])
        said = status_meaning(words)
        if (said is not None and said.smiley is None) or (said is None and is_share(words)):
            return Reading(printed=words), None  # not begun, given up, 70 %: no smiley says so
        value, confidence = said.smiley if said else None, CONFIDENCE[Basis.WORD]
    if value is None:
        return Reading(Smiley.UNKNOWN, words, None, 0.0, words), Doubt.UNKNOWN_SIGN
    read, doubt = _on_scale(value, scale, words, Basis.WORD, confidence)
    return replace(read, printed=words), doubt


def _by_fill(fill: Colour, scale: Scale, legend: Legend) -> tuple[Reading, Doubt | None]:
    """A cell that is coloured and holds nothing: by the legend, then the profile; a colour alone is read with little confidence."""
    hue = hue_of(fill)
    if hue is None:
        return Reading(Smiley.UNKNOWN, COLOURED_CELL, None, 0.0, "farvet"), Doubt.UNKNOWN_SIGN
    value, confidence = legend.meaning_of_hue(hue, scale), COLOUR_BY_LEGEND
    if value is None:
        said = colour_meaning(hue.name.casefold())
        if said is not None and said.smiley is None:
            return Reading(printed=hue.value), None
        value, confidence = (said.smiley, COLOUR_BY_PROFILE) if said else (None, COLOUR_ALONE)
    read, doubt = _on_scale(value or HUES[hue], scale, COLOURED_CELL, Basis.CELL_COLOUR, confidence)
    return replace(read, printed=hue.value), doubt or (Doubt.COLOUR_ALONE if value is None else None)


def _one(meanings: frozenset[Smiley], scale: Scale) -> Smiley | None:
    """One meaning of those a sign is printed beside; mellem_eller_sur where it stands for both."""
    if meanings == {Smiley.MIDDLE, Smiley.SOUR}:
        return Smiley.SOUR if scale is Scale.ECONOMY else Smiley.MIDDLE_OR_SOUR
    return next(iter(meanings)) if len(meanings) == 1 else None


def _on_scale(value: Smiley, scale: Scale, sign: str, basis: Basis, confidence: float) -> tuple[Reading, Doubt | None]:
    if scale is Scale.ECONOMY and value is Smiley.MIDDLE:
        return Reading(Smiley.UNKNOWN, sign, None, 0.0), Doubt.OUTSIDE_SCALE
    return Reading(value, sign, basis, round(confidence, 3)), None


def _known_meaning(symbol: Symbol, looks: Mapping[Hashable, Look]) -> tuple[Smiley, Basis] | None:
    """What a sign means where no legend says so: by code point, font, colour, then the mouth; where all are yellow, the mouth alone."""
    value = _code_point(symbol)
    if value is not None:
        return value, Basis.GLYPH
    value = _wingdings(symbol)
    if value is not None:
        return value, Basis.FONT
    look = looks.get(symbol.key)
    if look is None:
        return None
    by_mouth, by_colour = _by_mouth(look) if symbol.form is not SymbolForm.PATTERN else None, _by_colour(look)
    if by_colour is not None and not (by_mouth is not None and by_colour is Smiley.MIDDLE and _all_yellow(looks.values())):
        return (by_colour, Basis.COLOUR) if by_mouth in (None, by_colour) else None
    return (by_mouth, Basis.SHAPE) if by_mouth is not None else None


def _all_yellow(looks: Iterable[Look]) -> bool:
    """Whether a document prints all its coloured signs in yellow, as emoji are; one of green, yellow and red prints others too."""
    return {colour for look in looks if (colour := _by_colour(look)) is not None} == {Smiley.MIDDLE}


def _by_colour(look: Look) -> Smiley | None:
    """Green, yellow or red, by hue; None for any other colour and for none."""
    hue = hue_of(look.colour)
    return HUES[hue] if hue is not None else None


def _by_mouth(look: Look) -> Smiley | None:
    from parsers.signs.appearance import BENDS, STRAIGHT, mouth_curve

    curve = mouth_curve(look)
    if curve is None:
        return None
    if abs(curve) < STRAIGHT:
        return Smiley.MIDDLE
    if abs(curve) < BENDS:
        return None
    return Smiley.GLAD if curve > 0 else Smiley.SOUR
