"""A sweep beside the authority's earlier ones: counts, police time, and whether the difference is more than chance."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select

from sweep.core.rates import Groups, Rate
from sweep.core.tally import CountedShift, count_shifts
from sweep.db import db
from sweep.returns.intervals import Comparison, compare
from sweep.returns.read import shifts_by_sweep
from sweep.stops.models import Stop
from sweep.sweeps.models import Sweep
from sweep.sweeps.read import counted_until

# As many as still read as a list, and enough for two or three years of national weeks.
MOST = 8


@dataclass(frozen=True, slots=True)
class Earlier:
    """One earlier sweep. `truants` are truanting (as verified) over police time; `against` says how this
    sweep's rate compares with it."""

    sweep: Sweep
    stopped: int
    truants: Rate
    against: Comparison

    def kept_back(self, below: int) -> bool:
        """Whether any of its counts is too small to be shown; then none of its figures are."""
        return 0 < self.truants.children < below or 0 < self.stopped < below


def earlier_than(sweep: Sweep, truants: Rate, now: datetime) -> list[Earlier]:
    """The latest sweeps that began before this one and have police hours: of its own kind first, at most MOST."""
    begun = db.session.scalars(
        select(Sweep)
        .where(Sweep.starts_at < sweep.starts_at, Sweep.status != "planned")
        .order_by((Sweep.kind == sweep.kind).desc(), Sweep.starts_at.desc(), Sweep.id)
        .limit(MOST)
    ).all()
    stopped, met, minutes = _stopped(begun), _met(begun), _police_minutes(begun, now)
    rates = [(each, Rate(met[each.id], minutes[each.id])) for each in begun if minutes[each.id]]
    return [Earlier(each, stopped[each.id], rate, compare(truants, rate)) for each, rate in rates]


def _stopped(sweeps: Sequence[Sweep]) -> Mapping[str, int]:
    counted = (
        select(Stop.sweep_id, func.count())
        .where(Stop.sweep_id.in_([each.id for each in sweeps]), Stop.voided.is_(False))
        .group_by(Stop.sweep_id)
    )
    found = {row[0]: int(row[1]) for row in db.session.execute(counted)}
    return defaultdict(int, found)


def _met(sweeps: Sequence[Sweep]) -> Mapping[str, Groups]:
    """The truanting children of each sweep as they were met together."""
    shown = func.coalesce(Stop.verified_finding, Stop.finding)
    groups = (
        select(Stop.sweep_id, func.sum(case((shown == "truanting", 1), else_=0)))
        .where(Stop.sweep_id.in_([each.id for each in sweeps]), Stop.voided.is_(False))
        .group_by(Stop.sweep_id, Stop.encounter_id)
    )
    sizes: dict[str, list[int]] = defaultdict(list)
    for sweep_id, size in db.session.execute(groups):
        sizes[sweep_id].append(int(size))
    return defaultdict(Groups, {sweep_id: Groups.of(found) for sweep_id, found in sizes.items()})


def _police_minutes(sweeps: Sequence[Sweep], now: datetime) -> Mapping[str, int]:
    shifts = shifts_by_sweep([each.id for each in sweeps])
    return dict(_counted(sweeps, shifts, now))


def _counted(
    sweeps: Sequence[Sweep], shifts: Mapping[str, Sequence[CountedShift]], now: datetime
) -> Iterator[tuple[str, int]]:
    for each in sweeps:
        effort = count_shifts(shifts.get(each.id, ()), counted_until(each, now))
        yield each.id, effort.police_minutes
