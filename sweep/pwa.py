"""Serves what the phone and the desk load: the built app, the desk's styles and script.

Precompressed, hashed files for ever, the app's shell and its worker never without asking.
"""

import re
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, redirect
from werkzeug.wrappers import Response
from whitenoise import WhiteNoise

from sweep.headers import security

blp = Blueprint("pwa", __name__)

APP = "/app/"
DESK = "/desk-assets/"

# Vite names built files by their content: `index-D4f9a2B1.js`.
_HASHED = re.compile(r"/assets/.+-[\w-]{8,}\.\w+$")


@blp.get("/")
def home() -> Response:
    """The desk is what a browser's bare address is for; phones get their link."""
    return redirect("/sweeps")


class _Files(WhiteNoise):
    """WhiteNoise whose every answer has our headers: its redirects, its 304 and its 405 have none by itself."""

    def __init__(self, application: Any, told: dict[str, str], **options: Any) -> None:
        super().__init__(application, **options)
        self._told = list(told.items())

    def serve(self, static_file: Any, environ: Any, start_response: Any) -> Any:
        def start(status: str, headers: list[tuple[str, str]]) -> Any:
            return start_response(status, [*headers, *self._told])

        return super().serve(static_file, environ, start)


def init_app(app: Flask) -> None:
    settings = app.config["SWEEP"]
    files = _Files(
        app.wsgi_app,
        security(secure=settings.secure),
        index_file=True,
        mimetypes={".webmanifest": "application/manifest+json"},
        allow_all_origins=False,
        max_age=0,
        immutable_file_test=lambda _path, url: bool(_HASHED.search(url)),
        add_headers_function=_headers,
    )
    for prefix, folder in ((APP, settings.pwa_path), (DESK, settings.desk_path)):
        if Path(folder).is_dir():
            files.add_files(str(folder), prefix=prefix)
    app.wsgi_app = files  # type: ignore[method-assign]  # Flask's own way to wrap it


def _headers(headers: dict[str, str], _path: str, url: str) -> None:
    if not _HASHED.search(url):
        headers["Cache-Control"] = "no-cache"
