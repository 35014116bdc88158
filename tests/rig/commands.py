"""The `sweep` command as the server's owner runs it: a process of its own, with its own settings."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rig.databases import ROOT


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left: its exit code, what it printed, and what it complained of."""

    code: int
    said: str
    complained: str


def run_sweep(environ: Mapping[str, str], *words: str, longest_file_kib: int | None = None) -> Ran:
    """Run `sweep WORDS` under these settings, and nothing else of this process's environment but PATH.

    With `longest_file_kib` it can write no longer file than that, as on a disk that is full.
    """
    limited = f'trap \'\' XFSZ; ulimit -f {(longest_file_kib or 0) * 2}; exec "$0" "$@"'
    before = ["sh", "-c", limited] if longest_file_kib else []
    done = subprocess.run(
        [*before, Path(sys.executable).with_name("sweep"), *words],
        cwd=ROOT,
        env={"PATH": os.environ.get("PATH", os.defpath), **environ},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)
