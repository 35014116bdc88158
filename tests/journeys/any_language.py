"""Every screen of the phone, reached without reading a word: for languages, colours and sizes."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

Visit = Callable[[Page], None]
_STOPS = ".row:not(.row--small)"


def at(screen: str) -> Visit:
    """A screen, from its beginning, wherever the app was."""

    def go(page: Page) -> None:
        page.context.set_offline(False)
        for name in ("home", screen):
            page.evaluate("name => { location.hash = name }", name)
            expect(page).to_have_url(re.compile(f"#{name}$"))
        expect(page.locator("h1")).to_be_visible()

    return go


def tap(page: Page, *selectors: str) -> None:
    for selector in selectors:
        page.locator(selector).first.tap()


def new_stop(page: Page) -> None:
    at("home")(page)
    tap(page, ".new-stop")
    expect(page.locator(".tiles--finding")).to_be_visible()


def unfinished_stop(page: Page) -> None:
    new_stop(page)
    tap(page, ".tiles--finding .tile", ".page__bar .button--main")
    expect(page.locator(".missing[id]")).to_be_visible()


def whole_stop(page: Page) -> None:
    unfinished_stop(page)
    tap(page, ".tiles--accompanied_by .tile")
    page.locator("textarea, .extras input[type=text]").last.fill("Sian Parry, 07700 900123")


def where(page: Page) -> None:
    new_stop(page)
    tap(page, ".place")
    expect(page.locator(".tiles--finding")).to_have_count(0)


def saved(page: Page) -> None:
    new_stop(page)
    tap(page, ".tiles--finding .tile", ".tiles--accompanied_by .tile", ".page__bar .button--main")
    expect(page.locator(".saved")).to_be_visible()


def record(page: Page) -> None:
    """Of a stop saved here, if none was before."""
    at("today")(page)
    if not page.locator(_STOPS).count():
        saved(page)
        at("today")(page)
    tap(page, _STOPS)
    expect(page.locator(".facts")).to_be_visible()


def change(page: Page) -> None:
    record(page)
    tap(page, ".page .stack .button")
    expect(page.locator(".tiles--finding")).to_be_visible()
    tap(page, ".tiles--accompanied_by .tile:last-child", ".page__bar .button--main")
    expect(page.locator(".why")).to_be_visible()


def removal(page: Page) -> None:
    record(page)
    tap(page, ".page .button--warn")
    expect(page.locator(".why")).to_be_visible()


def patrol_end(page: Page) -> None:
    at("patrol")(page)
    page.locator(".page .button").last.tap()
    expect(page.locator(".earlier")).to_be_visible()
    tap(page, ".earlier summary")


def half_a_code(page: Page) -> None:
    at("enrol")(page)
    page.locator("#code").fill("ABC")
    tap(page, "button[type=submit]")
    expect(page.get_by_role("alert")).to_be_visible()


def waiting(page: Page) -> None:
    """A stop that can't be sent, and why."""
    new_stop(page)
    page.context.set_offline(True)
    tap(page, ".tiles--finding .tile", ".tiles--accompanied_by .tile", ".page__bar .button--main")
    expect(page.locator(".saved")).to_be_visible()
    tap(page, ".badge__words")
    expect(page.locator(".waits")).to_be_visible()


_WAYS: dict[str, Visit] = {
    "enrol": half_a_code,
    "choice of sweeps": at("sweeps"),
    "home": at("home"),
    "new stop": new_stop,
    "unfinished stop": unfinished_stop,
    "whole stop": whole_stop,
    "where": where,
    "saved": saved,
    "today": at("today"),
    "record": record,
    "change": change,
    "removal": removal,
    "patrol": at("patrol"),
    "end of the patrol": patrol_end,
    "waiting": waiting,
    "law": at("law"),
    "help": at("help"),
}


def _at_rest(visit: Visit) -> Visit:
    """The same until the spot that was tapped last takes taps again, so that nothing lies over the screen."""

    def go(page: Page) -> None:
        visit(page)
        expect(page.locator(".shield")).to_be_hidden()

    return go


VISITS = {name: _at_rest(visit) for name, visit in _WAYS.items()}


def enrol(page: Page, link: str) -> None:
    """From the link of a code to the first screen, in the first of the sweeps."""
    page.goto(link)
    tap(page, "button[type=submit]", ".pick")
    expect(page.locator(".numbers")).to_be_visible()


def start(page: Page) -> None:
    """A patrol of two."""
    tap(page, ".page .button--main")
    page.locator(".person-tick").nth(1).tap()
    tap(page, ".page .button--main")
    expect(page.locator(".line--on")).to_be_visible()


def end(page: Page) -> None:
    """The patrol, and the server knows."""
    patrol_end(page)
    tap(page, ".page .button--main")
    expect(page.locator(".earlier")).to_have_count(0)
    expect(page.locator(".badge--sent")).to_be_visible()
