"""Who serves, and how a restore knows that nobody does.

Each of the server's processes holds a shared lock on a file in the instance folder for as long as it lives; the
system lets go of it however the process ends. A restore wants the lock for itself alone. Where servers on other
machines share a PostgreSQL database, its own list of connections tells.
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sweep.keeping.elsewhere import NotKept

_PATIENCE_S = 3


def hold(instance: Path) -> int:
    """Say that this process serves, until it ends; waits while a restore is under way.

    In each worker, after the fork: a lock taken before it would be one for all and outlive a single one.
    """
    descriptor = _open(instance)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


@contextmanager
def nobody_else(instance: Path) -> Iterator[None]:
    """Within it no server of this instance serves. Raises NotKept while one does."""
    descriptor = _open(instance)
    try:
        patiently(partial(_alone, descriptor))
        yield
    finally:
        os.close(descriptor)


def _alone(descriptor: int) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise NotKept("The server is running. Stop it first, then restore.") from error


def patiently(free: Callable[[], None]) -> None:
    """Try until it raises NotKept no longer: what was killed a moment ago takes another to let go of things."""
    deadline = time.monotonic() + _PATIENCE_S
    while True:
        try:
            return free()
        except NotKept:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def _open(instance: Path) -> int:
    return os.open(instance / "serving.lock", os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
