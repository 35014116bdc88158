"""The desk's calls about phones: what each still holds, what may be missing, and ending one."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from sweep import journal
from sweep.access.callers import caller
from sweep.access.models import Device
from sweep.api import blueprint
from sweep.db import db, writing
from sweep.errors import Problem
from sweep.fields import is_uuid
from sweep.sweeps.phones import phones_of
from sweep.sweeps.read import find_sweep
from sweep.sync import schemas

blp = blueprint("devices", __name__, "Phones: what each still holds.")


@blp.route("/sweeps/<sweep_id>/devices")
@blp.response(200, schemas.DeviceList)
def list_devices(sweep_id: str) -> dict[str, Any]:
    """The phones of everybody on the sweep's roster, with what may be missing from each."""
    return {"devices": phones_of(find_sweep(sweep_id))}


@blp.route("/devices/<device_id>/revoke", methods=["POST"])
@blp.arguments(schemas.Revoke)
@blp.response(200, schemas.RevokedDevice)
def revoke_device(said: dict[str, str], device_id: str) -> Device:
    """End a phone: `lost` wipes it at its next contact; `left` still takes what it holds, 14 days."""
    return revoke(caller().authority_id, device_id, said["reason"], datetime.now(UTC))


def revoke(authority_id: int, device_id: str, reason: str, now: datetime) -> Device:
    """End a phone, for the reason `lost` or `left`. Raises `not_found`."""
    with writing(authority_id):
        device = find_device(device_id)
        # A lost phone stays lost: calling off its wipe would need the phone in somebody's hand.
        if device.revoked_reason != "lost":
            device.revoked_at, device.revoked_reason = now, reason
            journal.write_down(_revocation(device))
    return device


def _revocation(device: Device) -> journal.Line:
    at = device.revoked_at.isoformat() if device.revoked_at else None
    return {
        "deed": "revoked",
        "authority_id": device.authority_id,
        "device_id": device.id,
        "reason": device.revoked_reason,
        "at": at,
    }


def revoke_again(line: journal.Line) -> bool:
    """Do what the journal tells of: false where the phone is not here or it is so already.

    Within `writing`. A phone that is not here has no token here either.
    """
    found = select(Device).where(Device.id == line["device_id"])
    device = db.session.scalars(found).one_or_none()
    if device is None or device.revoked_reason in ("lost", line["reason"]):
        return False
    device.revoked_at = datetime.fromisoformat(line["at"])
    device.revoked_reason = line["reason"]
    return True


def find_device(device_id: str) -> Device:
    """This authority's phone. Raises `not_found`, also for an id that is none at all."""
    found = select(Device).where(Device.id == device_id)
    device = db.session.scalars(found).one_or_none() if is_uuid(device_id) else None
    if device is None:
        raise Problem("not_found", "There is no such phone.")
    return device
