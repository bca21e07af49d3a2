"""What a change of the reader changes: two versions of the code read the same documents, and every field that differs is shown.

    python -m docs.compare_versions [--base COMMIT] [--html PAGE] [PATH]...

The older version stands in a worktree of git for the while, and reads with the libraries that are installed now. Without
PATH: the samples, the fixtures, and the corpus beside the project where it is there. Ends with 1 where something differs.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
CODE = ("parsers", "pipeline")
DOCUMENTS = ("data/raw", "tests/fixtures", "../shared/seeds", "../shared/corpus")
MILEPAEL = "from pipeline.cli import main; main(prog_name='milepael')"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--base", help="the older version; the commit before this one, or this one where files are changed")
    options.add_argument("--html", type=Path, help="write a page to read to this file")
    options.add_argument("paths", nargs="*", type=Path)
    given = options.parse_args()
    if subprocess.run(["git", "-C", ROOT, "rev-parse", "--git-dir"], capture_output=True, check=False).returncode:
        print("There is no history here to compare with.")
        return 0
    base = given.base or ("HEAD" if _git("status", "--porcelain", "--", *CODE) else "HEAD~1")
    if subprocess.run(["git", "-C", ROOT, "rev-parse", "--verify", "--quiet", base], stdout=subprocess.DEVNULL, check=False).returncode:
        print(f"There is no {base} here to compare with.")
        return 0
    if not _git("diff", "--name-only", base, "--", *CODE):
        print(f"The code is that of {base}: nothing can differ.")
        return 0
    paths = [path.resolve() for path in given.paths] or [path.resolve() for name in DOCUMENTS if (path := ROOT / name).is_dir()]
    with tempfile.TemporaryDirectory(prefix="milepael-") as place, _worktree(base, Path(place) / "base") as before:
        old, new = Path(place) / "old", Path(place) / "new"
        for code, out in ((before, old), (ROOT, new)):
            ended = _milepael(code, "run", *paths, "--out", out, "--no-report", "--quiet").returncode
            if ended not in (0, 1):
                print(f"The run of {'this version' if code == ROOT else base} ended with {ended}.")
                return ended
        print(f"From {base} ({_git('rev-parse', '--short', base)}) to this version, over {', '.join(map(str, paths))}:", flush=True)
        return _milepael(ROOT, "compare", old, new, *(["--html", given.html.resolve()] if given.html else [])).returncode


def _git(*arguments: str) -> str:
    return subprocess.run(["git", "-C", ROOT, *arguments], capture_output=True, text=True, check=True).stdout.strip()


@contextmanager
def _worktree(commit: str, place: Path) -> Iterator[Path]:
    _git("worktree", "add", "--quiet", "--detach", str(place), commit)
    try:
        yield place
    finally:
        _git("worktree", "remove", "--force", str(place))


def _milepael(code: Path, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-c", MILEPAEL, *arguments], cwd=code, env={**os.environ, "PYTHONPATH": str(code)}, check=False)


if __name__ == "__main__":
    sys.exit(main())
