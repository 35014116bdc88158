"""The return's pages in a real browser, at a desk's width and a phone's."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import expect

from national.given import SPRING, opened
from rig.pages import PASSWORD, add_user
from rig.seat import WIDTHS, Seat
from rig.street import Desk, PretendPhone


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a browser shows does not depend on the database."""
    return sqlite_url


@pytest.fixture
def walked(served_desk: Desk) -> PretendPhone:
    """A sweep with a shift and two children."""
    phone = opened(
        served_desk, {"PC 2231": "constable"}, title="High Street and everywhere round it"
    )
    phone.push(*phone.shift(60), phone.stop("truanting", "parent"), phone.stop("late"))
    return phone


@pytest.mark.parametrize("width", list(WIDTHS))
def test_a_return_is_explained_made_final_and_changed_without_fault(
    seat: Callable[[str], Seat], walked: PretendPhone, width: str
) -> None:
    seated = seat(width)
    page = seated.open("/returns")
    seated.is_well_made()
    page.get_by_role("link", name="Spring term").click()
    page.get_by_text("Explain it").first.click()
    page.get_by_label("Explanation").first.fill("Two of our schools were closed.")
    seated.is_well_made()
    page.get_by_role("button", name="Keep the explanation").first.click()
    expect(page.get_by_text("Two of our schools were closed.").first).to_be_visible()
    page.get_by_role("button", name="Make this return final").click()
    expect(page.get_by_text("Not final yet.")).to_be_visible()
    seated.is_well_made()
    page.get_by_role("button", name="Make final all the same").click()
    expect(page.get_by_role("heading", name="Final: revision 1")).to_be_visible()
    seated.is_well_made()
    page.get_by_role("link", name="Revision 1", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Spring term 2025/26, revision 1")
    seated.is_well_made()
    walked.push(walked.stop("truanting"))
    page = seated.open(SPRING)
    expect(page.get_by_role("heading", name="What changed since revision 1")).to_be_visible()
    seated.is_well_made()
    page.get_by_label("Day").fill("31")
    page.get_by_role("button", name="Show them").click()
    expect(page.get_by_role("alert")).to_contain_text("The date must be a real day")
    seated.is_well_made()


READERS_FILES = {
    "figures (CSV)": "csv",
    "what the columns are (meta CSV)": "meta.csv",
    "status, checksum and warnings (JSON)": "csv-metadata.json",
}


@pytest.mark.parametrize("width", list(WIDTHS))
def test_the_reader_takes_the_servers_files_and_opens_nothing_else(
    app: Flask, seat: Callable[[str], Seat], walked: PretendPhone, width: str
) -> None:
    seated = seat(width)
    page = seated.page
    page.get_by_role("button", name="Sign out").click()
    page.get_by_label("Email address").fill(add_user(app, "reader@x.example", "returns_reader"))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Returns of this server")
    seated.is_well_made()
    page.get_by_role("link", name="Spring term 2025/26").click()
    expect(page.get_by_role("heading", name="By place, all sweeps")).to_be_visible()
    seated.is_well_made()
    for link, ending in READERS_FILES.items():
        with page.expect_download() as saved:
            page.get_by_role("link", name=link).click()
        name = saved.value.suggested_filename
        assert name == f"truancy_sweeps_202526_spring_server_provisional_r0.{ending}"
        assert saved.value.path().read_bytes()
    page = seated.open("/sweeps")
    expect(page.get_by_role("main")).to_contain_text("Your role may not do this.")
    expect(page.get_by_role("link", name="High Street")).to_have_count(0)
    seated.is_well_made()
