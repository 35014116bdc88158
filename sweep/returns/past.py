"""All past sweeps of an authority: what was found and what it took, by site, by hour of the day, and by both.

Nobody records at which site an officer stood, so a sweep's officer-minutes are shared evenly among its sites, and
within each site as they fell over the day.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from sweep.core.hours import minutes_by_hour
from sweep.db import db
from sweep.returns.parts import london_hour
from sweep.returns.read import shifts_by_sweep
from sweep.returns.spots import Book, Seen, Spot
from sweep.stops.models import Stop
from sweep.sweeps.at_site import one_places, site_of
from sweep.sweeps.models import Site, Sweep


@dataclass(frozen=True, slots=True)
class Past:
    """`sweeps` are (starts_at) of those counted, earliest first. `elsewhere` are children stopped at none of their
    sweep's sites, whom only the hours count."""

    sweeps: Sequence[datetime]
    by_site: Mapping[str, Seen]
    by_hour: Mapping[int, Seen]
    by_both: Mapping[Spot, Seen]
    elsewhere: int


def past_sweeps(now: datetime) -> Past:
    """Of the sweeps that were opened and are over: by the clock, or since somebody said so."""
    wanted = select(Sweep.id, Sweep.starts_at, Sweep.ends_at).where(
        Sweep.status != "planned",
        or_(Sweep.ends_at <= now, Sweep.status.in_(("verifying", "final"))),
    )
    sweeps = db.session.execute(wanted.order_by(Sweep.starts_at, Sweep.id)).all()
    sites, names = _sites(sweeps)
    seen = Book()
    for sweep_id, minutes in _minutes(sweeps).items():
        seen.worked(sweep_id, minutes, [names[site.id] for site in sites[sweep_id]])
    elsewhere = 0
    for stop in _stops(sweeps):
        site = site_of(sites[stop.sweep_id], stop.lat, stop.lon)
        seen.stopped(stop, names[site.id] if site else None)
        elsewhere += site is None
    return Past(
        [sweep.starts_at for sweep in sweeps],
        seen.by_site,
        dict(sorted(seen.by_hour.items())),
        seen.by_both,
        elsewhere,
    )


def _sites(sweeps: Sequence[Any]) -> tuple[Mapping[str, list[Site]], Mapping[str, str]]:
    """Each sweep's sites, and the name of the place that each site is."""
    order = {sweep.id: number for number, sweep in enumerate(sweeps)}
    standing = db.session.scalars(select(Site).where(Site.removed.is_(False))).all()
    counted = sorted(
        (site for site in standing if site.sweep_id in order),
        key=lambda site: (order[site.sweep_id], site.name, site.id),
    )
    by_sweep: defaultdict[str, list[Site]] = defaultdict(list)
    for site in counted:
        by_sweep[site.sweep_id].append(site)
    return by_sweep, {
        site.id: place for site, place in zip(counted, one_places(counted), strict=True)
    }


def _minutes(sweeps: Sequence[Any]) -> Mapping[str, Mapping[int, int]]:
    """Officer-minutes by hour, of each sweep; shifts still open count to their sweep's end."""
    ends = {sweep.id: sweep.ends_at for sweep in sweeps}
    return {
        sweep_id: minutes_by_hour(shifts, ends[sweep_id], london_hour)
        for sweep_id, shifts in shifts_by_sweep(list(ends)).items()
    }


def _stops(sweeps: Iterable[Any]) -> Iterator[Any]:
    counted = {sweep.id for sweep in sweeps}
    columns = (
        Stop.sweep_id,
        Stop.encounter_id,
        Stop.stopped_at,
        Stop.lat,
        Stop.lon,
        Stop.finding,
        Stop.verified_finding,
    )
    for row in db.session.execute(select(*columns).where(Stop.voided.is_(False))):
        if row.sweep_id in counted:
            yield row
