"""The phone without a touch: by keys alone, which is how switches and Bluetooth keyboards work it too."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from journeys.any_language import VISITS, end, enrol, start
from journeys.hand import COMPANY, FINDING, PLACE_KNOWN, SAVED
from journeys.solihull import TITLE, Solihull
from rig.chromium import PHONE

# More than any screen has to focus.
_MANY = 90


class Keys:
    """An officer who has Tab, the arrows, Space and Enter."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def hit(self, key: str) -> None:
        self.page.keyboard.press(key)

    def is_on(self, target: Locator) -> bool:
        return bool(target.evaluate_all("all => all.includes(document.activeElement)"))

    def reach(self, target: Locator, most: int = _MANY) -> None:
        """Tab until `target` has the focus."""
        expect(target.first).to_be_visible()
        for _ in range(most):
            self.hit("Tab")
            if self.is_on(target):
                return
        raise AssertionError(f"{target} was not reached with {most} times Tab")

    def press(self, label: str | re.Pattern[str]) -> None:
        exact = {"exact": True} if isinstance(label, str) else {}
        self.reach(self.page.get_by_role("button", name=label, **exact))
        self.hit("Enter")

    def answer(self, question: str, words: str) -> None:
        """Into the group by Tab, in it by arrows."""
        group = self.page.get_by_role("group", name=question)
        wanted = group.get_by_role("radio", name=words, exact=True)
        self.reach(group.get_by_role("radio"))
        self.hit("Space")
        for _ in range(_MANY):
            if self.is_on(wanted):
                break
            self.hit("ArrowDown")
        expect(wanted).to_be_checked()

    def sees(self, words: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(words)).to_be_visible()


@pytest.fixture
def keys(browser: Browser, solihull: Solihull) -> Iterator[Keys]:
    """Before a link for the constable's phone, which has no glass to touch."""
    context = browser.new_context(**{**PHONE, "has_touch": False, "is_mobile": False})
    page = context.new_page()
    page.goto(solihull.code()["link"])
    yield Keys(page)
    context.close()


def test_a_shift_is_walked_by_keys_alone(solihull: Solihull, keys: Keys) -> None:
    keys.press("Use this phone")
    keys.press(re.compile(TITLE))
    keys.press("Start patrol")
    keys.reach(keys.page.get_by_role("checkbox", name="EWO Hughes"))
    keys.hit("Space")
    keys.press("Start patrol for 2")
    keys.press("New stop")
    keys.sees(PLACE_KNOWN)
    keys.answer(FINDING, "Has a reason")
    keys.answer(COMPANY, "Parent")
    keys.press("Medical")
    keys.press("Save")
    keys.sees(SAVED)
    keys.press("Today")
    keys.press(re.compile("Has a reason"))
    keys.press("Change")
    keys.answer(COMPANY, "Other adult")
    keys.press("Save the change")
    keys.press("Learned more")
    keys.sees("With: Parent → Other adult")
    keys.press("Patrol")
    keys.press("End patrol")
    keys.press("End now")
    keys.sees(re.compile("^Patrol ended"))
    expect(keys.page.get_by_role("contentinfo").get_by_role("status")).to_have_text("All sent")
    (stop,) = solihull.stops()
    said = (stop["finding"], stop["accompanied_by"], stop["reason"])
    assert said == ("legitimately_absent", "other_adult", "medical_appointment")


def test_enter_on_an_answer_saves_without_the_way_past_every_question(
    solihull: Solihull, keys: Keys
) -> None:
    keys.press("Use this phone")
    keys.press(re.compile(TITLE))
    keys.press("New stop")
    keys.answer(FINDING, "Late")
    keys.hit("Enter")
    keys.sees("Choose who is with the child")
    keys.hit("ArrowDown")
    keys.hit("Enter")
    keys.sees("Late · with a parent")


@pytest.fixture(scope="module")
def phone(browser: Browser, town: Solihull) -> Iterator[Page]:
    """On a patrol by two, on the shortest phone: there a bar could cover what has the focus."""
    context = browser.new_context(**{**PHONE, "viewport": {"width": 320, "height": 568}})
    page = context.new_page()
    enrol(page, town.code()["link"])
    start(page)
    yield page
    end(page)
    context.close()


# What has the focus, and what is wrong with how it shows: no outline, out of sight, or under something.
_FOCUSED = """() => {
    const focused = document.activeElement;
    if (focused === document.body || focused.matches('h1')) return null;
    // A radio button lies unseen over its label, which has the outline.
    const marked = focused.closest('.tile')?.querySelector('span') ?? focused;
    const { outlineStyle, outlineWidth } = getComputedStyle(marked);
    const { left, top, right, bottom } = focused.getBoundingClientRect();
    const middle = (from, to, most) => (Math.max(from, 0) + Math.min(to, most)) / 2;
    const there = document.elementFromPoint(middle(left, right, innerWidth), middle(top, bottom, innerHeight));
    const holder = focused.closest('label') ?? focused;
    return {
        name: `${focused.tagName}.${focused.className} ${holder.textContent.slice(0, 40)}`,
        amiss: [
            outlineStyle === 'none' && 'no outline',
            parseFloat(outlineWidth) < 2 && 'a thin outline',
            !holder.contains(there) && 'covered or out of sight',
        ].filter(Boolean),
    };
}"""


@pytest.mark.parametrize("screen", VISITS)
def test_what_has_the_focus_is_seen_and_not_covered(screen: str, phone: Page) -> None:
    VISITS[screen](phone)
    phone.locator("h1").focus()
    steps = []
    for _ in range(_MANY):
        phone.keyboard.press("Tab")
        step = phone.evaluate(_FOCUSED)
        if step is None:
            break
        steps.append(step)
    assert len(steps) > 3
    assert [step for step in steps if step["amiss"]] == []
