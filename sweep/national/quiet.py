"""Which sweeps have nothing that could still change them, found in a few questions for a whole year.

A year of sweeps asked one by one, phone by phone, takes longer than a page should. Whoever is not said to be quiet
here is asked properly; so this may miss a quiet one, and never calls one quiet that is not.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import func, or_, select, union

from sweep.access.models import Device
from sweep.db import db
from sweep.ledger import MERGED, Decision, Operation, Quarantined
from sweep.national.facts import PlannedSweep
from sweep.sweeps.models import RosterEntry, Sweep
from sweep.sweeps.standing import heard_at


def not_quiet(sweeps: Sequence[PlannedSweep]) -> set[str]:
    """Ids of the sweeps whose phones, quarantine or late arrivals have to be looked at."""
    ids = [sweep.id for sweep in sweeps]
    if _nobody_knows_whose():
        return set(ids)
    devices = {device.id: device for device in db.session.scalars(select(Device))}
    numbers = _numbers()
    done = {each for each, device in devices.items() if _is_done(device, numbers)}
    phones = _phones_of(ids, devices)
    waiting = _unsettled(ids) | _after_final(ids)
    return {
        sweep.id
        for sweep in sweeps
        if sweep.id in waiting
        or any(
            each not in done or heard_at(devices[each]) < sweep.ends_at for each in phones[sweep.id]
        )
    }


def _nobody_knows_whose() -> bool:
    """Whether something was kept out that may be of any sweep."""
    nameless = select(Operation.op_id).where(
        Operation.sweep_id.is_(None), Operation.standing.in_(("quarantined", "waiting"))
    )
    undecided = select(Quarantined.sha256).where(Quarantined.sha256.not_in(select(Decision.sha256)))
    return any(
        db.session.execute(each.limit(1)).first() is not None for each in (nameless, undecided)
    )


def _numbers() -> dict[str, tuple[int, int]]:
    """(how many different numbers came, the highest) by phone."""
    came = union(
        select(Operation.device_id, Operation.seq).where(Operation.seq.is_not(None)),
        select(Quarantined.device_id, Quarantined.seq).where(Quarantined.seq.is_not(None)),
    ).subquery()
    columns = (came.c.device_id, func.count(), func.max(came.c.seq))
    rows = db.session.execute(select(*columns).group_by(came.c.device_id))
    return {device_id: (number, highest) for device_id, number, highest in rows}


def _is_done(device: Device, numbers: dict[str, tuple[int, int]]) -> bool:
    """Whether all that a phone ever made is here, and it says that it holds nothing."""
    number, highest = numbers.get(device.id, (0, 0))
    return (
        not device.unsent
        and not any(device.held.values())
        and number == max(highest, device.made or 0)
    )


def _phones_of(ids: Collection[str], devices: dict[str, Device]) -> defaultdict[str, set[str]]:
    """The phones that sent anything of a sweep, and those of the officers on its roster."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    sent = select(Operation.sweep_id, Operation.device_id).where(
        Operation.sweep_id.in_(ids), Operation.device_id.is_not(None)
    )
    for sweep_id, device_id in db.session.execute(sent.distinct()):
        found[sweep_id or ""].add(device_id or "")
    of_officer: defaultdict[str, set[str]] = defaultdict(set)
    for device in devices.values():
        of_officer[device.officer_id].add(device.id)
    rostered = select(RosterEntry.sweep_id, RosterEntry.officer_id).where(
        RosterEntry.sweep_id.in_(ids), RosterEntry.removed.is_(False)
    )
    for sweep_id, officer_id in db.session.execute(rostered):
        found[sweep_id] |= of_officer[officer_id]
    return found


def _unsettled(ids: Collection[str]) -> set[str]:
    kept_out = select(Operation.sweep_id).where(
        Operation.standing.in_(("quarantined", "waiting")), Operation.sweep_id.in_(ids)
    )
    return {sweep_id for sweep_id in db.session.scalars(kept_out.distinct()) if sweep_id}


def _after_final(ids: Collection[str]) -> set[str]:
    late = (
        select(Operation.sweep_id)
        .join(
            Sweep, (Sweep.authority_id == Operation.authority_id) & (Sweep.id == Operation.sweep_id)
        )
        .where(
            Operation.sweep_id.in_(ids),
            Operation.standing.in_(MERGED),
            or_(Operation.rev > Sweep.final_rev, Operation.taken_rev > Sweep.final_rev),
        )
    )
    return {sweep_id for sweep_id in db.session.scalars(late.distinct()) if sweep_id}
