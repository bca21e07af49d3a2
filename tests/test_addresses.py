from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from pipeline.addresses import Addresses, addresses, initiative_page


def test_a_promise_has_a_page_that_can_be_read_aloud() -> None:
    assert initiative_page("ballerup", "2019/4.12") == "indsats/ballerup-2019-4.12.html"


@given(st.tuples(st.text(), st.text()), st.tuples(st.text(), st.text()))
def test_no_two_promises_share_a_page(one: tuple[str, str], other: tuple[str, str]) -> None:
    pages = {initiative_page(municipality, f"2031/{number}") for municipality, number in (one, other)}
    assert len(pages) == len({one, other})


@given(st.text(), st.text())
def test_no_promise_leads_out_of_the_folder_whatever_its_name(municipality: str, number: str) -> None:
    page = initiative_page(municipality, f"2031/{number}")
    assert page.count("/") == 1
    assert page.isascii()
    assert page == page.casefold()


def test_links_are_relative_to_the_file_that_has_them(tmp_path: Path) -> None:
    seen = addresses(tmp_path / "parsed" / "export", tmp_path / "parsed", tmp_path / "raw")
    assert seen.initiative("ballerup", "2031/1.1") == "../report/indsats/ballerup-2031-1.1.html"
    assert seen.page("2031/a b.pdf", 3) == "../../raw/2031/a%20b.pdf#page=3"
    assert seen.page("notat.txt") == "../../raw/notat.txt"


def test_a_hash_in_a_files_name_is_no_place_in_it() -> None:
    address = Addresses(documents="raw").page("a#1.pdf", 2)
    assert address == "raw/a%231.pdf#page=2"
    assert unquote(address.split("#")[0]) == "raw/a#1.pdf"


def test_what_lies_in_an_archive_or_nowhere_is_not_linked_to() -> None:
    assert Addresses(documents="raw").page("a.zip!/b.pdf", 1) is None
    assert Addresses().page("b.pdf", 1) is None
    assert Addresses(documents="raw").page(None, 1) is None
