"""How much a phone fetches before the first screen."""

import gzip
from collections.abc import Iterator
from pathlib import Path

from table import Row

BUILT = Path(__file__).resolve().parent.parent / "static" / "pwa" / "dist"
SCRIPT_AIM_KB = 25.0


def measure_sizes() -> Iterator[Row]:
    """The app's script, style and words, each as sent by gzip at its best."""
    scripts = _kilobytes("assets/*.js")
    aim = f"≤ {SCRIPT_AIM_KB:.0f} kB"
    yield Row(
        "App JavaScript, gzip", f"{scripts:.1f} kB", aim=aim, met=round(scripts, 1) <= SCRIPT_AIM_KB
    )
    yield Row("App CSS, gzip", f"{_kilobytes('assets/*.css'):.1f} kB")
    yield Row("App words, gzip", f"{_kilobytes('assets/*.json'):.1f} kB")


def _kilobytes(pattern: str) -> float:
    files = sorted(BUILT.glob(pattern))
    if not files:
        raise FileNotFoundError(f"the phone app is not built: nothing matches {BUILT / pattern}")
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) / 1000
