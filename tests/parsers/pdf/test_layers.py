"""Which files may have layers that are not shown."""

from __future__ import annotations

import pytest

from parsers.pdf.layers import Layers
from tests.raw_pdf import raw_pdf

LAYER = {10: "<< /Type /OCG /Name (Noter) >>"}


@pytest.mark.parametrize(
    ("shown", "hidden"),
    [
        ("/Order [10 0 R]", frozenset()),
        ("/BaseState /ON /OFF []", frozenset()),
        ("/OFF [10 0 R]", frozenset({"Noter"})),
        ("/BaseState /OFF /ON [10 0 R]", None),
        ("/AS [<< /Event /View /Category [/View] /OCGs [10 0 R] >>]", None),
    ],
)
def test_the_layers_that_are_off_are_hidden(shown: str, hidden: frozenset[str] | None) -> None:
    layers = Layers(raw_pdf("", objects=LAYER, catalog=f"/OCProperties << /OCGs [10 0 R] /D << {shown} >> >>"))
    assert layers.may_exist
    assert layers.hidden == hidden


def test_a_layer_that_depends_on_others_may_hide() -> None:
    objects = {**LAYER, 11: "<< /Type /OCMD /OCGs [10 0 R] /P /AllOff >>"}
    assert Layers(raw_pdf("", objects=objects, catalog="/OCProperties << /OCGs [10 0 R] /D << >> >>")).hidden is None


def test_a_file_without_layers_hides_nothing() -> None:
    layers = Layers(raw_pdf(""))
    assert not layers.may_exist
    assert layers.hidden == frozenset()
