"""Distance and nearness on the ground, whether an area contains a point, and where a grid reference is.

The only file that imports geopy, shapely and pyproj. Points are WGS 84 degrees, latitude first; distances metres.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import cos, hypot, radians
from typing import Any

from geopy.distance import distance
from shapely import set_precision, transform, union_all
from shapely.errors import ShapelyError
from shapely.geometry import Point, mapping, shape
from shapely.geometry.base import BaseGeometry


def metres_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Geodesic distance in metres."""
    return float(distance((lat, lon), (other_lat, other_lon)).m)


def metres_nearby(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The same on flat ground: within a percent as far as officers walk, and a hundred times quicker."""
    east = (other_lon - lon) * cos(radians((lat + other_lat) / 2))
    return 111_320 * hypot(other_lat - lat, east)


def flat(lat: float, lon: float, about_lat: float) -> tuple[float, float]:
    """Metres north and east on ground that is flat round a latitude: what lies near by is as far apart as it is."""
    return 111_320 * lat, 111_320 * lon * cos(radians(about_lat))


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


Area = BaseGeometry


def drawn(area: Mapping[str, Any] | None) -> Area | None:
    """A GeoJSON Polygon or MultiPolygon, made ready to be asked many times; None for none."""
    return None if area is None else shape(dict(area))


def inside(
    area: Area | None, lat: float | None, lon: float | None, accuracy_m: float | None = None
) -> bool | None:
    """True or false where both an area and a point are known. On the edge counts as inside.

    None where it can't be told: also where the edge is nearer than the point is accurate, as the phone has it
    (`static/pwa/src/core/area.ts`). A point that a person chose has no accuracy.
    """
    if area is None or lat is None or lon is None:
        return None
    if accuracy_m and _metres_to_edge(area, lat, lon) < accuracy_m:
        return None
    return bool(area.covers(Point(lon, lat)))


def _metres_to_edge(area: Area, lat: float, lon: float) -> float:
    """From either side, on flat ground around the point: out by less than three metres in a kilometre."""
    degree_m = (111_320 * cos(radians(lat)), 111_320)
    edge = transform(area.boundary, lambda corners: (corners - (lon, lat)) * degree_m)
    return float(edge.distance(Point(0, 0)))


# What may come of any JSON at all where coordinates should be: too deep and too large among it.
_UNREADABLE = (
    ShapelyError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    OverflowError,
    RecursionError,
)


def area_problem(area: Any) -> str | None:
    """What is wrong with a GeoJSON area, in a sentence, or None when it can be used."""
    kind = area.get("type") if isinstance(area, Mapping) else None
    if kind not in ("Polygon", "MultiPolygon"):
        return "An area is a GeoJSON Polygon or MultiPolygon."
    try:
        _check_numbers(area["coordinates"])
        outline = shape(dict(area))
    except _UNREADABLE:
        return "The area’s coordinates can’t be read."
    if outline.is_empty or not outline.is_valid:
        return "The area’s outline crosses itself or is not closed."
    west, south, east, north = outline.bounds
    if not (on_earth(south, west) and on_earth(north, east)):
        return "The area lies outside the range of latitude and longitude."
    return None


def _check_numbers(part: Any) -> None:
    """Raises ValueError for coordinates that shapely makes numbers of, such as "52.4" and true, and phones don't."""
    if isinstance(part, list | tuple):
        for each in part:
            _check_numbers(each)
    elif isinstance(part, bool) or not isinstance(part, int | float):
        raise ValueError("no number")


# A metre: outlines are drawn from maps that promise no more.
_GRID = 0.00001
# Half a width of a street. What goes to phones and pages must be short.
_THIN = 0.00005


def joined(areas: Iterable[Mapping[str, Any]]) -> dict[str, Any] | None:
    """One GeoJSON area of several, right to within some five metres; None for none."""
    whole = union_all([shape(dict(area)) for area in areas])
    return None if whole.is_empty else _short(whole)


def thinned(area: Mapping[str, Any]) -> dict[str, Any]:
    """A GeoJSON area to draw on a page: the same outline in fewer corners."""
    return _short(shape(dict(area)))


def _short(outline: BaseGeometry) -> dict[str, Any]:
    thin = set_precision(outline.simplify(_THIN), _GRID)
    said: dict[str, Any] = mapping(thin if thin.is_valid and not thin.is_empty else outline)
    rings = _lists(said["coordinates"])
    return {"type": said["type"], "coordinates": rings}


def _lists(part: Any) -> Any:
    """Tuples as JSON has them, and no more decimals than the grid has."""
    return [_lists(each) for each in part] if isinstance(part, tuple) else round(part, 5)


def bounds(areas: Iterable[Mapping[str, Any]]) -> tuple[float, float, float, float] | None:
    """(west, south, east, north) of all of them in degrees; None for none."""
    whole = union_all([shape(dict(area)).envelope for area in areas])
    return None if whole.is_empty else whole.bounds


def nearest_within(
    lat: float, lon: float, circles: Sequence[tuple[float, float, float]]
) -> int | None:
    """Which of these (latitude, longitude, radius in metres) holds the point with its centre nearest; None if none.

    On flat ground around the point, right to a metre in a kilometre: thousands of points are asked at once.
    """
    north_m, east_m = _degree_metres(lat)
    away = [
        (hypot((to_lat - lat) * north_m, (to_lon - lon) * east_m), radius_m, number)
        for number, (to_lat, to_lon, radius_m) in enumerate(circles)
    ]
    held = [(metres, number) for metres, radius_m, number in away if metres <= radius_m]
    return min(held)[1] if held else None


def _degree_metres(lat: float) -> tuple[float, float]:
    """Length of a degree of latitude and of longitude there, on the WGS 84 ellipsoid by its usual series."""
    phi = radians(lat)
    north = 111_132.954 - 559.822 * cos(2 * phi) + 1.175 * cos(4 * phi)
    east = 111_412.84 * cos(phi) - 93.5 * cos(3 * phi) + 0.118 * cos(5 * phi)
    return north, east


def square_km(area: Mapping[str, Any]) -> float:
    """How large a GeoJSON area is, as on flat ground: right to within a hundredth for a county."""
    return _flat(shape(dict(area))).area / 1_000_000


def shares(area: Mapping[str, Any], parts: Sequence[Mapping[str, Any]]) -> list[float]:
    """How much of the area lies in each of these, from 0 to 1."""
    whole = shape(dict(area))
    return [whole.intersection(shape(dict(part))).area / whole.area for part in parts]


def _flat(outline: BaseGeometry) -> BaseGeometry:
    """In metres, as on flat ground round its middle."""
    lat = outline.centroid.y
    return transform(outline, lambda corners: corners * (111_320 * cos(radians(lat)), 111_320))
