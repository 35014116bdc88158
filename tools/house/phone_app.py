"""Builds the phone app in static/pwa with Node from the system or, without one, from a wheel."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from environment import BIN, PYTHON, install_pinned
from stamps import content_hash, is_done, mark_done
from steps import ROOT, call, step

APP = ROOT / "static" / "pwa"
# The phone app itself, and the desk's styles and script, which share its sources.
BUILT = (APP / "dist", APP / "dist-desk")
_NOT_SOURCES = {"node_modules", "dist", "dist-desk", "coverage", ".vite"}


def build_phone_app() -> None:
    """Have the folders `BUILT` hold what the present sources make, each file with its compressed copies."""
    environ = node_environ()
    _install_packages(environ)
    content = content_hash(_sources())
    if is_done("phone-app", content) and all(folder.is_dir() for folder in BUILT):
        return
    with step("Building the phone app"):
        # Warnings of the machine's own npm settings are nothing to whoever starts the server.
        call(["npm", "--loglevel=error", "run", "build"], cwd=APP, environ=environ)
        for folder in BUILT:
            call([PYTHON, "-m", "whitenoise.compress", "--quiet", folder])
    mark_done("phone-app", content)


def node_environ() -> dict[str, str]:
    """The environment in which `node` and `npm` are new enough; installs the wheel when the system's are not."""
    if not _system_node_is_enough():
        install_pinned("requirements-node.txt")
        return {"PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    return {}


def is_enough(version: str) -> bool:
    """True for a Node that Vite 8 runs on: 20.19 or later of 20, 22.12 or later (odd 21 is left out)."""
    found = re.match(r"v(\d+)\.(\d+)", version)
    if found is None:
        return False
    numbers = (int(found[1]), int(found[2]))
    return (20, 19) <= numbers < (21, 0) or numbers >= (22, 12)


def _system_node_is_enough() -> bool:
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return False
    return is_enough(
        subprocess.run([node, "--version"], check=False, capture_output=True, text=True).stdout
    )


def _install_packages(environ: dict[str, str]) -> None:
    content = content_hash([APP / "package.json", APP / "package-lock.json"])
    if is_done("node-packages", content) and (APP / "node_modules").is_dir():
        return
    with step("Installing the phone app's packages"):
        # Build tools are development packages, whatever NODE_ENV the machine sets.
        call(
            ["npm", "ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"],
            cwd=APP,
            environ=environ,
        )
    mark_done("node-packages", content)


def _sources() -> Iterator[Path]:
    for folder, folders, names in os.walk(APP):
        folders[:] = [name for name in folders if name not in _NOT_SOURCES]
        yield from (Path(folder, name) for name in names)
