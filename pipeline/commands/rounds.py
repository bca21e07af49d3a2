"""`milepael diff`, `standings` and `delayed`: published tables in, answers on stdout."""

from __future__ import annotations

import csv
import functools
import json
import shutil
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from gettext import gettext as _
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from pipeline.commands.refusal import refuse
from pipeline.commands.spoken import SpokenCommand
from pipeline.schema.changes import Change, Weight

if TYPE_CHECKING:
    from parsers.model.records import Role
    from pipeline.commands.rounds_text import Headline, Late
    from pipeline.schema.rows import Row, Tables

__all__ = ["delayed_command", "diff_command", "standings_command"]

CHANGED, NO_TABLES = 1, 3
F = TypeVar("F", bound=Callable[..., Any])

tables_option = click.option(
    "--from", "folder", type=click.Path(path_type=Path), default=Path("data/parsed"), show_default=True, help="The tables."
)


def _told_as(command: F) -> F:
    """--json and --csv, of which one at most makes sense."""

    @functools.wraps(command)
    def one_form(*arguments: Any, **options: Any) -> Any:
        if options["as_json"] and options["as_csv"]:
            raise click.UsageError(_("--json and --csv: name one of them."))
        return command(*arguments, **options)

    told = click.option("--json", "as_json", is_flag=True, help="As JSON.")(one_form)
    return cast(F, click.option("--csv", "as_csv", is_flag=True, help="As CSV, one row a line.")(told))


def _print_schema(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from pipeline.commands.diff_json import json_schema

        _echo_json(json_schema())
        context.exit()


@click.command("diff", cls=SpokenCommand)
@click.argument("before", metavar="FROM")
@click.argument("after", metavar="TO")
@tables_option
@_told_as
@click.option(
    "--only",
    "kinds",
    multiple=True,
    metavar="KIND",
    type=click.Choice([kind.value for kind in Change]),
    help="Only this kind; may be repeated.",
)
@click.option(
    "--severity", type=click.Choice([weight.value for weight in Weight]), default="info", show_default=True, help="At least this severe."
)
@click.option("--check", is_flag=True, help="End with 1 when there are changes.")
@click.option(
    "--json-schema", is_flag=True, is_eager=True, expose_value=False, callback=_print_schema, help="Print the JSON Schema of --json."
)
def diff_command(
    before: str,
    after: str,
    folder: Path,
    as_json: bool,
    as_csv: bool,
    kinds: tuple[str, ...],
    severity: str,
    check: bool,
) -> None:
    """Tell what changed from FROM to TO.

    \b
    Examples
      milepael diff 2031:1 2031:2
      milepael diff 2031:1 2031:2 --severity alarm --lang en
      milepael diff first.pdf second.pdf --json

    \b
    FROM and TO are
      2031:1           a round of an agreement: 0 the plan, then the follow-ups, last an extra one
      herlev/2031:1    the same, where the tables hold several municipalities
      5f2b…            a document, by its id
      file.pdf         a file, by its path in the tables or on disk
      data/parsed      a folder of tables: the newest round of each agreement in it

    \b
    KIND is one of the changes of the table `changes` (milepael schema changes).

    \b
    Ends with
      0    done
      1    --check, and there are changes
      2    the command was not understood
      3    there are no tables, or another version of the reader wrote them
    """
    from pipeline.changes.diff import between
    from pipeline.commands.diff_json import diff_json
    from pipeline.commands.languages import terminal_words
    from pipeline.commands.rounds_text import diff_lines
    from pipeline.commands.sides import side, together
    from pipeline.errors import SideError

    try:
        sides = side(before, folder), side(after, folder)
        tables = together(*sides)
        _must_share_an_agreement(tables, [one.documents for one in sides], before, after)
    except SideError as error:
        refuse(str(error), NO_TABLES)
    weights = [weight.value for weight in Weight]
    words = terminal_words()
    found = between(tables, sides[0].documents, sides[1].documents, words.phrases)
    rows = [row for row in found if (not kinds or row["change"] in kinds) and weights.index(row["severity"]) >= weights.index(severity)]
    documents = [[row for row in tables["documents"] if row["document_id"] in one.documents] for one in sides]
    if as_json:
        _echo_json(diff_json(documents[0], documents[1], rows))
    elif as_csv:
        _echo_csv(rows, _columns("changes"))
    else:
        compared = len(_promises(tables, sides[0].documents) & _promises(tables, sides[1].documents))
        _echo_lines(diff_lines(rows, documents[0], documents[1], compared=compared, of=len(found), words=words, width=_terminal()))
        click.echo(words.next_diff, err=True)
    if check and rows:
        sys.exit(CHANGED)


def _promises(tables: Tables, documents: Sequence[str]) -> set[str]:
    return {row["promise_id"] for row in tables["initiatives"] if row["document_id"] in documents}


def _terminal() -> int | None:
    """The columns of the terminal that is written to; None where a file or another program reads the lines."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _must_share_an_agreement(tables: Tables, sides: Sequence[Sequence[str]], before: str, after: str) -> None:
    from pipeline.errors import SideError
    from pipeline.promises.editions import editions

    found = [{edition.agreement for edition in editions(tables) if edition.id in documents} for documents in sides]
    if not found[0] & found[1]:
        raise SideError(
            _("{before} and {after} are not about the same agreement: there is nothing to compare.").format(before=before, after=after)
        )


@click.command("standings", cls=SpokenCommand)
@tables_option
@click.option("--year", type=int, help="Only the agreement of this year.")
@click.option("--committee", help="Only the initiatives of this committee, before and since; a part of its name will do.")
@click.option("--center", help="Only the initiatives of this centre, before and since; a part of its name will do.")
@_told_as
def standings_command(folder: Path, year: int | None, committee: str | None, center: str | None, as_json: bool, as_csv: bool) -> None:
    """Tell how each promise stands, round by round.

    \b
    Examples
      milepael standings --year 2031
      milepael standings --committee kultur --csv > standings.csv
    """
    from pipeline.commands.languages import terminal_words
    from pipeline.commands.rounds_text import standing_lines
    from pipeline.schema.ids import promise_key

    tables = _published(folder)
    forms = _forms(tables)
    rows = _chosen(tables, forms, year, committee, center)
    if as_json or as_csv:
        told = [{**row, **_naming(forms[promise_key(row)])} for row in rows]
        _echo(told, [*_columns("standings"), *NAMING], as_json=as_json)
    else:
        words = terminal_words()
        _echo_lines(standing_lines(rows, forms, words, _terminal()))
        click.echo(words.next_standings, err=True)


@click.command("delayed", cls=SpokenCommand)
@tables_option
@click.option("--year", type=int, help="Only the agreement of this year.")
@click.option("--committee", help="Only the initiatives of this committee, before and since; a part of its name will do.")
@click.option("--center", help="Only the initiatives of this centre, before and since; a part of its name will do.")
@_told_as
def delayed_command(folder: Path, year: int | None, committee: str | None, center: str | None, as_json: bool, as_csv: bool) -> None:
    """Tell what is not reached, since when, against the round it was first due in, in the municipality's own words.

    Counted by the newest document that covers each promise; only promises with a due milestone count. 😐 is partly reached,
    and late is only what the round it was first promised for is past of. A ☹ that the document's legend gives to two
    meanings is "☹ (mellem eller sur)".

    \b
    Examples
      milepael delayed
      milepael delayed --year 2031 --committee teknik
      milepael delayed --json > delayed.json
    """
    from pipeline.commands.languages import terminal_words
    from pipeline.commands.rounds_text import late_lines

    tables = _published(folder)
    rows = _chosen(tables, _forms(tables), year, committee, center)
    late = _late(tables, rows)
    if as_json or as_csv:
        told = [{**one.standing, **_naming(one.entry.initiative), **_late_cells(one)} for one in late]
        _echo(told, [*_columns("standings"), *NAMING, *LATE_CELLS], as_json=as_json)
    else:
        words = terminal_words()
        _echo_lines(late_lines(late, _headlines(rows), words, _terminal()))
        click.echo(words.next_delayed, err=True)


NAMING = ("number", "title", "funding", "theme", "responsible_center", "responsible_committee")
LATE_CELLS = ("milestone", "due_label", "status_note", "document_title", "document_date", "line")


def _published(folder: Path) -> Tables:
    from pipeline.commands.sides import published
    from pipeline.errors import SideError

    try:
        tables = published(folder)
    except SideError as error:
        refuse(str(error), NO_TABLES)
    if "standings" not in tables:
        refuse(_("{folder}: these tables hold no standings. Read the files again: milepael run").format(folder=folder), NO_TABLES)
    return tables


def _forms(tables: Tables) -> dict[tuple[str, int, str], Row]:
    """Each promise's row of `initiatives` in the last round that prints it."""
    from pipeline.schema.ids import promise_key

    printed = {(row["document_id"], row["initiative_id"]): row for row in tables["initiatives"]}
    return {
        promise_key(row): printed[row["document_id"], row["initiative_id"]]
        for row in sorted(tables["standings"], key=lambda row: int(row["followup_number"]))
        if not row["absent"]
    }


def _chosen(
    tables: Tables, forms: dict[tuple[str, int, str], Row], year: int | None, committee: str | None, center: str | None
) -> list[Row]:
    """The standings of the promises asked for. A part of a name that fits nobody's is no answer of zero but a slip."""
    from parsers.model.records import Role
    from parsers.profile.organisation import is_named
    from pipeline.schema.ids import promise_key

    rows = [row for row in tables["standings"] if year in (None, row["agreement_year"])]
    if year is not None and not rows:
        years = sorted({row["agreement_year"] for row in tables["standings"]})
        told = _("--year {year}: there is no such agreement. There are {years}.")
        raise click.UsageError(told.format(year=year, years=", ".join(map(str, years)) or _("none")))
    for option, role, wanted in (("--committee", Role.COMMITTEE, committee), ("--center", Role.CENTER, center)):
        if wanted is None:
            continue
        named = _named(tables, role)
        answering = {key: named[forms[key]["document_id"], forms[key]["initiative_id"]] for key in map(promise_key, rows)}
        rows = [row for row in rows if any(is_named(name, wanted, role) for name in answering[promise_key(row)])]
        if not rows:
            names = sorted({name for some in answering.values() for name in some})
            told = _("{option} {name}: nobody of that name answers for anything here. There are: {names}.")
            raise click.UsageError(told.format(option=option, name=wanted, names="; ".join(names)))
    return rows


def _named(tables: Tables, role: Role) -> dict[tuple[str, str], list[str]]:
    """Who answers for each initiative in each document: "X samt Y" are two."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in tables["responsibilities"]:
        if row["role"] == role:
            found[row["document_id"], row["initiative_id"]].append(row["name"])
    return found


def _late(tables: Tables, rows: list[Row]) -> list[Late]:
    from pipeline.commands.rounds_text import Late
    from pipeline.promises.editions import editions
    from pipeline.promises.late import late

    entries = {(entry.document_id, entry.id): entry for edition in editions(tables) for entry in edition.entries}
    found = []
    for row in late(rows):
        entry = entries[row["document_id"], row["initiative_id"]]
        told = next(one for one in entry.milestones if one["milestone_id"] == row["milestone_id"])
        found.append(Late(row, entry, told, entry.edition.document))
    return found


def _late_cells(one: Late) -> Row:
    return {
        "milestone": one.milestone.get("text"),
        "due_label": one.milestone.get("due_label"),
        "status_note": one.row.get("status_note"),
        "document_title": one.document.get("title"),
        "document_date": one.document.get("document_date"),
        "line": one.row.get("line"),
    }


def _naming(form: Row) -> Row:
    return {name: form.get(name) for name in NAMING}


def _headlines(rows: list[Row]) -> list[Headline]:
    from pipeline.commands.rounds_text import Headline
    from pipeline.promises.marks import Mark, counts_now, newest

    last = newest(rows)
    return [
        Headline(
            agreement.year,
            late=count.not_glad,
            due=count.due,
            contradicted=[row for row in last if _agreement(row) == agreement and row["contradicted"] and row["smiley"] == "glad"],
            absent=count.marks[Mark.ABSENT],
        )
        for agreement, count in sorted(counts_now(rows).items(), key=lambda item: item[0].year)
    ]


def _agreement(row: Row) -> tuple[str, int]:
    return row["municipality"], row["agreement_year"]


# ── ways out ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _columns(name: str) -> list[str]:
    from pipeline.schema.tables import ALL_TABLES

    return [column.name for table in ALL_TABLES if table.name == name for column in table.columns]


def _echo(rows: Sequence[Row], columns: Sequence[str], *, as_json: bool) -> None:
    if as_json:
        _echo_json([{column: row.get(column) for column in columns} for row in rows])
    else:
        _echo_csv(rows, columns)


def _echo_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def _echo_csv(rows: Iterable[Row], columns: Sequence[str]) -> None:
    """UTF-8, commas, a heading first; an empty cell is null."""
    text = StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({column: _csv_cell(row.get(column)) for column in columns} for row in rows)
    click.echo(text.getvalue().encode(), nl=False)


def _csv_cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def _echo_lines(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)
