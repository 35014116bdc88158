"""Stops held against the shifts of the officers who recorded them, by the rule of `core.on_shift`."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from sweep.core.flags import Flag
from sweep.core.on_shift import Walk, off_shift_flags
from sweep.db import db
from sweep.stops.models import Stop
from sweep.sweeps.models import Shift

# Officer id → that officer's shifts in one sweep, those that were removed too.
Walks = Mapping[str, Sequence[Walk]]


def walks_of(sweep_id: str) -> Walks:
    """Of everybody in this sweep."""
    columns = (Shift.officer_id, Shift.started_at, Shift.ended_at, Shift.voided)
    found: defaultdict[str, list[Walk]] = defaultdict(list)
    for row in db.session.execute(select(*columns).where(Shift.sweep_id == sweep_id)):
        found[row.officer_id].append(Walk(row.started_at, row.ended_at, not row.voided))
    return found


def flags_by_shifts(stop: Mapping[str, Any], walks: Walks) -> tuple[Flag, ...]:
    """Of one stop, its columns by name. One that was entered at a desk has no officer's shift to lie in."""
    return off_shift_flags(stop["stopped_at"], walks.get(stop["author_id"] or "", ()))


def stops_off_shift(sweep_id: str) -> list[dict[str, Any]]:
    """The sweep's stops that stand and lie in no shift of their officer: `id`, `stopped_at`, `author_id`."""
    walks = walks_of(sweep_id)
    own = select(Stop.id, Stop.stopped_at, Stop.author_id).where(
        Stop.sweep_id == sweep_id, Stop.voided.is_(False)
    )
    rows = db.session.execute(own.order_by(Stop.stopped_at, Stop.id)).mappings()
    stops = [{str(name): value for name, value in row.items()} for row in rows]
    return [stop for stop in stops if flags_by_shifts(stop, walks)]
