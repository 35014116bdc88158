"""Sweep itself: its settings, its application object, and a real server, each on a fresh database."""

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Dialect, event, make_url

from rig.memory import make_folder
from rig.server import LiveServer
from sweep.config import Config

# The app and the desk's files as built elsewhere, so that tests can run while these here are being rebuilt.
BUILT = ("SWEEP_PWA", "SWEEP_DESK")
SECRET_KEY = "for the tests alone, and long enough to be taken"


def settings(database_url: str, folder: Path) -> dict[str, str]:
    """The settings of a server, as environment variables."""
    return {
        "DATABASE_URL": database_url,
        "SWEEP_SECRET_KEY": SECRET_KEY,
        "SWEEP_INSTANCE": str(folder),
        **{name: os.environ[name] for name in BUILT if name in os.environ},
    }


@pytest.fixture
def environ(database_url: str, tmp_path: Path) -> dict[str, str]:
    """The settings of this test's server."""
    return settings(database_url, tmp_path)


@pytest.fixture
def config(environ: dict[str, str]) -> Config:
    """The same settings, read."""
    return Config.from_environ(environ)


@pytest.fixture
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords that cost next to nothing to hash: a person is added in almost every test."""
    from sweep.access import passwords

    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", quick)


@pytest.fixture
def app(config: Config, quick_passwords: None) -> Iterator[Flask]:
    """The application on a fresh, migrated database of each kind in turn."""
    # Here, so that the core's tests run without the web behind them.
    from sweep.db import db

    application = _application(_common(config))
    config.instance_path.mkdir(parents=True, exist_ok=True)
    _lead(application, config)
    yield application
    with application.app_context():
        db.session.remove()
        db.engine.dispose()


def _common(config: Config) -> Config:
    """What many tests' settings have in common: where to find things is asked for anew each time."""
    kind = make_url(config.database_url).set(database="none")
    nowhere = Path()
    return replace(config, database_url=str(kind), instance_path=nowhere, journal_path=nowhere)


@lru_cache(maxsize=8)
def _application(common: Config) -> Flask:
    """Half of a small test's time would be the making of routes, and of statements that an engine keeps."""
    from sweep import create_app
    from sweep.db import db

    application = create_app(common)
    application.jinja_env.bytecode_cache = _templates()
    with application.app_context():
        engine = db.engine

    @event.listens_for(engine, "do_connect")
    def connect_where_led(
        dialect: Dialect, _record: object, to: list[object], how: dict[str, object]
    ) -> None:
        where, options = dialect.create_connect_args(engine.url)
        to[:] = where
        how.update(options)

    return application


def _lead(application: Flask, config: Config) -> None:
    """To this test's settings and database, with nothing left of the test before."""
    from sweep.db import db
    from sweep.throttle import limiter

    application.config["SWEEP"] = config
    application.config["SQLALCHEMY_DATABASE_URI"] = config.database_url
    limiter.reset()
    with application.app_context():
        db.engine.url = make_url(config.database_url)


@cache
def _templates() -> FileSystemBytecodeCache:
    """What one process made of a template serves the next."""
    return FileSystemBytecodeCache(str(make_folder("templates-")))


@pytest.fixture
def live_server(environ: dict[str, str], tmp_path: Path) -> Iterator[LiveServer]:
    """A real server on a free port of 127.0.0.1, answering."""
    server = LiveServer(environ, tmp_path / "server-output")
    server.start()
    yield server
    server.kill()
