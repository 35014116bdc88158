"""Practice: everything can be tried, by anybody, and nothing of it can reach the server or the return."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from journeys import screens
from journeys.any_language import VISITS, start
from journeys.hand import SAVED
from journeys.solihull import CONSTABLE, Solihull
from journeys.test_looks import AMISS, NOTHING_AMISS, ROOMS, TARGET, give_room
from journeys.thumb import Thumb
from rig.chromium import PHONE

BANNER = "Practice – nothing is sent or counted"
SWEEP = "Practice sweep"
# What stands in a database of this phone: `[]` where there is none, and none is made by looking.
KEYS = """async ([database, store]) => {
  const there = (await indexedDB.databases()).some(({ name }) => name === database);
  if (!there) return [];
  const opened = await new Promise((done, failed) => {
    const asked = indexedDB.open(database);
    asked.onsuccess = () => done(asked.result);
    asked.onerror = failed;
  });
  const keys = await new Promise((done) => {
    const asked = opened.transaction(store).objectStore(store).getAllKeys();
    asked.onsuccess = () => done(asked.result);
  });
  opened.close();
  return keys;
}"""
# The names of this phone's databases once none of them is practice's; or as they are when patience has run out.
TIDY = """async () => {
  for (const begun = performance.now(); ; ) {
    const names = (await indexedDB.databases()).map(({ name }) => name).sort();
    if (!names.some((name) => name.includes('practice'))) return names;
    if (performance.now() - begun > 20000) return names;
    await new Promise(requestAnimationFrame);
  }
}"""
HOLD = """database => new Promise((done, failed) => {
  const asked = indexedDB.open(database);
  asked.onsuccess = () => done((window.held = asked.result).name);
  asked.onerror = failed;
})"""
REAL, PRACTICE = "sweep-outbox", "sweep-outbox-practice"
SCREENS = [
    "new stop",
    "unfinished stop",
    "whole stop",
    "record that ends",
    "where it was",
    "where it was, location denied",
    "law",
    "saved",
    "same group",
    "today",
    "search",
    "removed",
    "record",
    "change of a record",
    "removal of a record",
    "patrol",
    "end of the patrol",
    "help",
]


def queued(page: Page, database: str) -> list[str]:
    """The operations in an outbox of this phone, by id."""
    return list(page.evaluate(KEYS, [database, "operations"]))


def sees_banner(thumb: Thumb) -> None:
    expect(thumb.page.get_by_role("complementary").get_by_text(BANNER)).to_be_in_viewport()


def goes_in(thumb: Thumb) -> None:
    thumb.press("Start practice")
    sees_banner(thumb)
    thumb.press(re.compile(SWEEP))
    thumb.sees_heading(SWEEP)


def goes_out(thumb: Thumb) -> None:
    thumb.tap(thumb.page.get_by_text("Leave practice"))
    thumb.press("Delete and leave")
    expect(thumb.page.get_by_text(BANNER)).to_have_count(0)


def practises_a_day(thumb: Thumb) -> None:
    """Patrol by two, stops, another of the group, undo, a change, the law, the plan, the log, the end."""
    thumb.start_patrol("Alex Sample")
    thumb.record_stop("Truanting", "Alone", [("What happened next", "Taken to school (s.16)")])
    thumb.press("+1 same group")
    thumb.answer("What did you find?", "Late")
    thumb.press("Save")
    thumb.sees(SAVED)
    thumb.press("Undo")
    thumb.sees(re.compile("^Undone"))
    thumb.press(re.compile("^Power until"))
    thumb.sees(re.compile("^Hillside Primary School"))
    thumb.goes_to("Today")
    thumb.press(re.compile("Truanting"))
    thumb.press("Change")
    thumb.answer("What did you find?", "Late")
    thumb.press("Save the change")
    thumb.press("Learned more")
    thumb.goes_to("Patrol")
    thumb.press("Break for all")
    thumb.end_patrol()


@pytest.fixture
def stranger(solihull: Solihull, phone_screen: BrowserContext) -> Thumb:
    """A phone that is nobody's, in practice."""
    page = phone_screen.new_page()
    page.goto(solihull.app)
    thumb = Thumb(page)
    goes_in(thumb)
    return thumb


@pytest.fixture(scope="module")
def practising(browser: Browser, town: Solihull) -> Iterator[Thumb]:
    """A phone that is nobody's, on patrol in practice with a stop on it."""
    page = browser.new_context(**PHONE).new_page()
    page.goto(town.app)
    thumb = Thumb(page)
    goes_in(thumb)
    thumb.start_patrol()
    thumb.record_stop("Truanting", "Alone")
    yield thumb
    page.context.close()


def test_nothing_of_a_whole_practised_day_leaves_the_phone(
    solihull: Solihull, thumb: Thumb
) -> None:
    page = thumb.page
    asked: list[Request] = []

    def hear(request: Request) -> None:
        asked.append(request)

    page.context.set_offline(True)
    thumb.record_stop("Excluded", "Alone")
    thumb.waits_to_send(1)
    ledger, outbox = solihull.rev(), queued(page, REAL)
    thumb.goes_to("Help")
    goes_in(thumb)
    page.context.on("request", hear)
    page.context.set_offline(False)
    practises_a_day(thumb)
    # As when a signal comes back, and when the app is opened again: that is when the real one would send.
    page.evaluate("dispatchEvent(new Event('online'))")
    page.reload()
    sees_banner(thumb)
    expect(thumb.badge).to_have_text("8 practice entries")
    page.context.remove_listener("request", hear)
    assert len(queued(page, PRACTICE)) == 8
    assert [one.url for one in asked if one.method != "GET"] == []
    assert [one.url for one in asked if urlsplit(one.url).path.startswith("/api/")] == []
    assert queued(page, REAL) == outbox
    assert solihull.rev() == ledger


def test_what_really_waited_is_sent_after_leaving_and_what_was_practised_is_gone(
    solihull: Solihull, thumb: Thumb
) -> None:
    page = thumb.page
    page.context.set_offline(True)
    thumb.record_stop("Excluded", "Alone")
    thumb.goes_to("Help")
    goes_in(thumb)
    thumb.record_stop("Truanting", "Alone")
    goes_out(thumb)
    thumb.sees(re.compile("^On patrol"))
    thumb.waits_to_send(1)
    page.context.set_offline(False)
    thumb.all_is_sent()
    assert [stop["finding"] for stop in solihull.stops()] == ["excluded"]
    assert page.evaluate(TIDY) == ["sweep-outbox", "sweep-pulled"]


def test_who_is_not_enrolled_may_practise_and_comes_back_to_the_code(stranger: Thumb) -> None:
    practises_a_day(stranger)
    goes_out(stranger)
    stranger.sees_heading("Make this phone yours")
    assert queued(stranger.page, REAL) == []


def test_practice_goes_on_in_another_language_and_says_so_in_it(stranger: Thumb) -> None:
    stranger.record_stop("Truanting", "Alone")
    stranger.goes_to("Help")
    stranger.press("Cymraeg")
    stranger.sees("Ymarfer – ni chaiff dim ei anfon na’i gyfrif")
    expect(stranger.badge).to_have_text("1 eitem ymarfer")


def test_a_practice_that_was_not_left_is_gone_when_the_app_is_opened_again(
    solihull: Solihull, stranger: Thumb
) -> None:
    stranger.record_stop("Truanting", "Alone")
    context = stranger.page.context
    stranger.page.close()
    page = context.new_page()
    page.goto(solihull.app)
    Thumb(page).sees_heading("Make this phone yours")
    assert page.evaluate(TIDY) == ["sweep-outbox", "sweep-pulled"]


def test_a_window_that_never_lets_go_keeps_nobody_from_the_real_thing(
    solihull: Solihull, phone_screen: BrowserContext
) -> None:
    other, page = phone_screen.new_page(), phone_screen.new_page()
    other.goto("about:blank")
    page.goto(solihull.app)
    thumb = Thumb(page)
    goes_in(thumb)
    # A page of ours that runs none of the app.
    other.goto(f"{solihull.origin}/sign-in")
    other.evaluate(HOLD, PRACTICE)
    goes_out(thumb)
    thumb.press("Start practice")
    expect(page.get_by_role("heading")).to_have_count(0)
    thumb.sees_heading("Make this phone yours")


@pytest.mark.parametrize("address", ["", "#new"])
def test_the_icon_and_its_shortcut_lead_out_of_practice(
    address: str, solihull: Solihull, stranger: Thumb
) -> None:
    with stranger.page.expect_navigation(wait_until="load"):
        stranger.page.evaluate("address => { location.href = address }", f"/app/{address}")
    stranger.sees_heading("Make this phone yours")
    expect(stranger.page.get_by_text(BANNER)).to_have_count(0)


def test_an_enrol_link_leads_out_of_practice(solihull: Solihull, stranger: Thumb) -> None:
    stranger.page.goto(solihull.code()["link"])
    stranger.sees("Your link has been read. Each link works once.")
    stranger.enrol_by_link()
    stranger.sees(f"This phone is now {CONSTABLE}’s.")
    expect(stranger.page.get_by_text(BANNER)).to_have_count(0)


def test_in_practice_there_is_no_way_to_enrol_or_to_send(stranger: Thumb) -> None:
    for screen in ("enrol", "trouble"):
        stranger.opens(screen)
        stranger.sees_heading(SWEEP)
    stranger.record_stop("Truanting", "Alone")
    expect(stranger.page.get_by_role("button", name="Send now")).to_have_count(0)


def test_the_places_of_the_sample_lie_around_the_officer(stranger: Thumb) -> None:
    stranger.record_stop("Truanting", "Alone", place="Place good, 12 m · inside the area")
    stranger.page.context.set_geolocation(screens.OUTSIDE)
    stranger.record_stop("Late", "Alone", place="Place good, 9 m · outside the area")


@pytest.mark.parametrize("go", [screens.WALKING[name] for name in SCREENS], ids=SCREENS)
def test_a_screen_of_practice_says_so_and_is_accessible(
    go: Callable[[Thumb], None], practising: Thumb
) -> None:
    go(practising)
    sees_banner(practising)
    heading = practising.page.get_by_role("heading", level=1)
    expect(heading).to_have_accessible_description(BANNER)
    found = Axe().run(practising.page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("size", ["small", "large text"])
def test_the_banner_and_the_way_out_leave_room_for_the_screens(
    size: str, browser: Browser, town: Solihull
) -> None:
    context = browser.new_context(**{**PHONE, "locale": "cy-GB"})
    page = context.new_page()
    page.goto(town.app)
    page.get_by_role("button", name="Dechrau ymarfer").tap()
    page.locator(".pick--main").tap()
    start(page)
    page.locator(".practice summary").tap()
    give_room(page, ROOMS[size])
    for screen in ("home", "new stop", "today", "help"):
        VISITS[screen](page)
        assert page.evaluate(AMISS, TARGET) == NOTHING_AMISS
    context.close()
