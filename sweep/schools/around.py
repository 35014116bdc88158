"""Where an authority's schools lie: the part of the country that its maps are of."""

from sqlalchemy import func, select

from sweep.db import db
from sweep.schools.models import School

Bounds = list[list[float]]


def bounds_of_schools() -> Bounds | None:
    """[[south, west], [north, east]] in degrees; None where no school has a place."""
    edges = select(
        func.min(School.lat), func.min(School.lon), func.max(School.lat), func.max(School.lon)
    ).where(School.removed.is_(False))
    found = [edge for edge in db.session.execute(edges).one() if edge is not None]
    return [found[:2], found[2:]] if found else None
