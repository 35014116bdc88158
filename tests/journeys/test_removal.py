"""A child taken to school or to a designated place: said on every line, and warned of where the power may not reach."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Geolocation, expect

from journeys.hand import SAVED
from journeys.screens import OUTSIDE
from journeys.solihull import Solihull
from journeys.thumb import Thumb
from rig.chromium import CHELMSLEY_WOOD

TAKEN = ("What happened next", "Taken to school (s.16)")
# The server's clock is real, and nobody has told it of terms.
TODAY = datetime.now(ZoneInfo("Europe/London"))
FRIDAY = 4
ROUGH: Geolocation = {**CHELMSLEY_WOOD, "accuracy": 5000}


@pytest.mark.parametrize(
    ("place", "line", "warning"),
    [
        (OUTSIDE, "Place good, 9 m · outside the area", "Outside the area of the power."),
        (
            ROUGH,
            "Place poor, 5000 m · area: can’t tell",
            "Can’t tell if this is inside the area of the power.",
        ),
    ],
    ids=["outside", "can't tell"],
)
def test_a_removal_beyond_the_area_is_warned_of_at_the_choice_and_when_saved(
    place: Geolocation, line: str, warning: str, thumb: Thumb
) -> None:
    thumb.page.context.set_geolocation(place)
    thumb.answer_stop("Truanting", "Alone", [TAKEN], line)
    strong = thumb.page.get_by_role("status").get_by_role("strong").filter(has_text=warning)
    expect(strong).to_be_in_viewport()
    thumb.press("Save")
    thumb.sees(SAVED)
    expect(strong).to_be_visible()


def test_a_removal_within_the_power_is_not_warned_of_but_on_a_day_without_school(
    thumb: Thumb,
) -> None:
    thumb.record_stop("Truanting", "Alone", [TAKEN])
    warnings = ["Nobody is absent on a day without school."] if TODAY.weekday() > FRIDAY else []
    expect(thumb.page.locator(".warning")).to_have_text(warnings)


def test_what_happened_next_stands_on_the_saved_line_and_in_the_log(
    solihull: Solihull, thumb: Thumb
) -> None:
    thumb.record_stop("Truanting", "Alone", [TAKEN])
    thumb.sees("Truanting · alone · Taken to school (s.16)")
    thumb.goes_to("Today")
    row = thumb.page.get_by_role("list").get_by_role("button")
    expect(row).to_contain_text(re.compile("SW-.* · alone · Taken to school"))
