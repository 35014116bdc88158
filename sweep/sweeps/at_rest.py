"""Which sweeps plainly have nothing that may still change their figures, told for all of them at once.

A list of sweeps asks this of each that is final, and a return of a whole year of them. `completeness` tells the whole
truth of one sweep in a dozen questions; this asks as few for all together, and leaves to it whatever is not plain.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import distinct, func, or_, select

from sweep.access.models import Device, PlanFact
from sweep.core.completeness import Arrived, Told, account
from sweep.db import db
from sweep.ledger import MERGED, Operation, Quarantined
from sweep.sweeps.models import RosterEntry, Shift, Sweep, WriteOff
from sweep.sweeps.standing import heard_at


class Ended(Protocol):
    """What is asked about of a sweep."""

    @property
    def id(self) -> str: ...
    @property
    def ends_at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class _Phone:
    """A phone with what came from it; `odd` where some of that names no sweep or can't be read."""

    device: Device
    arrived: Arrived
    odd: bool

    def is_done_with(self, sweep: Ended) -> bool:
        """Heard after its end, with nothing missing that could be of it."""
        told = Told(self.device.made, self.device.unsent, self.device.held)
        holds = account(told, self.arrived, sweep.id).holds
        return not self.odd and not holds and heard_at(self.device) >= sweep.ends_at


def plainly_complete(sweeps: Sequence[Ended]) -> set[str]:
    """Ids of those, their time over, whose figures nothing that is known may still change. Others may be so too."""
    if not sweeps:
        return set()
    unsettled, theirs, phones = _unsettled(), _phones_by_sweep(), _phones()
    return {
        sweep.id
        for sweep in sweeps
        if sweep.id not in unsettled
        and all(phones[device_id].is_done_with(sweep) for device_id in theirs[sweep.id])
    }


def _unsettled() -> set[str | None]:
    """Sweeps with open shifts, a write-off, or operations that are aside, wait, or came after they were final; and
    those of which anything was noted since."""
    still = select(Shift.sweep_id).where(Shift.voided.is_(False), Shift.ended_at.is_(None))
    since = or_(Operation.rev > Sweep.final_rev, Operation.taken_rev > Sweep.final_rev)
    late = (
        select(Operation.sweep_id)
        .join(
            Sweep,
            (Sweep.authority_id == Operation.authority_id) & (Sweep.id == Operation.sweep_id),
        )
        .where(Operation.standing.in_(MERGED), since)
    )
    aside = select(Operation.sweep_id).where(Operation.standing.in_(("quarantined", "waiting")))
    asked = (still, late, aside, select(WriteOff.sweep_id))
    told = {sweep_id for each in asked for sweep_id in db.session.scalars(each.distinct())}
    return told | _noted_since_final()


def _noted_since_final() -> set[str | None]:
    """Sweeps whose plan was saved since they were final, or of whose officers another role was noted."""
    newest = select(PlanFact.about, func.max(PlanFact.rev)).group_by(PlanFact.about)
    noted = dict(db.session.execute(newest).all())
    final = db.session.execute(select(Sweep.id, Sweep.final_rev))
    since = {sweep_id: rev for sweep_id, rev in final if rev is not None}
    walked = select(Shift.sweep_id, Shift.officer_id).where(Shift.voided.is_(False)).distinct()
    counted = [*zip(since, since, strict=True), *db.session.execute(walked).all()]
    return {
        sweep_id
        for sweep_id, about in counted
        if sweep_id in since and noted.get(about, 0) > since[sweep_id]
    }


def _phones_by_sweep() -> defaultdict[str, set[str]]:
    """The phones of each sweep's roster, and those that sent or still hold anything of it."""
    of_sweep: defaultdict[str, set[str]] = defaultdict(set)
    rostered = select(RosterEntry.sweep_id, Device.id).join(
        Device,
        (Device.authority_id == RosterEntry.authority_id)
        & (Device.officer_id == RosterEntry.officer_id),
    )
    sent = select(Operation.sweep_id, Operation.device_id).where(
        Operation.sweep_id.is_not(None), Operation.device_id.is_not(None)
    )
    for pairs in (rostered.where(RosterEntry.removed.is_(False)), sent.distinct()):
        for sweep_id, device_id in db.session.execute(pairs):
            of_sweep[str(sweep_id)].add(str(device_id))
    for device_id, held in db.session.execute(select(Device.id, Device.held)):
        for sweep_id in held:
            of_sweep[sweep_id].add(device_id)
    return of_sweep


def _phones() -> dict[str, _Phone]:
    counted = select(
        Operation.device_id, func.count(distinct(Operation.seq)), func.max(Operation.seq)
    ).group_by(Operation.device_id)
    came = {
        device_id: (numbers, highest or 0)
        for device_id, numbers, highest in db.session.execute(counted)
    }
    odd = _senders_of_odd_things()
    return {
        device.id: _Phone(device, Arrived(*came.get(device.id, (0, 0))), device.id in odd)
        for device in db.session.scalars(select(Device))
    }


def _senders_of_odd_things() -> Collection[str | None]:
    nowhere = select(Operation.device_id).where(Operation.sweep_id.is_(None))
    unread = select(Quarantined.device_id)
    return {*db.session.scalars(nowhere.distinct()), *db.session.scalars(unread.distinct())}
