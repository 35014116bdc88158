"""The demo's sweeps in the database, found by title and planned by the same code as everybody's."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from sweep.access.models import Authority
from sweep.db import db, writing
from sweep.sweeps.models import Sweep
from sweep.sweeps.planning import change_sweep, create_sweep
from sweep.sweeps.read import find_sweep
from sweep.sweeps.schemas import NewSweep

PREFIX = "Demo: "


def here() -> dict[str, Sweep]:
    """The demo's sweeps by title."""
    found = db.session.scalars(select(Sweep).where(Sweep.title.startswith(PREFIX)))
    return {sweep.title: sweep for sweep in found}


def plan(solihull: Authority, said: Mapping[str, Any]) -> Sweep:
    """A new sweep, its shape checked as a call of the API would be."""
    loaded = NewSweep().load(said)
    with writing(solihull.id):
        return create_sweep(solihull.id, loaded)


def change(sweep_id: str, authority_id: int, said: Mapping[str, Any]) -> None:
    with writing(authority_id):
        change_sweep(find_sweep(sweep_id), said)


def said_of(
    title: str, kind: str, period: tuple[datetime, datetime], officer_ids: Sequence[str]
) -> dict[str, Any]:
    """What every sweep of the demo has: an open status and everybody on the roster."""
    starts_at, ends_at = period
    return {
        "title": title,
        "kind": kind,
        "status": "open",
        "starts_at": starts_at.isoformat(),
        "ends_at": ends_at.isoformat(),
        "officer_ids": list(officer_ids),
    }
