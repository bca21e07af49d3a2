"""Front matter told apart."""

from __future__ import annotations

from parsers.profile.front_labels import Front, front_lines


def test_front_matter_run_together_on_one_line_is_told_apart() -> None:
    lines = front_lines("Dato: 1. august 2031 Tlf. dir.: 0000 Sagsid: 00.30.10-S00-2-31")
    assert lines == [(Front.DATE, "1. august 2031"), (Front.CONTACT, "0000"), (Front.CASE, "00.30.10-S00-2-31")]
    assert front_lines("Den nye Dato: ukendt") is None
