"""A real Sweep under gunicorn, that a test may kill and start again like a server room would."""

import contextlib
import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from rig.databases import ROOT
from rig.memory import forget_process, note_process
from rig.postgres import free_port

_START_LIMIT_S = 60


class LiveServer:
    """gunicorn in a process group of its own; `environ` is everything it is told. Not started until `start()`."""

    def __init__(self, environ: dict[str, str], output: Path) -> None:
        self.port = free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        self.output = output
        self.environ = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(output.parent),
            # This code, also where the environment was made for another checkout.
            "PYTHONPATH": str(ROOT),
            **environ,
            "PORT": str(self.port),
            "SWEEP_ORIGIN": self.origin,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers; raises RuntimeError with its output if it won't."""
        with self.output.open("ab") as output:
            self._process = subprocess.Popen(
                [Path(sys.executable).with_name("gunicorn"), "wsgi:app"],
                cwd=ROOT,
                env=self.environ,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        note_process(self._process.pid)
        self._wait_until_it_answers(self._process)

    @property
    def process_group(self) -> int:
        """The id under which all its processes run. Only while it runs."""
        assert self._process is not None
        return self._process.pid

    def stop(self) -> None:
        """Ask it to finish what it is doing and end, as a deployment does; safe to call twice."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """`kill -9` of every process it has, at this very moment."""
        self._end(signal.SIGKILL)

    def restart(self) -> None:
        """Stop it and start it again on the same port."""
        self.stop()
        self.start()

    def _wait_until_it_answers(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + _START_LIMIT_S
        while time.monotonic() < deadline and process.poll() is None:
            if self._answers():
                return
            time.sleep(0.05)
        self.kill()
        raise RuntimeError(f"the server did not start: {self.output.read_text()}")

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        _signal_group(process.pid, how)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            _signal_group(process.pid, signal.SIGKILL)
            process.wait()
        forget_process(process.pid)
        self._wait_until_nobody_listens()

    def _wait_until_nobody_listens(self) -> None:
        # A killed worker's socket outlives the process that we can wait for by some milliseconds.
        while True:
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", self.port)) == errno.ECONNREFUSED:
                    return
            time.sleep(0.01)


def _signal_group(leader: int, how: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):  # ended by itself
        os.killpg(leader, how)
