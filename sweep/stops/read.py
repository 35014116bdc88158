"""Stops looked up, each as its columns with what is derived from them."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import case, func, select

from sweep.core.finding import parent_present, shown_finding, truanting
from sweep.core.flags import Flag
from sweep.db import db
from sweep.errors import Problem
from sweep.fields import is_uuid
from sweep.schools.calendar import read_calendar
from sweep.stops.flags import Plan, flags_of, plan_of
from sweep.stops.models import Stop
from sweep.stops.on_shift import Walks, flags_by_shifts, walks_of
from sweep.sweeps.models import Sweep

Shown = dict[str, Any]


def stops_of(
    sweep: Sweep, since: int = 0, most: int | None = None, *, voided: bool = True
) -> list[Shown]:
    """The sweep's stops changed after rev `since`, oldest change first."""
    wanted = select(Stop).where(Stop.sweep_id == sweep.id, Stop.rev > since)
    if not voided:
        wanted = wanted.where(Stop.voided.is_(False))
    found: Sequence[Stop] = db.session.scalars(wanted.order_by(Stop.rev).limit(most)).all()
    plan = plan_of(sweep, read_calendar().terms)
    walks = walks_of(sweep.id)
    return [_shown(stop, plan, walks) for stop in found]


def stops_named(sweep: Sweep, stop_ids: Collection[str]) -> dict[str, Shown]:
    """Those of the sweep's stops that have these ids and stand, by id."""
    named = select(Stop).where(
        Stop.sweep_id == sweep.id, Stop.id.in_(stop_ids), Stop.voided.is_(False)
    )
    plan, walks = plan_of(sweep, read_calendar().terms), walks_of(sweep.id)
    return {stop.id: _shown(stop, plan, walks) for stop in db.session.scalars(named)}


def columns_of(sweep: Sweep) -> list[Shown]:
    """The sweep's stops that stand, earliest first, as their columns alone: no flags, which take a while to tell."""
    own = select(*(getattr(Stop, name) for name in _COLUMNS)).where(
        Stop.sweep_id == sweep.id, Stop.voided.is_(False)
    )
    rows = db.session.execute(own.order_by(Stop.stopped_at, Stop.id))
    return [dict(row._mapping) for row in rows]


def find_stop(stop_id: str) -> tuple[Shown, Sweep]:
    """One stop of this authority, also one that was removed, and its sweep. Raises `not_found`."""
    stop = None
    if is_uuid(stop_id):
        stop = db.session.scalars(select(Stop).where(Stop.id == stop_id)).one_or_none()
    if stop is None:
        raise Problem("not_found", "There is no such stop.")
    sweep = db.session.scalars(select(Sweep).where(Sweep.id == stop.sweep_id)).one()
    return _shown(stop, plan_of(sweep, read_calendar().terms), walks_of(sweep.id)), sweep


def answered_of(sweep_id: str) -> tuple[int, int]:
    """Of the sweep's stops that a school can say something about: how many are settled, and how many there are."""
    settled = case((Stop.verification.not_in(("pending", "asked")), 1), else_=0)
    counted = select(func.coalesce(func.sum(settled), 0), func.count()).where(
        Stop.sweep_id == sweep_id, Stop.voided.is_(False), Stop.verification != "not_needed"
    )
    answered, of_all = db.session.execute(counted).one()
    return int(answered), of_all


def full_flags(stop: Shown, sweep: Sweep) -> tuple[Flag, ...]:
    """The flags of a stop that was looked up, each with the sentence that says it best."""
    by_plan = flags_of({**stop, "flags": stop["own_flags"]}, plan_of(sweep, read_calendar().terms))
    return (*by_plan, *flags_by_shifts(stop, walks_of(sweep.id)))


def _shown(stop: Stop, plan: Plan, walks: Walks) -> Shown:
    columns: Shown = {name: getattr(stop, name) for name in _COLUMNS}
    shown = shown_finding(stop.finding, stop.verified_finding)
    return {
        **columns,
        "recorded_at_desk": stop.author_id is None,
        "own_flags": stop.flags,
        "flags": _codes((*flags_of(columns, plan), *flags_by_shifts(columns, walks))),
        "truanting": truanting(stop.finding),
        "truanting_verified": truanting(shown),
        "parent_present": parent_present(stop.accompanied_by),
    }


def _codes(flags: Iterable[Any]) -> list[str]:
    return list(dict.fromkeys(flag.code for flag in flags))


_COLUMNS = tuple(column.key for column in Stop.__table__.columns)
