"""Every deliberate break makes its tests fail; a test that can't fail proves nothing. Run by `make torture`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from breaks.breaks import BREAKS, Break
from rig.databases import ROOT

_COPIED = (
    "sweep",
    "tests",
    "tools",
    "pyproject.toml",
    "gunicorn.conf.py",
    "wsgi.py",
    "requirements.txt",
)
_APP = (
    *("src", "tests", "public", "build", "dist", "dist-desk", "index.html", "package.json"),
    *("tsconfig.base.json", "tsconfig.json", "tsconfig.worker.json", "vite.config.ts"),
)
_IGNORED = shutil.ignore_patterns("__pycache__", "*.pyc")


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's sources once more, to be broken."""
    to = tmp_path_factory.mktemp("broken")
    for name in _COPIED:
        _copy(ROOT / name, to / name)
    app = to / "static" / "pwa"
    app.mkdir(parents=True)
    for name in _APP:
        _copy(ROOT / "static" / "pwa" / name, app / name)
    (app / "node_modules").symlink_to(ROOT / "static" / "pwa" / "node_modules")
    return to


def _copy(what: Path, to: Path) -> None:
    if what.is_dir():
        shutil.copytree(what, to, ignore=_IGNORED)
    else:
        shutil.copy(what, to)


def test_the_text_of_every_break_stands_in_its_file_exactly_once() -> None:
    """Seen at every run, not only by `make torture`, which is where a break that breaks nothing would be met."""
    times = {one.name: (ROOT / one.path).read_text().count(one.old) for one in BREAKS}
    assert {name: found for name, found in times.items() if found != 1} == {}


def test_the_tests_of_every_break_are_there() -> None:
    missing = [
        (one.name, word)
        for one in BREAKS
        for word in one.tests.split()
        if word.startswith("tests/") and not (_tests_of(one) / word).exists()
    ]
    assert missing == []


def _tests_of(one: Break) -> Path:
    return ROOT / "static" / "pwa" if one.by_vitest else ROOT


@pytest.mark.torture
@pytest.mark.parametrize("one", BREAKS, ids=lambda one: one.name.replace(" ", "-"))
def test_a_break_is_noticed(one: Break, copied: Path, record_property) -> None:
    path = copied / one.path
    whole = path.read_text()
    assert whole.count(one.old) == 1, "the code has moved on; the break must follow it"
    path.write_text(whole.replace(one.old, one.new))
    try:
        if one.needs_build:
            subprocess.run(["npx", "vite", "build"], cwd=copied / "static" / "pwa", check=True)
        code, said = _run(one, copied)
    finally:
        path.write_text(whole)
    record_property(f"{one.promise}: {one.name}", "noticed" if code == 1 else f"exit {code}")
    # 1 is "tests ran, and some failed": a file that can't even be read would prove nothing.
    assert code == 1, said[-3000:]


def _run(one: Break, copied: Path) -> tuple[int, str]:
    if one.by_vitest:
        command, cwd = ["npx", "vitest", "run", *one.tests.split()], copied / "static" / "pwa"
    else:
        pytest_ = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
        command, cwd = [*pytest_, *one.tests.split()], copied
    environ = {**os.environ, "PYTHONPATH": str(copied), "SWEEP_FAULT_SCHEDULES": "60"}
    done = subprocess.run(
        command, cwd=cwd, env=environ, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr
