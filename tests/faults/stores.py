"""A database that can be copied aside and put back within milliseconds, as a backup and a restore do."""

import shutil
import sqlite3
import time
from pathlib import Path
from typing import Protocol

from psycopg.errors import ObjectInUse

from rig.postgres import PostgresServer

_LEAVING_S = 20


class Store(Protocol):
    """`keep` copies the live database aside under a name; `put_back` makes that copy the live one.

    Nobody may be connected meanwhile.
    """

    url: str

    def keep(self, name: str) -> None: ...
    def put_back(self, name: str) -> None: ...


class SqliteStore:
    """Files of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._live = folder / "live.sqlite3"
        self.url = f"sqlite:///{self._live}"

    def keep(self, name: str) -> None:
        copy = self._folder / f"{name}.sqlite3"
        copy.unlink(missing_ok=True)
        with sqlite3.connect(self._live) as live, sqlite3.connect(copy) as to:
            live.backup(to)
        to.close()
        live.close()

    def put_back(self, name: str) -> None:
        for ending in ("", "-wal", "-shm"):
            Path(f"{self._live}{ending}").unlink(missing_ok=True)
        shutil.copy(self._folder / f"{name}.sqlite3", self._live)


class PostgresStore:
    """Databases of one server, copied as templates."""

    def __init__(self, server: PostgresServer, migrated: str) -> None:
        self._server = server
        self.url = server.create_database("live", migrated)

    def keep(self, name: str) -> None:
        self._server.drop_database(name)
        deadline = time.monotonic() + _LEAVING_S
        while True:
            try:
                self._server.create_database(name, "live")
                return
            except ObjectInUse:
                # Whoever hung up a moment ago may still be on its way out.
                if time.monotonic() > deadline:
                    raise

    def put_back(self, name: str) -> None:
        self._server.drop_database("live")
        self._server.create_database("live", name)
