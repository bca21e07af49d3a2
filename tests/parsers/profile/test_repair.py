"""Labels that lost letters, made whole."""

from __future__ import annotations

import pytest

from parsers.profile.repair import with_labels_whole


@pytest.mark.parametrize("lost", ["?", "\ufffd"])
@pytest.mark.parametrize(
    "whole",
    [
        "Økonomi\tDrift",
        "Drift\tØkonomi",
        "| **Økonomi** |",
        "<td>Økonomi</td>",
        "Planen er lagt. Økonomien er god.",
        "der er ikke afsat økonomi, og budgetøkonomien er god",
        "Første opfølgning på Økonomiudvalgets område",
        "økonomi på sit område",
    ],
)
def test_a_word_that_lost_a_letter_has_the_case_of_its_place(whole: str, lost: str) -> None:
    whole = f"Milepæl {whole}" if whole[0] == "ø" else f"{whole}\nMilepæl"
    damaged = "".join(lost if letter in "æøåÆØÅ" else letter for letter in whole)
    assert with_labels_whole(damaged) == whole


def test_a_question_is_no_word_that_lost_a_letter() -> None:
    said = "Milep?l\nEr vi p?\nVi er p? vej."
    assert with_labels_whole(said) == "Milepæl\nEr vi p?\nVi er på vej."
