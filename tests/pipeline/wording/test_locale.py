"""What the commands say, in Danish: nothing is left in English, and no place for a value is lost on the way."""

from __future__ import annotations

import io
import re

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from click.testing import CliRunner

from docs.make_messages import PO, catalogue
from pipeline.cli import main
from pipeline.commands.spoken import DOMAIN

PLACES = re.compile(r"{[^{}]*}|%\(\w+\)s")


def test_what_is_spoken_is_what_was_written() -> None:
    compiled = io.BytesIO()
    with PO.open("rb") as stream:
        write_mo(compiled, read_po(stream, domain=DOMAIN))
    assert PO.with_suffix(".mo").read_bytes() == compiled.getvalue(), "run: make papers"


def test_a_translation_has_the_places_of_its_original() -> None:
    for message in catalogue():
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        originals = message.id if isinstance(message.id, tuple) else (message.id,)
        for original, form in zip(originals, forms, strict=False):
            assert sorted(PLACES.findall(form)) == sorted(PLACES.findall(original)) if original else True, original


def test_what_click_refuses_is_refused_in_danish() -> None:
    assert "findes ikke" in CliRunner().invoke(main, ["delayd", "--lang", "da"]).output
    assert "findes ikke" in CliRunner().invoke(main, ["run", "nowhere.pdf", "--lang", "da"]).output
