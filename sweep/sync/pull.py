"""What changed for one officer's phone since a cursor: its sweeps, its own records, schools and terms.

Every change has an *effective* rev: that of the record, or that of the officer's place on the roster
where it came later, since gaining sight of a sweep is a change to all of it. Changes go out in that
order, so a cursor is one number; revs are committed in the order they are given out, so it skips none.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import func, or_, select

from sweep.db import db
from sweep.ledger import Erasure, Operation
from sweep.schools.changes import changes_of_schools, changes_of_terms
from sweep.stops.flags import PLAN_PARTS, flags_of, plan_of
from sweep.stops.models import Stop
from sweep.stops.schemas import StopView
from sweep.sweeps.flags import flags_of_shift
from sweep.sweeps.models import Authorisation, RosterEntry, Shift, Site, Sweep
from sweep.sweeps.schemas import AuthorisationView, ShiftView, SiteView, SweepLine

Change = dict[str, Any]

# Enough for a day; a phone that was away for long asks again.
AT_ONCE = 500


def changes_since(officer_id: str, since: int) -> tuple[list[Change], int, bool]:
    """(changes, cursor to go on from, whether there is more), oldest effective rev first."""
    found = sorted(_all_since(officer_id, since), key=lambda pair: pair[0])
    sent: list[Change] = []
    cursor = since
    # Those that share a rev stay together: a cursor can't point between them.
    for rev, together in groupby(found, key=lambda pair: pair[0]):
        if len(sent) >= AT_ONCE:
            return sent, cursor, True
        sent += [change for _, change in together]
        cursor = rev
    return sent, cursor, False


def _all_since(officer_id: str, since: int) -> Iterator[tuple[int, Change]]:
    mine = select(RosterEntry).where(RosterEntry.officer_id == officer_id)
    sight = {entry.sweep_id: entry for entry in db.session.scalars(mine)}
    sweeps = {
        sweep.id: sweep
        for sweep in db.session.scalars(
            select(Sweep).where(Sweep.id.in_(sight)).options(*PLAN_PARTS)
        )
    }
    seen = {
        sweep_id: entry.rev
        for sweep_id, entry in sight.items()
        if not entry.removed and sweeps[sweep_id].status != "final"
    }
    planned = _plan_revs(sweeps.values())
    pairs = (
        *_lost(sight, sweeps, seen),
        *_plans(seen, sweeps),
        *_own_stops(officer_id, since, sweeps, planned),
        *_own_shifts(officer_id, since, sweeps, planned),
        *_erased(officer_id, since),
        *_near_by(since),
    )
    return ((rev, change) for rev, change in pairs if rev > since)


def _lost(
    sight: dict[str, RosterEntry], sweeps: dict[str, Sweep], seen: dict[str, int]
) -> Iterable[tuple[int, Change]]:
    for sweep_id, entry in sight.items():
        if sweep_id not in seen:
            rev = max(entry.rev, sweeps[sweep_id].rev)
            yield rev, {"type": "sweep", "id": sweep_id, "rev": rev, "deleted": True}


def _plans(seen: dict[str, int], sweeps: dict[str, Sweep]) -> Iterable[tuple[int, Change]]:
    for sweep_id in seen:
        yield _seen_from(seen, sweep_id, "sweep", SweepLine().dump(sweeps[sweep_id]))
    for site in db.session.scalars(select(Site).where(Site.sweep_id.in_(seen))):
        shown = _taken_away(site) if site.removed else SiteView().dump(site)
        yield _seen_from(seen, site.sweep_id, "site", {**shown, "rev": site.rev})
    for entry in db.session.scalars(select(RosterEntry).where(RosterEntry.sweep_id.in_(seen))):
        yield _seen_from(seen, entry.sweep_id, "roster", _roster(entry))
    for given in db.session.scalars(select(Authorisation).where(Authorisation.sweep_id.in_(seen))):
        shown = {"id": given.sweep_id, "rev": given.rev, **AuthorisationView().dump(given)}
        yield _seen_from(seen, given.sweep_id, "authorisation", shown)


def _seen_from(seen: dict[str, int], sweep_id: str, sort: str, shown: Change) -> tuple[int, Change]:
    rev = max(shown["rev"], seen[sweep_id])
    return rev, {"type": sort, "deleted": False, "sweep_id": sweep_id, **shown, "rev": rev}


def _taken_away(row: Site | RosterEntry) -> Change:
    return {"id": row.id, "rev": row.rev, "deleted": True}


def _roster(entry: RosterEntry) -> Change:
    if entry.removed:
        return _taken_away(entry)
    return {
        "id": entry.id,
        "rev": entry.rev,
        "officer_id": entry.officer_id,
        "name": entry.officer.name,
        "role": entry.officer.role,
    }


def _plan_revs(sweeps: Iterable[Sweep]) -> dict[str, int]:
    """The latest change to each plan that the flags of its records follow from, by sweep id."""
    revs = {
        sweep.id: max(sweep.rev, sweep.authorisation.rev if sweep.authorisation else 0)
        for sweep in sweeps
    }
    latest = (
        select(RosterEntry.sweep_id, func.max(RosterEntry.rev))
        .where(RosterEntry.sweep_id.in_(revs))
        .group_by(RosterEntry.sweep_id)
    )
    for sweep_id, rev in db.session.execute(latest):
        revs[sweep_id] = max(revs[sweep_id], rev)
    return revs


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


def _own_stops(
    officer_id: str, since: int, sweeps: dict[str, Sweep], planned: dict[str, int]
) -> Iterable[tuple[int, Change]]:
    for rev, stop in _own(Stop, officer_id, since, planned):
        plan = plan_of(sweeps[stop.sweep_id]) if stop.sweep_id in sweeps else None
        flags = flags_of(stop.__dict__, plan) if plan else ()
        shown = _gone(stop) if stop.voided else {**StopView().dump(stop), "flags": _codes(flags)}
        yield rev, {"type": "stop", **shown}


def _own_shifts(
    officer_id: str, since: int, sweeps: dict[str, Sweep], planned: dict[str, int]
) -> Iterable[tuple[int, Change]]:
    for rev, shift in _own(Shift, officer_id, since, planned):
        plan = plan_of(sweeps[shift.sweep_id]) if shift.sweep_id in sweeps else None
        flags = flags_of_shift(shift.__dict__, plan.roles, plan.period) if plan else ()
        shown = (
            _gone(shift) if shift.voided else {**ShiftView().dump(shift), "flags": _codes(flags)}
        )
        yield rev, {"type": "shift", **shown}


def _erased(officer_id: str, since: int) -> Iterable[tuple[int, Change]]:
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


def _near_by(since: int) -> Iterable[tuple[int, Change]]:
    """What every phone of the authority hears, whatever its sweeps.

    No more than one answer takes and one beyond, by which it is known that there is more: those after it have
    higher revs than all that is sent.
    """
    most = AT_ONCE + 1
    for change in (*changes_of_schools(since, most), *changes_of_terms(since, most)):
        yield change["rev"], change


def _codes(flags: Iterable[Any]) -> list[str]:
    return [flag.code for flag in flags]


def _gone(row: Stop | Shift) -> Change:
    return {"id": row.id, "rev": row.rev, "deleted": True, "sweep_id": row.sweep_id}
