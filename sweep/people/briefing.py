"""What officers are told before a sweep, on paper: gathered from the plan, the schools and the outlines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from sweep.core.codes import PHASES, Role
from sweep.core.power import may_use_power
from sweep.db import db
from sweep.geography.models import Outline
from sweep.places import metres_between, shares, square_km
from sweep.schools.models import School
from sweep.sweeps.models import Authorisation, Sweep

MOST_SCHOOLS = 12
NEAR_M = 2000
# An area that only touches a ward doesn't lie in it.
_LEAST_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Nearby:
    """A school with its distance in metres from the nearest site, and that site's name."""

    name: str
    phase: str
    metres: float
    site: str

    @property
    def away(self) -> str:
        far = self.metres
        return f"{round(far, -1):.0f} m" if far < 1000 else f"{far / 1000:.1f} km"


def schools_near(sweep: Sweep) -> list[Nearby]:
    """The authority's schools within NEAR_M of a site, the nearest first."""
    placed = select(School).where(School.removed.is_(False), School.lat.is_not(None))
    found = []
    for school in db.session.scalars(placed):
        away = [_from(site, school) for site in sweep.sites]
        if away and min(away)[0] <= NEAR_M:
            metres, site = min(away)
            found.append(Nearby(school.name, PHASES[school.phase].words, metres, site))
    return sorted(found, key=lambda near: (near.metres, near.name))[:MOST_SCHOOLS]


def _from(site: Any, school: School) -> tuple[float, str]:
    assert school.lat is not None
    assert school.lon is not None
    return metres_between(site.lat, site.lon, school.lat, school.lon), site.name


def area_in_words(given: Authorisation | None, outlines: Sequence[Outline]) -> str:
    """`0.6 km² in the wards Silhill and St Alphege, as drawn on the map`; empty where there is no area."""
    if given is None or given.area is None:
        return ""
    size = f"About {_rounded(square_km(given.area))} km²"
    wards = [outline for outline in outlines if outline.kind == "ward"]
    parts = shares(given.area, [ward.shape for ward in wards])
    inside = [ward.name for ward, part in zip(wards, parts, strict=True) if part >= _LEAST_SHARE]
    if not inside:
        return f"{size}, as drawn on the map"
    return f"{size} in {'the ward ' if len(inside) == 1 else 'the wards '}{_listed(inside)}, as drawn on the map"


def _rounded(size: float) -> str:
    return f"{size:.1f}" if size < 10 else f"{size:.0f}"


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def holders_of(roster: Iterable[tuple[Role, Sequence[Any]]]) -> str:
    """Who on the roster may use section 16, as a list in words; empty where nobody may."""
    names = [
        each.name for role, officers in roster if may_use_power(role.slug) for each in officers
    ]
    return _listed(names) if names else ""
