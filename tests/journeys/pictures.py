"""Which pictures there are, and how to come to what they show. See take_pictures."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, FloatRect, Geolocation, Page, expect

from journeys import any_language
from journeys.thumb import Thumb
from rig.chromium import DESK, PHONE
from rig.street import Desk, operation, over_http

LONDON = ZoneInfo("Europe/London")
WALKED = timedelta(minutes=52)
MELL_SQUARE: Geolocation = {"latitude": 52.4131, "longitude": -1.7786, "accuracy": 11}
# Ten minutes' walk west of the area.
OUTSIDE: Geolocation = {"latitude": 52.4120, "longitude": -1.8100, "accuracy": 14}
LARGEST_BYTES = 200_000

Demo = Mapping[str, Any]


class Album:
    """The folder of pictures. Each is small enough to be fetched with a page of documentation."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, page: Page, name: str, part: FloatRect | None = None) -> None:
        """The part of the page that is in sight, or this part of it."""
        file = self.folder / f"{name}.png"
        page.wait_for_timeout(500)  # until the browser's own mark of the last tap has faded
        page.screenshot(path=file, animations="disabled", clip=part, full_page=part is not None)
        size = file.stat().st_size
        print(f"{file.name}: {size / 1000:.0f} kB{' TOO LARGE' if size > LARGEST_BYTES else ''}")


def phone_pictures(browser: Browser, demo: Demo, album: Album) -> None:
    """One officer's day, from the code to what they should read."""
    there = {**PHONE, "geolocation": MELL_SQUARE, "device_scale_factor": 2}
    context = browser.new_context(**there)
    thumb = Thumb(context.new_page())
    _until_on_patrol(thumb, demo, album)
    _stops(thumb, album)
    context.set_geolocation(OUTSIDE)
    _record(thumb, "Late", "Alone", "14 m · outside the area")
    thumb.remarks_to_read(1)
    thumb.opens("trouble")
    thumb.sees_heading("To read")
    album.take(thumb.page, "phone-to-read")
    thumb.opens("help")
    thumb.sees_heading("Help")
    album.take(thumb.page, "phone-help")
    context.set_geolocation(MELL_SQUARE)
    _in_welsh(thumb, album)
    _new_stop_on_a_school_day(thumb.page, album)
    context.close()


def _until_on_patrol(thumb: Thumb, demo: Demo, album: Album) -> None:
    officer, page = demo["officer"], thumb.page
    page.goto(officer["address"])
    page.get_by_label("Your code").fill(officer["code"])
    album.take(page, "phone-enrol")
    thumb.enrol_by_link()
    thumb.sees(demo["today"]["title"])
    album.take(page, "phone-sweeps")
    thumb.press(re.compile(re.escape(demo["today"]["title"])))
    thumb.press("Start patrol")
    thumb.tap(page.get_by_role("checkbox", name="Cerys Vaughan"))
    album.take(page, "phone-start")
    thumb.press("Start patrol for 2")
    thumb.sees(re.compile("^On patrol"))
    thumb.all_is_sent()
    _put_back_starts(demo, {officer["name"], "Cerys Vaughan"})
    thumb.opens("home")
    thumb.sees("On patrol 52 min")


def _put_back_starts(demo: Demo, names: set[str]) -> None:
    """The coordinator corrects when these two began, so that their time is not nought in the pictures."""
    origin, sweep_id = demo["sign_in"].removesuffix("/sign-in"), demo["today"]["sweep_id"]
    desk = Desk(over_http(origin), demo["token"])
    for shift in desk.call("GET", f"/sweeps/{sweep_id}/shifts")["shifts"]:
        if shift["officer"] in names:
            began = datetime.fromisoformat(shift["started_at"]) - WALKED
            changes = {"started_at": began.isoformat()}
            said = {"shift_id": shift["id"], "base_op": shift["head"], "changes": changes}
            desk.push(operation("shift.amend", {**said, "why": "Forgot to start the patrol"}))


def _record(
    thumb: Thumb, finding: str, company: str, place: str = "11 m · inside the area"
) -> None:
    thumb.opens("home")
    thumb.record_stop(finding, company, place=f"Place good, {place}")


def _stops(thumb: Thumb, album: Album) -> None:
    page = thumb.page
    _record(thumb, "Truanting", "Alone")
    _record(thumb, "Has a reason", "Parent")
    thumb.all_is_sent()
    page.context.set_offline(True)
    _record(thumb, "Truanting", "Parent")
    thumb.waits_to_send(1)
    album.take(page, "phone-saved")
    thumb.goes_to("Today")
    thumb.sees_heading("Today")
    album.take(page, "phone-today")
    thumb.opens("home")
    album.take(page, "phone-home")
    page.context.set_offline(False)
    thumb.opens("patrol")
    thumb.sees_heading("Walking now")
    thumb.all_is_sent()
    album.take(page, "phone-patrol")


def _speaks(page: Page, language: str) -> None:
    page.evaluate("language => localStorage.setItem('sweep language', language)", language)
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", re.compile(language))


def _in_welsh(thumb: Thumb, album: Album) -> None:
    """Those of the officers' guide."""
    page = thumb.page
    thumb.opens("home")
    _speaks(page, "cy")
    expect(page.locator(".line--on")).to_be_visible()
    album.take(page, "phone-home-cy")
    any_language.saved(page)
    album.take(page, "phone-saved-cy")
    any_language.at("today")(page)
    album.take(page, "phone-today-cy")


def _new_stop_on_a_school_day(page: Page, album: Album) -> None:
    """The last of this phone: its clock says Monday at ten, for on a Sunday its form says that nobody is absent."""
    now = datetime.now(LONDON)
    monday = now + timedelta(days=7 - now.weekday())
    page.clock.set_fixed_time(monday.replace(hour=10, minute=4))
    for language, ending in (("cy", "-cy"), ("en", "")):
        _speaks(page, language)
        any_language.new_stop(page)
        expect(page.locator(".place--good")).to_be_visible()
        any_language.tap(page, ".tiles--finding .tile", ".tiles--accompanied_by .tile:nth-child(2)")
        album.take(page, f"phone-new-stop{ending}")


def desk_pictures(browser: Browser, demo: Demo, album: Album) -> None:
    """The coordinator's pages of today's sweep."""
    page = browser.new_context(**DESK).new_page()
    _sign_in(page, demo)
    album.take(page, "desk-sweeps")
    sweep = f"{page.url}/{demo['today']['sweep_id']}"
    begun = int(demo["last_year"]["school_year"][:4])
    addresses = {
        "plan": sweep,
        "live": f"{sweep}/live",
        "summary": f"{sweep}/summary",
        "return": f"{page.url}/../returns/{begun}{(begun + 1) % 100:02}/summer",
        "where-and-when": f"{page.url}/../where-and-when",
    }
    for name, address in addresses.items():
        page.goto(address)
        page.set_viewport_size({"width": 1280, "height": 1200})
        page.wait_for_load_state("networkidle")
        album.take(page, f"desk-{name}")
    _open_a_school(page, sweep)
    album.take(page, "desk-check")
    page.set_viewport_size(DESK["viewport"])
    page.goto(f"{sweep}/codes")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Make codes to print").click()
    expect(page.get_by_role("img", name=re.compile("QR code")).first).to_be_visible()
    album.take(page, "desk-codes")
    page.context.close()
    narrow = browser.new_context(**{**PHONE, "device_scale_factor": 2}).new_page()
    _sign_in(narrow, demo)
    narrow.goto(f"{sweep}/summary")
    album.take(narrow, "desk-summary-narrow")
    narrow.context.close()


# What of a page the coordinators' guide shows, from which element down. Addresses begin at the sweep's own.
_PARTS = {
    "plan": ("{today}/edit", "#map"),
    "live": ("{today}/live", "#map"),
    "summary": ("{past}/summary", "h2:has-text('What was found')"),
    "return": ("/returns/{year}/summer", "h1"),
    "where-and-when": ("/where-and-when", "figure"),
}
# Printed eight centimetres wide, its letters are still as large as a footnote's.
_GUIDE_WIDTH, _GUIDE_HEIGHT = 740, 687


def guide_pictures(browser: Browser, demo: Demo, album: Album) -> None:
    """Those of the coordinators' guide: narrow, so that they can be read when printed."""
    narrow = {"viewport": {"width": _GUIDE_WIDTH, "height": 900}, "device_scale_factor": 2}
    page = browser.new_context(**{**DESK, **narrow}).new_page()
    _sign_in(page, demo)
    origin, begun = page.url.removesuffix("/sweeps"), int(demo["last_year"]["school_year"][:4])
    named = {
        "today": f"/sweeps/{demo['today']['sweep_id']}",
        "past": page.locator("table a").nth(1).get_attribute("href"),
        "year": f"{begun}{(begun + 1) % 100:02}",
    }
    for name, (address, first) in _PARTS.items():
        page.goto(origin + address.format(**named))
        page.wait_for_load_state("networkidle")
        album.take(page, f"guide-{name}", _below(page, first))
    _open_a_school(page, f"{origin}{named['today']}")
    album.take(page, "guide-check", _below(page, "h1"))
    page.context.close()


def _below(page: Page, first: str) -> FloatRect:
    """As much of the page as a picture of the guide holds, from this element down."""
    top = page.locator(first).first.evaluate("e => e.getBoundingClientRect().top + scrollY")
    return {"x": 0, "y": top - 12, "width": _GUIDE_WIDTH, "height": _GUIDE_HEIGHT}


def _open_a_school(page: Page, sweep: str) -> None:
    """The page of the school that is asked next, with a mark typed that nobody has saved yet."""
    page.goto(f"{sweep}/verify")
    page.get_by_role("button", name="Enter its answers").click()
    page.get_by_label("Who at the school told you?").fill("Attendance officer")
    for mark in page.locator(".app-answers__code").all():
        mark.fill("I")
    expect(page.locator(".app-answers__means").first).not_to_be_empty()


def _sign_in(page: Page, demo: Demo) -> None:
    page.goto(demo["sign_in"])
    page.get_by_label("Email address").fill(demo["coordinator"]["email"])
    page.get_by_label("Password", exact=True).fill(demo["coordinator"]["password"])
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1, name="Sweeps")).to_be_visible()
