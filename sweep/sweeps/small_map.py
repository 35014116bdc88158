"""A plan drawn in small for paper: area, sites by number, designated places by letter, on the wards' outlines.

SVG with its geometry in attributes and its looks in the desk's styles, since the policy allows no others. Nothing is
fetched from anybody's tiles, so it prints the same everywhere.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import cos, radians
from typing import Any
from xml.etree import ElementTree as Tree

from markupsafe import Markup

from sweep.geography.models import Outline
from sweep.places import bounds, thinned
from sweep.sweeps.models import Sweep

WIDTH, HEIGHT = 480, 320
_ROOM = 28
_DEGREE_M = 111_320
# Half a kilometre each way, where there is but one point.
_LEAST_M = 1000

Place = Callable[[float, float], tuple[float, float]]


def small_map(sweep: Sweep, outlines: Sequence[Outline]) -> Markup | None:
    """The drawing; None where the plan has no place at all."""
    given = sweep.authorisation
    area = given.area if given else None
    spots = [_box(site.lat, site.lon, site.radius_m) for site in sweep.sites]
    spots += [_box(place["lat"], place["lon"], 0) for place in (given.premises if given else ())]
    frame = bounds([*([area] if area else []), *spots])
    if frame is None:
        return None
    at, metre = _projection(frame)
    svg = Tree.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "class": "app-small-map"})
    svg.set("viewBox", f"0 0 {WIDTH} {HEIGHT}")
    svg.set("role", "img")
    svg.set("aria-label", _said(sweep, area is not None))
    for outline in outlines:
        _path(svg, thinned(outline.shape), at, f"app-small-map__{outline.kind}")
    if area:
        _path(svg, area, at, "app-small-map__area")
    for number, site in enumerate(sweep.sites, 1):
        x, y = at(site.lat, site.lon)
        _circle(svg, (x, y), max(site.radius_m * metre, 4), "app-small-map__round")
        _sign(svg, (x, y), str(number), "app-small-map__site")
    for letter, place in zip(LETTERS, given.premises if given else (), strict=False):
        _sign(svg, at(place["lat"], place["lon"]), letter, "app-small-map__premises")
    return Markup(Tree.tostring(svg, encoding="unicode"))


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _said(sweep: Sweep, drawn: bool) -> str:
    sites = ", ".join(f"{number} {site.name}" for number, site in enumerate(sweep.sites, 1))
    return f"Map of {'the authorised area and ' if drawn else ''}the sites: {sites or 'none'}"


def _box(lat: float, lon: float, radius_m: float) -> Mapping[str, Any]:
    north = radius_m / _DEGREE_M
    east = north / cos(radians(lat))
    corners = ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
    ring = [[lon + x * (east or 1e-6), lat + y * (north or 1e-6)] for x, y in corners]
    return {"type": "Polygon", "coordinates": [ring]}


def _projection(frame: tuple[float, float, float, float]) -> tuple[Place, float]:
    """Where a (lat, lon) is on the paper, as on flat ground; and how long a metre is there."""
    west, south, east, north = frame
    middle_lat, middle_lon = (south + north) / 2, (west + east) / 2
    degree_m = _DEGREE_M * cos(radians(middle_lat))
    wide, high = (
        max((east - west) * degree_m, _LEAST_M),
        max((north - south) * _DEGREE_M, _LEAST_M),
    )
    metre = min((WIDTH - 2 * _ROOM) / wide, (HEIGHT - 2 * _ROOM) / high)

    def at(lat: float, lon: float) -> tuple[float, float]:
        x = WIDTH / 2 + (lon - middle_lon) * degree_m * metre
        return x, HEIGHT / 2 - (lat - middle_lat) * _DEGREE_M * metre

    return at, metre


def _path(svg: Tree.Element, shape: Mapping[str, Any], at: Place, look: str) -> None:
    polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    drawn = " ".join(_ring(ring, at) for polygon in polygons for ring in polygon)
    Tree.SubElement(svg, "path", {"class": look, "d": drawn, "fill-rule": "evenodd"})


def _ring(ring: Iterable[Sequence[float]], at: Place) -> str:
    return "M" + "L".join("{:.1f} {:.1f}".format(*at(lat, lon)) for lon, lat, *_ in ring) + "Z"


def _circle(svg: Tree.Element, centre: tuple[float, float], radius: float, look: str) -> None:
    x, y = (f"{part:.1f}" for part in centre)
    Tree.SubElement(svg, "circle", {"class": look, "cx": x, "cy": y, "r": f"{radius:.1f}"})


def _sign(svg: Tree.Element, centre: tuple[float, float], text: str, look: str) -> None:
    _circle(svg, centre, 9, look)
    x, y = f"{centre[0]:.1f}", f"{centre[1] + 4:.1f}"
    said = Tree.SubElement(svg, "text", {"class": "app-small-map__text", "x": x, "y": y})
    said.set("text-anchor", "middle")
    said.text = text
