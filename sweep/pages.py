"""What every page stands on: the GOV.UK components and the desk's built styles and script."""

import json
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from sweep.pwa import DESK

ENTRY = "desk/desk.ts"


def init_app(app: Flask) -> None:
    app.jinja_loader = ChoiceLoader(
        [
            PackageLoader("sweep"),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    manifest = app.config["SWEEP"].desk_path / ".vite" / "manifest.json"
    app.context_processor(lambda: {"assets": _assets(manifest)})


def _assets(manifest: Path) -> dict[str, Any]:
    """Addresses of the desk's script and styles; none while nothing is built, and pages still work."""
    if not manifest.exists():
        return {"script": None, "styles": []}
    entry = json.loads(manifest.read_text())[ENTRY]
    return {"script": DESK + entry["file"], "styles": [DESK + css for css in entry.get("css", ())]}
