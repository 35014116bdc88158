"""How to come to every screen of the phone and every page of the desk, from anywhere."""

import re
from collections.abc import Callable

from playwright.sync_api import Geolocation, Page, expect

from journeys.clerk import Clerk
from journeys.solihull import CONSTABLE, EMAIL
from journeys.thumb import Thumb
from rig.chromium import PHONE_PERMISSIONS

# Half a mile east of the area that the superintendent named.
OUTSIDE: Geolocation = {"latitude": 52.4815, "longitude": -1.7100, "accuracy": 9}


def _at(screen: str, heading: str) -> Callable[[Thumb], None]:
    def go(thumb: Thumb) -> None:
        thumb.opens(screen)
        thumb.sees_heading(heading)

    return go


def _half_a_code(thumb: Thumb) -> None:
    thumb.opens("enrol")
    thumb.page.get_by_label("Your code").fill("ABC")
    thumb.press("Use this phone")
    expect(thumb.page.get_by_role("alert")).to_be_visible()


def _new_stop(thumb: Thumb) -> None:
    thumb.opens("home")
    thumb.press("New stop")
    thumb.sees_heading("New stop")


def _whole_stop(thumb: Thumb) -> None:
    """With a reason that explains itself, a removal, and a note that says too much."""
    _new_stop(thumb)
    thumb.answer("What did you find?", "Truanting")
    thumb.answer("Who is with the child?", "Alone")
    thumb.answer("Why", "Reason not accepted")
    thumb.answer("What happened next", "Taken to school (s.16)")
    thumb.page.get_by_role("textbox", name="Note").fill("Kyle Jones, 12 Acacia Road")
    thumb.sees(re.compile("looks like a name"))


def _record_ends(thumb: Thumb) -> None:
    _new_stop(thumb)
    thumb.answer("What did you find?", "Not absent")
    thumb.answer("Why", "Home educated")
    thumb.sees(re.compile("^The record ends here"))


def _where(thumb: Thumb) -> None:
    _new_stop(thumb)
    thumb.press(re.compile("^Place good"))
    thumb.sees_heading("Where was it?")


def _where_denied(thumb: Thumb) -> None:
    """The same where the phone may not know its place."""
    context = thumb.page.context
    context.clear_permissions()
    _new_stop(thumb)
    thumb.press(re.compile("^Location is off"))
    thumb.sees("Allow location again")
    context.grant_permissions(PHONE_PERMISSIONS)


def _unfinished_stop(thumb: Thumb) -> None:
    _new_stop(thumb)
    thumb.answer("What did you find?", "Truanting")
    thumb.press("Save")
    thumb.sees("Choose who is with the child")


def _saved(thumb: Thumb) -> None:
    thumb.opens("home")
    thumb.record_stop("Has a reason", "Parent")


def _same_group(thumb: Thumb) -> None:
    _saved(thumb)
    thumb.press("+1 same group")
    thumb.sees_heading("Same group")


def _record(thumb: Thumb) -> None:
    thumb.opens("today")
    thumb.tap(thumb.page.get_by_role("list").get_by_role("button").last)
    thumb.sees_heading("SW-")


def _change(thumb: Thumb) -> None:
    _record(thumb)
    thumb.press("Change")
    thumb.answer("Who is with the child?", "Not noted")
    thumb.press("Save the change")
    thumb.sees("Why the change?")


def _remove(thumb: Thumb) -> None:
    _record(thumb)
    thumb.press("Remove")
    thumb.sees("Why remove it?")


def _patrol_time(thumb: Thumb) -> None:
    thumb.opens("today")
    thumb.tap(thumb.page.get_by_text(re.compile("officer time$")).last)
    thumb.press(re.compile(f"^{CONSTABLE}"))
    thumb.sees("Why the correction?")


def _removed(thumb: Thumb) -> None:
    _saved(thumb)
    thumb.press("Undo")
    thumb.sees(re.compile("^Undone"))
    thumb.opens("today")
    thumb.tap(thumb.page.get_by_text(re.compile("[0-9] removed")))


def _search(thumb: Thumb) -> None:
    thumb.opens("today")
    thumb.page.get_by_label("Find").fill("parent")
    thumb.sees(re.compile("found on this phone"))


def _end_patrol(thumb: Thumb) -> None:
    thumb.opens("patrol")
    thumb.press("End patrol")
    thumb.sees_heading("End the patrol?")


# A phone that is enrolled and has a sweep, and nothing more.
RESTING: dict[str, Callable[[Thumb], None]] = {
    "enrol": _at("enrol", "Make this phone yours"),
    "half a code": _half_a_code,
    "choice of sweeps": _at("sweeps", "Which sweep today?"),
    "home before the patrol": _at("home", "Chelmsley Wood"),
    "start of the patrol": _at("patrol", "Patrol"),
    "an empty day": _at("today", "Today"),
    "nothing waits": _at("trouble", "All sent"),
}
# A phone on patrol by two, with stops saved, one of them outside the area.
WALKING: dict[str, Callable[[Thumb], None]] = {
    "home on patrol": _at("home", "Chelmsley Wood"),
    "new stop": _new_stop,
    "unfinished stop": _unfinished_stop,
    "whole stop": _whole_stop,
    "record that ends": _record_ends,
    "where it was": _where,
    "where it was, location denied": _where_denied,
    "law": _at("law", "The law here"),
    "saved": _saved,
    "same group": _same_group,
    "today": _at("today", "Today"),
    "search": _search,
    "removed": _removed,
    "patrol time": _patrol_time,
    "record": _record,
    "change of a record": _change,
    "removal of a record": _remove,
    "patrol": _at("patrol", "Walking now"),
    "end of the patrol": _end_patrol,
    "to read": _at("trouble", "To read"),
    "help": _at("help", "Help"),
}


def _page(path: str, heading: str | re.Pattern[str]) -> Callable[[Clerk], None]:
    def go(clerk: Clerk) -> None:
        clerk.opens(path)
        expect(clerk.page.get_by_role("heading", level=1, name=heading)).to_be_visible()

    return go


def _pressed(path: str, button: str) -> Callable[[Clerk], None]:
    """The page with its form sent empty."""

    def go(clerk: Clerk) -> None:
        clerk.opens(path)
        clerk.page.get_by_role("button", name=button).click()
        expect(clerk.page.get_by_role("heading", name="There is a problem")).to_be_visible()

    return go


def _codes_made(clerk: Clerk) -> None:
    clerk.opens("/sweeps/SWEEP/codes")
    clerk.page.get_by_role("checkbox", name=re.compile(CONSTABLE)).check()
    clerk.page.get_by_role("button", name="Make codes to print").click()
    card = clerk.page.get_by_role("img", name=f"QR code that opens the app for {CONSTABLE}")
    expect(card).to_be_visible()


DESK: dict[str, Callable[[Clerk], None]] = {
    "sweeps": _page("/sweeps", "Sweeps"),
    "new sweep": _page("/sweeps/new", "Plan a sweep"),
    "new sweep with mistakes": _pressed("/sweeps/new", "Save the plan"),
    "sweep": _page("/sweeps/SWEEP", "Chelmsley Wood"),
    "plan": _page("/sweeps/SWEEP/edit", "Change the plan"),
    "codes": _page("/sweeps/SWEEP/codes", "Chelmsley Wood"),
    "codes to print": _codes_made,
    "live": _page("/sweeps/SWEEP/live", "Chelmsley Wood"),
    "summary": _page("/sweeps/SWEEP/summary", "Chelmsley Wood"),
    "officers": _page("/officers", "Officers"),
    "phones": _page("/phones", "Phones"),
    "with the coordinator": _page("/quarantine", "For you to decide"),
    "rescue file": _page("/rescue", "Bring in a rescue file"),
    "rescue file with mistakes": _pressed("/rescue", "Bring it in"),
    "officers with mistakes": _pressed("/officers", "Add officer"),
    "nothing here": _page("/sweeps/none", re.compile("not here|Not found|nothing", re.I)),
}


def sign_in_page(page: Page, origin: str) -> None:
    page.goto(f"{origin}/sign-in")
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()


def wrong_sign_in(page: Page, origin: str) -> None:
    sign_in_page(page, origin)
    page.get_by_label("Email address").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill("not this one at all")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
