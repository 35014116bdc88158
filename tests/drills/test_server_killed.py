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
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from drills.chance import Note, chances, short_and_long
from drills.load import Load
from drills.records import holds, stops_of
from rig.commands import run_sweep
from rig.postgres import PostgresServer
from rig.server import LiveServer
from rig.street import Desk, PretendPhone, coordinator, over_http

PHONES = 4
WHOLE_SERVER_EVERY = 25
LONGEST_MOMENT_S = 0.15


@dataclass(frozen=True)
class Street:
    """A server of Solihull's under the phones of its officers."""

    server: LiveServer
    desk: Desk
    phones: list[PretendPhone]
    environ: dict[str, str]

    def counted(self, stops: int) -> None:
        """Each stop in the sweep's totals once, and tables and totals what the ledger makes of them."""
        sweep_id = self.phones[0].sweep_id
        there = stops_of(self.desk, sweep_id)
        assert len(there) == len(set(there)) == stops
        assert self.desk.summary(sweep_id)["children_stopped"] == stops
        recount = run_sweep(self.environ, "recount")
        assert recount.code == 0, recount.said

    def workers(self) -> list[int]:
        """The processes that serve; their leader only starts them."""
        leader = self.server.process_group
        return list(map(int, Path(f"/proc/{leader}/task/{leader}/children").read_text().split()))

    def kill_workers(self) -> None:
        """`kill -9` of all that serve; their leader starts others."""
        for worker in self.workers():
            os.kill(worker, signal.SIGKILL)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def street(app: Flask, environ: dict[str, str], tmp_path: Path) -> Iterator[Street]:
    """Workers are made by forking (`--preload`), so that a killed one is replaced in a moment."""
    told = {**environ, "GUNICORN_CMD_ARGS": "--preload"}
    server = LiveServer(told, tmp_path / "server-output")
    server.start()
    desk = Desk(over_http(server.origin), coordinator(app))
    officers = [desk.officer(f"PC {number}") for number in range(2201, 2201 + PHONES)]
    sweep_id = desk.sweep(officers)
    phones = [desk.enrol(sweep_id, officer) for officer in officers]
    yield Street(server, desk, phones, environ)
    server.kill()


@short_and_long("SWEEP_DRILL_SERVER_KILLS", 5, 500)
def test_what_was_acknowledged_outlives_kill_9_of_the_server_at_any_moment(
    street: Street,
    database_url: str,
    how_many: int,
    record_property: Note,
) -> None:
    chance = chances(record_property)
    load = Load(street.server.origin, street.phones, chance)
    load.start()
    highest = 0
    for number in range(1, how_many + 1):
        load.goes_on()
        time.sleep(chance.uniform(0, LONGEST_MOMENT_S))  # the moment, not a wait for anything
        if number % WHOLE_SERVER_EVERY == 5:
            street.server.kill()
            street.server.start()
        else:
            street.kill_workers()
        receipts = load.acknowledged()
        load.goes_on()  # so that it was the server that recovered the database, and not we who look at it
        before, highest = highest, holds(database_url, receipts)
        assert highest >= before
    load.goes_on(answers=PHONES)
    receipts = load.finish()
    holds(database_url, receipts)
    assert load.cut_off > 0
    assert not load.refused
    street.counted(len(receipts))
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
    street: Street,
    postgres_server: PostgresServer,
    database_url: str,
    how_many: int,
    record_property: Note,
) -> None:
    chance = chances(record_property)
    load = Load(street.server.origin, street.phones, chance)
    load.start()
    ours = street.server.process_group, *street.workers()
    for number in range(how_many):
        load.goes_on()
        time.sleep(chance.uniform(0, LONGEST_MOMENT_S))
        if number % 2:
            kill_a_backend(database_url, chance)
        else:
            postgres_server.crash()
            load.is_refused()
            postgres_server.restart()
        load.goes_on(answers=PHONES)
        holds(database_url, load.acknowledged())
    receipts = load.finish()
    holds(database_url, receipts)
    assert set(load.refused) == {(503, "5")}
    assert not load.cut_off
    assert (street.server.process_group, *street.workers()) == ours
    street.counted(len(receipts))
    tell(record_property, load, kills=how_many, acknowledged=len(receipts))
    record_property("pushes answered 503 with Retry-After", load.refused.total())


def kill_a_backend(database_url: str, chance: random.Random) -> None:
    """`kill -9` of one of the processes that work for us: PostgreSQL then ends them all and recovers by itself."""
    engine = create_engine(database_url, poolclass=NullPool)
    with engine.connect() as connection:
        asked = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        pids = connection.execute(text(asked)).scalars().all()
    os.kill(chance.choice(pids), signal.SIGKILL)
