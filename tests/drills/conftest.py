"""Solihull behind the fault proxy, and its constable's phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext

from drills.proxy import FaultProxy
from drills.served import served
from drills.street import Street
from journeys.solihull import Solihull, found_solihull
from journeys.thumb import Thumb
from rig.server import LiveServer

__all__ = ["served"]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """SQLite, unless a drill says that it is done on both: what the network does to a phone, it does to either."""
    return sqlite_url


@pytest.fixture
def proxy() -> Iterator[FaultProxy]:
    """Between the browser and the server, passing on until it is told otherwise."""
    between = FaultProxy()
    yield between
    between.close()


@pytest.fixture
def keep_alive() -> int:
    """Seconds for which connections are kept: none, so that the browser itself never sends a push again."""
    return 0


@pytest.fixture
def solihull(
    app: Flask, environ: dict[str, str], tmp_path: Path, proxy: FaultProxy, keep_alive: int
) -> Iterator[Solihull]:
    """Solihull on the day of a sweep, on a real server that phones reach by way of the proxy."""
    server = LiveServer(environ, tmp_path / "server-output")
    server.environ |= {
        "SWEEP_ORIGIN": proxy.origin,
        "GUNICORN_CMD_ARGS": f"--keep-alive={keep_alive}",
    }
    server.start()
    proxy.open(server.port)
    yield found_solihull(app, server)
    server.kill()


@pytest.fixture
def street(solihull: Solihull, proxy: FaultProxy, phone_screen: BrowserContext) -> Street:
    """The constable on patrol, alone, with nothing left to send, the service worker at work."""
    page = phone_screen.new_page()
    page.goto(solihull.code()["link"])
    thumb = Thumb(page)
    thumb.enrol_by_link()
    thumb.choose_sweep()
    thumb.start_patrol()
    thumb.all_is_sent()
    page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
    page.reload()
    thumb.all_is_sent()
    return Street(solihull, proxy, thumb)
