"""A new version of the app: it waits for an open form in any tab, and the full queue outlives it."""

import os
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from journeys.hand import SAVED
from journeys.solihull import Solihull
from journeys.thumb import Thumb
from rig.databases import ROOT

BUILT = Path(os.environ.get("SWEEP_PWA") or ROOT / "static" / "pwa" / "dist")


@pytest.fixture
def environ(environ: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """A copy of the built app, that this test may follow by another version."""
    shutil.copytree(BUILT, tmp_path / "app", ignore=shutil.ignore_patterns("*.gz", "*.br"))
    return {**environ, "SWEEP_PWA": str(tmp_path / "app")}


def release(solihull: Solihull, app: Path) -> None:
    """The next version: another mark in the page, and a worker that knows it by another name."""
    page, worker = app / "index.html", app / "sw.js"
    page.write_text(page.read_text().replace("<body>", '<body data-version="next">'))
    named = re.sub(r"[0-9a-f]{16}", "feedfacefeedface", worker.read_text())
    assert named != worker.read_text()
    worker.write_text(named)
    # The server knows its files by their sizes from the start.
    solihull.server.restart()


def look_for_update(page: Page) -> None:
    """What coming back to the app does."""
    page.evaluate("() => navigator.serviceWorker.getRegistration().then((one) => one.update())")


def is_next(page: Page) -> bool:
    return page.locator("body[data-version=next]").count() == 1


def test_an_update_waits_for_the_form_and_a_full_queue_outlives_it(
    solihull: Solihull, thumb: Thumb, phone_screen: BrowserContext, tmp_path: Path
) -> None:
    blocked = "**/api/v1/**"
    thumb.app_is_kept()
    thumb.page.reload()
    phone_screen.route(blocked, lambda route: route.abort())
    for number, finding in enumerate(("Truanting", "Late", "Excluded"), 1):
        thumb.record_stop(finding, "Alone")
        thumb.waits_to_send(number)
    thumb.answer_stop("Has a reason", "Parent")
    release(solihull, tmp_path / "app")
    look_for_update(thumb.page)

    other = Thumb(phone_screen.new_page())
    other.page.goto(solihull.app)
    other.press("Use it now")
    other.sees("A stop is open in another window of this phone. Save or cancel it first.")
    assert not is_next(other.page)
    expect(thumb.page.get_by_role("button", name="Use it now")).to_be_hidden()
    expect(thumb.page.get_by_role("radio", name="Has a reason")).to_be_checked()
    thumb.press("Save")
    thumb.sees(SAVED)

    other.press("Use it now")
    expect(other.page.locator("body[data-version=next]")).to_be_attached()
    thumb.waits_to_send(4)
    thumb.page.reload()
    assert is_next(thumb.page)
    for tab in (thumb, other):
        tab.waits_to_send(4)
    phone_screen.unroute(blocked)
    thumb.send_now()
    for tab in (thumb, other):
        tab.all_is_sent()
    found = sorted(stop["finding"] for stop in solihull.stops())
    assert found == ["excluded", "late", "legitimately_absent", "truanting"]


def test_a_form_opened_while_the_update_is_offered_is_not_lost(
    solihull: Solihull, thumb: Thumb, tmp_path: Path
) -> None:
    thumb.app_is_kept()
    thumb.page.reload()
    release(solihull, tmp_path / "app")
    look_for_update(thumb.page)
    thumb.sees("New version ready")
    thumb.answer_stop("Truanting", "Alone")
    expect(thumb.page.get_by_text("New version ready")).to_be_hidden()
    thumb.press("Save")
    thumb.sees(SAVED)
    thumb.press("Use it now")
    expect(thumb.page.locator("body[data-version=next]")).to_be_attached()
    thumb.all_is_sent()
    assert len(solihull.stops()) == 1
