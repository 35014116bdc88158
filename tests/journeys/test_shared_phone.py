"""One phone, two officers: each has an outbox, a day and a sign-in of their own, and no records go under another's."""

from collections import Counter

import pytest
from playwright.sync_api import BrowserContext, expect

from journeys.solihull import CONSTABLE, WELFARE_OFFICER, Solihull
from journeys.test_signed_off import SIGNED_OFF, sign_off
from journeys.thumb import Thumb


@pytest.fixture
def shared(solihull: Solihull, thumb: Thumb) -> Thumb:
    """The constable's phone on patrol, made the welfare officer's too; it is her turn."""
    thumb.goes_to("Help")
    thumb.press("Another officer uses this phone")
    thumb.enrol_by_code(solihull.code(WELFARE_OFFICER)["code"])
    thumb.choose_sweep()
    thumb.all_is_sent()
    return thumb


def hand_to(thumb: Thumb, officer: str, waiting: str = "") -> None:
    """From one officer to the next, as Help offers it with what waits there."""
    thumb.goes_to("Help")
    thumb.press(f"Use as {officer}{waiting}")
    expect(thumb.page.get_by_text(f"{officer} · in use")).to_be_visible()
    thumb.goes_to("Stops")


def who_recorded_what(solihull: Solihull) -> Counter[tuple[str, str]]:
    names = {officer_id: name for name, officer_id in solihull.officers.items()}
    return Counter((stop["finding"], names[stop["officer_id"]]) for stop in solihull.stops())


def test_without_signal_two_officers_of_one_phone_each_keep_and_send_their_own(
    solihull: Solihull, shared: Thumb, phone_screen: BrowserContext
) -> None:
    solihull.server.kill()
    shared.record_stop("Late", "Alone")
    shared.waits_to_send(1)
    hand_to(shared, CONSTABLE)
    for number in (1, 2):
        shared.record_stop("Truanting", "Alone")
        shared.waits_to_send(number)
    shared.page.reload()
    shared.waits_to_send(2)
    hand_to(shared, WELFARE_OFFICER, " · 1 entry to send")
    shared.waits_to_send(1)
    expect(shared.page.get_by_role("button", name="1 stopped")).to_be_visible()

    solihull.server.start()
    shared.send_now()
    shared.all_is_sent()
    hand_to(shared, CONSTABLE)
    shared.all_is_sent()
    expect(shared.page.get_by_role("button", name="2 stopped")).to_be_visible()
    assert who_recorded_what(solihull) == {
        ("truanting", CONSTABLE): 2,
        ("late", WELFARE_OFFICER): 1,
    }


def test_one_officer_who_was_signed_off_holds_up_nobody_else_on_the_phone(
    solihull: Solihull, shared: Thumb, phone_screen: BrowserContext
) -> None:
    phone_screen.set_offline(True)
    shared.record_stop("Late", "Alone")
    hand_to(shared, CONSTABLE)
    shared.record_stop("Truanting", "Alone")
    sign_off(solihull, CONSTABLE)
    phone_screen.set_offline(False)
    shared.sees(SIGNED_OFF)
    shared.all_is_sent()
    hand_to(shared, WELFARE_OFFICER)
    shared.all_is_sent()
    expect(shared.page.get_by_text(SIGNED_OFF)).to_be_hidden()
    assert who_recorded_what(solihull) == {("late", WELFARE_OFFICER): 1}
    assert len(solihull.desk.call("GET", "/quarantine")["kept"]) == 1
