"""Schools and terms brought in by a person at a browser: mended by line, shown, brought in; half a list is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from rig.seat import Seat
from schools.files import AUTUMN, HALF_TERM, SPRING, gias, row, terms

WHOLE = [row(urn=f"{136000 + at}", la="029", name=f"Mill Lane School {at + 1}") for at in range(12)]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a browser shows does not depend on the database."""
    return sqlite_url


def choose(page: Page, name: str, content: bytes) -> None:
    file: Any = {"name": name, "mimeType": "text/csv", "buffer": content}
    page.get_by_label("File of schools or of terms").set_input_files(file)
    page.get_by_role("button", name="See what would change").click()


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", name=words, exact=True)).to_be_visible()


def test_a_years_schools_and_terms_are_brought_in_and_half_a_file_is_not(
    seat: Callable[[str], Seat],
) -> None:
    seated = seat("desk")
    page = seated.open("/schools")
    heading(page, "No schools yet")

    dirty = [*WHOLE[:3], row(urn="13600X", la="029", name="Mill Lane School 13"), *WHOLE[3:]]
    choose(page, "schools.csv", gias(*dirty))
    heading(page, "1 row needs mending. Nothing was brought in")
    expect(page.get_by_text("Line 5")).to_be_visible()
    heading(page, "No schools yet")
    seated.is_well_made()

    choose(page, "schools.csv", gias(*WHOLE))
    heading(page, "What would change")
    expect(page.get_by_text("Mill Lane School 12")).to_be_attached()
    seated.is_well_made()
    page.get_by_role("link", name="Leave it as it is").click()
    heading(page, "No schools yet")
    choose(page, "schools.csv", gias(*WHOLE))
    page.get_by_role("button", name="Bring in").click()
    heading(page, "12 schools")

    choose(page, "terms.csv", terms(AUTUMN, HALF_TERM, SPRING))
    heading(page, "What would change")
    page.get_by_role("button", name="Bring in").click()
    expect(page.get_by_role("rowheader", name="Autumn term 2026")).to_be_visible()
    seated.is_well_made()

    broken_off = gias(*WHOLE)[:-400]
    choose(page, "schools.csv", broken_off)
    expect(page.get_by_role("link", name="from line 10 on: it is broken off")).to_be_visible()
    seated.is_well_made()
    choose(page, "schools.csv", gias(*WHOLE[:6]))
    page.get_by_role("button", name="Bring in").click()
    heading(page, "There is a problem")
    expect(page.get_by_role("link", name="Tick that these schools have closed")).to_be_visible()
    seated.is_well_made()
    seated.open("/schools")
    heading(page, "12 schools")
