"""The system's Chromium, driven by Playwright: one browser for the run, one clean profile for each test."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

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
CHELMSLEY_WOOD = {"latitude": 52.4815, "longitude": -1.7370, "accuracy": 12}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium. Service workers, IndexedDB and WebCrypto are the real ones."""
    skip_if_left_out("browser")
    program = chromium()
    if program is None:
        raise RuntimeError(
            "there is no Chromium on this machine; `make test` says what installs it"
        )
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, headless=True, args=_FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def phone_screen(browser: Browser) -> Iterator[BrowserContext]:
    """A phone-sized profile in Chelmsley Wood with location allowed; everything it stored goes with it."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        locale="en-GB",
        timezone_id="Europe/London",
        permissions=PHONE_PERMISSIONS,
        geolocation=CHELMSLEY_WOOD,  # type: ignore[arg-type]
    )
    yield context
    context.close()


@pytest.fixture
def desk_screen(browser: Browser) -> Iterator[Page]:
    """A desk-sized window in a profile of its own."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale="en-GB", timezone_id="Europe/London"
    )
    yield context.new_page()
    context.close()
