"""Map tiles: pages may show pictures of exactly the host that is set, and of no other."""

import pytest

from rig.pages import Visitor, add_user
from sweep import create_app
from sweep.config import BadSetting, Config
from sweep.db import db

TILES = "https://tiles.example.org:8443/street/{z}/{x}/{y}.png?key=abc"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


def test_pictures_may_come_from_the_tiles_host_alone(environ: dict[str, str]) -> None:
    told = {"SWEEP_TILE_URL": TILES, "SWEEP_TILE_CREDIT": "© Somebody"}
    app = create_app(Config.from_environ({**environ, **told}))
    policy = app.test_client().get("/sign-in").headers["Content-Security-Policy"]
    assert "img-src 'self' https://tiles.example.org:8443;" in policy
    assert policy.count("tiles.example.org") == 1
    page = Visitor(app.test_client()).sign_in(add_user(app, "a@b.example")).open("/sweeps/new").page
    assert "tiles.example.org:8443/street/{z}/{x}/{y}.png?key=abc" in page
    with app.app_context():
        db.engine.dispose()


def test_without_tiles_pictures_come_from_here_alone(visitor: Visitor) -> None:
    policy = visitor.client.get("/sign-in").headers["Content-Security-Policy"]
    assert "img-src 'self';" in policy


@pytest.mark.parametrize(
    "address",
    [
        "tiles.example.org/{z}/{x}/{y}.png",
        "http://tiles.example.org/{z}/{x}/{y}.png",
        "https://{s}.tiles.example.org/{z}/{x}/{y}.png",
        "https://a.example;script-src/{z}/{x}/{y}.png",
        "https://tiles.example.org/{z}/{x}.png",
        "data:image/png,{z}{x}{y}",
        "https://日本.example/{z}/{x}/{y}.png",
        "https://tiles.example.org:99999/{z}/{x}/{y}.png",
        "https://[::1/{z}/{x}/{y}.png",
    ],
)
def test_an_address_that_is_not_one_hosts_is_refused_at_start(
    environ: dict[str, str], address: str
) -> None:
    with pytest.raises(BadSetting, match="SWEEP_TILE_URL"):
        Config.from_environ({**environ, "SWEEP_TILE_URL": address})
