"""The table of commands: what each is for, in the words `make help` prints."""

import sys
from collections.abc import Callable, Sequence

from checks import lint, test, torture
from environment import BIN, prepare_environment
from lock import lock
from phone_app import build_phone_app
from serve import serve
from steps import Trouble, call, say


def fmt() -> int:
    """Rewrite the Python files in the house style."""
    prepare_environment(with_tests=True)
    call([BIN / "ruff", "check", "--fix", "--quiet", "."])
    call([BIN / "ruff", "format", "--quiet", "."])
    return 0


def bench() -> int:
    """Measure what is promised, on this machine."""
    prepare_environment(with_tests=True)
    build_phone_app()
    call([BIN / "python", "bench/run.py"])
    return 0


COMMANDS: dict[str, tuple[Callable[[], int], str]] = {
    "run": (serve, "set up and serve the demo on http://127.0.0.1:8000 (PORT=… for another port)"),
    "test": (test, "every check and test but the long ones"),
    "lint": (lint, "style, types and who imports whom, without running anything"),
    "fmt": (fmt, "put the Python files into the house style"),
    "torture": (torture, "long fault schedules, and every figure of replayed files counted apart"),
    "bench": (bench, "measure speed on this machine"),
    "lock": (lock, "pin what pyproject.toml asks for, with hashes"),
}


def main(words: Sequence[str]) -> int:
    """Do the one command named; 2 for a word that is none, 1 for trouble, 130 for Ctrl-C."""
    if len(words) != 1 or words[0] not in COMMANDS:
        for name, (_, purpose) in COMMANDS.items():
            say(f"make {name:<8} {purpose}")
        return 0 if list(words) == ["help"] else 2
    try:
        return COMMANDS[words[0]][0]()
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
