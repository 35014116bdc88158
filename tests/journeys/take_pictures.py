"""Takes the pictures in docs/pictures from the demo, in a real browser. From the project's folder:

    PYTHONPATH=tests .venv/bin/python -m journeys.take_pictures

The demo's sweep is on at the moment it is loaded, so a weekday morning is the best time. Look at each picture before
it is committed: it shows what nobody asserted.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from journeys.pictures import Album, desk_pictures, guide_pictures, phone_pictures
from rig.application import settings
from rig.chromium import launch_options
from rig.databases import ROOT
from rig.server import LiveServer

FOLDER = ROOT / "docs" / "pictures"


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="sweep-pictures-") as folder:
        environ = settings(f"sqlite:///{folder}/sweep.sqlite3", Path(folder))
        server = LiveServer(environ, Path(folder) / "server-output")
        demo = load_demo(server)
        server.start()
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(**launch_options())
                take(browser, demo)
                browser.close()
        finally:
            server.stop()


def load_demo(server: LiveServer) -> dict[str, Any]:
    """The demo in the server's database; returns how to get in."""
    loaded = _sweep(server, "demo")
    return loaded | _sweep(server, "token", loaded["coordinator"]["email"])


def _sweep(server: LiveServer, *words: str) -> dict[str, Any]:
    command = [Path(sys.executable).with_name("sweep"), *words, "--json"]
    done = subprocess.run(
        command, cwd=ROOT, env=server.environ, stdout=subprocess.PIPE, text=True, check=True
    )
    return dict(json.loads(done.stdout))


def take(browser: Browser, demo: dict[str, Any]) -> None:
    album = Album(FOLDER)
    phone_pictures(browser, demo, album)
    desk_pictures(browser, demo, album)
    guide_pictures(browser, demo, album)


if __name__ == "__main__":
    main()
