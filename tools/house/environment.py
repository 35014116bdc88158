"""The virtual environment: made once, filled only from files that pin every package by hash."""

import importlib.util
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from stamps import VENV, content_hash, is_done, mark_done
from steps import ROOT, Trouble, call, exit_code, step

BIN = VENV / "bin"
PYTHON = BIN / "python"


def prepare_environment(*, with_tests: bool = False) -> None:
    """Have `.venv` hold exactly what the pinned files name (with the test tools when asked) and Sweep itself."""
    _make_venv()
    install_pinned("requirements.txt")
    if with_tests:
        install_pinned("requirements-dev.txt")
    _install_project()


def install_pinned(requirements: str) -> None:
    """Install one pinned file, unless this very content was installed here before."""
    content = content_hash([ROOT / requirements], sys.version)
    if is_done(requirements, content):
        return
    with step(f"Installing the packages pinned in {requirements}"):
        if not _install_by_uv(requirements):  # whose own message, if any, is shown
            call([*_pip(), "--require-hashes", "-r", requirements])
    mark_done(requirements, content)


def _make_venv() -> None:
    if PYTHON.exists() and _runs(PYTHON):
        return
    if importlib.util.find_spec("ensurepip") is None:
        raise Trouble(
            "This Python can't make virtual environments. On Debian or Ubuntu: apt-get install python3-venv"
        )
    with step("Making the virtual environment .venv"):
        venv.create(VENV, clear=True, with_pip=True, symlinks=True)


def _runs(python: Path) -> bool:
    # A venv copied from elsewhere, or left behind by a removed Python, exists but doesn't work.
    same = f"import sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]} or sys.prefix != {str(VENV)!r})"
    return subprocess.run([python, "-c", same], check=False, capture_output=True).returncode == 0


def _pip() -> list[str | Path]:
    return [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]


def _install_by_uv(requirements: str) -> bool:
    """Faster where uv is; when it fails (pip may be set up for a mirror uv knows nothing of) pip gets its turn."""
    uv = shutil.which("uv")
    if uv is None:
        return False
    into = ("--quiet", "--python", str(PYTHON), "--require-hashes", "-r", requirements)
    return exit_code([uv, "pip", "install", *into]) == 0


def _install_project() -> None:
    content = content_hash([ROOT / "pyproject.toml"], str(ROOT), sys.version)
    if is_done("project", content) and (BIN / "sweep").exists():
        return
    with step("Installing Sweep itself"):
        # Without build isolation nothing is downloaded that has no hash.
        call([*_pip(), "--no-deps", "--no-build-isolation", "--editable", "."])
    mark_done("project", content)
