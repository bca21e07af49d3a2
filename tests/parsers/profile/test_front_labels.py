"""Front matter told apart."""

from __future__ import annotations

from parsers.profile.front_labels import Front, front_lines


def test_front_matter_run_together_on_one_line_is_told_apart() -> None:
    lines = front_lines("Dato: 1. august 2031 Tlf. dir.: 0000 Sagsid: 00.30.10-S00-2-31")
    assert lines == [(Front.DATE, "1. august 2031"), (Front.CONTACT, "0000"), (Front.CASE, "00.30.10-S00-2-31")]
    assert front_lines("Den nye Dato: ukendt") is None


def test_a_line_that_is_nothing_but_a_number_or_an_address_of_somebody_needs_no_colon() -> None:
    for line in ("Telefon 44 77 00 00", "Tlf. 44770000", "Tlf.dir. +45 44 77 00 00", "E-mail navn@example.org", "navn@example.org"):
        assert front_lines(line) == [(Front.CONTACT, line)]
    for line in ("Telefon 44 77 00 00 besvares ikke", "44 77 00 00", "Telefonen ringer", "Skriv til navn@example.org"):
        assert front_lines(line) is None
