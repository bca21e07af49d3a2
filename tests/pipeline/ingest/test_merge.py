from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from parsers.model.findings import Code, finding
from parsers.model.records import Kind
from pipeline.comparison import compared
from pipeline.errors import GateError
from pipeline.ingest.cache import Cache, key_of
from pipeline.ingest.fragments import Fragment, FragmentError, FragmentHeader, write_fragment
from pipeline.ingest.media_types import TEXT
from pipeline.ingest.merge import Merge
from pipeline.ingest.readings import Job, ReadingOutcome
from pipeline.ingest.rows import File, rows_of, tables_of
from pipeline.ingest.soundness import FragmentChecks
from pipeline.ingest.sources import Source, Where
from pipeline.schema.package import arrow_table
from pipeline.schema.reasons import FileCode
from pipeline.schema.tables import TABLES
from tests.made_documents import document, file, initiative

DOUBTS = [finding(Code.UNREAD_ROW, "?"), finding(Code.STRAY_TEXT, "!")]


def batch() -> list[File]:
    return [
        file(document(initiative(), initiative("1.2")), path="a.txt"),
        file(document(kind=Kind.MEMO, year=None, findings=DOUBTS), path="b.txt"),
        file(document(initiative(), number=4), path="c.txt"),
        file(document(kind=Kind.STRATEGY, year=None, findings=DOUBTS), document(kind=Kind.MEMO, year=None), path="d.txt"),
        File(file(path="e.txt").source, code=FileCode.EMPTY_FILE),
    ]


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    made = Cache(tmp_path, key_of("auto"))
    for one in batch():
        if one.code is None:
            sha256 = one.source.sha256 or ""
            made.place(sha256).parent.mkdir(exist_ok=True)
            write_fragment(made.place(sha256), FragmentHeader(sha256, made.key, "text"), rows_of(one))
    return made


def sources(files: list[File]) -> list[Source]:
    return [replace(one.source, code=one.code) for one in files]


def taken(cache: Cache, met: list[Source]) -> Merge:
    merged = Merge(met, cache, {}, cache.folder)
    for own in merged.groups:
        merged.take(compared(merged.rows(own)), merged.mark(own, None), {})
    return merged


def held(merged: Merge) -> list[dict[str, list[Any]]]:
    return [merged.rows(own) for own in merged.groups]


def flown(merged: Merge) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    for name, chunk, _folder in merged.chunks():
        rows[name] += chunk.to_pylist()
    return rows


def still_open(cache: Cache) -> dict[str, ReadingOutcome]:
    """As a run has them that has just read these files."""
    checks, jobs = FragmentChecks(), []
    for one in batch():
        if one.code is None:
            sha256 = one.source.sha256 or ""
            jobs.append(Job(one.source.path, Where(Path("x")), sha256, TEXT, "auto", "auto", cache.key, str(cache.place(sha256))))
    assert not any(checks(jobs))
    return {job.sha256: ReadingOutcome(job, held=checks.held[job.sha256]) for job in jobs}


@pytest.mark.parametrize(("apart", "opened"), [([], 0), (["a.txt"], 1), (["a.txt", "c.txt"], 4)])
def test_what_a_run_has_just_read_is_not_opened_again_and_gives_the_same(
    apart: list[str], opened: int, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    met = [replace(one, municipality="b" if one.path in apart else "a") for one in sources(batch())]
    outcomes = still_open(cache)
    before = held(Merge(met, cache, {}, cache.folder))
    places = []

    def opens(place: Path) -> Fragment:
        places.append(place)
        return Fragment(place)

    monkeypatch.setattr("pipeline.ingest.group_rows.Fragment", opens)
    assert held(Merge(met, cache, outcomes, cache.folder)) == before
    assert len(places) == opened


@pytest.mark.parametrize("small", [1, 2, 256])
def test_what_flows_by_and_what_is_held_are_together_what_one_table_of_all_rows_would_be(
    cache: Cache, small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.ingest.fragment_batches.MOST_FRAGMENTS", small)
    merged = taken(cache, sources(batch()))
    rows = flown(merged)
    expected = compared(tables_of(batch()))
    assert rows == {name: arrow_table(table, expected[name]).to_pylist() for name, table in TABLES.items()}
    assert merged.facts.rows == {name: len(each) for name, each in rows.items()}


def test_of_a_file_that_is_not_followed_hardly_anything_is_held(cache: Cache) -> None:
    [rows] = held(Merge(sources(batch()), cache, {}, cache.folder))
    assert [row["path"] for row in rows["findings"]].count("b.txt") == 1


def test_municipalities_are_held_one_at_a_time_and_written_together_in_the_order_of_the_keys(cache: Cache) -> None:
    met = [replace(one, municipality="greve" if one.path in ("a.txt", "d.txt") else "albertslund") for one in sources(batch())]
    together = [{row["path"] for row in rows["files"]} for rows in held(Merge(met, cache, {}, cache.folder))]
    assert together == [{"b.txt", "c.txt", "e.txt"}, {"a.txt", "d.txt"}]
    rows = flown(taken(cache, met))
    assert {row["municipality"] for row in rows["standings"]} == {"albertslund", "greve"}
    for name, table in TABLES.items():
        keys = [tuple(row[column] for column in table.key) for row in rows[name]]
        assert keys == sorted(keys), name


def test_rows_that_break_the_schema_are_refused_before_any_is_written(cache: Cache) -> None:
    merged = Merge(sources(batch()), cache, {}, cache.folder)
    [own] = merged.groups
    rows = compared(merged.rows(own))
    with pytest.raises(GateError, match="the key stands 2 times"):
        merged.take({**rows, "milestones": [*rows["milestones"], rows["milestones"][0]]}, "mark", {})


def test_a_fragment_that_went_bad_is_one_files_matter_and_is_thrown_away(cache: Cache) -> None:
    damaged = cache.place(batch()[2].source.sha256 or "")
    damaged.write_bytes(damaged.read_bytes()[:-1])
    merged = Merge(sources(batch()), cache, {}, cache.folder)
    assert {one.source.path: one.code for one in merged.files if one.code} == {"c.txt": "reader_failed", "e.txt": "empty_file"}
    assert not damaged.exists()


def test_a_fragment_whose_rows_turn_out_false_is_thrown_away_and_the_merge_begun_again(cache: Cache) -> None:
    false, sha256 = batch()[2], batch()[0].source.sha256 or ""
    write_fragment(cache.place(sha256), FragmentHeader(sha256, cache.key, "text"), rows_of(false))  # of another file
    with pytest.raises(FragmentError, match="speaks for another file"):
        taken(cache, sources(batch()))
    assert not cache.place(sha256).exists()
    assert {one.source.path for one in taken(cache, sources(batch())).files if one.code} == {"a.txt", "e.txt"}


def test_the_first_of_several_paths_to_the_same_bytes_gives_the_documents(cache: Cache) -> None:
    met = sources(batch())
    [rows] = held(Merge([*met[:1], replace(met[0], path="aa.txt"), *met[1:]], cache, {}, cache.folder))
    assert [row["path"] for row in rows["files"] if row["file_id"] == (met[0].sha256 or "")[:16]] == ["a.txt", "aa.txt"]
    assert len(rows["initiatives"]) == 3


def test_papers_go_with_the_municipality_they_print_and_a_file_of_two_holds_both_together(cache: Cache) -> None:
    met = sources(batch())
    ids = {one.source.path: (one.source.sha256 or "")[:16] for one in batch()}
    for path, whose in (("a.txt", {ids["a.txt"]: "greve"}), ("c.txt", {ids["c.txt"]: "herlev"}), ("d.txt", {ids["d.txt"]: "herlev"})):
        one = next(each for each in batch() if each.source.path == path)
        sha256 = one.source.sha256 or ""
        write_fragment(cache.place(sha256), FragmentHeader(sha256, cache.key, "text", municipalities=whose), rows_of(one))
    merge = Merge(met, cache, {}, cache.folder)
    # d.txt holds two documents: one prints Herlev, the other nothing, so that it is of the folder's municipality, as b.txt is.
    assert [{row["path"] for row in rows["files"]} for rows in held(merge)] == [{"b.txt", "c.txt", "d.txt", "e.txt"}, {"a.txt"}]


def test_a_municipality_is_compared_anew_only_when_its_own_files_are_others(cache: Cache) -> None:
    met = [replace(one, municipality="greve" if one.path in ("a.txt", "d.txt") else "albertslund") for one in sources(batch())]
    taken(cache, met)
    after = Merge([*met[:2], *met[3:]], cache, {}, cache.folder)
    again = {own[0].source.municipality: after.mark(own, None) for own in after.groups}
    assert [after.has(again[name]) for name in ("greve", "albertslund")] == [True, False]
    [greve] = [own for own in after.groups if own[0].source.municipality == "greve"]
    assert after.mark(greve, "another word of people's") != again["greve"]


def test_a_part_that_is_damaged_is_made_again(cache: Cache) -> None:
    rows = flown(taken(cache, sources(batch())))
    [part] = (cache.folder / "merged").iterdir()
    part.write_bytes(part.read_bytes()[:-1] + b"?")
    again = Merge(sources(batch()), cache, {}, cache.folder)
    assert not again.has(again.mark(again.groups[0], None))
    assert flown(taken(cache, sources(batch()))) == rows


def test_a_table_of_many_rows_comes_by_municipality_and_agreement_year(cache: Cache) -> None:
    met = [replace(one, municipality="gre/ve" if one.path in ("a.txt", "d.txt") else "albertslund") for one in sources(batch())]
    merged = taken(cache, met)
    whole = flown(merged)["milestones"]
    folders: dict[str, list[dict[str, Any]]] = {}
    for name, rows, folder in merged.chunks(partition_rows=1):
        if name == "milestones":
            folders.setdefault(folder or "", []).extend(rows.to_pylist())
    assert [folder.split("/")[0] for folder in folders] == ["municipality=albertslund", "municipality=gre%2Fve"]
    assert sorted((row["document_id"], row["milestone_id"]) for rows in folders.values() for row in rows) == [
        (row["document_id"], row["milestone_id"]) for row in whole
    ]
