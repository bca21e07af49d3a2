"""Two cells that one blank parts are told apart by what had room in a printed line."""

from __future__ import annotations

from parsers.profile.labels import USUAL_FORM
from parsers.reading import TEXT, read_file
from parsers.text.monospaced_segments import Header, TextSegment, header_of, segments_of
from parsers.text.monospaced_wrap import usual_width, with_descriptions_parted, wraps_at

HEAD = "1.1. Lånecykler              Drift                                Tid                 Smiley"
DESCRIPTION = """\
Byen vil have mange flere    Ansvarligt center: By, Erhverv
lånecykler ved stationer i   og Miljø
kommunen, og nogle af dem    Ansvarligt udvalg: Teknik- og
skal stå ved alle de store Miljøudvalget
byen, så man let finder      Væsentlig bidragsyder: Ejendomme
dem."""
HEADER = Header((0, 30, 60, 80), USUAL_FORM)


def parted(text: str) -> list[list[str]]:
    lines = [segments_of(line) for line in text.splitlines()]

    header = header_of(segments_of(HEAD))
    assert header is not None
    apart, _ = with_descriptions_parted(lines, [header] * len(lines), usual_width([(list(enumerate(lines)), header)]))
    return [[segment.text for segment in segments] for segments in apart]


def test_the_first_of_two_cells_ends_before_the_word_that_had_no_room() -> None:
    assert parted(DESCRIPTION)[3] == ["skal stå ved alle de store", "Miljøudvalget"]


def test_a_line_with_room_for_all_its_words_is_one_cell() -> None:
    assert parted(DESCRIPTION.replace(" Miljøudvalget", "\n                             Miljøudvalget"))[3] == [
        "skal stå ved alle de store"
    ]


def test_a_line_ends_where_its_next_word_has_no_room_or_its_sentence_ends() -> None:
    width = usual_width(
        [([(n, [TextSegment(0, line), TextSegment(30, "By")]) for n, line in enumerate(["han er her", "hun", "de"])], HEADER)]
    )

    def ends(text: str, following: str) -> list[str]:
        cuts = [at + 1 for at, letter in enumerate(text) if letter == " "]
        return [text[:cut].rstrip() for cut in wraps_at(text, cuts, following, width)]

    assert ends("han er der nu og", "ja") == ["han er der"]
    assert ends("ja. Han er der nu", "i") == ["ja.", "ja. Han er"]


def test_cells_that_met_are_told_apart_in_the_record() -> None:
    dump = f"""Anden opfølgning på Aftale om budget 2031
Eksempel – opdigtede indsatser

1. Cykler
{HEAD}
{DESCRIPTION}
Milepæl                      Cyklerne er købt.                    1. budgetopfølgning
                                                                  2031
Økonomi                      Der er ikke afsat økonomi.
"""
    (document,) = read_file(dump.encode(), TEXT).documents
    (initiative,) = document.initiatives
    assert initiative.responsible_committee == "Teknik- og Miljøudvalget"
    assert " ".join((initiative.description or "").split()).endswith("de store byen, så man let finder dem.")
