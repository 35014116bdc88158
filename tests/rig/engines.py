"""Firefox and WebKitGTK as phones: what they stored outlives the app, and the app ends as phones end it, at once.

The seam: whatever has `open(address)` and `close()` is a phone (`rig.chromium.PhoneProfile` is Chromium's).
"""

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from rig import programs
from rig.asked import skip_if_left_out
from rig.background import Background
from rig.chromium import CHELMSLEY_WOOD
from rig.glass import Glass
from rig.postgres import free_port
from rig.webdriver import HttpWire, MarionetteWire, Wire

_HERE = [str(CHELMSLEY_WOOD[name]) for name in ("latitude", "longitude", "accuracy")]
_WEBKIT_BROWSER = Path(__file__).with_name("webkit_browser.py")
_FIREFOX_PREFERENCES: dict[str, str | int | bool] = {
    "marionette.port": 0,
    "geo.provider.network.url": "data:application/json,"
    f'{{"location": {{"lat": {_HERE[0]}, "lng": {_HERE[1]}}}, "accuracy": {_HERE[2]}}}',
    "geo.provider.use_geoclue": False,
    "permissions.default.geo": 1,
    "dom.w3c_touch_events.enabled": 1,
    "intl.accept_languages": "en-GB",
    "toolkit.startup.max_resumed_crashes": -1,  # each close looks like a crash
    # Nothing may leave the machine: what is not on it is asked of a port where nobody listens.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
}


class EnginePhone(ABC):
    """A phone with another engine than Chromium's; `folder` is its storage."""

    finger: str

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        self._running: list[Background] = []
        self._wire: Wire | None = None

    def open(self, address: str) -> Glass:
        """Start the browser from cold on what this phone has stored, and open `address` in it."""
        self._wire = self._connect()
        glass = Glass(self._wire, self.finger)
        glass.opens(address)
        return glass

    def close(self) -> None:
        """End the browser in the middle of whatever it does; safe to call twice."""
        wire, self._wire = self._wire, None
        if wire is not None:
            wire.close()
        while self._running:
            self._running.pop().kill()

    @abstractmethod
    def _connect(self) -> Wire:
        """Start the browser and give the wire to it."""

    def _start(self, *command: str | Path, **environ: str) -> Background:
        output = self.folder.with_name(f"{self.folder.name}-output")
        # Whatever they keep in a home, it is not that of whoever runs the tests.
        home = {"HOME": str(self.folder), "TZ": "Europe/London"}
        program = Background(command, output, {**home, **environ})
        self._running.append(program)
        return program


class FirefoxPhone(EnginePhone):
    """Without a window, 500 px wide, as narrow as its windows get."""

    finger = "touch"

    def _connect(self) -> Wire:
        lines = (
            f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
            for name, value in _FIREFOX_PREFERENCES.items()
        )
        (self.folder / "user.js").write_text("".join(lines))
        port = self.folder / "MarionetteActivePort"
        port.unlink(missing_ok=True)
        program = programs.firefox()
        assert program, "there is no Firefox on this machine; `make test` says what installs it"
        options = ("--headless", "--marionette", "--no-remote", "--width=500", "--height=844")
        firefox = self._start(program, *options, "--profile", self.folder)
        return MarionetteWire(firefox.wait_for(lambda: _number(port)))


class WebKitPhone(EnginePhone):
    """On a display of its own, as WebKitGTK knows no other way."""

    finger = "mouse"  # WebKitWebDriver takes "touch" too, and moves the mouse all the same

    def _connect(self) -> Wire:
        program = programs.webkit()
        assert program, "there is no WebKitGTK on this machine; `make test` says what installs it"
        port = free_port()
        origin = f"http://127.0.0.1:{port}"
        alone = {"DISPLAY": f":{self._start_display()}", "NO_AT_BRIDGE": "1"}
        self._start(program, f"--port={port}", **alone).wait_for(lambda: _answers(origin))
        arguments = [str(_WEBKIT_BROWSER), str(self.folder), *_HERE]
        browser = {"binary": programs.SYSTEM_PYTHON, "args": arguments}
        return HttpWire(origin, {"webkitgtk:browserOptions": browser})

    def _start_display(self) -> int:
        """Of a number that nobody has, which it writes on its output."""
        said = self.folder / "display"
        said.unlink(missing_ok=True)
        size = ("-screen", "0", "400x860x24")
        display = Background(["Xvfb", *size, "-nolisten", "tcp", "-displayfd", "1"], said)
        self._running.append(display)
        return display.wait_for(lambda: _number(said))


@pytest.fixture
def firefox_phone(tmp_path: Path) -> Iterator[EnginePhone]:
    """A phone with Firefox, that a test may close and open again."""
    skip_if_left_out("firefox")
    phone = FirefoxPhone(tmp_path / "firefox")
    yield phone
    phone.close()


@pytest.fixture
def webkit_phone(tmp_path: Path) -> Iterator[EnginePhone]:
    """A phone with WebKitGTK, that a test may close and open again."""
    skip_if_left_out("webkit")
    phone = WebKitPhone(tmp_path / "webkit")
    yield phone
    phone.close()


def _number(file: Path) -> int | None:
    """The number that a program has written there, by itself on a line, once it is whole."""
    found = re.search(r"^\d+$", file.read_text() if file.exists() else "", re.MULTILINE)
    return int(found[0]) if found else None


def _answers(origin: str) -> bool | None:
    try:
        return httpx.get(f"{origin}/status").is_success or None
    except httpx.TransportError:
        return None
