"""The database: one SQLAlchemy object, engine settings per database, writing, and the wall.

The wall: every ORM query on rows that an authority owns is kept to the one authority in scope, and
raises when none is (`Unscoped`). Only `access` may look across, to find out whose credential it holds.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from shutil import disk_usage
from threading import Lock
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import Connection, Engine, Table, event, text
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria
from sqlalchemy.sql import visitors

from sweep.tables import AuthorityOwned, Base

log = logging.getLogger(__name__)

# Answers in seconds, not minutes, when a database is away: a phone keeps its stops and tries again.
LONGEST_WAIT_S = 10
_MOMENT_S = 2
# The largest push is 1 MiB, and lies in SQLite's log and in its tables, with their indexes, before the log is emptied.
ROOM_BYTES = 8 * 1024 * 1024
# A connection for every thread of the server: none waits for one, and what is over is closed again.
POOL = {"pool_size": 8, "max_overflow": 32, "pool_timeout": LONGEST_WAIT_S}
POSTGRESQL = {
    **POOL,
    "pool_pre_ping": True,
    "hide_parameters": True,  # an error's text must hold no child's data
    "connect_args": {
        "connect_timeout": 2,
        "prepare_threshold": None,
        # Whatever zone the database was set to; and a lock that is never let go stops nobody for ever.
        "options": f"-c timezone=utc -c lock_timeout={LONGEST_WAIT_S}s",
    },
}
SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # phones delete on the strength of our commit
    "foreign_keys=ON",
    f"busy_timeout={LONGEST_WAIT_S * 1000}",
    "wal_autocheckpoint=10000",
    "cache_size=-65536",
)


class Unscoped(RuntimeError):
    """A query on an authority's rows was tried with no authority in scope. Always our mistake."""


class Busy(RuntimeError):
    """Nothing was written, because others were writing for too long. To be tried again."""


class LeavingSession(FlaskSession):
    """A session whose end raises nothing when the database went away meanwhile.

    The answer has been made by then, and what it says is true: what was written was committed before. And the
    next request must not find this session, with its authority in scope, still standing.
    """

    def close(self) -> None:
        try:
            super().close()
        except (OperationalError, InterfaceError) as error:
            log.error("database away at the end of a request: %s", type(error).__name__)
            self.invalidate()


db = SQLAlchemy(model_class=Base, session_options={"class_": LeavingSession})


def engine_options(database_url: str) -> dict[str, Any]:
    """Keyword arguments for the engine of this address."""
    if database_url.startswith("sqlite"):
        return {**POOL, "connect_args": {"timeout": LONGEST_WAIT_S}, "hide_parameters": True}
    return POSTGRESQL


def scope_to(authority_id: int) -> None:
    """Keep every query of this app context to one authority."""
    db.session().info["authority_id"] = authority_id


def begin_writing(patience_s: float = LONGEST_WAIT_S) -> None:
    """Take SQLite's write lock at the start, before the first read.

    A deferred transaction that reads first and writes later fails at once when another writer came
    between, and no timeout helps. PostgreSQL locks the authority's counter row instead.
    """
    db.session.rollback()
    db.session.connection(
        execution_options={"sweep_begin": "BEGIN IMMEDIATE", "sweep_patience_s": patience_s}
    )


@contextmanager
def writing(authority_id: int, patience_s: float = LONGEST_WAIT_S) -> Iterator[None]:
    """One whole write for one authority: committed at the end, or nothing of it.

    Raises Busy or OperationalError where other writers are at it for longer than `patience_s`
    (on PostgreSQL: than its lock_timeout).
    """
    with _in_line(patience_s):
        begin_writing(patience_s)
        scope_to(authority_id)
        try:
            yield
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise


@contextmanager
def writing_reference() -> Iterator[None]:
    """One whole write of what belongs to no authority, such as regions; no authority's rows can be reached in it."""
    with _in_line(LONGEST_WAIT_S):
        begin_writing()
        try:
            yield
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise


def can_write() -> bool:
    """Whether a write could be made now. Nothing is written; raises when the database is away.

    False on a PostgreSQL that only follows another, or is told to be read-only; on SQLite where the lock
    is not to be had within a moment or the file can't be written.
    """
    db.session.rollback()
    if db.engine.dialect.name != "sqlite":
        said = text("select pg_is_in_recovery() or current_setting('transaction_read_only')::bool")
        return not db.session.execute(said).scalar_one()
    try:
        with _in_line(_MOMENT_S):
            begin_writing(_MOMENT_S)
            # The lock alone can be had on a file that is read-only; saying its version again tries it.
            version = db.session.execute(text("PRAGMA user_version")).scalar_one()
            db.session.execute(text(f"PRAGMA user_version={version}"))
    except (Busy, OperationalError):
        return False
    finally:
        db.session.rollback()
    return True


def has_room() -> bool:
    """Whether SQLite's disk has room for the largest push. How full PostgreSQL's is can't be asked from here."""
    file = db.engine.url.database
    if db.engine.dialect.name != "sqlite" or not file:
        return True
    return disk_usage(Path(file).parent).free >= ROOM_BYTES


@contextmanager
def _in_line(patience_s: float) -> Iterator[None]:
    """SQLite's own wait sleeps and is unfair, so writers of one process stand in line before it."""
    if db.engine.dialect.name != "sqlite":
        yield
        return
    if not _writers.acquire(timeout=patience_s):
        raise Busy("other writers were at it for too long")
    try:
        yield
    finally:
        _writers.release()


_writers = Lock()


@event.listens_for(Engine, "connect")
def _set_up_sqlite(connection: Any, _record: Any) -> None:
    if type(connection).__module__.startswith("sqlite3"):
        connection.isolation_level = None  # we say BEGIN ourselves, below
        for pragma in SQLITE_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        options = connection.get_execution_options()
        patience_ms = round(options.get("sweep_patience_s", LONGEST_WAIT_S) * 1000)
        connection.exec_driver_sql(f"PRAGMA busy_timeout={patience_ms}")
        connection.exec_driver_sql(options.get("sweep_begin", "BEGIN"))


@event.listens_for(Session, "do_orm_execute")
def _keep_to_one_authority(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_column_load or state.execution_options.get("any_authority"):
        return
    if not any(table in _owned_tables() for table in _tables(state.statement)):
        return
    authority_id = state.session.info.get("authority_id")
    if authority_id is None:
        raise Unscoped(f"no authority in scope for: {state.statement}")
    state.statement = state.statement.options(
        with_loader_criteria(
            AuthorityOwned,
            lambda cls: cls.authority_id == authority_id,
            include_aliases=True,
        )
    )


@cache
def _owned_tables() -> frozenset[str]:
    return frozenset(
        mapper.class_.__tablename__
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, AuthorityOwned)
    )


def _tables(statement: Any) -> Iterator[str]:
    for element in visitors.iterate(statement):
        if isinstance(element, Table):
            yield element.name
