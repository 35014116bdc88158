"""The desk's pages in a real browser, at a desk's width and a phone's: seen, reached by keyboard, kept current."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import expect

from rig.seat import WIDTHS, Seat
from rig.server import LiveServer
from rig.street import Desk, PretendPhone, coordinator, over_http


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a browser shows does not depend on the database."""
    return sqlite_url


@pytest.fixture
def walking(app: Flask, live_server: LiveServer) -> PretendPhone:
    """PC 2231 on the street, one stop sent, one worrying, and three not sent yet."""
    desk = Desk(over_http(live_server.origin), coordinator(app))
    long_name = "PC 4410 Featherstonehaugh-Cholmondeley-Warner"
    officers = [desk.officer("PC 2231"), desk.officer(long_name)]
    sweep = desk.sweep(officers, status="open", title="High Street and everywhere round it")
    phone = desk.enrol(sweep, officers[0])
    start, _ = phone.shift(60)
    sent = [start, phone.stop("truanting", "parent"), phone.stop("late", urgent="safeguarding")]
    phone.push(*sent, unsent=6, made=6, held={sweep: 6})
    return phone


@pytest.mark.parametrize("width", list(WIDTHS))
def test_every_page_is_well_made(
    seat: Callable[[str], Seat], walking: PretendPhone, width: str
) -> None:
    seated, sweep = seat(width), f"/sweeps/{walking.sweep_id}"
    for path in (
        *("/sweeps", "/sweeps/new", "/officers", "/schools", "/nowhere"),
        *(sweep, f"{sweep}/edit", f"{sweep}/codes", f"{sweep}/live", f"{sweep}/summary"),
        f"{sweep}/briefing",
        f"{sweep}/stop-files",
    ):
        seated.open(path)
        seated.is_well_made()


@pytest.mark.parametrize("width", list(WIDTHS))
def test_pages_with_errors_and_fresh_codes_are_well_made_too(
    seat: Callable[[str], Seat], walking: PretendPhone, width: str
) -> None:
    seated = seat(width)
    page = seated.open("/sweeps/new")
    page.get_by_role("button", name="Save the plan").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter a title")
    seated.is_well_made()
    page.get_by_role("link", name="Enter a title").click()
    expect(page.get_by_label("Title")).to_be_focused()
    seated.open(f"/sweeps/{walking.sweep_id}/codes")
    page.get_by_role("button", name="Make codes to print").click()
    expect(page.get_by_role("heading", name="1 code, ready to print")).to_be_visible()
    seated.is_well_made()
    page.get_by_role("button", name="Sign out").click()
    seated.is_well_made()


@pytest.mark.parametrize("width", list(WIDTHS))
def test_what_has_arrived_leads_to_writing_it_off(
    seat: Callable[[str], Seat], walking: PretendPhone, width: str
) -> None:
    seated = seat(width)
    page = seated.open(f"/sweeps/{walking.sweep_id}/summary")
    page.get_by_role("link", name="What has arrived, phone by phone").click()
    expect(page.get_by_text("3 of 6 records received, 3 on PC 2231’s phone")).to_be_visible()
    page.get_by_role("link", name="Write off what this phone holds").click()
    seated.is_well_made()
    page.get_by_role("button", name="Write off 3 records").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why")
    seated.is_well_made()
    page.get_by_role("link", name="Say why").click()
    expect(page.get_by_label("Why will it never come?")).to_be_focused()
    page.keyboard.type("Lost in the canal")
    page.get_by_role("button", name="Write off 3 records").click()
    expect(page.get_by_text("3 of 6 records received, 3 given up.")).to_be_visible()
    seated.is_well_made()


def test_the_live_page_follows_without_a_reload(
    seat: Callable[[str], Seat], walking: PretendPhone
) -> None:
    page = seat("desk").open(f"/sweeps/{walking.sweep_id}/live")
    stopped = page.locator(".app-big dd").first
    expect(stopped).to_have_text("2")
    expect(page.get_by_text("3 on PC 2231’s phone")).to_be_visible()
    page.evaluate("() => { window.stillHere = true }")
    walking.push(walking.stop("truanting"), unsent=1, made=6, held={})
    expect(stopped).to_have_text("3", timeout=30_000)
    expect(page.get_by_role("status")).to_contain_text("Truanting 2")
    assert page.evaluate("() => window.stillHere") is True


def test_the_live_page_says_when_the_server_is_away_and_goes_on_when_it_is_back(
    seat: Callable[[str], Seat], walking: PretendPhone, live_server: LiveServer
) -> None:
    page = seat("desk").open(f"/sweeps/{walking.sweep_id}/live")
    live_server.stop()
    expect(page.get_by_text("the server can’t be reached")).to_be_visible(timeout=30_000)
    live_server.start()
    walking.push(walking.stop("truanting"))
    expect(page.locator(".app-big dd").first).to_have_text("3", timeout=30_000)
    expect(page.get_by_text("the server can’t be reached")).to_be_hidden()


def test_rows_are_added_in_place_and_sent_like_any_other(
    seat: Callable[[str], Seat], walking: PretendPhone
) -> None:
    page = seat("desk").open("/sweeps/new")
    page.get_by_label("Title").fill("Library")
    for box, text in (("Day", "13"), ("Month", "7"), ("Year", "2026")):
        page.get_by_role("group", name="Starts").get_by_label(box).fill(text)
    for number, name in ((1, "Library"), (2, "Bus station")):
        if number == 2:
            page.get_by_role("button", name="Add a site").click()
        site = page.get_by_role("group", name=f"Site {number}")
        site.get_by_label("Name").fill(name)
        site.get_by_label("Latitude").fill("52.4128, -1.7780")
    page.get_by_role("button", name="Save the plan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Library")
    expect(page.get_by_text("Bus station and Library.")).to_be_visible()


def test_stops_and_shifts_are_read_on_a_phone_without_scrolling_sideways(
    seat: Callable[[str], Seat], walking: PretendPhone
) -> None:
    seated = seat("phone")
    for path, labels in (("live", ("stops", "shifts")), ("stops", ("stops",))):
        page = seated.open(f"/sweeps/{walking.sweep_id}/{path}")
        for label in labels:
            table = page.locator(f"table[aria-labelledby={label}]")
            expect(table).to_be_visible()
            hidden = "table => table.scrollWidth - table.parentElement.clientWidth"
            assert table.evaluate(hidden) <= 0, (path, label)
        seated.is_well_made()


def test_a_long_name_does_not_push_what_has_arrived_out_of_its_column(
    app: Flask, seat: Callable[[str], Seat], live_server: LiveServer
) -> None:
    desk = Desk(over_http(live_server.origin), coordinator(app))
    officer = desk.officer("PC 4410 Featherstonehaugh-Cholmondeley-Warner")
    phone = desk.enrol(desk.sweep([officer], status="open"), officer)
    phone.push(phone.stop(), unsent=3, made=4, held={phone.sweep_id: 4})
    page = seat("desk").open(f"/sweeps/{phone.sweep_id}")
    section = page.get_by_role("region", name="What has arrived")
    out = "section => section.scrollWidth - section.clientWidth"
    assert section.evaluate(out) <= 0


def test_a_word_wider_than_a_phone_breaks_in_the_trail_too(
    app: Flask, seat: Callable[[str], Seat], live_server: LiveServer
) -> None:
    desk = Desk(over_http(live_server.origin), coordinator(app))
    officer = desk.officer("PC Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch")
    page = seat("phone").open(f"/officers/{officer}")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    before = page.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name="Officers")
    assert before.evaluate("link => link.getClientRects().length") == 1, "its own words stay whole"
