"""Who walks with a phone, and for how long."""

from playwright.sync_api import expect

from journeys.solihull import CONSTABLE, WELFARE_OFFICER, Solihull
from journeys.thumb import Thumb


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
    thumb.press(f"{WELFARE_OFFICER} leaves")
    expect(thumb.page.get_by_role("button", name=f"+ {WELFARE_OFFICER}")).to_be_visible()
    thumb.all_is_sent()
    ended = {shift["officer"]: shift["ended_at"] is not None for shift in solihull.shifts()}
    assert ended == {CONSTABLE: False, WELFARE_OFFICER: True}


def test_breaks_are_told_in_whole_minutes(solihull: Solihull, thumb: Thumb) -> None:
    thumb.page.clock.install()
    # Only this phone's clock is put forward; a server asked meanwhile would call it wrong.
    thumb.page.context.set_offline(True)
    thumb.goes_to("Patrol")
    thumb.press(f"{CONSTABLE} takes a break")
    thumb.sees("on a break")
    thumb.page.clock.fast_forward("05:00")
    thumb.press(f"{CONSTABLE} is back from the break")
    thumb.end_patrol()
    thumb.page.context.set_offline(False)
    thumb.all_is_sent()
    (shift,) = solihull.shifts()
    assert shift["break_minutes"] == 5
