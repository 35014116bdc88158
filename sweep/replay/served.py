"""A server of our own for one replay: gunicorn on a free port of this machine, ended with the command."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import IO

import httpx

from sweep.config import Config
from sweep.replay.client import Refused

_ROOT = Path(__file__).resolve().parents[2]
_STARTS_WITHIN_S = 60
_ENDS_WITHIN_S = 30


@contextmanager
def own_server(settings: Config) -> Iterator[str]:
    """The address of a server on these settings' database. It is gone afterwards, whatever happened."""
    port = _free_port()
    with tempfile.TemporaryFile() as output, _ended_like_interrupted():
        process = _start(settings, port, output)
        try:
            yield _when_ready(process, port, output)
        finally:
            _end(process)


def _start(settings: Config, port: int, output: IO[bytes]) -> subprocess.Popen[bytes]:
    environ = {
        **os.environ,
        "DATABASE_URL": settings.database_url,
        "SWEEP_SECRET_KEY": settings.secret_key,
        "SWEEP_INSTANCE": str(settings.instance_path.resolve()),
        "SWEEP_ORIGIN": f"http://127.0.0.1:{port}",
        "PORT": str(port),
    }
    environ.pop("GUNICORN_CMD_ARGS", None)
    return subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "wsgi:app"],
        cwd=_ROOT,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        start_new_session=True,  # Ctrl-C is for the command, which ends the server itself
    )


def _when_ready(process: subprocess.Popen[bytes], port: int, output: IO[bytes]) -> str:
    url = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + _STARTS_WITHIN_S
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(httpx.TransportError):
            answer = httpx.get(f"{url}/readyz")
            if answer.is_success:
                return url
            raise Refused(str(answer.json()["detail"]))
        time.sleep(0.05)
    output.seek(0)
    said = output.read().decode(errors="replace").strip()
    raise Refused(f"The server for the replay did not start. It said: {said[-2000:]}")


def _end(process: subprocess.Popen[bytes]) -> None:
    _signal(process, signal.SIGTERM)
    try:
        process.wait(_ENDS_WITHIN_S)
    except subprocess.TimeoutExpired:
        _signal(process, signal.SIGKILL)
        process.wait()


def _signal(process: subprocess.Popen[bytes], how: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, how)


@contextmanager
def _ended_like_interrupted() -> Iterator[None]:
    """`kill` of the command ends its server too, as Ctrl-C does."""

    def end(_signal: int, _frame: FrameType | None) -> None:
        raise SystemExit(143)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
