"""PostgreSQL's own programs, and databases beside the served one. No password ever stands on a command line."""

import os
import re
import secrets
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo
from sqlalchemy import URL, make_url

from sweep.keeping.elsewhere import NotKept

_MAINTENANCE = ("postgres", "template1")


def program(name: str) -> Path:
    """The newest of this name: Debian keeps one for each version off the PATH. Raises NotKept without one."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=_version)
    found = debian[-1] if debian else shutil.which(name)
    if not found:
        raise NotKept(
            f"{name} is not on this machine. Install PostgreSQL's client programs "
            "(Debian: apt-get install postgresql-client)."
        )
    return Path(found)


def _version(path: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", str(path))]


def run(name: str, address: str, *words: str) -> None:
    """Run one of them on the database at this address. Raises NotKept with what it complained of first."""
    url = make_url(address)
    secret = {"PGPASSWORD": url.password} if url.password else {}
    done = subprocess.run(
        [program(name), "--no-password", f"--dbname={_conninfo(url)}", *words],
        env={**os.environ, **secret},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise NotKept(f"{name} failed: {_first_complaint(done.stderr)}")


def _first_complaint(said: str) -> str:
    """Its first line with an error; those that follow may quote rows."""
    lines = [line for line in said.splitlines() if "error:" in line or "ERROR:" in line]
    return lines[0] if lines else "it gave no reason."


def _conninfo(url: URL, database: str | None = None) -> str:
    known: Mapping[str, Any] = {
        "host": url.host,
        "port": url.port,
        "user": url.username,
        "dbname": database or url.database,
    }
    given = {name: value for name, value in known.items() if value}
    return make_conninfo(**{**url.query, **given})


def connect(address: str, database: str | None = None) -> psycopg.Connection:
    """A connection of our own, to that server's `database` where one is named."""
    url = make_url(address)
    try:
        return psycopg.connect(_conninfo(url, database), password=url.password, autocommit=True)
    except psycopg.OperationalError as error:
        raise NotKept("The PostgreSQL server can't be reached.") from error


def identity(address: str) -> tuple[Any, ...]:
    """What is the same for two addresses of one database and for no two others, a replica's included."""
    asked = (
        "select s.system_identifier, pg_postmaster_start_time(), d.oid"
        " from pg_control_system() s, pg_database d where d.datname = current_database()"
    )
    with connect(address) as connection:
        return tuple(connection.execute(asked).fetchone() or ())


def at(address: str, database: str) -> str:
    """The same server's other database."""
    return make_url(address).set(database=database).render_as_string(hide_password=False)


@contextmanager
def maintenance(address: str) -> Iterator[psycopg.Connection]:
    """A connection to the server that is none to its served database. Raises NotKept where there is none."""
    for database in _MAINTENANCE:
        with suppress(NotKept):
            connection = connect(address, database)
            break
    else:
        raise NotKept(
            "The PostgreSQL server can't be reached, or lets us into no maintenance database."
        )
    with connection:
        yield connection


def create_beside(address: str, purpose: str) -> str:
    """A new empty database on the same server; gives its name. Raises NotKept where that isn't allowed."""
    name = f"sweep_{purpose}_{secrets.token_hex(4)}"
    with maintenance(address) as connection:
        try:
            connection.execute(_ddl("CREATE DATABASE {} TEMPLATE template0", name))
        except psycopg.errors.InsufficientPrivilege as error:
            raise NotKept(
                "This database user may not create databases, which checking a backup and restoring need. "
                "As a superuser: ALTER ROLE … CREATEDB."
            ) from error
    return name


def drop(address: str, name: str) -> None:
    """Remove a database that we made."""
    with maintenance(address) as connection:
        connection.execute(_ddl("DROP DATABASE IF EXISTS {} WITH (FORCE)", name))


@contextmanager
def scratch(address: str, purpose: str) -> Iterator[str]:
    """The address of an empty database, gone afterwards."""
    name = create_beside(address, purpose)
    try:
        yield at(address, name)
    finally:
        drop(address, name)


def fill(address: str, file: Path) -> None:
    """Read a dump into an empty database."""
    run("pg_restore", address, "--no-owner", "--no-privileges", "--exit-on-error", str(file))


def _ddl(statement: str, *names: str) -> sql.Composed:
    return sql.SQL(statement).format(*map(sql.Identifier, names))
