"""The demo's schools, all invented, at real streets of Solihull; and which of them a child met somewhere goes to."""

from random import Random

from sweep.demo.ground import Spot
from sweep.places import metres_nearby
from sweep.schools.gias import ReadSchool

# No school of England has a URN that begins with 9.
SCHOOLS = (
    ReadSchool("900001", "Malvern Park School (invented)", "secondary", 52.4089, -1.7716),
    ReadSchool("900002", "Lode Lane Academy (invented)", "secondary", 52.4213, -1.7771),
    ReadSchool("900003", "Brueton Primary School (invented)", "primary", 52.4107, -1.7685),
    ReadSchool("900004", "Station Approach Sixth Form (invented)", "post16", 52.4139, -1.7869),
    ReadSchool("900005", "Blossomfield Infant School (invented)", "primary", 52.4078, -1.7926),
    ReadSchool("900006", "Sharmans Cross School (invented)", "secondary", 52.4122, -1.8068),
    ReadSchool("900007", "Shirley Heath Primary School (invented)", "primary", 52.4068, -1.8190),
    ReadSchool("900008", "Olton Mere School (invented)", "secondary", 52.4401, -1.8015),
    ReadSchool("900009", "Chelmund Academy (invented)", "secondary", 52.4771, -1.7413),
    ReadSchool("900010", "Kingshurst Brook Primary School (invented)", "primary", 52.4919, -1.7484),
    ReadSchool("900011", "The Willows Centre (invented)", "special_or_ap", 52.4746, -1.7290),
    ReadSchool("900012", "Knowle Lock School (invented)", "secondary", 52.3901, -1.7296),
    ReadSchool("900013", "Dorridge Wood Primary School (invented)", "primary", 52.3733, -1.7561),
    ReadSchool("900014", "Bickenhill Nursery School (invented)", "early_years", 52.4468, -1.7268),
)
# A school so far off is half as likely as one next door.
_HALF_AS_LIKELY_M = 1500


def school_near(spot: Spot, phase: str, rng: Random) -> str | None:
    """The number of a school of this phase, rather one that is near; None where the demo has none of it."""
    fitting = [school for school in SCHOOLS if school.phase == phase]
    if not fitting:
        return None
    return rng.choices(fitting, [_likely(school, spot) for school in fitting])[0].urn


def _likely(school: ReadSchool, spot: Spot) -> float:
    assert school.lat is not None  # every one of these has its place
    assert school.lon is not None
    metres = metres_nearby(spot.lat, spot.lon, school.lat, school.lon)
    return float(0.5 ** (metres / _HALF_AS_LIKELY_M))
