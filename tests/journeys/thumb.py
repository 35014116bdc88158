"""An officer's thumb on the phone app in a browser that Playwright drives."""

import contextlib
import re
from urllib.parse import urljoin

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as NotInTime

from journeys.hand import Hand, Words

# A shared machine may be slow; nothing here waits for a time, only for a state.
expect.set_options(timeout=20_000)


class Thumb(Hand):
    """Drives one open page of the phone app."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def start_patrol(self, *others: str) -> None:
        super().start_patrol(*others)
        # A moment after the screen: who reloads before that begins at the screen before.
        expect(self.page).to_have_url(re.compile("#home$"))

    def tap(self, target: Locator) -> None:
        target.tap()
        self.taps += 1

    def press(self, label: Words) -> None:
        exact = {"exact": True} if isinstance(label, str) else {}
        self.tap(self.page.get_by_role("button", name=label, **exact))

    def send_now(self) -> None:
        button = self.page.get_by_role("button", name="Send now", exact=True)
        with contextlib.suppress(NotInTime):
            button.tap(timeout=3000)

    def answer(self, question: str, words: str | re.Pattern[str]) -> None:
        group = self.page.get_by_role("group", name=question)
        tile = group.get_by_role("radio", name=words, exact=True)
        self.tap(tile.or_(group.get_by_role("button", name=words, exact=True)))

    def ticks(self, name: str) -> None:
        self.tap(self.page.get_by_role("checkbox", name=name))

    def types(self, label: str, text: str) -> None:
        self.page.get_by_label(label).fill(text)

    @property
    def badge(self) -> Locator:
        """What the badge says of what has not been sent."""
        return self.page.get_by_role("contentinfo").get_by_role("status")

    def sees(self, words: Words) -> None:
        expect(self.page.get_by_text(words)).to_be_visible()

    def sees_heading(self, words: str) -> None:
        expect(self.page.get_by_role("heading", level=1, name=words)).to_be_visible()

    def sees_on_badge(self, words: str) -> None:
        expect(self.badge).to_have_text(words)

    def goes_to(self, tab: str) -> None:
        self.tap(self.page.get_by_role("navigation").get_by_role("button", name=tab))

    def opens(self, screen: str) -> None:
        """Go straight to a screen, as by reopening the app there."""
        self.page.goto(f"{urljoin(self.page.url, '/app/')}#{screen}")
        self.page.reload()

    def app_is_kept(self) -> None:
        self.page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")

    def remarks_to_read(self, how_many: int) -> None:
        """All has gone, and the badge says on how many of them the server remarked."""
        expect(self.badge).to_have_text(f"All sent · {how_many} to read")

    def looks_what_waits(self, heading: str) -> None:
        """From the badge to what this phone holds, and why it has not gone."""
        self.tap(self.page.get_by_role("contentinfo").get_by_role("button").first)
        self.sees_heading(heading)
