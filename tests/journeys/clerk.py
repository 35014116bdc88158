"""A coordinator at a desk, in a browser."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Page, expect

from journeys.solihull import CORNERS, EMAIL, SHOPS, TITLE, Solihull, today


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

    def plan_today(self, patrols: Mapping[str, str]) -> None:
        """The plan's form, filled in as a person does, with officers who are new; then the sweep is opened."""
        page = self.page
        page.get_by_role("button", name="Plan a sweep").click()
        page.get_by_label("Title").fill(TITLE)
        page.get_by_label("Local").check()
        begins, ends = today()
        for group, moment in (("Starts", begins), ("Ends", ends)):
            self._fill_moment(group, moment)
        site = page.get_by_role("group", name=re.compile("^Site 1"))
        for label, value in (("Name", SHOPS["name"]), ("Latitude", SHOPS["lat"])):
            site.get_by_label(label).fill(str(value))
        site.get_by_label("Longitude").fill(str(SHOPS["lon"]))
        for number, (name, role) in enumerate(patrols.items(), 1):
            page.get_by_role("button", name="Add an officer").click()
            row = page.get_by_role("group", name=re.compile(f"^Officer {number}"))
            row.get_by_label("Name or collar number").fill(name)
            row.get_by_label("What kind of officer").select_option(role)
        page.get_by_label("Superintendent").fill("Supt Marlowe")
        page.get_by_label("Reference").fill("SWEEP/16")
        self._fill_moment("Direction given", begins)
        area = {"type": "Polygon", "coordinates": [CORNERS]}
        page.get_by_label("Area", exact=True).fill(json.dumps(area))
        page.get_by_role("button", name="Save the plan").click()
        page.get_by_role("button", name="Open this sweep").click()
        expect(page.get_by_text("Open", exact=True).first).to_be_visible()
        (sweep,) = self.solihull.desk.call("GET", "/sweeps")["sweeps"]
        self.solihull.sweep_id = sweep["id"]

    def _fill_moment(self, group: str, moment: datetime) -> None:
        boxes = self.page.get_by_role("group", name=group, exact=True)
        for label, value in (("Day", moment.day), ("Month", moment.month), ("Year", moment.year)):
            boxes.get_by_label(label).fill(str(value))
        boxes.get_by_label("Time").fill(f"{moment:%H:%M}")

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
