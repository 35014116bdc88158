"""A phone whose officer is on patrol, on a real server behind a link of ours."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from link import Link
from playwright.sync_api import Page, Playwright, sync_playwright
from served import Ground
from watching import WATCH, slow_down

from journeys.thumb import Thumb
from rig.chromium import PhoneProfile
from rig.server import LiveServer

# The processor of a cheap phone beside this machine's.
SLOWER = 6


@dataclass
class OnPatrol:
    """The profile is closed; `open` starts the browser on it. `link` is as quick as it can be."""

    playwright: Playwright
    folder: Path
    server: LiveServer
    link: Link
    profile: PhoneProfile
    opened: list[PhoneProfile] = field(default_factory=list)

    @property
    def app(self) -> str:
        """Where officers open the app."""
        return f"{self.link.origin}/app/"

    def open(
        self, slower: float = SLOWER, *, offline: bool = True, of: PhoneProfile | None = None
    ) -> Page:
        """Start the browser from cold, on this phone or on a twin of it, and go to the app."""
        profile = of or self.profile
        self.opened.append(profile)
        page = profile.open("about:blank", offline=offline)
        page.add_init_script(WATCH)
        slow_down(page, slower)
        page.goto(self.app)
        return page

    def lose_server(self) -> None:
        """Nobody listens at its address any more."""
        self.server.kill()
        self.link.close()

    def twin(self, name: str) -> PhoneProfile:
        """Another phone with all that this one, which is closed, has stored."""
        shutil.copytree(self.folder / "phone", self.folder / name, symlinks=True)
        return PhoneProfile(self.playwright, self.folder / name)


@contextmanager
def on_patrol() -> Iterator[OnPatrol]:
    """Enrolled, on patrol, the service worker at work, everything sent."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sweep-bench-")))
        playwright = stack.enter_context(sync_playwright())
        link = Link()
        stack.callback(link.close)
        server, code = stack.enter_context(Ground(folder).today(link.origin))
        link.open(server.port)
        there = OnPatrol(
            playwright, folder, server, link, PhoneProfile(playwright, folder / "phone")
        )
        stack.callback(lambda: [profile.close() for profile in [there.profile, *there.opened]])
        _start_patrol(Thumb(there.profile.open(code)))
        there.profile.close()
        yield there


def _start_patrol(thumb: Thumb) -> None:
    thumb.enrol_by_link()
    thumb.choose_sweep()
    thumb.start_patrol()
    thumb.all_is_sent()
    thumb.page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
