"""`milepael profile new` and `milepael profile check`: a profile for another municipality, from sample documents."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click

from pipeline.commands.refusal import reason_of, refuse
from pipeline.commands.spoken import SpokenCommand

__all__ = ["profile_group"]

FILES = click.Path(exists=True, dir_okay=False, path_type=Path)


class SpokenGroup(SpokenCommand, click.Group):
    """Commands under one name, with `--lang`."""


@click.group("profile", cls=SpokenGroup)
def profile_group() -> None:
    """Make and try a profile: how a municipality prints its follow-ups."""


@profile_group.command("new", cls=SpokenCommand)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FILES)
def new_command(files: tuple[Path, ...]) -> None:
    """Propose a profile from sample documents, as TOML on stdout to look at and fill in."""
    from parsers.documents.profile_proposal import propose
    from parsers.model.content import UnreadableError
    from parsers.profile.loading import shipped
    from parsers.reading import rows_of_file
    from pipeline.commands.profile_text import profile_toml
    from pipeline.ingest.media_types import identified

    rows = []
    for path in files:
        try:
            with path.open("rb") as stream:
                told = identified(stream)
            rows.append(rows_of_file(path.read_bytes(), told.media_type or "text/plain"))
        except UnreadableError as error:
            refuse(f"{path.name}: {reason_of(error)}", 1)
    click.echo(profile_toml(propose(rows, shipped())), nl=False)


@profile_group.command("check", cls=SpokenCommand)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FILES)
@click.option("--profiles", type=click.Path(path_type=Path, file_okay=False), default=None, help="A folder of your own profiles.")
@click.option("--as", "chosen", metavar="SLUG", default=None, help="Read the files by this profile, as a folder named so would be.")
def check_command(files: tuple[Path, ...], profiles: Path | None, chosen: str | None) -> None:
    """Say what each rule of a profile meets in sample documents, and what nothing reads.

    Ends with 1 when a document fits no profile, or has an error.
    """
    from parsers.model.content import UnreadableError
    from parsers.model.records import FOLLOWUPS, Severity
    from parsers.profile.profiles import Profiles
    from parsers.reading import read_file
    from pipeline.commands.profile_text import check_lines
    from pipeline.errors import ConfigurationError
    from pipeline.ingest.media_types import identified
    from pipeline.ingest.own_profiles import own_profiles, profiles_known

    try:
        known = profiles_known(own_profiles(files, profiles))
    except ConfigurationError as error:
        refuse(str(error), 2)
    if chosen is not None and chosen not in {profile.slug for profile in known}:
        slugs = ", ".join(sorted(profile.slug for profile in known))
        refuse(_("{slug}: there is no such profile. Known are {slugs}.").format(slug=chosen, slugs=slugs), 2)
    doubts = False
    for path in files:
        try:
            with path.open("rb") as stream:
                told = identified(stream)
            reading = read_file(path.read_bytes(), told.media_type or "text/plain", profiles=Profiles(known, chosen))
        except UnreadableError as error:
            refuse(f"{path.name}: {reason_of(error)}", 1)
        for line in check_lines(path.name, reading.documents, known):
            click.echo(line)
        for document in reading.documents:
            errors = any(one.severity is Severity.ERROR for one in document.findings)
            doubts = doubts or errors or document.kind not in FOLLOWUPS
    click.get_current_context().exit(int(doubts))
