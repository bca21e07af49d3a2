"""How long `milepael --help` takes, beside `python -c "import click"`: the median of each, and their ratio.

python -m benchmarks.help_startup [ROUNDS]
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from benchmarks.bytecode import write_bytecode

MOST = 2.5  # times what importing click takes


def seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def main(rounds: int = 15) -> None:
    write_bytecode()
    commands = {
        'python -c "import click"': [sys.executable, "-c", "import click"],
        "milepael --help": [str(Path(sys.executable).with_name("milepael")), "--help"],
    }
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):  # by turns, so that a busy machine is busy for both
        for name, command in commands.items():
            taken[name].append(seconds(command))
    floor, ours = (median(times) for times in taken.values())
    for name, times in taken.items():
        print(f"{name:26} {1000 * median(times):7.1f} ms")
    print(f"{'ratio':26} {ours / floor:7.2f} (at most {MOST})")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
