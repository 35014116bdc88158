"""What every schedule starts from: two authorities, three officers' phones and a desk on one sweep."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import time_machine
from flask import Flask

from rig.street import Desk, coordinator, in_process

# A Monday in term.
MORNING = datetime(2026, 1, 12, 9, 30, tzinfo=UTC)
# Of the other authority: nothing that says this may ever reach Solihull.
CANARY = "Linthorpe canary"


@dataclass(frozen=True)
class Enrolled:
    """A phone as its enrolment left it."""

    token: str
    device_id: str
    officer_id: str


@dataclass(frozen=True)
class Ground:
    """Ids and credentials of the template database. `neighbour` is a phone of the other authority."""

    desk: str
    sweep_id: str
    phones: tuple[Enrolled, ...]
    epoch: str
    neighbour: Enrolled
    neighbour_desk: str
    neighbour_sweep: str
    # What phones seal rescue files to.
    rescue_key: dict[str, Any]


def lay(make_app: Callable[[], Flask]) -> Ground:
    """Make it on the live database, which the caller then keeps as the template."""
    with time_machine.travel(MORNING, tick=False):
        app = make_app()
        desk = Desk(in_process(app), coordinator(app))
        officers = [desk.officer(f"PC 223{n}") for n in range(3)]
        sweep_id = desk.sweep(officers)
        phones = tuple(_enrol(desk, sweep_id, officer) for officer in officers)
        other = Desk(in_process(app), coordinator(app, "E06000002", CANARY))
        stranger = other.officer(f"PC {CANARY}")
        elsewhere = other.sweep([stranger], title=CANARY)
        neighbour = _enrol(other, elsewhere, stranger)
        epoch = str(desk.wire("GET", "/api/v1/hello?nonce=n")[1]["epoch"])
        pulled = desk.wire("GET", "/api/v1/sync/pull", token=phones[0].token)[1]
    return Ground(
        desk.token,
        sweep_id,
        phones,
        epoch,
        neighbour,
        other.token,
        elsewhere,
        pulled["rescue_key"],
    )


def _enrol(desk: Desk, sweep_id: str, officer_id: str) -> Enrolled:
    code = desk.call(
        "POST", f"/sweeps/{sweep_id}/enrol-codes", {"officer_id": officer_id}, expect=201
    )
    asked: dict[str, Any] = {"code": code["code"], "enrol_id": "one"}
    status, got = desk.wire("POST", "/api/v1/enrol", asked)
    assert status == 201, got
    return Enrolled(got["token"], got["device_id"], got["officer"]["id"])
