"""What figures are added up from: children, groups met together and shifts, by type of sweep.

Read from the tables, grouped by the database. `as_at` makes the same from the ledger.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, case, func, select

from sweep.core.tally import CELL_FIELDS, CountedShift, Groups, Meetings, StopCell
from sweep.db import db
from sweep.national.columns import TOTAL
from sweep.national.facts import Facts, PlannedSweep
from sweep.returns.read import counted_role
from sweep.stops.models import Stop
from sweep.sweeps.models import Shift, Sweep

_CELL = tuple(getattr(Stop, name) for name in CELL_FIELDS)


@dataclass(frozen=True, slots=True)
class WorkedShift:
    """A shift of a type of sweep. One still open ends at the moment up to which it is counted."""

    sweep_type: str
    shift: CountedShift


@dataclass(frozen=True, slots=True)
class Material:
    """`cells` counts children by (type of sweep, what is counted of them).

    `meetings` are by type of sweep, and of all under Total. `open_shifts` is how many were still open.
    """

    cells: Mapping[tuple[str, StopCell], int]
    meetings: Mapping[str, Meetings]
    shifts: Sequence[WorkedShift]
    open_shifts: int = 0


def type_of(sweep: PlannedSweep) -> str:
    """A sweep's type as the return writes it."""
    return sweep.kind.capitalize()


def material_now(sweeps: Sequence[PlannedSweep], facts: Facts, now: datetime) -> Material:
    """Of these sweeps, as their records stand."""
    ids = [sweep.id for sweep in sweeps]
    shifts = _shifts(sweeps)
    worked, still_open = worked_shifts(shifts, sweeps, facts.roles, now)
    meetings = {TOTAL: _meetings(_encounters(ids))}
    for kind in {sweep.kind for sweep in sweeps}:
        own = [sweep.id for sweep in sweeps if sweep.kind == kind]
        meetings[kind.capitalize()] = _meetings(_encounters(own))
    return Material(_cells(ids), meetings, worked, still_open)


def _cells(ids: Sequence[str]) -> Counter[tuple[str, StopCell]]:
    grouped = (
        select(Sweep.kind, *_CELL, func.count().label("children"))
        .join(Sweep, (Sweep.authority_id == Stop.authority_id) & (Sweep.id == Stop.sweep_id))
        .where(Stop.sweep_id.in_(ids), Stop.voided.is_(False))
        .group_by(Sweep.kind, *_CELL)
    )
    cells: Counter[tuple[str, StopCell]] = Counter()
    for row in db.session.execute(grouped):
        said = dict(row._mapping)
        kind, children = said.pop("kind"), said.pop("children")
        cells[kind.capitalize(), StopCell(**said)] += children
    return cells


def _encounters(ids: Sequence[str]) -> Select[Any]:
    """How many encounters there are of each size: stopped, truanting as verified, as recorded."""
    shown = func.coalesce(Stop.verified_finding, Stop.finding)
    sizes = (
        select(
            func.count().label("stopped"),
            func.sum(case((shown == "truanting", 1), else_=0)).label("verified"),
            func.sum(case((Stop.finding == "truanting", 1), else_=0)).label("provisional"),
        )
        .where(Stop.sweep_id.in_(ids), Stop.voided.is_(False))
        .group_by(Stop.encounter_id)
        .subquery()
    )
    columns = (sizes.c.stopped, sizes.c.verified, sizes.c.provisional)
    return select(*columns, func.count().label("times")).group_by(*columns)


def _meetings(sizes: Select[Any]) -> Meetings:
    rows = db.session.execute(sizes).all()
    names = ("stopped", "verified", "provisional")
    return Meetings(*(_groups((getattr(row, name), row.times) for row in rows) for name in names))


def _groups(sizes: Iterable[tuple[int, int]]) -> Groups:
    counted = [(int(size), times) for size, times in sizes if size]
    return Groups(
        sum(times for _, times in counted),
        sum(size * times for size, times in counted),
        sum(size * size * times for size, times in counted),
    )


def _shifts(sweeps: Sequence[PlannedSweep]) -> Iterator[Mapping[str, Any]]:
    columns = (
        Shift.sweep_id,
        Shift.officer_id,
        Shift.started_at,
        Shift.ended_at,
        Shift.break_minutes,
    )
    counted = select(*columns).where(
        Shift.sweep_id.in_([sweep.id for sweep in sweeps]), Shift.voided.is_(False)
    )
    return (dict(row._mapping) for row in db.session.execute(counted))


def worked_shifts(
    shifts: Iterable[Mapping[str, Any]],
    sweeps: Sequence[PlannedSweep],
    roles: Mapping[str, str],
    moment: datetime,
) -> tuple[list[WorkedShift], int]:
    """Shifts (their columns by name) under their officers' roles, and how many are open.

    An open one counts up to `moment`, but never past its sweep's end.
    """
    of = {sweep.id: sweep for sweep in sweeps}
    worked, still_open = [], 0
    for shift in shifts:
        sweep = of[shift["sweep_id"]]
        still_open += shift["ended_at"] is None
        counted = CountedShift(
            shift["officer_id"],
            counted_role(roles.get(shift["officer_id"])),
            shift["started_at"],
            shift["ended_at"] or min(moment, sweep.ends_at),
            shift["break_minutes"],
        )
        worked.append(WorkedShift(type_of(sweep), counted))
    return worked, still_open
