"""The command that measures still runs, and writes what it measured where it should."""

import subprocess
import sys
from pathlib import Path

import pytest

from rig.databases import ROOT


@pytest.fixture
def readme(tmp_path: Path) -> Path:
    copy = tmp_path / "README.md"
    copy.write_text((ROOT / "bench" / "README.md").read_text(encoding="utf-8"), encoding="utf-8")
    return copy


def run(readme: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, ROOT / "bench" / "run.py", "--quick", "--readme", readme]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_quick_run_fills_the_table_and_leaves_the_rest_alone(readme: Path) -> None:
    before = readme.read_text(encoding="utf-8")
    done = run(readme)
    assert done.returncode == 0, done.stderr
    after = readme.read_text(encoding="utf-8")
    assert after.partition("<!-- measured")[0] == before.partition("<!-- measured")[0]
    assert (
        after.partition("end of what was measured -->")[2]
        == (before.partition("end of what was measured -->")[2])
    )
    table = after.partition("<!-- measured")[2].partition("<!-- end")[0]
    for what in ("App JavaScript, gzip", "Push, 1 stop a batch", "Push, 200 stops a batch"):
        assert f"| {what}" in table
    assert "of no weight" in table


def test_a_file_without_the_markers_is_refused(readme: Path) -> None:
    readme.write_text("# What is measured\n", encoding="utf-8")
    done = run(readme)
    assert done.returncode != 0
    assert "lacks the markers" in done.stderr
