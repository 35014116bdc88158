"""One officer's own records as the phone hears of them. `planned`: the rev of each sweep's plan, by sweep id."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import or_, select

from sweep.db import db
from sweep.ledger import Erasure, Operation
from sweep.stops.flags import Plan, flags_of
from sweep.stops.models import Stop
from sweep.stops.schemas import StopView
from sweep.sweeps.flags import flags_of_shift
from sweep.sweeps.models import Shift
from sweep.sweeps.schemas import ShiftView

Change = dict[str, Any]
# The plan of a sweep that is in sight, else None.
PlanOf = Callable[[str], Plan | None]


def _own(
    table: type[Stop] | type[Shift], officer_id: str, since: int, planned: dict[str, int]
) -> Iterable[tuple[int, Any]]:
    """The officer's own records that changed, or whose flags may have, with their effective revs."""
    replanned = [sweep_id for sweep_id, rev in planned.items() if rev > since]
    own = select(table).where(
        table.author_id == officer_id, or_(table.rev > since, table.sweep_id.in_(replanned))
    )
    rows: Iterable[Stop | Shift] = db.session.scalars(own)
    return ((max(row.rev, planned.get(row.sweep_id, 0)), row) for row in rows)


def own_stops(
    officer_id: str, since: int, planned: dict[str, int], plan_of: PlanOf
) -> Iterable[tuple[int, Change]]:
    """The stops that changed after rev `since`, with their flags; each with its effective rev."""
    for rev, stop in _own(Stop, officer_id, since, planned):
        plan = plan_of(stop.sweep_id)
        flags = flags_of(stop.__dict__, plan) if plan else ()
        shown = _gone(stop) if stop.voided else {**StopView().dump(stop), "flags": _codes(flags)}
        yield rev, {"type": "stop", **shown}


def own_shifts(
    officer_id: str, since: int, planned: dict[str, int], plan_of: PlanOf
) -> Iterable[tuple[int, Change]]:
    """The shifts likewise."""
    for rev, shift in _own(Shift, officer_id, since, planned):
        plan = plan_of(shift.sweep_id)
        flags = flags_of_shift(shift.__dict__, plan.roles, plan.period) if plan else ()
        shown = (
            _gone(shift) if shift.voided else {**ShiftView().dump(shift), "flags": _codes(flags)}
        )
        yield rev, {"type": "shift", **shown}


def erased(officer_id: str, since: int) -> Iterable[tuple[int, Change]]:
    """What of this officer's was erased: a phone that still shows it takes it away."""
    own = (
        select(Erasure.record_id, Erasure.rev, Operation.kind, Operation.sweep_id)
        .join(
            Operation,
            (Operation.authority_id == Erasure.authority_id)
            & (Operation.record_id == Erasure.record_id),
        )
        .where(Erasure.rev > since, Operation.officer_id == officer_id)
    )
    gone = {
        (row.kind.partition(".")[0], row.record_id): (row.rev, row.sweep_id)
        for row in db.session.execute(own)
        if row.kind
    }
    for (sort, record_id), (rev, sweep_id) in gone.items():
        shown = {"id": record_id, "rev": rev, "deleted": True, "sweep_id": sweep_id}
        # Of what was only voided a phone may go on showing what it was; of this it may not.
        yield rev, {"type": sort, **shown, "erased": True}


def _codes(flags: Iterable[Any]) -> list[str]:
    return [flag.code for flag in flags]


def _gone(row: Stop | Shift) -> Change:
    return {"id": row.id, "rev": row.rev, "deleted": True, "sweep_id": row.sweep_id}
