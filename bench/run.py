"""Measure what is promised and write the tables in docs/phone-figures.md and bench/README.md: `make bench`.

.venv/bin/python bench/run.py               everything; the tables are printed and written
.venv/bin/python bench/run.py save outbox   only these, printed
.venv/bin/python bench/run.py --quick       everything as seldom as can be, printed: a smoke test

Nothing here passes or fails by a time: every figure stands beside its aim or its floor, measured in the same run.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

# The server, the database and the browser are those of the tests.
sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))

from benches import EACH, FILES, Bench
from table import Row, around_markers, as_table, put_between_markers

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Measure, print the tables ready for their files, and put whole ones there."""
    asked = _arguments()
    into = asked.into or (None if asked.benches or asked.quick else ROOT)
    if into:
        for file in FILES:
            around_markers(into / file)  # raises before minutes are spent
    for file, benches in FILES.items():
        if chosen := [benches[name] for name in asked.benches or benches if name in benches]:
            measured = _measured(chosen, asked.quick)
            print(f"\nFor {file}:\n\n{measured}", flush=True)
            if into:
                put_between_markers(into / file, measured)


def _arguments() -> argparse.Namespace:
    how = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=how)
    parser.add_argument("benches", nargs="*", metavar="BENCH", help=", ".join(EACH))
    parser.add_argument("--quick", action="store_true", help="few rounds; its figures mean nothing")
    parser.add_argument("--into", type=Path, help="write the tables into these files' copies here")
    asked = parser.parse_args()
    if unknown := set(asked.benches) - set(EACH):
        parser.error(f"no such bench: {', '.join(sorted(unknown))}; there are {', '.join(EACH)}")
    return asked


def _measured(benches: Sequence[Bench], quick: bool) -> str:
    load_before = os.getloadavg()[0]
    rows: list[Row] = []
    for bench in benches:
        for row in bench.rows(quick):
            print(f"{row.what}: {row.measured}", file=sys.stderr, flush=True)
            rows.append(row)
    return f"{_circumstances(quick, load_before)}\n\n{as_table(rows)}"


def _circumstances(quick: bool, load_before: float) -> str:
    load_after = os.getloadavg()[0]
    kind = "A quick run, of no weight" if quick else "Measured"
    cores = os.cpu_count()
    return (
        f"{kind}: {datetime.now(UTC):%d %B %Y}, {cores} cores, Python {sys.version.split()[0]}, "
        f"load of the machine before {load_before:.1f}, after {load_after:.1f} (1 is one busy core)."
    )


if __name__ == "__main__":
    main()
