"""Every screen of the phone in Welsh: in each of its colours, on a small screen, on its side, with large and with wide
text. Each screen is gone to once."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypedDict
from urllib.parse import urljoin

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

# What stands out to the side of the screen or of its own button, what a thumb would miss, and what is covered.
AMISS = """limit => {
    const wide = document.documentElement.clientWidth;
    const name = e => `${e.tagName}.${e.className} ${e.textContent.slice(0, 40)}`;
    const shown = e => e.checkVisibility() && e.getBoundingClientRect().width > 0;
    const seen = [...document.querySelectorAll('body *')].filter(shown);
    const out = seen.filter(e => !e.closest('svg') && e.getBoundingClientRect().right > wide + 1);
    const slides = seen.filter(e => e.matches('.page__body, .page__bar') && e.scrollWidth > e.clientWidth + 1);
    const clipped = seen.filter(e => e.matches('button') && e.scrollWidth > e.clientWidth + 1);
    const targets = 'button, summary, select, a, textarea, .tile, .person-tick, input.code, input[id]';
    const small = seen.filter(e => e.matches(targets)).filter(e => {
        const { width, height } = e.getBoundingClientRect();
        return Math.min(width, height) < limit - 0.5;
    });
    const covered = seen.filter(e => e.matches(targets)).filter(e => {
        e.scrollIntoView({ block: 'nearest' });
        const { left, top, width, height } = e.getBoundingClientRect();
        const there = document.elementFromPoint(left + width / 2, top + height / 2);
        return !e.contains(there);
    });
    const found = { out, slides, clipped, small, covered };
    return Object.fromEntries(Object.entries(found).map(([what, which]) => [what, which.map(name)]));
}"""
NOTHING_AMISS = {"out": [], "slides": [], "clipped": [], "small": [], "covered": []}

# WCAG 1.4.12: what a reader may set in a style of their own.
_SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""


@dataclass(frozen=True)
class Room:
    """How large a screen is, and how large the text on it."""

    width: int
    height: int
    text: str = "100%"
    spaced: bool = False


ROOMS = {
    "small": Room(320, 568),
    "large text": Room(390, 844, "200%"),
    "small with large text": Room(320, 568, "200%"),
    "spaced text": Room(320, 568, spaced=True),
    "on its side": Room(844, 390),
}


class Colours(TypedDict):
    """What a reader has asked their system for."""

    color_scheme: Literal["dark", "light"]
    contrast: Literal["more", "no-preference"]


COLOURS: dict[str, Colours] = {
    "dark": {"color_scheme": "dark", "contrast": "no-preference"},
    "bright sun": {"color_scheme": "light", "contrast": "more"},
}
_PLAIN: Colours = {"color_scheme": "light", "contrast": "no-preference"}


@pytest.fixture(scope="module")
def phone(browser: Browser, town: Solihull) -> Iterator[Page]:
    """On a patrol by two, in Welsh: the longer language where room is short."""
    context = browser.new_context(**{**PHONE, "locale": "cy-GB"})
    page = context.new_page()
    enrol(page, town.code()["link"])
    start(page)
    yield page
    end(page)
    context.close()


@pytest.fixture(scope="module", params=VISITS)
def shown(request: pytest.FixtureRequest, phone: Page) -> Page:
    """The phone at one of its screens: each is gone to once, and looked at in every way there."""
    VISITS[request.param](phone)
    return phone


@pytest.fixture
def roomy(shown: Page) -> Iterator[Page]:
    """Given its room and plain text back."""
    yield shown
    give_room(shown, Room(**PHONE["viewport"]))


def give_room(page: Page, room: Room) -> None:
    page.evaluate(
        """([text, style]) => {
            document.documentElement.style.fontSize = text;
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(style);
            document.adoptedStyleSheets = [sheet];
        }""",
        [room.text, _SPACED if room.spaced else ""],
    )
    # Chromium asks how many letters fit only when the width changes, as on a phone that opens the page.
    for width in (room.width - 1, room.width):
        page.set_viewport_size({"width": width, "height": room.height})


def axe_finds_nothing(page: Page, **options: object) -> None:
    found = Axe().run(page, options=options)
    assert found.violations_count == 0, found.generate_report()


def test_axe_finds_nothing(shown: Page) -> None:
    axe_finds_nothing(shown)


@pytest.mark.parametrize("colours", COLOURS)
def test_axe_finds_every_colour_clear(colours: str, shown: Page) -> None:
    """By night and in the sun text has WCAG's enhanced contrast, 7:1. The other rules were asked before."""
    shown.emulate_media(**COLOURS[colours])
    try:
        axe_finds_nothing(shown, runOnly={"type": "tag", "values": ["cat.color"]})
    finally:
        shown.emulate_media(**_PLAIN)


@pytest.mark.parametrize("room", ROOMS)
def test_nothing_is_lost_where_room_is_short(room: str, roomy: Page) -> None:
    give_room(roomy, ROOMS[room])
    assert roomy.evaluate(AMISS, TARGET) == NOTHING_AMISS


def test_a_control_is_called_by_the_words_on_it(shown: Page) -> None:
    """WCAG 2.5.3: who speaks to the phone says what is seen. A sign, such as an arrow, has no words."""
    otherwise = """() => [...document.querySelectorAll('button[aria-label], a[aria-label], input[aria-label]')]
        .map(e => [e.getAttribute('aria-label'), e.textContent.trim()])
        .filter(([name, words]) => /\\p{L}/u.test(words) && !name.includes(words))"""
    assert shown.evaluate(otherwise) == []


def test_nothing_moves_of_itself(shown: Page) -> None:
    moving = """() => [...document.querySelectorAll('*')].filter(e => {
        const { animationName, transitionDuration } = getComputedStyle(e);
        return animationName !== 'none' || parseFloat(transitionDuration) > 0;
    }).map(e => e.className)"""
    assert shown.evaluate(moving) == []


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


def test_the_officers_guide_is_one_tap_from_help_in_the_language_of_the_phone(phone: Page) -> None:
    at("help")(phone)
    guide = phone.locator("main a")
    expect(guide).to_have_text(WELSH["HELP"]["guide"])
    address = str(guide.get_attribute("href"))
    assert address.endswith(".cy.pdf")
    answer = phone.request.get(urljoin(phone.url, address))
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")


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
