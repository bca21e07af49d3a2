from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from pipeline.publish.addresses import ORIGINALS, Addresses, addresses, initiative_page
from pipeline.report import evidence

FILE = "0123456789abcdef"


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
    (tmp_path / "parsed" / "report").mkdir(parents=True)
    seen = addresses(tmp_path / "parsed" / "export", tmp_path / "parsed", tmp_path / "raw")
    assert seen.initiative("ballerup", "2031/1.1") == "../report/indsats/ballerup-2031-1.1.html"
    assert seen.page(FILE, "2031/a b.pdf", 3) == "../../raw/2031/a%20b.pdf#page=3"
    assert seen.page(FILE, "notat.txt") == "../../raw/notat.txt"


def test_a_report_that_was_not_written_is_not_linked_to(tmp_path: Path) -> None:
    assert addresses(tmp_path, tmp_path / "parsed", None).initiative("ballerup", "2031/1.1") is None


def test_a_hash_in_a_files_name_is_no_place_in_it() -> None:
    address = Addresses(documents="raw").page(FILE, "a#1.pdf", 2)
    assert address == "raw/a%231.pdf#page=2"
    assert unquote(address.split("#")[0]) == "raw/a#1.pdf"


def test_what_lies_in_an_archive_or_nowhere_is_not_linked_to() -> None:
    assert Addresses(documents="raw").page(FILE, "a.zip!/b.pdf", 1) is None
    assert Addresses().page(FILE, "b.pdf", 1) is None
    assert Addresses(documents="raw").page(FILE, None, 1) is None


def test_the_copy_that_is_mailed_with_the_report_comes_before_the_original(tmp_path: Path) -> None:
    copies = tmp_path / "report" / ORIGINALS
    copies.mkdir(parents=True)
    (copies / f"anden-opfølgning-{FILE[:8]}.pdf").touch()
    seen = addresses(tmp_path, tmp_path, tmp_path / "raw")
    assert seen.page(FILE, "a.zip!/b.pdf", 3) == f"report/kilder/anden-opf%C3%B8lgning-{FILE[:8]}.pdf#page=3"
    assert seen.page("f" * 16, "b.pdf", 3) == "raw/b.pdf#page=3"


def test_the_report_keeps_its_copies_where_links_look_for_them() -> None:
    assert evidence.ORIGINALS == ORIGINALS
