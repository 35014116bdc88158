"""A whole sweep at a desk whose browser runs no script: from the plan to a return that is final."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from journeys.clerk import Clerk
from journeys.solihull import SHOPS, Solihull, found_authority
from rig.server import LiveServer
from rig.street import PretendPhone

PATROLS = {"PC 2231": "constable", "EWO Hughes": "ewo"}
SCHOOL = "999001"


@pytest.fixture
def there(app: Flask, live_server: LiveServer) -> Solihull:
    return found_authority(app, live_server)


@pytest.fixture
def clerk(there: Solihull, browser: Browser) -> Iterator[Clerk]:
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    clerk = Clerk(context.new_page(), there)
    clerk.sign_in()
    yield clerk
    context.close()


def test_everything_of_a_sweep_is_done_without_a_script(there: Solihull, clerk: Clerk) -> None:
    clerk.plan_today(PATROLS)
    push_what_two_patrols_found(there)
    watch(clerk)
    say_that_two_stops_are_two_children(clerk)
    page = clerk.page
    clerk.opens("/sweeps/SWEEP")
    page.get_by_role("button", name=re.compile("^Patrols are over")).click()
    answer_for_the_school(clerk)
    review(clerk)
    clerk.opens("/sweeps/SWEEP/summary")
    clerk.sees("In 2 officer-hours 3 children were stopped; 3 were truanting")
    clerk.opens("/returns")
    page.get_by_role("link", name=re.compile("^Academic year")).first.click()
    page.get_by_role("button", name="Make this return final").click()
    page.get_by_role("button", name="Make final all the same").click()
    expect(page.get_by_role("heading", name=re.compile("^Final: revision 1"))).to_be_visible()


def push_what_two_patrols_found(there: Solihull) -> None:
    """By two phones that walked for an hour: of three children one may have been met by both."""
    at = datetime.now(UTC) - timedelta(minutes=1)
    place = {"lat": SHOPS["lat"], "lon": SHOPS["lon"], "accuracy_m": 8, "source": "gps"}
    roster = there.desk.call("GET", "/officers")["officers"]
    for officer in roster:
        phone: PretendPhone = there.desk.enrol(there.sweep_id, officer["id"])
        said = {"stopped_at": at.isoformat(), "location": place, "school_urn": SCHOOL}
        phone.stop("truanting", "alone", age_band="11_15", **said)
        if officer["name"] == "PC 2231":
            phone.stop("legitimately_absent", "parent", age_band="5_10", **said)
        phone.shift(60)
        phone.push()


def watch(clerk: Clerk) -> None:
    """What comes meanwhile is seen by opening the page again; its table has what the map would show."""
    clerk.opens("/sweeps/SWEEP/live")
    expect(clerk.page.locator(".app-big dd").first).to_have_text("3")
    expect(clerk.page.get_by_role("table", name="Stops, the latest first")).to_be_visible()


def say_that_two_stops_are_two_children(clerk: Clerk) -> None:
    clerk.opens("/sweeps/SWEEP/doubles")
    clerk.page.get_by_role("button", name=re.compile("^Two children")).click()
    clerk.sees("No possible doubles to decide on")


def answer_for_the_school(clerk: Clerk) -> None:
    page = clerk.page
    clerk.opens("/sweeps/SWEEP/verify")
    page.get_by_role("button", name="Enter its answers").click()
    page.get_by_label("Who at the school told you?").fill("attendance officer")
    boxes = page.locator(".app-answers__code").all()
    for box, mark in zip(boxes, "OOO", strict=True):
        box.fill(mark)
    page.get_by_role("button", name="Save the answers").click()
    clerk.sees("3 answers saved")


def review(clerk: Clerk) -> None:
    clerk.opens("/sweeps/SWEEP/review")
    clerk.page.get_by_role("button", name="Right", exact=True).first.click()
    clerk.sees("Your review of the stop is kept.")
