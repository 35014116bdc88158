"""`make test`, `make lint` and their like: every check is run, none hides another, any failure is non-zero."""

import time
from dataclasses import dataclass
from pathlib import Path

from environment import BIN, prepare_environment
from machine import left_out, provide_needs, say_left_out
from phone_app import APP, build_phone_app, node_environ
from steps import ROOT, exit_code, say, step


@dataclass(frozen=True)
class Check:
    """One program that ends zero when all is well."""

    name: str
    command: tuple[str | Path, ...]
    cwd: Path = ROOT


PYTEST = (BIN / "python", "-m", "pytest")
LINT = (
    # Whether an import is ours depends on which folders there are, and ruff's cache does not see those change.
    Check("Lint", (BIN / "ruff", "check", "--no-cache", ".")),
    Check("Formatting", (BIN / "ruff", "format", "--check", ".")),
    Check("Types", (BIN / "mypy",)),
    Check("Who imports whom", (BIN / "lint-imports",)),
    Check("Phone app: types and lint", ("npm", "run", "check"), APP),
)
TESTS = (
    Check("Phone app: tests", ("npm", "test"), APP),
    # One process more than the smallest machine this is meant for has cores: a third of the time a test waits for a
    # database, a browser or a server of its own. Who is done first takes from the others.
    Check("Tests", (*PYTEST, "-n", "3", "--dist", "worksteal", "-m", "not torture")),
)
TORTURE = (
    Check("Torture", (*PYTEST, "-m", "torture")),
    Check(
        "Fault machine",
        (
            "env",
            "SWEEP_FAULT_SCHEDULES=10000",
            "SWEEP_FAULT_SEED=any",
            *PYTEST,
            "-n",
            "2",
            "-m",
            "faults",
        ),
    ),
)


def lint() -> int:
    """What can be said of the code without running it."""
    prepare_environment(with_tests=True)
    build_phone_app()
    return _run_all(LINT)


def test() -> int:
    """Everything but torture; what the person asked to leave out is said at the end."""
    left_out()  # a word that names nothing is told before anything takes its time
    prepare_environment(with_tests=True)
    provide_needs()
    build_phone_app()
    code = _run_all((*LINT, *TESTS))
    say_left_out()
    return code


def torture() -> int:
    """The long fault schedules."""
    prepare_environment(with_tests=True)
    provide_needs()
    build_phone_app()
    return _run_all(TORTURE)


def _run_all(checks: tuple[Check, ...]) -> int:
    environ = node_environ()
    started = time.monotonic()
    failed = []
    for check in checks:
        with step(check.name):
            if exit_code(check.command, cwd=check.cwd, environ=environ) != 0:
                failed.append(check.name)
                say(f"  FAILED: {check.name}")
    took = f"{time.monotonic() - started:.0f} s"
    if failed:
        say(f"\n{len(failed)} of {len(checks)} checks failed ({took}): {', '.join(failed)}.")
        return 1
    say(f"\nAll {len(checks)} checks passed ({took}).")
    return 0
