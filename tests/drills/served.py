"""A real server under the phones of Solihull's officers, and what of theirs it must have counted."""

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from flask import Flask

from drills.records import stops_of
from rig.commands import run_sweep
from rig.server import LiveServer
from rig.street import Desk, PretendPhone, coordinator, over_http

PHONES = 4


@dataclass(frozen=True)
class Served:
    """Its `desk` and `phones` speak to the server by its address."""

    server: LiveServer
    desk: Desk
    phones: list[PretendPhone]
    environ: dict[str, str]

    def counted(self, stops: int) -> None:
        """Each stop in the sweep's totals once, and tables and totals what the ledger makes of them."""
        sweep_id = self.phones[0].sweep_id
        there = stops_of(self.desk, sweep_id)
        assert len(there) == len(set(there)) == stops
        assert self.desk.summary(sweep_id)["children_stopped"] == stops
        recount = run_sweep(self.environ, "recount")
        assert recount.code == 0, recount.said

    def readiness(self) -> int:
        """The status of /readyz."""
        return httpx.get(f"{self.server.origin}/readyz", timeout=60).status_code

    def processes(self) -> list[int]:
        """Who leads and who serves."""
        return [self.server.process_group, *self._workers()]

    def kill_workers(self) -> None:
        """`kill -9` of all that serve; their leader starts others."""
        for worker in self._workers():
            os.kill(worker, signal.SIGKILL)

    def _workers(self) -> list[int]:
        leader = self.server.process_group
        children = Path(f"/proc/{leader}/task/{leader}/children").read_text()
        return [int(pid) for pid in children.split()]


@pytest.fixture
def served(app: Flask, environ: dict[str, str], tmp_path: Path) -> Iterator[Served]:
    """Workers are made by forking (`--preload`), so that a killed one is replaced in a moment."""
    told = {**environ, "GUNICORN_CMD_ARGS": "--preload"}
    server = LiveServer(told, tmp_path / "server-output")
    server.start()
    desk = Desk(over_http(server.origin), coordinator(app))
    officers = [desk.officer(f"PC {number}") for number in range(2201, 2201 + PHONES)]
    sweep_id = desk.sweep(officers)
    phones = [desk.enrol(sweep_id, officer) for officer in officers]
    yield Served(server, desk, phones, environ)
    server.kill()
