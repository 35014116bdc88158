"""The second script, with all screens but the street's: where it does not come, no screen stays dead."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from journeys.solihull import Solihull
from journeys.thumb import Thumb
from rig.databases import ROOT

BUILT = Path(os.environ.get("SWEEP_PWA") or ROOT / "static" / "pwa" / "dist")
NOT_HERE = "Not on this phone yet"


@pytest.fixture
def environ(environ: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """A copy of the built app whose second script is not there."""
    packed = shutil.ignore_patterns("*.gz", "*.br")
    shutil.copytree(BUILT, tmp_path / "app", ignore=packed)
    (script,) = (tmp_path / "app" / "assets").glob("others-*.js")
    script.rename(tmp_path / script.name)
    return {**environ, "SWEEP_PWA": str(tmp_path / "app")}


def bring_back(solihull: Solihull, tmp_path: Path) -> None:
    """From now on the server has it. It knows its files from its start."""
    (script,) = tmp_path.glob("others-*.js")
    script.rename(tmp_path / "app" / "assets" / script.name)
    solihull.server.restart()


@pytest.fixture
def enrolling(solihull: Solihull, phone_screen: BrowserContext) -> Thumb:
    """The constable's link is open, and the screen that takes it has not come."""
    thumb = Thumb(phone_screen.new_page())
    thumb.page.goto(solihull.code()["link"])
    thumb.sees_heading(NOT_HERE)
    return thumb


def test_a_screen_that_did_not_come_comes_by_itself_once_it_can(
    enrolling: Thumb, solihull: Solihull, tmp_path: Path
) -> None:
    bring_back(solihull, tmp_path)
    expect(enrolling.page.get_by_role("button", name="Use this phone")).to_be_visible(
        timeout=30_000
    )


def test_trying_again_by_hand_keeps_the_secret_of_the_link(
    enrolling: Thumb, solihull: Solihull, tmp_path: Path
) -> None:
    bring_back(solihull, tmp_path)
    enrolling.press("Try again")
    enrolling.enrol_by_link()
    expect(enrolling.page.get_by_role("heading", name=NOT_HERE)).to_have_count(0)


def test_a_screen_that_is_long_on_its_way_is_said_to_be_so(
    solihull: Solihull, phone_screen: BrowserContext
) -> None:
    """A line that is there and carries nothing: no answer, and no failure either."""
    phone_screen.route("**/assets/others-*.js", lambda _route: None)
    thumb = Thumb(phone_screen.new_page())
    thumb.page.goto(solihull.code()["link"])
    thumb.sees_heading(NOT_HERE)
