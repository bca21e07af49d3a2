"""The councils and committees that a line names, whole and as printed."""

import pytest

from parsers.documents.body_names import body_named


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dagsorden for Klima-, Teknik- og Miljøudvalgets møde den 3. maj", "Klima-, Teknik- og Miljøudvalget"),
        ("Byråd 2022-2025", "Byråd 2022-2025"),
        ("Beskæftigelsesudvalget 2022", "Beskæftigelsesudvalget 2022"),
        ("Referat Økonomiudvalget 03-03-2032", "Økonomiudvalget"),
        ("Ballerup Kommune Økonomiudvalget", "Økonomiudvalget"),
        ("Social og Sundhedsudvalget", "Social og Sundhedsudvalget"),
        ("Kommunalbestyrelsens møde", "Kommunalbestyrelsen"),
        ("Udvalget for Børn og Unge", "Udvalget for Børn og Unge"),
        ("Greve Byråd", "Greve Byråd"),
        ("Rådhuset, mødelokale 2", None),
        ("Byrådssalen", None),
        ("udvalget ønsker en sag", None),
    ],
)
def test_a_name_is_taken_whole_and_never_cut_to_a_shorter_one(text: str, name: str | None) -> None:
    assert body_named(text) == name
