"""The `sweep` command as the server's owner runs it: a process of its own, with its own settings."""

import gc
import os
import resource
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from rig.processes import be_started, fresh_process
from sweep.cli import main


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
    settings = {"PATH": os.environ.get("PATH", os.defpath), **environ}
    with TemporaryDirectory(prefix="sweep-command-") as folder:
        asked = (Path(folder), settings, words, longest_file_kib)
        process = fresh_process(_be_the_command, *asked)
        process.join()
        assert process.exitcode is not None
        said, complained = ((Path(folder) / name).read_text() for name in ("said", "complained"))
    return Ran(process.exitcode, said, complained)


def _be_the_command(
    folder: Path, settings: Mapping[str, str], words: Sequence[str], longest_file_kib: int | None
) -> None:
    be_started(settings, folder / "said", folder / "complained")
    if longest_file_kib:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (longest_file_kib * 1024, resource.RLIM_INFINITY))
    try:
        main(list(words), prog_name="sweep")
    finally:
        _let_go_of_databases()


def _let_go_of_databases() -> None:
    """A process of this kind ends at once; SQLite empties its log into the file when a program ends as it should."""
    for thing in gc.get_objects():
        if isinstance(thing, Engine):
            thing.dispose()
