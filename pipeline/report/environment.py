"""The house's templates, with the words, shapes and filters that every page has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from parsers.documents.kinds import KINDS
from parsers.profile.municipalities import municipality_name
from pipeline.promises.marks import count, mark_of_standing
from pipeline.promises.model import Agreement
from pipeline.report import wording
from pipeline.report.charts.strip import rounds_shown
from pipeline.report.marks import ECONOMY_SHAPES, SHAPES, WORDS
from pipeline.report.tracks import basis_words
from pipeline.wording.names import CHANGES
from pipeline.wording.rounds import in_round, round_name

__all__ = ["environment", "listed", "spoken"]

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # HTML cannot hold them
MARKED_TITLE = re.compile(r"(?<!\\)\*((?:[^*\\]|\\.)+)\*")
ESCAPED = re.compile(r"\\([*\\])")
LONGEST_SENTENCE = 1200  # characters of one line in a list


class _CompiledTemplates(BytecodeCache):
    """What templates were compiled to, for every environment of this process: of a hundred reports each had taken half a second for it."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._compiled:
            bucket.bytecode_from_string(self._compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled[bucket.key] = bucket.bytecode_to_string()


COMPILED = _CompiledTemplates()


def environment() -> Environment:
    made = Environment(
        loader=PackageLoader("pipeline.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.do"],
        auto_reload=False,
        bytecode_cache=COMPILED,
    )
    made.globals |= {
        "words": WORDS,
        "shapes": {mark: Markup(shape) for mark, shape in SHAPES.items()},
        "economy_shapes": {mark: Markup(shape) for mark, shape in ECONOMY_SHAPES.items()},
        "rounds_shown": rounds_shown,
        "round_called": lambda number, agreement: round_name(number, agreement.calendar),
        "in_round": lambda number, agreement: in_round(number, agreement.calendar),
        "change_names": {change.value: name for change, name in CHANGES.items()},
        "severities": wording.SEVERITIES,
        "kinds": {kind.value: each.danish for kind, each in KINDS.items()},
        "states": wording.DOCUMENT_STATES,
        "basis_names": wording.BASIS,
        "count_now": lambda promises: count(promise.mark for promise in promises),
        "mark_of": mark_of_standing,
        "basis_words": basis_words,
        "listed": lambda numbers, agreement: listed([in_round(number, agreement.calendar) for number in numbers]),
    }
    made.filters |= {
        "spoken": spoken,
        "shortly": _shortly,
        "headline": wording.headline,
        "document_title": wording.document_title,
        "round_name": wording.round_name,
        "day": wording.day,
        "kroner": wording.kroner,
        "capitalize_first": lambda words: words[:1].upper() + words[1:],
        "years": wording.years,
        "municipality_name": municipality_name,
        "agreement_name": _agreement_name,
        "px": lambda length: f"{length:.1f}".removesuffix(".0"),
    }
    return made


def _agreement_name(agreement: Agreement) -> str:
    return f"Aftale om budget {agreement.year}"


def _shown(value: object) -> object:
    """Control codes as their pictures (␀), and nothing for what is missing."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup) and CONTROLS.search(value):
        return CONTROLS.sub(lambda match: chr(0x2400 + ord(match[0])) if ord(match[0]) < 0x20 else "␡", value)
    return value


def spoken(sentence: str) -> Markup:
    """A sentence with the titles it names set apart: they stand between asterisks, and a printed one has a backslash before it."""
    short = sentence if len(sentence) <= LONGEST_SENTENCE else sentence[:LONGEST_SENTENCE] + " …"
    html = MARKED_TITLE.sub(r"<em>\1</em>", str(escape(_shown(short))))
    return Markup(ESCAPED.sub(r"\1", html))  # what is marked up was escaped before


def _shortly(text: str | None) -> str:
    line = " ".join((text or "").split())
    return line if len(line) <= wording.LONGEST_TITLE else line[: wording.LONGEST_TITLE].rstrip() + " …"


def listed(names: Sequence[str]) -> str:
    """ "udmøntningen, første og anden opfølgning" with its last comma an "og"."""
    *first, last = names
    return f"{', '.join(first)} og {last}" if first else last
