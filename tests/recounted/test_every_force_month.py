"""All force-months that lie here, replayed by the command into its own server, every figure counted apart.

    .venv/bin/pytest tests/recounted -m torture

The files are looked for as the bench does (`SWEEP_BENCH_FILES`); without them it is one invented file, and the line
that is printed says how many there were.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from recounted.held import Server
from replay.files import REAL, write_small
from rig.databases import ROOT


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is shown lies in the arithmetic, not in the database."""
    return sqlite_url


@pytest.fixture
def months(tmp_path: Path) -> Path:
    """A folder with every file there is."""
    folder = tmp_path / "months"
    folder.mkdir()
    for file in sorted(REAL.glob("*-stop-and-search.csv")):
        shutil.copy(file, folder)
    if not any(folder.iterdir()):
        write_small(folder, broken=False)
    return folder


@pytest.mark.torture
def test_every_figure_of_every_sweep_is_that_of_the_files(
    environ: dict[str, str], app: Flask, months: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = {"PATH": os.defpath, "PYTHONPATH": str(ROOT), **environ}
    command = [
        Path(sys.executable).with_name("sweep"),
        "replay",
        "--json",
        *sorted(months.iterdir()),
    ]
    done = subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    server = Server.of(app, months)
    answers = server.let_schools_answer(months)
    held = server.hold(months)
    with capsys.disabled():
        print(f"\n{held} Schools answered for {answers:,} children.")
    assert answers > 1
    assert held.stops > 1
    assert held.differences == []
