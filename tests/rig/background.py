"""A program that runs beside the tests, with all it starts in one process group."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from rig.memory import forget_process, note_process

_START_LIMIT_S = 60
Found = TypeVar("Found")


class Background:
    """Started at once; `environ` is added to what we have, `output` takes what it says."""

    def __init__(
        self, command: Sequence[str | Path], output: Path, environ: dict[str, str] | None = None
    ) -> None:
        self._output = output
        with output.open("ab") as said:
            self._process = subprocess.Popen(
                [str(word) for word in command],
                env={**os.environ, **(environ or {})},
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
        note_process(self._process.pid)

    def wait_for(self, look: Callable[[], Found | None]) -> Found:
        """What `look` finds once the program is ready; RuntimeError with its output if it never is."""
        deadline = time.monotonic() + _START_LIMIT_S
        while time.monotonic() < deadline and self._process.poll() is None:
            if (found := look()) is not None:
                return found
            time.sleep(0.05)
        self.kill()
        raise RuntimeError(f"it did not start: {self._output.read_text(errors='replace')}")

    def kill(self) -> None:
        """`kill -9` of all of it, at this very moment; safe to call twice."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        forget_process(self._process.pid)
