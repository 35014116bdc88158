"""Measure what is promised and write the table in bench/README.md. `make bench`; `--quick` for a smoke test.

Nothing here passes or fails by a time: every figure stands beside its aim or its floor, measured in the same run.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

# The server, the database and the browser are those of the tests.
sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))

from push import measure_push
from sizes import measure_sizes
from table import Row, around_markers, as_table, put_between_markers

BENCH = Path(__file__).resolve().parent


def main() -> None:
    """Measure, print the table, put it into the README."""
    asked = _arguments()
    around_markers(asked.readme)  # raises before minutes are spent
    load_before = os.getloadavg()[0]
    rows = list(_measure(asked.quick))
    measured = f"{_circumstances(asked.quick, load_before)}\n\n{as_table(rows)}"
    print(measured)
    put_between_markers(asked.readme, measured)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few rounds, and no browser")
    parser.add_argument("--readme", type=Path, default=BENCH / "README.md")
    return parser.parse_args()


def _measure(quick: bool) -> Iterator[Row]:
    yield from measure_sizes()
    if not quick:
        # Here, so that the quick run needs no browser.
        from phone import measure_phone

        yield from measure_phone()
    yield from measure_push(rounds=1 if quick else 7, share=0.05 if quick else 1.0)


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
