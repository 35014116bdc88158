"""Sites whose place looks mistyped: far from the others, or outside the authorised area. Told, never refused."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sweep.places import drawn, inside, metres_between
from sweep.sweeps.models import Sweep

# Officers walk from one site to the next; a town is not wider than this.
FAR_M = 20_000
_MINUS = "is a minus sign missing?"
_PLACE = "is its place right?"


@dataclass(frozen=True, slots=True)
class Spot:
    """A site's name and point in degrees."""

    name: str
    lat: float
    lon: float


def site_warnings(sweep: Sweep) -> tuple[str, ...]:
    """The sentences about a stored plan."""
    spots = [Spot(site.name, site.lat, site.lon) for site in sweep.sites]
    return warnings_of(spots, sweep.authorisation.area if sweep.authorisation else None)


def warnings_of(spots: Sequence[Spot], area: Mapping[str, Any] | None) -> tuple[str, ...]:
    """A sentence for each site that looks misplaced. `area` is GeoJSON, or None where none is drawn."""
    astray = {spot: _MINUS for spot in spots if _unsigned(spot, spots)}
    rest = [spot for spot in spots if spot not in astray]
    astray |= {spot: _PLACE for spot in rest if _far(spot, rest) > FAR_M}
    far = (_far_sentence(spot, spots, asked) for spot, asked in astray.items())
    return (*dict.fromkeys(far), *_outside([s for s in spots if s not in astray], area))


def _unsigned(spot: Spot, spots: Sequence[Spot]) -> bool:
    """Whether it is far from the others and would not be with a minus before its longitude."""
    turned = Spot(spot.name, spot.lat, -spot.lon)
    others = [other for other in spots if other is not spot]
    near = bool(others) and _nearest(turned, others) <= FAR_M
    return spot.lon > 0 and _far(spot, spots) > FAR_M and near


def _far(spot: Spot, spots: Sequence[Spot]) -> float:
    """Metres to the nearest other; nought where it is the only one."""
    others = [other for other in spots if other is not spot]
    return _nearest(spot, others) if others else 0.0


def _nearest(spot: Spot, others: Sequence[Spot]) -> float:
    return min(metres_between(spot.lat, spot.lon, other.lat, other.lon) for other in others)


def _far_sentence(spot: Spot, spots: Sequence[Spot], asked: str) -> str:
    others = [other for other in spots if other is not spot]
    away = f"{_nearest(spot, others) / 1000:,.0f} km"
    if len(spots) == 2 and asked == _PLACE:
        one, other = spots
        return f"{one.name} and {other.name} lie {away} apart: are both places right?"
    whom = others[0].name if len(others) == 1 else "the other sites"
    return f"{spot.name} lies {away} from {whom}: {asked}"


def _outside(spots: Sequence[Spot], area: Mapping[str, Any] | None) -> Iterator[str]:
    outline = drawn(area)
    for spot in spots:
        if inside(outline, spot.lat, spot.lon) is False:
            yield f"{spot.name} lies outside the authorised area."
