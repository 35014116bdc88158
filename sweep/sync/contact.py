"""What a phone said of itself with a push, so that it is known what it still holds."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from sweep.access.models import Device
from sweep.db import db


@dataclass(frozen=True, slots=True)
class Contact:
    """`unsent` and `held` (by sweep) are numbers of operations before the push; `made` the highest seq.

    None where the phone did not say.
    """

    device_id: str
    app_version: str = ""
    unsent: int | None = None
    made: int | None = None
    held: Mapping[str, int] | None = None


def note(contact: Contact, settled: Counter[str | None], now: datetime) -> None:
    """Keep it, less what this very push settled (by sweep)."""
    device = db.session.scalars(select(Device).where(Device.id == contact.device_id)).one()
    device.last_contact_at = now
    device.app_version = contact.app_version or device.app_version
    if contact.made is not None:
        device.made = contact.made
    if contact.unsent is not None:
        device.unsent = max(0, contact.unsent - settled.total())
    if contact.held is not None:
        device.held = {
            sweep_id: held - settled[sweep_id]
            for sweep_id, held in contact.held.items()
            if held > settled[sweep_id]
        }
