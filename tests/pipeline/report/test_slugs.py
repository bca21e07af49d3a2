from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.slugs import slug, slugs


def test_danish_letters_are_written_out() -> None:
    assert slug("Børne- og Skoleudvalget") == "boerne-og-skoleudvalget"


@given(st.text())
def test_every_name_has_an_address_that_no_file_system_stumbles_over(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,70}[a-z0-9])?", slug(name))


@given(st.lists(st.text(), unique=True))
def test_no_two_names_share_an_address(names: list[str]) -> None:
    assert len(set(slugs(names).values())) == len(names)
