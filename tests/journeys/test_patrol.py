"""Who walks with a phone, and for how long."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, expect

from journeys.solihull import CONSTABLE, WELFARE_OFFICER, Solihull, today
from journeys.thumb import Thumb
from rig.chromium import PHONE

LONDON = ZoneInfo("Europe/London")


def another_phone(browser: Browser, solihull: Solihull, officer: str) -> Thumb:
    """A phone of this officer's, enrolled, with today's sweep chosen."""
    page = browser.new_context(**PHONE).new_page()
    page.goto(solihull.code(officer)["link"])
    thumb = Thumb(page)
    thumb.enrol_by_link()
    thumb.choose_sweep()
    return thumb


def test_each_person_who_walks_has_a_shift(solihull: Solihull, thumb: Thumb) -> None:
    thumb.goes_to("Patrol")
    thumb.press(f"+ {WELFARE_OFFICER}")
    expect(thumb.page.get_by_role("button", name="Break for all")).to_be_visible()
    thumb.goes_to("Stops")
    thumb.sees("2 of us")
    thumb.all_is_sent()
    assert {shift["officer"] for shift in solihull.shifts()} == {CONSTABLE, WELFARE_OFFICER}


def test_one_may_leave_while_the_other_walks_on(solihull: Solihull, thumb: Thumb) -> None:
    thumb.goes_to("Patrol")
    thumb.press(f"+ {WELFARE_OFFICER}")
    thumb.press(f"Leave: {WELFARE_OFFICER}")
    expect(thumb.page.get_by_role("button", name=f"+ {WELFARE_OFFICER}")).to_be_visible()
    thumb.all_is_sent()
    ended = {shift["officer"]: shift["ended_at"] is not None for shift in solihull.shifts()}
    assert ended == {CONSTABLE: False, WELFARE_OFFICER: True}


def test_breaks_are_told_in_whole_minutes(solihull: Solihull, thumb: Thumb) -> None:
    thumb.page.clock.install()
    # Only this phone's clock is put forward; a server asked meanwhile would call it wrong.
    thumb.page.context.set_offline(True)
    thumb.goes_to("Patrol")
    thumb.press(f"Break: {CONSTABLE}")
    thumb.sees("on a break")
    thumb.page.clock.fast_forward("05:00")
    thumb.press(f"Back on: {CONSTABLE}")
    thumb.end_patrol()
    thumb.page.context.set_offline(False)
    thumb.all_is_sent()
    (shift,) = solihull.shifts()
    assert shift["break_minutes"] == 5


def test_somebody_goes_on_with_another_phone_and_no_minute_counts_twice(
    solihull: Solihull, thumb: Thumb, browser: Browser
) -> None:
    other = another_phone(browser, solihull, WELFARE_OFFICER)
    for phone in (thumb, other):
        phone.page.context.set_offline(True)
    thumb.goes_to("Patrol")
    thumb.press(f"+ {WELFARE_OFFICER}")
    thumb.press(f"Leave: {WELFARE_OFFICER}")
    thumb.sees(re.compile(f"^{WELFARE_OFFICER}: time ended at .* tap Patrol, then Someone joins"))
    other.start_patrol()
    for phone in (thumb, other):
        phone.page.context.set_offline(False)
        phone.all_is_sent()
    before, after = (s for s in solihull.shifts() if s["officer"] == WELFARE_OFFICER)
    assert before["ended_at"] <= after["started_at"]
    assert after["ended_at"] is None
    assert "overlapping_shifts" not in after["flags"]
    other.page.context.close()


def test_an_officers_other_phone_shows_the_patrol_and_can_end_it(
    solihull: Solihull, thumb: Thumb, browser: Browser
) -> None:
    other = another_phone(browser, solihull, CONSTABLE)
    other.goes_to("Patrol")
    other.sees(re.compile("on another phone"))
    expect(other.page.get_by_role("button", name=f"Break: {CONSTABLE}")).to_have_count(0)
    other.press(f"Leave: {CONSTABLE}")
    other.sees("Who walks with this phone?")
    other.all_is_sent()
    (shift,) = solihull.shifts()
    assert shift["ended_at"] is not None
    thumb.opens("home")
    thumb.sees(re.compile("^Patrol ended"))
    other.page.context.close()


def test_a_forgotten_end_is_proposed_and_taken_with_one_tap(
    solihull: Solihull, thumb: Thumb
) -> None:
    thumb.record_stop("Truanting", "Alone")
    thumb.all_is_sent()
    thumb.page.clock.install()
    thumb.page.context.set_offline(True)
    thumb.page.clock.fast_forward("10:00:00")
    thumb.goes_to("Stops")
    thumb.sees(re.compile("^Still on patrol"))
    thumb.press(re.compile("^It ended at"))
    thumb.sees(re.compile(f"^{CONSTABLE}: time ended at"))
    later = datetime.fromtimestamp(thumb.page.evaluate("Date.now()") / 1000, LONDON)
    thumb.page.context.set_offline(False)
    thumb.all_is_sent()
    (shift,), (stop,) = solihull.shifts(), solihull.stops()
    moments = (datetime.fromisoformat(stop["stopped_at"]), today()[1])
    expected = max(at for at in moments if at <= later)
    assert abs(datetime.fromisoformat(shift["ended_at"]) - expected) < timedelta(seconds=5)


def test_a_patrol_time_is_put_right_with_a_reason(solihull: Solihull, thumb: Thumb) -> None:
    thumb.end_patrol()
    thumb.all_is_sent()
    thumb.page.get_by_text(re.compile("officer time$")).last.tap()
    thumb.press(re.compile(f"^{CONSTABLE}"))
    began = (datetime.now(LONDON) - timedelta(hours=1)).replace(second=0, microsecond=0)
    began = max(began, today()[0])  # before the sweep began there would be a remark to read
    thumb.page.get_by_label("Start").fill(began.strftime("%Y-%m-%dT%H:%M"))
    thumb.press("Forgot to tap")
    thumb.sees(f"Corrected · {CONSTABLE}")
    thumb.sees(re.compile("^Changed .* · Forgot to tap"))
    thumb.all_is_sent()
    (shift,) = solihull.shifts()
    # Put right by what the phone's clock is off.
    assert abs(datetime.fromisoformat(shift["started_at"]) - began) < timedelta(seconds=5)


def test_a_patrol_time_that_was_removed_stays_in_the_log_with_its_history(
    solihull: Solihull, thumb: Thumb
) -> None:
    thumb.goes_to("Patrol")
    thumb.press(f"+ {WELFARE_OFFICER}")
    thumb.goes_to("Today")
    thumb.page.get_by_text(re.compile("officer time$")).last.tap()
    thumb.press(re.compile(f"^{WELFARE_OFFICER}"))
    thumb.press("Remove")
    thumb.press("Recorded by mistake")
    thumb.sees(f"Removed · {WELFARE_OFFICER}")
    thumb.all_is_sent()
    thumb.opens("today")
    thumb.tap(thumb.page.get_by_text("1 removed", exact=True))
    thumb.press(re.compile(f"^{WELFARE_OFFICER} since"))
    thumb.sees("Removed. It is not counted.")
    thumb.sees(re.compile("^Removed .* · Recorded by mistake$"))
    expect(thumb.page.get_by_role("button", name="Remove")).to_have_count(0)


def test_the_question_whether_to_end_the_patrol_is_closed_when_one_comes_back(thumb: Thumb) -> None:
    thumb.goes_to("Patrol")
    thumb.press("End patrol")
    thumb.sees_heading("End the patrol?")
    thumb.goes_to("Today")
    thumb.goes_to("Patrol")
    thumb.sees_heading("Walking now")


def test_somebody_who_joined_by_mistake_is_taken_back(solihull: Solihull, thumb: Thumb) -> None:
    thumb.goes_to("Patrol")
    thumb.press(f"+ {WELFARE_OFFICER}")
    thumb.goes_to("Today")
    thumb.page.get_by_text(re.compile("officer time$")).last.tap()
    thumb.press(re.compile(f"^{WELFARE_OFFICER}"))
    thumb.press("Remove")
    thumb.press("Recorded by mistake")
    thumb.sees(f"Removed · {WELFARE_OFFICER}")
    thumb.all_is_sent()
    standing = [shift["officer"] for shift in solihull.shifts() if not shift["deleted"]]
    assert standing == [CONSTABLE]
