"""A coordinator at a desk, in a browser."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from journeys.solihull import EMAIL, Solihull


class Clerk:
    """Drives one open page of the desk."""

    def __init__(self, page: Page, solihull: Solihull) -> None:
        self.page = page
        self.solihull = solihull

    def sign_in(self) -> None:
        self.opens("/sign-in")
        self.page.get_by_label("Email address").fill(EMAIL)
        self.page.get_by_label("Password", exact=True).fill(self.solihull.password)
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page.get_by_role("heading", level=1, name="Sweeps")).to_be_visible()

    def opens(self, path: str) -> None:
        """Go straight to a page; SWEEP in the path stands for today's sweep."""
        self.page.goto(self.solihull.origin + path.replace("SWEEP", self.solihull.sweep_id))

    def open_summary(self) -> None:
        """From the list of sweeps, as a person goes there."""
        self.page.get_by_role("table").get_by_role("link", name=re.compile("today")).click()
        self.page.get_by_role("link", name="Summary").click()

    def sees(self, words: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(words).first).to_be_visible()

    def download_csv(self) -> Path:
        with self.page.expect_download() as download:
            self.page.get_by_role("link", name=re.compile("CSV")).click()
        return download.value.path()
