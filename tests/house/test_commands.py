"""The make commands answer trouble with one plain sentence and a code a script can act on."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from machine import left_out
from phone_app import is_enough
from steps import ROOT, Trouble


def house(*words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a house command as `make` does."""
    return subprocess.run(
        [sys.executable, ROOT / "tools" / "house", *words],
        env={**os.environ, **environ},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port that another program listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_port_in_use_is_named_before_anything_is_set_up(taken_port: int) -> None:
    answer = house("run", PORT=str(taken_port))
    assert answer.returncode == 1
    assert f"Port {taken_port} can't be used" in answer.stderr
    assert f"make run PORT={taken_port + 1}" in answer.stderr
    assert answer.stdout == ""


def test_a_port_that_is_no_number_is_refused() -> None:
    answer = house("run", PORT="eighty")
    assert answer.returncode == 1
    assert "PORT must be a number" in answer.stderr


def test_help_names_every_make_target() -> None:
    targets = {
        line.removesuffix(":")
        for line in (ROOT / "Makefile").read_text().splitlines()
        if line.endswith(":")
    }
    printed = {line.split()[1] for line in house("help").stdout.splitlines()}
    assert printed | {"help"} == targets


def test_an_unknown_command_is_an_error_that_shows_the_known_ones() -> None:
    answer = house("fly")
    assert answer.returncode == 2
    assert "make run" in answer.stdout


@pytest.mark.parametrize("version", ["v20.19.0", "v20.20.1", "v22.12.0", "v24.1.0"])
def test_a_node_that_the_build_tool_runs_on_is_taken(version: str) -> None:
    assert is_enough(version)


@pytest.mark.parametrize("version", ["v18.20.4", "v20.18.9", "v21.7.0", "v22.11.0", "", "banana"])
def test_any_other_node_is_left_for_the_wheel(version: str) -> None:
    assert not is_enough(version)


def test_a_misspelt_wish_to_leave_tests_out_is_not_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SWEEP_TEST_WITHOUT", "brwoser")
    with pytest.raises(Trouble, match="brwoser"):
        left_out()


def test_an_old_python_is_told_so_in_a_sentence() -> None:
    text = (ROOT / "tools" / "house" / "__main__.py").read_text()
    old = text.replace("import sys\n", "import sys\nsys.version_info = (3, 8, 1)\n", 1)
    answer = subprocess.run(
        [sys.executable, "-c", old], capture_output=True, text=True, check=False
    )
    assert answer.returncode == 1
    assert answer.stderr.startswith("Sweep needs Python 3.11 or newer; this is Python 3.8.")


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-dev.txt", "requirements-node.txt"]
)
def test_pinned_files_hold_names_versions_and_hashes_alone(name: str) -> None:
    lines = (ROOT / name).read_text().splitlines()
    assert all("==" in line or line.startswith("    --hash=sha256:") for line in lines)


def test_the_versions_tested_are_the_versions_that_run() -> None:
    running = _pins(ROOT / "requirements.txt")
    assert running <= _pins(ROOT / "requirements-dev.txt")


def _pins(path: Path) -> set[str]:
    return {line.rstrip(" \\") for line in path.read_text().splitlines() if "==" in line}
