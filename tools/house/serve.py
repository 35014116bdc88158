"""`make run`: from a fresh clone to a server with demo records, and quickly again the second time."""

import os
import socket

from environment import BIN, prepare_environment
from phone_app import build_phone_app
from steps import ROOT, Trouble, call, say, step


def serve() -> int:
    """Set up what is missing and become the server; returns only when the server could not be started."""
    port = _free_port()
    prepare_environment()
    build_phone_app()
    with step("Bringing the database up to date and loading the demo"):
        call([BIN / "sweep", "demo"])
    say(f"\nServing on http://127.0.0.1:{port} — Ctrl-C stops it, and what was recorded is kept.")
    os.chdir(ROOT)
    # The server takes this process's place, so that Ctrl-C and `kill` reach it and nothing else.
    os.execv(BIN / "gunicorn", ["gunicorn", "--log-level", "warning", "wsgi:app"])


def _free_port() -> int:
    """The port asked for by PORT (8000), before minutes are spent on finding that it is taken."""
    asked = os.environ.get("PORT", "8000")
    if not asked.isdecimal() or not 0 < int(asked) < 65536:
        raise Trouble(f"PORT must be a number from 1 to 65535, not “{asked}”.")
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", int(asked)))
        except OSError as error:
            raise Trouble(
                f"Port {asked} can't be used ({error.strerror}). "
                f"Stop the other program, or choose another port: make run PORT={int(asked) % 65535 + 1}"
            ) from error
    return int(asked)
