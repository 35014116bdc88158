"""What tests need of this machine, and what to leave out. Standard library only: `make test` asks here too."""

import os
import re
import shutil
from pathlib import Path

WITHOUT = "SWEEP_TEST_WITHOUT"

_CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_CHROMIUM_ON_MACS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def left_out() -> set[str]:
    """What the person asked to leave out: the words of `SWEEP_TEST_WITHOUT`, separated by commas."""
    return {word.strip() for word in os.environ.get(WITHOUT, "").split(",") if word.strip()}


def chromium() -> Path | None:
    """The system's Chromium or Chrome, or None."""
    found = next(filter(None, map(shutil.which, _CHROMIUM_NAMES)), None)
    if found:
        return Path(found)
    return next((Path(name) for name in _CHROMIUM_ON_MACS if Path(name).is_file()), None)


def postgresql_programs() -> Path | None:
    """The folder of the newest `initdb` and `postgres`, or None. Debian keeps them off the PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    if debian:
        return debian[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path and shutil.which("postgres") else None


def _version(initdb: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", str(initdb))]
