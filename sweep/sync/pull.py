"""What changed for one officer's phone since a cursor: its sweeps, its own records, schools and terms.

Every change has an *effective* rev: that of the record, or that of the officer's place on the roster
where it came later, since gaining sight of a sweep is a change to all of it. Changes go out in that
order, so a cursor is one number; revs are committed in the order they are given out, so it skips none.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby

from sqlalchemy import func, select

from sweep.db import db
from sweep.schools.calendar import read_calendar
from sweep.schools.changes import changes_of_schools, changes_of_terms
from sweep.stops.flags import PLAN_PARTS, Plan, plan_of
from sweep.sweeps.models import Authorisation, RosterEntry, Site, Sweep
from sweep.sweeps.schemas import AuthorisationView, SiteView, SweepLine
from sweep.sync.own_records import Change, erased, own_shifts, own_stops, shifts_elsewhere

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
    calendar = read_calendar()
    planned = _plan_revs(sweeps.values(), calendar.rev)

    @cache
    def plan(sweep_id: str) -> Plan | None:
        return plan_of(sweeps[sweep_id], calendar.terms) if sweep_id in sweeps else None

    pairs = (
        *_lost(sight, sweeps, seen),
        *_plans(seen, sweeps),
        *own_stops(officer_id, since, planned, plan),
        *own_shifts(officer_id, since, planned, plan),
        *shifts_elsewhere(officer_id, since),
        *erased(officer_id, since),
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


def _plan_revs(sweeps: Iterable[Sweep], terms_rev: int) -> dict[str, int]:
    """The latest change to each plan that the flags of its records follow from, by sweep id."""
    revs = {
        sweep.id: max(sweep.rev, sweep.authorisation.rev if sweep.authorisation else 0, terms_rev)
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


def _near_by(since: int) -> Iterable[tuple[int, Change]]:
    """What every phone of the authority hears, whatever its sweeps.

    No more than one answer takes and one beyond, by which it is known that there is more: those after it have
    higher revs than all that is sent.
    """
    most = AT_ONCE + 1
    for change in (*changes_of_schools(since, most), *changes_of_terms(since, most)):
        yield change["rev"], change
