"""A table row's cells by what its header says the columns hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from parsers.language import dates
from parsers.language.paragraphs import ends_sentence
from parsers.model.content import Symbol
from parsers.model.records import Due, StatusNote
from parsers.model.rows import Cell, Row
from parsers.profile import labels
from parsers.profile.labels import ColumnRole
from parsers.profile.statuses import status_meaning
from parsers.signs import smileys

__all__ = ["Fields", "fields_of", "first_label_and_rest", "status_notes", "texts_by_column", "without_copies"]


class Fields(Struct):
    label: str
    text: str
    due: str
    smiley_words: str
    symbols: list[Symbol]
    fill: tuple[int, int, int] | None  # the colour of the smiley's cell, where no other cell of the row has it
    inked: bool  # something is drawn in the smiley's cell that is no sign that can be told
    extra: str  # what stands where no column is
    further: str  # what stands in columns that are known, but are none of a follow-up's own


def fields_of(row: Row, roles: Mapping[int, ColumnRole], further: Collection[int] = (), *, is_text: bool) -> Fields:
    """The row's fields; `roles` and `further` are the columns by position, and in a text dump a tab or a sign may have slipped."""
    cells = row.cells
    if is_text and len(cells) != max(roles, default=-1) + 1 and (shifted := _shifted(cells)) is not None:
        roles = shifted  # a tab too many inside the text
    parts: dict[ColumnRole | None, list[str]] = {}
    symbols: list[Symbol] = []
    beside: list[str] = []
    for cell in without_copies(cells) if is_text else cells:
        role = _role(cell, roles)
        text = cell.text
        if role is None and text and cell.column in further:
            beside.append(text)
            continue
        if is_text and role in (ColumnRole.LABEL, ColumnRole.DUE) and smileys.has_sign(text):
            signs, text = smileys.signs_apart(text)  # it slipped into the cell beside its own
            symbols.extend(signs)
        elif is_text and role is ColumnRole.SMILEY and smileys.has_sign(text):
            signs, words = smileys.signs_apart(text)  # "☺ Nået"
            if status_meaning(words) is not None:
                symbols.extend(signs)
                text = words
        if text:
            parts.setdefault(role, []).append(text)
        symbols.extend(cell.symbols)
    texts = {role: "\n".join(words) for role, words in parts.items()}
    label, text = (texts.get(column, "") for column in (ColumnRole.LABEL, ColumnRole.TEXT))
    if is_text and not symbols and ColumnRole.SMILEY not in texts and labels.row_label(label) is not None:
        found, words = smileys.sign_behind(text)
        if ends_sentence(words):  # it slipped into the cell of the words; "Alle er glade ☺" may be the words' own
            symbols, texts[ColumnRole.TEXT] = found, words
    return Fields(
        label=texts.get(ColumnRole.LABEL, ""),
        text=texts.get(ColumnRole.TEXT, ""),
        due=" ".join(texts.get(ColumnRole.DUE, "").split()),
        smiley_words=" ".join(texts.get(ColumnRole.SMILEY, "").split()),
        symbols=symbols,
        fill=_own_fill(cells, roles),
        inked=any(cell.inked and _role(cell, roles) is ColumnRole.SMILEY for cell in cells),
        extra=texts.get(None, ""),
        further="\n".join(beside),
    )


def _own_fill(cells: Sequence[Cell], roles: Mapping[int, ColumnRole]) -> tuple[int, int, int] | None:
    """The colour that the smiley's cell alone has: a row that is coloured all over says nothing."""
    own = {cell.fill for cell in cells if _role(cell, roles) is ColumnRole.SMILEY} - {None}
    beside = {cell.fill for cell in cells if _role(cell, roles) is not ColumnRole.SMILEY}
    return own.pop() if len(own) == 1 and own.isdisjoint(beside) else None


def without_copies(cells: Sequence[Cell]) -> list[Cell]:
    """The cells of a dump without those that repeat the one before: a merged cell's words, copied to each column it covers."""
    return [
        cell for before, cell in zip([None, *cells[:-1]], cells, strict=True) if before is None or not cell.text or cell.text != before.text
    ]


def texts_by_column(row: Row) -> list[str]:
    """The row's texts, each at its column's position; a merged cell's text stands in its first."""
    texts = [""] * (max((cell.column for cell in row.cells), default=-1) + 1)
    for cell in row.cells:
        texts[cell.column] = f"{texts[cell.column]}\n{cell.text}".strip("\n")
    return texts


def _role(cell: Cell, roles: Mapping[int, ColumnRole]) -> ColumnRole | None:
    """What a cell holds; one that is merged over several columns holds what the first named of them does."""
    return next((roles[column] for column in range(cell.column, cell.column + cell.span) if column in roles), None)


def _shifted(cells: Sequence[Cell]) -> dict[int, ColumnRole] | None:
    """The columns of a row with a cell too many or too few, when just one cell of it reads as a time."""
    times = [cell.column for cell in cells if len(cell.text) <= dates.LONGEST_DUE and _is_round_or_day(dates.due(cell.text))]
    if len(times) != 1 or times[0] < 1 or len(cells) - times[0] > 2:
        return None
    due = times[0]
    roles = {0: ColumnRole.LABEL, due: ColumnRole.DUE, due + 1: ColumnRole.SMILEY}
    return roles | dict.fromkeys(range(1, due), ColumnRole.TEXT)


def _is_round_or_day(due: Due | None) -> bool:
    return due is not None and (due.round or due.day) is not None


def status_notes(said: labels.Labelled) -> list[StatusNote]:
    """One for each label in a cell, with the rounds it names."""
    return [StatusNote(label, words or None, *dates.rounds_named(label)) for label, words in said.notes]


def first_label_and_rest(said: labels.Labelled) -> tuple[str | None, str | None]:
    """The first label, and all that follows it with the further labels where they stand."""
    if not said.notes:
        return None, None
    (label, words), *further = said.notes
    rest = "\n".join(filter(None, [words, *(f"{other}\n{text}".strip() for other, text in further)]))
    return label, rest or None
