"""At which of a sweep's sites a place is, and which sites of different sweeps are one place."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from sweep.places import metres_between, nearest_within

# Two sweeps' sites of one name are one place unless they lie further apart than a walk of a quarter of an hour.
ONE_PLACE_M = 1000


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


def site_of(sites: Sequence[S], lat: float | None, lon: float | None) -> S | None:
    """The nearest of the sites within whose radius a place lies; None where it is at none, or not known."""
    if lat is None or lon is None:
        return None
    number = nearest_within(lat, lon, [(site.lat, site.lon, site.radius_m) for site in sites])
    return None if number is None else sites[number]


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
