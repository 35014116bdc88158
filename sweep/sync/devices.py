"""The desk's calls about phones: what each still holds, what may be missing, and ending one."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from sweep.access.callers import caller
from sweep.access.models import Device, Officer
from sweep.api import blueprint
from sweep.db import db, writing
from sweep.errors import Problem
from sweep.sweeps.models import Sweep
from sweep.sweeps.read import find_sweep
from sweep.sync import schemas
from sweep.sync.models import Operation

blp = blueprint("devices", __name__, "Phones: what each still holds.")

# More pairs than this tell a person no more than these do.
_MOST_GAPS = 100


@blp.route("/sweeps/<sweep_id>/devices")
@blp.response(200, schemas.DeviceList)
def list_devices(sweep_id: str) -> dict[str, Any]:
    """The phones of everybody on the sweep's roster, with what may be missing from each."""
    return {"devices": devices_of(find_sweep(sweep_id))}


@blp.route("/devices/<device_id>/revoke", methods=["POST"])
@blp.arguments(schemas.Revoke)
@blp.response(200, schemas.RevokedDevice)
def revoke_device(said: dict[str, str], device_id: str) -> Device:
    """End a phone: `lost` wipes it at its next contact; `left` still takes what it holds, 14 days."""
    with writing(caller().authority_id):
        device = db.session.scalars(select(Device).where(Device.id == device_id)).one_or_none()
        if device is None:
            raise Problem("not_found", "There is no such phone.")
        device.revoked_at, device.revoked_reason = datetime.now(UTC), said["reason"]
    return device


def devices_of(sweep: Sweep) -> list[dict[str, Any]]:
    """Each phone of the roster's officers: its last words, and the gaps in what came from it."""
    rows = db.session.execute(
        select(Device, Officer)
        .join(
            Officer,
            (Officer.authority_id == Device.authority_id) & (Officer.id == Device.officer_id),
        )
        .where(Device.officer_id.in_([entry.officer_id for entry in sweep.roster]))
        .order_by(Officer.name, Device.enrolled_at)
    )
    return [_shown(device, officer, sweep.id) for device, officer in rows]


def _shown(device: Device, officer: Officer, sweep_id: str) -> dict[str, Any]:
    seqs = db.session.scalars(
        select(Operation.seq)
        .where(Operation.device_id == device.id, Operation.seq.is_not(None))
        .order_by(Operation.seq)
    ).all()
    columns = {column.key: getattr(device, column.key) for column in Device.__table__.columns}
    return {
        **columns,
        "officer": officer.name,
        "role": officer.role,
        "held": device.held.get(sweep_id, 0) if device.unsent is not None else None,
        "highest_seq": seqs[-1] if seqs else 0,
        "gaps": gaps(seqs, device.made or 0),
    }


def gaps(seqs: Sequence[int | None], made: int) -> list[list[int]]:
    """Runs of numbers from 1 to the highest made that did not come: [first, last] each."""
    missing: list[list[int]] = []
    expected = 1
    for seq in [*(seq for seq in seqs if seq is not None), max(made, expected - 1) + 1]:
        if seq > expected:
            missing.append([expected, seq - 1])
        expected = max(expected, seq + 1)
    return missing[:_MOST_GAPS]
