"""What people type: `milepael run`, `milepael schema`. Data goes to stdout, everything else to stderr.

Nothing heavy is imported before it is needed: `milepael --help` must answer at once.
"""

from __future__ import annotations

from gettext import gettext as _

import click

from pipeline.commands.ending import EndingGroup
from pipeline.commands.late_commands import LateCommands
from pipeline.commands.spoken import SpokenCommand
from pipeline.version import __version__

__all__ = ["main"]

COMMANDS = {
    "run": "pipeline.commands.run:run_command",
    "merge": "pipeline.commands.merge:merge_command",
    "retry": "pipeline.commands.run:retry_command",
    "status": "pipeline.commands.status:status_command",
    "inspect": "pipeline.commands.inspect:inspect_command",
    "export": "pipeline.commands.export:export_command",
    "report": "pipeline.commands.report:report_command",
    "publish": "pipeline.commands.publish:publish_command",
    "compare": "pipeline.commands.compare:compare_command",
    "profile": "pipeline.commands.profile:profile_group",
    "diff": "pipeline.commands.rounds:diff_command",
    "standings": "pipeline.commands.rounds:standings_command",
    "delayed": "pipeline.commands.rounds:delayed_command",
}


@click.group(cls=EndingGroup, commands=LateCommands(COMMANDS), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="milepael")
def main() -> None:
    """Read Danish municipal budget follow-ups into tables one can trust."""


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
