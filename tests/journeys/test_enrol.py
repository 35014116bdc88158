"""How a phone becomes an officer's."""

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from journeys.solihull import CONSTABLE, Solihull
from journeys.thumb import Thumb
from rig.chromium import PHONE


def test_a_link_makes_the_phone_an_officers(
    solihull: Solihull, phone_screen: BrowserContext
) -> None:
    page = phone_screen.new_page()
    page.goto(solihull.code()["link"])
    thumb = Thumb(page)
    thumb.sees("Your link has been read. Each link works once.")
    assert "enrol=" not in page.url, "the secret stays in the address"
    thumb.enrol_by_link()
    thumb.sees(f"This phone is now {CONSTABLE}’s.")
    thumb.choose_sweep()
    thumb.all_is_sent()


def test_a_code_may_be_typed_without_its_hyphen_and_in_small_letters(
    solihull: Solihull, phone_screen: BrowserContext
) -> None:
    page = phone_screen.new_page()
    page.goto(solihull.app)
    thumb = Thumb(page)
    thumb.enrol_by_code(solihull.code()["code"].replace("-", " ").lower())
    thumb.sees(f"This phone is now {CONSTABLE}’s.")


def test_half_a_code_is_pointed_out_before_anything_is_asked(
    solihull: Solihull, phone_screen: BrowserContext
) -> None:
    page = phone_screen.new_page()
    page.goto(solihull.app)
    page.get_by_label("Your code").fill("ABC")
    Thumb(page).press("Use this phone")
    expect(page.get_by_role("alert")).to_have_text(
        "The code has ten letters and numbers. Check it and try again."
    )


def test_a_code_that_another_phone_used_is_not_taken_again(
    solihull: Solihull, phone_screen: BrowserContext, browser: Browser
) -> None:
    code = solihull.code()["code"]
    first = phone_screen.new_page()
    first.goto(solihull.app)
    Thumb(first).enrol_by_code(code)
    second = browser.new_context(**PHONE).new_page()
    second.goto(solihull.app)
    second.get_by_label("Your code").fill(code)
    Thumb(second).press("Use this phone")
    expect(second.get_by_role("alert")).to_be_visible()
    second.context.close()


IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"
ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/140.0 Mobile"


@pytest.mark.parametrize(
    ("agent", "first", "then"),
    [
        (IPHONE, "Tap Share, the square with an arrow up.", "Tap Add to Home Screen."),
        (ANDROID, "Open the browser’s menu, the three dots.", "Tap Install app or Add to Home"),
    ],
    ids=["iPhone", "Android"],
)
def test_how_the_app_comes_onto_the_home_screen_is_said_in_the_phones_own_steps(
    town: Solihull, browser: Browser, agent: str, first: str, then: str
) -> None:
    page = browser.new_context(**{**PHONE, "user_agent": agent}).new_page()
    page.goto(town.app)
    steps = page.get_by_role("listitem")
    expect(steps).to_have_count(2)
    expect(steps.first).to_have_text(first)
    expect(steps.last).to_contain_text(then)
    page.context.close()


def test_a_link_opened_over_the_open_app_is_read_too(
    solihull: Solihull, phone_screen: BrowserContext
) -> None:
    page = phone_screen.new_page()
    page.goto(solihull.app)
    thumb = Thumb(page)
    thumb.sees_heading("Make this phone yours")
    page.evaluate("(link) => { location.href = link }", solihull.code()["link"])
    thumb.enrol_by_link()
    thumb.sees(f"This phone is now {CONSTABLE}’s.")
