"""How much a phone fetches: before the first screen, and in all."""

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path

from table import Row

BUILT = Path(__file__).resolve().parent.parent / "static" / "pwa" / "dist"
SCRIPT_AIM_KB, STYLE_AIM_KB = 35.0, 8.0


def measure_sizes() -> Iterator[Row]:
    """The app's scripts, style and words, each as sent by gzip at its best."""
    page = (BUILT / "index.html").read_text()
    scripts = _files("assets/*.js")
    first = [script for script in scripts if f"assets/{script.name}" in page]
    yield _row("App JavaScript that a start reads, gzip", _kilobytes(first), SCRIPT_AIM_KB)
    yield Row("App JavaScript in all, gzip", f"{_kilobytes(scripts):.1f} kB")
    yield _row("App CSS, gzip", _kilobytes(_files("assets/*.css")), STYLE_AIM_KB)
    words = _kilobytes(_files("assets/en-*.json"))
    yield Row("App words of one language, gzip", f"{words:.1f} kB")


def _row(what: str, size: float, aim: float) -> Row:
    return Row(what, f"{size:.1f} kB", aim=f"≤ {aim:.0f} kB", met=round(size, 1) <= aim)


def _files(pattern: str) -> list[Path]:
    if files := sorted(BUILT.glob(pattern)):
        return files
    raise FileNotFoundError(f"the phone app is not built: nothing matches {BUILT / pattern}")


def _kilobytes(files: Iterable[Path]) -> float:
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) / 1000
