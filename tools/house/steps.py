"""Steps a person can follow: each says what it does and how long it took; trouble is one plain sentence."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Trouble(Exception):
    """Something the person at the keyboard can put right; its text says how."""


def say(text: str) -> None:
    """Print at once: the programs we start write to the same terminal."""
    print(text, flush=True)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Announce `name`, and afterwards the seconds it took."""
    say(f"• {name} …")
    started = time.monotonic()
    yield
    say(f"  {name}: {time.monotonic() - started:.1f} s")


def call(
    command: Sequence[str | Path], *, cwd: Path = ROOT, environ: dict[str, str] | None = None
) -> None:
    """Run `command`, its output shown; raise Trouble when it ends non-zero or can't be started."""
    if (code := exit_code(command, cwd=cwd, environ=environ)) != 0:
        raise Trouble(f"“{shown(command)}” ended with code {code}; what it printed above says why.")


def exit_code(
    command: Sequence[str | Path], *, cwd: Path = ROOT, environ: dict[str, str] | None = None
) -> int:
    """Run `command` with no standard input, its output shown, and give its exit code (127: not found)."""
    try:
        return subprocess.run(
            [str(word) for word in command],
            cwd=cwd,
            env={**os.environ, **(environ or {})},
            stdin=subprocess.DEVNULL,
            check=False,
        ).returncode
    except FileNotFoundError:
        print(f"There is no program “{command[0]}” here.", file=sys.stderr)
        return 127


def shown(command: Sequence[str | Path]) -> str:
    """The command as a person would type it from the project's folder."""
    return " ".join(str(word).removeprefix(f"{ROOT}/") for word in command)
