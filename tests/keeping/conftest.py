"""A server that is backed up and restored."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from rig.keeper import Keeper
from sweep.keeping import postgres


@pytest.fixture
def keeper(app: Flask, environ: dict[str, str], tmp_path: Path) -> Iterator[Keeper]:
    """Keeps this test's server; what it kept of PostgreSQL goes with it."""
    yield Keeper(app, environ, tmp_path)
    address = environ["DATABASE_URL"]
    if not address.startswith("sqlite"):
        with postgres.maintenance(address) as connection:
            names = [name for (name,) in connection.execute("select datname from pg_database")]
        for name in names:
            if name.startswith(f"{address.rpartition('/')[2]}_before"):
                postgres.drop(address, name)
