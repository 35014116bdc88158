"""Hundreds of schedules of faults on each database; `make torture` runs tens of thousands.

A run is always the same for one seed, so that a green run is green for everybody; `SWEEP_FAULT_SEED` chooses another
(`any`: by chance, and printed), `SWEEP_FAULT_SCHEDULES` sets how many schedules there are.
"""

import os
import random
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from argon2 import PasswordHasher
from flask import Flask
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from faults.ground import lay
from faults.machine import FAULTS, FaultMachine
from faults.server import ServerRoom
from faults.stores import PostgresStore, SqliteStore, Store
from faults.world import World
from rig.application import settings as server_settings
from rig.memory import make_folder
from sweep.config import Config

SCHEDULES = int(os.environ.get("SWEEP_FAULT_SCHEDULES", "500"))
STEPS = 12
FEWEST_FIRED = 100


@pytest.fixture
def sqlite_store(migrated_sqlite) -> Store:
    import shutil

    folder = make_folder("faults-")
    shutil.copy(migrated_sqlite, folder / "live.sqlite3")
    return SqliteStore(folder)


@pytest.fixture
def postgresql_store(postgres_server, fresh_on_postgres) -> Iterator[Store]:
    store = PostgresStore(postgres_server, "migrated")
    yield store
    postgres_server.drop_database("live")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def store(request: pytest.FixtureRequest) -> Store:
    return request.getfixturevalue(f"{request.param}_store")


@pytest.fixture
def make_app(tmp_path, monkeypatch) -> Callable[[str], Flask]:
    from sweep import create_app
    from sweep.access import passwords

    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", quick)
    return lambda url: create_app(Config.from_environ(server_settings(url, tmp_path)))


@pytest.mark.faults
def test_nothing_is_lost_or_doubled_whatever_goes_wrong(
    store: Store, make_app: Callable[[str], Flask], record_property
) -> None:
    asked = os.environ.get("SWEEP_FAULT_SEED", "2231")
    chosen = random.SystemRandom().getrandbits(32) if asked == "any" else int(asked)
    record_property("fault seed", chosen)
    room = ServerRoom(store, make_app)
    ground = lay(lambda: room.app)
    room.neighbours = {ground.neighbour.token, ground.neighbour_desk}
    room.keep("ground")
    fired: Counter[str] = Counter()

    class Schedules(FaultMachine):
        make_world = staticmethod(lambda number: World(room, ground, f"{chosen}/{number}", fired))

    Schedules.fired, Schedules.run_seed = fired, chosen
    try:
        run_state_machine_as_test(
            seed(chosen)(Schedules),
            settings=settings(
                max_examples=SCHEDULES,
                stateful_step_count=STEPS,
                deadline=None,
                database=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
                print_blob=True,
            ),
        )
    finally:
        for name, times in sorted(fired.items()):
            record_property(name, times)
        room.stop()
    rare = {name: fired[name] for name in FAULTS if fired[name] < FEWEST_FIRED}
    assert not rare or SCHEDULES < 500, f"faults that hardly happened: {rare}"
