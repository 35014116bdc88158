"""Making and changing a sweep's plan. Every part that a phone pulls takes a new `rev`."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from uuid_utils.compat import uuid7

from sweep.access.history import note
from sweep.access.models import Officer
from sweep.access.revs import Revs
from sweep.core.codes import SWEEP_STATUSES
from sweep.db import db
from sweep.errors import fields_wrong
from sweep.sweeps.models import Authorisation, RosterEntry, Site, Sweep

Said = Mapping[str, Any]

_PLAIN = ("title", "kind", "status", "starts_at", "ends_at")


def create_sweep(authority_id: int, said: Said) -> Sweep:
    """A planned sweep from `NewSweep`. Inside `writing`; raises `fields_wrong` for unknown officers."""
    revs = Revs(authority_id)
    sweep = Sweep(
        authority_id=authority_id,
        id=str(uuid7()),
        status=said.get("status") or next(iter(SWEEP_STATUSES)),
        rev=revs.next(),
        **{name: said[name] for name in _PLAIN if name != "status"},
    )
    sweep.final_rev = sweep.rev if sweep.status == "final" else None
    db.session.add(sweep)
    db.session.flush()
    _set_parts(sweep, said, revs)
    _note(sweep)
    return sweep


def change_sweep(sweep: Sweep, said: Said) -> Sweep:
    """Change what is named in `said` (`ChangedSweep`). Inside `writing`."""
    revs = Revs(sweep.authority_id)
    was_final = sweep.status == "final"
    for name in _PLAIN:
        if name in said:
            setattr(sweep, name, said[name])
    if was_final and sweep.status != "final":
        _show_again(sweep, revs)
    if sweep.ends_at <= sweep.starts_at:
        raise fields_wrong({"ends_at": ["The end must come after the start."]})
    sweep.rev = revs.next()
    if sweep.status != "final":
        sweep.final_rev = None
    elif not was_final:
        sweep.final_rev = sweep.rev
    _set_parts(sweep, said, revs)
    _note(sweep)
    return sweep


def _note(sweep: Sweep) -> None:
    """Keep in the history what a return reads of this plan."""
    standing = select(func.count()).where(Site.sweep_id == sweep.id, Site.removed.is_(False))
    said = {
        "kind": sweep.kind,
        "status": sweep.status,
        "starts_at": sweep.starts_at.isoformat(),
        "ends_at": sweep.ends_at.isoformat(),
        "sites": db.session.execute(standing.select_from(Site)).scalar_one(),
    }
    note(sweep.authority_id, ("sweep", sweep.id), sweep.rev, said)


def _show_again(sweep: Sweep, revs: Revs) -> None:
    """Phones lost sight of a final sweep. Seeing it again is a change to all of it, as being rostered is."""
    standing = select(RosterEntry).where(
        RosterEntry.sweep_id == sweep.id, RosterEntry.removed.is_(False)
    )
    for entry in db.session.scalars(standing):
        entry.rev = revs.next()


def _set_parts(sweep: Sweep, said: Said, revs: Revs) -> None:
    if "sites" in said:
        _set_sites(sweep, said["sites"], revs)
    if "officer_ids" in said:
        _set_roster(sweep, said["officer_ids"], revs)
    if said.get("authorisation") is not None:
        _set_authorisation(sweep, said["authorisation"], revs)
    db.session.flush()
    db.session.expire(sweep)


def _set_sites(sweep: Sweep, wanted: Sequence[Said], revs: Revs) -> None:
    """Keep sites by name, so that a phone which already has one goes on with it."""
    here = {
        site.name: site
        for site in db.session.scalars(select(Site).where(Site.sweep_id == sweep.id))
    }
    names = {site["name"] for site in wanted}
    if len(names) < len(wanted):
        raise fields_wrong({"sites": ["Two sites have the same name."]})
    for said in wanted:
        site = here.get(said["name"])
        if site is None:
            site = Site(authority_id=sweep.authority_id, id=str(uuid7()), sweep_id=sweep.id)
            db.session.add(site)
        site.name, site.lat, site.lon = said["name"], said["lat"], said["lon"]
        site.radius_m, site.removed, site.rev = said["radius_m"], False, revs.next()
    for name in here.keys() - names:
        here[name].removed, here[name].rev = True, revs.next()


def _set_roster(sweep: Sweep, officer_ids: Sequence[str], revs: Revs) -> None:
    known = set(db.session.scalars(select(Officer.id).where(Officer.id.in_(officer_ids))))
    if unknown := set(officer_ids) - known:
        raise fields_wrong({"officer_ids": [f"There is no officer {min(unknown)}."]})
    here = {
        entry.officer_id: entry
        for entry in db.session.scalars(select(RosterEntry).where(RosterEntry.sweep_id == sweep.id))
    }
    for officer_id in known - here.keys():
        here[officer_id] = RosterEntry(
            authority_id=sweep.authority_id,
            id=str(uuid7()),
            sweep_id=sweep.id,
            officer_id=officer_id,
            removed=True,
        )
        db.session.add(here[officer_id])
    for officer_id, entry in here.items():
        removed = officer_id not in known
        if entry.removed != removed:
            entry.removed, entry.rev = removed, revs.next()


def _set_authorisation(sweep: Sweep, said: Said, revs: Revs) -> None:
    given = db.session.scalars(
        select(Authorisation).where(Authorisation.sweep_id == sweep.id)
    ).one_or_none()
    if given is None:
        given = Authorisation(authority_id=sweep.authority_id, sweep_id=sweep.id)
        db.session.add(given)
    given.superintendent, given.reference = said["superintendent"], said["reference"]
    given.given_at, given.area = said["given_at"], said["area"]
    given.starts_at = said["starts_at"] or sweep.starts_at
    given.ends_at = said["ends_at"] or sweep.ends_at
    given.premises, given.rev = list(said["premises"]), revs.next()
