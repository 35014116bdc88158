"""The real server, with an authority, a sweep and a phone that is enrolled, on a fresh copy each time."""

import contextlib
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from journeys.solihull import SCHOOLS, Solihull
from rig.databases import migrate
from rig.server import LiveServer
from rig.street import Desk, PretendPhone, new_id, over_http
from stops import in_batches
from sweep import create_app
from sweep.access.roles import Role
from sweep.config import Config
from sweep.people import accounts
from sweep.schools.bring_in import bring_in_schools

_CLOCK_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds from the first byte sent to the last answer, and the server's own CPU seconds."""

    seconds: float
    cpu_seconds: float


class Ground:
    """A folder with a database that is ready for pushes, to be copied and served."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ready = folder / "ready.sqlite3"
        self._made = made = folder / "made.sqlite3"
        migrate(f"sqlite:///{made}", folder)
        self._token = self._coordinator(made)
        with self._serving(made) as server:
            desk = Desk(over_http(server.origin), self._token)
            officer = desk.officer("PC 2231")
            self.phone: PretendPhone = desk.enrol(desk.sweep([officer]), officer)
        # Not a copy of the file: what was last written may still lie in the log beside it.
        with contextlib.closing(sqlite3.connect(made)) as connection:
            connection.execute("VACUUM INTO ?", (str(self._ready),))

    def push(self, texts: Sequence[str], batch: int) -> Taken:
        """Push these to a server on a fresh copy, batch by batch over one kept connection."""
        copy = self.folder / "copy.sqlite3"
        shutil.copy(self._ready, copy)
        with self._serving(copy) as server:
            taken = _push_all(server, self.phone.token, texts, batch)
        for file in self.folder.glob("copy.sqlite3*"):
            file.unlink()
        return taken

    @contextmanager
    def today(self, origin: str) -> Iterator[tuple[LiveServer, str]]:
        """A server with a sweep that is on now, reached at `origin`, and the link that enrols its officer."""
        with self._serving(self._made, origin) as server:
            there = Solihull(server, Desk(over_http(server.origin), self._token), "")
            there.plan_today()
            yield server, there.code()["link"]

    def _environ(self, database: Path) -> dict[str, str]:
        return {
            "DATABASE_URL": f"sqlite:///{database}",
            "SWEEP_SECRET_KEY": "of a bench alone, and long enough to be taken",
            "SWEEP_INSTANCE": str(self.folder),
        }

    def _coordinator(self, database: Path) -> str:
        app = create_app(Config.from_environ(self._environ(database)))
        with app.app_context():
            authority = accounts.add_authority("E08000029", "334", "Solihull")
            bring_in_schools(authority.id, SCHOOLS)
            accounts.add_user(authority, "bench@solihull.example", Role.COORDINATOR)
            user = accounts.find_user("bench@solihull.example")
            assert user is not None
            return accounts.make_token(user)

    @contextmanager
    def _serving(self, database: Path, origin: str = "") -> Iterator[LiveServer]:
        server = LiveServer(self._environ(database), self.folder / "server-output")
        if origin:
            server.environ["SWEEP_ORIGIN"] = origin
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _push_all(server: LiveServer, token: str, texts: Sequence[str], batch: int) -> Taken:
    headers = {"Authorization": f"Bearer {token}"}
    bodies = [
        {"protocol": 1, "batch_id": new_id(), "app_version": "bench", "ops": list(some)}
        for some in in_batches(texts, batch)
    ]
    with httpx.Client(base_url=server.origin, headers=headers, timeout=60) as client:
        client.get("/api/v1/hello?nonce=1").raise_for_status()
        began, cpu_began = time.perf_counter(), _cpu_seconds(server.process_group)
        answers = [client.post("/api/v1/sync/push", json=body) for body in bodies]
        took = time.perf_counter() - began
        cpu = _cpu_seconds(server.process_group) - cpu_began
    _check(answers)
    return Taken(took, cpu)


def _check(answers: Sequence[httpx.Response]) -> None:
    """A push that was not taken in is no measure of one that was."""
    for answer in answers:
        answer.raise_for_status()
        for result in answer.json()["results"]:
            assert result["status"] == "accepted", result


def _cpu_seconds(group: int) -> float:
    """CPU time of every process of this group so far. Linux only."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except FileNotFoundError:  # ended while we looked
            continue
        if int(fields[2]) == group:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / _CLOCK_TICKS
