"""Every benchmark in turn, each in a process of its own; ends with 1 when one of them misses its mark.

python -m benchmarks
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    names = ["help_startup", *sorted(path.stem for path in HERE.glob("bench_*.py"))]
    missed = []
    for name in names:
        print(f"== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], cwd=HERE.parent, check=False).returncode:
            missed.append(name)
    print(f"== missed: {', '.join(missed)}" if missed else "== all marks reached")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
