"""Every phone of an authority: what it said last, who shares it, and what of it may be lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select, union

from sweep.access.models import Device, Officer
from sweep.db import db
from sweep.ledger import Operation, Quarantined


@dataclass(frozen=True, slots=True)
class Phone:
    """One officer's part of a phone. `missing` are numbers it gave out that never arrived, those it
    still holds among them.
    """

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
    """Every phone: those in use by their officer's name, then those that were ended, the latest first.

    Officers who share one in use stand together.
    """
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
    phones.sort(key=lambda phone: phone.device.revoked_at is not None)
    together = [each for phone in phones for each in (phone, *in_use_with(phone, phones))]
    return list({phone.device.id: phone for phone in together}.values())


def sharing(phone: Phone, phones: Iterable[Phone]) -> list[Phone]:
    """The other officers whose records lie on the same phone, those signed off among them.

    Both must have said so: one phone's word alone makes nobody share it. What was reported lost is wiped.
    """
    return [
        other
        for other in phones
        if other.device.id in (phone.device.beside or ())
        and phone.device.id in (other.device.beside or ())
        and other.device.revoked_reason != "lost"
    ]


def in_use_with(phone: Phone, phones: Iterable[Phone]) -> list[Phone]:
    """Those of them who may still record on it; nobody, where this officer may not."""
    if phone.device.revoked_at is not None:
        return []
    return [other for other in sharing(phone, phones) if other.device.revoked_at is None]


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
