"""A phone whose clock is far off is told its place all the same: the satellites have a clock of their own."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from journeys.hand import SAVED
from journeys.solihull import Solihull
from journeys.thumb import Thumb
from rig.chromium import CHELMSLEY_WOOD


@pytest.mark.parametrize("minutes", [-30, 30])
def test_a_late_fix_is_added_whatever_the_phones_clock_says(
    solihull: Solihull, thumb: Thumb, minutes: int
) -> None:
    context = thumb.page.context
    context.set_geolocation(None)
    thumb.page.clock.install(time=datetime.now(UTC) + timedelta(minutes=minutes))
    thumb.page.reload()
    thumb.press("New stop")
    thumb.answer("What did you find?", "Truanting")
    thumb.press("Alone · save")
    thumb.sees(SAVED)
    thumb.all_is_sent()
    context.set_geolocation(CHELMSLEY_WOOD)
    thumb.goes_to("Today")
    thumb.press(re.compile("Truanting"))
    expect(thumb.page.get_by_text("known to 12 m")).to_be_visible()
    thumb.all_is_sent()
    (stop,) = solihull.stops()
    assert stop["location"]["fix_age_s"] < 60
