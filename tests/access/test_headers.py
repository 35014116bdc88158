"""What every answer tells a browser, whichever part of the server gives it; and how much a form may hold."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from rig.pages import Visitor
from sweep import create_app
from sweep.config import Config
from sweep.db import db
from sweep.headers import SECURITY

ORIGIN = "https://sweep.example.gov.uk"
HSTS = "Strict-Transport-Security"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A phone app and desk files as a build leaves them, in small."""
    folder = tmp_path / "built"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>Sweep</title>")
    (folder / "sw.js").write_text("self.x = 1")
    (folder / "manifest.webmanifest").write_text("{}")
    (folder / "assets" / "index-D4f9a2B1.js").write_text("1")
    return folder


@pytest.fixture
def over_https(environ: dict[str, str], built: Path) -> Iterator[FlaskClient]:
    """A browser of a server that is reached by https."""
    told = {"SWEEP_ORIGIN": ORIGIN, "SWEEP_PWA": str(built), "SWEEP_DESK": str(built)}
    app = create_app(Config.from_environ({**environ, **told}))
    yield app.test_client()
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


AFTER_ALL = "Fri, 01 Jan 2100 00:00:00 GMT"
ANSWERS = {
    "the app": ("GET", "/app/", {}, 200),
    "its worker": ("GET", "/app/sw.js", {}, 200),
    "a built file": ("GET", "/app/assets/index-D4f9a2B1.js", {}, 200),
    "the desk's file": ("GET", "/desk-assets/assets/index-D4f9a2B1.js", {}, 200),
    "the way to the app": ("GET", "/app", {}, 302),
    "the app not changed since": ("GET", "/app/", {"If-Modified-Since": AFTER_ALL}, 304),
    "a method that files have not": ("POST", "/app/", {}, 405),
    "a range beyond the end": ("GET", "/app/", {"Range": "bytes=9999-"}, 416),
    "a page": ("GET", "/sign-in", {}, 200),
    "no such page": ("GET", "/nope", {}, 404),
    "no such file": ("GET", "/app/nope.js", {}, 404),
}


@pytest.mark.parametrize("what", ANSWERS)
def test_every_answer_protects_its_reader(over_https: FlaskClient, what: str) -> None:
    method, path, headers, status = ANSWERS[what]
    answer = over_https.open(path, method=method, headers=headers, base_url=ORIGIN)
    assert answer.status_code == status
    assert {name: answer.headers.getlist(name) for name in (*SECURITY, HSTS)} == {
        **{name: [value] for name, value in SECURITY.items()},
        HSTS: ["max-age=63072000; includeSubDomains"],
    }
    answer.close()


def test_a_manifest_is_called_one(over_https: FlaskClient) -> None:
    with over_https.get("/app/manifest.webmanifest", base_url=ORIGIN) as answer:
        assert answer.content_type == "application/manifest+json"


@pytest.mark.parametrize(
    ("kind", "begins"),
    [
        ("application/x-www-form-urlencoded", b"email="),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="x"; filename="x"\r\n\r\n',
        ),
    ],
)
def test_a_form_may_hold_a_mebibyte_and_no_more(visitor: Visitor, kind: str, begins: bytes) -> None:
    body = begins + b"x" * 1024 * 1024
    assert visitor.client.post("/sign-in", data=body, content_type=kind).status_code == 413
    assert visitor.open("/sign-in").status == 200


def test_a_form_that_does_not_say_how_long_it_is_ends_at_a_mebibyte_too(visitor: Visitor) -> None:
    answer = visitor.client.post(
        "/sign-in",
        input_stream=BytesIO(b"email=" + b"x" * 5_000_000),
        content_type="application/x-www-form-urlencoded",
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert answer.status_code == 413
