"""What tests need of this machine, and what to leave out. Standard library only: `make test` asks here too."""

import os
import re
import shutil
import subprocess
from pathlib import Path

WITHOUT = "SWEEP_TEST_WITHOUT"

_CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_CHROMIUM_ON_MACS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
_FIREFOX_ON_MACS = ("/Applications/Firefox.app/Contents/MacOS/firefox",)
_LIBREOFFICE_ON_MACS = ("/Applications/LibreOffice.app/Contents/MacOS/soffice",)
# The one that the system's own packages belong to; ours is in a virtual environment and sees none of them.
SYSTEM_PYTHON = "/usr/bin/python3"


def left_out() -> set[str]:
    """What the person asked to leave out: the words of `SWEEP_TEST_WITHOUT`, separated by commas."""
    return {word.strip() for word in os.environ.get(WITHOUT, "").split(",") if word.strip()}


def chromium() -> Path | None:
    """The system's Chromium or Chrome, or None."""
    found = next(filter(None, map(shutil.which, _CHROMIUM_NAMES)), None)
    return Path(found) if found else _first_file(_CHROMIUM_ON_MACS)


def postgresql_programs() -> Path | None:
    """The folder of the newest `initdb` and `postgres`, or None. Debian keeps them off the PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    if debian:
        return debian[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path and shutil.which("postgres") else None


def firefox() -> Path | None:
    """Firefox, of its extended support release first, or None."""
    found = shutil.which("firefox-esr") or shutil.which("firefox")
    return Path(found) if found else _first_file(_FIREFOX_ON_MACS)


def spreadsheet() -> Path | None:
    """LibreOffice, to open what is handed out as a person would, or None."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return Path(found) if found else _first_file(_LIBREOFFICE_ON_MACS)


def webkit() -> Path | None:
    """WebKitWebDriver, or None unless all is there that it needs: a display to draw on and WebKitGTK from Python."""
    driver = shutil.which("WebKitWebDriver")
    whole = driver and shutil.which("Xvfb") and _has_webkit(SYSTEM_PYTHON)
    return Path(driver) if driver and whole else None


def _has_webkit(python: str) -> bool:
    asked = "import gi; gi.require_version('WebKit2', '4.1'); gi.require_version('Gtk', '3.0')"
    try:
        return (
            subprocess.run([python, "-c", asked], check=False, capture_output=True).returncode == 0
        )
    except FileNotFoundError:
        return False


def _first_file(names: tuple[str, ...]) -> Path | None:
    return next((Path(name) for name in names if Path(name).is_file()), None)


def _version(initdb: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", str(initdb))]
