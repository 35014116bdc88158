"""Distance and nearness on the ground, whether an area contains a point, and where a grid reference is.

The only file that imports geopy, shapely and pyproj. Points are WGS 84 degrees, latitude first; distances metres.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from geopy.distance import distance
from shapely.errors import ShapelyError
from shapely.geometry import Point, shape


def metres_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Geodesic distance in metres."""
    return float(distance((lat, lon), (other_lat, other_lon)).m)


def on_earth(lat: float, lon: float) -> bool:
    """False for what no satellite can have said (also for not-a-number)."""
    return -90 <= lat <= 90 and -180 <= lon <= 180


def from_national_grid(easting: float, northing: float) -> tuple[float, float]:
    """Metres on the Ordnance Survey's National Grid as (latitude, longitude), right to within 5 m.

    Raises ValueError for what is not on Great Britain's grid.
    """
    if not (0 < easting < 700_000 and 0 < northing < 1_300_000):
        raise ValueError("not on the National Grid")
    lat, lon = _grid().transform(easting, northing)
    # Five decimals are a metre: more would promise what the conversion doesn't hold.
    return round(lat, 5), round(lon, 5)


@cache
def _grid() -> Any:
    from pyproj import Transformer  # a third of a second, and only an import of schools needs it

    return Transformer.from_crs("EPSG:27700", "EPSG:4326")


def inside(area: Mapping[str, Any] | None, lat: float | None, lon: float | None) -> bool | None:
    """True or false where both an area (GeoJSON Polygon or MultiPolygon) and a point are known.

    On the edge counts as inside. None where it can't be told.
    """
    if area is None or lat is None or lon is None:
        return None
    return bool(shape(dict(area)).covers(Point(lon, lat)))


def area_problem(area: Any) -> str | None:
    """What is wrong with a GeoJSON area, in a sentence, or None when it can be used."""
    kind = area.get("type") if isinstance(area, Mapping) else None
    if kind not in ("Polygon", "MultiPolygon"):
        return "An area is a GeoJSON Polygon or MultiPolygon."
    try:
        drawn = shape(dict(area))
    except (ShapelyError, ValueError, TypeError, KeyError, IndexError, AttributeError):
        return "The area's coordinates can't be read."
    if drawn.is_empty or not drawn.is_valid:
        return "The area's outline crosses itself or is not closed."
    west, south, east, north = drawn.bounds
    if not (on_earth(south, west) and on_earth(north, east)):
        return "The area lies outside the range of latitude and longitude."
    return None
