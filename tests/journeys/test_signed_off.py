"""A phone that was signed off at the desk knows it, says what its records are worth now, and can be enrolled anew."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from journeys.solihull import CONSTABLE, Solihull
from journeys.thumb import Thumb

SIGNED_OFF = re.compile(
    "^This phone was signed off. What you record now counts only once the coordinator decides."
)


def sign_off(solihull: Solihull, officer: str = CONSTABLE) -> None:
    """At the desk, the one phone that is this officer's."""
    found = solihull.desk.call("GET", f"/sweeps/{solihull.sweep_id}/devices")["devices"]
    (device,) = (one for one in found if one["officer"] == officer)
    solihull.desk.call("POST", f"/devices/{device['id']}/revoke", {"reason": "left"})


def test_a_phone_that_was_signed_off_says_so_until_it_is_enrolled_anew(
    solihull: Solihull, thumb: Thumb
) -> None:
    sign_off(solihull)
    thumb.opens("home")
    thumb.sees(SIGNED_OFF)
    thumb.record_stop("Truanting", "Alone")
    thumb.all_is_sent()
    assert solihull.stops() == []
    thumb.goes_to("Help")
    thumb.sees(SIGNED_OFF)
    found = Axe().run(thumb.page)
    assert found.violations_count == 0, found.generate_report()
    thumb.press("Enter a new code")
    thumb.page.get_by_label("Your code").fill(solihull.code()["code"])
    thumb.press("Sign in again")
    expect(thumb.page.get_by_role("button", name="New stop")).to_be_visible()
    expect(thumb.page.get_by_text(SIGNED_OFF)).to_be_hidden()
    thumb.record_stop("Late", "Alone")
    thumb.all_is_sent()
    expect(thumb.page.get_by_text(SIGNED_OFF)).to_be_hidden()
    assert [stop["finding"] for stop in solihull.stops()] == ["late"]
