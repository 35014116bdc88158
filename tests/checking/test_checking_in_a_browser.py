"""The pages of checking in a real browser: well made at both widths, and a school's answers by keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from rig.seat import WIDTHS, Seat
from rig.street import Desk, PretendPhone, record_id

TUDOR = "104109"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a browser shows does not depend on the database."""
    return sqlite_url


@pytest.fixture
def walked(served_desk: Desk) -> PretendPhone:
    """Three children of one school, one of them perhaps stopped twice, and a shift still open."""
    officers = [
        served_desk.officer("PC 4410 Featherstonehaugh-Cholmondeley-Warner"),
        served_desk.officer("EWO"),
    ]
    sweep = served_desk.sweep(
        officers, status="verifying", title="High Street and everywhere round it"
    )
    phone, other = (served_desk.enrol(sweep, officer) for officer in officers)
    start, _ = phone.shift(60)
    odd = phone.stop("truanting", school_urn=TUDOR, outcome="returned_to_school_s16", note="Late")
    phone.push(start, odd, phone.stop("legitimately_absent", school_urn=TUDOR, reason="illness"))
    other.push(other.stop("truanting", school_urn=TUDOR, sex="F", age_band="11_15"))
    return phone


@pytest.mark.parametrize("width", list(WIDTHS))
def test_every_page_of_checking_is_well_made(
    seat: Callable[[str], Seat], walked: PretendPhone, width: str
) -> None:
    seated, sweep = seat(width), f"/sweeps/{walked.sweep_id}"
    stop, shift = f"/stops/{record_id(walked.made[2])}", f"/shifts/{record_id(walked.made[0])}"
    for path in (
        *(sweep, f"{sweep}/verify", f"{sweep}/verify/{TUDOR}", f"{sweep}/verify/{TUDOR}/print"),
        *(f"{sweep}/changed", f"{sweep}/doubles", f"{sweep}/review", f"{sweep}/stops"),
        *(f"{sweep}/shifts", f"{sweep}/shifts/add", shift, f"/officers/{walked.officer_id}"),
        *(stop, f"{stop}/correct", f"{stop}/answer", f"{stop}/note", f"{stop}/remove"),
    ):
        seated.open(path)
        seated.is_well_made()
    page = seated.open(f"{sweep}/doubles")
    page.get_by_role("button", name="Same child").first.click()
    seated.is_well_made()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="They are one child").click()
    expect(page.get_by_role("alert")).to_contain_text("is counted")
    seated.is_well_made()
    gone = page.get_by_role("alert").get_by_role("link").last.get_attribute("href")
    seated.open(f"{gone}/put-back")
    seated.is_well_made()
    page.get_by_label("Why is it put back?").fill("It was another child")
    page.get_by_role("button", name="Put this stop back").click()
    expect(page.get_by_role("alert")).to_contain_text("counts again")
    seated.is_well_made()


def test_a_school_is_answered_for_by_keyboard_alone(
    seat: Callable[[str], Seat], served_desk: Desk, walked: PretendPhone
) -> None:
    page = (seated := seat("desk")).open(f"/sweeps/{walked.sweep_id}/verify/{TUDOR}")
    boxes = page.locator(".app-answers__code")
    page.get_by_label("Who at the school told you?").focus()
    page.keyboard.type("attendance officer")
    page.keyboard.press("Enter")
    expect(boxes.nth(0)).to_be_focused()
    page.keyboard.type("/")
    expect(page.get_by_text("Present in the morning").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Which of them?").first).to_be_focused()
    seated.is_well_made()
    page.keyboard.press("Enter")
    expect(boxes.nth(1)).to_be_focused()
    page.keyboard.type("i")
    page.keyboard.press("Enter")
    page.keyboard.type("xx")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Save the answers")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").first).to_contain_text("“xx” is no register mark")
    expect(boxes).to_have_count(1)
    seated.is_well_made()
    told = sorted(stop["register_code"] or "" for stop in served_desk.stops(walked.sweep_id))
    assert told == ["", "/", "I"]
