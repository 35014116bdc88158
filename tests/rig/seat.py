"""Amina's seat at the desk: a real browser, signed in, at a desk's width or a phone's."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from rig.pages import PASSWORD, add_user
from rig.server import LiveServer
from rig.street import Desk, coordinator, over_http

WIDTHS = {"phone": (390, 844), "desk": (1280, 900)}


@dataclass
class Seat:
    """Amina's browser, signed in, and what its console complained of."""

    page: Page
    origin: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.origin}{path}")
        return self.page

    def is_well_made(self) -> None:
        """Nothing for axe, nothing wider than the screen, nothing that the policy or a script refused."""
        found = Axe().run(self.page).response["violations"]
        told = [(each["id"], [node["target"] for node in each["nodes"]]) for each in found]
        assert told == [], self.page.url
        wider = self.page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wider == 0, self.page.url
        assert self.complaints == []


@pytest.fixture
def served_desk(app: Flask, live_server: LiveServer) -> Desk:
    """The calls of a coordinator's script, to the server whose pages a browser opens."""
    return Desk(over_http(live_server.origin), coordinator(app))


@pytest.fixture
def seat(app: Flask, live_server: LiveServer, browser: Browser) -> Iterator[Callable[[str], Seat]]:
    """Gives Amina's seat at a width."""
    email = add_user(app, "amina@solihull.example")
    contexts = []

    def at(width: str) -> Seat:
        wide, high = WIDTHS[width]
        context = browser.new_context(viewport={"width": wide, "height": high}, locale="en-GB")
        contexts.append(context)
        page = context.new_page()
        seated = Seat(page, live_server.origin)
        page.on("console", lambda said: seated.complaints.append(said.text) if _bad(said) else None)
        page.on("pageerror", lambda error: seated.complaints.append(str(error)))
        seated.open("/sign-in")
        page.get_by_label("Email address").fill(email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Sweeps")
        return seated

    yield at
    for context in contexts:
        context.close()


def _bad(said: object) -> bool:
    """A page answered with a problem's status is told on the console too; that is no complaint."""
    kind, text = getattr(said, "type", ""), getattr(said, "text", "")
    return kind in {"error", "warning"} and "the server responded with a status of" not in text
