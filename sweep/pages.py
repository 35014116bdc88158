"""What every page stands on: the GOV.UK components, the desk's built files, and words for times."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader
from markupsafe import Markup, escape

from sweep import london
from sweep.core import codes
from sweep.core.rates import hours_text
from sweep.pwa import DESK

ENTRY = "desk/desk.ts"


def init_app(app: Flask) -> None:
    app.jinja_loader = ChoiceLoader(
        [
            PackageLoader("sweep"),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    app.jinja_env.finalize = _well_formed
    assets = _assets(app.config["SWEEP"].desk_path / ".vite" / "manifest.json")
    app.context_processor(lambda: {"assets": assets, "codes": codes})
    app.add_template_filter(london.day_text, "day")
    app.add_template_filter(london.date_text, "date")
    app.add_template_filter(london.clock_text, "clock")
    app.add_template_filter(london.moment_text, "moment")
    app.add_template_filter(_counted, "counted")
    app.add_template_filter(hours_text, "hours")
    app.add_template_filter(_unbroken, "unbroken")
    app.add_template_filter(_running, "running")
    app.add_template_global(london.span_text, "span")


def _assets(manifest: Path) -> dict[str, Any]:
    """Addresses of the desk's script and styles, read at start like the files themselves.

    None where nothing is built: the pages still work.
    """
    if not manifest.exists():
        return {"script": None, "styles": []}
    entry = json.loads(manifest.read_text())[ENTRY]
    return {"script": DESK + entry["file"], "styles": [DESK + css for css in entry.get("css", ())]}


_HALF = re.compile("[\ud800-\udfff]")


def _well_formed(value: Any) -> Any:
    """What a phone sent may hold half a character, which no page can be written with: a mark in its place."""
    if isinstance(value, str) and _HALF.search(value):
        return type(value)(_HALF.sub("\N{REPLACEMENT CHARACTER}", value))
    return value


def _counted(number: int, one: str, many: str = "") -> str:
    """`1 site`, `2 sites`: a number with its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def _running(words: str) -> str:
    """Words within a sentence: `special or AP`, whose letters `lower` would take for a word."""
    return words[:1].lower() + words[1:]


_RANGE = re.compile(r"\([\d.]+–[\d.]+\)")


def _unbroken(text: str) -> Markup:
    """Text whose ranges, such as `(0.34–1.42)`, never wrap in their middle."""
    return Markup(_RANGE.sub(r'<span class="app-unbroken">\g<0></span>', str(escape(text))))


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend in a form: a sentence, and where on the page it is."""

    words: str
    href: str

    @property
    def line(self) -> str:
        return self.words
