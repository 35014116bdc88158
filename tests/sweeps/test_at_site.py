"""A stop is at the nearest site within whose radius it lies."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from sweep.places import metres_between
from sweep.sweeps.at_site import one_places, site_of


@dataclass(frozen=True)
class Spot:
    name: str
    lat: float
    lon: float
    radius_m: int = 200


HIGH_STREET, STATION = Spot("High Street", 52.4128, -1.7780), Spot("Station", 52.4145, -1.7885)
near = st.floats(-0.02, 0.02)


@given(st.lists(st.tuples(near, near, st.integers(20, 3000)), max_size=6), near, near)
def test_the_site_found_is_the_nearest_that_reaches_the_place(
    said: list[tuple[float, float, int]], north: float, east: float
) -> None:
    sites = [Spot(str(n), 52.4 + a, -1.8 + b, radius) for n, (a, b, radius) in enumerate(said)]
    lat, lon = 52.4 + north, -1.8 + east
    away = {site: metres_between(lat, lon, site.lat, site.lon) for site in sites}
    found = site_of(sites, lat, lon)
    # On flat ground a metre in a kilometre is lost; what lies so near an edge may fall on either side of it.
    reach = [site for site in sites if away[site] <= site.radius_m - away[site] / 500]
    if found is None:
        assert not reach
    else:
        assert away[found] <= found.radius_m + away[found] / 500
        assert all(away[found] <= away[site] * 1.002 for site in reach)


def test_no_place_is_at_no_site() -> None:
    assert site_of([HIGH_STREET], None, None) is None


def test_sites_of_one_name_near_one_another_are_one_place_however_it_is_spelled() -> None:
    moved = Spot("high  street", 52.4130, -1.7782)
    far = Spot("High Street", 52.5, -1.7780)
    assert one_places([HIGH_STREET, STATION, moved, far]) == [
        "High Street",
        "Station",
        "High Street",
        "High Street (2)",
    ]
