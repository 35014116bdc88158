"""Sweeps looked up. Another authority's sweep is answered like a missing one."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from sweep.access.models import Officer
from sweep.core.effort import minutes_of
from sweep.core.flags import flag
from sweep.core.power import Period
from sweep.db import db
from sweep.errors import Problem
from sweep.fields import is_uuid
from sweep.sweeps.flags import flags_of_shift
from sweep.sweeps.models import Shift, Sweep


def find_sweep(sweep_id: str) -> Sweep:
    """This authority's sweep. Raises `not_found`, also for an id that is none at all."""
    found = None
    if is_uuid(sweep_id):
        found = db.session.scalars(select(Sweep).where(Sweep.id == sweep_id)).one_or_none()
    if found is None:
        raise Problem("not_found", "There is no such sweep.")
    return found


def all_sweeps() -> Sequence[Sweep]:
    """Every sweep of the authority, the latest first."""
    return db.session.scalars(select(Sweep).order_by(Sweep.starts_at.desc())).all()


def counted_until(sweep: Sweep, now: datetime) -> datetime:
    """Until when a shift still open is counted: now, but never past the sweep's end."""
    return min(now, sweep.ends_at)


def shifts_of(sweep: Sweep) -> list[dict[str, Any]]:
    """The sweep's shifts that stand, earliest first, each as its columns with what is derived.

    `minutes` is None while the shift is open; `officer` and `role` are empty where the phone named an
    officer whom this authority does not have. A shift that began while another of its officer ran is
    flagged: wherever shifts are counted, that time counts once.
    """
    rows = db.session.execute(
        select(Shift, Officer)
        .outerjoin(
            Officer, (Officer.authority_id == Shift.authority_id) & (Officer.id == Shift.officer_id)
        )
        .where(Shift.sweep_id == sweep.id)
        .order_by(Shift.started_at, Shift.id)
    )
    roster = {entry.officer_id for entry in sweep.roster}
    period = Period(sweep.starts_at, sweep.ends_at)
    shifts = [_shown(shift, officer, roster, period) for shift, officer in rows]
    _flag_overlaps(shift for shift in shifts if not shift["voided"])
    return shifts


def _flag_overlaps(shifts: Iterable[dict[str, Any]]) -> None:
    """Earliest first. Of two that are both open nothing is known yet but that they are open."""
    latest: dict[str, datetime | None] = {}
    for shift in shifts:
        officer_id, ended = shift["officer_id"], shift["ended_at"]
        before = latest.get(officer_id, shift["started_at"])
        overlaps = before is None or shift["started_at"] < before
        if overlaps and not (before is None and ended is None):
            shift["flags"].append("overlapping_shifts")
        latest[officer_id] = None if before is None or ended is None else max(before, ended)


def _shown(
    shift: Shift, officer: Officer | None, roster: set[str], period: Period
) -> dict[str, Any]:
    columns = {name: getattr(shift, name) for name in _COLUMNS}
    flags = flags_of_shift(columns, roster, period)
    if officer is None:
        flags = (*flags, flag("officer_unknown"))
    return {
        **columns,
        "officer": officer.name if officer else "",
        "role": officer.role if officer else None,
        "minutes": minutes_of(shift.started_at, shift.ended_at, shift.break_minutes),
        "flags": [each.code for each in flags],
    }


_COLUMNS = tuple(column.key for column in Shift.__table__.columns)
