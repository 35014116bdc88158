"""Every page of the desk, as a coordinator opens it, over the demo's year and a replay of police.uk files.

The files lie where `SWEEP_BENCH_FILES` says (by default beside the project, as for the tests); without them the demo's
year is all there is, and the table says so.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx
from pages import PLAINEST, Ground, ground_of
from table import Row, beside, quantile

from rig.databases import ROOT
from rig.server import LiveServer
from rig.street import Desk, over_http
from sweep import create_app
from sweep.access.roles import Role
from sweep.config import Config
from sweep.people import accounts

FILES = Path(os.environ.get("SWEEP_BENCH_FILES") or ROOT.parent / "shared/data/stop-and-search")
AIM_MS = 300


@dataclass(frozen=True, slots=True)
class Place:
    """An authority with sweeps, and a token of its coordinator."""

    new_la_code: str
    token: str


def measure_desk(times: int) -> Iterator[Row]:
    """The 95th percentile of each page, over the largest sweep of each authority, beside the plainest page."""
    with tempfile.TemporaryDirectory(prefix="sweep-bench-") as folder:
        environ, sort = _loaded(Path(folder))
        server = LiveServer(environ, Path(folder) / "server-output")
        server.start()
        try:
            yield from _measured(server, _places(environ), times, sort)
        finally:
            server.stop()


def _loaded(folder: Path) -> tuple[dict[str, str], str]:
    """The settings of a server with the demo and, where they lie there, all files replayed."""
    environ = {
        "DATABASE_URL": f"sqlite:///{folder / 'desk.sqlite3'}",
        "SWEEP_SECRET_KEY": "of a bench alone, and long enough to be taken",
        "SWEEP_INSTANCE": str(folder),
    }
    files = sorted(map(str, FILES.glob("*.csv")))
    _sweep(["demo"], environ)
    if files:
        _sweep(["replay", *files], environ)
    return environ, f"demo and {len(files)} police.uk files" if files else "demo alone"


def _sweep(said: Sequence[str], environ: dict[str, str]) -> None:
    code = "from sweep.cli import main; main()"
    told = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environ}
    done = subprocess.run(
        [sys.executable, "-c", code, *said], env=told, check=False, capture_output=True, text=True
    )
    if done.returncode != 0:
        raise SystemExit(f"sweep {said[0]} failed, so there is nothing to measure:\n{done.stderr}")


def _places(environ: dict[str, str]) -> list[Place]:
    from sqlalchemy import select

    from sweep.access.models import Authority
    from sweep.db import db

    app = create_app(Config.from_environ(environ))
    with app.app_context():
        codes = {row.new_la_code: row for row in db.session.scalars(select(Authority))}
        found = []
        for code, authority in codes.items():
            email = f"bench-{code.lower()}@sweep.invalid"
            accounts.add_user(authority, email, Role.COORDINATOR)
            user = accounts.find_user(email)
            assert user is not None
            found.append(Place(code, accounts.make_token(user)))
        return found


def _measured(server: LiveServer, places: Sequence[Place], times: int, sort: str) -> Iterator[Row]:
    """The slowest page with how much there was, then each: of its authorities the one where it is slowest."""
    grounds = [ground_of(Desk(over_http(server.origin), place.token)) for place in places]
    floor: list[float] = []
    slowest: dict[str, float] = {}
    for place, ground in zip(places, grounds, strict=True):
        for name, each in _took(server, place, ground, times).items():
            if name == PLAINEST:
                floor.extend(each)
            else:
                slowest[name] = max(slowest.get(name, 0.0), quantile(each, 0.95))
    stops, sweeps = sum(one.stops for one in grounds), sum(one.sweeps for one in grounds)
    much = f"{stops:,} stops in {sweeps:,} sweeps of {len(places)} authorities; {sort}"
    yield _row(
        f"The slowest of {len(slowest)} pages ({much}): p95 of {times}", slowest.values(), floor
    )
    for name, slow in slowest.items():
        yield _row(name, [slow], floor)


def _row(what: str, slow: Iterable[float], floor: Sequence[float]) -> Row:
    most = max(slow)
    figures = beside(most, quantile(floor, 0.95))
    return Row(what, **figures, aim=f"< {AIM_MS} ms", met=most < AIM_MS)


def _took(server: LiveServer, place: Place, ground: Ground, times: int) -> dict[str, list[float]]:
    """Milliseconds of each page, all of them in turn and again, the plainest one among them."""
    took: dict[str, list[float]] = {}
    headers = {"Authorization": f"Bearer {place.token}", "Accept": "text/html"}
    with httpx.Client(base_url=server.origin, headers=headers, timeout=60) as client:
        for _ in range(times):
            for name, address in (*ground.pages, (PLAINEST, PLAINEST)):
                took.setdefault(name, []).append(_asked(client, address))
    return took


def _asked(client: httpx.Client, address: str) -> float:
    """Milliseconds until the last byte."""
    began = time.perf_counter()
    client.get(address).raise_for_status()
    return (time.perf_counter() - began) * 1000
