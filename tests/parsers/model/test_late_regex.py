"""Expressions compiled late: they find what compiled ones find, and none of ours is wrong."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest
import regex

import parsers
from parsers.model import late_regex
from parsers.model.late_regex import LateExpression


def ours() -> Iterator[LateExpression]:
    for found in pkgutil.walk_packages(parsers.__path__, "parsers."):
        held = vars(import_module(found.name)).values()
        yield from {id(one): one for one in held if isinstance(one, LateExpression)}.values()


def test_a_late_expression_finds_what_a_compiled_one_finds() -> None:
    late, compiled = (module.compile(r"(?P<day>\d+)\. maj", regex.IGNORECASE) for module in (late_regex, regex))
    text = "den 3. MAJ og 14. maj"
    assert late.findall(text) == compiled.findall(text) == ["3", "14"]
    assert (late.pattern, late.flags, late.sub("x", text)) == (compiled.pattern, compiled.flags, compiled.sub("x", text))


def test_it_is_compiled_only_when_it_is_used_and_what_was_asked_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    compile_now = regex.compile
    monkeypatch.setattr(regex, "compile", lambda pattern, flags=0: (asked.append(pattern), compile_now(pattern, flags))[1])
    late = late_regex.compile("a")
    assert not asked
    assert late.search("cab")
    assert late.search("abc")
    assert asked == ["a"]


def test_flags_are_those_of_the_library() -> None:
    for name in ("DOTALL", "IGNORECASE", "V1", "VERBOSE"):
        assert getattr(late_regex, name) == getattr(regex, name)


def test_every_late_expression_of_the_readers_can_be_compiled() -> None:
    found = list(ours())
    assert len(found) > 100
    for one in found:
        assert one.flags  # which compiles it
