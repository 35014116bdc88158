"""Stops of one sweep that may be one child, by the rule of `core.doubles`. Looked up; nothing is decided here."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from sweep.core.double_children import left_out, waiting
from sweep.core.doubles import Pair, Point, Sighting, possible_doubles
from sweep.db import db
from sweep.places import flat
from sweep.stops.decided import Decided, decided_of
from sweep.stops.models import Stop
from sweep.sweeps.models import Site, Sweep

_USUAL_RADIUS_M = 250


@dataclass(frozen=True, slots=True)
class Doubles:
    """`pairs` are those that nobody has decided on, (earlier, later) ids; `left_out` the stops that would go.

    What was `decided` stands beside: a stop that goes by a decision is in no pair, and one that should have gone
    and counts still beside another of its child is among those that would go.
    """

    pairs: Sequence[Pair]
    left_out: frozenset[str]
    decided: Decided


def doubles_of(sweep: Sweep) -> Doubles:
    """The possible doubles among the stops that stand."""
    decided = decided_of(sweep.id)
    seen = _sightings(sweep, decided)
    pairs = _undecided(seen, decided)
    gone = left_out(seen, pairs, decided.two_children.keys(), decided.ends)
    return Doubles(pairs, gone.union(*decided.twice.values()), decided)


def is_open(sweep: Sweep, pair: Pair) -> bool:
    """Whether these two wait for a decision, in whatever order. Inside `writing` it stays so until the end."""
    decided = decided_of(sweep.id)
    theirs = [stop for stop, end in decided.ends.items() if end in pair]
    found = _undecided(_sightings(sweep, decided, {*pair, *theirs}), decided)
    return frozenset(pair) in map(frozenset, found)


def _undecided(seen: Sequence[Sighting], decided: Decided) -> list[Pair]:
    return waiting(seen, possible_doubles(seen), decided.two_children.keys(), decided.ends)


def _sightings(sweep: Sweep, decided: Decided, only: Collection[str] = ()) -> list[Sighting]:
    """The stops that stand, and those that went for one of them: it carries what is known of them."""
    seen = list(_read(sweep, decided.going, only))
    there = {one.stop_id for one in seen}
    return [one for one in seen if decided.ends.get(one.stop_id, one.stop_id) in there]


def _read(sweep: Sweep, going: Collection[str], only: Collection[str]) -> Iterator[Sighting]:
    wanted = select(
        *(Stop.id, Stop.encounter_id, Stop.author_id, Stop.recorded_by, Stop.stopped_at),
        *(Stop.accompanied_by, Stop.age_band, Stop.phase, Stop.sex, Stop.ethnicity),
        *(Stop.school_urn, Stop.lat, Stop.lon, Stop.location_source),
    ).where(Stop.sweep_id == sweep.id, or_(Stop.voided.is_(False), Stop.id.in_(going)))
    if only:
        wanted = wanted.where(Stop.id.in_(only))
    about_lat = _about_lat(sweep)
    for row in db.session.execute(wanted):
        place, radius_m = _place(row.lat, row.lon, row.location_source, sweep.sites)
        yield Sighting(
            stop_id=row.id,
            encounter_id=row.encounter_id,
            # Somebody at a desk may enter what a phone sends after all.
            author=row.author_id or f"desk {row.recorded_by}",
            stopped_at=row.stopped_at,
            accompanied_by=row.accompanied_by,
            age_band=row.age_band,
            phase=row.phase,
            sex=row.sex,
            ethnicity=row.ethnicity,
            school_urn=row.school_urn,
            place=flat(*place, about_lat) if place else None,
            site_radius_m=radius_m,
        )


def _about_lat(sweep: Sweep) -> float:
    """One latitude for all of a sweep, so that two stops are as far apart whoever else is looked at with them."""
    if sweep.sites:
        return min(site.lat for site in sweep.sites)
    lowest = select(func.min(Stop.lat)).where(Stop.sweep_id == sweep.id)
    return db.session.scalars(lowest).one() or 0.0


def _place(
    lat: float | None, lon: float | None, source: str, sites: Sequence[Site]
) -> tuple[Point | None, float | None]:
    """The fix, or the point and radius of the site that stands for it: the only one, where there is but one."""
    if lat is None or lon is None:
        only = sites[0] if len(sites) == 1 else None
        return ((only.lat, only.lon), only.radius_m) if only else (None, None)
    if source != "site":
        return (lat, lon), None
    own = next((site for site in sites if (site.lat, site.lon) == (lat, lon)), None)
    return (lat, lon), own.radius_m if own else _USUAL_RADIUS_M
