"""What every journey starts from. On SQLite, unless a journey says it is walked on both databases."""

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page

from journeys.solihull import Solihull, found_solihull
from journeys.thumb import Thumb
from rig.server import LiveServer


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def solihull(app: Flask, live_server: LiveServer) -> Solihull:
    """Solihull on the day of a sweep, on a real server."""
    return found_solihull(app, live_server)


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
