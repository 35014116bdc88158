"""Where the demo happens: real public places of Solihull, and areas drawn round them (WGS 84 degrees)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

_METRES_A_DEGREE = 111_320
_ROUND_A_SITE_M = 700


@dataclass(frozen=True, slots=True)
class Spot:
    """A named place."""

    name: str
    lat: float
    lon: float

    def as_site(self) -> dict[str, Any]:
        return {**self.as_point(), "radius_m": 250}

    def as_point(self) -> dict[str, Any]:
        return {"name": self.name, "lat": self.lat, "lon": self.lon}


MELL_SQUARE = Spot("Mell Square", 52.4131, -1.7786)
TOUCHWOOD = Spot("Touchwood", 52.4114, -1.7797)
STATION = Spot("Solihull station", 52.4144, -1.7884)
CHELMSLEY_WOOD = Spot("Chelmsley Wood shopping centre", 52.4790, -1.7373)
KINGSHURST = Spot("Kingshurst parade", 52.4905, -1.7515)
SHIRLEY = Spot("Shirley, Stratford Road", 52.4096, -1.8215)
OLTON = Spot("Olton station", 52.4386, -1.8043)
KNOWLE = Spot("Knowle High Street", 52.3885, -1.7335)
DORRIDGE = Spot("Dorridge station", 52.3721, -1.7529)
RESORTS_WORLD = Spot("Resorts World", 52.4530, -1.7160)
INTERNATIONAL = Spot("Birmingham International station", 52.4508, -1.7252)

# Where a sweep goes, and what it is called.
ROUNDS: tuple[tuple[str, tuple[Spot, ...]], ...] = (
    ("Solihull town centre", (MELL_SQUARE, TOUCHWOOD, STATION)),
    ("Chelmsley Wood and Kingshurst", (CHELMSLEY_WOOD, KINGSHURST)),
    ("Shirley and Olton", (SHIRLEY, OLTON)),
    ("Resorts World and the NEC", (RESORTS_WORLD, INTERNATIONAL)),
    ("Town centre and Shirley", (MELL_SQUARE, TOUCHWOOD, SHIRLEY)),
    ("Knowle and Dorridge", (KNOWLE, DORRIDGE)),
)
TOWN_CENTRE = ROUNDS[0]

# Homer Road, Warwick Road and the railway, roughly.
TOWN_CENTRE_AREA: dict[str, Any] = {
    "type": "Polygon",
    "coordinates": [
        [
            [-1.7925, 52.4128],
            [-1.7899, 52.4168],
            [-1.7790, 52.4162],
            [-1.7721, 52.4140],
            [-1.7735, 52.4092],
            [-1.7822, 52.4079],
            [-1.7925, 52.4128],
        ]
    ],
}
PREMISES = (
    Spot("Lode Lane attendance room (invented)", 52.4156, -1.7752),
    Spot("Homer Road reception room (invented)", 52.4101, -1.7806),
)


def area_round(spots: Sequence[Spot]) -> dict[str, Any]:
    """A GeoJSON rectangle that holds these places and their surroundings."""
    north_south = _ROUND_A_SITE_M / _METRES_A_DEGREE
    east_west = north_south / math.cos(math.radians(spots[0].lat))
    south = min(spot.lat for spot in spots) - north_south
    north = max(spot.lat for spot in spots) + north_south
    west = min(spot.lon for spot in spots) - east_west
    east = max(spot.lon for spot in spots) + east_west
    corners = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [corners]}


def fix_near(spot: Spot, rng: Random) -> dict[str, Any]:
    """What a phone near this place said of where it was; a few could not tell."""
    chance = rng.random()
    if chance < 0.05:
        why = "denied" if chance < 0.01 else "timeout" if chance < 0.035 else "unavailable"
        return {"source": "none", "why_none": why}
    north_m, east_m = rng.gauss(0, 70), rng.gauss(0, 70)
    lon_scale = _METRES_A_DEGREE * math.cos(math.radians(spot.lat))
    return {
        "lat": round(spot.lat + north_m / _METRES_A_DEGREE, 6),
        "lon": round(spot.lon + east_m / lon_scale, 6),
        "accuracy_m": round(rng.lognormvariate(2.5, 0.6), 1),
        "fix_age_s": round(rng.uniform(0, 9), 1),
        "source": "gps",
    }
