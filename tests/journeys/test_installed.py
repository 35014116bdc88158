"""The app on the Home Screen: it can be put there, and an officer enrols inside it."""

from playwright.sync_api import BrowserContext, expect

from journeys.solihull import CONSTABLE, Solihull
from journeys.thumb import Thumb
from rig.chromium import PhoneProfile

# No driver opens an installed app's own window; this is all by which the app can tell.
INSTALLED = """(() => {
  const asked = window.matchMedia.bind(window);
  window.matchMedia = (query) => asked(query.replace('(display-mode: standalone)', 'all'));
})()"""


def test_nothing_stands_against_installing_the_app(
    solihull: Solihull, phone_profile: PhoneProfile
) -> None:
    page = phone_profile.open(solihull.app)
    Thumb(page).app_is_kept()
    devtools = page.context.new_cdp_session(page)
    assert devtools.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    assert devtools.send("Page.getAppId")["appId"] == solihull.app


def test_an_officer_enrols_inside_the_installed_app(
    solihull: Solihull, phone_screen: BrowserContext
) -> None:
    phone_screen.add_init_script(INSTALLED)
    page = phone_screen.new_page()
    page.goto(solihull.app)
    thumb = Thumb(page)
    thumb.sees_heading("Make this phone yours")
    expect(page.get_by_text("Home Screen")).to_have_count(0)
    thumb.enrol_by_code(solihull.code()["code"])
    thumb.sees(f"This phone is now {CONSTABLE}’s.")
    thumb.choose_sweep()
    thumb.start_patrol()
    thumb.record_stop("Truanting", "Alone")
    thumb.all_is_sent()
    assert [stop["finding"] for stop in solihull.stops()] == ["truanting"]
