"""A sweep beside the authority's earlier ones: counts, police time, and whether the difference is more than chance."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, case, func, select

from sweep.access.models import Officer
from sweep.core.codes import POLICE_ROLES
from sweep.core.rates import Groups, Rate
from sweep.core.tally import CountedShift, count_shifts
from sweep.db import db
from sweep.returns.intervals import Comparison, compare
from sweep.returns.read import shifts_by_sweep
from sweep.stops.models import Stop
from sweep.sweeps.models import Shift, Sweep
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
        .where(*_with_police_before(sweep))
        .order_by((Sweep.kind == sweep.kind).desc(), Sweep.starts_at.desc(), Sweep.id)
        .limit(MOST)
    ).all()
    stopped, met, minutes = _stopped(begun), _met(begun), _police_minutes(begun, now)
    rates = [(each, Rate(met[each.id], minutes[each.id])) for each in begun if minutes[each.id]]
    return [Earlier(each, stopped[each.id], rate, compare(truants, rate)) for each, rate in rates]


def left_out(sweep: Sweep, shown: Sequence[Earlier]) -> dict[str, int]:
    """How many earlier sweeps with police hours are not among those shown, by kind; kinds with none left out."""
    before = select(Sweep.kind, func.count()).where(*_with_police_before(sweep))
    counted: Counter[str] = Counter()
    for kind, number in db.session.execute(before.group_by(Sweep.kind)):
        counted[kind] = number
    counted.subtract(each.sweep.kind for each in shown)
    return {kind: number for kind, number in sorted(counted.items()) if number > 0}


def _with_police_before(sweep: Sweep) -> Sequence[ColumnElement[bool]]:
    """Asked of the database, so that sweeps without police hours take no place from those that have some."""
    on_patrol = (
        select(Shift.id)
        .join(
            Officer, (Officer.authority_id == Shift.authority_id) & (Officer.id == Shift.officer_id)
        )
        .where(
            (Shift.authority_id == Sweep.authority_id) & (Shift.sweep_id == Sweep.id),
            Shift.voided.is_(False),
            Shift.ended_at.is_(None) | (Shift.ended_at > Shift.started_at),
            Officer.role.in_(POLICE_ROLES),
        )
    )
    return Sweep.starts_at < sweep.starts_at, Sweep.status != "planned", on_patrol.exists()


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
