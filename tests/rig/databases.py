"""A fresh, migrated database for each test, copied from one that Alembic made once."""

import itertools
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rig.asked import skip_if_left_out
from rig.memory import sqlite_folder
from rig.postgres import PostgresServer

ROOT = Path(__file__).resolve().parents[2]
_TEMPLATE = "migrated"


def migrate(database_url: str, instance: Path) -> None:
    """Bring `database_url` up to date by the command that a server's owner would use."""
    done = subprocess.run(
        [Path(sys.executable).with_name("sweep"), "db", "upgrade"],
        cwd=ROOT,
        env={
            "DATABASE_URL": database_url,
            "SWEEP_INSTANCE": str(instance),
            "PATH": "/usr/bin:/bin",
            # These tables, also where the environment was made for another checkout.
            "PYTHONPATH": str(ROOT),
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"sweep db upgrade failed: {done.stdout}{done.stderr}")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One private PostgreSQL server for the whole run (one per process under -n)."""
    skip_if_left_out("postgresql")
    server = PostgresServer()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file that Alembic brought up to date, to copy from."""
    folder = tmp_path_factory.mktemp("migrated")
    path = folder / "sweep.sqlite3"
    migrate(f"sqlite:///{path}", folder)
    return path


@pytest.fixture(scope="session")
def fresh_on_postgres(
    postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], str]:
    """Gives the address of a new migrated database at each call."""
    template = postgres_server.create_database(_TEMPLATE)
    migrate(template, tmp_path_factory.mktemp("migrated"))
    numbers = itertools.count(1)
    return lambda: postgres_server.create_database(f"test_{next(numbers)}", _TEMPLATE)


@pytest.fixture
def sqlite_url(migrated_sqlite: Path) -> Iterator[str]:
    """The address of a fresh, migrated SQLite file of this test's own."""
    with sqlite_folder() as folder:
        yield f"sqlite:///{shutil.copy(migrated_sqlite, folder / 'sweep.sqlite3')}"


@pytest.fixture
def postgresql_url(
    fresh_on_postgres: Callable[[], str], postgres_server: PostgresServer
) -> Iterator[str]:
    """The address of a fresh, migrated PostgreSQL database of this test's own."""
    address = fresh_on_postgres()
    yield address
    postgres_server.drop_database(address.rpartition("/")[2])


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh, migrated database; a test that asks for it is run once on each kind."""
    return str(request.getfixturevalue(f"{request.param}_url"))
