"""Stops of one sweep that may be one child, by the rule of `core.doubles`. Looked up; nothing is decided here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from sweep.core.doubles import Pair, Point, Sighting, left_out, possible_doubles
from sweep.db import db
from sweep.places import metres_nearby
from sweep.stops.models import Stop, TwoChildren
from sweep.sweeps.models import Site, Sweep

_USUAL_RADIUS_M = 250


@dataclass(frozen=True, slots=True)
class Doubles:
    """`pairs` are those that nobody has decided on, (earlier, later) ids; `left_out` the stops that would go."""

    pairs: Sequence[Pair]
    left_out: frozenset[str]


def doubles_of(sweep: Sweep) -> Doubles:
    """The possible doubles among the stops that stand."""
    seen = list(_sightings(sweep))
    two = two_children_of(sweep.id)
    pairs = [pair for pair in possible_doubles(seen, _metres) if frozenset(pair) not in two]
    return Doubles(pairs, left_out(seen, pairs, two.keys()))


def two_children_of(sweep_id: str) -> dict[frozenset[str], TwoChildren]:
    """The pairs of which a person said that they are two children, by their two ids."""
    rows = db.session.scalars(select(TwoChildren).where(TwoChildren.sweep_id == sweep_id))
    return {frozenset((row.stop_id, row.other_id)): row for row in rows}


def _metres(one: Point, other: Point) -> float:
    return metres_nearby(*one, *other)


def _sightings(sweep: Sweep) -> Iterator[Sighting]:
    wanted = select(
        *(Stop.id, Stop.encounter_id, Stop.author_id, Stop.recorded_by, Stop.stopped_at),
        *(Stop.accompanied_by, Stop.age_band, Stop.sex, Stop.school_urn),
        *(Stop.lat, Stop.lon, Stop.location_source),
    ).where(Stop.sweep_id == sweep.id, Stop.voided.is_(False))
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
            sex=row.sex,
            school_urn=row.school_urn,
            place=place,
            site_radius_m=radius_m,
        )


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
