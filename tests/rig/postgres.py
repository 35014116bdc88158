"""A private PostgreSQL server for one run of the tests: its own folder, its own port, gone afterwards."""

import os
import pwd
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

import psycopg

from rig.memory import forget_process, make_folder, note_process
from rig.programs import postgresql_programs

# Nothing here must outlive the machine, so nothing waits for a disk; but what is committed must outlive a killed
# server, so commits are still handed to the system at once (synchronous_commit stays on).
_FAST = (
    "fsync=off",
    "full_page_writes=off",
    "shared_buffers=32MB",
    # Nothing lives long enough here to be tidied up or replayed.
    "autovacuum=off",
    "checkpoint_timeout=1h",
)
_PRIVATE = ("listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=60")
# Its shared memory lies in its folder, and so goes with it.
_TIDY = ("dynamic_shared_memory_type=mmap",)
_START_LIMIT_S = 60


class PostgresServer:
    """`initdb` and `postgres` in a temporary folder; `stop()` ends it by process id and removes the folder."""

    def __init__(self) -> None:
        programs = postgresql_programs()
        if programs is None:
            raise RuntimeError(
                "there is no PostgreSQL on this machine; `make test` says what installs it"
            )
        self._programs = programs
        self._folder = make_folder("postgresql-")
        self._as_user = _unprivileged_user()
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()
        try:
            self._initialise()
            self._start()
        except BaseException:
            self.stop()
            raise

    def address(self, database: str) -> str:
        """What DATABASE_URL is set to for `database` on this server."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{database}"

    def create_database(
        self, name: str, template: str = "template0", tablespace: str = "pg_default"
    ) -> str:
        """A new database copied from `template`, which nobody may be connected to; gives its address."""
        self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" TABLESPACE "{tablespace}"')
        return self.address(name)

    def create_tablespace(self, name: str, folder: Path) -> None:
        """Another disk for databases: an empty folder, which then belongs to the server."""
        if self._as_user:
            os.chown(folder, self._as_user["user"], self._as_user["group"])
        self._execute(f"CREATE TABLESPACE \"{name}\" LOCATION '{folder}'")

    def drop_tablespace(self, name: str) -> None:
        """Let go of the folder. Its databases must have been dropped."""
        self._execute(f'DROP TABLESPACE "{name}"')

    def drop_database(self, name: str) -> None:
        """Remove it, whoever is still connected: a test that leaves a connection open fails elsewhere."""
        self._execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def crash(self) -> None:
        """End at once, with whatever it was doing, until `restart()`."""
        self._end_process()

    def restart(self) -> None:
        """Stop at once, as a crash would, and start again on the same port with the same records."""
        self.crash()
        self._start()

    def stop(self) -> None:
        """End the server and remove its folder; safe to call twice."""
        self._end_process()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _records(self) -> Path:
        return self._folder / "records"

    def _initialise(self) -> None:
        if self._as_user:
            os.chown(self._folder, self._as_user["user"], self._as_user["group"])
        options = ["--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8"]
        made = subprocess.run(
            [self._programs / "initdb", *options, "--locale=C", f"--pgdata={self._records}"],
            **self._as_user,
            cwd=self._folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode != 0:
            raise RuntimeError(f"initdb failed: {made.stderr}")

    def _start(self) -> None:
        settings = [word for setting in (*_FAST, *_PRIVATE, *_TIDY) for word in ("-c", setting)]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self._records, "-p", str(self.port), *settings],
                **self._as_user,
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for the tests; they stop the server
            )
        note_process(self._process.pid)
        self._wait_until_ours_answers()

    def _wait_until_ours_answers(self) -> None:
        assert self._process is not None
        deadline = time.monotonic() + _START_LIMIT_S
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise RuntimeError(f"PostgreSQL stopped: {(self._folder / 'log').read_text()}")
            try:
                self._check_it_is_ours()
                return
            except psycopg.OperationalError:
                time.sleep(0.05)
        raise RuntimeError("PostgreSQL did not answer in time")

    def _check_it_is_ours(self) -> None:
        # Between choosing the port and using it, another server may have taken it.
        with self._connect() as connection:
            row = connection.execute("SHOW data_directory").fetchone()
        if row is None or Path(row[0]).resolve() != self._records.resolve():
            raise RuntimeError(f"port {self.port} belongs to another PostgreSQL")

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host="127.0.0.1", port=self.port, user="postgres", dbname="postgres", autocommit=True
        )

    def _execute(self, statement: str) -> None:
        with self._connect() as connection:
            connection.execute(statement.encode())

    def _end_process(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(3)  # SIGQUIT: at once, its children with it
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        forget_process(process.pid)


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listened on a moment ago."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _unprivileged_user() -> dict[str, Any]:
    """PostgreSQL refuses to run as root; the user its package made, else nobody, does it instead."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = known.get("postgres", known["nobody"])
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": ()}
