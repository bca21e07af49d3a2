"""How a scan reads beside the print it was made of: fields, initiatives, signs and seconds a page, for three kinds of scan.

    python -m benchmarks.trial_scans [PDF]...

By default the samples, and the looks of ../shared/corpus where they are. Ends with 1 when a mark is missed: .98, .97 and .93 of the
fields, no initiative missed or made up, no sign wrong, and at 200 dpi one in twenty unknown at most.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from parsers.reading import PDF, read_file
from tests.answers import SHARED, read_fields
from tests.scanned import KINDS, scanned

ROOT = Path(__file__).parents[1]
LEAST = {"clean": 0.98, "noisy": 0.97, "fax": 0.93}
UNKNOWN_MOST = 0.05  # of the signs, at 200 dpi


def fields(initiative: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each field's name and value, its space squashed away."""
    for name, value in initiative.items():
        rows = value if isinstance(value, list) else [{"": value}]
        for at, row in enumerate(rows):
            for part, said in row.items():
                yield f"{name}.{at}.{part}", "".join(str(said).split())


def compare(ours: dict[Any, dict[str, str]], theirs: dict[Any, dict[str, str]]) -> Counter[str]:
    """What of `theirs`, the print's, is the same in `ours`, the scan's."""
    told = Counter(missed=len(theirs.keys() - ours.keys()), made_up=len(ours.keys() - theirs.keys()))
    for key, printed in theirs.items():
        for name, value in printed.items():
            read = ours.get(key, {}).get(name, "")
            is_sign = name.endswith("smiley")
            told["fields"] += 1
            told["right"] += read == value
            told["signs"] += is_sign
            told["unknown"] += is_sign and read == "ukendt" != value
            told["wrong"] += is_sign and key in ours and read not in (value, "ukendt")
    return told


def read(data: bytes) -> dict[Any, dict[str, str]]:
    """The fields of each initiative, by whose it is, its number, and how many of the same were read before it."""
    met: Counter[Any] = Counter()
    found = {}
    for each in read_fields(read_file(data, PDF)):
        key = each["extra"], each["number"]
        found[*key, met[key]] = dict(fields(each))
        met[key] += 1
    return found


def main() -> int:
    samples = [path for path in sorted((ROOT / "data" / "raw").glob("*.pdf")) if "referat" not in path.name]
    pdfs = [Path(each) for each in sys.argv[1:]] or [*samples, *sorted((SHARED / "corpus" / "looks").glob("*.pdf"))]
    missed = False
    for kind in KINDS:
        told: Counter[str] = Counter()
        seconds = 0.0
        for pdf in pdfs:
            scan = scanned(pdf, kind)
            begun = time.process_time()
            ours = read(scan)
            seconds += time.process_time() - begun
            told += compare(ours, read(pdf.read_bytes()))
        share = told["right"] / max(told["fields"], 1)
        print(f"{kind}: {share:.4f} of {told['fields']} fields; initiatives missed {told['missed']}, made up {told['made_up']};", end=" ")
        print(f"signs wrong {told['wrong']}, unknown {told['unknown']} of {told['signs']}; {seconds:.0f} s")
        many_unknown = kind == "noisy" and told["unknown"] > UNKNOWN_MOST * told["signs"]
        missed |= share < LEAST[kind] or many_unknown or bool(told["missed"] or told["made_up"] or told["wrong"])
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
