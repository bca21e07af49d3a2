"""What the reading guide prints, and what it means."""

from __future__ import annotations

import pytest

from parsers.model.records import Scale, Smiley
from parsers.profile.legend import legend_meaning, legend_scale


@pytest.mark.parametrize(
    ("words", "scale", "meaning"),
    [
        ("Milepælen er nået.", Scale.INITIATIVE, Smiley.GLAD),
        ("Milepæl er ikke fuldt opfyldt, men det er fortsat realistisk, at målet nås", Scale.INITIATIVE, Smiley.MIDDLE),
        ("Milepælen er ikke nået, og det er ikke realistisk, at den nås.", Scale.INITIATIVE, Smiley.SOUR),
        ("Budget er overholdt/Besparelse er opnået", Scale.ECONOMY, Smiley.GLAD),
        ("Budget ikke overholdt/Den forventede besparelse opnås ikke", Scale.ECONOMY, Smiley.SOUR),
        ("Denne vejledning skal skabe klarhed.", Scale.INITIATIVE, None),
    ],
)
def test_a_legend_line_means_what_its_words_say(words: str, scale: Scale, meaning: Smiley | None) -> None:
    assert legend_meaning(words, scale) is meaning


def test_a_legend_heading_names_its_scale() -> None:
    assert legend_scale("Definition af smileys på indsats:") is Scale.INITIATIVE
    assert legend_scale("Definition af smileys på økonomi") is Scale.ECONOMY
    assert legend_scale("Smileys på økonomi") is None
