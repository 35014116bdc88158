"""axe finds nothing on any screen of the phone nor on any page of the desk, wide or narrow.

DevTools hands axe in, which the pages' policy does not stop, so they are tested under the policy they have.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from journeys import screens
from journeys.clerk import Clerk
from journeys.solihull import CONSTABLE, WELFARE_OFFICER, Solihull
from journeys.thumb import Thumb
from rig.chromium import DESK, PHONE


def enrolled(browser: Browser, town: Solihull, officer: str = CONSTABLE) -> Thumb:
    page = browser.new_context(**PHONE).new_page()
    page.goto(town.code(officer)["link"])
    thumb = Thumb(page)
    thumb.enrol_by_link()
    thumb.choose_sweep()
    return thumb


@pytest.fixture(scope="module")
def resting(browser: Browser, town: Solihull) -> Iterator[Thumb]:
    thumb = enrolled(browser, town)
    yield thumb
    thumb.page.context.close()


@pytest.fixture(scope="module")
def walking(browser: Browser, town: Solihull) -> Iterator[Thumb]:
    thumb = enrolled(browser, town)
    thumb.start_patrol(WELFARE_OFFICER)
    thumb.record_stop("Truanting", "Alone", [("Why", "No reason given"), ("School", "Secondary")])
    context = thumb.page.context
    context.set_geolocation(screens.OUTSIDE)
    thumb.record_stop("Late", "Parent", place="Place good, 9 m · outside the area")
    thumb.remarks_to_read(1)
    context.set_geolocation(PHONE["geolocation"])
    yield thumb
    context.close()


@pytest.fixture(scope="module", params=["wide", "narrow"])
def clerk(
    request: pytest.FixtureRequest, browser: Browser, town: Solihull, walking: Thumb
) -> Iterator[Clerk]:
    """The coordinator at a desk, and with a phone, when the patrol has recorded something."""
    context = browser.new_context(**(DESK if request.param == "wide" else PHONE))
    clerk = Clerk(context.new_page(), town)
    clerk.sign_in()
    yield clerk
    context.close()


def axe_finds_nothing(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("go", screens.RESTING.values(), ids=screens.RESTING)
def test_a_screen_before_the_patrol(go: Callable[[Thumb], None], resting: Thumb) -> None:
    go(resting)
    axe_finds_nothing(resting.page)


@pytest.mark.parametrize("go", screens.WALKING.values(), ids=screens.WALKING)
def test_a_screen_on_patrol(go: Callable[[Thumb], None], walking: Thumb) -> None:
    go(walking)
    axe_finds_nothing(walking.page)


def test_a_patrol_that_was_forgotten(browser: Browser, town: Solihull) -> None:
    thumb = enrolled(browser, town, WELFARE_OFFICER)
    thumb.start_patrol()
    thumb.page.clock.install()
    thumb.page.context.set_offline(True)
    thumb.page.clock.fast_forward("10:00:00")
    for tab in ("Patrol", "Today", "Stops"):
        thumb.goes_to(tab)
        thumb.sees(re.compile("^Still on patrol"))
        axe_finds_nothing(thumb.page)
    thumb.press(re.compile("End patrol|Another time"))
    thumb.sees_heading("End the patrol?")
    axe_finds_nothing(thumb.page)
    thumb.page.context.close()


@pytest.mark.parametrize("go", screens.DESK.values(), ids=screens.DESK)
def test_a_page_of_the_desk(go: Callable[[Clerk], None], clerk: Clerk) -> None:
    go(clerk)
    axe_finds_nothing(clerk.page)


@pytest.mark.parametrize("go", [screens.sign_in_page, screens.wrong_sign_in])
def test_signing_in(go: Callable[[Page, str], None], desk_screen: Page, town: Solihull) -> None:
    go(desk_screen, town.origin)
    axe_finds_nothing(desk_screen)


def test_a_link_opened_on_a_phone_that_is_nobodys(town: Solihull, browser: Browser) -> None:
    page = browser.new_context(**PHONE).new_page()
    page.goto(town.code()["link"])
    Thumb(page).sees("Your link has been read. Each link works once.")
    axe_finds_nothing(page)
    page.context.close()


def test_axe_is_really_at_work_under_the_pages_own_policy(
    desk_screen: Page, town: Solihull
) -> None:
    screens.sign_in_page(desk_screen, town.origin)
    desk_screen.get_by_label("Email address").evaluate("box => box.labels[0].remove()")
    assert "label" in Axe().run(desk_screen).generate_report()


def test_the_officers_guide_is_one_click_from_their_codes(clerk: Clerk) -> None:
    clerk.opens("/sweeps/SWEEP/codes")
    for name in ("one page for officers (PDF)", "un dudalen i swyddogion (PDF)"):
        address = clerk.page.get_by_role("link", name=name).get_attribute("href")
        answer = clerk.page.request.get(clerk.solihull.origin + str(address))
        assert answer.ok
        assert answer.headers["content-type"] == "application/pdf"
