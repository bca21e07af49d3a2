"""The bundled samples in, docs/example.ipynb out: a notebook to copy from, run from its first cell to its last.

python docs/make_example.py
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from pipeline.run import Options, run

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "docs" / "example.ipynb"

# Markdown cells begin with "#", all others are code.
CELLS = [
    """# How do the promises stand?
The tables of the bundled samples (invented documents in the real forms), read with `make demo`.
What each column means is told by `milepael schema` and in [the data dictionary](data-dictionary.md).
Each round is there as a PDF and as a text; `t.current` has one document for each promise in each round, and counts
nothing twice.""",
    """from pipeline import load

t = load("data/parsed")
now = t.current
t.names""",
    """## What was read
A document is a plan (round 0) or a follow-up of one year's agreement;
an *ekstra opfølgning* inside a follow-up is a document of its own.""",
    """rounds = now.documents[["document_id", "kind", "agreement_year", "followup_number", "state"]]
rounds.set_index("document_id").sort_values(["agreement_year", "followup_number"])""",
    """## Milestones that are not glad
`smiley` is an ordered category, so it can be compared: `sur < mellem_eller_sur < mellem < glad`.
A sign that could not be told is missing there and `True` in `smiley_unknown`; an empty cell is missing too, and says nothing.""",
    """due = now.milestones[now.milestones["smiley"].notna() | now.milestones["smiley_unknown"]].merge(rounds, on="document_id")
late = due[due["smiley"] <= "mellem"]
late[["agreement_year", "followup_number", "milestone_id", "due_label", "smiley_sign", "smiley", "status_note"]].head(10)""",
    """## By committee, with the denominator
Only rows with a sign that could be told count.
A carried-forward ☺ (neither milestone nor note, glad before) is no achievement and is left out.""",
    """counted = due[due["smiley"].notna() & ~due["carried_forward"]]
committees = now.responsibilities[now.responsibilities["role"] == "committee"]
by_committee = counted.merge(committees, on=["document_id", "initiative_id"], suffixes=("", "_committee"))
(
    by_committee.assign(not_glad=by_committee["smiley"] <= "mellem")
    .groupby(["agreement_year", "followup_number", "name"])["not_glad"]
    .agg(not_glad="sum", of="count")
)""",
    """## One initiative through the rounds
The same milestone in each document of its agreement, side by side.""",
    """one = late.iloc[0]["initiative_id"]
history = due[due["initiative_id"] == one].sort_values(["ordinal", "followup_number"])
history[["ordinal", "due_label", "followup_number", "smiley_sign", "text", "status_note"]]""",
    """## Its status history, and what was said of each change
A standing is told from the newest due milestone that has a text or a sign, once for each round however many papers tell of it.
Each change is one sentence that can be quoted as it stands.""",
    """of_one = now.standings[now.standings["promise_id"] == one].sort_values("followup_number")
of_one[["followup_number", "milestone_id", "smiley", "economy_smiley", "rounds_not_glad", "original_due_round", "contradicted", "page"]]""",
    """now.changes.loc[now.changes["promise_id"] == one, ["to_followup", "change", "severity", "sentence"]].sort_values("to_followup")""",
    """## All in one table
`panel` has one row for each promise in each round, for a pivot or a model. `flags` are words with blanks between.""",
    """now.panel.pivot(index=["agreement_year", "promise_id", "title"], columns="round", values="smiley").head(10)""",
    """now.panel["flags"].str.split().explode().value_counts().rename("promises and rounds")""",
    """## What was doubted
Everything that was doubted, set aside or refused is a finding, with the place where it stands.""",
    """now.findings.groupby(["severity", "code"], observed=True).size().rename("findings").reset_index()""",
    """## The same with SQL
`backend="duckdb"` gives relations, `"polars"` data frames and `"arrow"` Arrow tables.""",
    """import duckdb

milestones = load("data/parsed", backend="duckdb").current.milestones
duckdb.sql("select due_label, smiley, count(*) as rows from milestones where smiley is not null group by all order by all").df()""",
]


def notebook() -> Any:
    """The cells, not yet run; cell ids are counted so that making it twice gives the same file."""
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

    cells = [new_markdown_cell(cell) if cell.startswith("#") else new_code_cell(cell) for cell in CELLS]
    for number, cell in enumerate(cells, 1):
        cell["id"] = f"cell-{number}"
    return new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}})


def main() -> None:
    import nbformat
    from nbclient import NotebookClient

    made = notebook()
    with tempfile.TemporaryDirectory() as folder:
        run(Options([ROOT / "data" / "raw"], Path(folder) / "data" / "parsed"))
        os.environ["PYTHONPATH"] = str(ROOT)
        NotebookClient(made, resources={"metadata": {"path": folder}}, record_timing=False).execute()
    del made["metadata"]["language_info"]  # the version of Python it was made with
    nbformat.write(made, NOTEBOOK)
    print(f"{NOTEBOOK.relative_to(ROOT)}: {len(made['cells'])} cells")


if __name__ == "__main__":
    main()
