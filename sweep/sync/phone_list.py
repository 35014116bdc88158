"""Every phone of an authority: what it said last, and what of it may be lost."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select, union

from sweep.access.models import Device, Officer
from sweep.db import db
from sweep.ledger import Operation, Quarantined


@dataclass(frozen=True, slots=True)
class Phone:
    """`missing` are numbers it gave out that never arrived, those it still holds among them."""

    device: Device
    officer: Officer
    missing: int

    @property
    def unsent(self) -> int:
        return self.device.unsent or 0

    @property
    def lost_without_trace(self) -> int:
        """What never arrived and is not on the phone either, by its own word."""
        return max(0, self.missing - self.unsent)

    @property
    def at_stake(self) -> int:
        """How many records would go with the phone, as far as anybody knows."""
        return max(self.unsent, self.missing)


def all_phones() -> list[Phone]:
    """Every phone: those in use by their officer's name, then those that were ended, the latest first."""
    rows = db.session.execute(
        select(Device, Officer)
        .join(
            Officer,
            (Officer.authority_id == Device.authority_id) & (Officer.id == Device.officer_id),
        )
        .order_by(Device.revoked_at.desc(), Officer.name, Device.enrolled_at)
    ).all()
    arrived = _arrived()
    phones = [Phone(device, officer, _missing(device, arrived)) for device, officer in rows]
    return sorted(phones, key=lambda phone: phone.device.revoked_at is not None)


def _arrived() -> Mapping[str, tuple[int, int]]:
    """By phone, how many different numbers came from it and the highest of them."""
    both = union(
        *(
            select(table.device_id, table.seq).where(
                table.device_id.is_not(None), table.seq.is_not(None)
            )
            for table in (Operation, Quarantined)
        )
    ).subquery()
    counted = select(both.c.device_id, func.count(), func.max(both.c.seq)).group_by(
        both.c.device_id
    )
    return {device: (number, highest) for device, number, highest in db.session.execute(counted)}


def _missing(device: Device, arrived: Mapping[str, tuple[int, int]]) -> int:
    number, highest = arrived.get(device.id, (0, 0))
    return max(highest, device.made or 0) - number
