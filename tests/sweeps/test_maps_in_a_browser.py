"""Maps and files on the desk's pages in a real browser: drawn on, pressed, kept current, and said in words beside."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from rig.seat import Seat
from rig.server import LiveServer
from rig.street import Desk, PretendPhone, coordinator, over_http
from schools.files import gias, row

AREA = {
    "type": "Polygon",
    "coordinates": [[[-1.79, 52.4], [-1.76, 52.4], [-1.76, 52.42], [-1.79, 52.42], [-1.79, 52.4]]],
}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a browser shows does not depend on the database."""
    return sqlite_url


@pytest.fixture
def script(app: Flask, live_server: LiveServer) -> Desk:
    return Desk(over_http(live_server.origin), coordinator(app))


def press(page: Page, across: float, down: float) -> None:
    """Press the map at these shares of its width and height."""
    box = page.locator(".app-map").bounding_box()
    assert box is not None
    at: Any = {"x": box["width"] * across, "y": box["height"] * down}
    page.locator(".app-map").click(position=at)


def test_an_area_is_drawn_and_a_site_placed_on_the_map_and_kept(
    seat: Callable[[str], Seat], script: Desk
) -> None:
    seated, sweep = seat("desk"), script.sweep([], authorisation={"area": AREA})
    page = seated.open(f"/sweeps/{sweep}/edit")
    page.get_by_role("button", name="Take the area away").click()
    page.get_by_role("button", name="Draw the area").click()
    for corner in ((0.3, 0.2), (0.7, 0.2)):
        press(page, *corner)
    page.get_by_role("button", name="Finish the area").click()
    expect(page.get_by_text("An area needs three corners or more.")).to_be_visible()
    for corner in ((0.7, 0.8), (0.3, 0.8)):
        press(page, *corner)
    page.get_by_role("button", name="Finish the area").click()
    drawn = json.loads(page.get_by_label("Area").input_value())
    page.get_by_role("button", name="Place a site").click()
    press(page, 0.5, 0.3)
    page.keyboard.type("Library")
    seated.is_well_made()
    page.get_by_role("button", name="Save the plan").click()
    expect(page.get_by_role("heading", name="As planned")).to_be_visible()
    kept = script.call("GET", f"/sweeps/{sweep}")
    assert kept["authorisation"]["area"] == drawn
    assert len(drawn["coordinates"][0]) == 5
    assert {site["name"] for site in kept["sites"]} == {"Mell Square", "Library"}


def test_coordinates_that_are_pasted_fill_both_boxes_and_the_map_goes_there(
    seat: Callable[[str], Seat],
) -> None:
    page = seat("desk").open("/sweeps/new")
    page.get_by_label("Title").fill("54.5742, −1.2350")
    page.get_by_label("Title").press("Control+A")
    page.get_by_label("Title").press("Control+X")
    page.get_by_label("Latitude").focus()
    page.keyboard.press("Control+V")
    expect(page.get_by_label("Latitude")).to_have_value("54.5742")
    expect(page.get_by_label("Longitude")).to_have_value("-1.2350")
    away = page.locator(".app-map").evaluate(
        """map => {
          const [mark, box] = [map.querySelector('.app-mark--site'), map].map(e => e.getBoundingClientRect());
          return [mark.x + mark.width / 2 - box.x - box.width / 2, mark.y - box.y - box.height / 2];
        }"""
    )
    assert max(map(abs, away)) < 30, away


def test_rows_and_points_lead_to_one_another_and_the_map_follows(
    seat: Callable[[str], Seat], script: Desk
) -> None:
    officer = script.officer("PC 2231")
    sweep = script.sweep([officer], status="open", authorisation={"area": AREA})
    phone: PretendPhone = script.enrol(sweep, officer)
    phone.push(phone.stop("truanting"))
    seated = seat("phone")
    page = seated.open(f"/sweeps/{sweep}/live")
    page.get_by_role("button", name="On the map stop SW-").click()
    leads = page.locator(".leaflet-popup a.govuk-link")
    expect(leads).to_be_visible()
    seated.is_well_made()
    page.evaluate("() => { document.querySelector('.app-map').stillHere = true }")
    phone.push(phone.stop("late", urgent="safeguarding"))
    expect(page.locator(".app-key")).to_contain_text("Ringed", timeout=30_000)
    expect(page.locator(".app-mark--late.leaflet-marker-icon")).to_be_visible()
    expect(leads).to_be_visible()
    assert page.evaluate("() => document.querySelector('.app-map').stillHere")
    row_of = leads.get_attribute("href")
    leads.click()
    expect(page.locator(f"tr{row_of}")).to_be_in_viewport()


def test_a_file_is_sent_with_its_progress_and_shown_before_it_counts(
    seat: Callable[[str], Seat], app: Flask
) -> None:
    seated = seat("phone")
    page = seated.open("/schools")
    raw = gias(*(row(urn=f"{136000 + at}", la="029", name=f"School {at}") for at in range(20)))
    for content, heading in ((b"nothing", "There is a problem"), (raw, "What would change")):
        chosen: Any = {"name": "schools.csv", "mimeType": "text/csv", "buffer": content}
        page.get_by_label("File of schools or of terms").set_input_files(chosen)
        page.get_by_role("button", name="See what would change").click()
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        seated.is_well_made()
    page.get_by_role("button", name="Bring in").click()
    expect(page.get_by_role("heading", name="20 schools")).to_be_visible()
