"""What an officer comes back to: an answer taken by mistake, an app begun anew, the browser's Back and Forward."""

import re

from playwright.sync_api import expect

from journeys.hand import SAVED
from journeys.solihull import TITLE, Solihull
from journeys.thumb import Thumb


def test_home_educated_tapped_by_mistake_loses_nothing(solihull: Solihull, thumb: Thumb) -> None:
    thumb.answer_stop("Not absent", "Parent", [("School", "Primary"), ("Girl or boy", "Girl")])
    note = thumb.page.get_by_role("textbox", name="Note")
    note.fill("By the swings")
    thumb.answer("Why", "Home educated")
    expect(note).to_be_hidden()
    thumb.answer("Why", "School closed")
    expect(note).to_have_value("By the swings")
    thumb.press("Save")
    thumb.sees(SAVED)
    thumb.all_is_sent()
    (stop,) = solihull.stops()
    assert (stop["reason"], stop["phase"], stop["sex"]) == ("school_closed", "primary", "F")


def test_an_app_begun_anew_with_a_form_open_is_at_home_and_says_so(thumb: Thumb) -> None:
    thumb.press("New stop")
    thumb.sees_heading("New stop")
    thumb.page.reload()
    thumb.sees_heading(TITLE)
    expect(thumb.page).to_have_url(re.compile("#home$"))
    tabs = thumb.page.get_by_role("navigation")
    here = tabs.get_by_role("button", name="Stops")
    expect(here).to_have_attribute("aria-current", "page")


def test_forward_leads_to_no_form_that_was_saved(thumb: Thumb) -> None:
    thumb.press("New stop")
    thumb.press(re.compile("^Place good"))
    thumb.sees_heading("Where was it?")
    thumb.press("Back")
    thumb.answer("What did you find?", "Late")
    thumb.press("Alone · save")
    thumb.sees(SAVED)
    expect(thumb.page).to_have_url(re.compile("#home$"))
    thumb.page.go_forward()
    expect(thumb.page).to_have_url(re.compile("#home$"))
    thumb.sees_heading(TITLE)


def test_forward_leads_to_no_change_that_was_saved(thumb: Thumb) -> None:
    thumb.record_stop("Truanting", "Alone")
    thumb.goes_to("Today")
    thumb.press(re.compile("Truanting"))
    thumb.press("Change")
    thumb.answer("What did you find?", "Late")
    thumb.press("Save the change")
    thumb.press("Learned more")
    thumb.sees(re.compile("^Changed · SW-"))
    thumb.page.go_forward()
    expect(thumb.page).to_have_url(re.compile("#home$"))
    thumb.sees_heading(TITLE)


def test_a_new_stop_left_by_mistake_is_there_again_by_forward(thumb: Thumb) -> None:
    thumb.press("New stop")
    thumb.answer("What did you find?", "Late")
    thumb.page.go_back()
    thumb.sees_heading(TITLE)
    thumb.page.go_forward()
    thumb.sees_heading("New stop")
    expect(thumb.page.get_by_role("radio", name="Late", exact=True)).to_be_checked()
