"""What every journey starts from. On SQLite, unless a journey says it is walked on both databases."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page

from journeys.solihull import Solihull, found_solihull
from journeys.thumb import Thumb
from rig.application import settings
from rig.server import LiveServer
from sweep import create_app
from sweep.config import Config


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def solihull(app: Flask, live_server: LiveServer) -> Solihull:
    """Solihull on the day of a sweep, on a real server."""
    return found_solihull(app, live_server)


@pytest.fixture(scope="module")
def town(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Solihull]:
    """One Solihull for a whole file, where no test changes what another sees."""
    folder = tmp_path_factory.mktemp("town")
    database = shutil.copy(migrated_sqlite, folder / "sweep.sqlite3")
    environ = settings(f"sqlite:///{database}", folder)
    server = LiveServer(environ, folder / "server-output")
    server.start()
    yield found_solihull(create_app(Config.from_environ(environ)), server)
    server.kill()


@pytest.fixture
def screen(solihull: Solihull, phone_screen: BrowserContext) -> Page:
    """The constable's phone: just enrolled, the choice of sweeps on it."""
    page = phone_screen.new_page()
    page.goto(solihull.code()["link"])
    Thumb(page).enrol_by_link()
    return page


@pytest.fixture
def thumb(screen: Page) -> Thumb:
    """The constable on patrol in today's sweep, alone, with nothing left to send."""
    thumb = Thumb(screen)
    thumb.choose_sweep()
    thumb.start_patrol()
    thumb.all_is_sent()
    return thumb
