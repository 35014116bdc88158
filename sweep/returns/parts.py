"""A sweep cut into sites and hours of the day, and by who the children were."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sweep.core.codes import AGE_BANDS
from sweep.core.hours import minutes_by_hour
from sweep.core.slices import Slice, slices
from sweep.core.tally import CountedShift
from sweep.london import LONDON
from sweep.places import nearest_within
from sweep.returns.seen import SeenStop
from sweep.sweeps.models import Site

ELSEWHERE, NO_PLACE = "Elsewhere", "No place"
NOT_STATED = "Not stated"
# The 18+1 categories by their first letter: single ones are too small to publish from one sweep.
ETHNIC_GROUPS = {"W": "White", "M": "Mixed", "A": "Asian", "B": "Black", "O": "Other"}
SEXES = {"F": "Girls", "M": "Boys"}
AGES = {slug: age.words for slug, age in AGE_BANDS.items() if slug != "unknown"}

Slices = Mapping[str, Slice]


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour of the day in London, from `hour` o'clock: its children and its officer-minutes."""

    hour: int
    children: Slice
    officer_minutes: int


@dataclass(frozen=True, slots=True)
class Parts:
    """Each list is in the order to be read in, and its parts add up to the sweep.

    `sites` are (name, children), the sites first, then Elsewhere and No place where there are any:
    names may be alike. `ethnicity`, `sex` and `age` always have all their groups.
    """

    sites: Sequence[tuple[str, Slice]]
    hours: Sequence[Hour]
    ethnicity: Slices
    sex: Slices
    age: Slices


def parts_of(
    stops: Sequence[SeenStop],
    shifts: Sequence[CountedShift],
    sites: Sequence[Site],
    until: datetime,
) -> Parts:
    """Open shifts count up to `until`."""
    return Parts(
        sites=_by_site(stops, sites),
        hours=_by_hour(stops, minutes_by_hour(shifts, until, london_hour)),
        ethnicity=_grouped(stops, (*ETHNIC_GROUPS.values(), NOT_STATED), _ethnic_group),
        sex=_grouped(stops, (*SEXES.values(), NOT_STATED), lambda s: _words(SEXES, s.sex)),
        age=_grouped(stops, (*AGES.values(), NOT_STATED), lambda s: _words(AGES, s.age_band)),
    )


def london_hour(moment: datetime) -> int:
    """The hour that clocks here show."""
    return moment.astimezone(LONDON).hour


def _grouped(
    stops: Iterable[SeenStop], groups: Sequence[str], group_of: Callable[[SeenStop], str]
) -> Slices:
    found = slices((group_of(stop), stop.counted) for stop in stops)
    return {group: found.get(group, Slice()) for group in groups}


def _ethnic_group(stop: SeenStop) -> str:
    letter = "" if stop.ethnicity in (None, "NS") else str(stop.ethnicity)[:1]
    return ETHNIC_GROUPS.get(letter, NOT_STATED)


def _words(words: Mapping[str, str], slug: str | None) -> str:
    """What nobody asked, said or could tell is one group: not stated."""
    return words.get(slug or "", NOT_STATED)


def _by_site(stops: Iterable[SeenStop], sites: Sequence[Site]) -> list[tuple[str, Slice]]:
    """Each stop at the nearest site that it lies within the radius of."""
    circles = [(site.lat, site.lon, float(site.radius_m)) for site in sites]
    found = slices((_site_number(stop, circles), stop.counted) for stop in stops)
    rows = [(site.name, found.get(number, Slice())) for number, site in enumerate(sites)]
    others = ((ELSEWHERE, _ELSEWHERE), (NO_PLACE, _NO_PLACE))
    return [*rows, *((name, found[number]) for name, number in others if number in found)]


_ELSEWHERE, _NO_PLACE = -1, -2


def _site_number(stop: SeenStop, circles: Sequence[tuple[float, float, float]]) -> int:
    if stop.lat is None or stop.lon is None:
        return _NO_PLACE
    number = nearest_within(stop.lat, stop.lon, circles)
    return _ELSEWHERE if number is None else number


def _by_hour(stops: Iterable[SeenStop], minutes: Mapping[int, int]) -> list[Hour]:
    found = slices((london_hour(stop.stopped_at), stop.counted) for stop in stops)
    return [
        Hour(hour, found.get(hour, Slice()), minutes.get(hour, 0))
        for hour in sorted(found.keys() | minutes.keys())
    ]
