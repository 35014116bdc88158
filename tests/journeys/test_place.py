"""Where a stop was: taken by itself, never waited for."""

import re
from itertools import combinations

from playwright.sync_api import Browser, Locator, Page, expect

from journeys.hand import PLACE_KNOWN, SAVED
from journeys.screens import OUTSIDE
from journeys.solihull import CONSTABLE, WELFARE_OFFICER, Solihull
from journeys.thumb import Thumb
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
    thumb.page.context.set_geolocation(CHELMSLEY_WOOD)
    thumb.goes_to("Today")
    thumb.press(re.compile("Truanting"))
    expect(thumb.page.get_by_text("known to 12 m")).to_be_visible()
    thumb.all_is_sent()
    (stop,) = solihull.stops()
    assert stop["location"]["source"] == "gps"
    thumb.page.context.close()


def test_a_stop_is_saved_while_its_place_is_still_being_found(
    solihull: Solihull, browser: Browser
) -> None:
    thumb = on_patrol(browser, solihull, geolocation=None)
    save_stop(thumb, "Finding the place…")
    thumb.page.context.set_geolocation(CHELMSLEY_WOOD)
    thumb.goes_to("Today")
    thumb.press(re.compile("Truanting"))
    expect(thumb.page.get_by_text("known to 12 m")).to_be_visible()
    thumb.all_is_sent()
    (stop,) = solihull.stops()
    assert (stop["location"]["source"], stop["location"]["accuracy_m"]) == ("gps", 12)
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
    thumb.page.context.set_geolocation(CHELMSLEY_WOOD)
    thumb.waits_to_send(1)
    thumb.looks_what_waits("Waiting to send")
    thumb.sees(re.compile("^better place for SW-"))
    thumb.page.context.close()


def test_of_several_fixes_the_sharpest_is_kept(solihull: Solihull, thumb: Thumb) -> None:
    context = thumb.page.context
    context.set_geolocation({**CHELMSLEY_WOOD, "accuracy": 90})
    thumb.press("New stop")
    thumb.sees("Place fair, 90 m · inside the area")
    context.set_geolocation(CHELMSLEY_WOOD)
    thumb.sees("Place good, 12 m · inside the area")
    context.set_geolocation({**CHELMSLEY_WOOD, "accuracy": 400})
    thumb.answer("What did you find?", "Late")
    thumb.press("Alone · save")
    thumb.sees(SAVED)
    thumb.all_is_sent()
    (stop,) = solihull.stops()
    assert stop["location"]["accuracy_m"] == 12


def test_a_rough_place_near_the_edge_of_the_area_is_neither_in_nor_out(
    solihull: Solihull, browser: Browser
) -> None:
    thumb = on_patrol(browser, solihull, geolocation={**CHELMSLEY_WOOD, "accuracy": 3000})
    thumb.press("New stop")
    thumb.sees("Place poor, 3000 m · area: can’t tell")
    thumb.page.context.close()


def test_a_place_that_may_be_twenty_kilometres_off_is_kept_as_such_and_held_against_nobody(
    solihull: Solihull, browser: Browser
) -> None:
    thumb = on_patrol(browser, solihull, geolocation={**OUTSIDE, "accuracy": 20_000})
    save_stop(thumb, "Place poor, 20000 m · area: can’t tell")
    thumb.all_is_sent()
    (stop,) = solihull.stops()
    assert (stop["location"]["source"], stop["location"]["accuracy_m"]) == ("gps", 20_000)
    assert "outside_area" not in stop["flags"]
    thumb.page.context.close()


def test_a_pin_on_the_plan_says_where_it_was_without_any_position(
    solihull: Solihull, browser: Browser
) -> None:
    thumb = on_patrol(browser, solihull, permissions=["background-sync"])
    thumb.page.context.set_offline(True)
    thumb.press("New stop")
    thumb.press(re.compile("^Location is off"))
    plan = thumb.page.get_by_role("img", name="Plan, north up")
    thumb.tap(plan)
    thumb.sees(re.compile("^inside the area · .* from "))
    thumb.press("Use this place")
    thumb.sees("Place set by you · inside the area")
    thumb.answer("What did you find?", "Late")
    thumb.press("Alone · save")
    thumb.sees(SAVED)
    thumb.page.context.set_offline(False)
    thumb.all_is_sent()
    (stop,) = solihull.stops()
    place = stop["location"]
    assert (place["source"], place["accuracy_m"]) == ("pin", None)
    # Tapped in its middle, which is that of the area and its sites.
    assert abs(place["lat"] - 52.48) < 0.01
    assert abs(place["lon"] + 1.736) < 0.01
    thumb.page.context.close()


def test_a_tap_sets_the_pin_and_leaves_the_plan_where_it_is(
    solihull: Solihull, thumb: Thumb
) -> None:
    thumb.press("New stop")
    thumb.press(re.compile("^Place good"))
    plan = thumb.page.get_by_role("img", name="Plan, north up")
    before, room = drawn(plan), plan.bounding_box()
    assert room is not None
    # A quarter of 600 m to the east and to the north of where the phone is.
    plan.tap(position={"x": room["width"] * 0.75, "y": room["height"] * 0.25})
    thumb.sees(re.compile("from Arbor Way School$"))
    assert drawn(plan) == before
    thumb.press("Use this place")
    thumb.answer("What did you find?", "Late")
    thumb.press("Alone · save")
    thumb.all_is_sent()
    (stop,) = solihull.stops()
    north = (stop["location"]["lat"] - CHELMSLEY_WOOD["latitude"]) * 111_320
    assert 145 < north < 155


def drawn(plan: Locator) -> list[str]:
    """Where the plan draws the sites, schools and designated places."""
    found: list[str] = plan.evaluate(
        """plan => [...plan.querySelectorAll('g:not(.plan__me)')]
            .map(mark => mark.getAttribute('class') + mark.getAttribute('transform'))"""
    )
    return sorted(found)


# Each name's box as the browser draws it; the bar's own words are no name.
_NAMES = """plan => [...plan.querySelectorAll('text')].slice(0, -1)
    .map(text => text.getBBox()).map(({ x, y, width, height }) => [x, y + height / 4, x + width, y + height * 3 / 4])"""


def test_names_on_the_plan_never_lie_across_each_other_nor_over_its_rim(
    solihull: Solihull, thumb: Thumb
) -> None:
    thumb.press("New stop")
    thumb.press(re.compile("^Place good"))
    plan = thumb.page.get_by_role("img", name="Plan, north up")
    for _ in range(5):
        names = plan.evaluate(_NAMES)
        assert names
        assert not [name for name in names if min(name) < -50 or max(name) > 50]
        assert not [pair for pair in combinations(names, 2) if across(*pair)]
        thumb.press("Wider")


def across(a: list[float], b: list[float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def test_the_place_of_a_saved_stop_is_put_right_on_the_plan(
    solihull: Solihull, thumb: Thumb
) -> None:
    thumb.record_stop("Truanting", "Alone")
    thumb.goes_to("Today")
    thumb.press(re.compile("Truanting"))
    thumb.press("Change")
    thumb.press(re.compile("^Place and time stay as they were"))
    thumb.press("North")
    thumb.press("Use this place")
    thumb.sees("Place set by you · inside the area")
    thumb.press("Save the change")
    thumb.press("Tapped the wrong one")
    thumb.sees("Place: known to 12 m → set on the plan")
    thumb.all_is_sent()
    (stop,) = solihull.stops()
    assert stop["location"]["source"] == "pin"
    assert stop["location"]["lat"] > CHELMSLEY_WOOD["latitude"]


def test_a_school_without_a_place_is_found_by_its_name(solihull: Solihull, thumb: Thumb) -> None:
    thumb.answer_stop("Truanting", "Alone")
    thumb.page.get_by_label("Find by name").fill("moor")
    thumb.answer("Which school?", "Moorend Free School")
    thumb.press("Save")
    thumb.all_is_sent()
    (stop,) = solihull.stops()
    assert stop["school_urn"] == "999003"


def test_the_pin_moves_by_keys_and_the_phones_own_place_can_be_taken_back(
    solihull: Solihull, thumb: Thumb
) -> None:
    thumb.press("New stop")
    thumb.press(re.compile("^Place good"))
    thumb.page.get_by_role("button", name="North").focus()
    for _ in range(5):
        thumb.page.keyboard.press("ArrowUp")
    thumb.sees(re.compile("10\u00a0m from Arbor Way School"))
    thumb.press("Use this place")
    thumb.press(re.compile("^Place set by you"))
    thumb.press("Take the phone’s place")
    thumb.sees(PLACE_KNOWN)


def test_where_location_is_off_the_steps_are_those_of_the_phones_system(
    solihull: Solihull, browser: Browser
) -> None:
    android = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/140.0 Mobile"
    thumb = on_patrol(browser, solihull, permissions=["background-sync"], user_agent=android)
    thumb.press("New stop")
    thumb.press(re.compile("^Location is off"))
    thumb.sees(re.compile("^Hold the Sweep icon"))
    thumb.page.context.close()


def test_the_law_is_in_the_pocket_without_a_signal(solihull: Solihull, thumb: Thumb) -> None:
    thumb.page.context.set_offline(True)
    thumb.press(re.compile("^Power until"))
    thumb.sees_heading("The law here")
    for fact in (CONSTABLE, "Supt Marlowe · SWEEP/16", "Bosworth Drive reception room · "):
        thumb.sees(fact)
    thumb.sees(re.compile("^inside the area · .* from its edge$"))
    thumb.sees(re.compile("^Arbor Way School · 110"))


def test_who_has_no_power_is_shown_no_countdown_of_it_and_offered_no_removal(
    solihull: Solihull, browser: Browser
) -> None:
    page = browser.new_context(**PHONE).new_page()
    page.goto(solihull.code(WELFARE_OFFICER)["link"])
    thumb = Thumb(page)
    thumb.enrol_by_link()
    thumb.choose_sweep()
    thumb.start_patrol()
    expect(page.get_by_text("Power")).to_have_count(0)
    thumb.press(re.compile("^Sweep until"))
    thumb.sees(re.compile("^Nobody on this patrol has the power"))
    expect(page.get_by_text("Designated place")).to_have_count(0)
    thumb.press("Back")
    thumb.press("New stop")
    expect(page.get_by_role("button", name="s.16")).to_have_count(0)
    page.context.close()
