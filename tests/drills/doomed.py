"""A phone whose browser is killed at any moment, with `kill -9`, and opened again on what it left on the disk."""

import contextlib
import os
import signal
import threading
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page, Playwright

from rig.chromium import PHONE, launch_options
from rig.memory import forget_process, note_process

# Tells of each "Saved" as soon as the page has it; the browser draws it after that. What was told before the end was
# shown or about to be, so to call it shown is to be strict with the app.
_TELL = """new MutationObserver(() => {
  const found = document.querySelector('.saved strong')?.textContent.match(/SW-[0-9A-Z]{4}/);
  if (found && found[0] !== window.told) { window.told = found[0]; window.savedIsShown(found[0]); }
}).observe(document, {childList: true, subtree: true, characterData: true});"""


class DoomedPhone:
    """`open()` and `kill_after()` in turn. `shown` are the references that ever stood behind "Saved" on its screen."""

    def __init__(self, playwright: Playwright, folder: Path) -> None:
        self._playwright = playwright
        self._folder = folder
        self._context: BrowserContext | None = None
        self._group = 0
        self.shown: set[str] = set()

    def open(self, address: str) -> Page:
        """Start the browser from cold on what this phone has stored."""
        context = self._playwright.chromium.launch_persistent_context(
            self._folder, **launch_options(), **PHONE
        )
        self._context = context
        self._group = os.getpgid(self._process())
        note_process(self._group)
        context.expose_function("savedIsShown", self._shows)
        context.add_init_script(_TELL)
        page = context.pages[0]
        page.goto(address)
        return page

    def kill_after(self, page: Page, touched: tuple[float, float], seconds: float) -> None:
        """Touch the screen there; so long after, all processes of the browser are dead."""
        death = threading.Timer(seconds, os.killpg, (self._group, signal.SIGKILL))
        with contextlib.suppress(Error):
            death.start()
            page.touchscreen.tap(*touched)
            # Hears what the page tells until there is nobody who could.
            page.wait_for_event("close", timeout=30_000)
        death.join()
        self._bury()

    def close(self) -> None:
        """End it as a person would; safe to call twice."""
        context, self._context = self._context, None
        if context is not None:
            with contextlib.suppress(Error):
                context.close()
            forget_process(self._group)

    def _shows(self, reference: str) -> None:
        self.shown.add(reference)

    def _bury(self) -> None:
        # Its files are free when the last of its processes has gone; a zombie holds none.
        while any(_is_of(folder, self._group) for folder in Path("/proc").glob("[0-9]*")):
            pass
        self.close()

    def _process(self) -> int:
        """The browser's own process, told from its children's by what it was started with."""
        for folder in Path("/proc").glob("[0-9]*"):
            words = _words(folder)
            if f"--user-data-dir={self._folder}" in words and not any(
                word.startswith("--type=") for word in words
            ):
                return int(folder.name)
        raise RuntimeError("the browser has no process")


def _words(process: Path) -> list[str]:
    with contextlib.suppress(OSError):
        return (process / "cmdline").read_bytes().decode(errors="replace").split("\0")
    return []


def _is_of(process: Path, group: int) -> bool:
    """Whether it is in this group and still runs: proc(5), `stat`, after the name in brackets."""
    with contextlib.suppress(OSError):
        state, _parent, its, *_ = (process / "stat").read_text().rpartition(")")[2].split()
        return int(its) == group and state != "Z"
    return False


def reference(record_id: str) -> str:
    """What an officer reads out for a stop; see static/pwa/src/core/ids.ts."""
    rest, letters = int(record_id[-5:], 16), ""
    for _ in range(4):
        rest, letter = divmod(rest, 32)
        letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[letter] + letters
    return f"SW-{letters}"


def outbox_is_whole(found: Any) -> None:
    """Each operation has its number and its record's view, each view its operation; no number twice, none left out."""
    operations = found["operations"]
    (made,) = found["made"]
    assert sorted(row["seq"] for row in operations) == list(range(1, made + 1))
    views = [(view["type"], view["id"]) for view in found["views"]]
    assert len(views) == len(set(views))
    recorded = {(row["kind"].partition(".")[0], row["record_id"]) for row in operations}
    assert recorded == set(views)
    made_stops = [row["record_id"] for row in operations if row["kind"] == "stop.create"]
    assert len(made_stops) == len(set(made_stops))
