"""What a phone said of itself with a push, so that it is known what it still holds."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from sweep.access.models import Device
from sweep.db import db


@dataclass(frozen=True, slots=True)
class Contact:
    """`unsent` and `held` (by sweep) are numbers of operations before the push; `made` the highest seq.
    `beside` are the ids of the other enrolments on the same phone.

    None where the phone did not say.
    """

    device_id: str
    app_version: str = ""
    unsent: int | None = None
    made: int | None = None
    held: Mapping[str, int] | None = None
    beside: Sequence[str] | None = None


def note(contact: Contact, settled: Counter[str | None], heard_at: datetime | None) -> None:
    """Keep it, less what this very push settled (by sweep).

    `heard_at` is None where the phone itself was not heard: a rescue file is its word of some earlier time, and
    nobody knows what it made since.

    Pushes arrive twice, late and out of order, and phones' clocks can't say which is the older. But
    `made` only rises, and while it stands still what is unsent only falls. So words from before the
    highest `made` are passed over, and of several with the same `made` the smallest numbers count.
    """
    device = db.session.scalars(select(Device).where(Device.id == contact.device_id)).one()
    device.last_contact_at = heard_at or device.last_contact_at
    device.app_version = contact.app_version or device.app_version
    if contact.made is not None and contact.made < (device.made or 0):
        return
    device.beside = device.beside if contact.beside is None else list(contact.beside)
    same = contact.made is not None and contact.made == device.made
    device.made = device.made if contact.made is None else contact.made
    if contact.unsent is not None:
        unsent = max(0, contact.unsent - settled.total())
        device.unsent = min(unsent, device.unsent) if same and device.unsent is not None else unsent
    if contact.held is not None:
        device.held = _still_held(contact.held, settled, device, same=same)


def _still_held(
    held: Mapping[str, int], settled: Counter[str | None], device: Device, *, same: bool
) -> dict[str, int]:
    """By sweep. No sweep can have more than is unsent at all, which counts what nobody could read too."""
    limit = device.unsent if device.unsent is not None else max(held.values(), default=0)
    left = {
        sweep_id: min(
            number - settled[sweep_id],
            limit,
            device.held.get(sweep_id, 0) if same else number,
        )
        for sweep_id, number in held.items()
    }
    return {sweep_id: number for sweep_id, number in left.items() if number > 0}
