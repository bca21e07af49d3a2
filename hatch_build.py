"""Compiles `_questions.c` as the package is built or installed; where that cannot be done, the package is pure Python and reads the same.

python hatch_build.py, for a checkout that is installed already
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from sysconfig import get_config_var, get_path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by itself
    BuildHookInterface = object

SOURCE = Path("parsers/pdf/_questions.c")


def compiled(root: Path) -> Path:
    """The module beside its source. Raises OSError or SubprocessError where there is no compiler, or no header of Python's."""
    module = (root / SOURCE).with_suffix(get_config_var("EXT_SUFFIX") or "")
    compiler, *flags = shlex.split(get_config_var("LDSHARED") or "cc -shared")
    compiler = os.environ.get("CC") or shutil.which(compiler) or "cc"
    new = module.with_name(f"{module.name}.new")  # moved to its place: a process may be running the old one
    command = [compiler, *flags, "-O2", "-ffp-contract=off", "-fPIC", "-I", get_path("include"), str(root / SOURCE), "-o", str(new)]
    subprocess.run(command, check=True, capture_output=True)
    return new.replace(module)


class CompileQuestions(BuildHookInterface):  # type: ignore[misc]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if os.environ.get("MILEPAEL_PURE"):
            return
        try:
            module = compiled(Path(self.root))
        except (OSError, subprocess.SubprocessError) as error:
            self.app.display_warning(f"milepael goes without its compiled part, which reads PDFs sooner: {error}")
            return
        build_data["artifacts"].append(f"/{SOURCE.parent}/{module.name}")
        build_data["pure_python"], build_data["infer_tag"] = False, True


if __name__ == "__main__":
    sys.exit(not compiled(Path(__file__).parent))
