from parsers.language.numbering import missing, number_key


def test_numbers_are_ordered_by_their_parts_and_a_letter_is_a_part_of_the_number_before_it() -> None:
    assert sorted(["1.10", "1.2b", "1.9", "4.01.2"], key=number_key) == ["1.2b", "1.9", "1.10", "4.01.2"]


def test_a_number_that_was_split_in_two_is_not_missing() -> None:
    assert missing(["1.1", "1.2a", "1.2b", "1.4"]) == ["1.3"]
