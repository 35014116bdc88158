"""A cold, wet finger taps twice where it meant to tap once."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from journeys.hand import COMPANY, FINDING, PLACE_KNOWN, SAVED
from journeys.solihull import TITLE
from journeys.thumb import Thumb


@pytest.fixture
def still(thumb: Thumb) -> Thumb:
    """The page's clock stands, so that the second tap comes in time on however slow a machine."""
    clock = thumb.page.clock
    clock.install()
    thumb.opens("home")
    thumb.sees_heading(TITLE)
    clock.pause_at(datetime.now(UTC) + timedelta(minutes=1))
    return thumb


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def place_of(target: Locator) -> FloatRect:
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    assert box
    return box


def bring_down(page: Page, box: FloatRect, part: float = 0.5) -> None:
    """A finger at this part of its width, on whatever lies there."""
    page.touchscreen.tap(box["x"] + box["width"] * part, box["y"] + box["height"] / 2)


@pytest.mark.parametrize("part", [0.15, 0.5, 0.85])
def test_a_bounce_on_new_stop_answers_no_question(still: Thumb, part: float) -> None:
    page = still.page
    there = place_of(button(page, "New stop"))
    bring_down(page, there, part)
    still.sees_heading("New stop")
    bring_down(page, there, part)
    still.sees(PLACE_KNOWN)
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    page.clock.resume()
    still.answer(FINDING, "Late")
    expect(page.get_by_role("radio", checked=True)).to_have_count(1)


def test_a_bounce_on_save_touches_nothing_of_the_next_screen(still: Thumb) -> None:
    page = still.page
    still.press("New stop")
    page.clock.run_for(1000)
    still.answer(FINDING, "Late")
    still.answer(COMPANY, "Parent")
    there = place_of(button(page, "Save"))
    # Where a tab comes to lie under it.
    bring_down(page, there, 0.35)
    still.sees(SAVED)
    bring_down(page, there, 0.35)
    page.clock.resume()
    still.all_is_sent()
    still.sees_heading(TITLE)


def test_every_other_spot_of_a_new_screen_takes_a_tap_at_once(still: Thumb) -> None:
    page = still.page
    still.press("New stop")
    page.clock.run_for(1000)
    still.answer(FINDING, "Late")
    bring_down(page, place_of(button(page, "Parent · save")))
    still.sees(SAVED)
    bring_down(page, place_of(button(page, "New stop")))
    still.sees_heading("New stop")


def test_a_bounce_takes_back_no_answer(still: Thumb) -> None:
    page = still.page
    still.press("New stop")
    page.clock.run_for(1000)
    there = place_of(button(page, "Child at risk"))
    chip = button(page, "Child at risk")
    bring_down(page, there)
    expect(chip).to_have_attribute("aria-pressed", "true")
    bring_down(page, there)
    page.clock.run_for(1000)
    expect(chip).to_have_attribute("aria-pressed", "true")
    bring_down(page, there)
    expect(chip).to_have_attribute("aria-pressed", "false")


def test_a_bounce_gives_no_reason_for_a_change(still: Thumb) -> None:
    page = still.page
    page.clock.resume()
    still.record_stop("Late", "Alone")
    still.goes_to("Today")
    still.press(re.compile("Late"))
    still.press("Change")
    still.answer(COMPANY, "Parent")
    page.clock.pause_at(datetime.now(UTC) + timedelta(hours=1))
    there = place_of(button(page, "Save the change"))
    bring_down(page, there)
    still.sees("Why the change?")
    bring_down(page, there)
    still.sees("Why the change?")
    page.clock.run_for(1000)
    still.press("Learned more")
    page.clock.resume()
    still.sees(re.compile("^Changed · SW-"))


def test_the_keys_of_the_plan_take_quick_taps(still: Thumb) -> None:
    page = still.page
    still.press("New stop")
    still.sees(PLACE_KNOWN)
    page.clock.run_for(1000)
    still.press(re.compile("^Place good"))
    still.sees_heading("Where was it?")
    page.clock.run_for(1000)
    bar = page.locator(".plan__scale")
    wider = place_of(button(page, "Wider"))
    for _ in range(2):
        before = bar.get_attribute("d")
        bring_down(page, wider)
        expect(bar).not_to_have_attribute("d", before or "")


def test_keys_are_never_held_up(still: Thumb) -> None:
    page = still.page
    there = place_of(button(page, "New stop"))
    bring_down(page, there)
    still.sees_heading("New stop")
    page.get_by_role("radio", name="Late", exact=True).press("Space")
    expect(page.get_by_role("radio", checked=True)).to_have_count(1)
