"""A folder for what need not outlive a run of the tests, and the promise that nothing of the run does."""

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_MEMORY = Path("/dev/shm")
_ENOUGH_BYTES = 1 << 30  # containers often give 64 MB, which a database server fills
_CLEAN_UP = Path(__file__).with_name("clean_up.py")


@cache
def run_folder() -> Path:
    """This process's folder, in memory where there is plenty, else on disk. Gone when the process is, however it ends.

    Copying a database is ten times as fast in memory, and a server that is killed proves the same there: only
    a machine that stops could tell memory from disk.
    """
    plenty = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free >= _ENOUGH_BYTES
    folder = Path(tempfile.mkdtemp(prefix="sweep-tests-", dir=_MEMORY if plenty else None))
    folder.chmod(0o711)  # PostgreSQL runs as another user when we are root
    _clean_up_after_us(folder)
    return folder


def make_folder(prefix: str) -> Path:
    """A new folder in the run's own."""
    return Path(tempfile.mkdtemp(prefix=prefix, dir=run_folder()))


@contextlib.contextmanager
def sqlite_folder() -> Iterator[Path]:
    """A folder for one test's database, removed at once so that memory does not fill."""
    folder = make_folder("sqlite-")
    yield folder
    shutil.rmtree(folder)


def note_process(pid: int) -> None:
    """Remember a process group of ours, to be ended if this process dies before ending it."""
    (run_folder() / f"{pid}.process").touch()


def forget_process(pid: int) -> None:
    """It has ended; its number may soon be somebody else's."""
    (run_folder() / f"{pid}.process").unlink(missing_ok=True)


def _clean_up_after_us(folder: Path) -> None:
    # The pipe's other end closes when this process ends, even by `kill -9`; only then does clean_up.py act.
    reading, _held_open = os.pipe()
    os.posix_spawn(
        sys.executable,
        [sys.executable, "-I", "-S", str(_CLEAN_UP), str(folder)],
        os.environ,
        file_actions=[
            (os.POSIX_SPAWN_DUP2, reading, 0),
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ],
        setsid=True,
    )
    os.close(reading)
