"""A disk that is full and a database that somebody else keeps locked: refused, never acknowledged falsely, then on.

    .venv/bin/pytest tests/drills/test_disk_full.py -m "not torture"
    .venv/bin/pytest tests/drills/test_disk_full.py -m torture               locked for half a minute

The small disk is a tmpfs, which only root may mount: `SWEEP_TEST_WITHOUT=tmpfs` leaves that drill out.
"""

import errno
import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from drills.chance import Note, chances, short_and_long
from drills.load import Load
from drills.records import holds
from drills.served import Served
from rig.asked import skip_if_left_out
from rig.memory import make_folder
from rig.postgres import PostgresServer

DISK_BYTES, LEFT_BYTES = 24 << 20, 256 << 10
REFUSED = {(503, "5")}


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of its own, of DISK_BYTES."""
    skip_if_left_out("tmpfs")
    folder = make_folder("disk-")
    told = ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "none", str(folder)]
    mounted = subprocess.run(told, capture_output=True, text=True, check=False)
    if mounted.returncode != 0:
        pytest.fail(f"only root may mount a small disk (or SWEEP_TEST_WITHOUT=tmpfs): {mounted}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def database_on_small_disk(small_disk: Path, migrated_sqlite: Path) -> str:
    return f"sqlite:///{shutil.copy(migrated_sqlite, small_disk / 'sweep.sqlite3')}"


@pytest.fixture
def database_in_small_tablespace(
    small_disk: Path, postgres_server: PostgresServer, fresh_on_postgres: object
) -> Iterator[str]:
    """PostgreSQL with its tables on the small disk; its log of writes lies elsewhere."""
    postgres_server.create_tablespace("small", small_disk)
    yield postgres_server.create_database("small", "migrated", "small")
    postgres_server.drop_database("small")
    postgres_server.drop_tablespace("small")


@pytest.fixture(params=["sqlite_url"])
def database_url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(request.param))


def fill(disk: Path) -> Path:
    """Leave LEFT_BYTES; the file that takes the rest.

    The phones go on meanwhile, and may have taken what was free before it is asked for: then once more.
    """
    ballast = disk / "photographs"
    with ballast.open("wb") as file:
        while not _taken(file.fileno(), shutil.disk_usage(disk).free - LEFT_BYTES):
            pass
    return ballast


def _taken(descriptor: int, size: int) -> bool:
    """Whether there was still so much room."""
    try:
        os.posix_fallocate(descriptor, 0, size)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        return False
    return True


@pytest.mark.parametrize(
    "database_url",
    [
        "database_on_small_disk",
        pytest.param("database_in_small_tablespace", marks=pytest.mark.postgresql),
    ],
    indirect=True,
)
def test_a_full_disk_refuses_until_there_is_room_and_needs_no_restart(
    served: Served, small_disk: Path, database_url: str, record_property: Note
) -> None:
    ours = served.processes()
    with Load(served.server.origin, served.phones, chances(record_property), most=20) as load:
        load.goes_on(answers=len(served.phones))
        assert served.readiness() == 200
        ballast = fill(small_disk)
        for _ in range(20):
            load.is_refused()
        holds(database_url, load.acknowledged())
        # How full PostgreSQL's disk is, its own watch must tell.
        assert served.readiness() == (503 if database_url.startswith("sqlite") else 200)
        on_full_disk = len(load.acknowledged())
        ballast.unlink()
        load.goes_on(answers=len(served.phones))
        receipts = load.finish()
    assert served.readiness() == 200
    assert served.processes() == ours
    assert set(load.refused) == REFUSED
    assert not load.cut_off
    holds(database_url, receipts)
    served.counted(len(receipts))
    record_property("pushes refused", load.refused.total())
    record_property("acknowledged before there was room again", on_full_disk)
    record_property("acknowledged in all", len(receipts))


@short_and_long("SWEEP_DRILL_LOCKED_S", 12, 30)
def test_a_database_locked_by_another_process_refuses_then_goes_on(
    served: Served, database_url: str, how_many: int, record_property: Note
) -> None:
    ours = served.processes()
    with Load(served.server.origin, served.phones, chances(record_property)) as load:
        load.goes_on()
        with closing(sqlite3.connect(database_url.removeprefix("sqlite:///"))) as other:
            other.isolation_level = None
            other.execute("BEGIN IMMEDIATE")
            until = time.monotonic() + how_many
            load.is_refused()
            before = load.acknowledged()
            assert served.readiness() == 503
            time.sleep(max(0, until - time.monotonic()))
            assert load.acknowledged() == before
            other.execute("ROLLBACK")
        load.goes_on(answers=len(served.phones))
        receipts = load.finish()
    assert set(load.refused) == REFUSED
    assert not load.cut_off
    assert served.processes() == ours
    holds(database_url, receipts)
    served.counted(len(receipts))
    record_property("pushes refused", load.refused.total())
    record_property("acknowledged in all", len(receipts))
