"""A loaded demo that tests may look at."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from rig.application import SECRET_KEY
from sweep.config import Config

# A Monday in term, on which schools are open.
MONDAY_AT_ELEVEN = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded_app(
    migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Flask, dict[str, Any]]]:
    """An application with the demo in it, and what loading it said. Tests only look."""
    from sweep import create_app
    from sweep.db import db
    from sweep.demo.command import load

    folder = tmp_path_factory.mktemp("demo")
    file = folder / "sweep.sqlite3"
    file.write_bytes(migrated_sqlite.read_bytes())
    environ = {
        "DATABASE_URL": f"sqlite:///{file}",
        "SWEEP_SECRET_KEY": SECRET_KEY,
        "SWEEP_INSTANCE": str(folder),
    }
    settings = Config.from_environ(environ)
    application = create_app(settings)
    with application.app_context():
        said = load(settings, MONDAY_AT_ELEVEN)
        yield application, said
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()
