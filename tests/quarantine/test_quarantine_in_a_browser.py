"""What waits with the coordinator, rescue files and phones in a real browser, at a desk's width and a phone's."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from rig.rescue import rescue_file
from rig.seat import WIDTHS, Seat
from rig.street import Desk, PretendPhone

LONG_NAME = "PC 4410 Featherstonehaugh-Cholmondeley-Warner"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a browser shows does not depend on the database."""
    return sqlite_url


@pytest.fixture
def kept_out(served_desk: Desk) -> PretendPhone:
    """A phone of which something of every sort was kept out, much of it odd."""
    officer = served_desk.officer(LONG_NAME)
    title = "The long walk from the bus station past the library to Mell Square and back"
    phone = served_desk.enrol(served_desk.sweep([officer], title=title), officer)
    stop = phone.stop("truanting", "parent")
    phone.push(
        stop,
        stop.replace("truanting", "late"),
        phone.stop("bunking_off_for_the_whole_of_the_morning_and_more", note="x" * 300),
        phone.stop(sweep_id=None),
        phone.stop(sweep_id=None),
        phone.stop().replace('"schema": 1', '"schema": 2'),
        phone.amend(stop, finding="skiving"),
        "PK\x03\x04\x00 \u202e not a record" + "a" * 400,
    )
    return phone


@pytest.mark.parametrize("width", list(WIDTHS))
def test_every_page_is_well_made(
    seat: Callable[[str], Seat], served_desk: Desk, kept_out: PretendPhone, width: str
) -> None:
    seated = seat(width)
    page = seated.open("/quarantine")
    seated.is_well_made()
    page.get_by_role("link", name=re.compile("Choose all 2.*no sweep named")).click()
    page.get_by_role("button", name="Let those chosen count").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose the sweep that they belong to")
    seated.is_well_made()
    page.get_by_role("link", name="Choose the sweep that they belong to").click()
    expect(page.get_by_label("Which sweep do they belong to?")).to_be_focused()
    for kept in served_desk.call("GET", "/quarantine")["kept"]:
        page = seated.open(f"/quarantine/{kept['sha256']}")
        page.get_by_text("Edit the text itself").click()
        seated.is_well_made()
        page.get_by_role("button", name="Discard it").click()
        expect(page.get_by_role("alert")).to_contain_text("Enter why")
        seated.is_well_made()
    page.get_by_label("Why it is discarded").fill("Nobody knows what it was")
    page.get_by_role("button", name="Discard it").click()
    expect(page.get_by_role("heading", name="Discarded")).to_be_visible()
    seated.is_well_made()


@pytest.mark.parametrize("width", list(WIDTHS))
def test_rescue_and_phones_are_well_made(
    seat: Callable[[str], Seat],
    served_desk: Desk,
    kept_out: PretendPhone,
    tmp_path: Path,
    width: str,
) -> None:
    codes = f"/sweeps/{kept_out.sweep_id}/enrol-codes"
    served_desk.call("POST", codes, {"officer_id": kept_out.officer_id}, expect=201)
    file = tmp_path / "rescue.txt"
    file.write_text(rescue_file(kept_out, [kept_out.stop(), "{half"]))
    seated = seat(width)
    page = seated.open("/rescue")
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose the rescue file")
    seated.is_well_made()
    page.get_by_label("Rescue file").set_input_files(file)
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_role("heading", name=f"2 records from {LONG_NAME}’s phone")).to_be_visible()
    seated.is_well_made()
    page = seated.open("/phones")
    seated.is_well_made()
    page.get_by_role("link", name="Report lost").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Report {LONG_NAME}’s phone lost?")
    seated.is_well_made()
    page.get_by_role("button", name="Report it lost").click()
    expect(page.get_by_role("alert")).to_contain_text("wipes itself")
    seated.is_well_made()


def test_a_wrong_answer_is_put_right_by_keyboard_alone(
    seat: Callable[[str], Seat], served_desk: Desk, kept_out: PretendPhone
) -> None:
    (wrong,) = (
        kept for kept in served_desk.call("GET", "/quarantine")["kept"] if "bunking" in kept["text"]
    )
    page = seat("desk").open(f"/quarantine/{wrong['sha256']}")
    page.get_by_label("Finding").focus()
    page.keyboard.type("Truant")
    page.get_by_label("Why it counts like this").first.focus()
    page.keyboard.type("The officer told me")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Put right, and counts")).to_be_visible()
    assert len(served_desk.stops(kept_out.sweep_id)) == 2


def test_the_exact_bytes_are_downloaded(
    seat: Callable[[str], Seat], served_desk: Desk, kept_out: PretendPhone
) -> None:
    last = served_desk.call("GET", "/quarantine")["kept"][-1]
    page = seat("desk").open(f"/quarantine/{last['sha256']}")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download the exact bytes").click()
    assert waiting.value.path().read_bytes() == last["text"].encode()
