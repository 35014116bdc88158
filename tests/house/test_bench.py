"""The command that measures still runs, and writes what it measured where it should."""

import subprocess
import sys
from pathlib import Path

import pytest

from rig.databases import ROOT

BEGIN, END = "<!-- measured", "end of what was measured -->"
FILES = ("bench/README.md", "docs/phone-figures.md")


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    for file in FILES:
        (tmp_path / file).parent.mkdir()
        (tmp_path / file).write_bytes((ROOT / file).read_bytes())
    return tmp_path


def run(*asked: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, ROOT / "bench" / "run.py", "--quick", *asked]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def around(text: str) -> tuple[str, str]:
    return text.partition(BEGIN)[0], text.partition(END)[2]


def test_a_quick_run_fills_the_tables_and_leaves_the_rest_alone(copies: Path) -> None:
    done = run("sizes", "push", "--into", copies)
    assert done.returncode == 0, done.stderr
    for file in FILES:
        after = (copies / file).read_text(encoding="utf-8")
        assert around(after) == around((ROOT / file).read_text(encoding="utf-8"))
        assert "of no weight" in after
    assert "| App JavaScript in all, gzip" in (copies / "docs/phone-figures.md").read_text()
    for many in (1, 20, 200):
        assert f"| Push, {many} stop" in (copies / "bench/README.md").read_text()


def test_without_a_place_for_it_a_quick_run_is_only_printed() -> None:
    before = [(ROOT / file).read_bytes() for file in FILES]
    assert "| App JavaScript in all, gzip" in run("sizes").stdout
    assert [(ROOT / file).read_bytes() for file in FILES] == before


def test_an_unknown_bench_is_refused_and_the_known_ones_are_named() -> None:
    done = run("size")
    assert done.returncode != 0
    assert "no such bench: size; there are sizes, taps" in done.stderr


def test_a_file_without_the_markers_is_refused(copies: Path) -> None:
    (copies / FILES[0]).write_text("# What is measured\n", encoding="utf-8")
    done = run("sizes", "--into", copies)
    assert done.returncode != 0
    assert "lacks the markers" in done.stderr
