"""What people type: `milepael run`, `milepael schema`. Data goes to stdout, everything else to stderr.

Nothing heavy is imported before it is needed: `milepael --help` must answer at once.
"""

from __future__ import annotations

from gettext import gettext as _

import click

from pipeline.commands.compare import compare_command
from pipeline.commands.ending import EndingGroup
from pipeline.commands.export import export_command
from pipeline.commands.inspect import inspect_command
from pipeline.commands.merge import merge_command
from pipeline.commands.profile import profile_group
from pipeline.commands.publish import publish_command
from pipeline.commands.report import report_command
from pipeline.commands.rounds import delayed_command, diff_command, standings_command
from pipeline.commands.run import retry_command, run_command
from pipeline.commands.spoken import SpokenCommand
from pipeline.commands.status import status_command
from pipeline.version import __version__

__all__ = ["main"]


@click.group(cls=EndingGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="milepael")
def main() -> None:
    """Read Danish municipal budget follow-ups into tables one can trust."""


for command in (
    run_command,
    merge_command,
    retry_command,
    status_command,
    inspect_command,
    export_command,
    report_command,
    publish_command,
    compare_command,
    profile_group,
    diff_command,
    standings_command,
    delayed_command,
):
    main.add_command(command)


@main.command("schema", cls=SpokenCommand)
@click.argument("table", required=False)
@click.option("--json", "as_json", is_flag=True, help="As a Data Package (one table: as its resource).")
@click.option("--markdown", "as_markdown", is_flag=True, help="As the data dictionary in docs/.")
def schema_command(table: str | None, as_json: bool, as_markdown: bool) -> None:
    """What each table and column means.

    \b
    Examples
      milepael schema
      milepael schema milestones
    """
    from pipeline.publish.output import json_bytes
    from pipeline.schema.package import data_dictionary, data_package, plain, resource
    from pipeline.schema.tables import TABLES

    if table is not None and table not in TABLES:
        raise click.UsageError(_("{table}: there is no such table. The tables are {tables}.").format(table=table, tables=", ".join(TABLES)))
    tables = {table: TABLES[table]} if table else TABLES
    if as_json:
        click.echo(json_bytes(resource(TABLES[table]) if table else data_package()), nl=False)
    elif as_markdown:
        click.echo(data_dictionary(tables), nl=False)
    else:
        click.echo("\n\n".join(plain(each) for each in tables.values()))
