"""A test that was left out must never look like one that passed."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

RIG = Path(__file__).resolve().parents[1]


@pytest.fixture
def outcome(tmp_path: Path) -> Callable[..., int]:
    """Runs one file of tests under the rig's rule and gives pytest's exit code."""

    def run(text: str, without: str = "", *options: str) -> int:
        (tmp_path / "test_it.py").write_text(text)
        (tmp_path / "conftest.py").write_text("pytest_plugins = ['rig.asked']")
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options, "."]
        environ = {**os.environ, "PYTHONPATH": str(RIG), "SWEEP_TEST_WITHOUT": without}
        return subprocess.run(
            command, cwd=tmp_path, env=environ, capture_output=True, check=False
        ).returncode

    return run


ASKING = """
from rig.asked import skip_if_left_out
def test_stop_is_saved(): pass
def test_map_is_drawn(): skip_if_left_out("browser")
"""


def test_a_skipped_test_fails_the_run(outcome: Callable[..., int]) -> None:
    assert outcome("import pytest\ndef test_stop(): pytest.skip('no time')\n") == 1


def test_a_file_skipped_whole_fails_the_run(outcome: Callable[..., int]) -> None:
    assert outcome("import pytest\npytest.importorskip('no_such_module')\n") != 0


def test_a_skipped_test_fails_the_run_in_parallel_too(outcome: Callable[..., int]) -> None:
    text = "import pytest\ndef test_a(): pass\ndef test_stop(): pytest.skip('no time')\n"
    assert outcome(text, "", "-n", "2") == 1


def test_what_the_person_asked_to_leave_out_is_left_out(outcome: Callable[..., int]) -> None:
    assert outcome(ASKING, "browser") == 0


def test_without_asking_the_test_runs(outcome: Callable[..., int]) -> None:
    assert outcome(ASKING) == 0


def test_every_file_of_tests_holds_a_test() -> None:
    """An emptied one looks like one that passed."""
    files = RIG.rglob("test_*.py")
    assert [path.name for path in files if "def test_" not in path.read_text()] == []
