"""The papers as files: what they link to is there, and their pictures are small and all of them shown."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from PIL import Image

from pipeline.version import __version__

ROOT = Path(__file__).resolve().parents[1]
PAPERS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
PICTURES = ROOT / "docs" / "img"
MOST_BYTES = 100_000  # of a picture: the repository keeps every one that ever was


def targets() -> Iterator[tuple[Path, Path]]:
    for paper in PAPERS:
        for target in re.findall(r"\]\(([^)\s]+)\)", paper.read_text(encoding="utf-8")):
            if not urlsplit(target).scheme and not target.startswith("#"):
                yield paper, (paper.parent / target.partition("#")[0]).resolve()


def test_every_paper_links_to_files_that_are_there() -> None:
    assert [(paper.name, target.name) for paper, target in targets() if not target.exists()] == []


def test_the_map_of_the_house_names_every_package_and_none_that_is_gone() -> None:
    table = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").partition("## The road of a datum")[2].partition("\n## ")[0]
    named = set(re.findall(r"^\| `([^`]+)`", table, re.MULTILINE))
    packages = {f"{path.parent.relative_to(ROOT)}/" for top in ("parsers", "pipeline") for path in (ROOT / top).rglob("__init__.py")}
    single = {
        str(path.relative_to(ROOT)) for top in ("parsers", "pipeline") for path in (ROOT / top).glob("*.py") if path.stem != "__init__"
    }
    assert named == packages - {"parsers/", "pipeline/"} | single


def test_every_picture_is_shown_in_a_paper_and_small() -> None:
    pictures = set(PICTURES.iterdir())
    assert pictures == {target for _, target in targets() if target.parent == PICTURES}
    assert [path.name for path in pictures if path.stat().st_size > MOST_BYTES] == []


def test_the_start_page_is_shown_on_a_telephone_a_tablet_and_a_desk() -> None:
    assert [Image.open(PICTURES / f"forside{width}.png").width for width in ("-360", "-768", "")] == [360, 768, 1280]


def test_every_target_of_make_is_told_by_make_help() -> None:
    targets = set(re.findall(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)[0].split())
    told = subprocess.run(["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {line.split()[1] for line in told.splitlines()} == targets
    assert all(len(line.split()) > 2 for line in told.splitlines())


def test_the_hooks_before_a_commit_run_the_tools_that_lint_runs() -> None:
    hooks = re.findall(r"entry: \.venv/bin/([\w-]+)", (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert hooks
    assert [hook for hook in hooks if f"$(BIN)/{hook}" not in makefile] == []


def test_the_program_can_be_cited_by_the_version_that_it_has() -> None:
    told = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors", "version", "license"} <= told.keys()
    assert (told["version"], told["license"]) == (__version__, "MIT")
    assert all(author.get("name") for author in told["authors"])
