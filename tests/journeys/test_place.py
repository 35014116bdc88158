"""Where a stop was: taken by itself, never waited for."""

import re

from playwright.sync_api import Browser, Page, expect

from journeys.solihull import Solihull
from journeys.thumb import SAVED, Thumb
from rig.chromium import CHELMSLEY_WOOD, PHONE


def on_patrol(browser: Browser, solihull: Solihull, **phone: object) -> Thumb:
    """The constable with a phone of other properties than the usual ones."""
    page: Page = browser.new_context(**{**PHONE, **phone}).new_page()
    page.goto(solihull.code()["link"])
    thumb = Thumb(page)
    thumb.enrol_by_link()
    thumb.choose_sweep()
    thumb.start_patrol()
    return thumb


def save_stop(thumb: Thumb, place_line: str) -> None:
    thumb.press("New stop")
    thumb.sees(place_line)
    thumb.answer("What did you find?", "Truanting")
    thumb.answer("Who is with the child?", "Alone")
    thumb.press("Save")
    thumb.sees(SAVED)


def test_the_place_is_taken_without_a_tap(solihull: Solihull, thumb: Thumb) -> None:
    assert thumb.record_stop("Truanting", "Alone") == 4
    thumb.all_is_sent()
    (stop,) = solihull.stops()
    place = stop["location"]
    assert (place["lat"], place["lon"]) == (CHELMSLEY_WOOD["latitude"], CHELMSLEY_WOOD["longitude"])
    assert (place["source"], place["accuracy_m"]) == ("gps", CHELMSLEY_WOOD["accuracy"])


def test_a_phone_that_may_not_know_its_place_saves_all_the_same(
    solihull: Solihull, browser: Browser
) -> None:
    thumb = on_patrol(browser, solihull, permissions=["background-sync"])
    save_stop(thumb, "Location is off for this app. Saving works without it.")
    thumb.all_is_sent()
    (stop,) = solihull.stops()
    assert (stop["location"]["source"], stop["location"]["why_none"]) == ("none", "denied")
    thumb.page.context.close()


def test_a_site_of_the_sweep_is_one_tap_where_the_place_is_not_found(
    solihull: Solihull, browser: Browser
) -> None:
    thumb = on_patrol(browser, solihull, permissions=["background-sync"])
    thumb.press("New stop")
    thumb.answer("What did you find?", "Late")
    thumb.answer("Who is with the child?", "Alone")
    thumb.answer("Where", "Meriden Park")
    thumb.press("Save")
    thumb.sees(SAVED)
    thumb.all_is_sent()
    (stop,) = solihull.stops()
    place = stop["location"]
    assert (place["source"], place["lat"], place["lon"]) == ("site", 52.4829, -1.7405)
    thumb.page.context.close()


def test_a_place_that_is_found_after_save_is_added_to_the_stop(
    solihull: Solihull, browser: Browser
) -> None:
    thumb = on_patrol(browser, solihull, geolocation=None)
    save_stop(thumb, "No place yet. Saving works without it.")
    thumb.all_is_sent()
    thumb.page.context.set_geolocation(CHELMSLEY_WOOD)  # type: ignore[arg-type]
    thumb.goes_to("Today")
    thumb.press(re.compile("Truanting"))
    expect(thumb.page.get_by_text("known to 12 m")).to_be_visible()
    thumb.all_is_sent()
    (stop,) = solihull.stops()
    assert stop["location"]["source"] == "gps"
    thumb.page.context.close()


def test_the_same_fix_again_is_no_better_place_for_stops_saved_before(
    solihull: Solihull, browser: Browser
) -> None:
    exact = {**CHELMSLEY_WOOD, "accuracy": 0}
    thumb = on_patrol(browser, solihull, geolocation=exact)
    thumb.all_is_sent()
    before = solihull.rev()
    for _ in range(3):
        save_stop(thumb, "Place good, 0 m · inside the area")
    thumb.all_is_sent()
    assert solihull.rev() == before + 3
    thumb.page.context.close()


def test_what_waits_is_named_a_better_place_for_its_stop(
    solihull: Solihull, browser: Browser
) -> None:
    thumb = on_patrol(browser, solihull, geolocation=None)
    save_stop(thumb, "No place yet. Saving works without it.")
    thumb.all_is_sent()
    thumb.page.context.set_offline(True)
    thumb.page.context.set_geolocation(CHELMSLEY_WOOD)  # type: ignore[arg-type]
    thumb.waits_to_send(1)
    thumb.looks_what_waits("Waiting to send")
    thumb.sees(re.compile("^better place for SW-"))
    thumb.page.context.close()
