"""An officer's finger on the phone app in a browser that WebDriver drives (`rig.engines`)."""

import contextlib
import re

from journeys.hand import Hand, Words
from rig.glass import Glass


class Finger(Hand):
    """Drives one open page of the phone app by what the engine tells a screen reader."""

    def __init__(self, glass: Glass) -> None:
        self.glass = glass

    def press(self, label: Words) -> None:
        self.glass.touch("button", label)
        self.taps += 1

    def send_now(self) -> None:
        # Between seeing it and touching it, the app's own next try may take it away.
        with contextlib.suppress(AssertionError):
            if self.glass.find("button", "Send now"):
                self.press("Send now")

    def answer(self, question: str, words: str) -> None:
        group = self.glass.wait_for("group", question)
        role = "radio" if self.glass.find("radio", words, group) else "button"
        self.glass.touch(role, words, group)
        self.taps += 1

    def ticks(self, name: str) -> None:
        self.glass.touch("checkbox", re.compile(re.escape(name)))
        self.taps += 1

    def types(self, label: str, text: str) -> None:
        self.glass.write(label, text)

    def goes_to(self, tab: str) -> None:
        self.press(re.compile(f"^{tab}"))

    def sees(self, words: Words) -> None:
        said = re.escape(words) if isinstance(words, str) else words.pattern
        pattern = re.compile(said, re.MULTILINE)  # each thing on the screen is a line
        self.glass.until(f"“{words}”", lambda: self._reads(pattern))

    def sees_heading(self, words: str) -> None:
        self.glass.until(f"heading “{words}”", lambda: words in self.glass.text("h1"))

    def sees_on_badge(self, words: str) -> None:
        said = "footer [role=status]"
        self.glass.until(f"badge “{words}”", lambda: self.glass.text(said) == words)

    def app_is_kept(self) -> None:
        self.glass.run("return navigator.serviceWorker.ready.then(() => true)")

    def _reads(self, pattern: re.Pattern[str]) -> bool:
        text = self.glass.text()
        # What belongs together may stand on two lines, a number above its noun.
        return bool(pattern.search(text) or pattern.search(" ".join(text.split())))
