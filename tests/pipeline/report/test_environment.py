"""The house's templates."""

from __future__ import annotations

import pytest
from jinja2 import Environment

from pipeline.report.environment import environment


def test_a_hundred_reports_compile_their_templates_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = environment().get_template("country.html.j2")

    def compiled_again(*_arguments: object, **_named: object) -> None:
        raise AssertionError("it was compiled before")

    monkeypatch.setattr(Environment, "compile", compiled_again)
    assert environment().get_template("country.html.j2") is not first  # each report has its own words beside it
