"""gunicorn and PostgreSQL killed under load: what was acknowledged is there, with the receipt it was given.

    .venv/bin/pytest tests/drills/test_server_killed.py -m "not torture"     a few kills of each kind
    .venv/bin/pytest tests/drills/test_server_killed.py -m torture           hundreds

`SWEEP_DRILL_SERVER_KILLS` and `SWEEP_DRILL_DATABASE_KILLS` set how many. `kill -9` takes the workers, which gunicorn
replaces, and every 25th time the whole server, which we start again as a host's supervisor would.

What this can't tell: a process that dies loses nothing that the system has taken; only a machine that stops would show
whether it reached the disk. For that we rely on SQLite's `synchronous=FULL` and PostgreSQL's `fsync` (which the rig's
own PostgreSQL leaves out), not on this drill.
"""

import os
import random
import signal
import time

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from drills.chance import Note, chances, short_and_long
from drills.load import Load
from drills.records import holds
from drills.served import Served
from rig.postgres import PostgresServer

WHOLE_SERVER_EVERY = 25
LONGEST_MOMENT_S = 0.15


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(f"{request.param}_url"))


@short_and_long("SWEEP_DRILL_SERVER_KILLS", 5, 500)
def test_what_was_acknowledged_outlives_kill_9_of_the_server_at_any_moment(
    served: Served,
    database_url: str,
    how_many: int,
    record_property: Note,
) -> None:
    chance = chances(record_property)
    with Load(served.server.origin, served.phones, chance) as load:
        highest = 0
        for number in range(1, how_many + 1):
            load.goes_on()
            time.sleep(chance.uniform(0, LONGEST_MOMENT_S))  # the moment, not a wait for anything
            if number % WHOLE_SERVER_EVERY == 5:
                served.server.kill()
                served.server.start()
            else:
                served.kill_workers()
            receipts = load.acknowledged()
            load.goes_on()  # so that it was the server that recovered the database, and not we who look at it
            before, highest = highest, holds(database_url, receipts)
            assert highest >= before
        load.goes_on(answers=len(served.phones))
        receipts = load.finish()
    holds(database_url, receipts)
    assert load.cut_off > 0
    assert not load.refused
    served.counted(len(receipts))
    tell(record_property, load, kills=how_many, acknowledged=len(receipts))


def tell(note: Note, load: Load, **counted: int) -> None:
    for name, number in counted.items():
        note(name, number)
    note("pushes cut off by a kill", load.cut_off)
    note("operations answered `duplicate`: taken in, their answer lost", load.duplicates)


@pytest.mark.parametrize(
    "database_url", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
@short_and_long("SWEEP_DRILL_DATABASE_KILLS", 4, 50)
def test_a_killed_postgresql_is_waited_for_and_nothing_of_ours_is_started_again(
    served: Served,
    postgres_server: PostgresServer,
    database_url: str,
    how_many: int,
    record_property: Note,
) -> None:
    chance = chances(record_property)
    with Load(served.server.origin, served.phones, chance) as load:
        ours = served.processes()
        for number in range(how_many):
            load.goes_on()
            time.sleep(chance.uniform(0, LONGEST_MOMENT_S))
            if number % 2:
                kill_a_backend(database_url, chance)
            else:
                postgres_server.crash()
                load.is_refused()
                postgres_server.restart()
            load.goes_on(answers=len(served.phones))
            holds(database_url, load.acknowledged())
        receipts = load.finish()
    holds(database_url, receipts)
    assert set(load.refused) == {(503, "5")}
    assert not load.cut_off
    assert served.processes() == ours
    served.counted(len(receipts))
    tell(record_property, load, kills=how_many, acknowledged=len(receipts))
    record_property("pushes answered 503 with Retry-After", load.refused.total())


def kill_a_backend(database_url: str, chance: random.Random) -> None:
    """`kill -9` of one of the processes that work for us: PostgreSQL then ends them all and recovers by itself."""
    engine = create_engine(database_url, poolclass=NullPool)
    with engine.connect() as connection:
        asked = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        pids = connection.execute(text(asked)).scalars().all()
    os.kill(chance.choice(pids), signal.SIGKILL)
