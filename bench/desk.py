"""Every page of the desk, as a coordinator opens it, over the demo's year and a replay of police.uk files.

The files lie where `SWEEP_BENCH_FILES` says (by default beside the project, as for the tests); without them the demo's
year is all there is, and the table says so.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import httpx
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
_OF_ALL = (
    *("/sweeps", "/sweeps/new", "/officers", "/phones", "/schools", "/where-and-when"),
    *("/quarantine", "/returns"),
)
_OF_A_SWEEP = (
    *("", "/edit", "/codes", "/briefing", "/live", "/stops", "/verify", "/verify/unknown"),
    *("/verify/unknown/print", "/changed", "/review", "/doubles", "/shifts", "/summary"),
    *("/summary.csv", "/summary.json", "/summary.xlsx", "/summary.pdf", "/stop-files"),
    *("/stops.csv", "/stops.geojson"),
)
_OF_A_YEAR = ("/year", "/autumn", "/year.csv", "/year.csv-metadata.json")


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
    for said in (["demo"], ["replay", *files] if files else []):
        if said:
            _sweep(said, environ)
    return environ, f"demo and {len(files)} police.uk files" if files else "demo alone"


def _sweep(said: Sequence[str], environ: dict[str, str]) -> None:
    code = "from sweep.cli import main; main()"
    told = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environ}
    subprocess.run([sys.executable, "-c", code, *said], env=told, check=True, capture_output=True)


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
    took: dict[str, list[float]] = {}
    for place in places:
        headers = {"Authorization": f"Bearer {place.token}", "Accept": "text/html"}
        with httpx.Client(base_url=server.origin, headers=headers, timeout=60) as client:
            pages = _pages(Desk(over_http(server.origin), place.token))
            for _ in range(times):
                for name, address in pages:
                    took.setdefault(name, []).append(_asked(client, address))
    floor = quantile(took.pop("/healthz"), 0.95)
    for name, each in took.items():
        slow = quantile(each, 0.95)
        what = f"{name}: p95 of {len(each)} ({sort})"
        yield Row(what, **beside(slow, floor), aim=f"< {AIM_MS} ms", met=slow < AIM_MS)


def _asked(client: httpx.Client, address: str) -> float:
    """Milliseconds until the last byte."""
    began = time.perf_counter()
    client.get(address).raise_for_status()
    return (time.perf_counter() - began) * 1000


def _pages(desk: Desk) -> list[tuple[str, str]]:
    """(name, address) of each page: of a sweep, the one with most stops; of a year, that sweep's."""
    stops = {
        sweep["id"]: desk.call("GET", f"/sweeps/{sweep['id']}/stops")["stops"]
        for sweep in desk.call("GET", "/sweeps")["sweeps"]
    }
    largest = max(stops, key=lambda sweep: len(stops[sweep]))
    stop = stops[largest][0]
    began = datetime.fromisoformat(stop["stopped_at"])
    year = began.year if began.month >= 8 else began.year - 1
    returns = f"/returns/{year}{(year + 1) % 100:02}"
    return [
        ("/healthz", "/healthz"),
        *((page, page) for page in _OF_ALL),
        *((f"/sweeps/…{page}", f"/sweeps/{largest}{page}") for page in _OF_A_SWEEP),
        *(
            (f"/stops/…{page}", f"/stops/{stop['id']}{page}")
            for page in ("", "/correct", "/answer")
        ),
        *((f"/returns/…{page}", f"{returns}{page}") for page in _OF_A_YEAR),
    ]
