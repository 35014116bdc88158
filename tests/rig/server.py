"""A real Sweep under gunicorn, that a test may kill and start again like a server room would."""

import contextlib
import errno
import http.client
import os
import signal
import socket
import sys
import time
from collections.abc import Mapping
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from rig.databases import ROOT
from rig.memory import forget_process, note_process
from rig.postgres import free_port
from rig.processes import be_started, fresh_process

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
        self._process: ForkServerProcess | None = None

    def start(self) -> None:
        """Start it and wait until it answers; raises RuntimeError with its output if it won't."""
        self._process = fresh_process(_be_gunicorn, self.environ, self.output)
        note_process(_pid(self._process))
        self._wait_until_it_answers(self._process)

    @property
    def process_group(self) -> int:
        """The id under which all its processes run. Only while it runs."""
        assert self._process is not None
        return _pid(self._process)

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

    def _wait_until_it_answers(self, process: ForkServerProcess) -> None:
        deadline = time.monotonic() + _START_LIMIT_S
        while time.monotonic() < deadline and process.is_alive():
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
        _signal_group(_pid(process), how)
        process.join(timeout=30)
        if process.is_alive():
            _signal_group(_pid(process), signal.SIGKILL)
            process.join()
        forget_process(_pid(process))
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


def _pid(process: ForkServerProcess) -> int:
    assert process.pid is not None, "it was started"
    return process.pid


def _be_gunicorn(environ: Mapping[str, str], output: Path) -> None:
    from gunicorn.app.wsgiapp import run

    os.setsid()
    be_started(environ, output, output)
    sys.argv = ["gunicorn", "wsgi:app"]
    run(prog="gunicorn")
