"""At which of a sweep's sites a place is, and which sites of different sweeps are one place."""

from collections.abc import Iterable, Sequence
from math import cos, radians
from typing import Protocol, TypeVar

from sweep.places import metres_between

# Two sweeps' sites of one name are one place unless they lie further apart than a walk of a quarter of an hour.
ONE_PLACE_M = 1000
# A degree of latitude is never shorter than 110.5 km, and one of longitude than so much of that: a site that is further
# away by either alone needs no geodesy, which is dear.
_DEGREE_M = 110_000


class AtPlace(Protocol):
    """What has a name, a point in degrees and a radius in metres."""

    @property
    def name(self) -> str: ...
    @property
    def lat(self) -> float: ...
    @property
    def lon(self) -> float: ...
    @property
    def radius_m(self) -> int: ...


S = TypeVar("S", bound=AtPlace)


def site_of(sites: Iterable[S], lat: float | None, lon: float | None) -> S | None:
    """The nearest of the sites within whose radius a place lies; None where it is at none, or not known."""
    if lat is None or lon is None:
        return None
    lon_m = _DEGREE_M * cos(radians(lat))
    near = (
        (metres_between(lat, lon, site.lat, site.lon), site)
        for site in sites
        if abs(site.lat - lat) * _DEGREE_M <= site.radius_m
        and abs(site.lon - lon) * lon_m <= site.radius_m * 1.01
    )
    within = [(metres, site) for metres, site in near if metres <= site.radius_m]
    return min(within, key=lambda pair: pair[0])[1] if within else None


def one_places(sites: Sequence[S]) -> list[str]:
    """For each site, in order, the name of its place: sites of one name that lie near one another share it.

    A second place of the same name is called `Name (2)`, by the order given.
    """
    known: dict[str, list[S]] = {}
    return [_place_name(site, known.setdefault(_bare(site.name), [])) for site in sites]


def _bare(name: str) -> str:
    return " ".join(name.casefold().split())


def _place_name(site: S, places: list[S]) -> str:
    for number, first in enumerate(places, start=1):
        if metres_between(first.lat, first.lon, site.lat, site.lon) <= ONE_PLACE_M:
            return _numbered(first.name, number)
    places.append(site)
    return _numbered(places[0].name, len(places))


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name} ({number})"
