"""One file, from its rows to the server's count of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

from sweep.core.tally import Totals
from sweep.replay.client import Server
from sweep.replay.counted import SweepCount, count_sweep, figures
from sweep.replay.days import Day, Making, days_of
from sweep.replay.patrols import Walker, outboxes
from sweep.replay.phones import Phone, enrol, send_all
from sweep.replay.rows import Rows

# Who carries the simulated phones, in turn. Only some have the power of section 16.
_ROLES = ("constable", "pcso_designated", "ewo", "constable", "pcso")
_EMPLOYER = "Simulated by sweep replay"

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a file goes: the server, a coordinator's token, and how the place is called in titles."""

    url: str
    token: str
    place: str


@dataclass(frozen=True, slots=True)
class Replayed:
    """What became of one file."""

    path: Path
    rows: Rows
    new_la_code: str
    operations: int
    batches: int
    sweeps: tuple[SweepCount, ...]

    @property
    def totals(self) -> Totals:
        return sum((sweep.totals for sweep in self.sweeps), Totals())

    @property
    def equal(self) -> bool:
        return all(sweep.equal for sweep in self.sweeps)

    def as_json(self) -> dict[str, Any]:
        return {
            "file": self.path.name,
            "new_la_code": self.new_la_code or None,
            "rows": self.rows.total,
            "skipped": [{"line": row.line, "why": row.why} for row in self.rows.skipped],
            "rows_that_qualify": len(self.rows.qualifying),
            **figures(self.totals),
            "operations": self.operations,
            "batches": self.batches,
            "every_batch_sent_twice": True,
            "equal": self.equal,
            "sweeps": [sweep.as_json() for sweep in self.sweeps],
        }


def replay_file(
    path: Path, rows: Rows, target: Target, making: Making, progress: Callable[[int], Progress]
) -> Replayed:
    """Send the file's stops and ask the server how many there are.

    `progress` hears how many operations there will be and gives what hears of each batch. Raises Refused.
    """
    days = days_of(rows.qualifying)
    if not days:
        return Replayed(path, rows, "", 0, 0, ())
    with Server(target.url, target.token) as server:
        walkers = _walkers(server, min(making.phones, len(rows.qualifying)))
        sweep_ids = _sweeps(server, days, walkers, target.place, making)
        made = outboxes(days, sweep_ids, walkers, making)
        phones = _phones(server, target.url, sweep_ids[days[0].day], walkers)
        operations = sum(len(outbox.texts) for outbox in made)
        try:
            sent = send_all(phones, made, Random(making.seed), progress(operations))
        finally:
            _sign_off(server, phones)
        counts = [
            _close(server, sweep_ids[day.day], day, day.title(target.place, making)) for day in days
        ]
    return Replayed(path, rows, phones[0].new_la_code, operations, sent, tuple(counts))


def _walkers(server: Server, phones: int) -> list[Walker]:
    """The simulated phones' officers: those of an earlier replay, and new ones for the rest."""
    here = {
        officer["name"]: officer
        for officer in server.get("/officers")["officers"]
        if officer["employer"] == _EMPLOYER
    }
    walkers = []
    for number in range(phones):
        name = f"Replay officer {number + 1} (invented)"
        role = _ROLES[number % len(_ROLES)]
        officer = here.get(name) or server.post(
            "/officers", {"name": name, "role": role, "employer": _EMPLOYER}
        )
        walkers.append(Walker(officer["id"], officer["role"]))
    return walkers


def _sweeps(
    server: Server, days: Sequence[Day], walkers: Sequence[Walker], place: str, making: Making
) -> dict[date, str]:
    """The sweep of each day: an earlier replay's where there is one."""
    here = {
        (sweep["title"], datetime.fromisoformat(sweep["starts_at"])): sweep["id"]
        for sweep in server.get("/sweeps")["sweeps"]
    }
    return {
        day.day: here.get((day.title(place, making), day.starts_at))
        or server.post("/sweeps", _plan(day, walkers, day.title(place, making)))["id"]
        for day in days
    }


def _plan(day: Day, walkers: Sequence[Walker], title: str) -> dict[str, Any]:
    return {
        "title": title,
        "kind": "local",
        "status": "open",
        "starts_at": day.starts_at.isoformat(),
        "ends_at": day.ends_at.isoformat(),
        "sites": day.sites(),
        "officer_ids": [walker.officer_id for walker in walkers],
    }


def _phones(server: Server, url: str, sweep_id: str, walkers: Sequence[Walker]) -> list[Phone]:
    codes = [
        server.post(f"/sweeps/{sweep_id}/enrol-codes", {"officer_id": walker.officer_id})["code"]
        for walker in walkers
    ]
    return [enrol(url, code, f"Simulated phone {n}") for n, code in enumerate(codes, start=1)]


def _sign_off(server: Server, phones: Sequence[Phone]) -> None:
    """Simulated phones hold nothing afterwards, and their tokens are good for nothing more."""
    for phone in phones:
        server.post(f"/devices/{phone.device_id}/revoke", {"reason": "left"})


def _close(server: Server, sweep_id: str, day: Day, title: str) -> SweepCount:
    server.patch(f"/sweeps/{sweep_id}", {"status": "verifying"})
    return SweepCount(sweep_id, title, day.day, len(day.rows), count_sweep(server, sweep_id))
