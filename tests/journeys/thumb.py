"""An officer's thumb on the phone app. It taps what it can read, and counts its taps."""

import contextlib
import re
from collections.abc import Iterable
from urllib.parse import urljoin

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as NotInTime

from journeys.solihull import TITLE

# A shared machine may be slow; nothing here waits for a time, only for a state.
expect.set_options(timeout=20_000)

FINDING, COMPANY = "What did you find?", "Who is with the child?"
SAVED = re.compile(r"^Saved · SW-")
PLACE_KNOWN = "Place good, 12 m · inside the area"


class Thumb:
    """Drives one open page of the phone app."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    def tap(self, target: Locator) -> None:
        target.tap()
        self.taps += 1

    def press(self, label: str | re.Pattern[str]) -> None:
        """Tap the button that says so."""
        exact = {"exact": True} if isinstance(label, str) else {}
        self.tap(self.page.get_by_role("button", name=label, **exact))

    def send_now(self) -> None:
        """Tap Send now, unless the app's own next try was quicker: then the button has gone."""
        button = self.page.get_by_role("button", name="Send now", exact=True)
        with contextlib.suppress(NotInTime):
            button.tap(timeout=3000)

    def answer(self, question: str, words: str | re.Pattern[str]) -> None:
        """Tap one answer of a question."""
        group = self.page.get_by_role("group", name=question)
        tile = group.get_by_role("radio", name=words, exact=True)
        self.tap(tile.or_(group.get_by_role("button", name=words, exact=True)))

    @property
    def badge(self) -> Locator:
        """What the badge says of what has not been sent."""
        return self.page.get_by_role("contentinfo").get_by_role("status")

    def sees(self, words: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(words)).to_be_visible()

    def sees_heading(self, words: str) -> None:
        expect(self.page.get_by_role("heading", level=1, name=words)).to_be_visible()

    def goes_to(self, tab: str) -> None:
        self.tap(self.page.get_by_role("navigation").get_by_role("button", name=tab))

    def opens(self, screen: str) -> None:
        """Go straight to a screen, as by reopening the app there."""
        self.page.goto(f"{urljoin(self.page.url, '/app/')}#{screen}")
        self.page.reload()

    def enrol_by_link(self) -> None:
        """The link is open; say that this phone is mine."""
        self.press("Use this phone")
        self.sees_heading("Which sweep today?")

    def enrol_by_code(self, code: str) -> None:
        self.page.get_by_label("Your code").fill(code)
        self.enrol_by_link()

    def choose_sweep(self) -> None:
        self.press(re.compile(TITLE))
        self.sees_heading(TITLE)

    def start_patrol(self, *others: str) -> None:
        """Start my own time, and that of `others` who walk with this phone."""
        self.press("Start patrol")
        for name in others:
            self.tap(self.page.get_by_role("checkbox", name=name))
        many = 1 + len(others)
        self.press("Start patrol" if many == 1 else f"Start patrol for {many}")
        self.sees(re.compile("^On patrol"))

    def end_patrol(self) -> None:
        self.goes_to("Patrol")
        self.press("End patrol")
        self.press("End now")
        self.sees_heading("Today")

    def answer_stop(
        self,
        finding: str,
        company: str,
        extras: Iterable[tuple[str, str]] = (),
        place: str = PLACE_KNOWN,
    ) -> None:
        """All of a stop but Save. The place is known before, so that none comes after."""
        self.press("New stop")
        self.sees(place)
        self.answer(FINDING, finding)
        self.answer(COMPANY, company)
        for question, words in extras:
            self.answer(question, words)

    def record_stop(
        self,
        finding: str,
        company: str,
        extras: Iterable[tuple[str, str]] = (),
        place: str = PLACE_KNOWN,
    ) -> int:
        """New stop → finding → who with → Save; returns how many taps it took."""
        before = self.taps
        self.answer_stop(finding, company, extras, place)
        self.press("Save")
        self.sees(SAVED)
        return self.taps - before

    def waits_to_send(self, how_many: int) -> None:
        """The badge says in words how many have not been sent."""
        noun = "entry" if how_many == 1 else "entries"
        expect(self.badge).to_have_text(f"{how_many} {noun} to send" if how_many else "All sent")

    def remarks_to_read(self, how_many: int) -> None:
        """All has gone, and the badge says on how many of them the server remarked."""
        expect(self.badge).to_have_text(f"{how_many} to read")

    def looks_what_waits(self, heading: str) -> None:
        """From the badge to what this phone holds, and why it has not gone."""
        self.tap(self.page.get_by_role("contentinfo").get_by_role("button").first)
        self.sees_heading(heading)

    def all_is_sent(self) -> None:
        """All that was saved has gone, whenever the next try is."""
        self.waits_to_send(0)
