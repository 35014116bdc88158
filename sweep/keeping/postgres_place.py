"""A PostgreSQL dump read into a database beside the served one, which then changes names with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from sweep.keeping import postgres
from sweep.keeping.elsewhere import NotKept
from sweep.keeping.serving import patiently

_OTHERS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = %s AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


class Place:
    """The served database, and the one beside it that gets its name. `address` is that one's."""

    def __init__(self, address: str, file: Path) -> None:
        self._served = address
        self._name = make_url(address).database or ""
        self._file = file
        self._fresh = ""
        self.address = ""

    @contextmanager
    def prepared(self) -> Iterator[None]:
        """Within it the dump is read in. Raises NotKept where it can't be or somebody is connected."""
        patiently(self._refuse_others)
        self._fresh = postgres.create_beside(self._served, "restore")
        self.address = postgres.at(self._served, self._fresh)
        try:
            postgres.fill(self.address, self._file)
            yield
        finally:
            postgres.drop(self._served, self._fresh)

    def swap(self, now: datetime) -> str | None:
        """Both get their new names at once; gives that of the one before, or None where there was none."""
        kept = f"{self._name}_before_restore_{now:%Y%m%dT%H%M%SZ}".lower()[-63:]
        with postgres.maintenance(self._served) as connection:
            there = _exists(connection, self._name)
            try:
                with connection.transaction():
                    if there:
                        _rename(connection, self._name, kept)
                    _rename(connection, self._fresh, self._name)
            except psycopg.errors.ObjectInUse as error:
                raise _in_use() from error
        return kept if there else None

    def _refuse_others(self) -> None:
        with postgres.maintenance(self._served) as connection:
            (others,) = connection.execute(_OTHERS, [self._name]).fetchone() or (0,)
        if others:
            raise _in_use()


def _in_use() -> NotKept:
    return NotKept(
        "Somebody is connected to the database. Stop every server and program that uses it, then restore."
    )


def _exists(connection: psycopg.Connection, name: str) -> bool:
    named = "SELECT 1 FROM pg_database WHERE datname = %s"
    return connection.execute(named, [name]).fetchone() is not None


def _rename(connection: psycopg.Connection, name: str, to: str) -> None:
    renamed = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    connection.execute(renamed.format(sql.Identifier(name), sql.Identifier(to)))
