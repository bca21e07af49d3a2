"""A long pattern that is tried only where it can begin finds what it finds anywhere."""

import re

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from parsers.documents.agenda_form import ITEM_BEGINS
from parsers.documents.item_forms import AGENDA_ITEM
from parsers.documents.references import AGREEMENT_BEGINS, AGREEMENT_NAMED, DATED, LEVELS, LONGEST_WORD, POINT, POINT_BEGINS
from parsers.language.beginnings import TextWords, ToldOfWords, in_small_ascii, in_small_letters, matches_at
from parsers.language.dates import DATE, DAY_BEGINS
from parsers.language.money import _SENTENCE_END, _STOP
from parsers.language.money_kind import PHRASES as KIND_PHRASES
from parsers.language.money_standing import _RULES, _RULES_AT, _phrases
from parsers.language.money_sums import NUMBER_BEGINS, SUM, SUM_BEGINS, UNIT_FIRST, may_hold_sum, sums_in
from parsers.language.money_years import YEAR_BEGINS, YEARS

PIECES = (
    "1|12|2032|1.250.000|1,5|½|1 250|1'200|(|)|-|÷|–|,-|.|,| |\n|/|¹|kr.|kr|mio. kr.|t.kr.|tkr.|DKK |til|og|mellem|ca.|minus 2|kr. -3"
    "|maj|Marts 2032|sept.|3/5-2032|2032-05-03|den 7.|14.-15. maj 2032|punkt 3|(1,2 mio. kr.)|danske kroner|tusinde"
    "|punkt 1.22|pkt. nr. 2.3|Indsatserne |2.3 og 5.5|fra 2031|2031-33|og frem|ca. |. Der|! |; |, og |men "
    "|samt |hvorefter |der er|det bliver|har |Budgetaftale|budgetaftalen |aftale om |AFTALEN FOR budget "
)
KIND_PIECES = (
    "Nordby Kommune|kommunen|byrådet| har| får| modtog| 1 mio. kr.|staten| og| giver| gav| har givet|Region Nord| yder|fonden| bidrager"
    "| tilskud| fra| en|salg| af| jorden| for|udlejning|en reduktion| i|fald| antallet|bestillinger|driftsindtægter"
    "|omsætningen| falder| er| lavere"
)
# Every word of the rules, and a phrase of each form that takes several
WORDS = sorted(
    {word for rule in _RULES for word in re.findall(r"[a-zæøå]{2,}", re.sub(r"\\[a-zA-Z]", " ", rule.pattern.pattern))}
    | {"ændringsforslag", "i", "jf."}
)
PHRASES = (
    "ikke godkendt|godkendt ikke|ej imødekommet|stemt ned|tages der stilling|endnu ikke besluttet|skal først behandles|stillede et forslag"
    "|forslag om|ændringsforslag til|lagt op til|lægger der op til|oplæg til|i givet fald|søger om|anmodes om|behov for|vil gerne|enige om"
    "|enighed mellem dem om|jf. byrådets beslutning|ved budgettets vedtagelse|i budgettet 2032 indgår|mulighed for|hvis det bliver godkendt"
    "|under forudsætning af|med forbehold|som kan søges|tidligere bevillinger|blev der givet|vil afsætte|lægges ind|sendes til politisk"
    "|indgår i de kommende|og der er|men udvalget har|samt afsættes|mens det blev|hvorefter parterne"
)


@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=12).map("".join))
@pytest.mark.parametrize(
    ("begins", "pattern"),
    [
        (SUM_BEGINS, SUM),
        (DAY_BEGINS, DATE),
        (DAY_BEGINS, DATED),
        (YEAR_BEGINS, YEARS),
        (POINT_BEGINS, POINT),
        (AGREEMENT_BEGINS, AGREEMENT_NAMED),
        (_STOP, _SENTENCE_END),
    ],
    ids=["sums", "days", "dated", "years", "points", "agreements", "sentences"],
)
def test_sums_and_days_are_found_wherever_they_stand(begins: re.Pattern[str], pattern: regex.Pattern[str], text: str) -> None:
    assert [match.span() for match in matches_at(begins, pattern, text)] == [match.span() for match in pattern.finditer(text)]


@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=12).map("".join))
@example("Indsatserne nr. 12.3")
def test_a_point_begins_no_further_in_front_of_the_first_level_than_its_longest_word(text: str) -> None:
    first = max(level.start() - LONGEST_WORD, 0) if (level := LEVELS.search(text)) else len(text)
    assert [match.span() for match in matches_at(POINT_BEGINS, POINT, text, first)] == [match.span() for match in POINT.finditer(text)]


@pytest.mark.parametrize(
    "text", ["Punkt 1 A", "PUNKT 1", "Dagsordenspunkt 1", "Pkt. 1", "PKT. 1", "Sag 1:", "SAG nr. 1.", "Nr. 1:", "NR.1."]
)
def test_an_item_begins_with_two_letters_that_tell_it(text: str) -> None:
    assert AGENDA_ITEM.match(text) is not None
    assert text[:2] in ITEM_BEGINS


@given(st.lists(st.sampled_from(WORDS) | st.sampled_from(PHRASES.split("|")), max_size=10), st.sampled_from([" ", ", ", "; "]))
def test_what_says_a_standing_is_found_wherever_it_stands(words: list[str], between: str) -> None:
    _is_found_everywhere(between.join(words))


def test_each_word_and_each_phrase_that_says_a_standing_is_found_alone() -> None:
    for words in (*WORDS, *PHRASES.split("|")):
        _is_found_everywhere(words)


def _is_found_everywhere(text: str) -> None:
    found = [(id(rule), at, to) for rule, at, to in _phrases(text, TextWords(text).told(_RULES_AT))]
    assert sorted(found) == sorted((id(rule), *match.span()) for rule in _RULES for match in rule.pattern.finditer(text))


@given(st.lists(st.sampled_from(KIND_PIECES.split("|")), max_size=8).map("".join))
def test_a_phrase_that_tells_a_kind_has_a_word_that_tells_of_it(text: str) -> None:
    words = "".join(letter if letter.isalpha() else " " for letter in in_small_letters(text)).split()
    for phrase in KIND_PHRASES:
        if phrase.pattern.search(text):
            assert any(needle in word for needle in phrase.needles for word in words)


@given(st.text(alphabet="aÆşİẞ 1.½_ik", max_size=20))
def test_words_stand_where_they_stand_in_the_text(text: str) -> None:
    plain = in_small_letters(text)
    assert len(plain) == len(text)
    told = TextWords(plain).told(ToldOfWords(str.upper))
    assert "".join(word for _, word, _ in told) == "".join(letter for letter in plain if letter.isalpha())
    for at, word, upper in told:
        assert plain[at:].startswith(word)
        assert word.isalpha()
        assert upper == word.upper()


def test_a_note_mark_is_no_letter_of_its_word_and_nothing_is_told_of_most_words() -> None:
    ours = ToldOfWords(lambda word: len(word) if word.startswith("drift") else None)
    assert TextWords("til driftspulje¹ i 2032").told(ours) == [(4, "driftspulje", 11)]
    assert TextWords("").told(ours) == []


@given(st.lists(st.sampled_from([*PIECES.split("|"), "halvanden mio.", "en mia. ", "TO MILLIARDER", "DKK 5"]), max_size=12).map("".join))
def test_no_text_with_a_sum_is_passed_by(text: str) -> None:
    assert not sums_in(text) or may_hold_sum(in_small_ascii(text))


@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=12).map("".join))
def test_a_sum_that_begins_with_its_unit_is_known_by_the_unit(text: str) -> None:
    begins = SUM_BEGINS if UNIT_FIRST.search(text) else NUMBER_BEGINS
    assert [match.span() for match in matches_at(begins, SUM, text)] == [match.span() for match in SUM.finditer(text)]
