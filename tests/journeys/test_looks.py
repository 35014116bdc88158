"""The phone in Welsh, in each of its colours, on a small screen and with large text: every screen."""

import json
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from journeys.any_language import VISITS, at, end, enrol, start, tap
from journeys.solihull import Solihull
from rig.chromium import PHONE
from rig.databases import ROOT

# The field's limit for a target: design/screens.md.
TARGET = 48
SWITCH = "button[lang]"
WHITE = "rgb(255, 255, 255)"
_WORDS = ROOT / "static" / "pwa" / "src" / "words"
WELSH = json.loads((_WORDS / "cy.json").read_text("utf-8"))
ENGLISH = json.loads((_WORDS / "en.json").read_text("utf-8"))

# What stands out to the side of the screen or of its own button, and what a thumb would miss.
_AMISS = """limit => {
    const wide = document.documentElement.clientWidth;
    const name = e => `${e.tagName}.${e.className} ${e.textContent.slice(0, 40)}`;
    const seen = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().width > 0);
    const out = seen.filter(e => !e.closest('svg') && e.getBoundingClientRect().right > wide + 1);
    const slides = seen.filter(e => e.matches('.page__body, .page__bar') && e.scrollWidth > e.clientWidth + 1);
    const clipped = seen.filter(e => e.matches('button') && e.scrollWidth > e.clientWidth + 1);
    const targets = 'button, summary, select, a, textarea, .tile, .person-tick, input.code, input[id]';
    const small = seen.filter(e => e.matches(targets)).filter(e => {
        const { width, height } = e.getBoundingClientRect();
        return Math.min(width, height) < limit - 0.5;
    });
    return { out: out.map(name), slides: slides.map(name), clipped: clipped.map(name), small: small.map(name) };
}"""
_NOTHING_AMISS = {"out": [], "slides": [], "clipped": [], "small": []}

WELSH_PHONE = {"locale": "cy-GB"}
# The longer language where room is short.
SMALL = {**WELSH_PHONE, "viewport": {"width": 320, "height": 568}}
PHONES: dict[str, dict[str, object]] = {
    "Welsh": WELSH_PHONE,
    "dark": {"color_scheme": "dark"},
    "bright sun": {"contrast": "more"},
    "small": SMALL,
    "large text": WELSH_PHONE,
}
_TWICE_THE_SIZE = (
    "addEventListener('DOMContentLoaded', () => document.documentElement.style.fontSize = '200%')"
)

every_screen = pytest.mark.parametrize("screen", VISITS)


def phones(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("phone", names, indirect=True, scope="module")


@pytest.fixture(scope="module")
def phone(request: pytest.FixtureRequest, browser: Browser, town: Solihull) -> Iterator[Page]:
    """On a patrol by two, on a phone that is set up so."""
    context = browser.new_context(**{**PHONE, **PHONES[request.param]})
    if request.param == "large text":
        context.add_init_script(_TWICE_THE_SIZE)
    page = context.new_page()
    enrol(page, town.code()["link"])
    start(page)
    yield page
    end(page)
    context.close()


@phones("Welsh", "dark", "bright sun")
@every_screen
def test_axe_finds_nothing(screen: str, phone: Page) -> None:
    VISITS[screen](phone)
    found = Axe().run(phone)
    assert found.violations_count == 0, found.generate_report()


@phones("small", "large text")
@every_screen
def test_nothing_is_lost_where_room_is_short(screen: str, phone: Page) -> None:
    VISITS[screen](phone)
    assert phone.evaluate(_AMISS, TARGET) == _NOTHING_AMISS


@phones("Welsh")
def test_the_language_is_switched_under_help_and_stays_without_a_signal(phone: Page) -> None:
    at("help")(phone)
    expect(phone.locator("html")).to_have_attribute("lang", "cy")
    phone.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
    phone.context.set_offline(True)
    switch = phone.locator(SWITCH)
    expect(switch).to_have_text("English")
    switch.tap()
    expect(phone.locator("h1")).to_have_text(ENGLISH["HELP"]["title"])
    expect(phone.locator("html")).to_have_attribute("lang", "en-GB")
    phone.reload()
    expect(phone.locator("h1")).to_have_text(ENGLISH["HELP"]["title"])
    expect(switch).to_have_attribute("lang", "cy")
    expect(switch).to_have_text("Cymraeg")
    switch.tap()
    expect(phone.locator("h1")).to_have_text(WELSH["HELP"]["title"])
    phone.context.set_offline(False)


def test_colours_follow_the_phone_until_they_are_chosen(browser: Browser, town: Solihull) -> None:
    context = browser.new_context(**PHONE, color_scheme="dark")
    page = context.new_page()
    enrol(page, town.code()["link"])
    at("help")(page)
    by_night = background(page)
    tap(page, ".tiles--theme .tile:last-child")
    assert background(page) == WHITE != by_night
    page.reload()
    expect(page.locator("h1")).to_be_visible()
    assert background(page) == WHITE
    tap(page, ".tiles--theme .tile")
    assert background(page) == by_night
    context.close()


def background(page: Page) -> str:
    return str(page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor"))


@phones("Welsh")
def test_the_icons_shortcut_opens_a_stop_and_leaves_an_open_one_alone(phone: Page) -> None:
    app = phone.url.split("#")[0]
    phone.goto("about:blank")
    phone.goto(f"{app}#new")
    finding = phone.locator(".tiles--finding input")
    expect(finding).not_to_have_count(0)
    tap(phone, ".tiles--finding .tile")
    phone.evaluate("() => { location.hash = 'new' }")
    expect(phone).to_have_url(f"{app}#stop")
    expect(finding.first).to_be_checked()
