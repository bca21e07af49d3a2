"""Which language a command speaks."""

from __future__ import annotations

import gettext
import os

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.commands.languages import WORDS, terminal_words
from pipeline.commands.spoken import LOCALE_VARIABLES, SpokenCommand, asked_language, current_language, spoken


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "da_DK.UTF-8"}, "da"),
        ({"LANG": "C.UTF-8"}, None),
        ({"LANG": "da_DK", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "da:en"}, "da"),
        ({}, None),
    ],
)
def test_the_locale_tells_the_language_that_is_not_asked_for(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str | None
) -> None:
    for name in LOCALE_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert asked_language(["delayed"]) == language
    assert asked_language(["delayed", "--lang", "en"]) == "en"
    assert asked_language(["--lang=da", "delayed"]) == "da"


def test_a_language_is_spoken_for_as_long_as_the_command_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "fo")
    with spoken("da"):
        assert current_language() == "da"
        assert terminal_words() is WORDS["da"]
    assert current_language() == "en"
    assert (gettext.textdomain(), os.environ["LANGUAGE"]) == ("messages", "fo")


def test_every_command_can_be_asked_for_either_language() -> None:
    assert all(isinstance(command, SpokenCommand) for command in (main, *main.commands.values()))


def test_where_no_locale_says_readers_hear_danish_and_all_else_is_english() -> None:
    assert terminal_words() is WORDS["da"]
    assert "Show" in CliRunner().invoke(main, ["--help"], env=dict.fromkeys(LOCALE_VARIABLES)).output
