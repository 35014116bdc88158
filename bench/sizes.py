"""How much a phone fetches before the first screen."""

import gzip
from collections.abc import Iterator
from pathlib import Path

from table import Row

BUILT = Path(__file__).resolve().parent.parent / "static" / "pwa" / "dist"
SCRIPT_AIM_KB, STYLE_AIM_KB = 35.0, 8.0


def measure_sizes() -> Iterator[Row]:
    """The app's script, style and words, each as sent by gzip at its best."""
    yield _row("App JavaScript, gzip", _kilobytes("assets/*.js"), SCRIPT_AIM_KB)
    yield _row("App CSS, gzip", _kilobytes("assets/*.css"), STYLE_AIM_KB)
    yield Row("App words of one language, gzip", f"{_kilobytes('assets/en-*.json'):.1f} kB")


def _row(what: str, size: float, aim: float) -> Row:
    return Row(what, f"{size:.1f} kB", aim=f"≤ {aim:.0f} kB", met=round(size, 1) <= aim)


def _kilobytes(pattern: str) -> float:
    files = sorted(BUILT.glob(pattern))
    if not files:
        raise FileNotFoundError(f"the phone app is not built: nothing matches {BUILT / pattern}")
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) / 1000
