"""What the tests need from the machine beyond packages: three browsers, PostgreSQL's programs and a spreadsheet."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from steps import ROOT, Trouble, call, say, step

# The tests look in the same places.
sys.path.append(str(ROOT / "tests"))
from rig import programs
from rig.programs import WITHOUT


@dataclass(frozen=True)
class Need:
    """A program some tests can't do without; `name` is what SWEEP_TEST_WITHOUT calls it."""

    name: str
    debian_packages: tuple[str, ...]
    find: Callable[[], Path | None]


NEEDS = (
    Need("browser", ("chromium",), programs.chromium),
    Need("firefox", ("firefox-esr",), programs.firefox),
    Need(
        "webkit", ("webkit2gtk-driver", "gir1.2-webkit2-4.1", "python3-gi", "xvfb"), programs.webkit
    ),
    Need("postgresql", ("postgresql",), programs.postgresql_programs),
    Need("spreadsheet", ("libreoffice-calc-nogui",), programs.spreadsheet),
)
# What no package gives: a small disk to fill can be mounted by root alone.
ROOTS = {"tmpfs"}


def left_out() -> set[str]:
    """What the person asked the tests to leave out; raises Trouble for a word that names nothing."""
    asked = programs.left_out()
    if unknown := asked - {need.name for need in NEEDS} - ROOTS:
        known = ", ".join([*(need.name for need in NEEDS), *sorted(ROOTS)])
        raise Trouble(f"{WITHOUT} knows {known}, not {', '.join(sorted(unknown))}.")
    return asked


def say_left_out() -> None:
    """The last word of a run that left something out, so that nobody takes it for a whole one."""
    if asked := left_out():
        say(f"Left out because {WITHOUT} asks for it: {', '.join(sorted(asked))}.")


def provide_needs() -> None:
    """Install what is missing where apt-get as root can; otherwise name the line that does."""
    missing = [need for need in NEEDS if need.name not in left_out() and need.find() is None]
    if not missing:
        return
    packages = [package for need in missing for package in need.debian_packages]
    line = f"apt-get install --yes {' '.join(packages)}"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        with step(f"Installing {', '.join(packages)}"):
            environ = {"DEBIAN_FRONTEND": "noninteractive"}
            call(["apt-get", "update", "--quiet=2"], environ=environ)
            call([*line.split(), "--no-install-recommends", "--quiet=2"], environ=environ)
    still = [need.name for need in missing if need.find() is None]
    if still:
        say(f"To run the tests without them: {WITHOUT}={','.join(still)} make test")
        raise Trouble(f"The tests need {', '.join(packages)}. On Debian or Ubuntu, as root: {line}")
