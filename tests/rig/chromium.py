"""The system's Chromium, driven by Playwright: one browser for the run, one clean profile for each test."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Geolocation,
    Page,
    Playwright,
    sync_playwright,
)

from rig.asked import skip_if_left_out
from rig.programs import chromium

# Nothing may leave the machine, and nothing the sandbox of a container lacks may be needed.
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
# Granting geolocation alone would take background sync away.
PHONE_PERMISSIONS = ["geolocation", "background-sync"]
CHELMSLEY_WOOD: Geolocation = {"latitude": 52.4815, "longitude": -1.7370, "accuracy": 12}
IN_BRITAIN: dict[str, Any] = {"locale": "en-GB", "timezone_id": "Europe/London"}
PHONE: dict[str, Any] = {
    **IN_BRITAIN,
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "permissions": PHONE_PERMISSIONS,
    "geolocation": CHELMSLEY_WOOD,
}
DESK: dict[str, Any] = {**IN_BRITAIN, "viewport": {"width": 1280, "height": 900}}


def launch_options() -> dict[str, Any]:
    """What starts this machine's Chromium. RuntimeError where there is none."""
    program = chromium()
    if program is None:
        raise RuntimeError(
            "there is no Chromium on this machine; `make test` says what installs it"
        )
    return {"executable_path": program, "headless": True, "args": _FLAGS}


class PhoneProfile:
    """A phone whose storage outlives the app: closed and opened again, it is the same phone."""

    def __init__(self, playwright: Playwright, folder: Path) -> None:
        self._playwright = playwright
        self._folder = folder
        self._context: BrowserContext | None = None

    def open(self, address: str, *, offline: bool = False) -> Page:
        """Start the browser from cold on what this phone has stored, and open `address` in it."""
        self._context = self._playwright.chromium.launch_persistent_context(
            self._folder, **launch_options(), **PHONE, offline=offline
        )
        page = self._context.pages[0]
        page.goto(address)
        return page

    def close(self) -> None:
        """End the browser, every tab and worker with it; safe to call twice."""
        context, self._context = self._context, None
        if context is not None:
            context.close()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives browsers. Whoever asks for it needs Chromium."""
    skip_if_left_out("browser")
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Headless Chromium. Service workers, IndexedDB and WebCrypto are the real ones."""
    launched = playwright.chromium.launch(**launch_options())
    yield launched
    launched.close()


@pytest.fixture
def phone_screen(browser: Browser) -> Iterator[BrowserContext]:
    """A phone-sized profile in Chelmsley Wood with location allowed; everything it stored goes with it."""
    context = browser.new_context(**PHONE)
    yield context
    context.close()


@pytest.fixture
def phone_profile(playwright: Playwright, tmp_path: Path) -> Iterator[PhoneProfile]:
    """The same phone, that a test may close and open again."""
    profile = PhoneProfile(playwright, tmp_path / "phone")
    yield profile
    profile.close()


@pytest.fixture
def desk_screen(browser: Browser) -> Iterator[Page]:
    """A desk-sized window in a profile of its own."""
    context = browser.new_context(**DESK)
    yield context.new_page()
    context.close()
