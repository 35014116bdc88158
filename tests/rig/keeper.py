"""Whoever runs the server, and what phones do once it was restored."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from rig.commands import Ran, run_sweep
from rig.street import Json, PretendPhone, op_id
from sweep.access.models import Authority
from sweep.db import db
from sweep.keeping.backup import back_up
from sweep.keeping.elsewhere import let_go
from sweep.keeping.recount import recounted
from sweep.keeping.restore import restore
from sweep.sync.erasing import erase

NOW = datetime(2026, 1, 12, 18, 0, tzinfo=UTC)


@dataclass
class Keeper:
    """Whoever runs the server: backs up and restores, with nobody connected."""

    app: Flask
    environ: dict[str, str]
    folder: Path
    hour: int = 0

    def back_up(self) -> str:
        self.hour += 1
        with self.app.app_context():
            return back_up(self.folder / "kept", NOW + timedelta(hours=self.hour)).file

    def restore(self, file: str) -> dict[str, Any]:
        self.hour += 1
        with self.app.app_context():
            return asdict(restore(Path(file), NOW + timedelta(hours=self.hour)))

    def by_command(self, file: str) -> Ran:
        with self.app.app_context():
            let_go()
        return run_sweep(self.environ, "restore", file)

    def equal(self) -> bool:
        """Whether everything is as the ledger makes it."""
        with self.app.app_context():
            found = db.session.scalars(select(Authority.id)).all()
            return all(recounted(each, NOW).equal for each in found)

    def erase(self, record: str) -> None:
        with self.app.app_context():
            authority_id = db.session.scalars(select(Authority.id)).one()
            erase(authority_id, record, "asked", NOW)


def reconcile(phone: PretendPhone, *texts: str) -> dict[str, str]:
    """What the server says it has of these operations, by id."""
    ops = [
        {"op_id": op_id(each), "sha256": hashlib.sha256(each.encode()).hexdigest()}
        for each in texts or phone.made
    ]
    status, told = phone.wire("POST", "/api/v1/sync/reconcile", {"ops": ops}, phone.token)
    assert status == 200, told
    return {each["op_id"]: each["state"] for each in told["results"]}


def heal(phone: PretendPhone) -> list[Json]:
    """What a phone does at another epoch: asks about all that it holds and sends what is missing."""
    states = reconcile(phone)
    missing = [each for each in phone.made if states[op_id(each)] == "missing"]
    return phone.push(*missing) if missing else []


def epoch(phone: PretendPhone) -> str:
    return str(phone.wire("GET", "/api/v1/hello?nonce=1")[1]["epoch"])
