"""Each machine a share of the files, read to fragments in one folder; then all of them, merged to one published set.

    fragments/lists/2-of-4.json      what the second of four shards met, and what people said of it
    fragments/ab/abcd….fragment      what was read of one file

A shard may be run again any number of times: what is there is not read again, and its list is replaced whole.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _
from pathlib import Path
from typing import NamedTuple

import msgspec

from parsers.profile.loading import ProfileText
from parsers.profile.vocabulary import speaking
from pipeline.errors import ShardError
from pipeline.ingest.cache import NEVER_KEPT, Cache, Why, key_of
from pipeline.ingest.fetched import opened_root, root_url
from pipeline.ingest.fragments import Fragment, FragmentError, Key
from pipeline.ingest.listing import Share, with_paths_of_their_own
from pipeline.ingest.own_profiles import profiles_chosen, profiles_known
from pipeline.ingest.readings import ReadingOutcome
from pipeline.ingest.shared_cache import cache_at
from pipeline.ingest.sources import Source
from pipeline.merging import Drawing, ReadFiles, ReportFacts, ended_well, publish_merged, write_pages
from pipeline.object_store import is_url
from pipeline.output_names import PARTITION_ROWS
from pipeline.promises.overrides import Overrules, overrules
from pipeline.publish.output import Output, json_bytes
from pipeline.run import Options, Watcher, plan, read_files
from pipeline.schema.reasons import SET_ASIDE, FileCode
from pipeline.schema.run_json import RunReport, RunSettings

__all__ = ["MergeOptions", "merge_shards", "read_shard"]

LISTS = "lists"
FORMAT = 1
LISTED = ("path", "municipality", "named", "sha256", "size_bytes", "media_type", "code", "detail")


class ShardCounts(NamedTuple):
    """What a shard met: entries in all, files that were read now, and those that could not be read."""

    met: int
    read: int
    failed: int


@dataclass(frozen=True, slots=True)
class MergeOptions:
    """Where the fragments lie, where to publish, and with which originals the pages are written."""

    fragments: Path | str  # a folder, or a URL
    out: Path
    inputs: Sequence[Path] = ()  # as the shards had them, if none is named
    strict: bool = False
    pages: bool = True
    adopt: bool = False
    jobs: int = 1
    seconds: float = 600.0
    memory_bytes: int | None = None
    partition_rows: int = PARTITION_ROWS


@dataclass(frozen=True, slots=True)
class _List:
    """What one shard met."""

    share: Share
    key: Key
    settings: RunSettings
    words: Overrules
    profiles: tuple[ProfileText, ...]  # the user's own
    sources: list[Source]
    why: dict[str, Why]


# ── a share is read ──────────────────────────────────────────────────────────────────────────────────────────────────


def read_shard(options: Options, share: Share, watcher: Watcher) -> ShardCounts:
    """Reads a share of `options.paths` to `options.cache`, and lists there what was met. Nothing is published.

    Raises ConfigurationError as `run` does, and ShardError where the fragments cannot be written.
    """
    words = overrules(options.paths)
    try:
        planned = plan(options, keep=True, share=share)
        planned.cache.open()
        outcomes = read_files(options, planned, watcher)
        settings = RunSettings(inputs=[root_url(path) or str(path) for path in options.paths], engine=options.engine, ocr=options.ocr)
        met = [_with_outcome(source, outcomes) for source in planned.sources]
        _write(planned.cache, _List(share, planned.cache.key, settings, words, planned.own, met, dict(planned.to_read)))
    except OSError as error:
        told = _("{folder}: the fragments could not be written: {why}. What was read is kept; run the shard again.")
        raise ShardError(told.format(folder=options.cache, why=error.strerror or error)) from error
    return ShardCounts(len(met), len(outcomes), sum(one.code is not None for one in outcomes.values()))


def _with_outcome(source: Source, outcomes: Mapping[str, ReadingOutcome]) -> Source:
    """Failures that no fragment tells of, for they say nothing of the bytes, are told by the list."""
    outcome = outcomes.get(source.sha256 or "") if source.code is None else None
    return source if outcome is None or outcome.code not in NEVER_KEPT else replace(source, code=outcome.code, detail=outcome.detail)


def _write(cache: Cache, what: _List) -> None:
    told = {
        "made_by": "milepael",
        "format": FORMAT,
        "shard": what.share,
        "key": msgspec.structs.asdict(what.key),
        "settings": what.settings,
        "words": msgspec.to_builtins(what.words),
        "profiles": what.profiles,
        "sources": [{name: getattr(one, name) for name in LISTED} for one in what.sources],
        "why": what.why,
    }
    folder = cache.folder / LISTS
    folder.mkdir(mode=0o700, exist_ok=True)
    new = folder / f".{what.share.name}.{os.getpid()}"
    new.write_bytes(json_bytes(told))
    cache.share(new.replace(folder / f"{what.share.name}.json"))


# ── all are merged ───────────────────────────────────────────────────────────────────────────────────────────────────


def merge_shards(options: MergeOptions) -> RunReport:
    """Publishes what all shards have read to `options.out`, whole or not at all: the same data files that one run would give.

    Raises:
        ShardError: A shard is missing, was read by another version, or its fragments cannot be used.
        OwnershipError, HeldError, NothingPublishedError, PagesError: As `run` does.
    """
    began = time.monotonic()
    cache = cache_at(options.fragments, key_of("auto"))
    cache.pull(LISTS)
    lists = _lists(cache.folder, options.fragments)
    sources = with_paths_of_their_own(sorted((one for each in lists for one in each.sources), key=lambda source: source.path))
    cache.key = lists[0].key
    if all(source.code in SET_ASIDE for source in sources):
        told = _("{folder}: the shards met no file to read. If there were files before, see whether a disk is missing.")
        raise ShardError(told.format(folder=options.fragments))
    known = profiles_known(lists[0].profiles)
    cache.chosen = profiles_chosen(sources, {profile.slug for profile in known})
    cache.prepare({source.sha256 for source in sources if source.code is None and source.sha256})
    _hold_to_versions(cache, sources)
    settings, words = lists[0].settings, lists[0].words
    drawing = Drawing(_originals(options, settings), options.jobs, options.seconds, options.memory_bytes) if options.pages else None
    why = {sha256: one for each in lists for sha256, one in each.why.items()}
    output = Output(options.out)
    with ended_well(output), output.held(adopt=options.adopt), speaking(known):
        facts = ReportFacts(settings, why, strict=options.strict, pages=options.pages, partition_rows=options.partition_rows, began=began)
        report = publish_merged(ReadFiles(sources, cache, words, profiled={profile.slug for profile in known}), output, facts)
        write_pages(output, drawing)
    return report


def _originals(options: MergeOptions, settings: RunSettings) -> Sequence[Path]:
    """Where the shards had them, if no other place is named and they are there."""
    places = [opened_root(each) if is_url(each) else Path(each) for each in settings["inputs"]] if not options.inputs else []
    return options.inputs or [path for path in places if path.exists()]


def _lists(own: Path, folder: Path | str) -> list[_List]:
    """The lists of all shards, which lie in `own`. Raises ShardError unless they are of one batch, and none is missing."""
    places = sorted((own / LISTS).glob("*.json"))
    if not places:
        told = _("{folder}: no shard has been read here. Read the first of two with: milepael run --shard 1/2 --fragments {folder}")
        raise ShardError(told.format(folder=folder))
    lists = [_read(place) for place in places]
    counts = sorted({each.share.of for each in lists})
    if len(counts) > 1:
        told = _("{folder}: here lie shards of {counts}. Remove the lists of those that are not meant from {lists}.")
        raise ShardError(told.format(folder=folder, counts=_(" and of ").join(map(str, counts)), lists=f"{folder}/{LISTS}"))
    missing = sorted(set(range(1, counts[0] + 1)) - {each.share.number for each in lists})
    if missing:
        told = _("{folder}: not all shards have been read. Read what is missing: {missing}")
        raise ShardError(told.format(folder=folder, missing=", ".join(f"--shard {number}/{counts[0]}" for number in missing)))
    first = lists[0]
    for each in lists[1:]:
        if (each.key, each.words, each.profiles) != (first.key, first.words, first.profiles):
            told = _(
                "{folder}: shards {one} and {other} were read by different versions, with other settings or overrules. Read them again."
            )
            raise ShardError(told.format(folder=folder, one=first.share.name, other=each.share.name))
    return lists


def _read(place: Path) -> _List:
    try:
        told = json.loads(place.read_bytes())
        if told["made_by"] != "milepael" or told["format"] != FORMAT:
            raise ValueError(_("it is of another version"))
        given, words = told["settings"], msgspec.convert(told["words"], Overrules)
        sources = [Source(location=Path(one["path"]), **one | {"code": one["code"] and FileCode(one["code"])}) for one in told["sources"]]
        why = {sha256: Why(one) for sha256, one in told["why"].items()}
        settings = RunSettings(inputs=given["inputs"], engine=given["engine"], ocr=given["ocr"])
        profiles = tuple(ProfileText(*one) for one in told["profiles"])
        return _List(Share(*told["shard"]), Key(**told["key"]), settings, words, profiles, sources, why)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        told = _("{place}: this list of a shard cannot be used ({why}). Read the shard again.")
        raise ShardError(told.format(place=place, why=error)) from error


def _hold_to_versions(cache: Cache, sources: Sequence[Source]) -> None:
    """Raises ShardError for fragments that are missing, or were read by another version than this one or than the lists say."""
    own = key_of("auto")
    if (own.parser, own.schema) != (cache.key.parser, cache.key.schema):
        told = _("{folder}: these shards were read by version {other}, and this is {own}. Read them again, or merge with that version.")
        raise ShardError(told.format(folder=cache.folder, other=cache.key.parser, own=own.parser))
    for source in sources:
        if source.code is not None or source.sha256 is None:
            continue
        try:
            header = Fragment(cache.place(source.sha256)).header  # the whole of it is held against its hash
        except (OSError, FragmentError) as error:
            told = _("{path}: its fragment cannot be used ({why}). Run its shard again.")
            raise ShardError(told.format(path=source.path, why=getattr(error, "strerror", None) or error)) from error
        if header.key != cache.key_of(source.sha256):
            told = _("{path}: its fragment was read by version {other} and not {own}, or with other settings. Run its shard again.")
            raise ShardError(told.format(path=source.path, other=header.key.parser, own=cache.key.parser))
