"""How gunicorn serves Sweep. Found by gunicorn itself in the folder it is started from.

`PORT` and `WEB_CONCURRENCY` are read here; every other setting is in sweep/config.py. Anything here can be
overridden by `GUNICORN_CMD_ARGS`, for instance `--bind=0.0.0.0:8000` where the TLS proxy is on another machine.
"""

import os
from typing import Any

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"

# One process on SQLite: its writers queue inside the process, where the queue is fair; SQLite's own wait is not.
# PostgreSQL takes as many processes as the machine has cores.
_on_sqlite = os.environ.get("DATABASE_URL", "sqlite:").startswith("sqlite")
workers = 1 if _on_sqlite else int(os.environ.get("WEB_CONCURRENCY", "2"))
# gunicorn's threads, but a client that is slow at sending or reading holds none of them for long.
worker_class = "sweep.worker.PatientWorker"
# SQLite's writers stand in line anyway; what more threads are for is that one slow call stops no other.
threads = 32
# Files leave by the same way as all else, and so under the same patience.
sendfile = False

# Above the idle time of the usual proxies would be no gain: phones send and go quiet.
keepalive = 5
# A push is one short transaction; what is still running after this is stuck, and its phone sends again.
timeout = 60
graceful_timeout = 20

# Addresses and URLs of children's records are personal data: no access log unless someone asks for one.
accesslog = None
errorlog = "-"

# gunicorn opens a control socket in the home folder unless told not to; nothing here uses it.
control_socket_disable = True


def post_worker_init(worker: Any) -> None:
    """Each worker says that it serves, until it ends, so that nobody restores a database under it."""
    from sweep.keeping.serving import hold

    worker.serving = hold(worker.wsgi.config["SWEEP"].instance_path)
