"""What an officer's hand does with the phone app, in words that hold for any browser that shows it."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable

from journeys.solihull import TITLE

FINDING, COMPANY = "What did you find?", "Who is with the child?"
SAVED = re.compile(r"^Saved · SW-")
PLACE_KNOWN = "Place good, 12 m · inside the area"
Words = str | re.Pattern[str]


class Hand(ABC):
    """Taps what it can read and counts its taps. How it taps and reads is each driver's own."""

    taps: int = 0

    @abstractmethod
    def press(self, label: Words) -> None:
        """Tap the button that says so."""

    @abstractmethod
    def answer(self, question: str, words: str) -> None:
        """Tap one answer of a question."""

    @abstractmethod
    def ticks(self, name: str) -> None:
        """Tap the box beside a name."""

    @abstractmethod
    def goes_to(self, tab: str) -> None:
        """Tap a tab at the foot of the screen."""

    @abstractmethod
    def types(self, label: str, text: str) -> None:
        """Fill in the box of that name."""

    @abstractmethod
    def sees(self, words: Words) -> None:
        """It stands on the screen, or soon does."""

    @abstractmethod
    def sees_heading(self, words: str) -> None:
        """This is the screen's heading, or soon is."""

    @abstractmethod
    def sees_on_badge(self, words: str) -> None:
        """The badge says exactly this of what has not been sent, or soon does."""

    @abstractmethod
    def send_now(self) -> None:
        """Tap Send now, unless the app's own next try was quicker: then the button has gone."""

    @abstractmethod
    def app_is_kept(self) -> None:
        """The phone has put the app by, for opening it without a network."""

    def enrol_by_link(self) -> None:
        """The link is open; say that this phone is mine."""
        self.press("Use this phone")
        self.sees_heading("Which sweep today?")

    def enrol_by_code(self, code: str) -> None:
        self.types("Your code", code)
        self.enrol_by_link()

    def choose_sweep(self) -> None:
        self.press(re.compile(TITLE))
        self.sees_heading(TITLE)

    def start_patrol(self, *others: str) -> None:
        """Start my own time, and that of `others` who walk with this phone."""
        self.press("Start patrol")
        for name in others:
            self.ticks(name)
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
        self.sees_on_badge(f"{how_many} {noun} to send" if how_many else "All sent")

    def all_is_sent(self) -> None:
        """All that was saved has gone, whenever the next try is."""
        self.waits_to_send(0)
