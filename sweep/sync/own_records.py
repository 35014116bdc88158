"""One officer's own records as the phone hears of them. `planned`: the rev of each sweep's plan, by sweep id."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased

from sweep.access.models import Officer
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
) -> Iterable[tuple[int, Any, Change]]:
    """The officer's own records that changed, or whose flags may have: (effective rev, row, when at a desk)."""
    replanned = [sweep_id for sweep_id, rev in planned.items() if rev > since]
    shown_by_desk = and_(
        Operation.authority_id == table.authority_id,
        Operation.op_id == table.head,
        Operation.device_id.is_(None),
        # What a desk recorded or mended is no change by it.
        Operation.base_op.is_not(None),
    )
    own = (
        select(
            table, Operation.received_at, and_(Operation.kind == "stop.restore", _was_gone(table))
        )
        .outerjoin(Operation, shown_by_desk)
        .where(table.author_id == officer_id, or_(table.rev > since, table.sweep_id.in_(replanned)))
    )
    row: Any
    for row, desk_at, put_back in db.session.execute(own):
        at: Change = {"desk_at": desk_at.isoformat()} if desk_at else {}
        if put_back:
            at["put_back"] = True
        yield max(row.rev, planned.get(row.sweep_id, 0)), row, at


def _was_gone(table: type[Stop] | type[Shift]) -> ColumnElement[bool]:
    """Whether the record was removed by a word that stood: what never was gone is not put back."""
    removal = aliased(Operation)
    return exists().where(
        removal.authority_id == table.authority_id,
        removal.record_id == table.id,
        removal.kind == "stop.void",
        removal.standing == "applied",
    )


def own_stops(
    officer_id: str, since: int, planned: dict[str, int], plan_of: PlanOf
) -> Iterable[tuple[int, Change]]:
    """The stops that changed after rev `since`, with their flags; each with its effective rev."""
    for rev, stop, at in _own(Stop, officer_id, since, planned):
        plan = plan_of(stop.sweep_id)
        flags = flags_of(stop.__dict__, plan) if plan else ()
        shown = _gone(stop) if stop.voided else {**StopView().dump(stop), "flags": _codes(flags)}
        yield rev, {"type": "stop", **shown, **at}


def own_shifts(
    officer_id: str, since: int, planned: dict[str, int], plan_of: PlanOf
) -> Iterable[tuple[int, Change]]:
    """The shifts that this officer's phones ran, likewise."""
    for rev, shift, at in _own(Shift, officer_id, since, planned):
        plan = plan_of(shift.sweep_id)
        flags = flags_of_shift(shift.__dict__, plan.roles, plan.period) if plan else ()
        shown = (
            _gone(shift) if shift.voided else {**ShiftView().dump(shift), "flags": _codes(flags)}
        )
        yield rev, {"type": "shift", **shown, **at}


def shifts_elsewhere(officer_id: str, since: int) -> Iterable[tuple[int, Change]]:
    """The officer's time that a colleague's phone or a desk recorded.

    Of a type of its own: an older app, to which every shift it hears of is its own to end, passes over it.
    """
    by_others = (
        select(Shift, Officer.name)
        .outerjoin(
            Officer,
            (Officer.authority_id == Shift.authority_id) & (Officer.id == Shift.author_id),
        )
        .where(
            Shift.officer_id == officer_id,
            or_(Shift.author_id.is_(None), Shift.author_id != officer_id),
            Shift.rev > since,
        )
    )
    for shift, name in db.session.execute(by_others):
        shown = _gone(shift) if shift.voided else {**ShiftView().dump(shift), "recorded_by": name}
        yield shift.rev, {"type": "shift_elsewhere", **shown}


def erased(officer_id: str, since: int) -> Iterable[tuple[int, Change]]:
    """What was erased: a phone that still shows it takes it away.

    Of its own everything; of colleagues' the shifts, for nobody knows any more whose time they were.
    """
    known = (
        select(
            Erasure.record_id,
            Erasure.rev,
            Operation.kind,
            Operation.sweep_id,
            Operation.officer_id == officer_id,
        )
        .join(
            Operation,
            (Operation.authority_id == Erasure.authority_id)
            & (Operation.record_id == Erasure.record_id),
        )
        .where(Erasure.rev > since)
    )
    gone = {}
    for record_id, rev, kind, sweep_id, own in db.session.execute(known):
        sort = kind.partition(".")[0]
        told = sort if own else "shift_elsewhere" if sort == "shift" else ""
        if told:
            gone[told, record_id] = rev, sweep_id
    for (told, record_id), (rev, sweep_id) in gone.items():
        shown = {"id": record_id, "rev": rev, "deleted": True, "sweep_id": sweep_id}
        # Of what was only voided a phone may go on showing what it was; of this it may not.
        yield rev, {"type": told, **shown, "erased": True}


def _codes(flags: Iterable[Any]) -> list[str]:
    return [flag.code for flag in flags]


def _gone(row: Stop | Shift) -> Change:
    return {"id": row.id, "rev": row.rev, "deleted": True, "sweep_id": row.sweep_id}
